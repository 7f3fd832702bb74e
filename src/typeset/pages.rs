//! The pages that the tool makes: title page, copyright page, contents, sources, and the like.
//!
//! Each is a line in [`PAGES`] and a file. A page is a piece without a source: it is put where printed books have it,
//! unless a piece of the book has its role already, and goes through the same passes as any other.

mod about;
mod contents;
mod copyright;
mod draft;
mod index;
mod motto;
mod notes;
mod sources;
mod title;

use super::Context;
use crate::diagnostic::Diagnostics;
use crate::manifest::{Facts, Manifest};
use crate::manuscript::{Manuscript, Outline, Piece, RESERVED, Section};
use crate::role::{Matter, Role};
use crate::slug::Unique;
use crate::words::{self, Word};
use crate::xml::Tree;
use draft::Draft;
pub(super) use title::CREDITS;

/// A page that the tool can make.
#[derive(Debug)]
pub(super) struct Page {
    /// Its key in `[pages]`; none where something else decides.
    key: Option<&'static str>,
    role: &'static str,
    /// Whether a book has it that says nothing of it.
    is_usual: bool,
    /// Whether the table of contents lists it.
    is_listed: bool,
    /// Whether there is anything to put on it.
    has_matter: fn(&View<'_>) -> bool,
    write: fn(&View<'_>, &mut Draft),
}

/// Every page, in no order that matters: the role tells where it goes.
const PAGES: &[Page] = &[
    title::HALF_TITLE,
    title::TITLE_PAGE,
    copyright::PAGE,
    motto::DEDICATION,
    motto::EPIGRAPH,
    contents::PAGE,
    notes::AUTHOR_NOTES,
    notes::NOTES,
    sources::PAGE,
    about::PAGE,
    index::PAGE,
];

/// What a page is made from.
pub(super) struct View<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) pieces: &'a [Piece],
    /// Empty while it is asked what there is to say.
    pub(super) outline: &'a [Outline],
}

impl View<'_> {
    /// Returns a word in the language of the book.
    fn word(&self, word: Word) -> &str {
        words::lookup(word, &self.manifest.metadata.language.value, &self.manifest.words)
    }

    /// Returns a line with names in it.
    fn credit(&self, word: Word, names: &[&str]) -> String {
        words::credit(word, names, &self.manifest.metadata.language.value, &self.manifest.words)
    }
}

/// A page that was put into the book and is to be written.
pub(super) struct Blank {
    page: &'static Page,
    pub(super) index: usize,
}

/// Puts the pages that the book wants where they belong, still empty; returns them in the order of the book.
pub(super) fn insert(manuscript: &mut Manuscript, context: &Context<'_>) -> Vec<Blank> {
    let mut names: Unique = manuscript.pieces.iter().map(|piece| piece.name.as_str()).collect();
    for reserved in RESERVED {
        names.take(reserved);
    }
    let mut made = Vec::new();
    for page in PAGES {
        let role = Role::named(page.role).expect("the table of roles holds it");
        let view = View { manifest: context.manifest, pieces: &manuscript.pieces, outline: &[] };
        let is_wanted =
            page.key.map_or(page.is_usual, |key| context.manifest.pages.wants(key).unwrap_or(page.is_usual));
        let is_there = manuscript.pieces.iter().any(|piece| piece.role == role);
        if !is_wanted || is_there || !(page.has_matter)(&view) {
            continue;
        }
        let facts = Facts { toc: (!page.is_listed).then_some(false), ..Facts::default() };
        let name = names.fresh(role.name);
        let mut piece = Piece::new(name.clone(), facts, Tree::default(), context.manifest);
        piece.role = role;
        role.word.map(|word| context.word(word, &piece.language)).unwrap_or_default().clone_into(&mut piece.title);
        insert_one(manuscript, piece);
        made.push((page, name));
    }
    let position = |name: &str| manuscript.pieces.iter().position(|piece| piece.name == name);
    let mut blanks: Vec<Blank> =
        made.iter().filter_map(|(page, name)| Some(Blank { page, index: position(name)? })).collect();
    blanks.sort_by_key(|blank| blank.index);
    blanks
}

/// Puts a page before the front matter that printed books have after it, or after the back matter that they have before.
fn insert_one(manuscript: &mut Manuscript, piece: Piece) {
    let place = piece.role.place();
    let Manuscript { pieces, sections, .. } = manuscript;
    let role = |section: &Section| match section {
        Section::Piece(index) => Some(pieces[*index].role),
        Section::Part { .. } => None,
    };
    let is = |section: &Section, matter: Matter| role(section).is_some_and(|role| role.matter == matter);
    let at = if piece.role.matter == Matter::Front {
        let comes_before = |section: &Section| role(section).is_some_and(|role| role.place() < place);
        sections.iter().take_while(|section| is(section, Matter::Front) && comes_before(section)).count()
    } else {
        let comes_after = |section: &Section| role(section).is_some_and(|role| role.place() > place);
        let from_end = sections.iter().rev().take_while(|section| is(section, Matter::Back) && comes_after(section));
        sections.len() - from_end.count()
    };
    let index = sections.get(at).map_or(pieces.len(), |section| match section {
        Section::Part { page, .. } | Section::Piece(page) => *page,
    });
    make_room(sections, index);
    pieces.insert(index, piece);
    sections.insert(at, Section::Piece(index));
}

/// Renumbers what comes from `index` on. Recurses over parts in parts, which the manifest's reader bounds.
fn make_room(sections: &mut [Section], index: usize) {
    for section in sections {
        let (Section::Part { page, .. } | Section::Piece(page)) = section;
        if *page >= index {
            *page += 1;
        }
        if let Section::Part { sections, .. } = section {
            make_room(sections, index);
        }
    }
}

/// Writes the pages that were put in.
pub(super) fn write(
    blanks: &[Blank],
    pieces: &mut [Piece],
    outline: &[Outline],
    manifest: &Manifest,
) -> Vec<Diagnostics> {
    let mut findings = Vec::new();
    for Blank { page, index } in blanks {
        let mut draft = Draft::default();
        (page.write)(&View { manifest, pieces, outline }, &mut draft);
        let (tree, diagnostics) = draft.finish();
        pieces[*index].tree = tree;
        findings.push(diagnostics);
    }
    findings
}
