//! Documents whose headings are marked as such: chapters begin at them, and at the breaks between pages where there are
//! none.

use super::chapters;
use super::clean::{label, lines};
use super::contents::is_heading;
use super::importers::epub::renumber;
use super::{Body, Work, places};
use crate::manifest::Facts;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::HashMap;

/// The class of the mark where a page begins.
pub(super) const PAGE: &str = "page-break";

/// Divides a document whose title is an `h1`, whose chapters and sections are `h2` and below.
pub(super) fn divide(mut tree: Tree, facts: Facts) -> Work {
    let places = headings(&tree);
    let levels: Vec<NodeId> = tree.root().elements().filter(|block| is_heading(*block)).map(NodeRef::id).collect();
    let pages: Vec<NodeId> =
        tree.root().elements().filter(|block| block.has_token("class", PAGE)).map(NodeRef::id).collect();
    let has_chapters = levels.iter().any(|heading| !tree.get(*heading).is_html("h1"));
    if !has_chapters && !pages.is_empty() {
        return by_pages(&tree, facts, &places);
    }
    for page in pages {
        tree.detach(page);
    }
    // A single heading over all others is the title.
    let top: Vec<NodeId> = levels.iter().copied().filter(|id| tree.get(*id).is_html("h2")).collect();
    let is_first = tree.root().elements().next().map(NodeRef::id) == top.first().copied();
    let has_title = levels.iter().any(|id| tree.get(*id).is_html("h1"));
    if let [only] = top[..]
        && is_first
        && !has_title
        && levels.len() > 2
    {
        tree.rename(only, &Name::html("h1"));
    }
    let mut work = chapters::divide_headed(tree, facts);
    finish(&mut work, &places);
    work
}

/// Returns the places in headings with the words of these, which become titles of chapters.
fn headings(tree: &Tree) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for heading in tree.root().elements().filter(|block| is_heading(*block)) {
        let anchors = heading.elements().filter_map(|inner| inner.attribute("id"));
        found.extend(anchors.map(|id| (id.to_owned(), label(heading))));
    }
    found
}

/// Makes a piece of what stands between two breaks.
fn by_pages(tree: &Tree, facts: Facts, places: &[(String, String)]) -> Work {
    let mut pieces: Vec<Tree> = vec![Tree::default()];
    for block in tree.root().children() {
        if block.has_token("class", PAGE) {
            pieces.push(Tree::default());
        } else if let Some(piece) = pieces.last_mut() {
            let document = piece.document();
            piece.append_copy(document, block);
        }
    }
    pieces.retain(|piece| lines(piece.root()).iter().any(|line| !line.is_empty()));
    let mut whole = Work { facts, ..Work::default() };
    for piece in pieces {
        let mut work = chapters::divide(piece, Facts::default());
        if whole.chapters.is_empty() && whole.facts.title.is_none() {
            whole.facts = std::mem::take(&mut whole.facts).or(work.facts);
        }
        whole.chapters.append(&mut work.chapters);
        whole.removed.append(&mut work.removed);
    }
    finish(&mut whole, places);
    whole
}

/// Numbers the notes of each chapter from one on, and makes links lead to the chapters that hold their places.
fn finish(work: &mut Work, of_headings: &[(String, String)]) {
    let mut found: HashMap<String, usize> = HashMap::new();
    for (index, chapter) in work.chapters.iter_mut().enumerate() {
        let Body::Tree(tree) = &mut chapter.body else { continue };
        renumber(tree);
        for node in tree.root().descendants() {
            if let Some(id) = node.attribute("id") {
                found.entry(id.to_owned()).or_insert(index);
            }
        }
    }
    let titles: HashMap<String, usize> = work
        .chapters
        .iter()
        .enumerate()
        .filter_map(|(index, chapter)| Some((chapter.facts.title.as_ref()?.value.clone(), index)))
        .collect();
    let by_title = |place: &str| {
        let (_, title) = of_headings.iter().find(|(id, _)| id == place)?;
        Some(places::chapter(*titles.get(title)?, None))
    };
    let is_noteref = |node: NodeRef<'_>| node.attribute("role") == Some("doc-noteref");
    for chapter in &mut work.chapters {
        let Body::Tree(tree) = &mut chapter.body else { continue };
        for id in tree.root().descendant_ids() {
            let node = tree.get(id);
            let Some(place) = node.attribute("href").and_then(|to| to.strip_prefix('#')).filter(|_| !is_noteref(node))
            else {
                continue;
            };
            let here = found.get(place).map(|index| places::chapter(*index, Some(place)));
            match here.or_else(|| by_title(place)) {
                Some(to) => tree.set(id, "href", &to),
                None => tree.unwrap(id),
            }
        }
    }
}
