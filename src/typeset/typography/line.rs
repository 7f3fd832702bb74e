//! A block as one line of text, blind to the elements in it: what every step looks at.
//!
//! The text is looked through once for the bytes at which a step may have something to do, its marks.
//! A block without marks costs no more than that. Steps read the line as it was typed and note replacements, which are
//! made all at once at the end.

use super::language::Language;
use std::ops::Range;

/// Stands in a line for something that is no text, such as a picture or a piece of code.
pub(super) const OBJECT: char = '\u{FFFC}';

/// Stands in a line where its author ends a line on the page.
pub(super) const BREAK: char = '\u{2028}';

/// A place where a step may have something to do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub at: usize,
    pub byte: u8,
    pub language: &'static Language,
    /// Whether its author asked for the plain sign, as Markdown does with a backslash.
    pub is_escaped: bool,
}

/// What one character is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The beginning or the end of the block.
    Edge,
    Space,
    Word,
    Digit,
    Dash,
    /// A bracket or the like, to which what follows belongs.
    Opens,
    /// Any other sign.
    Closes,
    /// A quotation mark, straight or curly.
    Quote,
}

impl Side {
    pub(super) fn is_blank(self) -> bool {
        matches!(self, Self::Edge | Self::Space)
    }

    pub(super) fn is_wordlike(self) -> bool {
        matches!(self, Self::Word | Self::Digit)
    }
}

/// Something that is to stand for a range of the line.
#[derive(Clone, Debug)]
struct Edit {
    range: Range<usize>,
    /// A range of the buffer of replacements.
    by: Range<usize>,
}

/// A line with the work on it.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub text: String,
    pub marks: Vec<Mark>,
    /// The no-break space before French signs.
    pub french_space: &'static str,
    edits: Vec<Edit>,
    replacements: String,
    pub faults: Vec<Fault>,
    /// The quotation mark that the block opens first, where it opens one at its beginning.
    pub opens_with: Option<char>,
}

/// A quotation mark without its partner.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub range: Range<usize>,
    pub mark: char,
    pub opens: bool,
    /// Whether it is open where the block ends, and the next one may go on with it.
    pub ends_open: bool,
}

impl Line {
    /// Returns an empty line, in which French signs stand behind `french_space`.
    pub(super) fn new(french_space: &'static str) -> Self {
        Self { french_space, ..Self::default() }
    }

