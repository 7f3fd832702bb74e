//! Footnotes as popup notes: numbered in the order in which the text mentions them, gathered at the end of the piece,
//! with links both ways.
//!
//! The markup is the one that Kindle, Apple Books and Kobo all show as a popup: nothing inside the link but the number,
//! the note after its mention, in a `div` with the link back first.

use super::Context;
use super::classes::set_epub_type;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::Piece;
use crate::manuscript::markdown::{NOTE, NOTE_LABEL};
use crate::slug::Unique;
use crate::source::Span;
use crate::words::Word;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::HashMap;

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    if !piece.tree.may_hold(NOTE) && !piece.tree.may_hold("[^") {
        return Diagnostics::new();
    }
    let found = Found::of(piece.tree.root());
    let mut diagnostics = found.undefined;
    if found.texts.is_empty() {
        return diagnostics;
    }
    let texts: HashMap<usize, NodeId> = found.texts.iter().rev().copied().collect();
    let mut unique: Unique = piece.tree.values("id").collect();
    let mut notes: Vec<Note> = Vec::new();
    let mut by_label: HashMap<usize, usize> = HashMap::new();
    for (label, reference) in found.references {
        let Some(text) = texts.get(&label) else { continue };
        let index = *by_label.entry(label).or_insert_with(|| {
            let id = unique.fresh(&format!("fn-{}", notes.len() + 1));
            notes.push(Note { text: *text, id, back: None });
            notes.len() - 1
        });
        let back = unique.fresh(&format!("fnref-{}", index + 1));
        set_reference(&mut piece.tree, reference, index + 1, &notes[index].id, &back);
        notes[index].back.get_or_insert(back);
    }
    for (label, text) in found.texts {
        if by_label.contains_key(&label) {
            continue;
        }
        let label = piece.tree.get(text).attribute(NOTE_LABEL).unwrap_or_default();
        let message = format!("nothing mentions the note `{label}`");
        let help = format!("write `[^{label}]` where it belongs, or take it out");
        diagnostics.push(Diagnostic::new(&UNUSED_NOTE, message).at(piece.tree.get(text).span()).help(help));
        let id = unique.fresh(&format!("fn-{}", notes.len() + 1));
        notes.push(Note { text, id, back: None });
    }
    gather(piece, &notes, context);
    diagnostics
}

struct Note {
    text: NodeId,
    id: String,
    /// The id of its first mention.
    back: Option<String>,
}

/// What one walk over a piece finds; labels are the numbers that the reader gave them.
#[derive(Default)]
struct Found {
    texts: Vec<(usize, NodeId)>,
    references: Vec<(usize, NodeId)>,
    /// Mentions of notes that have no text.
    undefined: Diagnostics,
}

impl Found {
    fn of(root: NodeRef<'_>) -> Self {
        let mut found = Self::default();
        for node in root.descendants() {
            if node.is_text() {
                // A bracket is rare and quickly found; the pair is not.
                if node.text().contains('[') {
                    undefined(node, &mut found.undefined);
                }
                continue;
            }
            for attribute in node.attributes() {
                let label = |text: &str| text.strip_prefix(NOTE).and_then(|label| label.parse().ok());
                match &*attribute.name.local {
                    "id" => found.texts.extend(label(attribute.value).map(|label| (label, node.id()))),
                    "href" => {
                        let label = attribute.value.strip_prefix('#').and_then(label);
                        found.references.extend(label.map(|label| (label, node.id())));
                    }
                    _ => {}
                }
            }
        }
        found
    }
}

fn set_reference(tree: &mut Tree, reference: NodeId, number: usize, id: &str, back: &str) {
    while let Some(child) = tree.get(reference).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    let span = tree.get(reference).span();
    tree.append_text(reference, &number.to_string(), span);
    tree.set(reference, "class", "noteref");
    set_epub_type(tree, reference, "noteref");
    tree.set(reference, "role", "doc-noteref");
    tree.set(reference, "id", back);
    tree.set(reference, "href", &format!("#{id}"));
}

