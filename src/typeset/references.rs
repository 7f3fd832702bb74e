//! Figures, tables and formulas by number: those whose ids begin with `fig-`, `tbl-` and `eq-`, through the whole book.
//!
//! A first walk numbers them and says so in their captions; a second gives links that say nothing their words:
//! “Figure 3”, in the language of the piece that refers, or the words of the heading that they lead to.

use super::formulas::{HOLDER, put_number};
use super::label::{label, level};
use super::{Context, classes};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::markdown::REFERENCE;
use crate::manuscript::{Piece, Target};
use crate::nearest::nearest;
use crate::words::{self, Word};
use crate::xml::{Name, NodeId, NodeRef, Tree};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is numbered: how its id begins, and what it is called; a formula is called by its number alone.
const KINDS: &[(&str, Option<Word>)] = &[("fig-", Some(Word::Figure)), ("tbl-", Some(Word::Table)), ("eq-", None)];

/// A figure, table or formula.
struct Numbered {
    piece: usize,
    called: Called,
}

enum Called {
    /// A kind of thing and its number, in words of whatever language it is referred to in.
    Kind(Word, usize),
    /// A formula, by its number in brackets or what its author calls it.
    Formula(String),
}

impl Called {
    fn words(&self, language: &str, context: &Context<'_>) -> String {
        match self {
            Self::Kind(kind, number) => words::labelled(*kind, *number, language, &context.manifest.words),
            Self::Formula(words) => words.clone(),
        }
    }
}

/// Numbers the figures, tables and formulas of a book, and fills the references to them; returns the findings of each piece.
pub(super) fn run(pieces: &mut [Piece], context: &Context<'_>) -> Vec<Diagnostics> {
    let mut numbered: BTreeMap<String, Vec<Numbered>> = BTreeMap::new();
    let mut counts = [0; KINDS.len()];
    for (index, piece) in pieces.iter_mut().enumerate() {
        for (node, id, kind) in found(&piece.tree) {
            let called = match KINDS[kind].1 {
                Some(word) => {
                    counts[kind] += 1;
                    let called = Called::Kind(word, counts[kind]);
                    let words = called.words(&piece.language, context);
                    put_label(&mut piece.tree, node, &words, is_spaced(&piece.language));
                    called
                }
                None => Called::Formula(number_formula(&mut piece.tree, node, &mut counts[kind])),
            };
            numbered.entry(id).or_default().push(Numbered { piece: index, called });
        }
    }
    pieces.par_iter_mut().enumerate().map(|(index, piece)| fill(index, piece, &numbered, context)).collect()
}

/// Returns the figures, tables and formulas of a piece that are numbered, with their ids and kinds.
fn found(tree: &Tree) -> Vec<(NodeId, String, usize)> {
    let kind = |id: &str| KINDS.iter().position(|(start, _)| id.len() > start.len() && id.starts_with(start));
    if !tree.has_value("id", |id| kind(id).is_some()) {
        return Vec::new();
    }
    let bears = |node: NodeRef<'_>, kind: usize| match KINDS[kind].1 {
        Some(_) => node.is_html("table") || classes::has(node, "figure"),
        None => classes::has(node, HOLDER),
    };
    let numbered = |node: NodeRef<'_>| {
        let id = node.attribute("id")?;
        let kind = kind(id).filter(|kind| bears(node, *kind))?;
        Some((node.id(), id.to_owned(), kind))
    };
    tree.root().descendants().filter_map(numbered).collect()
}

/// Puts the next number before a formula that does not say what it is called; returns what it is called.
fn number_formula(tree: &mut Tree, holder: NodeId, count: &mut usize) -> String {
    if let Some(label) = tree.get(holder).elements().find(|child| classes::has(*child, "label")) {
        return label.text_content();
    }
    *count += 1;
    let words = format!("({count})");
    let span = tree.get(holder).span();
    put_number(tree, holder, &words, span);
    words
}

/// Tells whether a language puts a space between words.
fn is_spaced(language: &str) -> bool {
    !language.starts_with("ja") && !language.starts_with("zh")
}

