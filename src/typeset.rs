//! Passes over the manuscript: what a typesetter does between the author's text and the printed page.
//!
//! A piece pass sees one piece and runs for all pieces in parallel; a book pass sees them all.
//! A new pass is a file here and a line in [`PASSES`] or in [`run`].

mod addresses;
mod alerts;
mod appendix;
mod author_notes;
mod blocks;
mod breaks;
mod broken_off;
mod chapters;
mod characters;
mod classes;
mod conform;
mod cover;
mod figures;
mod formula_marks;
mod formulas;
mod fragment;
mod glossary;
mod head;
mod headings;
mod hidden_lines;
mod hyphens;
mod ids;
mod images;
mod index_marks;
mod joins;
mod label;
mod language;
mod letters;
mod links;
mod listings;
mod narration;
mod notes;
mod numbering;
mod opening;
mod outline;
mod page_markers;
mod pages;
mod quotations;
mod recordings;
mod references;
mod spans;
mod split;
mod table_lists;
mod tables;
mod task_lists;
mod title;
mod typography;
mod upright;
mod verse;

pub use cover::cover_text;
pub use listings::is_highlighted;

use crate::diagnostic::{Diagnostics, Rule};
use crate::manifest::Manifest;
use crate::manuscript::{Manuscript, Outline, Piece};
use crate::resource::recording::collect::Collector;
use crate::resource::{Names, Resource};
use crate::words::{self, Word};
use crate::world::World;
use crate::xml::Tree;
use rayon::prelude::*;

/// What a piece pass may look at beside its piece.
#[derive(Debug)]
pub struct Context<'a> {
    pub manifest: &'a Manifest,
}

impl Context<'_> {
    /// Returns a word that the tool writes, in a language or as the book says it.
    pub fn word(&self, word: Word, language: &str) -> &str {
        words::lookup(word, language, &self.manifest.words)
    }
}

