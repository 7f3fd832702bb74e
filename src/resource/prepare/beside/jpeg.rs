//! The segments of a JPEG (ITU-T T.81, annex B; JFIF; EXIF; Adobe's marker 14; ICC.1, annex B.4).

use super::super::exif;
use super::Beside;
use crate::resource::image::Fault;
use std::ops::Range;

/// A piece of the file from one marker to the next.
pub(in super::super) struct Segment<'a> {
    pub(in super::super) marker: u8,
    /// With its marker, and for a scan its data.
    pub(in super::super) range: Range<usize>,
    /// Without marker and length.
    pub(in super::super) data: &'a [u8],
}

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const PROGRESSIVE: u8 = 0xC2;
const COMMENT: u8 = 0xFE;
const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// More passes than this over one picture serve only to keep a reader busy.
const MOST_SCANS: usize = 200;

/// Cuts a file at its markers, up to the end of the picture.
pub(in super::super) fn segments(bytes: &[u8]) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut at = 0;
    while let Some(&[0xFF, marker]) = bytes.get(at..at + 2) {
        if marker == 0xFF {
            // A fill byte; it goes.
            at += 1;
            continue;
        }
        let mut end = at + 2;
        let mut data = &bytes[end..end];
        if !matches!(marker, 0x01 | 0xD0..=END) {
            let Some(&[high, low]) = bytes.get(end..end + 2) else { break };
            let length = usize::from(u16::from_be_bytes([high, low]));
            let Some(found) = bytes.get(end + 2..end + length) else { break };
            data = found;
            end += length;
        }
        if marker == SCAN {
            end = scan_end(bytes, end);
        }
        segments.push(Segment { marker, range: at..end, data });
        at = end;
        if marker == END {
            break;
        }
    }
    segments
}