/// Puts the number before the words of the caption.
fn put_label(tree: &mut Tree, node: NodeId, words: &str, is_spaced: bool) {
    let is_caption =
        |child: &NodeRef<'_>| matches!(child.html(), Some("caption" | "figcaption")) || classes::has(*child, "caption");
    let caption = tree.get(node).elements().find(is_caption).map(NodeRef::id);
    let span = tree.get(node).span();
    let caption = caption.unwrap_or_else(|| {
        let is_table = tree.get(node).is_html("table");
        let made = tree.create_element(&Name::html(if is_table { "caption" } else { "p" }), span);
        if is_table {
            tree.prepend(node, made);
        } else {
            tree.set(made, "class", "caption");
            tree.append(node, made);
        }
        made
    });
    let is_bare = tree.get(caption).text_content().trim().is_empty();
    let label = tree.create_element(&Name::html("span"), span);
    tree.set(label, "class", "label");
    let end = if is_bare || !is_spaced { "" } else { "." };
    tree.append_text(label, &[words, end].concat(), span);
    if !is_bare {
        let gap = tree.create_text(if is_spaced { " " } else { "\u{3000}" }, None);
        tree.prepend(caption, gap);
    }
    tree.prepend(caption, label);
}

/// Gives the links of a piece that say nothing the words of what they lead to.
fn fill(
    index: usize,
    piece: &mut Piece,
    numbered: &BTreeMap<String, Vec<Numbered>>,
    context: &Context<'_>,
) -> Diagnostics {
    let mut findings = Diagnostics::new();
    if !piece.tree.has_name("a") {
        return findings;
    }
    let is_empty = |node: &NodeRef<'_>| {
        let is_link =
            node.is_html("a") && node.attribute("href").is_some_and(|href| href.len() > 1 && href.starts_with('#'));
        is_link && node.descendants().all(|inner| inner.is_text() && inner.text().trim().is_empty())
    };
    let links: Vec<NodeId> = piece.tree.root().descendants().filter(is_empty).map(NodeRef::id).collect();
    if links.is_empty() {
        return findings;
    }
    let headings = piece.tree.root().descendants().filter(|node| level(*node).is_some());
    let headings: BTreeMap<String, String> =
        headings.filter_map(|heading| Some((heading.attribute("id")?.to_owned(), label(heading)))).collect();
    for link in links {
        let node = piece.tree.get(link);
        let (id, span) = (node.attribute("href").unwrap_or_default()[1..].to_owned(), node.span());
        let known = numbered.get(&id).map(Vec::as_slice).unwrap_or_default();
        if let Some(found) = known.iter().find(|found| found.piece == index).or(known.first()) {
            let words = found.called.words(&piece.language, context);
            piece.tree.append_text(link, &words, span);
            classes::add(&mut piece.tree, link, REFERENCE);
            if found.piece != index {
                let target = Target::Piece { piece: found.piece, anchor: Some(id) };
                piece.tree.set(link, "href", &target.to_string());
            }
            continue;
        }
        if let Some(words) = headings.get(&id) {
            piece.tree.append_text(link, words, span);
            continue;
        }
        let is_mark = classes::has(piece.tree.get(link), REFERENCE);
        findings.push(unknown(&id, numbered.keys().map(String::as_str)).at(piece.tree.get(link).nearest_span()));
        // What was typed stays: `[@fig-x]`, or the id that a link without words led to.
        let typed = if is_mark { format!("[@{id}]") } else { format!("[#{id}]") };
        piece.tree.append_text(link, &typed, span);
        piece.tree.unwrap(link);
    }
    findings
}

fn unknown<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("there is no figure, table, formula or heading `{id}` to refer to");
    let help = match nearest(id, known) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("give the picture or the caption of the table an id: `{{#{id}}}`"),
    };
    Diagnostic::new(&UNKNOWN_REFERENCE, message).help(help)
}

pub(super) const RULES: &[&Rule] = &[&UNKNOWN_REFERENCE];

const UNKNOWN_REFERENCE: Rule = Rule {
    name: "unknown-reference",
    severity: Severity::Warning,
    summary: "a reference leads to no figure, table, formula or heading",
    explanation: r#"
A picture alone in its paragraph with an id that begins with `fig-`, a table with one that begins with `tbl-`, and a
formula on lines of its own with one that begins with `eq-` are numbered through the book.
`[@fig-boat]` or `[](#fig-boat)` then shows the number and leads there; to an id that is not there, it stays as typed.

Wrong:

    ![The boat](boat.png "The boat at its mooring"){#fig-boat}

    As [@fig-baot] shows, it was small.

Right:

    ![The boat](boat.png "The boat at its mooring"){#fig-boat}

    As [@fig-boat] shows, it was small.
"#,
    epubcheck: &["RSC-012"],
};
