//! UTF-16 and UTF-32, by their byte order marks or by the pattern of their NULs.

use super::{Decoded, INVALID_BYTES, Places};
use crate::source::SourceId;
use encoding_rs::{UTF_16BE, UTF_16LE};

/// An encoding in units of two or four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    /// Bytes in a unit: two or four.
    unit: usize,
    big_endian: bool,
    /// The length of the byte order mark.
    mark: usize,
}

/// How much of a text without a mark is looked at.
const SAMPLE: usize = 1 << 16;

/// Tells which of these encodings `bytes` are in, if any.
pub(super) fn recognise(bytes: &[u8]) -> Option<Wide> {
    let marks: [(&[u8], usize, bool); 4] = [
        // The longer first: the mark of UTF-32LE begins with that of UTF-16LE.
        (b"\xFF\xFE\0\0", 4, false),
        (b"\0\0\xFE\xFF", 4, true),
        (b"\xFF\xFE", 2, false),
        (b"\xFE\xFF", 2, true),
    ];
    let marked =
        marks.iter().find(|(mark, unit, _)| bytes.starts_with(mark) && (*unit == 2 || bytes.len().is_multiple_of(4)));
    match marked {
        Some(&(mark, unit, big_endian)) => Some(Wide { unit, big_endian, mark: mark.len() }),
        None => unmarked(&bytes[..bytes.len().min(SAMPLE)]),
    }
}

/// Finds UTF-16 without a mark: ASCII in it has a NUL in every unit, always on the same side.
fn unmarked(sample: &[u8]) -> Option<Wide> {
    if !sample.contains(&0) {
        return None;
    }
    let (pairs, _) = sample.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0 && pair[1] != 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0 && pair[0] != 0).count();
    let big_endian = first > second;
    let (nuls, others) = if big_endian { (first, second) } else { (second, first) };
    let found = Wide { unit: 2, big_endian, mark: 0 };
    let mostly_ascii = pairs.len() >= 3 && nuls * 10 >= pairs.len() * 7 && others * 100 <= pairs.len();
    // Other scripts have NULs in spaces and line ends only; then the bytes must make no sense in any other way.
    let has_spaces = nuls * 100 >= pairs.len() && others == 0;
    let recognised = nuls > 0
        && sample.len().is_multiple_of(2)
        && (mostly_ascii || (has_spaces && !is_plain(sample) && is_sound(pairs, big_endian)));
    recognised.then_some(found)
}

/// Tells whether bytes are text in units of one byte, whatever control characters came into it.
fn is_plain(sample: &[u8]) -> bool {
    // Letters of other scripts in UTF-16 have half their bytes elsewhere.
    let ascii = sample.iter().filter(|byte| matches!(**byte, b'\n' | b'\r' | b' '..=b'~')).count();
    if ascii * 4 >= sample.len() * 3 {
        return true;
    }
    let controls = sample.iter().filter(|byte| matches!(**byte, 1..=8 | 14..=31)).count();
    let cut_short = |error: std::str::Utf8Error| error.error_len().is_none();
    let is_utf8 = std::str::from_utf8(sample).map_or_else(cut_short, |_| true);
    is_utf8 && (controls * 50 < sample.len() || !sample.is_ascii())
}

/// Tells whether units make characters that people write.
fn is_sound(pairs: &[[u8; 2]], big_endian: bool) -> bool {
    let number = |pair: &[u8; 2]| if big_endian { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
    let strange = char::decode_utf16(pairs.iter().map(number)).filter(|decoded| match decoded {
        Ok(character) => character.is_control() && !character.is_whitespace() || is_unassigned(*character),
        Err(_) => true,
    });
    // A sample may end between the halves of a pair.
    strange.count() <= 1
}

fn is_unassigned(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFF8}' | '\u{FFFE}'..)
        && !matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Decodes with a replacement character, and a warning, for each fault.
pub(super) fn decode(bytes: &[u8], wide: Wide, source: SourceId) -> Decoded {
    let bytes = &bytes[wide.mark..];
    let (text, is_broken) = if wide.unit == 4 {
        utf32(bytes, wide.big_endian)
    } else {
        let encoding = if wide.big_endian { UTF_16BE } else { UTF_16LE };
        let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
        (text.into_owned(), is_broken)
    };
    let name = if wide.unit == 4 { "UTF-32" } else { "UTF-16" };
    let mut places = Places::new(&INVALID_BYTES, "save the file as UTF-8, and put the right letter here", source);
    if is_broken {
        for (start, replaced) in text.match_indices('\u{FFFD}') {
            places.add(start..start + replaced.len(), || format!("a unit of `{name}` is no character here"));
        }
    }
    Decoded { text, diagnostics: places.finish() }
}

fn utf32(bytes: &[u8], big_endian: bool) -> (String, bool) {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut is_broken = !rest.is_empty();
    let number = |unit: &[u8; 4]| if big_endian { u32::from_be_bytes(*unit) } else { u32::from_le_bytes(*unit) };
    let mut text = String::with_capacity(units.len());
    for unit in units {
        let character = char::from_u32(number(unit));
        is_broken |= character.is_none();
        text.push(character.unwrap_or('\u{FFFD}'));
    }
    (text, is_broken)
}
