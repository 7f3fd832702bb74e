//! The text of an SVG without the data of photographs and fonts inside it, which may be a thousand times as long.
//!
//! Where such data stood, a short mark stands in the text that is parsed, changed and drawn. They are put back, or
//! decoded, only where they are needed, so that they are in memory once.

use super::super::Fault;
use super::decode;
use crate::address;
use crate::xml::doctype;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// The length from which data are set aside.
const LONG: usize = 4096;

/// The most bytes of a text without them, and the most elements: each takes a hundred bytes while it is parsed.
const MOST_TEXT: usize = 16 << 20;
const MOST_ELEMENTS: usize = 500_000;

/// What stands before data in an address.
const ENCODING: &str = ";base64,";

/// How a mark begins, and how that is written: a mark is data, too, so that nobody need know of it who does not ask.
const SIGN: &[u8; 9] = b"set aside";
const WRITTEN_SIGN: &str = "c2V0IGFzaWRl";

/// How long a mark is in the text: that of the sign and nine digits.
const MARK: usize = 24;

/// The text of an SVG.
#[derive(Debug)]
pub(crate) struct Lean<'a> {
    /// The text with marks.
    pub(crate) text: Arc<str>,
    whole: Cow<'a, str>,
    /// Where in the whole text the data stand that marks stand for, by their numbers.
    aside: Vec<Range<usize>>,
}

impl<'a> Lean<'a> {
    /// Reads a file.
    ///
    /// # Errors
    /// Where its encoding is not known, or there is more of it than can be drawn.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let whole = decode(bytes).ok_or_else(|| Fault::Broken("its text is in no known encoding".to_owned(), 0))?;
        // A mark in the file itself would be taken for one of ours.
        let mut aside = if whole.contains(WRITTEN_SIGN) { Vec::new() } else { long_data(&whole) };
        if let Some(doctype) = doctype(&whole).filter(|_| !aside.is_empty()) {
            // What an entity holds may stand in many places.
            aside.retain(|range| range.start > doctype.end);
        }
        let length = whole.len() - aside.iter().map(|range| range.len() - MARK).sum::<usize>();
        if length > MOST_TEXT {
            return Err(Fault::TooMuch(format!("{} MB beside its photographs", length >> 20)));
        }
        let mut text = String::with_capacity(length);
        let mut kept = 0;
        for (number, range) in aside.iter().enumerate() {
            text.push_str(&whole[kept..range.start]);
            text.push_str(&address::write_base64(&[SIGN, format!("{number:09}").as_bytes()].concat()));
            kept = range.end;
        }
        text.push_str(&whole[kept..]);
        let elements = text.as_bytes().windows(2).filter(|pair| pair[0] == b'<' && pair[1] != b'/').count();
        if elements > MOST_ELEMENTS {
            return Err(Fault::TooMuch(format!("{elements} elements")));
        }
        Ok(Self { text: text.into(), whole, aside })
    }

    /// Returns a text that was written here, and is short.
    pub(crate) fn own(text: &'a str) -> Self {
        Self { text: text.into(), whole: text.into(), aside: Vec::new() }
    }

    /// Returns a changed text with the same marks.
    pub(crate) fn saying(&self, text: String) -> Lean<'_> {
        Lean { text: text.into(), whole: Cow::Borrowed(&self.whole), aside: self.aside.clone() }
    }

    /// Returns how long the text is with its data.
    pub(crate) fn whole_length(&self) -> usize {
        self.whole.len()
    }

    /// Returns the place in the whole text of a place in the text with marks.
    pub(super) fn place(&self, at: usize) -> usize {
        let mut shift = 0;
        for range in &self.aside {
            if at + shift < range.start + MARK {
                break;
            }
            shift += range.len() - MARK;
        }
        at + shift
    }

    /// Returns a changed text with the data in it again.
    pub(super) fn with_data(&self, text: &str) -> Vec<u8> {
        let sign = [ENCODING, WRITTEN_SIGN].concat();
        let mut whole = Vec::with_capacity(text.len() + self.whole.len() - self.text.len());
        let mut kept = 0;
        for (at, _) in text.match_indices(&sign) {
            let start = at + ENCODING.len();
            let mark = text.get(start..start + MARK).map(address::base64);
            let Some(range) = mark.and_then(|mark| self.range(&mark)) else { continue };
            whole.extend_from_slice(&text.as_bytes()[kept..start]);
            whole.extend_from_slice(&self.whole.as_bytes()[range]);
            kept = start + MARK;
        }
        whole.extend_from_slice(&text.as_bytes()[kept..]);
        whole
    }

    /// Returns what a mark stands for; nothing for data that are no mark.
    pub(crate) fn aside(&self, mark: &[u8]) -> Option<Vec<u8>> {
        Some(address::base64(&self.whole[self.range(mark)?]))
    }

    /// Returns what an address holds; nothing where it leads to a file.
    pub(crate) fn data(&self, address: &str) -> Option<Vec<u8>> {
        let data = address::data(address.trim())?;
        Some(self.aside(&data).unwrap_or(data))
    }

    fn range(&self, mark: &[u8]) -> Option<Range<usize>> {
        let number = str::from_utf8(mark.strip_prefix(SIGN)?).ok()?.parse::<usize>().ok()?;
        self.aside.get(number).cloned()
    }
}

