//! Lists of things to do: one whose every item has a box needs no bullets beside the boxes.

use super::{Context, classes};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::xml::{NodeId, NodeRef};

const TASK: &str = "task";
const LIST: &str = "task-list";

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !classes::may_have(&piece.tree, &[TASK]) {
        return Diagnostics::new();
    }
    let lists = piece.tree.root().descendants().filter(|node| node.is_html("ul") && node.elements().all(has_box));
    let lists: Vec<NodeId> = lists.map(NodeRef::id).collect();
    for list in lists {
        classes::add(&mut piece.tree, list, LIST);
    }
    Diagnostics::new()
}

/// Tells whether an item begins with a box; in a list with air, its first paragraph does.
fn has_box(item: NodeRef<'_>) -> bool {
    let Some(first) = item.elements().next() else { return false };
    let first = if first.is_html("p") { first.elements().next() } else { Some(first) };
    first.is_some_and(|first| classes::has(first, TASK))
}