/// Returns where the data of a scan end: at the next marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == 0xFF) {
        at += found;
        match bytes.get(at + 1) {
            Some(0 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

pub(super) fn look(bytes: &[u8]) -> Result<Beside, Fault> {
    let segments = segments(bytes);
    let mut beside = Beside::default();
    let end = segments.last().map_or(0, |segment| segment.range.end);
    beside.is_private = end < bytes.len() || segments.iter().any(is_private);
    let scans = segments.iter().filter(|segment| segment.marker == SCAN).count();
    if scans > MOST_SCANS {
        return Err(Fault::Unsupported("a JPEG of more passes than any reader should be asked for".to_owned()));
    }
    for Segment { marker, data, .. } in &segments {
        match marker {
            0xC0..=0xC2 => {
                frame(*marker, data, &mut beside)?;
                beside.is_apart = *marker != PROGRESSIVE && scans > 1 && is_coarse(data);
            }
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err(Fault::Unsupported("a JPEG of a rare kind that readers do not show".to_owned()));
            }
            0xE1 => {
                if let Some(data) = data.strip_prefix(EXIF) {
                    beside.turn = exif::turn(data);
                }
            }
            _ => {}
        }
    }
    beside.profile = profile(&segments);
    Ok(beside)
}

/// Reads what the frame says of the pixels.
fn frame(marker: u8, data: &[u8], beside: &mut Beside) -> Result<(), Fault> {
    let &[precision, _, _, _, _, components, ref each @ ..] = data else { return Ok(()) };
    if precision != 8 {
        return Err(Fault::Unsupported(format!("a JPEG of {precision} bits, which readers do not show")));
    }
    beside.is_cmyk = components == 4;
    if marker == PROGRESSIVE {
        // All coefficients are held until the last pass: two bytes each, fewer of what is sampled coarsely.
        let sampling =
            |component: &[u8]| component.get(1).map_or(1, |both| u64::from(both >> 4) * u64::from(both & 15));
        let all: u64 = each.chunks(3).map(sampling).sum();
        let most = each.chunks(3).map(sampling).max().unwrap_or(1).max(1);
        beside.scratch = (2 * all).div_ceil(most);
    }
    Ok(())
}

/// Tells whether some components have fewer samples than others.
fn is_coarse(frame: &[u8]) -> bool {
    let mut samplings = frame.get(6..).unwrap_or_default().chunks(3).filter_map(|component| component.get(1));
    let first = samplings.next();
    samplings.any(|sampling| Some(sampling) != first)
}

/// Puts a profile together that may stand in several segments.
fn profile(segments: &[Segment<'_>]) -> Option<Vec<u8>> {
    let parts = segments.iter().filter(|segment| segment.marker == 0xE2);
    let mut parts: Vec<(u8, &[u8])> = parts
        .filter_map(|segment| segment.data.strip_prefix(PROFILE))
        .filter_map(|part| Some((*part.first()?, part.get(2..)?)))
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    (!parts.is_empty()).then(|| parts.iter().flat_map(|(_, part)| *part).copied().collect())
}

/// Tells whether a segment says nothing that is needed to show the picture.
fn is_private(segment: &Segment<'_>) -> bool {
    match segment.marker {
        // The density of JFIF; not a small copy of the picture, as JFXX has it.
        0xE0 => !segment.data.starts_with(b"JFIF\0"),
        0xE2 => !segment.data.starts_with(PROFILE),
        // How Adobe's programs mix the colours.
        0xEE => !segment.data.starts_with(b"Adobe"),
        0xE1 | 0xE3..=0xED | 0xEF | COMMENT => true,
        _ => false,
    }
}

pub(super) fn cut(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for segment in segments(bytes).iter().filter(|segment| !is_private(segment)) {
        out.extend_from_slice(&bytes[segment.range.clone()]);
    }
    out
}

pub(super) fn carry(from: &[u8], to: Vec<u8>) -> Vec<u8> {
    let Some(rest) = to.strip_prefix(&[0xFF, START]) else { return to };
    let mut out = vec![0xFF, START];
    for segment in segments(from).iter().filter(|segment| is_private(segment)) {
        let at = out.len();
        out.extend_from_slice(&from[segment.range.clone()]);
        if segment.data.starts_with(EXIF) {
            exif::set_upright(&mut out[at + 4 + EXIF.len()..]);
        }
    }
    out.extend_from_slice(rest);
    out
}

/// Returns the EXIF data of a file.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    segments(bytes).iter().find_map(|segment| segment.data.strip_prefix(EXIF).filter(|_| segment.marker == 0xE1))
}

/// Puts EXIF data into a file, where a segment has room for them.
pub(super) fn with_exif(to: Vec<u8>, exif: &[u8]) -> Vec<u8> {
    match (u16::try_from(2 + EXIF.len() + exif.len()), to.strip_prefix(&[0xFF, START])) {
        (Ok(length), Some(rest)) => [&[0xFF, START, 0xFF, 0xE1], &length.to_be_bytes()[..], EXIF, exif, rest].concat(),
        _ => to,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::exif::tests::exif;
    use super::*;
    use crate::resource::image::tests::JPEG;

    /// Returns a JPEG that says much of itself.
    fn talkative() -> Vec<u8> {
        let segment = |marker: u8, data: &[u8]| {
            let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
            [&[0xFF, marker], &length[..], data].concat()
        };
        let head = JPEG[..20].to_vec();
        let exif = segment(0xE1, &[EXIF, &exif(6)].concat());
        let profile = [2_u8, 1].map(|number| segment(0xE2, &[PROFILE, &[number, 2, b'a' + number]].concat())).concat();
        let comment = segment(COMMENT, b"my house");
        [&head, &exif, &profile, &comment, &JPEG[20..], b"a film"].concat()
    }

    #[test]
    fn what_is_private_is_told_and_cut_out() {
        assert_eq!(look(JPEG).unwrap(), Beside::default());
        assert_eq!(cut(JPEG), JPEG);
        let whole = talkative();
        let beside = look(&whole).unwrap();
        assert!(beside.is_private && beside.turn.quarters == 1);
        assert_eq!(beside.profile.as_deref(), Some(&b"bc"[..]));
        let plain = cut(&whole);
        let again = look(&plain).unwrap();
        assert!(!again.is_private && again.profile.is_some());
        assert!(plain.ends_with(&JPEG[20..]) && plain.len() < whole.len());
    }

    #[test]
    fn what_is_carried_over_says_that_the_picture_stands_upright() {
        let carried = carry(&talkative(), JPEG.to_vec());
        let beside = look(&carried).unwrap();
        assert!(beside.is_private && beside.turn == exif::Turn::default() && beside.profile.is_none());
        assert!(carried.windows(8).any(|window| window == b"my house"));
    }

    #[test]
    fn frames_that_readers_cannot_show_are_refused() {
        for (at, value) in [(21, 0xC3), (21, 0xC9), (24, 12)] {
            let mut bytes = JPEG.to_vec();
            bytes[at] = value;
            assert!(matches!(look(&bytes), Err(Fault::Unsupported(_))), "{at}");
        }
    }

    #[test]
    fn anything_at_all_may_be_looked_at() {
        let whole = talkative();
        for end in 0..whole.len() {
            let _ = (look(&whole[..end]), cut(&whole[..end]), carry(&whole[..end], whole.clone()));
        }
    }
}
