//! One entry made ready for the zip: rendered, deflated where that makes it smaller, and summed.

use super::{DEFLATED, STORED};
use crate::package::{Body, Entry};
use crate::world::World;
use crate::xml::write_xml;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use std::borrow::Cow;
use std::io;

/// The level at which more work no longer makes books much smaller.
const LEVEL: u32 = 5;

/// An entry as the zip holds it.
pub(super) struct Packed {
    pub(super) data: Vec<u8>,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) size: usize,
}

/// What packs entries, one after another: its buffers are made once.
pub(super) struct Packer {
    compress: Compress,
    text: String,
}

impl Default for Packer {
    fn default() -> Self {
        Self { compress: Compress::new(Compression::new(LEVEL), false), text: String::new() }
    }
}

impl Packer {
    /// Packs an entry.
    ///
    /// # Errors
    /// Where its content cannot be had.
    pub(super) fn pack(&mut self, entry: &Entry, world: &dyn World) -> io::Result<Packed> {
        let fail = |reason: String| io::Error::other(format!("cannot pack `{}`: {reason}", entry.path));
        let bytes: Cow<'_, [u8]> = match &entry.body {
            Body::Document(tree) => {
                let mut text = std::mem::take(&mut self.text);
                text.clear();
                text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
                write_xml(tree.root(), &mut text);
                let packed = self.deflate(text.as_bytes());
                self.text = text;
                return packed;
            }
            Body::Broken { bytes, .. } => Cow::Borrowed(bytes),
            Body::Other(content) => content.read(world).map_err(fail)?,
            Body::Unreadable => return Err(fail("it could not be read from the container it was in".to_owned())),
        };
        if is_compressed(&bytes) {
            return Ok(stored(bytes));
        }
        self.deflate(&bytes)
    }

    /// Packs the bytes of a text.
    pub(super) fn pack_bytes(&mut self, bytes: &[u8]) -> io::Result<Packed> {
        self.deflate(bytes)
    }

    fn deflate(&mut self, bytes: &[u8]) -> io::Result<Packed> {
        if bytes.is_empty() {
            return Ok(stored(Cow::Borrowed(bytes)));
        }
        self.compress.reset();
        let mut data = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = usize::try_from(self.compress.total_in()).expect("no more was read than there is");
            let status = self.compress.compress_vec(&bytes[read..], &mut data, FlushCompress::Finish)?;
            if status == Status::StreamEnd {
                break;
            }
            if data.len() >= bytes.len() {
                return Ok(stored(Cow::Borrowed(bytes)));
            }
            data.reserve(bytes.len() / 4 + 64);
        }
        if data.len() >= bytes.len() {
            return Ok(stored(Cow::Borrowed(bytes)));
        }
        Ok(Packed { data, method: DEFLATED, crc: crc(bytes), size: bytes.len() })
    }
}

fn stored(bytes: Cow<'_, [u8]>) -> Packed {
    Packed { crc: crc(&bytes), size: bytes.len(), method: STORED, data: bytes.into_owned() }
}

/// Returns the checksum that a zip keeps of its entries.
pub(super) fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Tells pictures, fonts, sounds and films that are compressed already by their first bytes: trying is in vain.
fn is_compressed(bytes: &[u8]) -> bool {
    const BEGINNINGS: &[&[u8]] =
        &[b"\xFF\xD8\xFF", b"\x89PNG", b"GIF8", b"wOFF", b"wOF2", b"OggS", b"ID3", b"\xFF\xFB", b"\x1A\x45\xDF\xA3"];
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
        || bytes.get(8..12) == Some(b"WEBP")
        || bytes.get(4..8) == Some(b"ftyp")
}
