//! What a block of text is to somebody who looks at the page.

use crate::xml::NodeRef;

/// Tells whether a reader sees no more of a block than space.
pub(super) fn shows_nothing(block: NodeRef<'_>) -> bool {
    let is_shown = |node: NodeRef<'_>| match node.html() {
        Some(name) => !matches!(name, "a" | "b" | "br" | "div" | "em" | "i" | "p" | "span" | "strong"),
        None => node.is_element() || node.is_text() && !node.text().trim().is_empty(),
    };
    !is_shown(block) && !block.descendants().any(is_shown)
}
