//! The letters of a text as a reader aloud has them: without case, accents, spaces and punctuation, each with its place.
//!
//! So a transcript matches whatever typography made of the quotation marks and dashes, and where lines end.

use crate::manuscript::Piece;
use crate::manuscript::east_asian::is_wide;
use crate::vocabulary;
use crate::xml::{NodeId, NodeRef, ns};
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The letters of several pieces, one after the other.
#[derive(Default)]
pub(super) struct Letters {
    pub(super) text: String,
    /// For each byte of it, where its letter stands.
    places: Vec<Place>,
    pub(super) runs: Vec<Run>,
    /// What stands in each block and in whatever has an id, by piece and node: a range of `text`.
    elements: HashMap<(usize, NodeId), Range<usize>>,
}

/// A place in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its index in `runs`.
    pub(super) run: u32,
    /// The byte of its text at which the letter begins.
    pub(super) offset: u32,
    /// Whether a word begins with the letter.
    starts_word: bool,
}

/// A text node.
pub(super) struct Run {
    pub(super) piece: usize,
    pub(super) node: NodeId,
    pub(super) block: NodeId,
}

impl Letters {
    pub(super) fn of(pieces: &[&Piece]) -> Self {
        let mut letters = Self::default();
        for (index, piece) in pieces.iter().enumerate() {
            let root = piece.tree.root();
            let mut before = None;
            let mut next = root.first_child();
            while let Some(node) = next {
                if node.is_text() {
                    letters.run(index, node, &mut before);
                }
                let top = root.id();
                next = if is_unspoken(node) { node.following_beyond(top) } else { node.following_within(top) };
            }
        }
        letters
    }

    /// Adds a text node; `before` is the letter that stands right before it, and the block of that.
    fn run(&mut self, piece: usize, node: NodeRef<'_>, before: &mut Option<(NodeId, char)>) {
        let from = self.text.len();
        let run = u32::try_from(self.runs.len()).expect("fewer than 2^32 nodes in a tree");
        let block = block_of(node);
        let mut previous = before.filter(|(known, _)| *known == block).map(|(_, letter)| letter);
        for (offset, character) in node.text().char_indices() {
            let begins = previous.is_none_or(is_wide) || is_wide(character);
            let place = Place {
                run,
                offset: u32::try_from(offset).expect("texts are shorter than 4 GiB"),
                starts_word: begins,
            };
            let known = self.text.len();
            push_letters(character, &mut self.text);
            let first = self.places.len();
            self.places.resize(self.text.len(), Place { starts_word: false, ..place });
            if self.text.len() > known {
                self.places[first] = place;
                previous = Some(character);
            } else if !is_mark(character) {
                previous = None;
            }
        }
        *before = previous.map(|letter| (block, letter));
        self.runs.push(Run { piece, node: node.id(), block });
        if self.text.len() == from {
            return;
        }
        for above in node.ancestors().filter(|above| is_block(*above) || above.attribute("id").is_some()) {
            let range = self.elements.entry((piece, above.id())).or_insert(from..from);
            range.end = self.text.len();
        }
    }

    /// Returns where a letter stands, by a byte of it.
    pub(super) fn place(&self, at: usize) -> Place {
        self.places[at]
    }

    /// Tells whether a word begins, or the text ends, at a byte.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        self.places.get(at).is_none_or(|place| place.starts_word)
    }

    /// Returns the letters that stand in a block, or in an element with an id.
    pub(super) fn range_of(&self, piece: usize, element: NodeId) -> Option<Range<usize>> {
        self.elements.get(&(piece, element)).cloned()
    }
}

/// Returns the letters of some words.
pub(super) fn letters_of(words: &str) -> String {
    let mut letters = String::with_capacity(words.len());
    words.chars().for_each(|character| push_letters(character, &mut letters));
    letters
}

fn push_letters(character: char, out: &mut String) {
    if character.is_ascii() {
        if character.is_ascii_alphanumeric() {
            out.push(character.to_ascii_lowercase());
        }
        return;
    }
    let parts = std::iter::once(character).nfkd().filter(|part| part.is_alphanumeric());
    out.extend(parts.flat_map(char::to_lowercase));
}

/// Tells whether a character belongs to the letter before it, or shows nothing.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}')
}

fn is_block(node: NodeRef<'_>) -> bool {
    node.html().is_some_and(|local| vocabulary::element(local).is_none_or(|element| !element.is_phrasing()))
}

/// Returns the block that a text stands in; the document itself where it stands in none.
fn block_of(text: NodeRef<'_>) -> NodeId {
    let document = text.ancestors().last().unwrap_or(text);
    text.ancestors().find(|above| is_block(*above)).unwrap_or(document).id()
}

/// Tells whether nobody reads aloud what is in an element: marks of notes, readings, formulas, what plays.
fn is_unspoken(node: NodeRef<'_>) -> bool {
    matches!(node.attribute("role"), Some("doc-noteref" | "doc-backlink" | "doc-pagebreak"))
        || matches!(node.html(), Some("rt" | "rp" | "audio" | "video"))
        || node.local_in(ns::MATHML).is_some()
        || node.local_in(ns::SVG).is_some()
}
