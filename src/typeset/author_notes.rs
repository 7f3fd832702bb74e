//! The notes of authors: what is said before and after a text, and whatever in it has the class `author-note`.
//!
//! They stand where they were written, or at the end of their piece, or in an appendix of the book, with links both
//! ways; or they are left out, which is reported. Moving them into the appendix is the work of `appendix`.

use super::classes::set_epub_type;
use super::fragment::Fragment;
use super::{Context, classes, typography};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manifest::AuthorNotes;
use crate::manuscript::Piece;
use crate::slug::Unique;
use crate::source::Located;
use crate::words::Word;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// The class of a note, and that of the section that holds those which were moved.
const NOTE: &str = "author-note";
pub(super) const SECTION: &str = "gathered-notes";

/// Puts the notes of a piece before and after its text; `after` is what stands at its head.
pub(super) fn put(piece: &mut Piece, context: &Context<'_>, after: Option<NodeId>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if let Some(text) = piece.facts.notes_before.clone() {
        let note = made(piece, context, &text, 10, &mut diagnostics);
        match after {
            Some(after) => piece.tree.insert_after(after, note),
            None => piece.tree.prepend(piece.tree.document(), note),
        }
    }
    if let Some(text) = piece.facts.notes_after.clone() {
        let note = made(piece, context, &text, 11, &mut diagnostics);
        piece.tree.append(piece.tree.document(), note);
    }
    diagnostics
}

fn made(
    piece: &mut Piece,
    context: &Context<'_>,
    text: &Located<String>,
    index: usize,
    diagnostics: &mut Diagnostics,
) -> NodeId {
    let tree = &mut piece.tree;
    let note = tree.create_element(&Name::html("aside"), text.span);
    tree.set(note, "class", NOTE);
    // Else screen readers list each as a landmark of the page.
    tree.set(note, "role", "note");
    let title = tree.append_element(note, &Name::html("p"), text.span);
    tree.set(title, "class", "note-title");
    tree.append_text(title, context.word(Word::AuthorNote, &piece.language), text.span);
    diagnostics.extend(Fragment::of(text).append_to(tree, note, index));
    diagnostics.extend(typography::set_block(piece, note, context));
    note
}

/// Gathers the notes at the end of the piece, or takes them out, where the book wants that.
pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let place = context.manifest.pieces.author_notes;
    if place == AuthorNotes::Inline {
        return Diagnostics::new();
    }
    let notes = notes(piece.tree.root());
    if notes.is_empty() {
        return Diagnostics::new();
    }
    if place == AuthorNotes::Drop {
        let span = piece.tree.get(notes[0]).nearest_span();
        for note in &notes {
            piece.tree.detach(*note);
        }
        let message = format!("{} of `{}` left out", counted(notes.len()), piece.title);
        let help = "say `author-notes = \"appendix\"` in `[pieces]` to have them at the end of the book";
        return vec![Diagnostic::new(&DROPPED_AUTHOR_NOTES, message).at(span).help(help)];
    }
    gather(piece, &notes, place, context);
    Diagnostics::new()
}

/// Returns the notes of a piece, without those in another.
fn notes(root: NodeRef<'_>) -> Vec<NodeId> {
    let is_note = |node: &NodeRef<'_>| is_note(*node);
    let outermost = |node: &NodeRef<'_>| !node.ancestors().any(|above| is_note(&above));
    root.descendants().filter(is_note).filter(outermost).map(NodeRef::id).collect()
}

/// Tells whether a node is a note that may be moved: a block of that class, where a paragraph with a link may stand.
fn is_note(node: NodeRef<'_>) -> bool {
    let is_block = matches!(node.html(), Some("div" | "aside" | "section" | "article" | "blockquote" | "p"));
    let may_hold_links = |above: NodeRef<'_>| {
        let is_flow =
            matches!(above.html(), Some("div" | "aside" | "section" | "article" | "blockquote" | "main" | "li" | "dd"));
        !above.is_element() || is_flow || matches!(above.html(), Some("ul" | "ol" | "dl"))
    };
    let is_in_list = node.parent().is_some_and(|parent| parent.is_html("dl"));
    is_block && !is_in_list && node.has_token("class", NOTE) && node.ancestors().all(may_hold_links)
}

