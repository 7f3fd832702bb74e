//! Addresses that pages show: they break at their joints, and nowhere else.
//!
//! Some engines set a hyphen where they break an address, which is read as one of its letters; others break it within a
//! number, or not at all. A `wbr` says where a line may end, and the class `address` keeps hyphens out.

use super::classes;
use crate::address::split_scheme;
use crate::manuscript::Piece;
use crate::xml::{Name, NodeId, NodeRef};

const CLASS: &str = "address";

pub(super) fn run(piece: &mut Piece) {
    let tree = &mut piece.tree;
    if !tree.has_value("href", |address| split_scheme(address).is_some()) {
        return;
    }
    let links: Vec<(NodeId, NodeId)> = tree.root().descendants().filter_map(shown).collect();
    for (link, text) in links {
        classes::add(tree, link, CLASS);
        let address = tree.get(text).text().to_owned();
        let mut from = 0;
        for joint in joints(&address) {
            let part = tree.create_text(&address[from..joint], None);
            tree.insert_before(text, part);
            let may_break = tree.create_element(&Name::html("wbr"), None);
            tree.insert_before(text, may_break);
            from = joint;
        }
        tree.set_text(text, &address[from..]);
    }
}

/// Returns a link with its text, if the text is all it holds, and the address it leads to.
fn shown(link: NodeRef<'_>) -> Option<(NodeId, NodeId)> {
    if !link.is_html("a") {
        return None;
    }
    let (_, address) = split_scheme(link.attribute("href")?)?;
    let text = link.first_child().filter(|child| child.is_text() && child.next().is_none())?;
    let words = split_scheme(text.text()).map_or(text.text(), |(_, rest)| rest);
    (bare(words) == bare(address)).then(|| (link.id(), text.id()))
}

/// Leaves out the slashes that people do not write.
fn bare(address: &str) -> &str {
    address.trim_start_matches('/').trim_end_matches('/')
}

/// Returns where a line may end: after the two slashes, and before what parts the names.
fn joints(address: &str) -> impl Iterator<Item = usize> {
    let bytes = address.as_bytes();
    (1..bytes.len().saturating_sub(1)).filter(move |&at| {
        let begins = bytes[..at].ends_with(b"//");
        let parts = matches!(bytes[at], b'/' | b'.' | b'?' | b'#' | b'&' | b'=' | b'@' | b'_');
        begins || parts && !matches!(bytes[at - 1], b'/' | b':')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_end_at_the_joints_of_an_address() {
        for (address, expected) in [
            ("https://example.org/by/4.0/", "https://|example|.org|/by|/4|.0/"),
            (
                "https://example.org/wiki/Nets?page=2#two_three",
                "https://|example|.org|/wiki|/Nets|?page|=2|#two|_three",
            ),
            ("una@example.org", "una|@example|.org"),
            ("https://例え.jp", "https://|例え|.jp"),
            ("a", "a"),
            ("", ""),
        ] {
            let mut broken = address.to_owned();
            for at in joints(address).collect::<Vec<_>>().into_iter().rev() {
                broken.insert(at, '|');
            }
            assert_eq!(broken, expected);
        }
    }
}
