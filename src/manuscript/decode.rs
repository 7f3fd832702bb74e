//! Bytes to text: byte order marks, UTF-8, UTF-16, UTF-32, legacy encodings, and what XML cannot hold.
//!
//! Text that is UTF-8 and clean is not copied. Line ends of two letters and composed letters stay as they are; spans
//! point into the decoded text, in which a byte order mark never stands. Encodings and their names are those of the Encoding Standard;
//! what a character may be is XML 1.0, production `Char`.

mod clean;
mod legacy;
mod rules;
mod signature;
mod utf8;
mod wide;

pub(crate) use rules::CONTROL_CHARACTER;
pub(super) use rules::RULES;
use rules::{INVALID_BYTES, LEGACY_ENCODING, NOT_TEXT, TEXT_TOO_LONG};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::source::{SourceId, Span};
use std::ops::Range;

/// Whether files of a kind may name their own encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// Markdown and plain text do not.
    None,
    /// HTML does, in `<meta charset>` or an XML declaration.
    Html,
}

/// A text, and what had to be said of its bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decoded {
    /// Only characters that XML can hold; empty where the bytes are not text.
    pub text: String,
    /// An error among them means that there is nothing to read.
    pub diagnostics: Diagnostics,
}

/// The longest text: offsets in a tree count to 2 GiB, and the passes need room to add to it.
const MAX_LENGTH: usize = 1 << 30;

/// Returns the text that `bytes` hold, which will be called `source`.
pub(crate) fn decode(bytes: Vec<u8>, declaration: Declaration, source: SourceId) -> Decoded {
    if let Some(kind) = signature::recognise(&bytes) {
        return refused(&NOT_TEXT, format!("the file is {kind}, not text"), source);
    }
    if bytes.len() > MAX_LENGTH {
        return too_long(source);
    }
    let decoded = to_text(bytes, declaration, source);
    if decoded.text.len() > MAX_LENGTH {
        return too_long(source);
    }
    clean::clean(decoded, source)
}

fn to_text(mut bytes: Vec<u8>, declaration: Declaration, source: SourceId) -> Decoded {
    if let Some(wide) = wide::recognise(&bytes) {
        return wide::decode(&bytes, wide, source);
    }
    let has_mark = bytes.starts_with(utf8::MARK);
    if has_mark {
        bytes.drain(..utf8::MARK.len());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => match legacy::escaped_japanese(&text) {
            Some(encoding) => return legacy::decode(text.as_bytes(), encoding, legacy::Origin::Guess, source),
            None => return Decoded { text, diagnostics: Diagnostics::new() },
        },
        Err(error) => error.into_bytes(),
    };
    let declared = match declaration {
        Declaration::Html => legacy::declared(&bytes),
        Declaration::None => None,
    };
    let says_utf8 = declared == Some(encoding_rs::UTF_8);
    if has_mark || utf8::is_likely(&bytes, says_utf8) {
        return utf8::decode_broken(&bytes, source);
    }
    match declared {
        Some(encoding) if !says_utf8 => legacy::decode(&bytes, encoding, legacy::Origin::Declared, source),
        _ => legacy::decode(&bytes, legacy::guess(&bytes), legacy::Origin::Guess, source),
    }
}

fn too_long(source: SourceId) -> Decoded {
    refused(&TEXT_TOO_LONG, "the text is longer than 1 GiB".to_owned(), source)
}

fn refused(rule: &'static Rule, message: String, source: SourceId) -> Decoded {
    let help = if rule.name == NOT_TEXT.name {
        "export it as Markdown, HTML or plain text, and give that file here"
    } else {
        "split it into several files"
    };
    let diagnostic = Diagnostic::new(rule, message).at(Place::File(source)).help(help);
    Decoded { text: String::new(), diagnostics: vec![diagnostic] }
}

/// How many places of one fault are shown one by one.
const SHOWN: usize = 10;

/// Collects the places of one fault: the first few one by one, the rest as a count.
struct Places {
    rule: &'static Rule,
    help: &'static str,
    source: SourceId,
    count: usize,
    diagnostics: Diagnostics,
}

impl Places {
    fn new(rule: &'static Rule, help: &'static str, source: SourceId) -> Self {
        Self { rule, help, source, count: 0, diagnostics: Diagnostics::new() }
    }

    fn add(&mut self, range: Range<usize>, message: impl FnOnce() -> String) {
        self.count += 1;
        // The first place that is not shown carries the count, which `finish` writes.
        if self.count <= SHOWN + 1 {
            let diagnostic = Diagnostic::new(self.rule, message());
            self.diagnostics.push(diagnostic.at(Span::new(self.source, range)).help(self.help));
        }
    }

    fn finish(mut self) -> Diagnostics {
        if self.count > SHOWN + 1
            && let Some(last) = self.diagnostics.last_mut()
        {
            last.message = format!("{}, and {} more places like this follow", last.message, self.count - SHOWN - 1);
        }
        self.diagnostics
    }
}

#[cfg(test)]
mod tests;