/// A pass over one piece.
#[derive(Debug)]
pub struct PiecePass {
    pub name: &'static str,
    pub run: fn(&mut Piece, &Context<'_>) -> Diagnostics,
}

/// The piece passes, in the order in which they run.
#[derive(Clone, Copy, Debug)]
pub struct Passes {
    /// What makes of an author's text something that a book may hold.
    pub first: &'static [PiecePass],
    /// What sets it. A file with many chapters is many pieces by then.
    pub then: &'static [PiecePass],
}

/// Every piece pass.
pub const PASSES: Passes = Passes { first: FIRST_PASSES, then: PIECE_PASSES };

const FIRST_PASSES: &[PiecePass] = &[
    PiecePass { name: "characters", run: characters::run },
    // Before `conform`, for which a picture and a player are different things.
    PiecePass { name: "recordings", run: recordings::from_pictures },
    PiecePass { name: "conform", run: conform_text },
    PiecePass { name: "hidden lines", run: hidden_lines::run },
    PiecePass { name: "formulas", run: formulas::run },
    PiecePass { name: "listings", run: listings::run },
];

const PIECE_PASSES: &[PiecePass] = &[
    PiecePass { name: "joins", run: joins::run },
    PiecePass { name: "page markers", run: page_markers::run },
    PiecePass { name: "breaks", run: breaks::run },
    PiecePass { name: "quotations", run: quotations::run },
    // After quotations, whose last line a dash begins, and before whatever shows titles.
    PiecePass { name: "typography", run: typography::run },
    PiecePass { name: "classes of paragraphs", run: letters::adopt },
    PiecePass { name: "letters", run: letters::run },
    PiecePass { name: "tables", run: tables::run },
    PiecePass { name: "task lists", run: task_lists::run },
    PiecePass { name: "title", run: title::run },
    PiecePass { name: "head", run: head::run },
    PiecePass { name: "headings", run: headings::run },
    PiecePass { name: "ids", run: ids::run },
    PiecePass { name: "index marks", run: index_marks::run },
    PiecePass { name: "author notes", run: author_notes::run },
    PiecePass { name: "notes", run: notes::run },
    PiecePass { name: "alerts", run: alerts::run },
    // After notes, whose numbers may stand in heads.
    PiecePass { name: "table lists", run: table_lists::run },
    PiecePass { name: "language", run: language::run },
    // These cut paragraphs and words in two: they run after all that reads across them.
    PiecePass { name: "opening", run: opening::run },
    PiecePass { name: "verse", run: verse::run },
    PiecePass { name: "speech broken off", run: broken_off::run },
    PiecePass { name: "hyphens that end no line", run: hyphens::run },
    PiecePass { name: "formulas with their marks", run: formula_marks::run },
];

/// Makes an author's text conform; what the tool writes itself does already.
fn conform_text(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if piece.source.is_some() { conform::conform(&mut piece.tree) } else { Diagnostics::new() }
}

/// What typesetting gives beside the pieces it changes.
#[derive(Debug)]
pub struct Typeset {
    pub outline: Vec<Outline>,
    pub resources: Vec<Resource>,
    pub diagnostics: Diagnostics,
}

/// How many nodes binding adds to a piece, at the most: its frame as a page.
const FRAME: usize = 32;

/// Sets a manuscript.
pub fn run(
    manuscript: &mut Manuscript,
    context: &Context<'_>,
    world: &dyn World,
    names: &mut Names,
    passes: Passes,
) -> Typeset {
    let first_findings = run_each(passes.first, &mut manuscript.pieces, context);
    let (origins, mut diagnostics) = chapters::run(manuscript, context);
    diagnostics.extend(numbering::run(manuscript, context));
    let mut findings = follow(first_findings, &origins);
    append(&mut findings, run_each(passes.then, &mut manuscript.pieces, context));
    let blanks = pages::insert(manuscript, context);
    let mut outline = outline::run(manuscript, context);
    let page_findings = pages::write(&blanks, &mut manuscript.pieces, &outline, context.manifest);
    for (blank, mut of_page) in blanks.iter().zip(page_findings) {
        let piece = &mut manuscript.pieces[blank.index];
        of_page.extend(run_all(passes.first, piece, context));
        of_page.extend(run_all(passes.then, piece, context));
        findings.insert(blank.index, of_page);
    }
    let pieces = &mut manuscript.pieces;
    let (mut resources, image_findings) = images::run(pieces, context.manifest, world, names);
    append(&mut findings, image_findings);
    let mut collector = Collector::new(world, names, &mut resources);
    append(&mut findings, recordings::run(pieces, context.manifest, &mut collector));
    pieces.par_iter_mut().for_each(figures::run);
    append(&mut findings, references::run(pieces, context));
    append(&mut findings, glossary::run(pieces, context));
    append(&mut findings, links::run(pieces, context.manifest));
    appendix::run(pieces, context.manifest);
    pieces.par_iter_mut().for_each(numbering::show);
    pieces.par_iter_mut().for_each(|piece| upright::run(piece, context));
    append(&mut findings, narration::run(pieces, context.manifest, &manuscript.timings, &mut collector));
    pieces.par_iter_mut().for_each(addresses::run);
    append(&mut findings, split::run(pieces, &mut outline));
    pieces.par_iter_mut().for_each(|piece| piece.tree.shrink_to(FRAME));
    diagnostics.extend(findings.into_iter().flatten());
    Typeset { outline, resources, diagnostics }
}

fn run_each(passes: &[PiecePass], pieces: &mut [Piece], context: &Context<'_>) -> Vec<Diagnostics> {
    pieces.par_iter_mut().map(|piece| run_all(passes, piece, context)).collect()
}

fn run_all(passes: &[PiecePass], piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    passes.iter().flat_map(|pass| (pass.run)(piece, context)).collect()
}

/// Gives the findings of each piece to the first of those that it became; `origins` says of each which it was.
fn follow(mut findings: Vec<Diagnostics>, origins: &[usize]) -> Vec<Diagnostics> {
    origins.iter().map(|origin| std::mem::take(&mut findings[*origin])).collect()
}

fn append(findings: &mut [Diagnostics], more: Vec<Diagnostics>) {
    for (of_piece, more) in findings.iter_mut().zip(more) {
        of_piece.extend(more);
    }
}

/// Sets what the shelf shows of a book, as its pages are set.
pub fn set_metadata(manifest: &mut Manifest) {
    typography::set_metadata(manifest);
}

/// Returns the text of the first heading of a piece.
pub fn first_heading(tree: &Tree) -> Option<String> {
    let heading = tree.root().descendants().find(|node| label::level(*node).is_some())?;
    Some(label::label(heading)).filter(|label| !label.is_empty())
}

/// What the passes may find.
pub const RULES: &[&[&Rule]] = &[
    chapters::RULES,
    numbering::RULES,
    conform::RULES,
    formulas::RULES,
    listings::RULES,
    page_markers::RULES,
    title::RULES,
    author_notes::RULES,
    typography::RULES,
    notes::RULES,
    images::RULES,
    references::RULES,
    glossary::RULES,
    links::RULES,
    narration::RULES,
    split::RULES,
];
