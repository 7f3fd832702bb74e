//! Passes over the manuscript: what a typesetter does between the author's text and the printed page.
//!
//! A piece pass sees one piece and runs for all pieces in parallel; a book pass sees them all.
//! A new pass is a file here and a line in [`PIECE_PASSES`] or in [`run`].

mod alerts;
mod breaks;
mod byline;
mod characters;
mod classes;
mod conform;
mod figures;
mod glossary;
mod headings;
mod ids;
mod images;
mod index;
mod joins;
mod label;
mod language;
mod letters;
mod links;
mod media;
mod notes;
mod opening;
mod outline;
mod quotations;
mod references;
mod tables;
mod title;
mod upright;
mod verse;

use crate::diagnostic::{Diagnostics, Rule};
use crate::manifest::Manifest;
use crate::manuscript::{Manuscript, Outline, Piece};
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
pub const PIECE_PASSES: &[PiecePass] = &[
    PiecePass { name: "characters", run: characters::run },
    PiecePass { name: "conform", run: |piece, _| conform::conform(&mut piece.tree) },
    PiecePass { name: "media", run: media::run },
    PiecePass { name: "joins", run: joins::run },
    PiecePass { name: "breaks", run: breaks::run },
    PiecePass { name: "quotations", run: quotations::run },
    PiecePass { name: "classes of paragraphs", run: letters::adopt },
    PiecePass { name: "letters", run: letters::run },
    PiecePass { name: "tables", run: tables::run },
    PiecePass { name: "title", run: title::run },
    PiecePass { name: "byline", run: byline::run },
    PiecePass { name: "headings", run: headings::run },
    PiecePass { name: "ids", run: ids::run },
    PiecePass { name: "notes", run: notes::run },
    PiecePass { name: "alerts", run: alerts::run },
    PiecePass { name: "language", run: language::run },
    // These cut paragraphs and words in two: they run after all that reads across them.
    PiecePass { name: "opening", run: opening::run },
    PiecePass { name: "verse", run: verse::run },
];

/// What typesetting gives beside the pieces it changes.
#[derive(Debug)]
pub struct Typeset {
    pub outline: Vec<Outline>,
    pub resources: Vec<Resource>,
    pub diagnostics: Diagnostics,
}

/// Sets a manuscript.
pub fn run(
    manuscript: &mut Manuscript,
    context: &Context<'_>,
    world: &dyn World,
    names: &mut Names,
    passes: &[PiecePass],
) -> Typeset {
    let mut findings: Vec<Diagnostics> = manuscript
        .pieces
        .par_iter_mut()
        .map(|piece| passes.iter().flat_map(|pass| (pass.run)(piece, context)).collect())
        .collect();
    let (resources, image_findings) = images::run(&mut manuscript.pieces, context.manifest, world, names);
    manuscript.pieces.par_iter_mut().for_each(figures::run);
    let rounds = [
        image_findings,
        references::run(&mut manuscript.pieces, context),
        glossary::run(&mut manuscript.pieces, context),
        links::run(&mut manuscript.pieces, context.manifest),
    ];
    for round in rounds {
        for (of_piece, more) in findings.iter_mut().zip(round) {
            of_piece.extend(more);
        }
    }
    index::run(manuscript, context);
    manuscript.pieces.par_iter_mut().for_each(|piece| upright::run(piece, context));
    let outline = outline::run(manuscript, context);
    Typeset { outline, resources, diagnostics: findings.into_iter().flatten().collect() }
}

/// Returns the text of the first heading of a piece.
pub fn first_heading(tree: &Tree) -> Option<String> {
    let heading = tree.root().descendants().find(|node| label::level(*node).is_some())?;
    Some(label::label(heading)).filter(|label| !label.is_empty())
}

/// What the passes may find.
pub const RULES: &[&[&Rule]] =
    &[conform::RULES, media::RULES, notes::RULES, images::RULES, references::RULES, glossary::RULES, links::RULES];
