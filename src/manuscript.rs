//! The manuscript: the pieces of a book as trees, and the outline that orders them.
//!
//! A piece's tree holds the content of its `<body>` below the document node.
//! Links between pieces and to resources stay symbolic ([`Target`]) until the package names the files.

pub mod decode;
mod role;
mod target;
pub mod text;

pub use role::{Matter, ROLES, Role};
pub use target::Target;

use crate::manifest::{Direction, Facts, Manifest, Person};
use crate::resource::Resource;
use crate::source::{SourceId, Span};
use crate::world::Timestamp;
use crate::xml::Tree;

/// A book between reading and packaging.
#[derive(Clone, Debug)]
pub struct Book {
    pub manifest: Manifest,
    /// In spine order.
    pub pieces: Vec<Piece>,
    pub outline: Vec<Outline>,
    /// Pictures and whatever else the pieces use, each once.
    pub resources: Vec<Resource>,
    /// Stylesheets in the order in which they apply, as indices of `resources`.
    pub stylesheets: Vec<usize>,
    pub cover: Option<Cover>,
    /// `dcterms:modified`.
    pub modified: Timestamp,
}

/// An entry of the outline: what nav, NCX and contents page are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub label: String,
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
    /// Where the manifest orders it.
    pub ordered_at: Option<Span>,
    /// The stem of its file in the package: `[a-z0-9-]`, unique.
    pub name: String,
    /// What the manifest and the front matter say of it, joined.
    pub facts: Facts,
    /// Plain text, never empty once the passes have run.
    pub title: String,
    pub authors: Vec<Person>,
    /// BCP 47.
    pub language: String,
    pub direction: Direction,
    pub role: &'static Role,
    pub tree: Tree,
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
