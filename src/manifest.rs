//! The manifest: what `book.toml` says, as meant.
//!
//! This file holds the values; [`read`](fn@read) makes them from TOML, [`front_matter`] from the head of a piece, and
//! [`for_single_file`] from nothing. [`keys`] lists every key there is.

mod book;
mod chapters;
mod collection;
mod cover;
mod date;
mod facts;
mod fields;
mod files;
mod findings;
pub mod front_matter;
mod glob;
mod identifier;
mod images;
mod keys;
mod language;
mod listed;
mod load;
mod mdbook;
mod metas;
mod node;
mod read;
mod relator;
mod rules;
mod settings;
mod single;
mod style;
mod technical;
mod toml;
mod typography;
mod yaml;

pub use collection::{AuthorNotes, Footnotes, Numbering, Pages, Pieces, Shown, Switch};
pub use cover::{DesignChoice, DrawnCover};
pub(crate) use glob::{expand_below as expand, natural_order};
pub use images::{ImageFormat, Images, QUALITIES, SIDES};
pub use keys::{Key, Kind, Row, Table, keys};
pub use language::direction;
pub use mdbook::{Mdbook, take_as_prepared};
pub use metas::{Meta, read_metas};
pub use read::read;
pub(crate) use relator::NARRATOR;
pub use relator::is_relator;
pub use rules::RULES;
pub use single::for_single_file;
pub use style::{Opening, Ornament, Style, Writing};
pub use technical::{Code, Delimiters, Formulas};
pub use typography::{FrenchSpace, Typography};

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
    pub pieces: Pieces,
    pub pages: Pages,
    pub numbering: Numbering,
    pub contents: Contents,
    pub typography: Typography,
    pub style: Style,
    pub formulas: Formulas,
    pub code: Code,
    pub images: Images,
    pub cover: DrawnCover,
    pub accessibility: Accessibility,
    pub output: Output,
    /// Overrides for the words that the tool itself writes, by the names of `words::Word`.
    pub words: BTreeMap<String, String>,
    pub levels: Levels,
    /// The folders that files may come from.
    pub roots: Roots,
    /// What it says of its texts if it is an mdBook's.
    pub mdbook: Option<Mdbook>,
}

/// `[book]`: what the shelf shows.
#[derive(Clone, Debug)]
pub struct Metadata {
    pub title: Located<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<Person>,
    /// Who stands on the shelf in place of the authors.
    pub shelf_author: Option<String>,
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
    /// Markdown, as all texts that are longer than a line.
    pub dedication: Option<Located<String>>,
    pub epigraph: Option<Located<String>>,
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
    /// What the page about the authors says.
    pub about: Option<Located<String>>,
}

impl Person {
    /// Returns somebody of whom only the name and the part in the book are known.
    pub fn new(name: impl Into<String>, role: &str) -> Self {
        Self { name: name.into(), file_as: None, role: role.to_owned(), about: None }
    }

    /// Returns the author of that name.
    pub fn author(name: impl Into<String>) -> Self {
        Self::new(name, relator::AUTHOR)
    }
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
    Part(Box<PartEntry>),
    Piece(Box<PieceEntry>),
}

/// A part with its chapters, and perhaps a text for its own page.
#[derive(Clone, Debug)]
pub struct PartEntry {
    pub title: Located<String>,
    pub file: Option<Located<BookPath>>,
    /// What the manifest says of it, its title among it.
    pub facts: Facts,
    pub entries: Vec<Entry>,
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
    pub translators: Vec<Person>,
    pub date: Option<Located<String>>,
    pub source: Option<Located<String>>,
    pub rights: Option<Located<String>>,
    pub summary: Option<Located<String>>,
    pub dedication: Option<Located<String>>,
    pub epigraph: Option<Located<String>>,
    pub notes_before: Option<Located<String>>,
    pub notes_after: Option<Located<String>>,
    /// The file in which somebody reads it aloud, as a path from the folder of the text that says it, or from that of
    /// the book where the manifest does.
    pub recording: Option<Located<String>>,
    /// The file that tells when each sentence is read, by such a path.
    pub timing: Option<Located<String>>,
    pub narrators: Vec<Person>,
    /// Whether it counts where its like are numbered.
    pub numbered: Option<bool>,
    /// How its first words are set, where not as the book says.
    pub opening: Option<Opening>,
    pub language: Option<Located<String>>,
    pub direction: Option<Direction>,
    pub role: Option<&'static Role>,
    /// Where its file is divided into chapters.
    pub split: Option<Split>,
    pub typography: Typography,
    pub levels: Levels,
}

/// Where the text of a file is divided into chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    Never,
    /// At headings of this level, as they are written, and above.
    At(usize),
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
            translators: if self.translators.is_empty() { weaker.translators } else { self.translators },
            date: self.date.or(weaker.date),
            source: self.source.or(weaker.source),
            rights: self.rights.or(weaker.rights),
            summary: self.summary.or(weaker.summary),
            dedication: self.dedication.or(weaker.dedication),
            epigraph: self.epigraph.or(weaker.epigraph),
            notes_before: self.notes_before.or(weaker.notes_before),
            notes_after: self.notes_after.or(weaker.notes_after),
            recording: self.recording.or(weaker.recording),
            timing: self.timing.or(weaker.timing),
            narrators: if self.narrators.is_empty() { weaker.narrators } else { self.narrators },
            numbered: self.numbered.or(weaker.numbered),
            opening: self.opening.or(weaker.opening),
            language: self.language.or(weaker.language),
            direction: self.direction.or(weaker.direction),
            role: self.role.or(weaker.role),
            split: self.split.or(weaker.split),
            typography: self.typography.or(weaker.typography),
            levels: Levels(levels),
        }
    }

    /// Returns what holds for each chapter of a piece that has many, too.
    ///
    /// Who wrote it, when and where it comes from is said once where the whole has a page of its own.
    #[must_use]
    pub fn for_chapter(&self, has_page: bool) -> Self {
        let everywhere = Self {
            language: self.language.clone(),
            direction: self.direction,
            typography: self.typography.clone(),
            levels: self.levels.clone(),
            // One recording may go through all chapters of a file.
            recording: self.recording.clone(),
            timing: self.timing.clone(),
            narrators: self.narrators.clone(),
            ..Self::default()
        };
        if has_page {
            return everywhere;
        }
        Self {
            authors: self.authors.clone(),
            translators: self.translators.clone(),
            date: self.date.clone(),
            source: self.source.clone(),
            rights: self.rights.clone(),
            ..everywhere
        }
    }
}

/// `[contents]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// How many levels the table of contents shows.
    pub depth: usize,
    /// Whether it names the authors of pieces.
    pub authors: Switch,
}

impl Default for Contents {
    fn default() -> Self {
        Self { depth: 3, authors: Switch::Auto }
    }
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
    /// Why the European Accessibility Act does not bind the book.
    pub exemption: Option<&'static str>,
    pub contact: Option<String>,
    /// The printed edition whose pages are marked.
    pub page_source: Option<String>,
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
