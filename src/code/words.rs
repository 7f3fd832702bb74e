//! Languages that are words, texts and comments, as nearly all are.

use super::language::{Language, Meta};
use super::{Class, Part};
use std::ops::Range;

/// Reads a text.
pub(super) fn read(text: &str, language: &Language, parts: &mut Vec<Part>) {
    let mut reader = Reader { text, language, at: 0, end: text.len() };
    while let Some(part) = reader.next() {
        parts.push(part);
    }
}

/// Goes through a text from one part that is something to the next.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) language: &'a Language,
    pub(super) at: usize,
    /// What begins here or later is for others.
    pub(super) end: usize,
}

impl Reader<'_> {
    pub(super) fn next(&mut self) -> Option<Part> {
        while self.at < self.end {
            let start = self.at;
            if let Some(class) = self.step() {
                return Some(Part { range: start..self.at, class });
            }
        }
        None
    }

    /// Goes over what begins here; returns what it is.
    fn step(&mut self) -> Option<Class> {
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        if first.is_ascii_whitespace() {
            self.at += 1;
            return None;
        }
        if let Some((class, end)) = self.comment().or_else(|| self.meta()) {
            self.at = end;
            return Some(class);
        }
        if let Some(end) = self.string() {
            self.at = end;
            return Some(Class::String);
        }
        if first.is_ascii_digit() {
            self.at += number(rest);
            return Some(Class::Number);
        }
        if self.is_of_word(first) {
            return self.word();
        }
        self.at += first.len_utf8();
        if first == '\\' {
            // What stands behind it is a sign like any other: `\'` begins no text, and `\#` no comment.
            self.at += self.text[self.at..].chars().next().filter(char::is_ascii_punctuation).map_or(0, char::len_utf8);
        }
        None
    }

    /// Tells whether what begins here stands at the end of a word.
    fn is_behind_word(&self) -> bool {
        self.text[..self.at].ends_with(|before| self.is_of_word(before))
    }

    pub(super) fn is_of_word(&self, sign: char) -> bool {
        sign.is_alphanumeric() || sign == '_' || self.language.word_signs.contains(sign)
    }

    fn word(&mut self) -> Option<Class> {
        let rest = &self.text[self.at..];
        let length = rest.find(|sign| !self.is_of_word(sign)).unwrap_or(rest.len());
        let word = &rest[..length];
        self.at += length;
        let is_one_of = |words: &[&str]| {
            if self.language.ignores_case {
                words.iter().any(|known| known.eq_ignore_ascii_case(word))
            } else {
                words.contains(&word)
            }
        };
        if is_one_of(self.language.keywords) {
            return Some(Class::Keyword);
        }
        let is_type = self.language.capitals && word.starts_with(|first: char| first.is_ascii_uppercase());
        (is_one_of(self.language.builtins) || is_type).then_some(Class::Builtin)
    }

    /// Returns what a comment is, and where it ends.
    fn comment(&self) -> Option<(Class, usize)> {
        let rest = &self.text[self.at..];
        for (open, close) in self.language.block_comments {
            // Those that a word begins, as `=begin`, stand at the beginning of a line.
            let may_begin = !open.starts_with('=') || matches!(self.text.as_bytes()[..self.at], [] | [.., b'\n']);
            if may_begin && rest.starts_with(open) {
                return Some((Class::Comment, self.at + block(rest, open, close, self.language.nests)));
            }
        }
        let begins = self.language.line_comments.iter().any(|mark| rest.starts_with(mark));
        // In a shell, a `#` within a word begins nothing.
        let is_apart = !rest.starts_with('#')
            || self.text[..self.at]
                .chars()
                .next_back()
                .is_none_or(|before| !self.is_of_word(before) && !matches!(before, '$' | '{'));
        (begins && is_apart).then(|| (Class::Comment, self.line_end()))
    }

    pub(super) fn line_end(&self) -> usize {
        self.text[self.at..].find('\n').map_or(self.text.len(), |length| self.at + length)
    }

    /// Returns where a text ends that begins here.
    pub(super) fn string(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let quote = self.language.strings.iter().find(|quote| rest.starts_with(quote.open))?;
        let is_letter = quote.open.starts_with(|first: char| first.is_ascii_alphabetic());
        if (is_letter || quote.apart) && self.is_behind_word() {
            return None;
        }
        let mut at = quote.open.len();
        while let Some(sign) = rest[at..].chars().next() {
            if rest[at..].starts_with(quote.close) {
                let inner = &rest[quote.open.len()..at];
                let fits = !quote.single || inner.chars().nth(1).is_none() || inner.starts_with('\\');
                return (fits && !(quote.single && inner.is_empty())).then_some(self.at + at + quote.close.len());
            }
            if sign == '\n' && !quote.lines {
                // It has no end: an apostrophe, perhaps.
                return None;
            }
            at += sign.len_utf8();
            if quote.escape == Some(sign) {
                at += rest[at..].chars().next().map_or(0, char::len_utf8);
            }
        }
        // A sign alone that is never closed is an apostrophe, too.
        (quote.lines && quote.open.len() > 1).then_some(self.text.len())
    }

    fn meta(&self) -> Option<(Class, usize)> {
        let rest = &self.text[self.at..];
        self.language.meta.iter().find_map(|meta| match meta {
            Meta::Word(sign) => {
                let word = rest.strip_prefix(sign).filter(|_| *sign != "@" || !self.is_behind_word())?;
                let length =
                    word.find(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '_' | '.')).unwrap_or(word.len());
                (length > 0 || sign.len() > 1).then_some((Class::Meta, self.at + sign.len() + length))
            }
            Meta::Line(sign) => {
                let line = self.text[..self.at].rfind('\n').map_or(0, |end| end + 1);
                let begins = rest.starts_with(sign) && self.text[line..self.at].trim().is_empty();
                begins.then(|| (Class::Meta, self.line_end()))
            }
            Meta::Brackets(open) => rest.starts_with(open).then(|| (Class::Meta, self.at + brackets(rest, open.len()))),
        })
    }
}

/// Returns how long a comment is.
fn block(text: &str, open: &str, close: &str, nests: bool) -> usize {
    let mut depth = 1usize;
    let mut at = open.len();
    while depth > 0 {
        let Some(end) = text[at..].find(close).map(|length| at + length) else { return text.len() };
        if let Some(inner) = text[at..end].find(open).filter(|_| nests) {
            depth += 1;
            at += inner + open.len();
        } else {
            depth -= 1;
            at = end + close.len();
        }
    }
    at
}

/// Returns where the bracket is closed that stands before `at`.
fn brackets(text: &str, at: usize) -> usize {
    let mut depth = 1usize;
    for (offset, sign) in text[at..].char_indices() {
        match sign {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + offset + 1;
        }
    }
    text.len()
}

/// Returns how long a number is, with its point, its exponent and what stands for its type.
pub(super) fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let belongs = match bytes[at] {
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => true,
            b'.' => bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && !text[..at].contains('.'),
            // Digits of C++ are parted so.
            b'\'' => at > 0 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            b'+' | b'-' => matches!(bytes[at - 1], b'e' | b'E') && !text.starts_with("0x"),
            _ => false,
        };
        if !belongs {
            break;
        }
        at += 1;
    }
    at
}

/// Returns the part at `range`, unless it is empty.
pub(super) fn part(range: Range<usize>, class: Class) -> Option<Part> {
    (!range.is_empty()).then_some(Part { range, class })
}
