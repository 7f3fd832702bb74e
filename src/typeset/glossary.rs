//! A glossary: the definition list of a piece whose role it is, or of a `::: glossary` block.
//!
//! Every term gets an id; where the text marks a word as a term, `[ferry]{.term}`, it leads to what the glossary says.

use super::label::label;
use super::{Context, classes};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::markdown::KEY;
use crate::manuscript::{Piece, Target};
use crate::nearest::nearest;
use crate::slug::{Unique, slug};
use crate::vocabulary::OPS;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::BTreeMap;

/// The class of a glossary, and the name of its role.
const GLOSSARY: &str = "glossary";
/// The class of a word that the glossary explains.
const TERM: &str = "term";

/// Where terms are explained, by their words in lower case.
type Terms = BTreeMap<String, Target>;

/// Links the terms of a book to its glossaries; returns the findings of each piece.
pub(super) fn run(pieces: &mut [Piece], _context: &Context<'_>) -> Vec<Diagnostics> {
    let mut terms = Terms::new();
    for (index, piece) in pieces.iter_mut().enumerate() {
        let is_glossary = piece.role.name == GLOSSARY;
        if is_glossary || classes::may_have(&piece.tree, &[GLOSSARY]) {
            for (term, id) in define(&mut piece.tree, is_glossary) {
                terms.entry(term).or_insert(Target::Piece { piece: index, anchor: Some(id) });
            }
        }
    }
    pieces.iter_mut().map(|piece| link(piece, &terms)).collect()
}

/// Marks the definition lists of a glossary; returns their terms with their ids.
fn define(tree: &mut Tree, is_whole: bool) -> Vec<(String, String)> {
    let is_in = |node: NodeRef<'_>| is_whole || node.ancestors().any(|above| classes::has(above, GLOSSARY));
    let lists = tree.root().descendants().filter(|node| node.is_html("dl"));
    let lists: Vec<NodeId> =
        lists.filter(|node| is_in(*node) || classes::has(*node, GLOSSARY)).map(NodeRef::id).collect();
    let mut unique: Unique = tree.values("id").collect();
    let mut terms = Vec::new();
    for list in lists {
        classes::add(tree, list, GLOSSARY);
        if !is_whole {
            set_type(tree, list, "glossary");
        }
        let is_own =
            |node: &NodeRef<'_>| node.ancestors().find(|above| above.is_html("dl")).map(NodeRef::id) == Some(list);
        let parts = tree.get(list).descendants().filter(|node| matches!(node.html(), Some("dt" | "dd")));
        let parts: Vec<NodeId> = parts.filter(is_own).map(NodeRef::id).collect();
        for part in parts {
            let node = tree.get(part);
            if node.is_html("dd") {
                set_type(tree, part, "glossdef");
                continue;
            }
            let words = label(node);
            let given = node.attribute("id").map(str::to_owned);
            let id = given.unwrap_or_else(|| unique.fresh(format!("term-{}", slug(&words)).trim_end_matches('-')));
            tree.set(part, "id", &id);
            set_type(tree, part, "glossterm");
            let span = tree.get(part).span();
            let definition = tree.create_element(&Name::html("dfn"), span);
            tree.move_children(part, definition);
            tree.append(part, definition);
            terms.push((words.to_lowercase(), id));
        }
    }
    terms
}

fn set_type(tree: &mut Tree, node: NodeId, value: &str) {
    tree.set_attribute(node, &Name::prefixed("epub", OPS, "type"), value, None);
}

fn link(piece: &mut Piece, terms: &Terms) -> Diagnostics {
    let mut findings = Diagnostics::new();
    if !classes::may_have(&piece.tree, &[TERM]) {
        return findings;
    }
    let is_mark = |node: &NodeRef<'_>| node.is_html("span") && classes::has(*node, TERM);
    let marks: Vec<NodeId> = piece.tree.root().descendants().filter(is_mark).map(NodeRef::id).collect();
    for mark in marks {
        let node = piece.tree.get(mark);
        let words = node.attribute(KEY).map_or_else(|| label(node), str::to_owned).to_lowercase();
        let is_in_link =
            node.ancestors().any(|above| above.is_html("a")) || node.descendants().any(|inner| inner.is_html("a"));
        piece.tree.unset(mark, KEY);
        match terms.get(&words) {
            Some(target) if !is_in_link => {
                piece.tree.rename(mark, &Name::html("a"));
                piece.tree.set(mark, "href", &target.to_string());
                set_type(&mut piece.tree, mark, "glossref");
                piece.tree.set(mark, "role", "doc-glossref");
            }
            Some(_) => {}
            None => {
                let message = format!("the glossary does not explain `{words}`");
                let help = match nearest(&words, terms.keys().map(String::as_str)) {
                    Some(nearest) => format!("did you mean `{nearest}`? Write `{{.term key=\"{nearest}\"}}`"),
                    None => "add it to a definition list in a `::: glossary` block, or take the mark out".to_owned(),
                };
                let place = piece.tree.get(mark).nearest_span();
                findings.push(Diagnostic::new(&UNKNOWN_TERM, message).at(place).help(help));
            }
        }
    }
    findings
}

pub(super) const RULES: &[&Rule] = &[&UNKNOWN_TERM];

const UNKNOWN_TERM: Rule = Rule {
    name: "unknown-term",
    severity: Severity::Warning,
    summary: "a word is marked as a term that the glossary does not have",
    explanation: r#"
A term leads to the glossary: to the definition list in a piece with the role `glossary`, or in a `::: glossary` block.
Where the text has another form of the word, `key` says the one that the glossary has.

Wrong:

    The [hooks]{.term} were left behind.

Right:

    The [hooks]{.term key="hook"} were left behind.

    ::: glossary
    hook
    : What a platform barrow is held by.
    :::
"#,
    epubcheck: &[],
};
