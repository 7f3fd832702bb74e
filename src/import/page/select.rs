//! Finding elements of a page by selectors: names, ids, classes, attributes, and elements in elements.
//!
//! A selector is a few words such as `div#chapters .userstuff` or `[itemprop=articleBody]`. Of CSS it has what the marks
//! of sites need and no more. A page is walked once for all selectors: its ids and classes are looked up.

use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::HashMap;

/// The elements of a page by their ids and classes.
#[derive(Debug)]
pub(super) struct Index<'a> {
    tree: &'a Tree,
    /// `#id` and `.class`, in the order of the page.
    by_mark: HashMap<String, Vec<NodeId>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(tree: &'a Tree) -> Self {
        let mut by_mark: HashMap<String, Vec<NodeId>> = HashMap::new();
        for node in tree.root().descendants().filter(|node| node.is_element()) {
            if let Some(id) = node.attribute("id") {
                by_mark.entry(format!("#{id}")).or_default().push(node.id());
            }
            for class in node.attribute("class").unwrap_or_default().split_ascii_whitespace() {
                by_mark.entry(format!(".{class}")).or_default().push(node.id());
            }
        }
        Self { tree, by_mark }
    }

    /// Returns the elements that one of several selectors means, in the order of the page.
    pub(super) fn all(&self, selectors: &[&str]) -> Vec<NodeRef<'a>> {
        let mut found: Vec<NodeRef<'a>> = selectors.iter().flat_map(|selector| self.select(selector)).collect();
        if selectors.len() > 1 {
            found.sort_by_key(|node| node.id());
            found.dedup_by_key(|node| node.id());
        }
        found
    }

    /// Returns the first element that the first of several selectors means, which means one.
    pub(super) fn first(&self, selectors: &[&str]) -> Option<NodeRef<'a>> {
        selectors.iter().find_map(|selector| self.select(selector).into_iter().next())
    }

    /// Returns the elements that a selector means, in the order of the page.
    pub(super) fn select(&self, selector: &str) -> Vec<NodeRef<'a>> {
        let last = selector.rsplit(' ').next().unwrap_or_default();
        let mark = parts(last).find(|part| part.starts_with(['#', '.']));
        let matching = |node: &NodeRef<'a>| matches(*node, selector);
        match mark {
            Some(mark) => {
                let known = self.by_mark.get(mark).map_or(&[][..], Vec::as_slice);
                known.iter().map(|id| self.tree.get(*id)).filter(matching).collect()
            }
            None => self.tree.root().descendants().filter(matching).collect(),
        }
    }
}

/// Tells whether a selector means an element.
pub(super) fn matches(node: NodeRef<'_>, selector: &str) -> bool {
    let mut words = selector.rsplit(' ');
    if !words.next().is_some_and(|last| is_compound(node, last)) {
        return false;
    }
    let mut above = node;
    for word in words {
        let Some(next) = above.ancestors().find(|above| is_compound(*above, word)) else { return false };
        above = next;
    }
    true
}

/// Tells whether an element is what a selector without spaces says.
fn is_compound(node: NodeRef<'_>, compound: &str) -> bool {
    let Some(name) = node.html() else { return false };
    parts(compound).all(|part| match part.as_bytes().first() {
        Some(b'#') => node.attribute("id") == Some(&part[1..]),
        Some(b'.') => node.has_token("class", &part[1..]),
        Some(b'[') => has_attribute(node, part[1..].trim_end_matches(']')),
        _ => name == part,
    })
}

/// Tells whether an attribute is there, is a value (`=`), begins with it (`^=`) or has it in it (`*=`).
fn has_attribute(node: NodeRef<'_>, test: &str) -> bool {
    let Some((name, wanted)) = test.split_once('=') else { return node.attribute(test).is_some() };
    let (name, is_such): (&str, fn(&str, &str) -> bool) = match name.as_bytes().last() {
        Some(b'^') => (&name[..name.len() - 1], |value, wanted| value.starts_with(wanted)),
        Some(b'*') => (&name[..name.len() - 1], |value, wanted| value.contains(wanted)),
        _ => (name, |value, wanted| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(wanted))),
    };
    node.attribute(name).is_some_and(|value| is_such(value, wanted))
}

/// Cuts `div.a#b[c=d]` at its marks.
fn parts(compound: &str) -> impl Iterator<Item = &str> {
    let mut rest = compound;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '[' => rest.find(']').map(|end| end + 1),
            _ => rest[first.len_utf8()..].find(['#', '.', '[']).map(|end| end + first.len_utf8()),
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_html;

    #[test]
    fn elements_are_found_by_what_is_said_of_them() {
        let page =
            "<div id=a class='b c'><p class=b itemprop='name headline'>x</p><a href='/user/ann'>y</a></div><p>z</p>";
        let tree = parse_html(&page.into(), |_| None).unwrap();
        let index = Index::new(&tree);
        let found = |selector: &str| index.select(selector).iter().map(|node| node.text_content()).collect::<Vec<_>>();
        assert_eq!(found("p"), ["x", "z"]);
        assert_eq!(found(".b"), ["xy", "x"]);
        assert_eq!(found("div#a.c p.b"), ["x"]);
        assert_eq!(found("[itemprop=headline]"), ["x"]);
        assert_eq!(found("a[href^=/user/]"), ["y"]);
        assert_eq!(found("#a [href*=ann]"), ["y"]);
        assert_eq!(found(".c .d"), [""; 0]);
        assert_eq!(index.first(&[".none", "body p"]).map(NodeRef::text_content).as_deref(), Some("x"));
        assert_eq!(index.all(&["p", ".b"]).len(), 3);
    }
}
