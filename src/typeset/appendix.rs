//! Moves footnotes, or the notes of authors, from the end of each piece into one page of the book.
//!
//! It runs when links are resolved: whatever led to a note, or from it, leads to where it stands now.

use super::author_notes;
use super::classes::set_language;
use crate::manifest::{AuthorNotes, Footnotes, Manifest};
use crate::manuscript::{Piece, Target};
use crate::slug::Unique;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use rayon::prelude::*;
use std::collections::HashMap;

/// What is gathered: the role of the page, and the class of the sections at the end of pieces.
pub(super) const NOTES: (&str, &str) = ("endnotes", "notes");
pub(super) const AUTHOR_NOTES: (&str, &str) = ("author-notes", author_notes::SECTION);

/// Moves what the manifest wants in an appendix.
pub(super) fn run(pieces: &mut [Piece], manifest: &Manifest) {
    let wanted = [
        (manifest.pieces.footnotes == Footnotes::Appendix, NOTES),
        (manifest.pieces.author_notes == AuthorNotes::Appendix, AUTHOR_NOTES),
    ];
    for (_, (role, class)) in wanted.into_iter().filter(|(is_wanted, _)| *is_wanted) {
        if let Some(page) = pieces.iter().position(|piece| piece.role.name == role) {
            gather(pieces, page, class, &manifest.metadata.language.value);
        }
    }
}

/// Tells whether a piece has a section of that class at its end.
pub(super) fn has_section(piece: &Piece, class: &str) -> bool {
    section(&piece.tree, class).is_some()
}

fn section(tree: &Tree, class: &str) -> Option<NodeId> {
    // Passes put both kinds at the very end.
    let from_end = std::iter::successors(tree.root().last_child(), |node| node.previous());
    let mut last = from_end.filter(|node| node.is_element()).take(2);
    last.find(|node| node.is_html("section") && node.has_token("class", class)).map(NodeRef::id)
}

/// Places that moved: from an id in a piece to an id in the appendix.
type Moved = HashMap<(usize, String), String>;

fn gather(pieces: &mut [Piece], page: usize, class: &str, language: &str) {
    let mut appendix = std::mem::take(&mut pieces[page].tree);
    let mut unique: Unique = appendix.values("id").collect();
    let mut moved = Moved::new();
    for (index, piece) in pieces.iter_mut().enumerate().filter(|(index, _)| *index != page) {
        let Some(notes) = section(&piece.tree, class) else { continue };
        let group = begin_group(&mut appendix, index, piece, &mut unique);
        if piece.language != language {
            set_language(&mut appendix, group, &piece.language, piece.direction);
        }
        appendix.append_copies(group, piece.tree.get(notes), |span| span);
        piece.tree.detach(notes);
        for node in appendix.get(group).descendant_ids() {
            let Some(id) = appendix.get(node).attribute("id").map(str::to_owned) else { continue };
            let fresh = unique.fresh(&format!("{}-{id}", piece.name));
            appendix.set(node, "id", &fresh);
            moved.insert((index, id), fresh);
        }
    }
    pieces[page].tree = appendix;
    pieces.par_iter_mut().for_each(|piece| follow(&mut piece.tree, page, &moved));
}

/// Makes the section for the notes of a piece, under its title.
fn begin_group(appendix: &mut Tree, index: usize, piece: &Piece, unique: &mut Unique) -> NodeId {
    let document = appendix.document();
    let heading = appendix.append_element(document, &Name::html("h2"), None);
    appendix.set(heading, "class", "notes-of");
    appendix.set(heading, "id", &unique.fresh(&format!("notes-{}", piece.name)));
    let link = appendix.append_element(heading, &Name::html("a"), None);
    appendix.set(link, "href", &Target::Piece { piece: index, anchor: None }.to_string());
    appendix.append_text(link, &piece.title, None);
    appendix.append_text(document, "\n", None);
    let group = appendix.append_element(document, &Name::html("div"), None);
    appendix.set(group, "class", "note-group");
    group
}

/// Makes links to what moved lead there.
fn follow(tree: &mut Tree, page: usize, moved: &Moved) {
    for node in tree.root().descendant_ids() {
        let Some(Target::Piece { piece, anchor: Some(id) }) = tree.get(node).attribute("href").and_then(Target::parse)
        else {
            continue;
        };
        if let Some(fresh) = moved.get(&(piece, id)) {
            let target = Target::Piece { piece: page, anchor: Some(fresh.clone()) };
            tree.set(node, "href", &target.to_string());
        }
    }
}
