//! From the tree to lines and back: the text of each block, blind to the elements in it, is one line.
//!
//! One walk over the piece. What changes is written back once, into the text nodes that it came from, which keep their
//! places; no node is made, moved or taken away.

use super::Compositor;
use super::line::{BREAK, OBJECT};
use crate::source::Span;
use crate::vocabulary::{self, Element};
use crate::xml::{NodeId, NodeRef, Tree, ns};
use html5ever::{LocalName, local_name};
use std::ops::Range;

/// What an element is to the line around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// It begins a line and ends one.
    Block,
    /// The line runs through it.
    Inline,
    /// A block whose text is not touched.
    LiteralBlock,
    /// Something in the line that is not touched: code, a picture, a formula.
    Object,
    /// It ends a line on the page.
    Break,
    /// It is not seen by what stands beside it: the mark of a note.
    Unseen,
}

/// A text node of the line.
#[derive(Clone, Debug)]
struct Piece {
    node: NodeId,
    range: Range<usize>,
}

/// The walk over a tree.
struct Walk<'a> {
    tree: &'a mut Tree,
    compositor: &'a mut Compositor,
    pieces: Vec<Piece>,
    /// The elements around the next node, each with whether it changes the language.
    open: Vec<(Part, bool)>,
    /// Names of elements that were met.
    known: Vec<(LocalName, Part)>,
    scratch: String,
}

/// Sets every block below `top`, whose language is `language` where no element says another.
pub(super) fn set_tree(tree: &mut Tree, top: NodeId, language: &str, compositor: &mut Compositor) {
    compositor.enter(language);
    let mut walk =
        Walk { tree, compositor, pieces: Vec::new(), open: Vec::new(), known: Vec::new(), scratch: String::new() };
    let mut next = walk.tree.get(top).first_child().map(NodeRef::id);
    while let Some(node) = next {
        let goes_in = walk.enter(node);
        let below = if goes_in { walk.tree.get(node).first_child() } else { None };
        next = below.map(NodeRef::id).or_else(|| walk.leave(node, goes_in));
    }
    walk.end_line();
    walk.compositor.leave();
}

impl Walk<'_> {
    /// Takes in a node. Tells whether it is an element whose content belongs to what is set.
    fn enter(&mut self, id: NodeId) -> bool {
        let node = self.tree.get(id);
        if node.is_text() {
            let start = self.compositor.line.text.len();
            let is_escaped = node.byte_before() == Some(b'\\');
            self.compositor.push(node.text(), is_escaped);
            self.pieces.push(Piece { node: id, range: start..self.compositor.line.text.len() });
        }
        if !node.is_element() {
            return false;
        }
        let part = part(node, &mut self.known);
        match part {
            Part::Block | Part::LiteralBlock => self.end_line(),
            Part::Object => self.compositor.line.text.push(OBJECT),
            Part::Break => self.compositor.line.text.push(BREAK),
            Part::Inline | Part::Unseen => {}
        }
        let goes_in = matches!(part, Part::Block | Part::Inline);
        if goes_in {
            let language = language(self.tree.get(id));
            if let Some(language) = language {
                self.compositor.enter(language);
            }
            self.open.push((part, language.is_some()));
        }
        goes_in
    }

    /// Goes from a node to the one after it, leaving the elements that end there.
    fn leave(&mut self, id: NodeId, went_in: bool) -> Option<NodeId> {
        let mut node = self.tree.get(id).id();
        let mut leaves = went_in;
        loop {
            if leaves {
                let (part, has_language) = self.open.pop()?;
                if part == Part::Block {
                    self.end_line();
                }
                if has_language {
                    self.compositor.leave();
                }
            }
            let here = self.tree.get(node);
            if let Some(next) = here.next() {
                return Some(next.id());
            }
            node = here.parent()?.id();
            leaves = true;
        }
    }

    /// Sets the line and writes back what has changed.
    fn end_line(&mut self) {
        if self.compositor.set() {
            for piece in &self.pieces {
                self.scratch.clear();
                if self.compositor.line.write(piece.range.clone(), &mut self.scratch) {
                    self.tree.set_text(piece.node, &self.scratch);
                }
            }
        }
        let (tree, pieces) = (&*self.tree, &self.pieces);
        self.compositor.end_line(|range| place(tree, pieces, &range));
        self.pieces.clear();
    }
}

/// Returns where a range of a line comes from: exactly, where its text stands in the source word for word.
fn place(tree: &Tree, pieces: &[Piece], range: &Range<usize>) -> Option<Span> {
    let index = pieces.partition_point(|piece| piece.range.end <= range.start);
    let piece = pieces.get(index)?;
    let node = tree.get(piece.node);
    let span = node.nearest_span()?;
    let is_exact = node.span().is_some_and(|span| span.range().len() == piece.range.len());
    if !is_exact || range.start < piece.range.start {
        return Some(span);
    }
    let start = span.start as usize + range.start - piece.range.start;
    Some(Span::new(span.source, start..start + range.len()))
}

fn part(node: NodeRef<'_>, known: &mut Vec<(LocalName, Part)>) -> Part {
    let Some(name) = node.name() else { return Part::Inline };
    if node.html().is_none() {
        return Part::Object;
    }
    let found = known.iter().find(|(other, _)| *other == name.local).map(|(_, part)| *part);
    let part = found.unwrap_or_else(|| {
        let part = part_of(&name.local);
        known.push((name.local.clone(), part));
        part
    });
    let is_note = part == Part::Inline && &*name.local == "a" && node.attribute("role") == Some("doc-noteref");
    if is_note { Part::Unseen } else { part }
}

fn part_of(name: &str) -> Part {
    match name {
        "br" => Part::Break,
        "code" | "kbd" | "samp" | "var" | "img" | "picture" | "object" | "audio" | "video" | "canvas" | "iframe"
        | "embed" | "input" | "button" | "select" | "textarea" | "meter" | "progress" => Part::Object,
        "pre" | "script" | "style" | "template" => Part::LiteralBlock,
        "rt" | "rp" | "wbr" => Part::Unseen,
        _ if vocabulary::element(name).is_some_and(Element::is_phrasing) => Part::Inline,
        _ => Part::Block,
    }
}

/// Returns the language that an element says for what is in it.
fn language(node: NodeRef<'_>) -> Option<&str> {
    let is_language = |namespace: &str| namespace == ns::NONE || namespace == ns::XML;
    let mut said = node.attributes().filter(|attribute| attribute.name.local == local_name!("lang"));
    said.find(|attribute| is_language(&attribute.name.namespace)).map(|attribute| attribute.value)
}
