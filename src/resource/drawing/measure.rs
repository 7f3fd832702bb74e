//! What a drawing would ask of the library, told from its elements before the library reads it.
//!
//! The library makes a copy of whatever is used for each use of it, lays letters out in a time that grows with their
//! square, and compares each rule of a stylesheet with each element. A drawing that a person or a program made to be
//! looked at stays far below the bounds.

use crate::xml::{NodeRef, Tree, ns};
use std::collections::BTreeMap;

/// The most elements, each as often as it is used.
const MOST_ELEMENTS: usize = 150_000;

/// The most bytes of text that is shown, in all and in one element.
const MOST_TEXT: usize = 60_000;
const MOST_TEXT_AT_ONCE: usize = 12_000;

/// The most bytes of stylesheets, and of them times the elements.
const MOST_STYLE: usize = 100_000;
const MOST_STYLING: usize = 1_000_000_000;

/// Tells whether a drawing can be drawn in bounded time and memory.
pub(super) fn is_bounded(tree: &Tree) -> bool {
    let mut measure = Measure::default();
    let nodes = || tree.root().descendants().filter(|node| node.local_in(ns::SVG).is_some());
    measure.ids = nodes().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let (mut text, mut style) = (0, 0);
    for node in nodes() {
        match node.local_in(ns::SVG) {
            Some("text") => {
                let length = node.text_content().len();
                text += length;
                if length > MOST_TEXT_AT_ONCE {
                    return false;
                }
            }
            Some("style") => style += node.text_content().len(),
            _ => {}
        }
    }
    let markers = nodes().filter(|node| node.local_in(ns::SVG) == Some("marker"));
    measure.marker = markers.map(|node| measure.weight(node, 0)).max().unwrap_or(0);
    let elements = measure.weight(tree.root(), 0);
    elements <= MOST_ELEMENTS
        && text <= MOST_TEXT
        && style <= MOST_STYLE
        && style.saturating_mul(elements) <= MOST_STYLING
}

/// How deep uses of uses go.
const DEEPEST: usize = 64;

#[derive(Default)]
struct Measure<'a> {
    ids: BTreeMap<&'a str, NodeRef<'a>>,
    /// How many elements what is used comes to.
    known: BTreeMap<&'a str, usize>,
    /// How many elements the largest marker comes to.
    marker: usize,
}

impl<'a> Measure<'a> {
    /// Counts the elements from a node on, each as often as it is used. It calls itself for uses only.
    fn weight(&mut self, node: NodeRef<'a>, depth: usize) -> usize {
        let mut sum = 0_usize;
        for inner in node.descendants().filter(|inner| inner.is_element()) {
            let own = match inner.local_in(ns::SVG) {
                Some("use") => self.used(inner, depth),
                // A marker stands at each of its points, which take at least two letters.
                Some("path" | "polyline" | "polygon" | "line") => {
                    let points =
                        inner.attribute("d").or(inner.attribute("points")).map_or(2, |points| points.len() / 2);
                    self.marker.saturating_mul(points)
                }
                // A drawing within the drawing is read anew at each place.
                Some("image") => href(inner).filter(|href| href.contains("svg")).map_or(0, |href| href.len() / 16),
                _ => 0,
            };
            sum = sum.saturating_add(own).saturating_add(1);
        }
        sum
    }

    fn used(&mut self, node: NodeRef<'a>, depth: usize) -> usize {
        let Some(id) = href(node).and_then(|href| href.trim().strip_prefix('#')) else { return 0 };
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        let Some(target) = self.ids.get(id).copied().filter(|_| depth < DEEPEST) else { return 0 };
        // One that uses itself is not drawn.
        self.known.insert(id, 0);
        let weight = self.weight(target, depth + 1);
        self.known.insert(id, weight);
        weight
    }
}

fn href(node: NodeRef<'_>) -> Option<&str> {
    node.attributes().find(|attribute| &*attribute.name.local == "href").map(|attribute| attribute.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_xml;

    fn bounded(content: &str) -> bool {
        let text = format!("<svg xmlns=\"{}\">{content}</svg>", ns::SVG);
        is_bounded(&parse_xml(&text.as_str().into(), None).unwrap())
    }

    #[test]
    fn a_drawing_is_measured_by_what_its_uses_come_to() {
        let uses = |count: usize, of: &str| format!("<use href=\"#{of}\"/>").repeat(count);
        let bomb = format!(
            "<g id=\"a\">{}</g><g id=\"b\">{}</g><g id=\"c\">{}</g>",
            "<g/>".repeat(100),
            uses(100, "a"),
            uses(100, "b")
        );
        assert!(bounded(&bomb.replace("id=\"c\"", "").replace("#b", "#none")));
        assert!(!bounded(&bomb));
        assert!(bounded("<g id=\"a\"><use href=\"#a\"/></g>"));
        assert!(!bounded(&"<g/>".repeat(MOST_ELEMENTS)));
        let marked =
            |marker: usize| format!("<marker>{}</marker><path d=\"{}\"/>", "<g/>".repeat(marker), "l1 1".repeat(999));
        assert!(bounded(&marked(9)) && !bounded(&marked(99)));
    }

    #[test]
    fn a_drawing_is_measured_by_its_text_and_its_rules() {
        let text = |length: usize| format!("<text>{}</text>", "a".repeat(length));
        assert!(bounded(&text(10_000)) && !bounded(&text(20_000)));
        assert!(bounded(&text(10_000).repeat(5)) && !bounded(&text(10_000).repeat(7)));
        let styled = |rules: usize, elements: usize| {
            format!("<style>{}</style>{}", ".a{fill:red}".repeat(rules), "<g/>".repeat(elements))
        };
        assert!(bounded(&styled(2000, 10_000)) && !bounded(&styled(2000, 100_000)) && !bounded(&styled(10_000, 1)));
    }
}