/// Makes a block of a note that is a paragraph, so that it can hold another.
fn as_block(tree: &mut Tree, note: NodeId) -> NodeId {
    if !tree.get(note).is_html("p") {
        return note;
    }
    let block = tree.wrap(note, &Name::html("div"));
    tree.set(block, "class", NOTE);
    tree.unset(note, "class");
    block
}

/// Moves notes into a section at the end, each leaving a link and having one back; but for those that stood there.
fn gather(piece: &mut Piece, notes: &[NodeId], place: AuthorNotes, context: &Context<'_>) {
    let mut unique: Unique = piece.tree.values("id").collect();
    let tree = &mut piece.tree;
    let section = tree.create_element(&Name::html("section"), None);
    tree.set(section, "class", SECTION);
    tree.set(section, "aria-label", context.word(Word::AuthorNotes, &piece.language));
    let link_text = context.word(Word::AuthorNote, &piece.language);
    let back_text = context.word(Word::Back, &piece.language);
    for note in notes {
        let note = as_block(tree, *note);
        if place == AuthorNotes::EndOfPiece && is_last(tree.get(note)) {
            tree.append(section, note);
            continue;
        }
        let id = match tree.get(note).attribute("id") {
            Some(id) => id.to_owned(),
            None => unique.fresh(NOTE),
        };
        tree.set(note, "id", &id);
        let back = unique.fresh("to-author-note");
        let there = link(tree, link_text, &id);
        tree.set(there, "id", &back);
        tree.insert_before(note, there);
        tree.append(section, note);
        let back = link_back(tree, back_text, &back);
        tree.append(note, back);
    }
    let document = tree.document();
    tree.append(document, section);
}

/// Tells whether nothing of the text comes after a node but other notes.
fn is_last(node: NodeRef<'_>) -> bool {
    let is_text = |node: NodeRef<'_>| {
        node.is_element() && !node.has_token("class", NOTE) && node.attribute("role") != Some("doc-footnote")
            || node.is_text() && !node.text().trim().is_empty()
    };
    let is_outermost = node.parent().is_some_and(|parent| !parent.is_element());
    is_outermost && !std::iter::successors(node.next(), |next| next.next()).any(is_text)
}

fn link(tree: &mut Tree, text: &str, id: &str) -> NodeId {
    let paragraph = tree.create_element(&Name::html("p"), None);
    tree.set(paragraph, "class", "note-link");
    let link = tree.append_element(paragraph, &Name::html("a"), None);
    tree.set(link, "href", &format!("#{id}"));
    tree.append_text(link, text, None);
    paragraph
}

fn link_back(tree: &mut Tree, text: &str, id: &str) -> NodeId {
    let line = link(tree, text, id);
    classes::add(tree, line, "note-back");
    if let Some(link) = tree.get(line).first_child().map(NodeRef::id) {
        tree.set(link, "role", "doc-backlink");
        set_epub_type(tree, link, "backlink");
    }
    line
}

fn counted(number: usize) -> String {
    if number == 1 { "1 author's note".to_owned() } else { format!("{number} authors' notes") }
}

pub(super) const RULES: &[&Rule] = &[&DROPPED_AUTHOR_NOTES];

const DROPPED_AUTHOR_NOTES: Rule = Rule {
    name: "dropped-author-notes",
    severity: Severity::Info,
    summary: "the notes of authors are left out, as the book asks",
    explanation: "
The book says `author-notes = \"drop\"`. What is left out is counted for each piece, so that nothing goes unseen.

Wrong:

    [pieces]
    author-notes = \"drop\"

Right:

    [pieces]
    author-notes = \"end-of-piece\"
",
    epubcheck: &[],
};
