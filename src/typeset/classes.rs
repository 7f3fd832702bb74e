//! What the tool marks elements with, beside what the author did: classes, `epub:type`, language.

use crate::manifest::Direction;
use crate::vocabulary::OPS;
use crate::xml::{Name, NodeId, Tree};

/// Adds a class to an element that does not have it.
pub(super) fn add(tree: &mut Tree, id: NodeId, class: &str) {
    let given = tree.get(id).attribute("class").unwrap_or_default();
    if given.split_ascii_whitespace().any(|known| known == class) {
        return;
    }
    let classes = if given.is_empty() { class.to_owned() } else { format!("{given} {class}") };
    tree.set(id, "class", &classes);
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
