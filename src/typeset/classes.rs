//! Classes that the tool gives, beside those that the author gave.

use crate::xml::{NodeId, Tree};

/// Adds a class to an element that does not have it.
pub(super) fn add(tree: &mut Tree, id: NodeId, class: &str) {
    let given = tree.get(id).attribute("class").unwrap_or_default();
    if given.split_ascii_whitespace().any(|known| known == class) {
        return;
    }
    let classes = if given.is_empty() { class.to_owned() } else { format!("{given} {class}") };
    tree.set(id, "class", &classes);
}
