//! What is held of a source once it was read, when a pile of others is still to come: what is said of it, and where its
//! text lies.

use super::draft::FileWriter;
use super::said::Said;
use super::twins::Sketch;
use super::written::{Waiting, Written};
use super::{Body, Work, front, report};
use crate::world::Spool;
use crate::xml::Tree;
use std::ops::Range;

/// A source that was imported.
#[derive(Debug)]
pub(super) struct Imported {
    pub said: Said,
    pub chapters: Vec<ImportedChapter>,
    pub parts: Vec<String>,
    pub is_part: bool,
    pub is_guess: bool,
    pub remarks: Vec<String>,
    pub book: Option<Box<front::Book>>,
    pub of_folder: Option<Box<front::Book>>,
    /// What its pictures are called, and where they lie.
    pub pictures: Vec<(String, Range<u64>)>,
    pub cover: Option<usize>,
    /// Where that part of the report lies that tells what was taken out of it.
    pub taken_out: Range<u64>,
    pub sketch: Option<Box<Sketch>>,
}

/// A chapter of it.
#[derive(Debug)]
pub(super) struct ImportedChapter {
    /// Shared with the work where the same is said of both.
    pub said: Said,
    pub parts: Vec<String>,
    pub is_part: bool,
    /// Whether it has a title at the most.
    pub is_blank: bool,
    /// The names of the places in it; none where it is as its author wrote it, with front matter of its own.
    pub places: Option<Vec<String>>,
    pub place: Range<u64>,
    pub waiting: Box<[Waiting]>,
}

impl Imported {
    /// Puts the text of a work aside.
    pub(super) fn new(work: Work, written: Vec<Written>, spool: &Spool) -> Self {
        let sketch = Sketch::of(written.iter().flat_map(Written::words), spool).map(Box::new);
        let said = Said::from(work.facts);
        // Collected, they would stand in the room of what they are made of: the rest of it would stay a hole in memory.
        let mut chapters = Vec::with_capacity(work.chapters.len());
        chapters.extend(work.chapters.into_iter().zip(written).map(|(chapter, Written { text, waiting })| {
            let tree = match &chapter.body {
                Body::Tree(tree) => Some(tree),
                Body::Verbatim(_) => None,
            };
            let own = Said::from(chapter.facts);
            ImportedChapter {
                said: if own == said { said.clone() } else { own },
                parts: chapter.parts,
                is_part: chapter.is_part,
                is_blank: tree.is_some_and(|tree| tree.root().elements().next().is_none()),
                places: tree.map(places),
                place: spool.append(text.as_bytes()),
                waiting: waiting.into(),
            }
        }));
        let pictures = work.pictures.into_iter().map(|picture| (picture.name, spool.append(&picture.bytes))).collect();
        Self {
            chapters,
            parts: work.parts,
            is_part: work.is_part,
            is_guess: work.is_guess,
            remarks: work.remarks,
            book: work.book,
            of_folder: work.of_folder,
            pictures,
            cover: work.cover,
            taken_out: spool.append(report::taken_out(&work.removed).as_bytes()),
            sketch,
            said,
        }
    }
}

/// Returns the names of the places in a tree.
fn places(tree: &Tree) -> Vec<String> {
    tree.root().descendants().filter_map(|node| node.attribute("id")).map(str::to_owned).collect()
}

impl ImportedChapter {
    /// Returns its text from the spool; nothing where that cannot be read any more.
    pub(super) fn text(&self, spool: &Spool) -> String {
        let mut bytes = Vec::new();
        // Whoever writes it is told.
        let _ = spool.copy(self.place.clone(), &mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Writes its text, each address that waits for a name as `name` has it.
    pub(super) fn write(&self, out: &mut FileWriter<'_>, mut name: impl FnMut(&Waiting) -> Option<String>) {
        let start = self.place.start;
        let mut at = start;
        for waiting in &self.waiting {
            if let Some(address) = name(waiting) {
                out.spooled(at..start + waiting.place.start as u64);
                out.text(&waiting.write(address));
                at = start + waiting.place.end as u64;
            }
        }
        out.spooled(at..self.place.end);
    }
}
