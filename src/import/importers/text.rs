//! Plain text: the reader of the manuscript finds paragraphs, verse and headings; here the wrapper around it is cut off
//! and headings are told from the headings below them.

use crate::import::{Removed, Text, Work, chapters, gutenberg, notes};
use crate::manuscript::{Input, READERS};
use crate::xml::{Name, NodeId, Tree};
use std::sync::Arc;

/// Imports a text.
pub(in crate::import) fn import(text: &Text) -> Work {
    let wrapper = gutenberg::find(&text.content);
    let body: Arc<str> = match &wrapper {
        Some(wrapper) => text.content[wrapper.body.clone()].into(),
        None => text.content.clone(),
    };
    let reader = READERS.iter().find(|reader| reader.name == "plain text").expect("the table holds it");
    let reading = (reader.read)(&Input::new(body.clone(), text.source, 0));
    let mut tree = reading.tree;
    lower_close_headings(&mut tree, &body);
    let (known, mut removed) = wrapper.map(|wrapper| (wrapper.facts, wrapper.removed)).unwrap_or_default();
    removed.extend(header(&body));
    removed.extend(notes::gather(&mut tree));
    removed.extend(signs(&tree, &body));
    let mut work = chapters::divide(tree, known.or(reading.facts));
    work.removed.splice(0..0, removed);
    work.seen = vec![text.content.to_string()];
    work.diagnostics = reading.diagnostics;
    work
}

/// Returns the header of a text, `Title: The Ferry` and the lines after it, which is front matter now.
fn header(text: &str) -> Option<Removed> {
    let text = text.trim_start();
    let lines: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).collect();
    let what = "the header, which is front matter now".to_owned();
    lines.first()?.to_lowercase().starts_with("title:").then(|| Removed { what, text: lines.join("\n") })
}

/// Returns the scene breaks that are written with letters, such as `oOo`.
fn signs(tree: &Tree, text: &str) -> Option<Removed> {
    let rules = tree.root().descendants().filter(|node| node.is_html("hr"));
    let signs = rules.filter_map(|rule| Some(&text[rule.span()?.range()]));
    let signs: Vec<&str> = signs.filter(|sign| sign.contains(char::is_alphanumeric)).collect();
    let what = "the signs of scene breaks, which are breaks now".to_owned();
    (!signs.is_empty()).then(|| Removed { what, text: signs.join("\n") })
}

/// Makes headings of a lower level of those that stand nearer to the text before them than others do.
///
/// Old books and those who transcribe them leave four empty lines before a chapter, and two before a section.
fn lower_close_headings(tree: &mut Tree, text: &str) {
    const WIDE: usize = 3;
    let headings: Vec<(NodeId, usize)> = tree
        .root()
        .elements()
        .filter(|block| block.is_html("h2"))
        .filter_map(|heading| Some((heading.id(), empty_lines_before(text, heading.span()?.start as usize))))
        .collect();
    let wide = headings.iter().filter(|(_, gap)| *gap >= WIDE).count();
    if wide < 2 || wide == headings.len() {
        return;
    }
    for (heading, _) in headings.into_iter().filter(|(_, gap)| *gap < WIDE) {
        tree.rename(heading, &Name::html("h3"));
    }
}

fn empty_lines_before(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let blank = &before[before.trim_end().len()..];
    let ends = blank.replace("\r\n", "\n").matches(['\n', '\r']).count();
    ends.saturating_sub(1)
}
