//! Giving an id to what is read: to the element, or to a `span` around words that are none by themselves.

use super::find::{Stretch, What};
use crate::manuscript::{Clip, Read};
use crate::slug::Unique;
use crate::source::Span;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Marks what is read in a piece; returns when each is read. The stretches stand in the order of the text.
pub(super) fn mark(tree: &mut Tree, stretches: &[&Stretch]) -> Vec<Clip> {
    let mut unique: Unique = tree.values("id").collect();
    // Whatever a page cannot be told to play in whole thousandths of a second is no clip.
    let heard = stretches.iter().filter(|stretch| stretch.begin.as_millis() < stretch.end.as_millis());
    let numbered: Vec<(&Stretch, String)> =
        heard.enumerate().map(|(index, stretch)| (*stretch, format!("read-{}", index + 1))).collect();
    let mut clips = Vec::with_capacity(numbered.len());
    // From the end: what is cut there leaves the places before it as they are.
    for (stretch, name) in numbered.into_iter().rev() {
        let element = match stretch.what {
            What::Element(element) => element,
            What::Words(from, to) => wrap(tree, from, to),
        };
        let known = tree.get(element).attribute("id").map(str::to_owned);
        let id = known.unwrap_or_else(|| unique.fresh(&name));
        tree.set(element, "id", &id);
        clips.push(Clip { read: Read::Element(id), begin: stretch.begin, end: stretch.end });
    }
    clips.reverse();
    clips
}

/// Returns the element that holds what stands between two places of a block and nothing else: one that is there, or a
/// new one. Elements that reach over a place are cut in two.
fn wrap(tree: &mut Tree, from: (NodeId, usize), to: (NodeId, usize)) -> NodeId {
    cut(tree, to.0, to.1);
    let rest = cut(tree, from.0, from.1);
    // Where the words begin in the text in which they end, what was cut off before them is another node now.
    let (mut first, mut last) = (rest, if from.0 == to.0 { rest } else { to.0 });
    let around: Vec<NodeId> = tree.get(last).ancestors().map(NodeRef::id).collect();
    let common = tree.get(first).ancestors().map(NodeRef::id).find(|above| around.contains(above));
    let common = common.unwrap_or_else(|| tree.document());
    while let Some(parent) = tree.get(first).parent().filter(|parent| parent.id() != common) {
        first = if tree.get(first).previous().is_none() || is_whole(parent) {
            parent.id()
        } else {
            let parent = parent.id();
            divide(tree, parent, first)
        };
    }
    while let Some(parent) = tree.get(last).parent().filter(|parent| parent.id() != common) {
        let after = tree.get(last).next().filter(|_| !is_whole(parent)).map(NodeRef::id);
        last = parent.id();
        if let Some(after) = after {
            divide(tree, last, after);
        }
    }
    if first == last && tree.get(first).is_element() {
        return first;
    }
    let span = tree.wrap(first, &Name::html("span"));
    while first != last {
        let Some(next) = tree.get(span).next().map(NodeRef::id) else { break };
        tree.append(span, next);
        first = next;
    }
    span
}

/// Tells whether an element makes sense only as a whole.
fn is_whole(node: NodeRef<'_>) -> bool {
    node.is_html("ruby")
}

/// Moves a child, and what follows it, into a second element like its parent, right after that; returns the second.
fn divide(tree: &mut Tree, parent: NodeId, child: NodeId) -> NodeId {
    let node = tree.get(parent);
    let (name, span) = (node.name().cloned().expect("only elements have children that are cut"), node.span());
    let attributes: Vec<(Name, String)> = node
        .attributes()
        .filter(|attribute| &*attribute.name.local != "id")
        .map(|attribute| (attribute.name.clone(), attribute.value.to_owned()))
        .collect();
    let second = tree.create_element(&name, span);
    for (name, value) in attributes {
        tree.set_attribute(second, &name, &value, None);
    }
    tree.insert_after(parent, second);
    let mut next = Some(child);
    while let Some(moved) = next {
        next = tree.get(moved).next().map(NodeRef::id);
        tree.append(second, moved);
    }
    second
}

/// Cuts a text in two where that leaves something on both sides; returns the part after the place.
fn cut(tree: &mut Tree, text: NodeId, offset: usize) -> NodeId {
    let node = tree.get(text);
    let whole = node.text();
    if offset == 0 || offset == whole.len() {
        return text;
    }
    let (before, after) = (whole[..offset].to_owned(), whole[offset..].to_owned());
    let span = node.span().filter(|span| node.is_verbatim() && span.range().len() == whole.len());
    let place = |from: usize, to: usize| {
        span.map(|span| Span::new(span.source, span.start as usize + from..span.start as usize + to))
    };
    let (first, second) = (place(0, offset), place(offset, whole.len()));
    let rest = tree.create_text(&after, second);
    tree.insert_after(text, rest);
    tree.set_text(text, &before);
    tree.set_span(text, first);
    rest
}
