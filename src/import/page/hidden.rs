//! What a page holds and does not show: elements that say so, and those that its own stylesheet hides.
//!
//! Some sites put sentences that nobody sees among those of a text, against those who copy it.
//! What is hidden and is most of a page is shown by a program once it has run, and stays.

use super::clutter::shown;
use crate::css::{Found, scan};
use crate::import::Removed;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::HashSet;

/// Elements whose text is never shown.
const UNSEEN: &[&str] =
    &["script", "style", "template", "iframe", "object", "title", "head", "meta", "link", "base", "embed"];

/// Classes that hide a thing from all but those who hear the page.
const CLASSES: &[&str] =
    &["sf-hidden", "screen-reader-text", "visually-hidden", "visuallyhidden", "sr-only", "a11y-hidden"];

/// Takes out what is not shown; returns what of it is text.
pub(super) fn take(tree: &mut Tree, classes: &HashSet<String>) -> Option<Removed> {
    let whole = letters(tree.root());
    let mut gone: Vec<NodeId> = Vec::new();
    let mut unseen: Vec<NodeId> = Vec::new();
    let mut next = tree.root().first_child();
    while let Some(node) = next {
        let is_unseen = node.html().is_some_and(|name| UNSEEN.contains(&name));
        let is_hidden = !is_unseen
            && node.is_element()
            && (matches!(node.html(), Some("noframes" | "noembed"))
                || is_hidden(node, classes) && letters(node) * 2 < whole);
        if is_unseen {
            unseen.push(node.id());
        } else if is_hidden {
            gone.push(node.id());
        }
        let top = tree.document();
        next = if is_unseen || is_hidden { node.following_beyond(top) } else { node.following_within(top) };
    }
    for id in unseen {
        tree.detach(id);
    }
    let mut text: Vec<String> = Vec::new();
    for id in gone {
        // A line below the heading of a text stays a heading's neighbour: what is hidden goes whole.
        text.extend(inner(tree.get(id)));
        tree.detach(id);
    }
    let what = "what the page holds and does not show".to_owned();
    (!text.is_empty()).then(|| Removed { what, text: text.join("\n") })
}

fn inner(node: NodeRef<'_>) -> Vec<String> {
    let is_unseen = |node: &NodeRef<'_>| node.html().is_some_and(|name| UNSEEN.contains(&name));
    if node.descendants().any(|inner| is_unseen(&inner)) {
        let texts =
            node.descendants().filter(|inner| inner.is_text() && !inner.ancestors().any(|above| is_unseen(&above)));
        return texts.map(|text| text.text().trim().to_owned()).filter(|text| !text.is_empty()).collect();
    }
    shown(node)
}

fn letters(node: NodeRef<'_>) -> usize {
    let texts = node.descendants().filter(|inner| inner.is_text());
    let seen = texts.filter(|text| !text.parent().and_then(NodeRef::html).is_some_and(|name| UNSEEN.contains(&name)));
    seen.map(|text| text.text().trim().len()).sum()
}

fn is_hidden(node: NodeRef<'_>, classes: &HashSet<String>) -> bool {
    let style = node.attribute("style").unwrap_or_default();
    node.attribute("hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found"))
        || !style.is_empty() && hides(&style.to_ascii_lowercase().replace(' ', ""))
        || node.attribute("aria-hidden") == Some("true") && is_sign(node)
        || node
            .attribute("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
            .any(|class| CLASSES.contains(&class) || classes.contains(class))
}

/// Tells whether an element is a sign that is drawn, and no letter: sites mark those as none for the ear.
fn is_sign(node: NodeRef<'_>) -> bool {
    !node
        .descendants()
        .any(|inner| inner.is_text() && inner.text().contains(char::is_alphanumeric) || inner.is_html("img"))
}

fn hides(style: &str) -> bool {
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Returns the classes that stylesheets of a whole page hide by themselves: `.a1b2 { display: none }`.
pub(super) fn classes(root: NodeRef<'_>) -> HashSet<String> {
    let mut classes = HashSet::new();
    for style in root.descendants().filter(|node| node.is_html("style") && node.attribute("media") != Some("print")) {
        let text = style.text_content();
        if !text.contains("none") {
            continue;
        }
        for found in scan(&text) {
            let Found::Declaration { selector, property, value, .. } = found else { continue };
            let is_none =
                property.eq_ignore_ascii_case("display") && value.trim().to_ascii_lowercase().starts_with("none");
            for one in selector.split(',').map(str::trim).filter(|_| is_none) {
                let class = one.strip_prefix('.').filter(|class| {
                    class.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
                });
                classes.extend(class.map(str::to_owned));
            }
        }
    }
    classes
}
