//! MP3: frames one after the other, each with a header that tells how long it is. ISO 11172-3, section 2.4; tags as
//! ID3v2.4 has them.
//!
//! Every header is read, so that the length is right whatever the bit rate does, and whatever a tag claims.

use super::{AS_SOUND, Fault, Kind, Recording, length};

/// How far into a file the first frame may begin, after the tags.
const SEARCH: usize = 64 * 1024;

/// A frame, as its header tells.
struct Frame {
    size: usize,
    samples: u64,
    rate: u64,
    /// Where what a coder says of the whole may stand in it.
    remark: usize,
}

pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ID3") || first_frame(bytes, 0).is_some() || is_other_layer(bytes)
}

pub(super) fn examine(bytes: &[u8]) -> Result<Recording, Fault> {
    let start = after_tags(bytes);
    if bytes[start..].starts_with(b"fLaC") {
        return Err(Fault::Foreign("a FLAC sound", AS_SOUND));
    }
    let Some(mut at) = first_frame(bytes, start) else {
        return Err(if is_other_layer(&bytes[start..]) {
            Fault::Foreign("an MPEG sound older than MP3", AS_SOUND)
        } else {
            Fault::Broken("there is no sound after its tags")
        });
    };
    let first = frame(bytes, at).expect("there is a frame");
    let rate = first.rate;
    if is_about_the_whole(bytes, at, &first) {
        at += first.size;
    }
    let (mut samples, mut lost) = (0, 0);
    while at + 4 <= bytes.len() {
        match frame(bytes, at).filter(|frame| frame.rate == rate) {
            Some(frame) => {
                samples += frame.samples;
                at += frame.size;
            }
            None if is_tag(&bytes[at..]) => break,
            None => {
                at += 1;
                lost += 1;
            }
        }
    }
    if samples == 0 {
        return Err(Fault::Broken("it holds no sound"));
    }
    if lost > bytes.len() / 2 {
        return Err(Fault::Broken("most of it is no sound"));
    }
    let length = length(samples, rate);
    Ok(Recording { kind: Kind::Sound, media_type: "audio/mpeg", extension: "mp3", length, rare: None })
}

/// Returns where the tags at the beginning end.
fn after_tags(bytes: &[u8]) -> usize {
    let mut at = 0;
    while bytes[at..].starts_with(b"ID3") {
        let Some(header) = bytes.get(at..at + 10) else { return bytes.len() };
        let size = header[6..].iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7F));
        let footer = if header[5] & 0x10 == 0 { 0 } else { 10 };
        at = (at + 10 + size + footer).min(bytes.len());
    }
    at
}

/// Tells whether a tag stands here that ends a file.
fn is_tag(bytes: &[u8]) -> bool {
    bytes.starts_with(b"TAG") || bytes.starts_with(b"APETAG")
}

/// Returns where the first frame begins: one that another of its like follows, or the end of the file.
fn first_frame(bytes: &[u8], from: usize) -> Option<usize> {
    let last = bytes.len().min(from + SEARCH);
    (from..last).find(|&at| {
        let Some(found) = frame(bytes, at) else { return false };
        let next = at + found.size;
        let is_last = next == bytes.len() || is_tag(&bytes[next.min(bytes.len())..]);
        is_last || frame(bytes, next).is_some_and(|next| next.rate == found.rate)
    })
}

fn frame(bytes: &[u8], at: usize) -> Option<Frame> {
    const RATES: [u64; 3] = [44_100, 48_000, 32_000];
    const FULL: [usize; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const HALF: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let &[0xFF, second, third, fourth] = bytes.get(at..at + 4)? else { return None };
    // The sync word is eleven bits long; layer III is written as 01.
    if second & 0xE6 != 0xE2 {
        return None;
    }
    let divisor = match second >> 3 & 3 {
        3 => 1,
        2 => 2,
        0 => 4,
        _ => return None,
    };
    let rate = RATES.get(usize::from(third >> 2 & 3))? / divisor;
    let is_full = divisor == 1;
    let kilobits = *(if is_full { FULL } else { HALF }).get(usize::from(third >> 4)).filter(|rate| **rate > 0)?;
    let samples: u64 = if is_full { 1152 } else { 576 };
    let bytes_of_sound = samples / 8 * kilobits as u64 * 1000 / rate;
    let size = usize::try_from(bytes_of_sound).ok()? + usize::from(third >> 1 & 1);
    let is_mono = fourth >> 6 == 3;
    let after_header = match (is_full, is_mono) {
        (true, false) => 32,
        (false, true) => 9,
        _ => 17,
    };
    Some(Frame { size, samples, rate, remark: 4 + after_header })
}

/// Tells whether a frame holds no sound, but what its coder says of the whole.
fn is_about_the_whole(bytes: &[u8], at: usize, frame: &Frame) -> bool {
    let says = |from: usize, words: &[&[u8]]| bytes.get(from..from + 4).is_some_and(|found| words.contains(&found));
    says(at + frame.remark, &[b"Xing", b"Info"]) || says(at + 36, &[b"VBRI"])
}

/// Tells whether a file begins with a frame of layer I or II.
fn is_other_layer(bytes: &[u8]) -> bool {
    let [0xFF, second, third, ..] = bytes else { return false };
    let is_known = second & 0xE0 == 0xE0 && second >> 3 & 3 != 1 && third >> 4 != 15 && third >> 2 & 3 != 3;
    is_known && matches!(second >> 1 & 3, 2 | 3)
}
