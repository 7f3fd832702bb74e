//! Ogg: pages of one stream or several, of which Opus is a core media type. RFC 3533, section 6; RFC 7845, sections 4
//! and 5.

use super::{AS_FILM, AS_SOUND, Fault, Kind, OPUS, Recording, length, number};

/// How many ticks Opus counts in a second, whatever its coder was given.
const RATE: u64 = 48_000;

pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"OggS")
}

pub(super) fn examine(bytes: &[u8]) -> Result<Recording, Fault> {
    let mut opus = None;
    let (mut last, mut at) = (0, 0);
    while let Some(page) = page(bytes, at) {
        match page.content {
            _ if !page.is_first => {}
            [b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', ..] => {
                let skipped = number(page.content, 10).map_or(0, u16::from_le_bytes);
                opus = opus.or(Some((page.stream, u64::from(skipped))));
            }
            [1, b'v', b'o', b'r', b'b', b'i', b's', ..] => {
                return Err(Fault::Foreign("an Ogg Vorbis sound", AS_SOUND));
            }
            [0x7F, b'F', b'L', b'A', b'C', ..] => return Err(Fault::Foreign("a FLAC sound", AS_SOUND)),
            [0x80, b't', b'h', b'e', b'o', b'r', b'a', ..] => {
                return Err(Fault::Foreign("an Ogg Theora film", AS_FILM));
            }
            _ => {}
        }
        // A page on which no packet ends states no position.
        if opus.is_some_and(|(stream, _)| stream == page.stream) && page.position != u64::MAX {
            last = last.max(page.position);
        }
        at = page.end;
    }
    let Some((_, skipped)) = opus else { return Err(Fault::Foreign("an Ogg recording that is no Opus", AS_SOUND)) };
    if last <= skipped {
        return Err(Fault::Broken("it holds no sound"));
    }
    if at < bytes.len() {
        return Err(Fault::Broken("it is cut short"));
    }
    let length = length(last - skipped, RATE);
    Ok(Recording { kind: Kind::Sound, media_type: OPUS, extension: "opus", length, rare: None })
}

struct Page<'a> {
    is_first: bool,
    position: u64,
    stream: [u8; 4],
    content: &'a [u8],
    end: usize,
}

fn page(bytes: &[u8], at: usize) -> Option<Page<'_>> {
    let header = bytes.get(at..at + 27).filter(|header| header.starts_with(b"OggS"))?;
    let start = at + 27 + usize::from(header[26]);
    let size: usize = bytes.get(at + 27..start)?.iter().map(|part| usize::from(*part)).sum();
    Some(Page {
        is_first: header[5] & 2 != 0,
        position: u64::from_le_bytes(number(header, 6)?),
        stream: number(header, 14)?,
        content: bytes.get(start..start + size)?,
        end: start + size,
    })
}
