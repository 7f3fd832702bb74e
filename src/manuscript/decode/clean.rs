//! Characters that XML cannot hold, or that say nothing.
//!
//! A form feed means a new page and a vertical tab a new line, so both become line ends.
//! A byte order mark inside a text is left over from joining files, and is left out.
//! A carriage return by itself ended the lines of old Macs, and becomes a line feed.

use super::{CONTROL_CHARACTER, Decoded, NOT_TEXT, Places, refused};
use crate::diagnostic::{Diagnostics, Place};
use crate::source::{SourceId, Span};
use crate::xml::is_xml_char;

/// With so many control characters, and one in so many, a file is not text.
const TOO_MANY: usize = 32;
const TOO_DENSE: usize = 20;

/// Returns `decoded` as XML can hold it. Text that is clean already is only looked at.
pub(super) fn clean(decoded: Decoded, source: SourceId) -> Decoded {
    let Decoded { mut text, mut diagnostics } = decoded;
    // DOS ended text files with Control-Z.
    text.truncate(text.trim_end_matches('\u{1A}').len());
    let text = with_line_feeds(text);
    let Some(first) = first_odd(&text) else { return Decoded { text, diagnostics } };
    let help = "take the character out; some editors show it only when asked to";
    let mut places = Places::new(&CONTROL_CHARACTER, help, source);
    let mut cleaned = String::with_capacity(text.len() + 64);
    cleaned.push_str(&text[..first]);
    let mut moved = Moved::new(&mut diagnostics, first);
    for (offset, character) in text[first..].char_indices() {
        moved.reach(first + offset, cleaned.len());
        match character {
            '\u{B}' | '\u{C}' => cleaned.push('\n'),
            '\u{FEFF}' => {}
            _ if is_xml_char(character) => cleaned.push(character),
            _ => {
                let start = cleaned.len();
                cleaned.push('\u{FFFD}');
                let message =
                    || format!("the control character `U+{:04X}` cannot stand in a book", u32::from(character));
                places.add(start..cleaned.len(), message);
            }
        }
    }
    if places.count >= TOO_MANY && places.count * TOO_DENSE >= text.len() {
        let message = format!("the file is not text: {} of its bytes are control characters", places.count);
        return refused(&NOT_TEXT, message, source);
    }
    diagnostics.extend(places.finish());
    Decoded { text: cleaned, diagnostics }
}

/// Returns `text` with a line feed for every carriage return that stands alone: bytes keep their places.
fn with_line_feeds(text: String) -> String {
    let is_alone = |&(at, _): &(usize, &str)| text.as_bytes().get(at + 1) != Some(&b'\n');
    let alone: Vec<usize> = text.match_indices('\r').filter(is_alone).map(|(at, _)| at).collect();
    if alone.is_empty() {
        return text;
    }
    let mut bytes = text.into_bytes();
    for at in alone {
        bytes[at] = b'\n';
    }
    String::from_utf8(bytes).expect("one ASCII byte replaced another")
}

/// Takes the places of earlier findings along when text before them grows or shrinks.
struct Moved<'a> {
    /// Findings not reached yet, in the order of their places.
    waiting: std::vec::IntoIter<&'a mut Span>,
    next: Option<&'a mut Span>,
}

impl<'a> Moved<'a> {
    fn new(diagnostics: &'a mut Diagnostics, from: usize) -> Self {
        let spans = diagnostics.iter_mut().filter_map(|diagnostic| match &mut diagnostic.place {
            Place::At(span) if span.range().start >= from => Some(span),
            _ => None,
        });
        let mut waiting = spans.collect::<Vec<_>>().into_iter();
        Self { next: waiting.next(), waiting }
    }

    /// Says that what stood at `old` now stands at `new`.
    fn reach(&mut self, old: usize, new: usize) {
        while let Some(span) = self.next.take_if(|span| span.range().start == old) {
            *span = Span::new(span.source, new..new + span.range().len());
            self.next = self.waiting.next();
        }
    }
}

/// Finds the first character that does not stay as it is.
fn first_odd(text: &str) -> Option<usize> {
    const BLOCK: usize = 256;
    // A whole block is judged without branches, many bytes at a time; few blocks hold anything odd.
    let one = |is: bool| u8::from(is);
    let suspicious =
        |byte: u8| one(byte < 0x20) & one(byte != b'\t') & one(byte != b'\n') & one(byte != b'\r') | one(byte == 0xEF);
    for (index, block) in text.as_bytes().chunks(BLOCK).enumerate() {
        if block.iter().fold(0, |found, &byte| found | suspicious(byte)) != 0 {
            let start = text.floor_char_boundary(index * BLOCK);
            let end = text.ceil_char_boundary(index * BLOCK + block.len());
            let odd = text[start..end].find(|character| !is_xml_char(character) || character == '\u{FEFF}');
            if let Some(odd) = odd {
                return Some(start + odd);
            }
        }
    }
    None
}
