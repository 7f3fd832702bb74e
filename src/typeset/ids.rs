//! Makes ids: each valid, each once in a file, the same from build to build; and one for every heading.

use super::Context;
use super::label::{label, level};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::Piece;
use crate::manuscript::markdown::NOTE;
use crate::slug::{Unique, slug};
use crate::xml::NodeRef;

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut unique = Unique::default();
    let all: Vec<_> = piece.tree.root().descendants().filter(|node| node.is_element()).map(NodeRef::id).collect();
    for &id in &all {
        let node = piece.tree.get(id);
        let Some(written) = node.attribute("id").filter(|written| !written.starts_with(NOTE)) else { continue };
        let written = written.to_owned();
        if !unique.take(&written) {
            let message = format!("the id `{written}` stands twice in this file");
            let help = "links go to the first; give the second another id";
            diagnostics.push(Diagnostic::new(&DUPLICATE_ID, message).at(node.nearest_span()).help(help));
            let fresh = unique.fresh(&written);
            piece.tree.set(id, "id", &fresh);
        }
    }
    for id in all {
        let node = piece.tree.get(id);
        if level(node).is_none() || node.attribute("id").is_some() {
            continue;
        }
        let slug = slug(&label(node));
        let starts_well = slug.starts_with(|first: char| first.is_ascii_alphabetic());
        let name = match (slug.is_empty(), starts_well) {
            (true, _) => "section".to_owned(),
            (false, true) => slug,
            (false, false) => format!("section-{slug}"),
        };
        let fresh = unique.fresh(&name);
        piece.tree.set(id, "id", &fresh);
    }
    diagnostics
}

pub(super) const RULES: &[&Rule] = &[&DUPLICATE_ID];

const DUPLICATE_ID: Rule = Rule {
    name: "duplicate-id",
    severity: Severity::Warning,
    summary: "an id stands twice in one file",
    explanation: "\
An id names one place in a file; a link to it must know which.
The second is renamed in the book, so that the book stays valid, but a link that meant it goes to the first.

Wrong:
    ## Morning {#part}
    ## Evening {#part}

Right:
    ## Morning {#morning}
    ## Evening {#evening}",
    epubcheck: &["RSC-005"],
};
