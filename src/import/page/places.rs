//! Links from one place of a page to another: they stay, and the block that they lead to keeps a name.
//!
//! Cleaning forgets what elements are called but for names with [`PLACE`] before them.

use crate::import::clean::{PLACE, is_block};
use crate::slug::slug;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::HashMap;

/// Names the places that links of an article lead to.
pub(super) fn settle(tree: &mut Tree) {
    let mut places: HashMap<&str, NodeRef<'_>> = HashMap::new();
    for node in tree.root().descendants().filter(|node| node.is_element()) {
        for place in [node.attribute("id"), node.attribute("name").filter(|_| node.is_html("a"))].into_iter().flatten()
        {
            places.entry(place).or_insert(node);
        }
    }
    let links = tree.root().descendants().filter(|node| node.is_html("a") && node.attribute("role").is_none());
    let mut found: Vec<(NodeId, NodeId, String)> = Vec::new();
    for link in links {
        let Some(name) = link.attribute("href").and_then(|to| to.strip_prefix('#')) else { continue };
        let Some(block) = places.get(name).and_then(|place| block(*place, tree)) else { continue };
        let leads_far = !link.ancestors().any(|above| above.id() == block.id());
        let plain = slug(name);
        if leads_far && !plain.is_empty() && link.text_content().chars().any(char::is_alphanumeric) {
            found.push((link.id(), block.id(), format!("{PLACE}{plain}")));
        }
    }
    let mut names: HashMap<NodeId, String> = HashMap::new();
    for (link, block, name) in found {
        let name = names.entry(block).or_insert(name).clone();
        tree.set(block, "id", &name);
        tree.set(link, "href", &format!("#{name}"));
    }
}

/// Returns the block of words that a place is in, or that it is right before.
fn block<'a>(place: NodeRef<'a>, tree: &'a Tree) -> Option<NodeRef<'a>> {
    let is_words = |node: &NodeRef<'_>| matches!(node.html(), Some("p" | "h2" | "h3" | "h4" | "h5" | "h6"));
    let around = std::iter::once(place).chain(place.ancestors()).take_while(|node| node.parent().is_some());
    around.into_iter().find(is_words).or_else(|| {
        let after = std::iter::successors(Some(place), |node| node.following_within(tree.document()));
        after.take(40).find(|node| is_words(node) && is_block(*node))
    })
}
