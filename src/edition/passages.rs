//! Passages for some editions only: `::: {only=kindle}`, `[x]{only="epub kobo"}`.
//!
//! What is for another profile leaves with all that belongs to it: links to it keep their words, notes that only it
//! mentions go, and so do its headings in the table of contents. Numbers stay what they are in the whole book, so that
//! editions agree on what “Figure 3” is.

use super::PROFILES;
use super::rules::UNKNOWN_PROFILE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manuscript::markdown::ONLY;
use crate::manuscript::{Book, Outline, Piece, Target};
use crate::nearest::did_you_mean;
use crate::xml::{NodeId, NodeRef};
use std::collections::HashSet;

/// Says which passages are for profiles that do not exist.
pub(super) fn check(book: &Book) -> Diagnostics {
    let mut findings = Diagnostics::new();
    for piece in &book.pieces {
        for id in marked(piece) {
            let node = piece.tree.get(id);
            let unknown = names(node).filter(|name| PROFILES.iter().all(|profile| profile.name != *name));
            findings.extend(unknown.map(|name| unknown_profile(name).at(node.nearest_span())));
        }
    }
    findings
}

fn unknown_profile(name: &str) -> Diagnostic {
    let known = || PROFILES.iter().map(|profile| profile.name);
    let all = || format!("the profiles are `{}`", known().collect::<Vec<_>>().join("`, `"));
    let message = format!("there is no profile `{name}`");
    Diagnostic::new(&UNKNOWN_PROFILE, message).help(did_you_mean(name, known()).unwrap_or_else(all))
}

/// Keeps the passages that are for a profile, and takes out the others.
pub(super) fn run(book: &mut Book, profile: &str) {
    let mut gone: HashSet<Target> = HashSet::new();
    for (index, piece) in book.pieces.iter_mut().enumerate() {
        for id in marked(piece) {
            let node = piece.tree.get(id);
            if names(node).any(|name| name == profile) {
                keep(piece, id);
                continue;
            }
            let ids = std::iter::once(node).chain(node.descendants()).filter_map(|node| node.attribute("id"));
            gone.extend(ids.map(|id| Target::Piece { piece: index, anchor: Some(id.to_owned()) }));
            piece.tree.detach(id);
        }
    }
    if gone.is_empty() {
        return;
    }
    let outline = std::mem::take(&mut book.outline);
    book.outline = without(outline, &gone);
    for (index, piece) in book.pieces.iter_mut().enumerate() {
        settle_notes(index, piece, &gone);
        unlink(piece, &gone);
    }
}

/// Returns the passages of a piece that are for some profiles only.
fn marked(piece: &Piece) -> Vec<NodeId> {
    if !piece.tree.has_name(ONLY) {
        return Vec::new();
    }
    piece.tree.root().descendants().filter(|node| node.attribute(ONLY).is_some()).map(NodeRef::id).collect()
}

fn names(node: NodeRef<'_>) -> impl Iterator<Item = &str> {
    let said = node.attribute(ONLY).unwrap_or_default();
    said.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|name| !name.is_empty())
}

/// Takes the mark off a passage, and the element that only bore it.
fn keep(piece: &mut Piece, id: NodeId) {
    piece.tree.unset(id, ONLY);
    let node = piece.tree.get(id);
    if matches!(node.html(), Some("div" | "span")) && node.attributes().next().is_none() {
        piece.tree.unwrap(id);
    }
}

/// Returns an outline without the entries that are gone, with those below them in their place.
fn without(outline: Vec<Outline>, gone: &HashSet<Target>) -> Vec<Outline> {
    let mut kept = Vec::with_capacity(outline.len());
    for mut entry in outline {
        let children = without(std::mem::take(&mut entry.children), gone);
        if gone.contains(&entry.target) {
            kept.extend(children);
        } else {
            kept.push(Outline { children, ..entry });
        }
    }
    kept
}

/// Takes out the notes that nothing mentions any more, and leads others back to what still does.
fn settle_notes(index: usize, piece: &mut Piece, gone: &HashSet<Target>) {
    let tree = &mut piece.tree;
    let role = |node: &NodeRef<'_>, role: &str| node.attribute("role") == Some(role);
    let backlinks: Vec<NodeId> = tree
        .root()
        .descendants()
        .filter(|node| role(node, "doc-backlink") && leads(*node).is_some_and(|target| gone.contains(&target)))
        .map(NodeRef::id)
        .collect();
    for backlink in backlinks {
        let Some(note) = tree.get(backlink).ancestors().find(|node| role(node, "doc-footnote")) else { continue };
        let own = Target::Piece { piece: index, anchor: note.attribute("id").map(str::to_owned) };
        let note = note.id();
        if let Some(id) = mention(tree.root(), &own) {
            let target = Target::Piece { piece: index, anchor: Some(id) };
            tree.set(backlink, "href", &target.to_string());
            continue;
        }
        let section = tree.get(note).parent().map(NodeRef::id);
        tree.detach(note);
        if let Some(section) = section.filter(|id| tree.get(*id).elements().next().is_none()) {
            tree.detach(section);
        }
    }
}

/// Returns the id of the first mention of a note.
fn mention(root: NodeRef<'_>, note: &Target) -> Option<String> {
    let mut mentions = root.descendants().filter(|node| node.attribute("role") == Some("doc-noteref"));
    let first = mentions.find(|node| leads(*node).as_ref() == Some(note))?;
    first.attribute("id").map(str::to_owned)
}

fn leads(link: NodeRef<'_>) -> Option<Target> {
    link.attribute("href").and_then(Target::parse)
}

/// Takes the links away that lead to what is gone, and keeps their words.
fn unlink(piece: &mut Piece, gone: &HashSet<Target>) {
    let is_dead = |node: &NodeRef<'_>| node.is_html("a") && leads(*node).is_some_and(|target| gone.contains(&target));
    let dead: Vec<NodeId> = piece.tree.root().descendants().filter(is_dead).map(NodeRef::id).collect();
    for link in dead {
        piece.tree.unwrap(link);
    }
}
