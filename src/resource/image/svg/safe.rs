//! Taking out of an SVG what a book may not hold: scripts, event handlers, foreign objects, and addresses outside it.
//!
//! EPUB 3.3, sections 3.6 (remote resources), 6.2 (SVG content documents) and 6.3 (scripting). A file that holds none
//! of these is packed byte for byte.

use super::super::Fault;
use super::{declared_encoding, parse};
use crate::css::{self, Found};
use crate::xml::{Attribute, Kind, Name, NodeId, NodeRef, Tree, ns, write_xml};
use std::collections::BTreeMap;

/// What is to be packed of an SVG file.
#[derive(Debug, Default)]
pub struct SafeCopy {
    /// The file written anew; nothing where it can stay as it is.
    pub copy: Option<Vec<u8>>,
    /// What was taken out, and how often: "script", "event handler".
    pub removed: BTreeMap<&'static str, usize>,
}

const SCRIPT: &str = "script";
const HANDLER: &str = "event handler";
const FOREIGN: &str = "foreign object";
const ADDRESS: &str = "address outside the file";

/// The only document type that EPUB allows for SVG, and that needs no writing anew.
const ALLOWED_DOCTYPE: &str =
    "svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"";

/// Returns what is to be packed of a file.
///
/// # Errors
/// Where it is no sound SVG.
pub fn safe_copy(bytes: &[u8]) -> Result<SafeCopy, Fault> {
    let mut tree = parse(bytes)?;
    let mut removed = BTreeMap::new();
    let mut next = tree.root().first_child().map(NodeRef::id);
    while let Some(id) = next {
        let node = tree.get(id);
        let beyond = node.following_beyond(tree.document()).map(NodeRef::id);
        if let Some(what) = refused_node(node) {
            *removed.entry(what).or_default() += 1;
            tree.detach(id);
            next = beyond;
            continue;
        }
        clean_attributes(&mut tree, id, &mut removed);
        clean_style(&mut tree, id, &mut removed);
        // Only now: cleaning a style replaces what is in it.
        next = tree.get(id).following_within(tree.document()).map(NodeRef::id);
    }
    let doctype = tree.root().children().find(|node| node.kind() == Kind::Doctype);
    let plain_doctype = doctype.is_none_or(|doctype| normal_space(doctype.text()) == ALLOWED_DOCTYPE);
    if removed.is_empty() && plain_doctype && is_utf_8(bytes) {
        return Ok(SafeCopy::default());
    }
    if let Some(doctype) = doctype.map(NodeRef::id) {
        tree.detach(doctype);
    }
    let mut copy = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    write_xml(tree.root(), &mut copy);
    Ok(SafeCopy { copy: Some(copy.into_bytes()), removed })
}

/// Tells whether a file is UTF-8 and does not say otherwise, as EPUB wants.
fn is_utf_8(bytes: &[u8]) -> bool {
    let declared = declared_encoding(bytes).unwrap_or(encoding_rs::UTF_8);
    declared == encoding_rs::UTF_8 && str::from_utf8(bytes).is_ok()
}

