//! The zip's directory: which entries there are, and where. It trusts nothing that the file says.

use super::signature;

/// What the directory says of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record<'a> {
    pub(super) name: &'a [u8],
    pub(super) flags: u16,
    pub(super) method: u16,
    /// Day and time.
    pub(super) time: (u16, u16),
    pub(super) crc: u32,
    pub(super) compressed_size: u64,
    pub(super) size: u64,
    /// Where its local header begins, in the bytes as they are.
    pub(super) offset: u64,
}

/// The part of an entry that stands with its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Local<'a> {
    pub(super) extra_length: u16,
    /// All the bytes from its data on.
    pub(super) data: &'a [u8],
}

/// Why there is no directory to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It does not look like a zip at all.
    NotZip,
    /// The end, or what it points to, is not there.
    Truncated,
    /// More entries than a reader should be asked to hold.
    TooMany,
}

/// More than any book has.
const MOST_ENTRIES: u64 = 200_000;
const END_LENGTH: usize = 22;
const LOCATOR_LENGTH: usize = 20;
const CENTRAL_LENGTH: usize = 46;
const LOCAL_LENGTH: usize = 30;
/// What a 32-bit field holds where the value stands in a 64-bit one.
const IN_EXTRA: u64 = u32::MAX as u64;

/// Reads the directory.
pub(super) fn records(bytes: &[u8]) -> Result<Vec<Record<'_>>, Fault> {
    let fault = if bytes.starts_with(b"PK") { Fault::Truncated } else { Fault::NotZip };
    let end = find_end(bytes).ok_or(fault)?;
    let (count, mut start, shift) = extent(bytes, end).ok_or(fault)?;
    if count > MOST_ENTRIES {
        return Err(Fault::TooMany);
    }
    let mut records = Vec::new();
    for _ in 0..count {
        let (record, length) = record(bytes, start, shift).ok_or(Fault::Truncated)?;
        records.push(record);
        start += length;
    }
    Ok(records)
}

/// Reads the local header of an entry.
pub(super) fn local<'a>(bytes: &'a [u8], record: &Record<'_>) -> Option<Local<'a>> {
    let header = bytes.get(usize::try_from(record.offset).ok()?..)?;
    if u32_at(header, 0)? != signature::LOCAL {
        return None;
    }
    let (name_length, extra_length) = (u16_at(header, 26)?, u16_at(header, 28)?);
    let data = header.get(LOCAL_LENGTH + usize::from(name_length) + usize::from(extra_length)..)?;
    Some(Local { extra_length, data })
}

/// Finds the end record: it stands last, before a comment of at most 65,535 bytes.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| u32_at(bytes, at) == Some(signature::END))
}

/// Returns the number of entries, where the directory begins, and by how much all offsets are too small: what
/// somebody put before the zip.
fn extent(bytes: &[u8], end: usize) -> Option<(u64, usize, u64)> {
    let mut count = u64::from(u16_at(bytes, end + 10)?);
    let mut length = u64::from(u32_at(bytes, end + 12)?);
    let mut start = u64::from(u32_at(bytes, end + 16)?);
    let mut directory_end = end;
    let locator = end.checked_sub(LOCATOR_LENGTH).filter(|&at| u32_at(bytes, at) == Some(signature::LOCATOR_64));
    if let Some(locator) = locator {
        let end_64 = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
        if u32_at(bytes, end_64)? != signature::END_64 {
            return None;
        }
        (count, length, start) =
            (u64_at(bytes, end_64 + 32)?, u64_at(bytes, end_64 + 40)?, u64_at(bytes, end_64 + 48)?);
        directory_end = end_64;
    }
    let real_start = (directory_end as u64).checked_sub(length)?;
    let shift = real_start.checked_sub(start)?;
    Some((count, usize::try_from(real_start).ok()?, shift))
}

/// Reads one record of the directory, and tells its length.
fn record(bytes: &[u8], at: usize, shift: u64) -> Option<(Record<'_>, usize)> {
    let header = bytes.get(at..)?;
    if u32_at(header, 0)? != signature::CENTRAL {
        return None;
    }
    let lengths = [u16_at(header, 28)?, u16_at(header, 30)?, u16_at(header, 32)?].map(usize::from);
    let [name_length, extra_length, comment_length] = lengths;
    let name_end = CENTRAL_LENGTH + name_length;
    let mut record = Record {
        name: header.get(CENTRAL_LENGTH..name_end)?,
        flags: u16_at(header, 8)?,
        method: u16_at(header, 10)?,
        time: (u16_at(header, 14)?, u16_at(header, 12)?),
        crc: u32_at(header, 16)?,
        compressed_size: u64::from(u32_at(header, 20)?),
        size: u64::from(u32_at(header, 24)?),
        offset: u64::from(u32_at(header, 42)?),
    };
    widen(&mut record, header.get(name_end..name_end + extra_length)?);
    record.offset = record.offset.checked_add(shift)?;
    Some((record, name_end + extra_length + comment_length))
}

/// Takes from the extra field what does not fit 32 bits.
fn widen(record: &mut Record<'_>, mut extra: &[u8]) {
    const ZIP64: u16 = 1;
    while let (Some(id), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let Some(field) = extra.get(4..4 + usize::from(length)) else { return };
        if id == ZIP64 {
            let mut values = field.chunks_exact(8).map_while(|value| u64_at(value, 0));
            for target in [&mut record.size, &mut record.compressed_size, &mut record.offset] {
                if *target == IN_EXTRA {
                    *target = values.next().unwrap_or(IN_EXTRA);
                }
            }
            return;
        }
        extra = &extra[4 + field.len()..];
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().copied().map(u64::from_le_bytes)
}
