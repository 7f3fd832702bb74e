//! A `span` whose style says what an element would say: `font-style: italic` and the like.

use super::style::Style;
use crate::xml::{Name, NodeId, Tree};

/// Returns the name under which an element goes on whose style takes back what its name says.
pub(super) fn effective_name<'a>(name: &'a str, style: &Style) -> &'a str {
    match name {
        "b" | "strong" if style.bold == Some(false) => "span",
        "i" | "em" if style.italic == Some(false) => "span",
        _ => name,
    }
}

/// Puts elements around a `span` for what its style means.
pub(super) fn wrap_span(tree: &mut Tree, id: NodeId, style: &Style) {
    let wanted = [
        (style.italic == Some(true)).then_some("i"),
        (style.bold == Some(true)).then_some("b"),
        style.strike.then_some("s"),
        style.raised,
    ];
    for name in wanted.into_iter().flatten() {
        tree.wrap(id, &Name::html(name));
    }
}
