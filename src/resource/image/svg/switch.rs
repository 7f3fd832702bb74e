//! `switch`, of whose parts one is shown: it stays, and the choice goes, since small readers show none.
//!
//! SVG 2, section 5.9 (conditional processing). A part of HTML that a browser would show gives way to what stands in
//! its stead, with all of its words.

use super::foreign;
use super::hidden::{make_defs, needed};
use crate::xml::{Kind, Name, NodeId, NodeRef, Tree, ns};
use std::collections::BTreeSet;

/// The namespaces of what browsers show in a foreign object.
const KNOWN_EXTENSIONS: &[&str] = &[ns::XHTML, ns::MATHML];

/// The conditions of an element; the first is none any more.
const CONDITIONS: &[&str] = &["requiredFeatures", "requiredExtensions", "systemLanguage"];

/// What came of the switches of a drawing.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub(super) is_changed: bool,
    /// How many labels became whole in the text that stands in their stead.
    pub(super) labels: usize,
    /// The words of labels whose place is taken by something that does not say them.
    pub(super) lost_words: Vec<String>,
}

/// Leaves of each `switch` what a browser of somebody who reads `language` shows; of no language the first.
pub(super) fn resolve(tree: &mut Tree, language: Option<&str>) -> Resolved {
    let mut resolved = Resolved::default();
    if !tree.has_name("switch") {
        return resolved;
    }
    let needed = needed(tree);
    for id in tree.root().descendant_ids() {
        let node = tree.get(id);
        let is_there = || node.ancestors().any(|above| above.kind() == Kind::Document);
        if node.local_in(ns::SVG) == Some("switch") && is_there() {
            choose(tree, id, language, &needed, &mut resolved);
            resolved.is_changed = true;
        }
    }
    resolved
}

fn choose(tree: &mut Tree, switch: NodeId, language: Option<&str>, needed: &BTreeSet<String>, resolved: &mut Resolved) {
    let is_part = |node: &NodeRef<'_>| {
        let local = node.local_in(ns::SVG);
        local.is_some_and(|local| !matches!(local, "title" | "desc" | "metadata" | "style" | "script" | "defs"))
    };
    let parts: Vec<NodeId> = tree.get(switch).elements().filter(is_part).map(NodeRef::id).collect();
    let mut shown = parts.iter().copied().filter(|part| is_shown(tree.get(*part), language));
    let (first, second) = (shown.next(), shown.next());
    let chosen = match (first, second) {
        (Some(object), Some(instead)) if tree.get(object).local_in(ns::SVG) == Some("foreignObject") => {
            complete(tree, instead, object, resolved);
            Some(instead)
        }
        _ => first,
    };
    for part in parts.into_iter().filter(|part| Some(*part) != chosen) {
        put_away(tree, part, needed);
    }
    if let Some(chosen) = chosen {
        for condition in CONDITIONS {
            tree.unset(chosen, condition);
        }
    }
    if tree.get(switch).attributes().next().is_none() {
        tree.unwrap(switch);
    } else {
        let prefix = tree.get(switch).name().map(|name| name.prefix.to_string()).unwrap_or_default();
        tree.rename(switch, &Name::prefixed(&prefix, ns::SVG, "g"));
    }
}

/// Tells whether a browser can show an element.
fn is_shown(node: NodeRef<'_>, language: Option<&str>) -> bool {
    let all_known = |names: &str| {
        let mut names = names.split_ascii_whitespace().peekable();
        names.peek().is_some() && names.all(|name| KNOWN_EXTENSIONS.contains(&name))
    };
    let is_read = |tags: &str| {
        let mut tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        tags.any(|tag| language.is_none_or(|language| begins(tag, language) || begins(language, tag)))
    };
    node.attribute("requiredExtensions").is_none_or(all_known) && node.attribute("systemLanguage").is_none_or(is_read)
}

