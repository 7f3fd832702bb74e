//! Who said it: a last line of a quotation or an epigraph that begins with a dash is its attribution.
//!
//! A line of its own within the last paragraph becomes a paragraph, as it would stand in print.

use super::{Context, classes, spans};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// The class of an attribution.
pub(super) const ATTRIBUTION: &str = "attribution";

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let tree = &mut piece.tree;
    if tree.has_name("blockquote") || classes::may_have(tree, &["verse"]) {
        let root = tree.root().id();
        attribute_quotations(tree, root);
    }
    if piece.role.name == "epigraph" {
        let root = tree.root().id();
        attribute_last(tree, root);
    }
    Diagnostics::new()
}

/// Finds who is quoted in an epigraph that another pass puts into the tree, of whatever blocks it is made.
pub(super) fn attribute_epigraph(tree: &mut Tree, epigraph: NodeId) {
    attribute_quotations(tree, epigraph);
    attribute_last(tree, epigraph);
}

fn attribute_quotations(tree: &mut Tree, within: NodeId) {
    let quotations = tree
        .get(within)
        .descendants()
        .filter(|node| node.is_html("blockquote") || node.is_html("div") && classes::has(*node, "verse"));
    let quotations: Vec<NodeId> = quotations.map(NodeRef::id).collect();
    for quotation in quotations {
        attribute_last(tree, quotation);
    }
}

fn attribute_last(tree: &mut Tree, quotation: NodeId) {
    let last = tree.get(quotation).elements().last().filter(|last| last.is_html("p")).map(NodeRef::id);
    if let Some(paragraph) = last {
        attribute(tree, paragraph);
    }
}

fn attribute(tree: &mut Tree, paragraph: NodeId) {
    let node = tree.get(paragraph);
    let before = node.previous_element();
    if after_dash(&node.text_content()).is_some() {
        // Where one line after another begins with a dash, people are talking.
        let is_speech = before.is_none_or(|before| after_dash(&before.text_content()).is_some());
        if !is_speech && is_name(&node.text_content()) {
            classes::add(tree, paragraph, ATTRIBUTION);
        }
        return;
    }
    let Some((line, offset)) = last_line(node).filter(|(line, offset)| is_name(&rest(*line, *offset))) else { return };
    let line = line.id();
    let own = tree.create_element(&Name::html("p"), None);
    tree.set(own, "class", ATTRIBUTION);
    tree.insert_after(paragraph, own);
    let mut next = Some(split_text(tree, line, offset));
    while let Some(id) = next {
        next = tree.get(id).next().map(NodeRef::id);
        tree.append(own, id);
    }
    // What parted the lines says nothing between two paragraphs.
    while let Some(gap) = tree.get(paragraph).last_child().filter(|last| is_gap(*last)).map(NodeRef::id) {
        tree.detach(gap);
    }
    let newline = tree.create_text("\n", None);
    tree.insert_before(own, newline);
}

fn is_gap(node: NodeRef<'_>) -> bool {
    node.is_html("br") || node.is_text() && node.text().trim().is_empty()
}

/// Finds where the last line of a paragraph begins, if it has more than one: a text of it, and an offset in that.
fn last_line(paragraph: NodeRef<'_>) -> Option<(NodeRef<'_>, usize)> {
    let last = paragraph.last_child()?;
    for node in std::iter::successors(Some(last), |node| node.previous()) {
        if !node.is_text() {
            continue;
        }
        // A line end at the very end of the paragraph begins nothing.
        let text = if node.id() == last.id() { node.text().trim_end() } else { node.text() };
        let Some(newline) = text.rfind('\n') else { continue };
        let offset = newline + (text[newline..].len() - text[newline..].trim_start().len());
        if offset < text.len() {
            return Some((node, offset));
        }
        return node.next().filter(|next| next.is_text()).map(|next| (next, 0));
    }
    None
}

/// Returns what a paragraph says from a place in it on.
fn rest(text: NodeRef<'_>, offset: usize) -> String {
    let after = std::iter::successors(text.next(), |node| node.next()).map(NodeRef::text_content);
    text.text()[offset..].to_owned() + &after.collect::<String>()
}

/// Returns what follows the dash that a line begins with.
fn after_dash(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = ["\u{2014}", "\u{2015}", "\u{2013}", "--"].iter().find_map(|dash| line.strip_prefix(dash))?;
    Some(rest.trim_start_matches(['-', '\u{2014}', '\u{2015}']).trim())
}

/// Tells whether a line is a dash and a name, which is shorter than speech and asks nothing.
fn is_name(line: &str) -> bool {
    const LONGEST: usize = 120;
    after_dash(line).is_some_and(|name| {
        name.trim_start_matches(['_', '*', '"', '“', '«', '(']).starts_with(char::is_alphanumeric)
            && !name.ends_with(['?', '!', '…'])
            && name.chars().nth(LONGEST).is_none()
    })
}

/// Cuts a text in two and returns the second part; the first ends without a space.
fn split_text(tree: &mut Tree, text: NodeId, offset: usize) -> NodeId {
    let rest = spans::cut(tree, text, offset);
    let node = tree.get(text);
    let length = node.text().trim_end().len();
    if rest != text && length < node.text().len() {
        let last = spans::cut(tree, text, length);
        tree.detach(last);
    }
    rest
}
