//! The outline: parts, pieces and the headings in them, as one tree that nav, NCX and contents page share.

use super::Context;
use super::label::{is_structural, label, level};
use crate::manifest::Switch;
use crate::manuscript::{Manuscript, Outline, Piece, Section, Target};
use crate::role::Matter;
use crate::words::{self, Word};
use std::collections::{HashMap, HashSet};

pub(super) fn run(manuscript: &Manuscript, context: &Context<'_>) -> Vec<Outline> {
    let pieces = &manuscript.pieces;
    let maker = Maker {
        pieces,
        language: &context.manifest.metadata.language.value,
        and: context.word(Word::And, &context.manifest.metadata.language.value),
        shows_authors: match context.manifest.contents.authors {
            Switch::On => true,
            Switch::Off => false,
            Switch::Auto => authors_differ(pieces),
        },
    };
    maker.sections(&manuscript.sections)
}

/// Tells whether the text of the book is by several hands.
fn authors_differ(pieces: &[Piece]) -> bool {
    let is_text = |piece: &&Piece| piece.role.matter == Matter::Body && piece.role.name != "part";
    let names = |piece: &Piece| piece.authors.iter().map(|author| author.name.clone()).collect::<Vec<_>>();
    let mut authors = pieces.iter().filter(is_text).map(names);
    authors.next().is_some_and(|first| authors.any(|other| other != first))
}

struct Maker<'a> {
    pieces: &'a [Piece],
    language: &'a str,
    and: &'a str,
    shows_authors: bool,
}

impl Maker<'_> {
    /// Recurses over parts in parts, which the manifest's reader bounds.
    fn sections(&self, sections: &[Section]) -> Vec<Outline> {
        let mut entries: Vec<Outline> = sections.iter().filter_map(|section| self.section(section)).collect();
        self.tell_apart(&mut entries);
        entries
    }

    fn section(&self, section: &Section) -> Option<Outline> {
        match section {
            Section::Part { page, sections } => {
                let mut outline = self.piece(*page)?;
                outline.children = self.sections(sections);
                Some(outline)
            }
            Section::Piece(index) => self.piece(*index),
        }
    }

    fn piece(&self, index: usize) -> Option<Outline> {
        let piece = &self.pieces[index];
        if piece.facts.toc == Some(false) {
            return None;
        }
        let title = piece.facts.toc_title.as_ref().map_or(&piece.title, |title| &title.value);
        let label = match &piece.number {
            Some(number) => words::numbered(&number.label, number.short.as_deref(), title, self.language),
            None => title.clone(),
        };
        let language = (piece.language != *self.language).then(|| piece.language.clone());
        let target = Target::Piece { piece: index, anchor: None };
        // The headings of a page that the tool makes name nothing that anybody looks for.
        let is_text = piece.source.is_some();
        let children = if is_text { headings(index, piece, language.as_ref()) } else { Vec::new() };
        let author = self.author(piece).filter(|_| self.shows_authors);
        Some(Outline { label, author, language, target, children })
    }

    fn author(&self, piece: &Piece) -> Option<String> {
        let names: Vec<&str> = piece.authors.iter().map(|author| author.name.as_str()).collect();
        (!names.is_empty()).then(|| words::joined(&names, self.and))
    }

    /// Tells apart the entries of one label: by their authors, or else by numbers.
    fn tell_apart(&self, entries: &mut [Outline]) {
        let mut same: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            same.entry(entry.label.clone()).or_default().push(index);
        }
        for alike in same.into_values().filter(|alike| alike.len() > 1) {
            let author = |index: usize| match &entries[index].target {
                Target::Piece { piece, .. } => self.author(&self.pieces[*piece]),
                Target::Resource(_) => None,
            };
            let authors: Vec<Option<String>> = alike.iter().map(|index| author(*index)).collect();
            let distinct: HashSet<&Option<String>> = authors.iter().collect();
            let is_enough = distinct.len() == alike.len() && authors.iter().all(Option::is_some);
            for (number, (index, author)) in alike.into_iter().zip(authors).enumerate() {
                if is_enough {
                    entries[index].author = author;
                } else {
                    let label = &mut entries[index].label;
                    *label = format!("{label} ({})", number + 1);
                }
            }
        }
    }
}

/// Returns the headings below a piece's title, nested by level.
fn headings(index: usize, piece: &Piece, language: Option<&String>) -> Vec<Outline> {
    let top = piece.depth + 1;
    let mut open: Vec<(usize, Outline)> = Vec::new();
    let mut done = Vec::new();
    let mut is_first = true;
    for heading in piece.tree.root().descendants().filter(|node| level(*node).is_some() && is_structural(*node)) {
        let level = level(heading).unwrap_or(top);
        let is_title = std::mem::take(&mut is_first) && level == top;
        let label = label(heading);
        if is_title || label.is_empty() {
            continue;
        }
        close(&mut open, &mut done, level);
        let anchor = heading.attribute("id").map(str::to_owned);
        let target = Target::Piece { piece: index, anchor };
        open.push((level, Outline { label, author: None, language: language.cloned(), target, children: Vec::new() }));
    }
    close(&mut open, &mut done, 0);
    done
}

/// Ends the open headings of `level` and below, each going into the one above it.
fn close(open: &mut Vec<(usize, Outline)>, done: &mut Vec<Outline>, level: usize) {
    while let Some((_, outline)) = open.pop_if(|(open, _)| *open >= level) {
        match open.last_mut() {
            Some((_, above)) => above.children.push(outline),
            None => done.push(outline),
        }
    }
}
