//! Pages: those of Project Gutenberg without the wrapper around them, and of all others the article.

use crate::import::clean::{self, label};
use crate::import::gutenberg::{self, Mark};
use crate::import::{Removed, Text, Work, chapters, page};
use crate::manifest::Facts;
use crate::manuscript::{Input, keep_body, read_page};
use crate::slug::key;
use crate::source::Located;
use crate::xml::{NodeId, NodeRef, Tree};

/// Tells by its first bytes whether a file is a page, which may then say its encoding.
pub(in crate::import) fn looks_like_it(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4_096)]);
    is_page(&head)
}

/// Tells whether a text is a page.
pub(in crate::import) fn recognises(text: &Text) -> bool {
    let end = (0..=4_096.min(text.content.len())).rev().find(|at| text.content.is_char_boundary(*at)).unwrap_or(0);
    let head = &text.content[..end];
    let is_named_so = matches!(text.path.extension().as_str(), "html" | "htm" | "xhtml");
    is_page(head) || is_named_so && head.contains('<')
}

fn is_page(head: &str) -> bool {
    let head = head.trim_start_matches(|first: char| first.is_whitespace() || first == '\u{FEFF}').to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body", "<?xml"].iter().any(|tag| head.starts_with(tag));
    begins
        && (head.contains("<html")
            || head.contains("<body")
            || head.contains("<head")
            || head.contains("<!doctype html"))
}

/// Imports a page.
pub(in crate::import) fn import(text: &Text) -> Work {
    let reading = read_page(&Input::new(text.content.clone(), text.source, 0));
    let mut tree = reading.tree;
    if !has_wrapper(&text.content) {
        let mut work = page::import(tree, reading.facts, text);
        work.diagnostics.splice(0..0, reading.diagnostics);
        return work;
    }
    keep_body(&mut tree);
    let seen = page::seen(&tree);
    let (known, removed) = unwrap(&mut tree).unwrap_or_default();
    clean::clean(&mut tree);
    let facts = known.or(better_title(reading.facts, &tree));
    let mut work = chapters::divide(tree, facts);
    work.removed.splice(0..0, removed);
    work.seen = seen;
    work.diagnostics = reading.diagnostics;
    work
}

/// Tells whether a page may have the wrapper of Project Gutenberg around its text.
fn has_wrapper(page: &str) -> bool {
    page.contains("PROJECT GUTENBERG") && page.contains("START OF TH")
}

/// Takes for the title the heading that the title of the page repeats: that often names the site, too.
fn better_title(mut facts: Facts, tree: &Tree) -> Facts {
    let first = tree.root().elements().find(|block| matches!(block.html(), Some("h1" | "h2")));
    let heading = first.map(label).filter(|heading| !heading.is_empty());
    if let (Some(title), Some(heading)) = (&facts.title, heading)
        && key(&title.value).contains(&key(&heading))
    {
        facts.title = Some(Located { value: heading, span: title.span });
    }
    facts
}

/// Cuts the wrapper of Project Gutenberg off; returns what it says, and what it was.
fn unwrap(tree: &mut Tree) -> Option<(Facts, Vec<Removed>)> {
    let marked = |tree: &Tree, wanted: Mark| {
        let texts = tree.root().descendants().filter(|node| node.is_text());
        let mut marked = texts.filter(|node| node.text().lines().any(|line| gutenberg::mark(line) == Some(wanted)));
        marked.next().map(NodeRef::id)
    };
    let start = marked(tree, Mark::Start)?;
    let mut removed = Vec::new();
    let mut head = String::new();
    // The box around a mark goes with it: it is preformatted, or a section of its own.
    for (id, is_start) in [(Some(start), true), (marked(tree, Mark::End), false)] {
        let Some(id) = id else { continue };
        let mut text = String::new();
        for block in outside(tree, id, is_start) {
            text.push_str(&tree.get(block).text_content());
            text.push('\n');
            tree.detach(block);
        }
        let what = if is_start {
            head.clone_from(&text);
            "the head of the page, from Project Gutenberg"
        } else {
            "the licence of Project Gutenberg and the end of the page"
        };
        removed.push(Removed { what: what.to_owned(), text });
    }
    Some((gutenberg::facts(&head), removed))
}

/// Returns the nodes before or after a mark, with the box that the mark stands in.
fn outside(tree: &Tree, mark: NodeId, before: bool) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut node = tree.get(mark);
    // Out of the words, to the block that holds them.
    while let Some(above) = node.parent().filter(|above| !clean::is_block(node) && above.parent().is_some()) {
        node = above;
    }
    let is_whole = |node: NodeRef<'_>| node.parent().is_some_and(|above| above.html() == Some("section"));
    while is_whole(node) {
        node = node.parent().unwrap_or(node);
    }
    found.push(node.id());
    let mut here = Some(node);
    while let Some(node) = here {
        let mut siblings: Vec<NodeId> =
            std::iter::successors(beside(node, before), |node| beside(*node, before)).map(NodeRef::id).collect();
        if before {
            siblings.reverse();
            siblings.append(&mut found);
            found = siblings;
        } else {
            found.append(&mut siblings);
        }
        here = node.parent().filter(|above| above.parent().is_some());
    }
    found
}

fn beside(node: NodeRef<'_>, before: bool) -> Option<NodeRef<'_>> {
    if before { node.previous() } else { node.next() }
}
