//! Levels the headings of a piece: the first is `h1` (or lower inside parts), and no level is skipped.
//!
//! An empty heading is what some people type for a scene break, and nothing that a contents page can name.

use super::breaks::SCENE_BREAK;
use super::label::{HEADINGS, label, level};
use super::title::TITLE;
use super::{Context, classes};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::xml::{Name, NodeId, NodeRef, Tree};

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let headings: Vec<_> = piece.tree.root().descendants_named(&HEADINGS).map(NodeRef::id).collect();
    let mut open: Vec<usize> = Vec::new();
    let mut is_first = true;
    for id in headings {
        let heading = piece.tree.get(id);
        if is_empty(heading) {
            make_scene_break(&mut piece.tree, id);
            continue;
        }
        let is_title = heading.attribute(TITLE).is_some();
        let written = if is_title { 0 } else { level(heading).unwrap_or(1) };
        piece.tree.unset(id, TITLE);
        while open.last().is_some_and(|above| *above >= written) {
            open.pop();
        }
        open.push(written);
        let meant = (piece.depth + open.len()).min(HEADINGS.len());
        if open.len() == 1 && std::mem::take(&mut is_first) {
            classes::add(&mut piece.tree, id, "title");
        }
        if meant != written {
            piece.tree.rename(id, &Name::html(HEADINGS[meant - 1]));
        }
    }
    Diagnostics::new()
}

/// Makes of an empty heading what it stands for, where that may stand.
fn make_scene_break(tree: &mut Tree, id: NodeId) {
    let parent = tree.get(id).parent();
    let parent = parent.and_then(|parent| Some((parent.id(), parent.html()?.to_owned())));
    match parent {
        // A summary is a line of text.
        Some((_, name)) if name == "summary" => return tree.detach(id),
        // A group without a heading is none.
        Some((group, name)) if name == "hgroup" => tree.rename(group, &Name::html("div")),
        _ => {}
    }
    tree.rename(id, &Name::html("hr"));
    for attribute in ["id", "role", "aria-level"] {
        tree.unset(id, attribute);
    }
    tree.set(id, "class", SCENE_BREAK);
    while let Some(child) = tree.get(id).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
}

fn is_empty(heading: NodeRef<'_>) -> bool {
    label(heading).is_empty()
        && !heading
            .descendants()
            .any(|node| matches!(node.html(), Some("img" | "a")) || node.html().is_none() && node.is_element())
}
