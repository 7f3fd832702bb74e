//! What the tool marks elements with, beside what the author did: classes, `epub:type`, language.

use crate::manifest::Direction;
use crate::vocabulary::OPS;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Adds a class to an element that does not have it.
pub(super) fn add(tree: &mut Tree, id: NodeId, class: &str) {
    let given = tree.get(id).attribute("class").unwrap_or_default();
    if given.split_ascii_whitespace().any(|known| known == class) {
        return;
    }
    let classes = if given.is_empty() { class.to_owned() } else { format!("{given} {class}") };
    tree.set(id, "class", &classes);
}

/// Tells whether some element may have one of these classes, without looking at any.
pub(super) fn may_have(tree: &Tree, classes: &[&str]) -> bool {
    tree.has_value("class", |value| value.split_ascii_whitespace().any(|class| classes.contains(&class)))
}

/// Tells whether an element has a class.
pub(super) fn has(node: NodeRef<'_>, class: &str) -> bool {
    node.has_token("class", class)
}

/// Says what an element is.
pub(super) fn set_epub_type(tree: &mut Tree, id: NodeId, value: &str) {
    tree.set_attribute(id, &Name::prefixed("epub", OPS, "type"), value, None);
}

/// Says the language of an element whose page has another.
pub(super) fn set_language(tree: &mut Tree, id: NodeId, language: &str, direction: Direction) {
    tree.set(id, "lang", language);
    tree.set_attribute(id, &Name::xml("lang"), language, None);
    if direction != Direction::LeftToRight {
        tree.set(id, "dir", direction.word());
    }
}