/// Returns where the long data of photographs and fonts stand. A drawing within a drawing is none of them: its own
/// text could hold marks.
fn long_data(text: &str) -> Vec<Range<usize>> {
    const KINDS: &[&str] = &["image/jpeg", "image/jpg", "image/png", "image/gif", "image/webp"];
    let bytes = text.as_bytes();
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(length) = text[from..].find(ENCODING) {
        let before = &text[from..from + length];
        let start = from + length + ENCODING.len();
        let is_data = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/= \n\r\t".contains(byte);
        let end = start + bytes[start..].iter().take_while(|byte| is_data(byte)).count();
        let kind = before.rfind("data:").map_or("", |at| &before[at + "data:".len()..]);
        if end - start >= LONG && (KINDS.contains(&kind) || kind.starts_with("font/")) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(data: &str) -> String {
        format!("<svg><image href=\"data:image/png;base64,{data}\"/><g id='é'/></svg>")
    }

    #[test]
    fn long_data_are_set_aside_and_come_back() {
        let (long, other) = ("QUJD".repeat(LONG / 4), "\n REVG".repeat(LONG / 4));
        let whole = [drawing(&long), drawing("QUJD"), drawing(&other)].concat();
        let lean = Lean::read(whole.as_bytes()).unwrap();
        assert!(lean.text.len() < 300, "{}", lean.text);
        assert_eq!(lean.with_data(&lean.text), whole.as_bytes());
        let addresses: Vec<&str> = lean.text.split('"').filter(|part| part.starts_with("data:")).collect();
        let data: Vec<Vec<u8>> = addresses.iter().map(|address| lean.data(address).unwrap()).collect();
        assert_eq!(data, [b"ABC".repeat(LONG / 4), b"ABC".to_vec(), b"DEF".repeat(LONG / 4)]);
        for word in ["<svg>", "<g id", "<image"] {
            for ((lean_at, _), (whole_at, _)) in lean.text.match_indices(word).zip(whole.match_indices(word)) {
                assert_eq!(lean.place(lean_at), whole_at);
            }
        }
    }

    #[test]
    fn nothing_is_set_aside_that_could_come_back_more_than_once() {
        let long = "QUJD".repeat(LONG / 4);
        let entity = |value: &str| format!("<!DOCTYPE svg [<!ENTITY a 'data:image/png;base64,{value}'>]>");
        let sign = drawing(&format!("{WRITTEN_SIGN}MDAwMDAwMDAw"));
        for whole in [entity(&long) + &drawing("&a;"), sign + &drawing(&long)] {
            let lean = Lean::read(whole.as_bytes()).unwrap();
            assert_eq!(*lean.text, *whole);
            assert_eq!(lean.with_data(&whole), whole.as_bytes());
        }
        let beside_entity = entity("b") + &drawing(&long);
        assert!(Lean::read(beside_entity.as_bytes()).unwrap().text.len() < 300);
        let inside = drawing(&long).replace("image/png", "image/svg+xml");
        assert_eq!(*Lean::read(inside.as_bytes()).unwrap().text, *inside);
    }

    #[test]
    fn a_text_beyond_all_measure_is_refused() {
        let long = " ".repeat(MOST_TEXT);
        assert_eq!(Lean::read(drawing(&long).as_bytes()).unwrap().text.len(), drawing("").len() + MARK);
        let refused = |text: String| Lean::read(text.as_bytes()).unwrap_err();
        let outside = format!("{long}{}", drawing(""));
        assert_eq!(refused(outside), Fault::TooMuch("16 MB beside its photographs".to_owned()));
        assert_eq!(refused("<a>b</a>".repeat(MOST_ELEMENTS + 1)), Fault::TooMuch("500001 elements".to_owned()));
    }
}