/// Tells whether one language is another, or one of its kinds: `de-CH` and `de`.
fn begins(tag: &str, language: &str) -> bool {
    let (tag, language) = (tag.to_ascii_lowercase(), language.to_ascii_lowercase());
    tag.strip_prefix(&*language).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Takes out a part that is not shown; what other elements refer to stays where nothing is drawn.
fn put_away(tree: &mut Tree, part: NodeId, needed: &BTreeSet<String>) {
    let is_needed = |node: NodeRef<'_>| node.attribute("id").is_some_and(|id| needed.contains(id));
    let node = tree.get(part);
    if node.local_in(ns::SVG) == Some("g") && (is_needed(node) || node.descendants().any(is_needed)) {
        make_defs(tree, part);
    } else {
        tree.detach(part);
    }
}

/// Puts the words of a foreign object into the text in its stead, where that has others, or not all of them.
fn complete(tree: &mut Tree, instead: NodeId, object: NodeId, resolved: &mut Resolved) {
    let lines = foreign::lines(tree.get(object));
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let whole = letters(&lines.join(" "));
    // Formulas are more than their letters, and a picture of words says them.
    let is_more = tree.get(object).descendants().any(|inner| inner.local_in(ns::MATHML).is_some());
    let local = tree.get(instead).local_in(ns::SVG);
    if whole.is_empty() || is_more || local == Some("image") || whole == letters(&tree.get(instead).text_content()) {
        return;
    }
    if local == Some("text") {
        foreign::replace_words(tree, instead, object, &lines);
        resolved.labels += 1;
    } else {
        resolved.lost_words.extend(lines);
    }
}

#[cfg(test)]
mod tests {
    use super::super::safe::tests::{mended, safe};
    use super::*;
    use crate::xml::{parse_xml, write_xml};

    const HTML: &str = "<div xmlns=\"http://www.w3.org/1999/xhtml\" style=\"width: 80px\">Start of the whole</div>";

    #[test]
    fn of_a_switch_that_stays_which_a_browser_shows() {
        let cases = [
            ("<switch><g/><path/></switch>", "<g/>"),
            ("<switch transform=\"scale(2)\"><g/><path/></switch>", "<g transform=\"scale(2)\"><g/></g>"),
            ("<switch><g requiredExtensions=\"http://a.example/\"/><path/></switch>", "<path/>"),
            ("<switch><g requiredExtensions=\"\"/><path requiredFeatures=\"x\"/></switch>", "<path/>"),
            ("<switch><g systemLanguage=\"\"/></switch>", ""),
            ("<switch><switch><g/></switch><path/></switch>", "<g/>"),
            ("<switch><foreignObject/><path/></switch>", "<path/>"),
            (
                "<switch><path/><g><g id=\"a\"/></g></switch><use href=\"#a\"/>",
                "<path/><defs><g id=\"a\"/></defs><use href=\"#a\"/>",
            ),
        ];
        for (content, expected) in cases {
            assert_eq!(safe(content), (Some(expected.to_owned()), vec![]), "{content}");
        }
    }

    #[test]
    fn words_are_in_the_language_of_the_book() {
        let words = "<text systemLanguage=\"de-CH, fr\">a</text><text systemLanguage=\"en\">b</text><text>c</text>";
        for (language, expected) in [(Some("de"), "a"), (Some("en-GB"), "b"), (Some("it"), "c"), (None, "a")] {
            let file = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><switch>{words}</switch></svg>");
            let mut tree = parse_xml(&file.into(), None).unwrap();
            resolve(&mut tree, language);
            let mut out = String::new();
            write_xml(tree.root(), &mut out);
            assert!(out.contains(&format!("<text>{expected}</text></svg>")), "{language:?}: {out}");
        }
    }

    #[test]
    fn the_text_in_the_stead_of_a_label_says_all_its_words() {
        let label =
            |instead: &str| format!("<switch><foreignObject width=\"100%\">{HTML}</foreignObject>{instead}</switch>");
        let whole = "<text x=\"9\"><tspan x=\"9\" dy=\"-0.60em\">Start of</tspan><tspan x=\"9\" dy=\"1.20em\">the whole</tspan></text>";
        for shown in ["Start of…", "Start...", "Start", "&lt;b&gt;Start&lt;/b&gt;"] {
            let (copy, things) = mended(&label(&format!("<text x=\"9\">{shown}</text>")));
            assert_eq!((copy.as_deref(), things.len()), (Some(whole), 1), "{shown}");
        }
        let (copy, things) = mended(&label("<text>Start of <tspan>the whole</tspan></text>"));
        assert_eq!((copy.as_deref(), things.len()), (Some("<text>Start of <tspan>the whole</tspan></text>"), 0));
    }
}
