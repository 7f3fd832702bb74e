//! Verse: every line a paragraph of its own, in stanzas, so that a long line hangs on every engine.
//!
//! The readers of texts end lines with `br` and begin them with no-break spaces; here they become what stylesheets can
//! set. It runs when all that looks across the lines of a stanza has run.

use super::quotations::ATTRIBUTION;
use super::{Context, classes};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::source::Span;
use crate::xml::{Name, NodeId, NodeRef, Tree};

const VERSE: &str = "verse";

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !classes::may_have(&piece.tree, &[VERSE]) {
        return Diagnostics::new();
    }
    let tree = &mut piece.tree;
    let verses: Vec<NodeId> =
        tree.root().descendants().filter(|node| classes::has(*node, VERSE)).map(NodeRef::id).collect();
    let mut last: Option<NodeId> = None;
    for id in verses {
        let node = tree.get(id);
        if node.is_html("p") {
            let before = last.filter(|last| follows(node, *last));
            last = Some(poem(tree, id, before));
        } else {
            stanzas(tree, id);
        }
    }
    Diagnostics::new()
}

/// Tells whether nothing but white space stands between an element and another before it.
fn follows(node: NodeRef<'_>, other: NodeId) -> bool {
    let between = std::iter::successors(node.previous(), |node| node.previous()).take_while(|node| !node.is_element());
    node.previous_element().is_some_and(|before| before.id() == other)
        && between.into_iter().all(|node| node.text().trim().is_empty())
}

/// Makes a paragraph of verse a poem, or a stanza of the one before it; returns the poem.
fn poem(tree: &mut Tree, paragraph: NodeId, before: Option<NodeId>) -> NodeId {
    let poem = before.unwrap_or_else(|| tree.wrap(paragraph, &Name::html("div")));
    if before.is_some() {
        tree.append_text(poem, "\n", None);
        tree.append(poem, paragraph);
    } else {
        let given = tree.get(paragraph).attribute("class").unwrap_or_default().to_owned();
        tree.set(poem, "class", &given);
    }
    tree.unset(paragraph, "class");
    stanza(tree, paragraph);
    poem
}

fn stanzas(tree: &mut Tree, poem: NodeId) {
    let is_stanza = |node: &NodeRef<'_>| node.is_html("p") && !classes::has(*node, ATTRIBUTION);
    let paragraphs: Vec<NodeId> = tree.get(poem).elements().filter(is_stanza).map(NodeRef::id).collect();
    for paragraph in paragraphs {
        stanza(tree, paragraph);
    }
}

/// Makes a stanza of a paragraph whose lines end in `br`.
fn stanza(tree: &mut Tree, paragraph: NodeId) {
    let breaks: Vec<NodeId> =
        tree.get(paragraph).descendants().filter(|node| node.is_html("br")).map(NodeRef::id).collect();
    // The last first: what follows a break is moved once.
    for end in breaks.into_iter().rev() {
        lift(tree, end, paragraph);
    }
    tree.rename(paragraph, &Name::html("div"));
    classes::add(tree, paragraph, "stanza");
    let parts: Vec<NodeId> = tree.get(paragraph).children().map(NodeRef::id).collect();
    let mut line: Option<NodeId> = None;
    for part in parts {
        if tree.get(part).is_html("br") {
            // What a break ends is a line, empty or not.
            line.take().unwrap_or_else(|| begin(tree, part));
            tree.detach(part);
            continue;
        }
        if line.is_none() && tree.get(part).is_text() && tree.get(part).text().trim_matches(['\n', ' ']).is_empty() {
            tree.detach(part);
            continue;
        }
        let at = line.unwrap_or_else(|| begin(tree, part));
        tree.append(at, part);
        line = Some(at);
    }
    let lines: Vec<NodeId> = tree.get(paragraph).elements().map(NodeRef::id).collect();
    for line in lines {
        indent(tree, line);
    }
}

/// Puts an empty line before a node.
fn begin(tree: &mut Tree, before: NodeId) -> NodeId {
    let span = tree.get(before).span();
    let line = tree.create_element(&Name::html("p"), span);
    tree.set(line, "class", "line");
    tree.insert_before(before, line);
    let newline = tree.create_text("\n", None);
    tree.insert_before(line, newline);
    line
}

/// Brings a node up to the children of `top`, cutting what stands around it in two.
fn lift(tree: &mut Tree, id: NodeId, top: NodeId) {
    while let Some(around) = tree.get(id).parent().filter(|parent| parent.id() != top).map(NodeRef::id) {
        let node = tree.get(around);
        let (Some(name), span) = (node.name().cloned(), node.span()) else { return };
        let attributes: Vec<(Name, String)> = node
            .attributes()
            .filter(|attribute| &*attribute.name.local != "id")
            .map(|attribute| (attribute.name.clone(), attribute.value.to_owned()))
            .collect();
        let second = tree.create_element(&name, span);
        for (name, value) in attributes {
            tree.set_attribute(second, &name, &value, None);
        }
        while let Some(next) = tree.get(id).next().map(NodeRef::id) {
            tree.append(second, next);
        }
        tree.insert_after(around, id);
        if tree.get(second).first_child().is_some() {
            tree.insert_after(id, second);
        }
    }
}

/// Makes a class of the no-break spaces that a line begins with.
fn indent(tree: &mut Tree, line: NodeId) {
    const DEEPEST: usize = 8;
    let Some(first) =
        tree.get(line).descendants().find(|node| node.is_text() && !node.text().trim_matches([' ', '\n']).is_empty())
    else {
        return;
    };
    let (id, text, span) = (first.id(), first.text().trim_start_matches(['\n', ' ']).to_owned(), first.span());
    let rest = text.trim_start_matches('\u{A0}');
    let columns = (text.len() - rest.len()) / '\u{A0}'.len_utf8();
    if rest.is_empty() {
        tree.detach(id);
    } else if rest.len() != first.text().len() {
        let end = span.filter(|span| span.range().len() == first.text().len());
        let place = end.map(|span| Span::new(span.source, span.end as usize - rest.len()..span.end as usize));
        tree.set_text(id, rest);
        tree.set_span(id, place);
    }
    if columns > 0 {
        let class = format!("indent-{}", columns.div_ceil(2).min(DEEPEST));
        classes::add(tree, line, &class);
    }
}
