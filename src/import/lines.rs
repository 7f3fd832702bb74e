//! The lines of a block as its text has them: those of verse stand apart, those of prose at the line ends in its words.

use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Returns the lines of a block, without the space around them.
pub(super) fn lines_of(block: NodeRef<'_>) -> Vec<String> {
    let text = block.text_content();
    text.split('\n').map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Tells whether a block may have more than one line.
pub(super) fn has_line_end(block: NodeRef<'_>) -> bool {
    block.descendants().any(|node| node.is_text() && node.text().contains('\n'))
}

/// Returns the first line of a block that has words.
pub(super) fn first_line(block: NodeRef<'_>) -> String {
    let mut line = String::new();
    for text in block.descendants().filter(|node| node.is_text()).map(NodeRef::text) {
        let mut parts = text.split('\n');
        line.push_str(parts.next().unwrap_or_default());
        for part in parts {
            if !line.trim().is_empty() {
                return line.trim().to_owned();
            }
            part.clone_into(&mut line);
        }
    }
    line.trim().to_owned()
}

/// Cuts a block before one of its lines; returns the block that begins there.
///
/// A line end within emphasis cuts nothing.
pub(super) fn at_line_end(tree: &mut Tree, block: NodeId, line: usize) -> Option<NodeId> {
    let (text, at) = line_end(tree.get(block), line)?;
    let name = tree.get(block).name()?.clone();
    let rest = tree.create_element(&name, tree.get(block).span());
    if let Some(class) = tree.get(block).attribute("class").map(str::to_owned) {
        tree.set(rest, "class", &class);
    }
    tree.insert_after(block, rest);
    let whole = tree.get(text).text().to_owned();
    let moved: Vec<NodeId> =
        std::iter::successors(tree.get(text).next(), |node| node.next()).map(NodeRef::id).collect();
    let line_break = tree.get(text).previous().filter(|before| at == 0 && before.is_html("br")).map(NodeRef::id);
    tree.set_text(text, &whole[..at]);
    tree.append_text(rest, &whole[at + 1..], None);
    for node in moved {
        tree.detach(node);
        tree.append(rest, node);
    }
    if let Some(line_break) = line_break {
        tree.detach(line_break);
    }
    for part in [block, rest] {
        // A line alone is no verse.
        if tree.get(part).attribute("class") == Some("verse") && lines_of(tree.get(part)).len() == 1 {
            tree.unset(part, "class");
        }
    }
    Some(rest)
}

/// Returns the text with the line end before a line, and where in it.
fn line_end(block: NodeRef<'_>, line: usize) -> Option<(NodeId, usize)> {
    let mut before = 0;
    for child in block.children() {
        for (at, _) in child.text_content().match_indices('\n') {
            before += 1;
            if before == line {
                return child.is_text().then(|| (child.id(), at));
            }
        }
    }
    None
}

/// Makes every line of a block stay one, none of them set in.
pub(super) fn keep_lines(tree: &mut Tree, block: NodeId) {
    let texts: Vec<NodeId> = tree.get(block).descendants().filter(|node| node.is_text()).map(NodeRef::id).collect();
    for id in texts {
        let node = tree.get(id);
        let is_marked = node.previous().is_some_and(|before| before.is_html("br"));
        let text = node.text().replace('\u{A0}', " ");
        let mut lines = text.split('\n');
        let mut written = lines.next().unwrap_or_default().to_owned();
        let begins = node.previous().is_none_or(|before| before.is_text() && before.text().ends_with('\n'));
        if begins {
            written = written.trim_start().to_owned();
        }
        let mut last = id;
        tree.set_text(id, &written);
        for (number, line) in lines.enumerate() {
            if !(number == 0 && is_marked && written.trim().is_empty()) {
                let line_break = tree.create_element(&Name::html("br"), None);
                tree.insert_after(last, line_break);
                last = line_break;
            }
            let text = tree.create_text(&format!("\n{}", line.trim_start()), None);
            tree.insert_after(last, text);
            last = text;
        }
    }
}
