//! Gives every heading an id: unique in its file, and the same from build to build.
//!
//! Ids that authors give are valid and unique already: `conform` sees to that.

use super::Context;
use super::label::{label, level};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::slug::{Unique, slug};
use crate::xml::NodeRef;

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let mut unique: Unique = piece.tree.root().descendants().filter_map(|node| node.attribute("id")).collect();
    let is_bare = |node: &NodeRef<'_>| level(*node).is_some() && node.attribute("id").is_none();
    let bare: Vec<_> = piece.tree.root().descendants().filter(is_bare).map(NodeRef::id).collect();
    for id in bare {
        let slug = slug(&label(piece.tree.get(id)));
        let starts_well = slug.starts_with(|first: char| first.is_ascii_alphabetic());
        let name = match (slug.is_empty(), starts_well) {
            (true, _) => "section".to_owned(),
            (false, true) => slug,
            (false, false) => format!("section-{slug}"),
        };
        let fresh = unique.fresh(&name);
        piece.tree.set(id, "id", &fresh);
    }
    Diagnostics::new()
}
