//! Breaks of pages: scene breaks that are one by their role alone or are written with letters, and paragraphs that only
//! line ends part.

use super::clutter;
use crate::import::Removed;
use crate::import::clean::is_block;
use crate::manuscript::ornament;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Makes rules of what parts scenes by its role alone.
pub(super) fn rules(tree: &mut Tree) {
    let is_rule = |node: &NodeRef<'_>| {
        node.attribute("role") == Some("separator") && !node.is_html("hr") && clutter::shown(*node).is_empty()
    };
    for id in tree.root().descendants().filter(is_rule).map(NodeRef::id).collect::<Vec<_>>() {
        let rule = tree.create_element(&Name::html("hr"), None);
        tree.insert_before(id, rule);
        tree.detach(id);
    }
}

/// Spaces that a page does not show at the beginning of a line.
const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// Lines shorter than this are verse, a list or an address, where they begin further in and where not, in letters.
const INDENTED: usize = 60;
const LONG: usize = 150;

/// A line of words right in an element.
#[derive(Default)]
struct Line {
    words: String,
    /// The first text of it.
    first: Option<NodeId>,
    /// The line end behind it.
    end: Option<NodeId>,
}

/// Parts paragraphs that only a line end parts, where lines are as long as paragraphs, or begin further in.
pub(super) fn paragraphs(tree: &mut Tree) {
    let line_ends = tree.root().descendants().filter(|node| node.is_html("br"));
    let mut holders: Vec<NodeId> = line_ends.filter_map(|line_end| Some(line_end.parent()?.id())).collect();
    holders.sort_unstable();
    holders.dedup();
    for holder in holders {
        let lines = if tree.get(holder).is_html("pre") { Vec::new() } else { lines(tree.get(holder)) };
        for group in lines.split(|line| line.words.trim().is_empty()).filter(|group| are_paragraphs(group)) {
            for line in group {
                if let Some(end) = line.end {
                    let second = tree.create_element(&Name::html("br"), None);
                    tree.insert_after(end, second);
                }
                if let Some(first) = line.first.filter(|_| is_indented(&line.words)) {
                    let words = tree.get(first).text().trim_start().to_owned();
                    tree.set_text(first, &words);
                }
            }
        }
    }
}

/// Tells whether lines between two empty ones are paragraphs each.
fn are_paragraphs(lines: &[Line]) -> bool {
    let letters: usize = lines.iter().map(|line| line.words.chars().count()).sum();
    let indented = lines.iter().filter(|line| is_indented(&line.words)).count();
    let mean = letters / lines.len().max(1);
    lines.len() > 1 && (mean >= LONG || mean >= INDENTED && indented * 2 > lines.len())
}

/// Returns the lines that stand right in an element; a block among them is an empty one.
fn lines(holder: NodeRef<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::default();
    for child in holder.children() {
        if child.is_html("br") {
            line.end = Some(child.id());
            lines.push(std::mem::take(&mut line));
        } else if is_block(child) {
            lines.push(std::mem::take(&mut line));
            lines.push(Line::default());
        } else {
            for text in std::iter::once(child).chain(child.descendants()).filter(|node| node.is_text()) {
                line.first = line.first.or(Some(text.id()).filter(|_| !text.text().trim_matches(SPACES).is_empty()));
                line.words.push_str(text.text());
            }
        }
    }
    lines.push(line);
    lines
}

/// Tells whether a line begins with spaces that a page shows.
fn is_indented(line: &str) -> bool {
    let line = line.trim_start_matches(SPACES);
    line.starts_with(['\u{2003}', '\u{3000}']) || line.chars().take_while(|letter| *letter == '\u{A0}').count() > 1
}

/// Makes rules of scene breaks that are written with letters, such as `xXx`, and one of several; returns the letters.
pub(super) fn signs(tree: &mut Tree) -> Option<Removed> {
    let mut said = Vec::new();
    let blocks: Vec<NodeId> = tree.root().elements().map(NodeRef::id).collect();
    let mut after_rule = false;
    for id in blocks {
        let node = tree.get(id);
        let text = node.text_content();
        let is_sign = node.is_html("p")
            && ornament::is_break(text.trim(), true)
            && !node.descendants().any(|inner| inner.is_html("img"));
        let is_rule = node.is_html("hr") || is_sign;
        if is_sign {
            said.push(text);
        }
        if is_rule && after_rule {
            tree.detach(id);
        } else if is_sign {
            let rule = tree.create_element(&Name::html("hr"), None);
            tree.insert_before(id, rule);
            tree.detach(id);
        }
        after_rule = is_rule;
    }
    let what = "the signs of scene breaks, which are breaks now".to_owned();
    (!said.is_empty()).then(|| Removed { what, text: said.join("\n") })
}
