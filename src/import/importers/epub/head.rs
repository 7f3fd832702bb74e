//! The head of a chapter: its title leaves for front matter, with the lines under it that say who wrote it and when.

use super::page::HEAD;
use crate::import::clean::{label, lines};
use crate::import::contents::is_heading;
use crate::import::front::Book;
use crate::import::markdown;
use crate::manifest::{Facts, Person};
use crate::source::Located;
use crate::words::{self, Word};
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::BTreeMap;

/// What left the text.
#[derive(Default)]
pub(super) struct Taken {
    /// The ids of the title.
    pub ids: Vec<String>,
    /// Words that the book writes by itself.
    pub words: Vec<String>,
    /// Whether a line named the authors.
    pub has_byline: bool,
}

/// Takes the title and what is said under it.
pub(super) fn take(tree: &mut Tree, facts: &mut Facts, language: &str) -> Taken {
    let mut taken = Taken::default();
    title(tree, facts, &mut taken);
    while let Some(id) = first_block(tree) {
        if !line(tree, id, facts, language, &mut taken) && !block(tree, id, facts, &mut taken) {
            break;
        }
    }
    if let Some(last) = tree.root().elements().last().filter(|last| is_authors_note(*last)).map(NodeRef::id) {
        facts.notes_after = Some(note(tree, last, &mut taken));
    }
    for id in tree.root().descendant_ids() {
        let node = tree.get(id);
        let is_line = node.is_html("p") && HEAD.iter().any(|class| node.has_token("class", class));
        let is_note = node.is_html("aside") && node.has_token("class", "author-note");
        if is_line && !node.has_token("class", "byline") {
            tree.unset(id, "class");
        }
        if is_note {
            tree.rename(id, &crate::xml::Name::html("div"));
        }
    }
    taken
}

fn first_block(tree: &Tree) -> Option<NodeId> {
    tree.root().elements().next().map(NodeRef::id)
}

/// Takes a first heading that is nothing but words.
fn title(tree: &mut Tree, facts: &mut Facts, taken: &mut Taken) {
    let Some(first) = tree.root().elements().next().filter(|first| is_heading(*first)) else { return };
    let is_plain = |node: NodeRef<'_>| {
        !node.is_element() || matches!(node.html(), Some("br" | "span")) && node.attribute("class").is_none()
    };
    if !first.descendants().all(is_plain) {
        return;
    }
    let words = label(first);
    if words.is_empty() {
        return;
    }
    taken.ids.extend(
        std::iter::once(first).chain(first.descendants()).filter_map(|node| node.attribute("id")).map(str::to_owned),
    );
    facts.title = Some(Located { value: words, span: None });
    let id = first.id();
    tree.detach(id);
}

/// Takes a line under the title; tells whether it was one.
fn line(tree: &mut Tree, id: NodeId, facts: &mut Facts, language: &str, taken: &mut Taken) -> bool {
    let node = tree.get(id);
    let (words, has) = (label(node), |class: &str| node.is_html("p") && node.has_token("class", class));
    let said = Some(Located { value: words.clone(), span: None });
    if has("subtitle") {
        facts.subtitle = said;
    } else if has("date") {
        facts.date = said;
    } else if has("byline") {
        let Some(names) = names(&words, Word::By, language) else { return false };
        facts.authors = names.iter().map(Person::author).collect();
        taken.has_byline = true;
        taken.words.push(words);
    } else if has("translator") {
        let Some(names) = names(&words, Word::TranslatedBy, language) else { return false };
        facts.translators = names.iter().map(|name| Person::new(name, "trl")).collect();
        taken.words.push(words);
    } else {
        return false;
    }
    tree.detach(id);
    true
}

/// Takes a block between the title and the text; tells whether it was one.
fn block(tree: &mut Tree, id: NodeId, facts: &mut Facts, taken: &mut Taken) -> bool {
    let node = tree.get(id);
    if is_authors_note(node) {
        facts.notes_before = Some(note(tree, id, taken));
        return true;
    }
    // A note would stay behind.
    let has_note = node.descendants().any(|node| node.attribute("role") == Some("doc-noteref"));
    let has = |class: &str| node.is_html("div") && node.has_token("class", class) && !has_note;
    let said = || Some(Located { value: markdown::write(node).trim().to_owned(), span: None });
    if has("piece-dedication") {
        facts.dedication = said();
    } else if has("epigraph") {
        facts.epigraph = said();
    } else if has("summary") {
        facts.summary = said();
    } else {
        return false;
    }
    taken.words.push(lines(node).join("\n"));
    tree.detach(id);
    true
}

/// Tells whether a block is what the author says beside the text, under the word for that.
fn is_authors_note(node: NodeRef<'_>) -> bool {
    let has_title = node.elements().next().is_some_and(|first| first.has_token("class", "note-title"));
    node.is_html("aside") && node.has_token("class", "author-note") && has_title
}

fn note(tree: &mut Tree, id: NodeId, taken: &mut Taken) -> Located<String> {
    taken.words.push(lines(tree.get(id)).join("\n"));
    let title = tree.get(id).elements().next().map(NodeRef::id);
    if let Some(title) = title {
        tree.detach(title);
    }
    let said = markdown::write(tree.get(id)).trim().to_owned();
    tree.detach(id);
    Located { value: said, span: None }
}

/// Takes what a page says about people to the people of the book; tells whether that is all that it says.
pub(super) fn about(tree: &Tree, book: &mut Book) -> bool {
    let mut found: Vec<(bool, usize, String)> = Vec::new();
    for block in tree.root().elements() {
        if is_heading(block) && block.previous_element().is_none() {
            continue;
        }
        let Some(name) = block.elements().next().filter(|_| block.has_token("class", "person")).map(label) else {
            return false;
        };
        let is_named = |person: &Person| person.name == name && person.about.is_none();
        let author = book.authors.iter().position(is_named);
        let Some(at) = author.or_else(|| book.contributors.iter().position(is_named)) else { return false };
        let text: Vec<String> = block.elements().skip(1).map(markdown::block_of).collect();
        found.push((author.is_some(), at, text.join("\n\n")));
    }
    for (is_author, at, text) in found {
        let people = if is_author { &mut book.authors } else { &mut book.contributors };
        people[at].about = Some(Located { value: text, span: None });
    }
    true
}

/// Returns the names in a line such as this tool writes: `by Ann Author and Bo Other`.
fn names(line: &str, word: Word, language: &str) -> Option<Vec<String>> {
    const NAME: &str = "\u{1}";
    let frame = words::credit(word, &[NAME], language, &BTreeMap::new());
    let (before, after) = frame.split_once(NAME)?;
    let inner = line.strip_prefix(before)?.strip_suffix(after)?;
    let two = words::credit(word, &[NAME, NAME], language, &BTreeMap::new());
    let between = two.split(NAME).nth(1)?;
    let names = inner.split(between).flat_map(|names| names.split(", ")).map(|name| name.trim().to_owned());
    Some(names.filter(|name| !name.is_empty()).collect())
}
