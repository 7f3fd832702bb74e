//! Tables: their heads say what they head, their captions stand in them, and wide ones are set smaller.
//!
//! A paragraph that begins with `Table:` or a colon, before or after a table, is its caption; `{#tbl-x}` at its end is
//! the table's id. No width is set anywhere, so that a table shrinks with the screen.

use super::{Context, classes};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::xml::{Name, NodeId, NodeRef, Tree};

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !piece.tree.has_name("table") {
        return Diagnostics::new();
    }
    let tree = &mut piece.tree;
    let tables: Vec<NodeId> = tree.root().descendants().filter(|node| node.is_html("table")).map(NodeRef::id).collect();
    for table in tables {
        scopes(tree, table);
        if widest(tree.get(table)) >= WIDE {
            classes::add(tree, table, "wide");
        }
        caption(tree, table);
    }
    Diagnostics::new()
}

/// From how many columns on a table is wide.
const WIDE: usize = 5;

/// Says of every head whether it heads a column or a row.
fn scopes(tree: &mut Tree, table: NodeId) {
    let heads = tree.get(table).descendants().filter(|node| node.is_html("th") && node.attribute("scope").is_none());
    let heads: Vec<(NodeId, &str)> = heads
        .map(|head| {
            let row = head.parent();
            let is_top = row.and_then(NodeRef::parent).is_some_and(|part| part.is_html("thead"));
            // A row of heads is at the head of columns, wherever it stands.
            let is_all = row.is_some_and(|row| row.elements().all(|cell| cell.is_html("th")));
            (head.id(), if is_top || is_all { "col" } else { "row" })
        })
        .collect();
    for (head, scope) in heads {
        tree.set(head, "scope", scope);
    }
    let is_empty = |head: &NodeRef<'_>| {
        head.is_html("th") && head.text_content().trim().is_empty() && head.elements().next().is_none()
    };
    let empty: Vec<NodeId> = tree.get(table).descendants().filter(is_empty).map(NodeRef::id).collect();
    for head in empty {
        // A head without words is the head of nothing to whoever hears the table.
        tree.rename(head, &Name::html("td"));
        tree.unset(head, "scope");
    }
}

fn widest(table: NodeRef<'_>) -> usize {
    let rows = table.descendants().filter(|node| node.is_html("tr"));
    rows.take(20).map(|row| row.elements().count()).max().unwrap_or(0)
}

/// Takes the caption that stands beside a table into it.
fn caption(tree: &mut Tree, table: NodeId) {
    let node = tree.get(table);
    if node.elements().any(|part| part.is_html("caption")) {
        return;
    }
    let (after, before) = (node.next_element(), node.previous_element());
    let is_free = |node: &NodeRef<'_>| node.is_html("p") && caption_mark(*node).is_some();
    let found = after.filter(is_free).or(before.filter(is_free));
    let Some((paragraph, mark)) = found.and_then(|found| Some((found.id(), caption_mark(found)?))) else { return };
    if let Some(first) = tree.get(paragraph).first_child().map(NodeRef::id) {
        let text = tree.get(first).text()[mark..].trim_start().to_owned();
        tree.set_text(first, &text);
    }
    take_id(tree, paragraph, table);
    tree.rename(paragraph, &Name::html("caption"));
    tree.prepend(table, paragraph);
}

/// Returns how long the mark is that makes a paragraph the caption of a table.
fn caption_mark(paragraph: NodeRef<'_>) -> Option<usize> {
    let text = paragraph.first_child().filter(|first| first.is_text())?.text();
    let mark = ["Table:", "table:", ": "].into_iter().find(|mark| text.starts_with(mark))?;
    Some(mark.len())
}

/// Makes an id of `{#tbl-x}` at the end of a caption.
fn take_id(tree: &mut Tree, caption: NodeId, table: NodeId) {
    let Some(last) = tree.get(caption).last_child().filter(|last| last.is_text()) else { return };
    let (id, text) = (last.id(), last.text().trim_end().to_owned());
    let Some(start) = text.rfind("{#").filter(|_| text.ends_with('}')) else { return };
    let name = text[start + 2..text.len() - 1].trim().to_owned();
    let is_plain = !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || "-_.:".contains(letter));
    let is_taken = tree.has_value("id", |id| id == name);
    if is_plain && !is_taken && tree.get(table).attribute("id").is_none() {
        tree.set(table, "id", &name);
        let rest = text[..start].trim_end().to_owned();
        tree.set_text(id, &rest);
    }
}
