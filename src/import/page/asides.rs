//! What an author says around a text and around each of its chapters: summaries, notes before it, notes after it.
//!
//! Sites mark it (`sites`). Whose it is, and whether it stands before or after, is told by the words around it; what
//! heads it, “Summary” or “Notes”, says which of both it is. It leaves the page before that is cleaned, and chapters
//! get theirs once the text is divided.

use super::select::Index;
use super::sites::Site;
use crate::import::{Chapter, Removed, clean, markdown};
use crate::manifest::Facts;
use crate::source::Located;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::{HashMap, HashSet};

/// Where a page has what its author says.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Each with whether it is a summary.
    texts: HashMap<NodeId, bool>,
    /// What heads them and leads to them.
    labels: Vec<NodeId>,
}

/// One of them, taken out.
struct Aside {
    id: NodeId,
    is_summary: bool,
    chapter: Option<usize>,
    /// How many letters of the article stand before it.
    at: usize,
}

/// Finds what the marks of a site say is said by the author.
pub(super) fn find(index: &Index<'_>, site: &Site) -> Found {
    let summaries = index.all(site.summary).into_iter().map(|node| (node.id(), said_by_label(node).unwrap_or(true)));
    let notes = index.all(site.notes).into_iter().map(|node| (node.id(), said_by_label(node).unwrap_or(false)));
    let texts = notes.chain(summaries).collect();
    Found { texts, labels: index.all(site.labels).into_iter().map(NodeRef::id).collect() }
}

/// Tells whether the line above says that a summary follows, or notes; none where it says neither.
fn said_by_label(node: NodeRef<'_>) -> Option<bool> {
    let label = node.previous_element()?.text_content().to_lowercase();
    let last = label.trim().trim_end_matches(':').rsplit(' ').next()?;
    match last {
        "summary" => Some(true),
        "notes" | "note" => Some(false),
        _ => None,
    }
}

/// Takes what is said of the whole for its `facts`; returns what is said of each chapter, by the headings of these.
pub(super) fn take(
    tree: &mut Tree,
    found: Found,
    headings: &[NodeId],
    roots: &[NodeId],
    facts: &mut Facts,
) -> (Vec<Facts>, Option<Removed>) {
    let mut of_chapters = vec![Facts::default(); headings.len()];
    if found.texts.is_empty() && found.labels.is_empty() {
        return (of_chapters, None);
    }
    let inside: HashSet<NodeId> =
        roots.iter().flat_map(|root| tree.get(*root).descendants()).map(NodeRef::id).collect();
    let (asides, starts, total) = walk(tree, &found, headings, &inside);
    for aside in asides {
        let of = aside
            .chapter
            .map_or(0..total, |chapter| starts[chapter]..starts.get(chapter + 1).copied().unwrap_or(total));
        let is_before = aside.at.saturating_sub(of.start) * 2 < of.len().max(1);
        let facts = aside.chapter.map_or(&mut *facts, |chapter| &mut of_chapters[chapter]);
        let said = match (aside.is_summary, is_before) {
            (true, _) => &mut facts.summary,
            (false, true) => &mut facts.notes_before,
            (false, false) => &mut facts.notes_after,
        };
        let value = as_markdown(tree, aside.id);
        if !value.is_empty() {
            *said = both(said.take(), Some(Located { value, span: None }));
        }
        tree.detach(aside.id);
    }
    (of_chapters, take_labels(tree, found.labels.into_iter().filter(|label| inside.contains(label))))
}

/// Goes over a page once; returns what is said by the author, how many letters of the article stand before each chapter,
/// and how many there are.
fn walk(tree: &Tree, found: &Found, headings: &[NodeId], inside: &HashSet<NodeId>) -> (Vec<Aside>, Vec<usize>, usize) {
    let mut asides = Vec::new();
    let mut starts = vec![0; headings.len()];
    let (mut at, mut chapter) = (0, None);
    let top = tree.document();
    let mut next = tree.root().first_child();
    while let Some(node) = next {
        let id = node.id();
        if let Some(heading) = headings.iter().position(|heading| *heading == id) {
            chapter = Some(heading);
            starts[heading] = at;
            next = node.following_beyond(top);
        } else if let Some(&is_summary) = found.texts.get(&id) {
            asides.push(Aside { id, is_summary, chapter: chapter.filter(|_| inside.contains(&id)), at });
            next = node.following_beyond(top);
        } else {
            if node.is_text()
                && inside.contains(&id)
                && !node.ancestors().any(|above| found.labels.contains(&above.id()))
            {
                at += node.text().chars().filter(|letter| letter.is_alphanumeric()).count();
            }
            next = node.following_within(top);
        }
    }
    (asides, starts, at)
}

/// Takes out what headed notes and summaries, which are gone.
fn take_labels(tree: &mut Tree, labels: impl Iterator<Item = NodeId>) -> Option<Removed> {
    let mut gone = Vec::new();
    for label in labels {
        // A label in another has gone with it.
        if tree.get(label).ancestors().last().is_some_and(|top| top.id() == tree.document()) {
            gone.extend(super::clutter::shown(tree.get(label)));
            tree.detach(label);
        }
    }
    let what = "what heads notes and summaries, which are front matter now".to_owned();
    (!gone.is_empty()).then(|| Removed { what, text: gone.join("\n") })
}

/// Gives chapters what is said of them, each told by its title; returns what is said of one that has no text.
pub(super) fn give(of_chapters: Vec<(String, Facts)>, chapters: &mut [Chapter]) -> Option<Removed> {
    let mut rest = chapters.iter_mut();
    let mut homeless = Vec::new();
    for (title, said) in of_chapters {
        let is_called_so = |chapter: &Chapter| chapter.facts.title.as_ref().is_some_and(|own| own.value == title);
        let at = rest.as_slice().iter().position(is_called_so);
        if let Some(chapter) = at.and_then(|at| rest.nth(at)) {
            add(&mut chapter.facts, said);
        } else {
            let texts = [said.summary, said.notes_before, said.notes_after];
            homeless.extend(texts.into_iter().flatten().map(|text| text.value));
        }
    }
    let what = "what the author says of a chapter that has no text".to_owned();
    (!homeless.is_empty()).then(|| Removed { what, text: homeless.join("\n") })
}

/// Adds what stands around a text to what its own words say.
pub(super) fn add(own: &mut Facts, said: Facts) {
    own.summary = both(said.summary, own.summary.take());
    own.notes_before = both(said.notes_before, own.notes_before.take());
    own.notes_after = both(own.notes_after.take(), said.notes_after);
}

/// Puts one text behind another.
pub(super) fn both(first: Option<Located<String>>, second: Option<Located<String>>) -> Option<Located<String>> {
    match (first, second) {
        (Some(first), Some(second)) => {
            Some(Located { value: format!("{}\n\n{}", first.value, second.value), span: None })
        }
        (first, second) => first.or(second),
    }
}

fn as_markdown(tree: &Tree, id: NodeId) -> String {
    let mut part = tree.for_part();
    let document = part.document();
    for child in tree.get(id).children() {
        part.append_copy(document, child);
    }
    clean::clean(&mut part);
    markdown::write(part.root()).trim().to_owned()
}
