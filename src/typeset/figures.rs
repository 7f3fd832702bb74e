//! Makes a figure of a picture that stands alone in a paragraph: set apart, with its title as the caption.
//!
//! A `div` and not a `figure`, which engines still in use draw at the top of the chapter.

use super::classes;
use crate::manuscript::Piece;
use crate::xml::{Name, NodeId, NodeRef};

pub(super) fn run(piece: &mut Piece) {
    let found: Vec<(NodeId, NodeId)> = piece
        .tree
        .root()
        .descendants()
        .filter(|node| node.is_html("p"))
        .filter_map(|paragraph| Some((paragraph.id(), lone_picture(paragraph)?)))
        .collect();
    for (paragraph, picture) in found {
        piece.tree.rename(paragraph, &Name::html("div"));
        classes::add(&mut piece.tree, paragraph, "figure");
        piece.tree.set(paragraph, "role", "figure");
        let picture = piece.tree.get(picture);
        let (id, span) = (picture.id(), picture.span());
        let title = picture.attribute("title").map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
        let Some(title) = title else { continue };
        piece.tree.unset(id, "title");
        let caption = piece.tree.append_element(paragraph, &Name::html("p"), span);
        piece.tree.set(caption, "class", "caption");
        piece.tree.append_text(caption, &title, span);
    }
}

/// Returns the picture of a paragraph that holds one, perhaps as a link, and nothing else.
fn lone_picture(paragraph: NodeRef<'_>) -> Option<NodeId> {
    let mut pictures = paragraph.descendants().filter(|node| node.is_html("img"));
    let picture = pictures.next()?;
    let is_frame = |node: NodeRef<'_>| match node.html() {
        _ if node.is_text() => node.text().trim().is_empty(),
        Some("a") => true,
        _ => node.id() == picture.id() || node.id() == paragraph.id(),
    };
    (pictures.next().is_none() && paragraph.descendants().all(is_frame)).then(|| picture.id())
}
