//! Puts a piece's authors under its title, where they are not the book's own and the text does not name them there.
//!
//! A story without a title has them at its head; a dedication or an epigraph without one needs none.

use super::Context;
use super::label::label;
use super::title;
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::role::Matter;
use crate::slug::key;
use crate::words::{self, Word};
use crate::xml::{Name, NodeRef};

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let book = &context.manifest.metadata.authors;
    let names: Vec<&str> = piece.authors.iter().map(|author| author.name.as_str()).collect();
    let are_the_books = names.iter().all(|name| book.iter().any(|author| author.name == *name));
    if names.is_empty() || are_the_books || shows_authors(piece.tree.root(), &names) {
        return Diagnostics::new();
    }
    let heading = title::heading(piece.tree.root());
    if heading.is_none() && piece.role.matter != Matter::Body {
        return Diagnostics::new();
    }
    let span = piece.facts.title.as_ref().and_then(|title| title.span);
    let and = context.word(Word::And, &piece.language);
    let byline = piece.tree.create_element(&Name::html("p"), span);
    piece.tree.set(byline, "class", "byline");
    piece.tree.append_text(
        byline,
        &words::byline(&joined(&names, and), &piece.language, &context.manifest.words),
        span,
    );
    match heading {
        Some(heading) => piece.tree.insert_after(heading, byline),
        None => piece.tree.prepend(piece.tree.document(), byline),
    }
    Diagnostics::new()
}

/// Tells whether one of the first lines names every author.
fn shows_authors(root: NodeRef<'_>, names: &[&str]) -> bool {
    const LINES: usize = 4;
    const LONGEST: usize = 120;
    let lines = root.descendants().filter(|node| matches!(node.html(), Some("p" | "h1" | "h2" | "h3" | "h4")));
    lines.take(LINES).map(label).filter(|line| line.chars().count() <= LONGEST).any(|line| {
        let line = key(&line);
        names.iter().all(|name| line.contains(&key(name)))
    })
}

/// Joins names as a sentence does: `A`, `A and B`, `A, B and C`.
fn joined(names: &[&str], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}
