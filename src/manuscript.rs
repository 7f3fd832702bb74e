//! The manuscript: the pieces of a book as trees, and the outline that orders them.
//!
//! A piece's tree holds the content of its `<body>` below the document node.
//! Links between pieces and to resources stay symbolic ([`Target`]) until the package names the files.

mod assemble;
mod decode;
pub(crate) mod east_asian;
pub(crate) mod first_lines;
mod html;
pub(crate) mod markdown;
pub(crate) mod ornament;
mod read;
mod reader;
mod rules;
mod shelf;
mod target;
mod text;
pub mod timing;

pub(crate) use decode::CONTROL_CHARACTER;
pub use decode::Declaration;
pub(crate) use decode::{Decoded, decode};
pub(crate) use html::{keep_body, read_page};
pub use read::{Manuscript, read};
pub use reader::{Input, Reading};
pub use shelf::Shelf;
pub use target::Target;
pub(crate) use text::{byline, is_chapter_heading, is_scene_of_film};
pub use timing::Timing;

use crate::diagnostic::Rule;
use crate::manifest::{Direction, Facts, Manifest, Person};
use crate::resource::Resource;
use crate::role::Role;
use crate::source::{Located, SourceId, Span};
use crate::world::{BookPath, PathError, Roots, Timestamp};
use crate::xml::Tree;
use std::collections::HashSet;
use std::time::Duration;

/// A reader of one kind of text.
#[derive(Debug)]
pub struct Reader {
    pub name: &'static str,
    /// The extensions of its files, in lower case.
    pub extensions: &'static [&'static str],
    /// Whether its files may name their own encoding.
    pub declaration: Declaration,
    pub read: fn(&Input) -> Reading,
}

/// Every kind of text that a piece may be.
pub const READERS: &[Reader] = &[
    Reader {
        name: "Markdown",
        extensions: &["md", "markdown", "mdown", "mkd"],
        declaration: Declaration::None,
        read: markdown::read,
    },
    Reader { name: "HTML", extensions: &["html", "htm", "xhtml"], declaration: Declaration::Html, read: html::read },
    Reader { name: "plain text", extensions: &["txt", "text"], declaration: Declaration::None, read: text::read },
];

/// Returns the extensions of all texts that `readers` read.
pub fn extensions(readers: &[Reader]) -> Vec<&'static str> {
    readers.iter().flat_map(|reader| reader.extensions).copied().collect()
}

/// What the readers may find.
pub const RULES: &[&[&Rule]] = &[rules::RULES, decode::RULES, assemble::RULES, markdown::RULES, timing::RULES];

/// A book between reading and packaging.
#[derive(Clone, Debug)]
pub struct Book {
    pub manifest: Manifest,
    /// In spine order.
    pub pieces: Vec<Piece>,
    pub sections: Vec<Section>,
    pub outline: Vec<Outline>,
    /// Pictures and whatever else the pieces use, each once.
    pub resources: Vec<Resource>,
    /// Stylesheets in the order in which they apply, as indices of `resources`.
    pub stylesheets: Vec<usize>,
    pub cover: Option<Cover>,
    /// `dcterms:modified`.
    pub modified: Timestamp,
}

/// The order of the book as the manifest gives it, by indices of `Book::pieces`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    Part { page: usize, sections: Vec<Section> },
    Piece(usize),
}

/// An entry of the outline: what nav, NCX and contents page are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub label: String,
    /// Who wrote it, where that is to be shown.
    pub author: Option<String>,
    /// The language of the label where it is not the book's.
    pub language: Option<String>,
    pub target: Target,
    pub children: Vec<Outline>,
}

/// One file of the book.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its source text; none for a generated page.
    pub source: Option<SourceId>,
    /// Its file; none for a generated page.
    pub path: Option<BookPath>,
    /// Where the manifest orders it.
    pub ordered_at: Option<Span>,
    /// How many parts it stands in.
    pub depth: usize,
    /// The stem of its file in the package: `[a-z0-9-]`, unique.
    pub name: String,
    /// What the manifest and the front matter say of it, joined.
    pub facts: Facts,
    /// Plain text, never empty once the passes have run.
    pub title: String,
    pub authors: Vec<Person>,
    /// Its number, where its like are numbered.
    pub number: Option<Number>,
    /// BCP 47.
    pub language: String,
    pub direction: Direction,
    pub role: &'static Role,
    /// What it has for the index, in order.
    pub index: Vec<IndexMark>,
    /// How it is read aloud.
    pub narration: Option<Narration>,
    /// Whether it goes on with the piece before it, which is too long for one file.
    pub continues: bool,
    pub tree: Tree,
}