fn normal_space(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns why a node cannot stay.
fn refused_node(node: NodeRef<'_>) -> Option<&'static str> {
    if node.kind() == Kind::Instruction && node.text().starts_with("xml-stylesheet") {
        return Some(ADDRESS);
    }
    if node.html().is_some() {
        return Some(FOREIGN);
    }
    match node.local_in(ns::SVG)? {
        "script" | "handler" | "listener" => Some(SCRIPT),
        "foreignObject" => Some(FOREIGN),
        // An animation of an address could bring back what is taken out.
        "set" | "animate" if node.attribute("attributeName").is_some_and(|name| name.ends_with("href")) => {
            Some(ADDRESS)
        }
        _ if outside_address(node).is_some() => Some(ADDRESS),
        _ => None,
    }
}

/// Returns the address outside the file that an element would show.
pub(crate) fn outside_address(node: NodeRef<'_>) -> Option<&str> {
    let shows =
        matches!(node.local_in(ns::SVG)?, "image" | "use" | "feImage" | "audio" | "video" | "iframe" | "canvas");
    let outside = |attribute: &Attribute<'_>| shows && is_href(*attribute) && !is_inside(attribute.value);
    node.attributes().find(outside).map(|attribute| attribute.value)
}

fn clean_attributes(tree: &mut Tree, id: NodeId, removed: &mut BTreeMap<&'static str, usize>) {
    let node = tree.get(id);
    let is_link = node.local_in(ns::SVG) == Some("a");
    let refused: Vec<(Name, &'static str)> = node
        .attributes()
        .filter_map(|attribute| refused_attribute(attribute, is_link).map(|what| (attribute.name.clone(), what)))
        .collect();
    for (name, what) in refused {
        *removed.entry(what).or_default() += 1;
        tree.unset_attribute(id, &name);
    }
}

/// Returns why an attribute cannot stay.
fn refused_attribute(attribute: Attribute<'_>, is_link: bool) -> Option<&'static str> {
    let Attribute { name, value, .. } = attribute;
    if &*name.namespace == ns::NONE && name.local.starts_with("on") {
        return Some(HANDLER);
    }
    if is_href(attribute) {
        let leads_out = ["https://", "http://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
        let may_stay = is_inside(value) || is_link && leads_out;
        return (!may_stay).then_some(ADDRESS);
    }
    let is_base = &*name.namespace == ns::XML && &*name.local == "base";
    let is_outside = |found: &Found<'_>| matches!(found, Found::Url { address, .. } if !is_inside(address));
    let has_url = value.contains('(') && css::scan_declarations(value).iter().any(is_outside);
    (is_base || has_url).then_some(ADDRESS)
}

fn is_href(attribute: Attribute<'_>) -> bool {
    &*attribute.name.local == "href" && matches!(&*attribute.name.namespace, ns::NONE | ns::XLINK)
}

/// Tells whether an address leads into the file itself or holds its own data.
fn is_inside(address: &str) -> bool {
    let address = address.trim();
    address.is_empty()
        || address.starts_with('#')
        || address.starts_with("data:image/")
        || address.starts_with("data:font/")
}

/// Takes addresses out of the text of a `style` element.
fn clean_style(tree: &mut Tree, id: NodeId, removed: &mut BTreeMap<&'static str, usize>) {
    if tree.get(id).local_in(ns::SVG) != Some("style") {
        return;
    }
    let text = tree.get(id).text_content();
    let (mut clean, mut kept, mut count) = (String::new(), 0, 0);
    for found in css::scan(&text) {
        let (range, instead) = match found {
            // With its semicolon, which may not stand alone.
            Found::Import { range, .. } => (range.start..text.len().min(range.end + 1), ""),
            Found::Url { address, range } if !is_inside(address) => (range, "none"),
            _ => continue,
        };
        clean.push_str(&text[kept..range.start]);
        clean.push_str(instead);
        kept = range.end;
        count += 1;
    }
    if count == 0 {
        return;
    }
    clean.push_str(&text[kept..]);
    *removed.entry(ADDRESS).or_default() += count;
    while let Some(child) = tree.get(id).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    tree.append_text(id, &clean, None);
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    fn safe(content: &str) -> (Option<String>, Vec<(&'static str, usize)>) {
        let SafeCopy { copy, removed } = safe_copy(format!("{OPEN}{content}</svg>").as_bytes()).unwrap();
        let strip = |text: String| text.split_once(OPEN).unwrap().1.trim_end().trim_end_matches("</svg>").to_owned();
        (copy.map(|copy| strip(String::from_utf8(copy).unwrap())), removed.into_iter().collect())
    }

    #[test]
    fn what_a_book_may_not_hold_is_taken_out() {
        let cases = [
            ("<script>x</script><g/>", "<g/>", (SCRIPT, 1)),
            ("<g onclick=\"x\" id=\"a\"/>", "<g id=\"a\"/>", (HANDLER, 1)),
            (
                "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject><g/>",
                "<g/>",
                (FOREIGN, 1),
            ),
            ("<image href=\"https://a.example/b.png\"/><g/>", "<g/>", (ADDRESS, 1)),
            ("<use xlink:href=\"other.svg#a\"/><g/>", "<g/>", (ADDRESS, 1)),
            ("<a href=\"javascript:x\"><g/></a>", "<a><g/></a>", (ADDRESS, 1)),
            ("<g fill=\"url(https://a.example/#b)\"/>", "<g/>", (ADDRESS, 1)),
            ("<g style=\"fill: url('a.svg#b')\"/>", "<g/>", (ADDRESS, 1)),
            ("<style>@import 'a.css'; g{fill:url(a.png)}</style>", "<style> g{fill:none}</style>", (ADDRESS, 2)),
            ("<a><set attributeName=\"href\" to=\"javascript:x\"/></a>", "<a/>", (ADDRESS, 1)),
        ];
        for (content, clean, removed) in cases {
            assert_eq!(safe(content), (Some(clean.to_owned()), vec![removed]), "{content}");
        }
    }

    #[test]
    fn nothing_is_overlooked_after_a_style() {
        let (copy, _) = safe("<style>g{fill:url(a.png)}</style><g><script/></g><g onload=\"x\"/><script/>");
        assert_eq!(copy.as_deref(), Some("<style>g{fill:none}</style><g/><g/>"));
    }

    #[test]
    fn a_plain_file_stays_as_it_is() {
        let plain = "<a href=\"https://a.example/\"><use xlink:href=\"#a\" fill=\"url(#b)\"/></a><style>g{fill:url(#c)}</style>\
                     <image href=\"data:image/png;base64,AA==\"/>";
        assert_eq!(safe(plain), (None, vec![]));
        let with_doctype = format!("<!DOCTYPE {ALLOWED_DOCTYPE}>{OPEN}</svg>");
        assert!(safe_copy(with_doctype.as_bytes()).unwrap().copy.is_none());
    }

    #[test]
    fn entities_are_written_out_and_another_encoding_becomes_utf_8() {
        let text = "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>";
        let copy = safe_copy(text.as_bytes()).unwrap().copy.unwrap();
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">b</svg>\n";
        assert_eq!(String::from_utf8(copy).unwrap(), expected);
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><svg xmlns='http://www.w3.org/2000/svg'>\xE9</svg>";
        let copy = String::from_utf8(safe_copy(latin).unwrap().copy.unwrap()).unwrap();
        assert!(copy.contains('é') && copy.contains("encoding=\"UTF-8\""));
    }
}
