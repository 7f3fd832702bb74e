//! Finding in CSS what a book has to know of: addresses, declarations, and where the braces do not match.
//!
//! This is no parser: selectors and values stay text. It follows the tokens of CSS Syntax Level 3 (comments, strings,
//! `url()`, blocks) closely enough never to take one for another. `stylesheet` and the SVG room judge what it finds.

use std::ops::Range;

/// Something in a stylesheet, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// `@import`, up to its semicolon.
    Import { address: &'a str, range: Range<usize> },
    /// `url(…)`.
    Url { address: &'a str, range: Range<usize> },
    /// `property: value`, with the selector (or at-rule) of the block that it stands in.
    Declaration { selector: &'a str, property: &'a str, value: &'a str, range: Range<usize> },
    /// What stands before a `{`.
    Opening { prelude: &'a str, range: Range<usize> },
    /// A comment, string or block that never ends, or an end without a beginning.
    Fault { what: &'static str, range: Range<usize> },
}

/// Returns what is in a stylesheet, in order.
pub(super) fn scan(text: &str) -> Vec<Found<'_>> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, start: 0, open: Vec::new(), found: Vec::new() };
    scanner.run();
    scanner.found
}

/// Returns what is in the value of a `style` attribute, where no block is open.
pub(super) fn scan_declarations(text: &str) -> Vec<Found<'_>> {
    let open = vec![Block { prelude: "", at: 0 }];
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, start: 0, open, found: Vec::new() };
    scanner.run();
    scanner.found.retain(|found| !matches!(found, Found::Fault { .. }));
    scanner.found
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Where the statement begins that `at` stands in.
    start: usize,
    open: Vec<Block<'a>>,
    found: Vec<Found<'a>>,
}

struct Block<'a> {
    prelude: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'/' if self.bytes.get(self.at + 1) == Some(&b'*') => self.comment(),
                b'"' | b'\'' => drop(self.string(byte)),
                b'u' | b'U' if self.is_url() => self.url(),
                b'\\' => self.at += 2,
                b';' => self.end_statement(),
                b'{' => self.open(),
                b'}' => self.close(),
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
        self.end_statement();
        if let Some(block) = self.open.last() {
            self.found.push(Found::Fault { what: "a `{` is never closed", range: block.at..block.at + 1 });
        }
    }

    fn comment(&mut self) {
        let opening = self.at;
        let is_leading = self.text[self.start..opening].trim().is_empty();
        if let Some(length) = self.text[opening + 2..].find("*/") {
            self.at = opening + 2 + length + 2;
        } else {
            self.fault("a comment is never closed", opening..opening + 2);
            self.at = self.bytes.len();
        }
        if is_leading {
            self.start = self.at;
        }
    }

    /// Reads a string and returns what stands between its quotes.
    fn string(&mut self, quote: u8) -> Range<usize> {
        let opening = self.at;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'\n' => break,
                _ if byte == quote => {
                    self.at += 1;
                    return opening + 1..self.at - 1;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
        self.fault("a string is never closed", opening..opening + 1);
        opening + 1..self.at
    }

    fn is_url(&self) -> bool {
        let begins = self.bytes[self.at..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"url("));
        let before = self.at.checked_sub(1).map(|before| self.bytes[before]);
        begins && !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    }

    fn url(&mut self) {
        let opening = self.at;
        self.at += 4;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        let quote = self.bytes.get(self.at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let inner = match quote {
            Some(quote) => self.string(quote),
            None => self.at..self.at,
        };
        let end = self.bytes[self.at..].iter().position(|&byte| byte == b')').map(|length| self.at + length);
        let Some(end) = end else {
            self.fault("a `url(` is never closed", opening..opening + 4);
            self.at = self.bytes.len();
            return;
        };
        let inner = if quote.is_some() { inner } else { inner.start..end };
        self.at = end + 1;
        if self.at_import().is_none() {
            self.found.push(Found::Url { address: self.text[inner].trim(), range: opening..self.at });
        }
    }

    /// Returns what follows `@import` where the present statement is one.
    fn at_import(&self) -> Option<&'a str> {
        const IMPORT: &str = "@import";
        let statement = self.text[self.start..self.at].trim_start();
        statement.get(..IMPORT.len()).filter(|word| word.eq_ignore_ascii_case(IMPORT))?;
        Some(&statement[IMPORT.len()..])
    }

    fn end_statement(&mut self) {
        // A backslash at the very end may have led past it.
        self.at = self.at.min(self.bytes.len());
        let range = trimmed(self.text, self.start..self.at);
        if let Some(rest) = self.at_import() {
            self.found.push(Found::Import { address: import_address(rest), range });
        } else if let Some(block) = self.open.last()
            && let Some((property, value)) = self.text[range.clone()].split_once(':')
        {
            let (property, value, selector) = (property.trim(), value.trim(), block.prelude);
            self.found.push(Found::Declaration { selector, property, value, range });
        }
        self.at += 1;
        self.start = self.at.min(self.bytes.len());
    }

    fn open(&mut self) {
        let range = trimmed(self.text, self.start..self.at);
        let prelude = &self.text[range.clone()];
        self.open.push(Block { prelude, at: self.at });
        self.found.push(Found::Opening { prelude, range });
        self.at += 1;
        self.start = self.at;
    }

    fn close(&mut self) {
        let brace = self.at;
        self.end_statement();
        if self.open.pop().is_none() {
            self.fault("a `}` without a `{`", brace..brace + 1);
        }
    }

    fn fault(&mut self, what: &'static str, range: Range<usize>) {
        self.found.push(Found::Fault { what, range });
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// Returns the address that follows `@import`: a string, or what is in `url()`.
fn import_address(rest: &str) -> &str {
    let rest = rest.trim();
    let rest = match rest.get(..4) {
        Some(word) if word.eq_ignore_ascii_case("url(") => rest[4..].split(')').next().unwrap_or_default().trim(),
        _ => rest,
    };
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let one = |found: &Found<'_>| match found {
            Found::Import { address, range } => format!("import {address} [{}]", &text[range.clone()]),
            Found::Url { address, range } => format!("url {address} [{}]", &text[range.clone()]),
            Found::Declaration { selector, property, value, .. } => format!("{selector} | {property} | {value}"),
            Found::Opening { prelude, .. } => format!("open {prelude}"),
            Found::Fault { what, range } => format!("{what} at {}", range.start),
        };
        scan(text).iter().map(one).collect()
    }

    #[test]
    fn declarations_know_their_block() {
        let text = "/* a { */ @media x { p, q:first-child { color: red; margin:0 } }";
        let expected = [
            "open @media x",
            "open p, q:first-child",
            "p, q:first-child | color | red",
            "p, q:first-child | margin | 0",
        ];
        assert_eq!(written(text), expected);
    }

    #[test]
    fn addresses_are_found_in_every_form() {
        let text = "@import 'a.css';@IMPORT url( \"b.css\" ) print; p{background:url(c.png);q:URL('d;}.png')}";
        let expected = [
            "import a.css [@import 'a.css']",
            "import b.css [@IMPORT url( \"b.css\" ) print]",
            "open p",
            "url c.png [url(c.png)]",
            "p | background | url(c.png)",
            "url d;}.png [URL('d;}.png')]",
            "p | q | URL('d;}.png')",
        ];
        assert_eq!(written(text), expected);
    }

    #[test]
    fn what_never_ends_is_told() {
        assert_eq!(written("p { q"), ["open p", "a `{` is never closed at 2"]);
        assert_eq!(written("}"), ["a `}` without a `{` at 0"]);
        assert_eq!(written("/* x"), ["a comment is never closed at 0"]);
        assert_eq!(
            written("p{content:'x"),
            ["open p", "a string is never closed at 10", "p | content | 'x", "a `{` is never closed at 1"]
        );
    }

    #[test]
    fn any_text_is_scanned_without_harm() {
        let parts = ["{", "}", "'", "\"", "url(", "/*", "*/", "\\", ";", ":", "@import", "é", ")", " "];
        for a in parts {
            for b in parts {
                for c in parts {
                    let _ = (scan(&[a, b, c].concat()), scan_declarations(&[a, b, c].concat()));
                }
            }
        }
    }
}
