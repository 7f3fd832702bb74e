//! How much is written in each element of a page: letters of prose, which links and labels are not.
//!
//! It tells where an article is, and never what of it stays: short lines of a dialogue weigh little and are text.

use super::marks::{is_marked, is_of_others};
use crate::import::clean::is_block;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::HashMap;

/// What is written in each element, all in it with it.
#[derive(Debug, Default)]
pub(super) struct Weights {
    by_node: HashMap<NodeId, Weight>,
}

/// What is written in an element.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weight {
    /// Letters of prose.
    pub prose: f32,
    /// Letters outside links, whatever they are.
    pub plain: f32,
    /// Letters of links.
    pub linked: f32,
}

impl Weight {
    /// Returns which part of the letters are links.
    pub(super) fn link_share(self) -> f32 {
        self.linked / (self.plain + self.linked).max(1.0)
    }

    fn add(&mut self, other: Self) {
        self.prose += other.prose;
        self.plain += other.plain;
        self.linked += other.linked;
    }
}

/// A block of so few letters is a label rather than a sentence, unless it ends like one.
const SHORT: f32 = 25.0;

impl Weights {
    /// Weighs a page.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut own: HashMap<NodeId, (Weight, bool)> = HashMap::new();
        for text in tree.root().descendants().filter(|node| node.is_text()) {
            #[expect(clippy::cast_precision_loss, reason = "no text is so long that it matters")]
            let length = text.text().chars().filter(|letter| !letter.is_whitespace()).count() as f32;
            if length == 0.0 {
                continue;
            }
            let mut is_linked = false;
            let mut above = text.ancestors();
            let block = above.find(|node| {
                is_linked |= node.is_html("a") || node.is_html("button");
                is_block(*node) || node.parent().is_none()
            });
            let Some(block) = block else { continue };
            // A link around whole blocks is a link still.
            is_linked |= above.take(4).any(|node| node.is_html("a") && node.attribute("href").is_some());
            let (weight, ends) = own.entry(block.id()).or_default();
            if is_linked {
                weight.linked += length;
            } else {
                weight.plain += length;
            }
            *ends =
                text.text().trim_end().ends_with(['.', '!', '?', '…', '"', '”', '’', '»', '。', '」', ':', ',', ';']);
        }
        let mut weights = Self::default();
        for node in tree.root().descendants().collect::<Vec<_>>().into_iter().rev().filter(|node| node.is_element()) {
            let mut weight = own.get(&node.id()).map_or_else(Weight::default, |(own, ends)| prose(*own, *ends));
            node.elements().for_each(|child| weight.add(weights.get(child)));
            weights.by_node.insert(node.id(), weight);
        }
        weights.forget_clutter(tree);
        weights
    }

    /// Takes away the weight of what is marked as clutter, but for what is most of a page whatever its marks say.
    fn forget_clutter(&mut self, tree: &Tree) {
        let total: f32 = tree.root().elements().map(|top| self.get(top).prose).sum();
        let mut next = tree.root().first_child();
        let top = tree.document();
        while let Some(node) = next {
            let weight = self.get(node);
            if node.is_element() && (is_marked(node) || is_of_others(node)) && weight.prose * 2.0 < total {
                let above: Vec<NodeId> = node.ancestors().map(NodeRef::id).collect();
                for id in above {
                    if let Some(of) = self.by_node.get_mut(&id) {
                        of.prose -= weight.prose;
                    }
                }
                if let Some(own) = self.by_node.get_mut(&node.id()) {
                    own.prose = 0.0;
                }
                next = node.following_beyond(top);
            } else {
                next = node.following_within(top);
            }
        }
    }

    /// Returns what is written in an element.
    pub(super) fn get(&self, node: NodeRef<'_>) -> Weight {
        self.by_node.get(&node.id()).copied().unwrap_or_default()
    }
}

/// Says how much of what stands right in a block is prose.
fn prose(own: Weight, ends: bool) -> Weight {
    let is_label = own.plain < SHORT && !ends;
    let share = if own.link_share() > 0.5 {
        0.0
    } else if is_label {
        0.1
    } else {
        1.0 - own.link_share()
    };
    Weight { prose: own.plain * share, ..own }
}
