//! Preformatted text, where lines that stay lines are verse and code stays code; and stanzas, which make one poem.

use super::clean::split_at_empty_lines;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Lines of verse are no wider than this.
const WIDEST: usize = 90;

/// Makes one poem of stanzas that follow each other, as they are one in a text that is a chapter itself.
pub(super) fn gather_stanzas(tree: &mut Tree) {
    let is_stanza = |node: NodeRef<'_>| node.is_html("p") && node.attribute("class") == Some("verse");
    let begins = |node: &NodeRef<'_>| {
        is_stanza(*node)
            && !node.previous_element().is_some_and(is_stanza)
            && node.next_element().is_some_and(is_stanza)
    };
    let first: Vec<NodeId> = tree.root().descendants().filter(begins).map(NodeRef::id).collect();
    for id in first {
        let rest = std::iter::successors(tree.get(id).next_element(), |node| node.next_element());
        let rest: Vec<NodeId> = rest.take_while(|node| is_stanza(*node)).map(NodeRef::id).collect();
        let poem = tree.wrap(id, &Name::html("div"));
        tree.set(poem, "class", "verse");
        tree.unset(id, "class");
        for stanza in rest {
            tree.detach(stanza);
            tree.append(poem, stanza);
            tree.unset(stanza, "class");
        }
    }
}

/// Makes verse of a preformatted block, unless it holds code.
pub(super) fn of_preformatted(tree: &mut Tree, id: NodeId) {
    let node = tree.get(id);
    let text = node.text_content();
    let is_code = node.elements().any(|inner| inner.is_html("code"))
        || text.contains("();")
        || text.contains("{\n")
        || text.lines().any(|line| line.chars().count() > WIDEST);
    let gone: Vec<Name> = node.attributes().map(|said| said.name.clone()).collect();
    for name in gone {
        tree.unset_attribute(id, &name);
    }
    if is_code {
        return;
    }
    let ids: Vec<NodeId> = tree.get(id).descendants().filter(|inner| inner.is_text()).map(NodeRef::id).collect();
    let columns = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(columns).min().unwrap_or(0);
    let mut begins_line = true;
    for text in ids {
        begins_line = lines_of(tree, text, least, begins_line);
    }
    tree.rename(id, &Name::html("p"));
    tree.set(id, "class", "verse");
    split_at_empty_lines(tree, id);
}

/// Cuts a text at its line ends; tells whether a line begins after it.
fn lines_of(tree: &mut Tree, id: NodeId, least: usize, begins_line: bool) -> bool {
    let node = tree.get(id);
    let follows_end = node.previous().is_some_and(|before| before.is_html("br"));
    let text = node.text().replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    // A `br` and the line end after it are one.
    let text = if follows_end { text.strip_prefix('\n').unwrap_or(&text) } else { &text };
    let mut begins = begins_line || follows_end;
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let inner = line.trim_start_matches(' ');
        let written = if begins && !inner.is_empty() {
            let columns = (line.len() - inner.len()).saturating_sub(least);
            format!("{}{inner}", "\u{A0}".repeat(columns.min(24)))
        } else {
            inner.to_owned()
        };
        let written = if begins { written } else { format!("{}{written}", &line[..line.len() - inner.len()]) };
        if !written.is_empty() {
            let part = tree.create_text(&written, None);
            tree.insert_before(id, part);
            begins = false;
        }
        if lines.peek().is_some() {
            let line_end = tree.create_element(&Name::html("br"), None);
            tree.insert_before(id, line_end);
            begins = true;
        }
    }
    tree.detach(id);
    begins
}