    /// Empties the line for the next block.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
        self.edits.clear();
        self.replacements.clear();
        self.faults.clear();
        self.opens_with = None;
    }

    /// Adds text in a language, noting the places where `wakes` wakes a step.
    pub(super) fn push(&mut self, text: &str, language: &'static Language, wakes: &Wakes, is_escaped: bool) {
        let start = self.text.len();
        let bytes = text.as_bytes();
        for (offset, &byte) in bytes.iter().enumerate() {
            if wakes.0[usize::from(byte)] && is_worth(bytes, offset) {
                let is_escaped = is_escaped && offset == 0;
                self.marks.push(Mark { at: start + offset, byte, language, is_escaped });
            }
        }
        self.text.push_str(text);
    }

    /// Returns the character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Returns the character from a place on.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    pub(super) fn side_before(&self, at: usize) -> Side {
        side(self.text[..at].chars().rev().find(|&character| !is_unseen(character)))
    }

    pub(super) fn side_after(&self, at: usize) -> Side {
        side(self.text[at..].chars().find(|&character| !is_unseen(character)))
    }

    /// Tells whether the text goes on like this from a place.
    pub(super) fn has_at(&self, at: usize, text: &str) -> bool {
        self.text.as_bytes()[at..].starts_with(text.as_bytes())
    }

    /// Returns the letters that end before a place.
    pub(super) fn word_before(&self, at: usize) -> &str {
        let before = &self.text[..at];
        let start = before.char_indices().rev().take_while(|(_, letter)| letter.is_alphabetic()).last();
        &before[start.map_or(at, |(start, _)| start)..]
    }

    /// Returns the letters that begin at a place.
    pub(super) fn word_after(&self, at: usize) -> &str {
        let after = &self.text[at..];
        &after[..after.find(|letter: char| !letter.is_alphabetic()).unwrap_or(after.len())]
    }

    /// Returns the place where a run of ordinary spaces ends that begins here.
    pub(super) fn spaces_after(&self, at: usize) -> usize {
        at + self.text.as_bytes()[at..].iter().take_while(|&&byte| is_breakable(byte)).count()
    }

    /// Returns the place where a run of ordinary spaces begins that ends here.
    pub(super) fn spaces_before(&self, at: usize) -> usize {
        at - self.text.as_bytes()[..at].iter().rev().take_while(|&&byte| is_breakable(byte)).count()
    }

    /// Notes that `parts`, one after the other, are to stand for a range.
    ///
    /// Where ranges overlap, the first one holds: nothing is lost, only left as it was.
    pub(super) fn replace(&mut self, range: Range<usize>, parts: &[&str]) {
        let start = self.replacements.len();
        for part in parts {
            self.replacements.push_str(part);
        }
        self.edits.push(Edit { range, by: start..self.replacements.len() });
    }

    /// Puts the replacements in order. Tells whether there are any.
    pub(super) fn settle(&mut self) -> bool {
        self.edits.sort_by_key(|edit| edit.range.start);
        let mut end = 0;
        self.edits.retain(|edit| {
            let holds = edit.range.start >= end;
            if holds {
                end = edit.range.end;
            }
            holds
        });
        !self.edits.is_empty()
    }

    /// Writes a range of the line with its replacements. Tells whether it has any; else it writes nothing.
    ///
    /// A replacement whose range begins before this one is written there, and only taken out here.
    pub(super) fn write(&self, range: Range<usize>, out: &mut String) -> bool {
        let first = self.edits.partition_point(|edit| edit.range.end <= range.start);
        let edits = self.edits[first..].iter().take_while(|edit| edit.range.start < range.end);
        let mut from = range.start;
        let mut is_changed = false;
        for edit in edits {
            is_changed = true;
            if edit.range.start >= range.start {
                out.push_str(&self.text[from..edit.range.start]);
                out.push_str(&self.replacements[edit.by.clone()]);
            }
            from = edit.range.end.min(range.end);
        }
        if is_changed {
            out.push_str(&self.text[from..range.end]);
        }
        is_changed
    }
}

/// The bytes at which a step may have something to do.
#[derive(Debug)]
pub(super) struct Wakes([bool; 256]);

impl Wakes {
    pub(super) fn new() -> Self {
        let mut wakes = Self([false; 256]);
        // Addresses are found by these, and left alone.
        wakes.at(b"@:");
        wakes
    }

    pub(super) fn at(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0[usize::from(byte)] = true;
        }
    }
}

/// Tells whether a byte is worth a mark, for those that are common and mean something only beside others.
fn is_worth(bytes: &[u8], at: usize) -> bool {
    let next = |by: usize| bytes.get(at + by).copied();
    match bytes[at] {
        // Around a word of one letter.
        b' ' | b'\n' => next(2).is_some_and(is_breakable) || next(3).is_some_and(is_breakable),
        b',' => next(1) == Some(b','),
        _ => true,
    }
}

/// Tells whether a byte is a space at which a line may end.
pub(super) fn is_breakable(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// Tells whether a character is not seen, and so parts nothing: joiners, direction marks, soft hyphens.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

pub(super) fn side(character: Option<char>) -> Side {
    let Some(character) = character else { return Side::Edge };
    match character {
        'a'..='z' | 'A'..='Z' | OBJECT => Side::Word,
        '0'..='9' => Side::Digit,
        ' ' | '\n' | '\t' | '\r' | BREAK => Side::Space,
        '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '„' | '‚' | '‟' | '‛' | '«' | '»' | '‹' | '›' => {
            Side::Quote
        }
        '-' | '\u{2010}'..='\u{2015}' | '⸺' | '⸻' => Side::Dash,
        '(' | '[' | '{' | '<' | '/' | '=' | '+' | '*' | '_' | '~' | '|' | '¿' | '¡' | '「' | '『' | '（' | '【' => {
            Side::Opens
        }
        _ if character.is_alphanumeric() || is_combining(character) => Side::Word,
        _ if character.is_whitespace() => Side::Space,
        _ => Side::Closes,
    }
}

/// Tells whether a character belongs to the letter before it.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{FE0F}')
}

/// Tells whether a character is of a script without spaces between words.
pub(super) fn is_wide(character: Option<char>) -> bool {
    matches!(character, Some('\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}'))
}
