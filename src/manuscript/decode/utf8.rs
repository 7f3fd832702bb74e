//! UTF-8 that is not whole.

use super::{Decoded, INVALID_BYTES, Places};
use crate::source::SourceId;

/// The byte order mark.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

const REPLACEMENT: char = '\u{FFFD}';

/// Tells whether bytes that are not all UTF-8 were meant as UTF-8.
///
/// In a legacy encoding hardly any pair of letters makes a valid sequence, so that a few sequences are proof enough;
/// a page that declares UTF-8 gets more credit, but not if nothing in it bears it out.
pub(super) fn is_likely(bytes: &[u8], declared: bool) -> bool {
    let (mut sequences, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    let weight = if declared { 1 } else { 10 };
    sequences >= faults.saturating_mul(weight)
}

/// Decodes UTF-8 with a replacement character, and a warning, for each fault.
pub(super) fn decode_broken(bytes: &[u8], source: SourceId) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 64);
    let mut places = Places::new(&INVALID_BYTES, "save the file as UTF-8, and put the right letter here", source);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push(REPLACEMENT);
            places.add(start..text.len(), || message(chunk.invalid()));
        }
    }
    Decoded { text, diagnostics: places.finish() }
}

fn message(invalid: &[u8]) -> String {
    let hex: Vec<String> = invalid.iter().map(|byte| format!("0x{byte:02X}")).collect();
    let noun = if invalid.len() == 1 { "the byte" } else { "the bytes" };
    let (windows, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(invalid);
    let hint = match windows.chars().next() {
        Some(letter) if invalid.len() == 1 && !letter.is_control() => format!(" (it is `{letter}` in windows-1252)"),
        _ => String::new(),
    };
    format!("{noun} `{}` cannot be read as UTF-8{hint}", hex.join(" "))
}
