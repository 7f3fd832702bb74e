//! Parts that a drawing hides: small readers show them, so they go, unless something shows them elsewhere.

use crate::css::{self, Found};
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};
use std::collections::BTreeSet;

/// What is drawn where it stands.
const DRAWN: &[&str] = &[
    "a",
    "circle",
    "ellipse",
    "foreignObject",
    "g",
    "image",
    "line",
    "path",
    "polygon",
    "polyline",
    "rect",
    "svg",
    "switch",
    "text",
    "textPath",
    "tspan",
    "use",
];

/// Takes out what is never shown; tells whether there was any.
pub(super) fn take_out(tree: &mut Tree) -> bool {
    let is_never = |node: &NodeRef<'_>| {
        let is_root = node.parent().is_none_or(|above| !above.is_element());
        !is_root && node.local_in(ns::SVG).is_some_and(|local| DRAWN.contains(&local)) && is_hidden(*node)
    };
    let hidden: Vec<NodeId> = tree.root().descendants().filter(is_never).map(NodeRef::id).collect();
    if hidden.is_empty() || tree.has_value("attributeName", |name| name == "display") {
        return false;
    }
    let needed = needed(tree);
    let is_needed = |node: NodeRef<'_>| node.attribute("id").is_some_and(|id| needed.contains(id));
    let mut is_changed = false;
    for id in hidden {
        let node = tree.get(id);
        if !is_needed(node) && !node.descendants().any(is_needed) {
            tree.detach(id);
            is_changed = true;
        } else if node.local_in(ns::SVG) == Some("g") {
            make_defs(tree, id);
            is_changed = true;
        }
    }
    is_changed
}

fn is_hidden(node: NodeRef<'_>) -> bool {
    let style = node.attribute("style").filter(|style| style.contains("display"));
    let own = style.and_then(|style| css::said(style, "display"));
    own.or(node.attribute("display")).is_some_and(|value| value.trim().eq_ignore_ascii_case("none"))
}

/// Makes of a group a place where nothing is drawn, and what is in it can be referred to.
pub(super) fn make_defs(tree: &mut Tree, group: NodeId) {
    let prefix = tree.get(group).name().map(|name| name.prefix.to_string()).unwrap_or_default();
    tree.rename(group, &Name::prefixed(&prefix, ns::SVG, "defs"));
}

/// Returns all ids that something refers to.
pub(super) fn needed(tree: &Tree) -> BTreeSet<String> {
    let mut needed = BTreeSet::new();
    for node in tree.root().descendants().filter(|node| node.is_element()) {
        for attribute in node.attributes() {
            let value = attribute.value.trim();
            if let Some(id) = value.strip_prefix('#').filter(|_| &*attribute.name.local == "href") {
                needed.insert(id.to_owned());
            } else if attribute.name.local.starts_with("aria-") {
                needed.extend(value.split_ascii_whitespace().map(str::to_owned));
            } else if matches!(&*attribute.name.local, "begin" | "end") {
                needed.extend(value.split([';', '.', '+', ' ']).map(str::to_owned));
            } else if value.contains("url(") {
                needed.extend(css::scan_declarations(value).iter().filter_map(target));
            }
        }
        if node.local_in(ns::SVG) == Some("style") {
            needed.extend(css::scan(&node.text_content()).iter().filter_map(target));
        }
    }
    needed
}

fn target(found: &Found<'_>) -> Option<String> {
    match found {
        Found::Url { address, .. } => address.trim().strip_prefix('#').map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::safe::tests::safe;

    #[test]
    fn what_is_hidden_goes_and_what_is_shown_elsewhere_stays() {
        let cases = [
            ("<g display=\"none\"><path/></g><g/>", Some("<g/>")),
            ("<g style=\"fill:red;display:none\"/><path/>", Some("<path/>")),
            ("<g style=\"display:inline\" display=\"none\"/>", None),
            ("<style>.a{display:none}</style><g class=\"a\"/><path/>", Some("<path/>")),
            (
                "<g display=\"none\"><path id=\"a\"/></g><use href=\"#a\"/>",
                Some("<defs display=\"none\"><path id=\"a\"/></defs><use href=\"#a\"/>"),
            ),
            (
                "<g display=\"none\"><linearGradient id=\"a\"/></g><g fill=\"url(#a)\"/>",
                Some("<defs display=\"none\"><linearGradient id=\"a\"/></defs><g fill=\"url(#a)\"/>"),
            ),
            ("<linearGradient id=\"a\" display=\"none\"/>", None),
            ("<g display=\"none\"><set attributeName=\"display\" to=\"inline\" begin=\"1s\"/></g>", None),
        ];
        for (content, expected) in cases {
            assert_eq!(safe(content), (expected.map(str::to_owned), vec![]), "{content}");
        }
    }
}
