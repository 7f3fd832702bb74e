//! Formulas in a line, kept with the mark behind them and the bracket before them.
//!
//! To most engines a formula is a box like a picture, and a line may end on both sides of it: a comma would begin the
//! next one. A joiner between the two does not help; a span that does not break does. An engine that draws no formulas
//! breaks within them, so that long ones stay free to.

use super::{Context, spans};
use crate::diagnostic::Diagnostics;
use crate::formula::plain_text;
use crate::manuscript::Piece;
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};

/// No longer formula is kept in one piece, in letters.
const LONGEST: usize = 24;

const OPENING: &[char] = &['(', '[', '“', '‘', '„', '‚', '«', '‹', '¿', '¡'];
const CLOSING: &[char] = &[
    '.', ',', ';', ':', '!', '?', '…', ')', ']', '”', '’', '“', '»', '›', '%', '。', '、', '，', '．', '」', '』', '）',
];

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let tree = &mut piece.tree;
    if tree.has_name("math") {
        let formulas: Vec<NodeId> = tree.root().descendants().filter_map(in_line).map(NodeRef::id).collect();
        for formula in formulas {
            keep(tree, formula);
        }
    }
    Diagnostics::new()
}

/// Returns what stands in the line for a formula: itself, or the span that has what its author says of it.
fn in_line(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let is_in_line = node.local_in(ns::MATHML) == Some("math") && node.attribute("display") != Some("block");
    if !is_in_line || plain_text(node).chars().nth(LONGEST).is_some() {
        return None;
    }
    let is_alone = node.previous().is_none() && node.next().is_none();
    Some(node.parent().filter(|parent| is_alone && parent.is_html("span")).unwrap_or(node))
}

fn keep(tree: &mut Tree, formula: NodeId) {
    let node = tree.get(formula);
    let text =
        |beside: Option<NodeRef<'_>>| beside.filter(|beside| beside.is_text()).map(|beside| beside.text().to_owned());
    let (before, after) = (text(node.previous()).unwrap_or_default(), text(node.next()).unwrap_or_default());
    let (start, end) = (before.trim_end_matches(OPENING).len(), after.len() - after.trim_start_matches(CLOSING).len());
    if start == before.len() && end == 0 {
        return;
    }
    let (previous, next) = (node.previous().map(NodeRef::id), node.next().map(NodeRef::id));
    let opening = previous.filter(|_| start < before.len()).map(|text| spans::cut(tree, text, start));
    let closing = next.filter(|_| end > 0).inspect(|text| {
        spans::cut(tree, *text, end);
    });
    let kept = tree.wrap(formula, &Name::html("span"));
    tree.set(kept, "class", "nowrap");
    if let Some(opening) = opening {
        tree.detach(opening);
        tree.prepend(kept, opening);
    }
    if let Some(closing) = closing {
        tree.detach(closing);
        tree.append(kept, closing);
    }
}