/// Moves the notes to the end of the piece, each with its number first.
fn gather(piece: &mut Piece, notes: &[Note], context: &Context<'_>) {
    let tree = &mut piece.tree;
    let document = tree.document();
    let section = tree.append_element(document, &Name::html("section"), None);
    tree.set(section, "class", "notes");
    set_epub_type(tree, section, "footnotes");
    tree.set(section, "aria-label", context.word(Word::Notes, &piece.language));
    for (index, note) in notes.iter().enumerate() {
        tree.append_text(section, "\n", None);
        tree.append(section, note.text);
        tree.unset(note.text, NOTE_LABEL);
        tree.set(note.text, "id", &note.id);
        tree.set(note.text, "class", "note");
        set_epub_type(tree, note.text, "footnote");
        put_number(tree, note, index + 1);
    }
    tree.append_text(section, "\n", None);
}

fn put_number(tree: &mut Tree, note: &Note, number: usize) {
    let span = tree.get(note.text).span();
    let first = tree.get(note.text).elements().next().filter(|first| first.is_html("p")).map(NodeRef::id);
    let paragraph = first.unwrap_or_else(|| {
        let paragraph = tree.create_element(&Name::html("p"), span);
        tree.prepend(note.text, paragraph);
        paragraph
    });
    let space = tree.create_text(" ", None);
    tree.prepend(paragraph, space);
    let mark = match &note.back {
        Some(back) => {
            let mark = tree.create_element(&Name::html("a"), span);
            set_epub_type(tree, mark, "backlink");
            tree.set(mark, "role", "doc-backlink");
            tree.set(mark, "href", &format!("#{back}"));
            mark
        }
        None => tree.create_element(&Name::html("span"), span),
    };
    tree.append_text(mark, &format!("{number}."), span);
    tree.prepend(paragraph, mark);
}

/// Reports mentions of notes that have no text: Markdown leaves them as they were typed.
fn undefined(text: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    let is_literal = || text.ancestors().any(|above| matches!(above.html(), Some("code" | "pre" | "kbd" | "samp")));
    if !text.text().contains("[^") || is_literal() {
        return;
    }
    for (start, _) in text.text().match_indices("[^") {
        let rest = &text.text()[start + 2..];
        let Some(end) = rest.find(']').filter(|&end| end > 0 && end < 80) else { continue };
        let label = &rest[..end];
        if label.contains(char::is_whitespace) {
            continue;
        }
        let message = format!("the note `{label}` has no text");
        let help = format!("write `[^{label}]: …` on a line of its own");
        let mention = u32::try_from(start).ok().zip(u32::try_from(end + 3).ok());
        let whole = text.span().filter(|span| text.is_verbatim() && span.range().len() == text.text().len());
        let place = whole.zip(mention).map(|(span, (start, length))| {
            let start = span.start + start;
            Span { start, end: start + length, ..span }
        });
        diagnostics.push(Diagnostic::new(&MISSING_NOTE, message).at(place.or(text.nearest_span())).help(help));
    }
}

pub(super) const RULES: &[&Rule] = &[&MISSING_NOTE, &UNUSED_NOTE];

const MISSING_NOTE: Rule = Rule {
    name: "missing-note",
    severity: Severity::Warning,
    summary: "a footnote is mentioned and has no text",
    explanation: "
The mention stands in the book as it was typed, since there is nothing to link it to.

Wrong:

    The ferry was late.[^ferry]

Right:

    The ferry was late.[^ferry]

    [^ferry]: It had been late since 1911.
",
    epubcheck: &[],
};

const UNUSED_NOTE: Rule = Rule {
    name: "unused-note",
    severity: Severity::Warning,
    summary: "a footnote has a text and is never mentioned",
    explanation: "
The note is kept among the notes of its piece, but no reader is led to it.

Wrong:

    The ferry was late.

    [^ferry]: It had been late since 1911.

Right:

    The ferry was late.[^ferry]

    [^ferry]: It had been late since 1911.
",
    epubcheck: &[],
};
