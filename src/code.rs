//! Code, cut into what its words are: comments, texts, keywords, numbers.
//!
//! A language is a row of a table: what begins and ends its comments and texts, and its words. That is less than a
//! grammar, and all that a page in black and white can show; it is as fast as reading, and takes any text, whole or not.
//! Nothing here knows of trees or stylesheets.

mod data;
mod language;
mod markup;
mod words;

pub use language::{LANGUAGES, Language};

use std::ops::Range;

/// What a stretch of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Comment,
    Keyword,
    /// A type, or something that the language itself brings.
    Builtin,
    String,
    Number,
    /// A key, a tag, the name of an attribute.
    Name,
    /// What speaks to the compiler: an attribute, a directive.
    Meta,
    Inserted,
    Deleted,
}

impl Class {
    /// Returns its name in stylesheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "code-comment",
            Self::Keyword => "code-keyword",
            Self::Builtin => "code-builtin",
            Self::String => "code-string",
            Self::Number => "code-number",
            Self::Name => "code-name",
            Self::Meta => "code-meta",
            Self::Inserted => "code-inserted",
            Self::Deleted => "code-deleted",
        }
    }
}

/// A stretch of code that is something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub range: Range<usize>,
    pub class: Class,
}

/// Returns the language of that name, or of that extension of files.
pub fn named(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

impl Language {
    /// Returns the parts of a text that are something, in order; what is between is plain.
    pub fn parts(&self, text: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        (self.read)(text, self, &mut parts);
        parts
    }
}
