//! Links and sizes that mean nothing in a picture: small readers show nothing of a link, and make a size in percent that
//! of a page.

use super::view_box;
use crate::xml::{Attribute, Name, NodeId, NodeRef, Tree, ns};

/// What a link says that nothing else does.
const OF_LINKS: &[&str] = &["href", "target", "download", "hreflang", "ping", "rel", "referrerpolicy", "type"];

/// Takes links away from around what is in them; tells whether there were any.
pub(super) fn unwrap(tree: &mut Tree) -> bool {
    let is_link = |node: &NodeRef<'_>| node.local_in(ns::SVG) == Some("a");
    let links: Vec<NodeId> = tree.root().descendants().filter(is_link).map(NodeRef::id).collect();
    for &link in &links {
        let node = tree.get(link);
        let is_of_link = |attribute: &Attribute<'_>| {
            let name = attribute.name;
            &*name.namespace == ns::XLINK || OF_LINKS.contains(&&*name.local) && &*name.namespace == ns::NONE
        };
        let useless: Vec<Name> = node.attributes().filter(is_of_link).map(|found| found.name.clone()).collect();
        let is_bare = node.attributes().all(|attribute| is_of_link(&attribute));
        let is_plain = |inner: NodeRef<'_>| {
            !matches!(inner.local_in(ns::SVG), Some("set" | "animate" | "animateTransform" | "animateMotion"))
        };
        if is_bare && node.elements().all(is_plain) {
            tree.unwrap(link);
            continue;
        }
        let is_text = node.ancestors().any(|above| above.local_in(ns::SVG) == Some("text"));
        let prefix = node.name().map(|name| name.prefix.to_string()).unwrap_or_default();
        tree.rename(link, &Name::prefixed(&prefix, ns::SVG, if is_text { "tspan" } else { "g" }));
        for name in useless {
            tree.unset_attribute(link, &name);
        }
    }
    !links.is_empty()
}

/// Takes away a width or height in percent where the view box tells the shape; tells whether there was one.
pub(super) fn drop_percent(tree: &mut Tree) -> bool {
    let Some(root) = tree.root().elements().next().filter(|root| view_box(*root).is_some()) else { return false };
    let is_share = |name: &&str| root.attribute(name).is_some_and(|value| value.trim().ends_with('%'));
    let shares: Vec<&str> = ["width", "height"].into_iter().filter(is_share).collect();
    let root = root.id();
    for name in &shares {
        tree.unset(root, name);
    }
    !shares.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::safe::tests::safe;
    use super::super::{NothingBeside, parse, safe_copy};

    #[test]
    fn what_is_in_a_link_stays_without_it() {
        let cases = [
            ("<a href=\"x\"><g/></a>", "<g/>"),
            ("<a xlink:href=\"https://a.example/\" xlink:title=\"b\"><g/><a><path/></a></a>", "<g/><path/>"),
            ("<a href=\"x\" fill=\"red\"><g/></a>", "<g fill=\"red\"><g/></g>"),
            ("<text>a<a class=\"b\">c</a><a>d</a></text>", "<text>a<tspan class=\"b\">c</tspan>d</text>"),
        ];
        for (content, expected) in cases {
            assert_eq!(safe(content), (Some(expected.to_owned()), vec![]), "{content}");
        }
    }

    #[test]
    fn a_size_in_percent_gives_way_to_the_view_box() {
        let sizes = |attributes: &str| {
            let file = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>");
            let copy = safe_copy(file.as_bytes(), &NothingBeside).unwrap().copy?;
            let tree = parse(&copy).unwrap();
            let root = tree.root().elements().next().unwrap();
            Some(["width", "height"].map(|name| root.attribute(name).unwrap_or_default().to_owned()).join("x"))
        };
        assert_eq!(sizes("viewBox=\"0 0 9 9\" width=\"100%\" height=\"100%\"").as_deref(), Some("x"));
        assert_eq!(sizes("viewBox=\"0 0 9 9\" width=\"100%\" height=\"9\"").as_deref(), Some("x9"));
        assert_eq!(sizes("viewBox=\"0 0 9 9\" width=\"9\""), None);
        assert_eq!(sizes("width=\"100%\""), None);
    }
}
