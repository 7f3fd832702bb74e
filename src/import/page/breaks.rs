//! Scene breaks of pages: those that are one by their role alone, and those that are written with letters.

use super::clutter;
use crate::import::Removed;
use crate::manuscript::ornament;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Makes rules of what parts scenes by its role alone.
pub(super) fn rules(tree: &mut Tree) {
    let is_rule = |node: &NodeRef<'_>| {
        node.attribute("role") == Some("separator") && !node.is_html("hr") && clutter::shown(*node).is_empty()
    };
    for id in tree.root().descendants().filter(is_rule).map(NodeRef::id).collect::<Vec<_>>() {
        let rule = tree.create_element(&Name::html("hr"), None);
        tree.insert_before(id, rule);
        tree.detach(id);
    }
}

/// Makes rules of scene breaks that are written with letters, such as `xXx`, and one of several; returns the letters.
pub(super) fn signs(tree: &mut Tree) -> Option<Removed> {
    let mut said = Vec::new();
    let blocks: Vec<NodeId> = tree.root().elements().map(NodeRef::id).collect();
    let mut after_rule = false;
    for id in blocks {
        let node = tree.get(id);
        let text = node.text_content();
        let is_sign = node.is_html("p")
            && ornament::is_break(text.trim(), true)
            && !node.descendants().any(|inner| inner.is_html("img"));
        let is_rule = node.is_html("hr") || is_sign;
        if is_sign {
            said.push(text);
        }
        if is_rule && after_rule {
            tree.detach(id);
        } else if is_sign {
            let rule = tree.create_element(&Name::html("hr"), None);
            tree.insert_before(id, rule);
            tree.detach(id);
        }
        after_rule = is_rule;
    }
    let what = "the signs of scene breaks, which are breaks now".to_owned();
    (!said.is_empty()).then(|| Removed { what, text: said.join("\n") })
}
