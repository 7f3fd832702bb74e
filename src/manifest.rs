//! The manifest: what `book.toml` says, as meant.
//!
//! This file holds the values; [`read`](fn@read) makes them from TOML, [`front_matter`] from the head of a piece, and
//! [`for_single_file`] from nothing. [`keys`] lists every key there is.

mod book;
mod chapters;
mod date;
mod facts;
mod fields;
mod files;
mod findings;
pub mod front_matter;
mod glob;
mod identifier;
mod keys;
mod language;
mod load;
mod node;
mod read;
mod relator;
mod rules;
mod settings;
mod single;
mod toml;
mod yaml;

pub use keys::{Key, Kind, Row, Table, keys};
pub use language::direction;
pub use read::read;
pub use relator::is_relator;
pub use rules::RULES;
pub use single::for_single_file;

use crate::diagnostic::Levels;
use crate::role::Role;
use crate::source::Located;
use crate::world::{BookPath, Roots, Timestamp};
use std::collections::BTreeMap;

/// A whole book as its author orders it.
#[derive(Clone, Debug)]
pub struct Manifest {
    pub metadata: Metadata,
    pub entries: Vec<Entry>,
    pub contents: Contents,
    pub style: Style,
    pub accessibility: Accessibility,
    pub output: Output,
    /// Overrides for the words that the tool itself writes, by the names of `words::Word`.
    pub words: BTreeMap<String, String>,
    pub levels: Levels,
    /// The folders that files may come from.
    pub roots: Roots,
    /// The manifests it was read from, the book's own first: changing one changes the book.
    pub files: Vec<BookPath>,
}

/// `[book]`: what the shelf shows.
#[derive(Clone, Debug)]
pub struct Metadata {
    pub title: Located<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<Person>,
    pub contributors: Vec<Person>,
    /// BCP 47, checked.
    pub language: Located<String>,
    pub direction: Direction,
    /// As they go into `dc:identifier`, the first being the unique one; never empty.
    pub identifiers: Vec<String>,
    pub publisher: Option<String>,
    /// As EPUB wants it: `2026`, `2026-11` or `2026-11-22`, or with a time.
    pub date: Option<String>,
    pub modified: Option<Timestamp>,
    pub description: Option<String>,
    pub subjects: Vec<String>,
    pub rights: Option<String>,
    pub sources: Vec<String>,
    pub series: Option<Series>,
    pub cover: Option<Located<BookPath>>,
}

/// Somebody who made the book or a piece of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// The name as shelves sort it, where given.
    pub file_as: Option<String>,
    /// MARC relator code: `aut`, `edt`, `trl` …
    pub role: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    /// `3`, `2.5`; checked to be a number.
    pub number: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// Returns the direction of a language's script.
    pub fn of(language: &str) -> Self {
        language::direction(language)
    }

    /// Returns its word in HTML and OPF.
    pub fn word(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// One entry of `chapters`.
#[derive(Clone, Debug)]
pub enum Entry {
    Part { title: Located<String>, entries: Vec<Entry> },
    Piece(Box<PieceEntry>),
}

/// A chapter file with what the manifest says of it.
#[derive(Clone, Debug)]
pub struct PieceEntry {
    pub file: Located<BookPath>,
    pub facts: Facts,
}

/// What a manifest's entry or a piece's front matter says of a piece.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub title: Option<Located<String>>,
    /// The title in the table of contents, where it is another.
    pub toc_title: Option<Located<String>>,
    /// Whether the piece is in the table of contents.
    pub toc: Option<bool>,
    pub subtitle: Option<Located<String>>,
    pub authors: Vec<Person>,
    pub date: Option<Located<String>>,
    pub source: Option<Located<String>>,
    pub rights: Option<Located<String>>,
    pub language: Option<Located<String>>,
    pub direction: Option<Direction>,
    pub role: Option<&'static Role>,
    pub levels: Levels,
}

impl Facts {
    /// Returns these facts, with those of `weaker` where these say nothing.
    #[must_use]
    pub fn or(self, weaker: Self) -> Self {
        let mut levels = weaker.levels.0;
        levels.extend(self.levels.0);
        Self {
            title: self.title.or(weaker.title),
            toc_title: self.toc_title.or(weaker.toc_title),
            toc: self.toc.or(weaker.toc),
            subtitle: self.subtitle.or(weaker.subtitle),
            authors: if self.authors.is_empty() { weaker.authors } else { self.authors },
            date: self.date.or(weaker.date),
            source: self.source.or(weaker.source),
            rights: self.rights.or(weaker.rights),
            language: self.language.or(weaker.language),
            direction: self.direction.or(weaker.direction),
            role: self.role.or(weaker.role),
            levels: Levels(levels),
        }
    }
}

/// `[contents]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// How many levels the table of contents shows.
    pub depth: usize,
}

impl Default for Contents {
    fn default() -> Self {
        Self { depth: 3 }
    }
}

/// `[style]`.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The book's own stylesheets, after the default one.
    pub css: Vec<Located<BookPath>>,
    /// Whether the default stylesheet is left out.
    pub bare: bool,
}

/// `[accessibility]`: what only a person can say.
#[derive(Clone, Debug, Default)]
pub struct Accessibility {
    pub summary: Option<String>,
    /// A conformance claim, word for word as the specification gives it, and who certifies it.
    pub claim: Option<String>,
    pub certified_by: Option<String>,
    /// Hazards; none where nothing is said.
    pub hazards: Vec<String>,
}

/// `[output]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The file name without extension, where the title does not give it.
    pub name: Option<String>,
    /// Whether the book begins with a page that shows the cover.
    pub cover_page: bool,
}

impl Default for Output {
    fn default() -> Self {
        Self { name: None, cover_page: true }
    }
}
