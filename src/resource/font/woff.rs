//! WOFF 1: the tables of a font, each deflated (W3C, WOFF File Format 1.0).

use super::Fault;
use super::sfnt::{MOST_TABLES, Sfnt, checksum, is_doubtful, u16_at, u32_at};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use std::collections::BTreeMap;
use std::io::Read;

/// No font is larger, so that none can fill the memory.
const LARGEST: usize = 64 << 20;

const BROKEN: Fault = Fault::Broken("its list of tables");

pub(super) fn read(bytes: &[u8]) -> Result<Sfnt, Fault> {
    let flavour = *bytes.get(4..).and_then(|rest| rest.first_chunk()).ok_or(BROKEN)?;
    let count = usize::from(u16_at(bytes, 12).ok_or(BROKEN)?);
    if count == 0 || count > MOST_TABLES {
        return Err(BROKEN);
    }
    let mut tables = BTreeMap::new();
    let mut doubtful = Vec::new();
    let mut total = 0;
    for index in 0..count {
        let at = 44 + 20 * index;
        let tag: [u8; 4] = *bytes.get(at..).and_then(|rest| rest.first_chunk()).ok_or(BROKEN)?;
        let number = |field: usize| u32_at(bytes, at + field).map(|number| number as usize).ok_or(BROKEN);
        let (offset, packed, length) = (number(4)?, number(8)?, number(12)?);
        total += length;
        if packed > length || total > LARGEST {
            return Err(BROKEN);
        }
        let end = offset.checked_add(packed).ok_or(BROKEN)?;
        let data = bytes.get(offset..end).ok_or(Fault::Broken("a table goes on behind the end of the file"))?;
        let data = if packed < length { inflate(data, length)? } else { data.to_vec() };
        doubtful.extend(is_doubtful(tag, &data, u32_at(bytes, at + 16)).then_some(tag));
        if tables.insert(tag, data).is_some() {
            return Err(BROKEN);
        }
    }
    Ok(Sfnt { flavour, tables, doubtful })
}

fn inflate(data: &[u8], length: usize) -> Result<Vec<u8>, Fault> {
    let mut plain = Vec::new();
    let limit = u64::try_from(length).unwrap_or(u64::MAX);
    match ZlibDecoder::new(data).take(limit).read_to_end(&mut plain) {
        Ok(read) if read == length => Ok(plain),
        _ => Err(Fault::Broken("a table that does not unpack")),
    }
}

/// Returns the file of a font.
pub(super) fn write(sfnt: &Sfnt) -> Vec<u8> {
    // What is written as a font of its own has its checksums right.
    let plain = Sfnt::read(&sfnt.write()).unwrap_or_else(|_| sfnt.clone());
    let count = plain.tables.len();
    let mut list = Vec::new();
    let mut body = Vec::new();
    let mut total = 12 + 16 * count;
    for (tag, data) in &plain.tables {
        let packed = deflate(data);
        let packed = if packed.len() < data.len() { packed } else { data.clone() };
        list.extend(tag);
        for value in [44 + 20 * count + body.len(), packed.len(), data.len(), checksum(*tag, data) as usize] {
            list.extend(number(value));
        }
        body.extend(packed);
        body.resize(body.len().next_multiple_of(4), 0);
        total += data.len().next_multiple_of(4);
    }
    let mut file = b"wOFF".to_vec();
    file.extend(plain.flavour);
    file.extend(number(44 + list.len() + body.len()));
    file.extend(u16::try_from(count).unwrap_or(0).to_be_bytes());
    file.extend([0, 0]);
    file.extend(number(total));
    // Version 1.0; no metadata and no private data.
    file.extend([0, 1, 0, 0]);
    file.extend([0; 20]);
    file.extend(list);
    file.extend(body);
    file
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(0).to_be_bytes()
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // Reading from memory cannot fail.
    let _ = ZlibEncoder::new(data, Compression::best()).read_to_end(&mut packed);
    packed
}
