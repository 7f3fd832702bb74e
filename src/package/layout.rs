//! The names of the files of a book, and the ids of their manifest items: stable from build to build.

use crate::address::encode;
use crate::manuscript::{Book, Target};
use std::collections::{HashMap, HashSet};

/// The folder of everything but `META-INF`.
pub(super) const FOLDER: &str = "OEBPS/";

/// The names of the files, below the folder of the package document.
pub(super) struct Layout {
    pub(super) pieces: Vec<String>,
    pub(super) resources: Vec<String>,
    pub(super) nav: String,
    /// The page that shows the cover, where the book has one.
    pub(super) cover: Option<String>,
}

impl Layout {
    pub(super) fn of(book: &Book) -> Self {
        let taken: HashSet<&str> = book.pieces.iter().map(|piece| piece.name.as_str()).collect();
        let free = |wanted: &str| {
            let mut name = wanted.to_owned();
            let mut number = 1;
            while taken.contains(name.as_str()) {
                number += 1;
                name = format!("{wanted}-{number}");
            }
            name + ".xhtml"
        };
        let has_cover_page = book.cover.is_some() && book.manifest.output.cover_page;
        Self {
            pieces: book.pieces.iter().map(|piece| format!("{}.xhtml", piece.name)).collect(),
            resources: book.resources.iter().map(|resource| resource.name.clone()).collect(),
            nav: free("nav"),
            cover: has_cover_page.then(|| free("cover")),
        }
    }

    /// Returns the reference to a target, as a file beside the package document writes it; `from` is the piece that
    /// refers, since a place in the same file needs no file name.
    pub(super) fn href(&self, target: &Target, from: Option<usize>) -> Option<String> {
        match target {
            Target::Resource(index) => self.resources.get(*index).map(|name| encode(name)),
            Target::Piece { piece, anchor: None } => self.pieces.get(*piece).map(|name| encode(name)),
            Target::Piece { piece, anchor: Some(anchor) } => {
                let file = if from == Some(*piece) { "" } else { self.pieces.get(*piece)? };
                Some(format!("{}#{}", encode(file), encode(anchor)))
            }
        }
    }
}

/// Gives out ids made from names, each once.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// How often each id was asked for.
    asked: HashMap<String, usize>,
}

impl Ids {
    /// Returns an id that begins with a kind and tells the name, as far as an id can.
    pub(super) fn make(&mut self, kind: &str, name: &str) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
        let base: String = kind.chars().chain(['-']).chain(name.chars().map(plain)).collect();
        let asked = self.asked.entry(base.clone()).or_default();
        loop {
            *asked += 1;
            let id = if *asked == 1 { base.clone() } else { format!("{base}-{asked}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
