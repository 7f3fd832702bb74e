//! Footnotes of plain text: `[1]` among words, and `[1] …` or `[Footnote 1: …]` in a paragraph of its own.
//!
//! A note is the last that its number names before it, so that numbers may begin anew on each page. It is put behind
//! the block that refers to it, and so comes into the same chapter. A mark that leads nowhere stays as it is typed.
//! Those that have a sign in place of a number are for `stars`, those that stand where their mark would for `inline`.

mod inline;
mod stars;

use super::Removed;
use crate::manuscript::markdown::{NOTE, NOTE_LABEL};
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::HashMap;
use std::ops::Range;

/// Makes notes of the footnotes of a text.
pub(super) fn gather(tree: &mut Tree) -> Option<Removed> {
    let mut mentions = Mentions::default();
    let mut paragraphs: Vec<(usize, NodeId)> = Vec::new();
    for (order, node) in tree.root().descendants().enumerate() {
        mentions.add(order, node);
        if node.is_html("p") {
            paragraphs.push((order, node.id()));
        }
    }
    let mut marks = Vec::new();
    if mentions.0.is_empty() {
        paragraphs.clear();
    }
    for (order, paragraph) in paragraphs {
        let Some(opening) = Opening::read(&tree.get(paragraph).text_content()) else { continue };
        if tree.get(paragraph).first_child().is_none_or(|first| !first.is_text()) {
            continue;
        }
        let more = if opening.is_open { more_of(tree.get(paragraph)) } else { Some(Vec::new()) };
        let Some(more) = more else { continue };
        let Some(mention) = mentions.last(tree, order, &opening.label) else { continue };
        let number = marks.len();
        let end = mention.at + opening.label.len() + 2;
        let rest = refer(tree, mention.text, mention.at..end, number);
        mentions.add(mention.order, tree.get(rest));
        let text = mention.text;
        define(tree, &Note { paragraph, more: &more, mark: &opening.mark, has_end: opening.has_end, number }, text);
        marks.push(format!("[{}] {}", opening.label, opening.mark));
    }
    marks.extend(inline::gather(tree, marks.len()));
    stars::gather(tree, marks.len());
    let what = "the marks of footnotes, which are notes now".to_owned();
    (!marks.is_empty()).then(|| Removed { what, text: marks.join("\n") })
}

/// What a paragraph begins with that is a note.
#[derive(Debug, PartialEq, Eq)]
struct Opening {
    label: String,
    /// What it begins with, word for word.
    mark: String,
    /// Whether a bracket at its end belongs to the mark.
    has_end: bool,
    /// Whether that bracket is missing: the note goes on in the paragraphs after it.
    is_open: bool,
}

impl Opening {
    fn read(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('[')?;
        let (word, inner) = match inner.strip_prefix("Footnote ") {
            Some(rest) => ("Footnote ", rest),
            None => ("", inner),
        };
        let label: String =
            inner.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '*').collect();
        let is_label = (1..=4).contains(&label.len())
            && (label.starts_with(|first: char| first.is_ascii_digit() || first == '*') || label.len() == 1);
        let end = if word.is_empty() { "]" } else { ":" };
        let rest = inner[label.len()..].strip_prefix(end)?;
        let space = rest.len() - rest.trim_start().len();
        if !is_label || rest.trim().is_empty() {
            return None;
        }
        let mark = text[..text.len() - rest.len() + space].to_owned();
        let has_end = !word.is_empty();
        Some(Self { label, mark, has_end, is_open: has_end && !text.trim_end().ends_with(']') })
    }
}

/// Where numbers in brackets stand among words, by number and in the order of the text.
#[derive(Default)]
struct Mentions(HashMap<String, Vec<(usize, NodeId)>>);

/// One of them.
struct Mention {
    order: usize,
    text: NodeId,
    at: usize,
}

impl Mentions {
    fn add(&mut self, order: usize, node: NodeRef<'_>) {
        if !node.is_text() {
            return;
        }
        for inner in node.text().split('[').skip(1) {
            if let Some((label, _)) = inner.split_once(']').filter(|(label, _)| label.len() <= 4) {
                let known = self.0.entry(label.to_owned()).or_default();
                let place = known.partition_point(|(other, _)| *other <= order);
                known.insert(place, (order, node.id()));
            }
        }
    }

