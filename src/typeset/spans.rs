//! Pieces of a text that get an element of their own.

use crate::source::Span;
use crate::xml::{Name, NodeId, Tree};
use std::ops::Range;

/// Puts what `find` finds in a text, from an offset on, into elements of a class; no text changes.
pub(super) fn wrap(tree: &mut Tree, id: NodeId, class: &str, find: fn(&str, usize) -> Option<Range<usize>>) {
    let node = tree.get(id);
    let (text, span) = (node.text().to_owned(), node.span().filter(|span| span.range().len() == node.text().len()));
    let place = |range: &Range<usize>| {
        span.map(|span| Span::new(span.source, span.start as usize + range.start..span.start as usize + range.end))
    };
    let mut from = 0;
    while let Some(found) = find(&text, from) {
        let before = from..found.start;
        from = found.end;
        if !before.is_empty() {
            let words = tree.create_text(&text[before.clone()], place(&before));
            tree.insert_before(id, words);
        }
        let element = tree.create_element(&Name::html("span"), place(&found));
        tree.set(element, "class", class);
        tree.append_text(element, &text[found.clone()], place(&found));
        tree.insert_before(id, element);
    }
    let rest = from..text.len();
    if rest.is_empty() {
        tree.detach(id);
    } else {
        tree.set_text(id, &text[rest.clone()]);
        tree.set_span(id, place(&rest));
    }
}

/// Cuts a text in two, and returns the second part; what is empty is no part.
pub(super) fn cut(tree: &mut Tree, text: NodeId, offset: usize) -> NodeId {
    let node = tree.get(text);
    if offset == 0 || offset == node.text().len() {
        return text;
    }
    let span = node.span().filter(|span| node.is_verbatim() && span.range().len() == node.text().len());
    let (before, after) = (node.text()[..offset].to_owned(), node.text()[offset..].to_owned());
    let place = |range: Range<usize>| {
        span.map(|span| Span::new(span.source, span.start as usize + range.start..span.start as usize + range.end))
    };
    let (first, second) = (place(0..offset), place(offset..offset + after.len()));
    let rest = tree.create_text(&after, second);
    tree.insert_after(text, rest);
    tree.set_text(text, &before);
    tree.set_span(text, first);
    rest
}
