//! Gives every piece a title.
//!
//! What the manifest or the front matter says heads the page, unless the text begins with the same words; where it has
//! them as a plain line, as old web pages do, that line becomes the heading.
//! Else the first `h1` is the title, else a heading at the very top. A numbered piece with none of these is called by its
//! number. Any other keeps its page bare; the table of contents then shows the word for its role, or its first words.

use super::label::{label, level};
use super::{Context, numbering};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::manuscript::Piece;
use crate::slug::key;
use crate::source::Span;
use crate::xml::{Name, NodeId, NodeRef, Tree};

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let top = top_heading(piece.tree.root());
    if let Some(title) = piece.facts.title.clone() {
        let repeated = top.is_some_and(|top| key(&label(piece.tree.get(top))) == key(&title.value));
        if !repeated {
            let heading = match first_line(piece.tree.root()).filter(|line| label(*line) == title.value) {
                Some(line) => line.id(),
                None => written(&title.value, title.span, &mut piece.tree),
            };
            piece.tree.rename(heading, &Name::html("h1"));
            // One level above every heading of the text, whatever theirs are.
            piece.tree.set(heading, TITLE, "");
        }
        piece.title = title.value;
    } else {
        piece.title = heading(piece.tree.root()).map(|heading| label(piece.tree.get(heading))).unwrap_or_default();
        if piece.title.is_empty() {
            return untitled(piece, context);
        }
    }
    numbering::keep_the_authors_own(piece, context);
    Diagnostics::new()
}

/// Marks a title that was put above the headings of the text, until they are levelled.
pub(super) const TITLE: &str = "data-title";

/// Returns the heading that is the title of a piece.
pub(super) fn heading(root: NodeRef<'_>) -> Option<NodeId> {
    first_h1(root).or_else(|| top_heading(root))
}

fn written(title: &str, span: Option<Span>, tree: &mut Tree) -> NodeId {
    let line = tree.create_element(&Name::html("p"), span);
    tree.append_text(line, title, span);
    let document = tree.document();
    tree.prepend(document, line);
    line
}

/// Returns the block that holds the first words of a piece, where it holds nothing that a heading may not.
fn first_line(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let first = root.descendants().find(|node| node.is_text() && !node.text().trim().is_empty())?;
    let line = first.ancestors().find(|node| matches!(node.html(), Some("p" | "div")))?;
    let is_plain = |node: NodeRef<'_>| {
        !node.is_element()
            || matches!(node.html(), Some("a" | "b" | "big" | "br" | "em" | "i" | "small" | "span" | "strong"))
    };
    line.descendants().all(|node| node.id() == line.id() || is_plain(node)).then_some(line)
}

fn first_h1(root: NodeRef<'_>) -> Option<NodeId> {
    root.descendants().find(|node| node.is_html("h1")).map(NodeRef::id)
}

/// Returns the heading before which a reader sees nothing.
fn top_heading(root: NodeRef<'_>) -> Option<NodeId> {
    for node in root.descendants() {
        if level(node).is_some() {
            return Some(node.id());
        }
        let is_shown = node.is_text() && !node.text().trim().is_empty();
        if is_shown || matches!(node.html(), Some("img" | "svg" | "hr" | "table")) {
            return None;
        }
    }
    None
}

/// Gives a title to a piece that has none.
fn untitled(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    if let Some(number) = piece.number.take() {
        let heading = written(&number.label, None, &mut piece.tree);
        piece.tree.rename(heading, &Name::html("h1"));
        piece.tree.set(heading, TITLE, "");
        piece.title = number.label;
        return Diagnostics::new();
    }
    if let Some(word) = piece.role.word {
        context.word(word, &piece.language).clone_into(&mut piece.title);
        return Diagnostics::new();
    }
    if let Some(title) = &piece.facts.toc_title {
        title.value.clone_into(&mut piece.title);
        return Diagnostics::new();
    }
    let words = incipit(piece.tree.root());
    piece.title = if words.is_empty() { piece.name.replace('-', " ") } else { words };
    if piece.facts.toc == Some(false) || piece.tree.root().first_child().is_none() {
        return Diagnostics::new();
    }
    let message = format!("a piece without a title is listed as `{}`", piece.title);
    let place = piece.source.map_or(Place::Nowhere, Place::File);
    let help = match piece.title.trim_start_matches('#') {
        words if words.len() < piece.title.len() && words.starts_with(char::is_alphabetic) => {
            format!("a heading has a space after the `#`: `# {words}`")
        }
        _ => "give it a `title`, or a `toc-title` for the table of contents alone".to_owned(),
    };
    vec![Diagnostic::new(&DERIVED_TITLE, message).at(place).help(help)]
}

/// Returns the first words of a piece, as tables of contents show poems without a title.
fn incipit(root: NodeRef<'_>) -> String {
    const WORDS: usize = 6;
    const LONGEST: usize = 60;
    let text = root.elements().map(label).find(|text| !text.is_empty()).unwrap_or_else(|| label(root));
    let all: Vec<&str> = text.split(' ').collect();
    let mut shown = all.iter().take(WORDS).copied().collect::<Vec<_>>().join(" ");
    let is_cut = shown.chars().count() > LONGEST;
    if is_cut {
        shown = shown.chars().take(LONGEST).collect();
    }
    if is_cut || all.len() > WORDS {
        shown = shown.trim_end_matches([',', ';', ':', '.', '\u{2014}', '-', ' ']).to_owned() + "\u{2026}";
    }
    shown
}

pub(super) const RULES: &[&Rule] = &[&DERIVED_TITLE];

const DERIVED_TITLE: Rule = Rule {
    name: "derived-title",
    severity: Severity::Info,
    summary: "a piece has no title, and one was made for the table of contents",
    explanation: "
The page stays as it is; the table of contents shows the first words, as it does for poems without a title.

Wrong:

    You said the train would wait, and it did not.

Right:

    ---
    toc-title: The Train
    ---

    You said the train would wait, and it did not.
",
    epubcheck: &[],
};
