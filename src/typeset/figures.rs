//! Makes a figure of a picture, sound or film that stands alone in a paragraph: set apart, with its title as the caption.
//! Several in a paragraph stand side by side, as far as there is room; so does a drawing of the page itself.
//!
//! A `div` and not a `figure`, which engines still in use draw at the top of the chapter.

use super::classes;
use crate::manuscript::Piece;
use crate::manuscript::markdown::ONLY;
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};

/// What a figure shows.
const PICTURES: &[&str] = &["img", "audio", "video"];

pub(super) fn run(piece: &mut Piece) {
    let tree = &mut piece.tree;
    if !PICTURES.iter().chain(&["svg"]).any(|name| tree.has_name(name)) {
        return;
    }
    let paragraphs = tree.root().descendants().filter(|node| node.is_html("p"));
    let found: Vec<(NodeId, Vec<NodeId>)> =
        paragraphs.filter_map(|paragraph| Some((paragraph.id(), pictures(paragraph)?))).collect();
    for (paragraph, pictures) in found {
        match pictures[..] {
            [] => {}
            [picture] if tree.get(picture).html().is_some() => {
                let figure = frame(tree, paragraph);
                adopt(tree, figure, picture);
                caption(tree, figure, picture);
            }
            _ => classes::add(tree, paragraph, "pictures"),
        }
    }
}

/// Makes the figure of a paragraph: itself, or the block around it that its author calls one.
fn frame(tree: &mut Tree, paragraph: NodeId) -> NodeId {
    let around = tree.get(paragraph).parent().filter(|around| classes::has(*around, "figure")).map(NodeRef::id);
    let Some(around) = around else {
        tree.rename(paragraph, &Name::html("div"));
        classes::add(tree, paragraph, "figure");
        tree.set(paragraph, "role", "figure");
        return paragraph;
    };
    let others: Vec<NodeId> = tree
        .get(around)
        .elements()
        .filter(|node| node.is_html("p") && node.id() != paragraph)
        .map(NodeRef::id)
        .collect();
    for other in others {
        if !is_figure(tree.get(other)) {
            classes::add(tree, other, "caption");
        }
    }
    tree.unwrap(paragraph);
    around
}

/// Gives the figure what its picture says of the whole: the id that is referred to, and the editions it is for.
fn adopt(tree: &mut Tree, figure: NodeId, picture: NodeId) {
    for name in ["id", ONLY] {
        let value = tree.get(picture).attribute(name).map(str::to_owned);
        if let Some(value) = value.filter(|_| tree.get(figure).attribute(name).is_none()) {
            tree.unset(picture, name);
            tree.set(figure, name, &value);
        }
    }
}

/// Makes a caption of the title of a picture.
fn caption(tree: &mut Tree, figure: NodeId, picture: NodeId) {
    let picture = tree.get(picture);
    let (id, span) = (picture.id(), picture.span());
    let title = picture.attribute("title").map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
    let Some(title) = title else { return };
    tree.unset(id, "title");
    let caption = tree.append_element(figure, &Name::html("p"), span);
    tree.set(caption, "class", "caption");
    tree.append_text(caption, &title, span);
}

/// Tells whether a paragraph holds one picture, perhaps as a link, and nothing else.
fn is_figure(paragraph: NodeRef<'_>) -> bool {
    let is_one = |pictures: Vec<NodeId>| matches!(pictures[..], [_]);
    pictures(paragraph).is_some_and(is_one)
}

/// Returns the pictures and drawings of a paragraph that holds nothing else, perhaps as links.
fn pictures(paragraph: NodeRef<'_>) -> Option<Vec<NodeId>> {
    let mut pictures = Vec::new();
    let mut next = paragraph.first_child();
    while let Some(node) = next {
        let is_picture = node.html().is_some_and(|name| PICTURES.contains(&name)) || node.local_in(ns::SVG).is_some();
        let is_frame = node.is_html("a") || node.is_text() && node.text().trim().is_empty();
        if !is_picture && !is_frame {
            return None;
        }
        pictures.extend(is_picture.then(|| node.id()));
        // What a player says to readers that cannot play is its own.
        let top = paragraph.id();
        next = if is_picture { node.following_beyond(top) } else { node.following_within(top) };
    }
    Some(pictures)
}
