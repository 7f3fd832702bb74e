//! Taking the bytes of an entry out of the zip, never more of them than the directory promises.

use super::directory::{Record, local};
use super::pack::crc;
use super::{DEFLATED, STORED};
use flate2::{Decompress, FlushDecompress, Status};

/// The bytes that all entries together may come to: a book of pictures is smaller, and memory is finite.
pub(super) const MOST_BYTES: u64 = 1 << 30;
/// From this size on, an entry may not shrink better than text does.
const SUSPECT_SIZE: u64 = 64 << 20;
const MOST_RATIO: u64 = 200;

/// Why an entry cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its place in the file holds something else, or the file ends before it does.
    Missing,
    Encrypted,
    /// Compressed in a way that EPUB does not know, by its number.
    Method(u16),
    /// The data does not come to what the directory says.
    Damaged,
}

/// What an entry holds, and whether that is what its checksum was made of.
pub(super) struct Extracted {
    pub(super) content: Vec<u8>,
    pub(super) is_whole: bool,
}

/// Tells whether an entry promises more than its data can honestly hold.
pub(super) fn is_suspect(record: &Record<'_>) -> bool {
    record.size > SUSPECT_SIZE && record.size / record.compressed_size.max(1) > MOST_RATIO
}

/// Takes an entry out.
pub(super) fn extract(bytes: &[u8], record: &Record<'_>) -> Result<Extracted, Fault> {
    const ENCRYPTED: u16 = 1;
    if record.flags & ENCRYPTED != 0 {
        return Err(Fault::Encrypted);
    }
    let data = local(bytes, record).ok_or(Fault::Missing)?.data;
    let length = usize::try_from(record.compressed_size).map_err(|_| Fault::Missing)?;
    let data = data.get(..length).ok_or(Fault::Missing)?;
    let size = usize::try_from(record.size).map_err(|_| Fault::Damaged)?;
    let content = match record.method {
        STORED if length == size => data.to_vec(),
        STORED => return Err(Fault::Damaged),
        DEFLATED => inflate(data, size).ok_or(Fault::Damaged)?,
        method => return Err(Fault::Method(method)),
    };
    let is_whole = crc(&content) == record.crc;
    Ok(Extracted { content, is_whole })
}

/// Inflates data that must come to `size` bytes.
fn inflate(data: &[u8], size: usize) -> Option<Vec<u8>> {
    const STEP: usize = 1 << 20;
    let mut decompress = Decompress::new(false);
    let mut content = Vec::new();
    loop {
        // One byte more than promised, so that a stream which goes on is found out.
        let wanted = (size + 1 - content.len()).min(STEP.max(content.len()));
        content.reserve_exact(wanted);
        let (read, before) = (usize::try_from(decompress.total_in()).ok()?, content.len());
        let status = decompress.decompress_vec(data.get(read..)?, &mut content, FlushDecompress::None).ok()?;
        if status == Status::StreamEnd {
            return (content.len() == size).then_some(content);
        }
        let stuck = content.len() == before && decompress.total_in() == read as u64;
        if content.len() > size || stuck {
            return None;
        }
    }
}
