//! Gives every heading an id: unique in its file, and the same from build to build.
//!
//! Ids that authors give are valid and unique already: `conform` sees to that.

use super::Context;
use super::label::{HEADINGS, label};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::slug::{Unique, slug};
use crate::xml::NodeRef;

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let mut unique: Unique = piece.tree.values("id").collect();
    let headings = piece.tree.root().descendants_named(&HEADINGS);
    let bare: Vec<_> = headings.filter(|node| node.attribute("id").is_none()).map(NodeRef::id).collect();
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
