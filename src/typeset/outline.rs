//! The outline: parts, pieces and the headings in them, as one tree that nav, NCX and contents page share.

use super::Context;
use super::label::{is_structural, label, level};
use crate::manuscript::{Manuscript, Outline, Piece, Section, Target};

pub(super) fn run(manuscript: &Manuscript, context: &Context<'_>) -> Vec<Outline> {
    sections(&manuscript.sections, &manuscript.pieces, context)
}

/// Recurses over parts in parts, which the manifest's reader bounds.
fn sections(sections: &[Section], pieces: &[Piece], context: &Context<'_>) -> Vec<Outline> {
    sections.iter().filter_map(|section| self::section(section, pieces, context)).collect()
}

fn section(section: &Section, pieces: &[Piece], context: &Context<'_>) -> Option<Outline> {
    match section {
        Section::Part { page, sections: inner } => {
            let mut outline = piece(*page, &pieces[*page], context)?;
            outline.children = sections(inner, pieces, context);
            Some(outline)
        }
        Section::Piece(index) => piece(*index, &pieces[*index], context),
    }
}

fn piece(index: usize, piece: &Piece, context: &Context<'_>) -> Option<Outline> {
    if piece.facts.toc == Some(false) {
        return None;
    }
    let label = piece.facts.toc_title.as_ref().map_or(&piece.title, |title| &title.value).clone();
    let language = (piece.language != context.manifest.metadata.language.value).then(|| piece.language.clone());
    let target = Target::Piece { piece: index, anchor: None };
    let children = headings(index, piece, language.as_ref());
    Some(Outline { label, language, target, children })
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
        open.push((level, Outline { label, language: language.cloned(), target, children: Vec::new() }));
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