    /// Returns the last `[label]` before a place, that no note has yet; it is forgotten, with all that are no more.
    fn last(&mut self, tree: &Tree, before: usize, label: &str) -> Option<Mention> {
        let mark = format!("[{label}]");
        let known = self.0.get_mut(label)?;
        let mut end = known.partition_point(|(order, _)| *order < before);
        while end > 0 {
            end -= 1;
            let (order, text) = known.remove(end);
            let node = tree.get(text);
            let at = node.text().rfind(&mark).filter(|at| *at > 0 || node.previous().is_some());
            if let Some(at) = at {
                return Some(Mention { order, text, at });
            }
        }
        None
    }
}

/// Puts a reference in the place of a mark; returns the text after it.
fn refer(tree: &mut Tree, text: NodeId, mark: Range<usize>, number: usize) -> NodeId {
    let whole = tree.get(text).text().to_owned();
    let reference = tree.create_element(&Name::html("a"), None);
    tree.set(reference, "role", "doc-noteref");
    tree.set(reference, "href", &format!("#{NOTE}{number}"));
    tree.append_text(reference, &(number + 1).to_string(), None);
    let rest = tree.create_text(&whole[mark.end..], None);
    tree.set_text(text, &whole[..mark.start]);
    tree.insert_after(text, reference);
    tree.insert_after(reference, rest);
    rest
}

/// Returns the paragraphs in which a note goes on whose bracket is open: up to that which closes it.
fn more_of(paragraph: NodeRef<'_>) -> Option<Vec<NodeId>> {
    const MOST: usize = 12;
    let mut more = Vec::new();
    let mut next = paragraph.next_element();
    while let Some(node) = next.filter(|node| matches!(node.html(), Some("p" | "blockquote")) && more.len() < MOST) {
        let text = node.text_content();
        if Opening::read(&text).is_some() {
            return None;
        }
        more.push(node.id());
        if text.trim_end().ends_with(']') && text.matches('[').count() < text.matches(']').count() {
            return Some(more);
        }
        next = node.next_element();
    }
    None
}

/// A note in the text.
struct Note<'a> {
    paragraph: NodeId,
    /// The paragraphs that it goes on in.
    more: &'a [NodeId],
    /// What it begins with, word for word.
    mark: &'a str,
    /// Whether a bracket at its end belongs to the mark.
    has_end: bool,
    number: usize,
}

/// Makes a note of paragraphs, and puts it behind the block that refers to it.
fn define(tree: &mut Tree, note: &Note<'_>, reference: NodeId) {
    let &Note { paragraph, more, mark, has_end, number } = note;
    let texts = |id: NodeId| tree.get(id).descendants().filter(|node| node.is_text()).map(NodeRef::id);
    let texts: Vec<NodeId> = std::iter::once(paragraph).chain(more.iter().copied()).flat_map(texts).collect();
    if let Some(&first) = texts.first() {
        let text = tree.get(first).text().to_owned();
        tree.set_text(first, text.strip_prefix(mark).unwrap_or(&text));
    }
    if let Some(&last) = texts.last().filter(|_| has_end) {
        let text = tree.get(last).text().trim_end().to_owned();
        tree.set_text(last, text.strip_suffix(']').unwrap_or(&text));
    }
    let note = tree.create_element(&Name::html("div"), None);
    tree.set(note, "role", "doc-footnote");
    tree.set(note, "id", &format!("{NOTE}{number}"));
    tree.set(note, NOTE_LABEL, &(number + 1).to_string());
    let after = last_note(tree, reference);
    tree.detach(paragraph);
    tree.insert_after(after, note);
    tree.append(note, paragraph);
    for paragraph in more {
        tree.detach(*paragraph);
        tree.append(note, *paragraph);
    }
}

/// Returns the last note of the block that a reference stands in; the block itself where it has none yet.
fn last_note(tree: &Tree, reference: NodeId) -> NodeId {
    let document = tree.document();
    let referring = tree.get(reference);
    let block = referring.ancestors().take_while(|above| above.id() != document).last().unwrap_or(referring).id();
    // Notes that the same block has already stand before this one.
    let is_note = |node: &NodeRef<'_>| node.attribute("role") == Some("doc-footnote") || node.is_text();
    let last = std::iter::successors(tree.get(block).next(), |node| node.next()).take_while(is_note);
    last.filter(|node| !node.is_text()).last().map_or(block, NodeRef::id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_told_by_its_opening() {
        let read = |text: &str| Opening::read(text).map(|opening| (opening.label, opening.mark, opening.has_end));
        assert_eq!(read("[1] A note."), Some(("1".into(), "[1] ".into(), false)));
        assert_eq!(read("[Footnote 12: A note.]"), Some(("12".into(), "[Footnote 12: ".into(), true)));
        for text in ["[1]", "[Illustration: A boat.]", "[Exit all]", "1] x", "[12345] x", "(1) x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
