//! Scene breaks: every rule of a text is one, and so is a row of asterisks or the like that stands alone as a block.
//!
//! A break stays an `hr`, which readers aloud know; how it is drawn is for the stylesheet (`[style] scene-break`).
//! Breaks of plain text, and empty headings, are made where those are read.

use super::{Context, classes};
use crate::diagnostic::Diagnostics;
use crate::manuscript::{Piece, ornament};
use crate::xml::{Name, NodeId, NodeRef};

/// The class of a scene break.
pub(super) const SCENE_BREAK: &str = "scene-break";

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let found: Vec<NodeId> = blocks(piece.tree.root()).filter(|block| is_break(*block)).map(NodeRef::id).collect();
    for id in found {
        piece.tree.rename(id, &Name::html("hr"));
        piece.tree.set(id, "class", SCENE_BREAK);
        while let Some(child) = piece.tree.get(id).first_child().map(NodeRef::id) {
            piece.tree.detach(child);
        }
    }
    Diagnostics::new()
}

/// Returns the elements of a piece, but not what stands in paragraphs and headings, which is most of it.
fn blocks(root: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    std::iter::successors(root.first_child(), move |node| after(*node, root.id())).filter(|node| node.is_element())
}

fn after(node: NodeRef<'_>, top: NodeId) -> Option<NodeRef<'_>> {
    match node.html() {
        Some("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "table") => node.following_beyond(top),
        _ => node.following_within(top),
    }
}

fn is_break(block: NodeRef<'_>) -> bool {
    match block.html() {
        // One with a class is its author's own, and one over a byline parts no scenes.
        Some("hr") => block.attribute("class").is_none() && !is_in_head(block),
        Some("p" | "div") => is_ornament(block),
        _ => false,
    }
}

/// Tells whether a rule stands between a title and the byline, as web pages have it.
fn is_in_head(rule: NodeRef<'_>) -> bool {
    rule.next_element().is_some_and(|next| classes::has(next, "byline"))
}

/// Tells whether a block holds an ornament and nothing else.
fn is_ornament(block: NodeRef<'_>) -> bool {
    const LONGEST: usize = 60;
    // Nearly every paragraph begins with a letter, and is long.
    let Some(first) = block.first_child().filter(|first| first.is_text() && first.text().len() <= LONGEST) else {
        return false;
    };
    let begins = first.text().trim_start().as_bytes().first().copied().unwrap_or(b'a');
    if begins.is_ascii_alphanumeric() || !block.children().all(NodeRef::is_text) {
        return false;
    }
    let text = block.text_content();
    let line = text.trim();
    if line.len() > LONGEST {
        return false;
    }
    let marks = line.chars().filter(|mark| !mark.is_whitespace());
    // One dash or dot is somebody's silence; one asterisk or flower is not.
    let is_silence = |mark: char| matches!(mark, '—' | '–' | '―' | '-' | '.' | '…' | '†' | '§' | '+' | '_' | '<' | '>');
    ornament::is_break(line, true) && !(marks.clone().count() < 3 && marks.clone().all(is_silence))
}
