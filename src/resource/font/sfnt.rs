//! The container of fonts: a list of tables, each with its tag (OpenType 1.9, "Organization of an OpenType font").

use super::Fault;
use std::collections::BTreeMap;

/// The tables of a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sfnt {
    pub flavour: [u8; 4],
    pub tables: BTreeMap<[u8; 4], Vec<u8>>,
    /// Those that are not what their checksum says; `head` is left out, since many good fonts have that one wrong.
    pub doubtful: Vec<[u8; 4]>,
}

/// No font has more tables.
pub(super) const MOST_TABLES: usize = 128;

const BROKEN: Fault = Fault::Broken("its list of tables");

impl Sfnt {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let flavour = *bytes.first_chunk().ok_or(BROKEN)?;
        let count = usize::from(u16_at(bytes, 4).ok_or(BROKEN)?);
        if count == 0 || count > MOST_TABLES {
            return Err(BROKEN);
        }
        let mut tables = BTreeMap::new();
        let mut doubtful = Vec::new();
        for index in 0..count {
            let at = 12 + 16 * index;
            let tag = *bytes.get(at..).and_then(|rest| rest.first_chunk()).ok_or(BROKEN)?;
            let (offset, length) = (u32_at(bytes, at + 8).ok_or(BROKEN)?, u32_at(bytes, at + 12).ok_or(BROKEN)?);
            let end = (offset as usize).checked_add(length as usize).ok_or(BROKEN)?;
            let data =
                bytes.get(offset as usize..end).ok_or(Fault::Broken("a table goes on behind the end of the file"))?;
            doubtful.extend(is_doubtful(tag, data, u32_at(bytes, at + 4)).then_some(tag));
            if tables.insert(tag, data.to_vec()).is_some() {
                return Err(BROKEN);
            }
        }
        Ok(Self { flavour, tables, doubtful })
    }

    pub(super) fn is_truetype(&self) -> bool {
        &self.flavour != b"OTTO"
    }

    /// Returns the file, with checksums that fit.
    pub(super) fn write(&self) -> Vec<u8> {
        let count = self.tables.len();
        let power = count.max(1).ilog2();
        let mut file = self.flavour.to_vec();
        for value in [count, 16 << power, power as usize, 16 * count - (16 << power)] {
            file.extend(u16::try_from(value).unwrap_or(0).to_be_bytes());
        }
        let mut offset = 12 + 16 * count;
        for (tag, data) in &self.tables {
            file.extend(tag);
            for value in [checksum(*tag, data) as usize, offset, data.len()] {
                file.extend(u32::try_from(value).unwrap_or(0).to_be_bytes());
            }
            offset += data.len().next_multiple_of(4);
        }
        let mut head = None;
        for (tag, data) in &self.tables {
            if tag == b"head" && data.len() >= 12 {
                head = Some(file.len() + 8);
            }
            file.extend(data);
            file.resize(file.len().next_multiple_of(4), 0);
        }
        if let Some(at) = head {
            file[at..at + 4].fill(0);
            let adjustment = 0xb1b0_afba_u32.wrapping_sub(sum(&file));
            file[at..at + 4].copy_from_slice(&adjustment.to_be_bytes());
        }
        file
    }
}

/// Returns the checksum of a table; that of `head` without the one of the file in it.
pub(super) fn checksum(tag: [u8; 4], data: &[u8]) -> u32 {
    let own = if &tag == b"head" { u32_at(data, 8).unwrap_or(0) } else { 0 };
    sum(data).wrapping_sub(own)
}

/// Tells whether a table is not what the list of tables says.
pub(super) fn is_doubtful(tag: [u8; 4], data: &[u8], said: Option<u32>) -> bool {
    &tag != b"head" && said != Some(checksum(tag, data))
}

fn sum(data: &[u8]) -> u32 {
    let word = |chunk: &[u8]| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::from_be_bytes(word)
    };
    data.chunks(4).map(word).fold(0, u32::wrapping_add)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}
