//! Text from right to left, said as the drawing library understands it, which knows no `direction`.
//!
//! SVG 1.1, sections 10.7.4 and 10.9.1: `direction` says which way a line goes, and `text-anchor` counts from where it
//! begins. The library lets every line go from left to right, as far as its letters do not say otherwise: so start and
//! end are exchanged, and a sign of Unicode stands before the words.

use crate::css;
use crate::xml::{NodeId, NodeRef, Tree, ns, write_xml};
use std::collections::{BTreeSet, HashMap};

/// What begins an embedded text from right to left: Unicode Standard Annex 9, section 2.1.
const FROM_RIGHT: char = '\u{202B}';

/// What says where a letter stands; several values are for as many letters.
const PLACES: &[&str] = &["x", "y", "dx", "dy", "rotate"];

/// How a text runs, and which part of it stands at its place.
#[derive(Clone, Copy)]
struct Line<'a> {
    is_from_right: bool,
    anchor: &'a str,
}

/// Returns the text of a drawing in which no line needs a `direction`; nothing where none does.
pub(super) fn written_out(tree: &mut Tree) -> Option<String> {
    if !tree.has_name("direction") && !tree.has_value("style", |style| style.contains("direction")) {
        return None;
    }
    let lines = lines(tree);
    if !lines.iter().any(|(_, line)| line.is_from_right) {
        return None;
    }
    let (anchors, firsts) = (anchors(tree, &lines), firsts(tree, &lines));
    for (id, anchor) in anchors {
        let style = tree.get(id).attribute("style").map(|style| format!("{style};text-anchor:{anchor}"));
        match style {
            Some(style) => tree.set(id, "style", &style),
            None => tree.set(id, "text-anchor", anchor),
        }
    }
    for id in firsts {
        let text = tree.get(id).text();
        // A space at the beginning of a text is not shown, and would be one within it.
        let words = text.trim_start();
        let text = format!("{}{FROM_RIGHT}{words}", &text[..text.len() - words.len()]);
        tree.set_text(id, &text);
    }
    let mut out = String::new();
    write_xml(tree.root(), &mut out);
    Some(out)
}

/// Returns all texts and their parts with how they run.
fn lines(tree: &Tree) -> Vec<(NodeId, Line<'_>)> {
    let mut known: HashMap<NodeId, Line<'_>> = HashMap::new();
    let mut lines = Vec::new();
    for node in tree.root().descendants() {
        let Some(local) = node.local_in(ns::SVG) else { continue };
        let above = node.parent().and_then(|above| known.get(&above.id()).copied());
        let mut line = above.unwrap_or(Line { is_from_right: false, anchor: "start" });
        if let Some(direction) = said(node, "direction") {
            line.is_from_right = direction.eq_ignore_ascii_case("rtl");
        }
        line.anchor = said(node, "text-anchor").unwrap_or(line.anchor);
        known.insert(node.id(), line);
        if matches!(local, "text" | "tspan" | "textPath") {
            lines.push((node.id(), line));
        }
    }
    lines
}

/// Returns what an element says of a property: in its style before its attributes.
fn said<'a>(node: NodeRef<'a>, property: &str) -> Option<&'a str> {
    let style = node.attribute("style").filter(|style| style.contains(property));
    let own = style.and_then(|style| css::said(style, property));
    let value = own.or(node.attribute(property))?.trim();
    (!value.eq_ignore_ascii_case("inherit")).then_some(value)
}

/// Returns what each of them is to say of its anchor.
fn anchors(tree: &Tree, lines: &[(NodeId, Line<'_>)]) -> Vec<(NodeId, &'static str)> {
    let mut anchors = Vec::new();
    let mut is_turned = false;
    for (id, line) in lines {
        // What a part of a text inherits is exchanged as well.
        is_turned = line.is_from_right || is_turned && tree.get(*id).local_in(ns::SVG) != Some("text");
        let anchor = match line.anchor {
            "end" if line.is_from_right => "start",
            "end" => "end",
            "middle" => "middle",
            _ if line.is_from_right => "end",
            _ => "start",
        };
        if is_turned {
            anchors.push((*id, anchor));
        }
    }
    anchors
}

/// Returns the first words of all that begins at a place of its own and runs from right to left.
fn firsts(tree: &Tree, lines: &[(NodeId, Line<'_>)]) -> BTreeSet<NodeId> {
    let from_right = lines.iter().filter(|(_, line)| line.is_from_right).map(|(id, _)| tree.get(*id));
    let has_place = |node: &NodeRef<'_>| {
        node.local_in(ns::SVG) == Some("text") || node.attribute("x").is_some() || node.attribute("y").is_some()
    };
    let is_of_letters = |node: &NodeRef<'_>| {
        let mut values = PLACES.iter().filter_map(|name| node.attribute(name));
        values.any(|value| value.trim().contains([' ', ',', '\n', '\t']))
    };
    let firsts = from_right.filter(|node| has_place(node) && !is_of_letters(node)).filter_map(|node| {
        let mut texts = node.descendants().filter(|inner| inner.is_text() && !inner.text().trim().is_empty());
        texts.next().map(NodeRef::id)
    });
    firsts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_xml;

    fn drawn(content: &str) -> Option<String> {
        let text = format!("<svg xmlns=\"{}\">{content}</svg>", ns::SVG);
        let written = written_out(&mut parse_xml(&text.as_str().into(), None).unwrap())?;
        let content = written.split_once('>')?.1.trim_end().strip_suffix("</svg>")?;
        Some(content.replace(FROM_RIGHT, "|"))
    }

    #[test]
    fn a_line_from_right_to_left_begins_at_its_place() {
        let cases = [
            ("<text x=\"9\" text-anchor=\"end\">a</text>", None),
            ("<text direction=\"ltr\">a</text>", None),
            ("<text direction=\"rtl\">a</text>", Some("<text direction=\"rtl\" text-anchor=\"end\">|a</text>")),
            (
                "<g style=\"direction: rtl\" text-anchor=\"end\"><text>\n a</text></g>",
                Some("<g style=\"direction: rtl\" text-anchor=\"end\"><text text-anchor=\"start\">\n |a</text></g>"),
            ),
            (
                "<text direction=\"rtl\" style=\"text-anchor:middle\"><tspan x=\"1\">a</tspan> b</text><text>c</text>",
                Some(
                    "<text direction=\"rtl\" style=\"text-anchor:middle;text-anchor:middle\"><tspan x=\"1\" \
                     text-anchor=\"middle\">|a</tspan> b</text><text>c</text>",
                ),
            ),
            (
                "<text direction=\"rtl\" x=\"1 2\">ab</text>",
                Some("<text direction=\"rtl\" x=\"1 2\" text-anchor=\"end\">ab</text>"),
            ),
        ];
        for (content, expected) in cases {
            assert_eq!(drawn(content).as_deref(), expected, "{content}");
        }
    }
}