/// A place that the index leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexMark {
    /// The entry, after those that it stands under.
    pub path: Vec<String>,
    /// The id of the place.
    pub id: String,
    /// BCP 47.
    pub language: String,
}

/// How a piece is read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narration {
    /// The index of its recording in `Book::resources`.
    pub recording: usize,
    /// What is heard when, in the order of the text.
    pub clips: Vec<Clip>,
}

impl Narration {
    /// Returns what of it is read in a part of its piece; `is_first` tells whether that begins the piece.
    pub fn within(&self, tree: &Tree, is_first: bool) -> Option<Self> {
        let ids: HashSet<&str> = tree.root().descendants().filter_map(|node| node.attribute("id")).collect();
        let is_here = |clip: &&Clip| match &clip.read {
            Read::Element(id) => ids.contains(id.as_str()),
            Read::Whole(_) => is_first,
        };
        let clips: Vec<Clip> = self.clips.iter().filter(is_here).cloned().collect();
        (!clips.is_empty()).then_some(Self { recording: self.recording, clips })
    }
}

/// A stretch of a recording, and what is read in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// The id of what is read: an element of the piece, or the piece as a whole.
    pub read: Read,
    pub begin: Duration,
    pub end: Duration,
}

/// What is read in a clip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    Element(String),
    /// All of the piece, under an id that nothing in it has.
    Whole(String),
}

/// Names of files that the package itself gives.
pub(crate) const RESERVED: [&str; 4] = ["nav", "cover", "toc", "package"];

/// The number of a part or chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: usize,
    /// With its word: `Chapter 3`.
    pub label: String,
    /// Without, where the number does for a piece that has a title: `3`.
    pub short: Option<String>,
}

impl Piece {
    /// Returns a piece that says no more than its facts and the book do.
    pub fn new(name: String, facts: Facts, tree: Tree, manifest: &Manifest) -> Self {
        let book = &manifest.metadata;
        let language = facts.language.as_ref().map_or(&book.language.value, |language| &language.value).clone();
        let direction = facts.direction.unwrap_or_else(|| match &facts.language {
            Some(language) => Direction::of(&language.value),
            None => book.direction,
        });
        Self {
            source: None,
            path: None,
            ordered_at: None,
            depth: 0,
            name,
            title: String::new(),
            authors: facts.authors.clone(),
            number: None,
            language,
            direction,
            role: facts.role.unwrap_or_else(Role::chapter),
            index: Vec::new(),
            narration: None,
            continues: false,
            facts,
            tree,
        }
    }

    /// Returns the file that one of its facts names.
    ///
    /// # Errors
    /// Why that is no file of the book.
    pub fn locate(&self, said: &Located<String>, roots: &Roots) -> Result<BookPath, PathError> {
        roots.resolve(self.folder_of(said), &said.value)
    }

    /// Returns the folder that a path of one of its facts counts from: that of the text that says it, or the book's.
    pub fn folder_of(&self, said: &Located<String>) -> &str {
        let is_own = said.span.is_some_and(|span| Some(span.source) == self.source);
        self.path.as_ref().filter(|_| is_own).map_or("", BookPath::folder)
    }

    /// Returns the same piece with another text.
    #[must_use]
    pub fn with_tree(&self, tree: Tree) -> Self {
        Self {
            source: self.source,
            path: self.path.clone(),
            ordered_at: self.ordered_at,
            depth: self.depth,
            name: self.name.clone(),
            facts: self.facts.clone(),
            title: self.title.clone(),
            authors: self.authors.clone(),
            number: self.number.clone(),
            language: self.language.clone(),
            direction: self.direction,
            role: self.role,
            index: self.index.clone(),
            narration: None,
            continues: self.continues,
            tree,
        }
    }
}

/// The picture on the front.
#[derive(Clone, Debug)]
pub struct Cover {
    /// Its index in `Book::resources`.
    pub image: usize,
    pub alternative: String,
    pub width: u32,
    pub height: u32,
}
