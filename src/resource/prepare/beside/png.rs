//! The chunks of a PNG (Portable Network Graphics, third edition, section 11).

use super::super::exif;
use super::Beside;
use flate2::read::ZlibDecoder;
use std::io::Read;
use std::ops::Range;

pub(in super::super) struct Chunk<'a> {
    pub(in super::super) kind: [u8; 4],
    pub(in super::super) data: &'a [u8],
    /// With length, kind and checksum.
    range: Range<usize>,
}

/// How long the signature is.
const SIGNATURE: usize = 8;

/// The most bytes of a profile: larger ones are none.
const LARGEST_PROFILE: u64 = 4 << 20;

/// Cuts a file into its chunks.
pub(in super::super) fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = SIGNATURE;
    std::iter::from_fn(move || {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes(head[..4].try_into().ok()?) as usize;
        let kind = head[4..].try_into().ok()?;
        let data = bytes.get(at + 8..at + 8 + length)?;
        let end = at + 12 + length;
        bytes.get(..end)?;
        let range = at..end;
        at = end;
        Some(Chunk { kind, data, range })
    })
}

pub(super) fn look(bytes: &[u8]) -> Beside {
    let mut beside = Beside::default();
    let mut end = SIGNATURE;
    for chunk in chunks(bytes) {
        end = chunk.range.end;
        beside.is_private |= is_private(&chunk);
        match &chunk.kind {
            b"IHDR" => beside.is_transparent = matches!(chunk.data.get(9), Some(4 | 6)),
            b"tRNS" => beside.is_transparent = true,
            b"eXIf" => beside.turn = exif::turn(chunk.data),
            b"iCCP" => beside.profile = profile(chunk.data),
            b"sRGB" => beside.gamma = None,
            b"gAMA" => beside.gamma = chunk.data.try_into().ok().map(u32::from_be_bytes),
            b"acTL" => beside.is_moving = true,
            b"IEND" => break,
            _ => {}
        }
    }
    beside.is_private |= end < bytes.len();
    beside
}

/// Reads a profile, after its name and the number of the method.
fn profile(data: &[u8]) -> Option<Vec<u8>> {
    let name = data.iter().position(|&byte| byte == 0)?;
    let mut profile = Vec::new();
    let read = ZlibDecoder::new(data.get(name + 2..)?).take(LARGEST_PROFILE + 1).read_to_end(&mut profile);
    (read.is_ok() && profile.len() as u64 <= LARGEST_PROFILE).then_some(profile)
}

/// Tells whether a chunk says nothing that is needed to show the picture: texts, the time, EXIF, and what nobody knows.
fn is_private(chunk: &Chunk<'_>) -> bool {
    const SHOWN: &[&[u8; 4]] = &[
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
        b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT", b"mDCV", b"cLLI",
    ];
    !SHOWN.contains(&&chunk.kind)
}

pub(super) fn cut(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes[..SIGNATURE.min(bytes.len())].to_vec();
    for chunk in chunks(bytes) {
        if !is_private(&chunk) {
            out.extend_from_slice(&bytes[chunk.range.clone()]);
        }
        if chunk.kind == *b"IEND" {
            break;
        }
    }
    out
}

pub(super) fn carry(from: &[u8], to: &[u8]) -> Vec<u8> {
    let texts = chunks(from).filter(|chunk| matches!(&chunk.kind, b"tEXt" | b"zTXt" | b"iTXt" | b"tIME"));
    with(to, &texts.flat_map(|chunk| &from[chunk.range]).copied().collect::<Vec<u8>>())
}

/// Returns the EXIF data of a file.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    chunks(bytes).find(|chunk| chunk.kind == *b"eXIf").map(|chunk| chunk.data)
}

/// Puts EXIF data into a file.
pub(super) fn with_exif(to: &[u8], exif: &[u8]) -> Vec<u8> {
    with(to, &chunk(*b"eXIf", exif))
}

/// Puts chunks into a file, behind its header, which is the first.
fn with(to: &[u8], added: &[u8]) -> Vec<u8> {
    let header = chunks(to).next().map_or(to.len(), |header| header.range.end);
    [&to[..header], added, &to[header..]].concat()
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&kind);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes();
    [&length, &kind[..], data, &sum.sum().to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::super::super::exif::tests::exif;
    use super::*;
    use crate::resource::image::examine;
    use crate::resource::image::tests::png;

    fn talkative() -> Vec<u8> {
        let plain = png(3, 2);
        let said = [chunk(*b"tEXt", b"Author\0me"), chunk(*b"eXIf", &exif(3)), chunk(*b"gAMA", &[0, 0, 0xB1, 0x8F])];
        [&plain[..33], &said.concat(), &plain[33..], b"more"].concat()
    }

    #[test]
    fn what_is_private_is_told_and_cut_out() {
        let plain = png(3, 2);
        assert_eq!(look(&plain), Beside::default());
        assert_eq!(cut(&plain), plain);
        let beside = look(&talkative());
        assert!(beside.is_private && beside.turn.quarters == 2 && beside.gamma == Some(45_455));
        let cut = cut(&talkative());
        assert!(!look(&cut).is_private && look(&cut).gamma == Some(45_455));
        assert!(examine(&cut).is_ok());
    }

    #[test]
    fn texts_are_carried_over() {
        let carried = carry(&talkative(), &png(3, 2));
        assert!(examine(&carried).is_ok() && carried.windows(9).any(|window| window == b"Author\0me"));
        assert_eq!(look(&carried).turn, exif::Turn::default());
    }

    #[test]
    fn a_profile_that_grows_beyond_measure_is_none() {
        let mut encoder = flate2::write::ZlibEncoder::new(b"name\0\0".to_vec(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, &vec![0; 5 << 20]).unwrap();
        assert_eq!(profile(&encoder.finish().unwrap()), None);
    }
}
