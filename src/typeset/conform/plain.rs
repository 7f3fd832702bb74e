//! Telling at a glance that there is nothing to do: one walk over what Markdown without raw HTML makes.
//!
//! It may call a conforming piece not plain, which costs time; it must never call another one plain.

use crate::manuscript::markdown::{CODE_TITLE, FORMULA, NOTE, NUMBERED, START};
use crate::vocabulary::{self, Content, Element};
use crate::xml::{Kind, NodeRef, Tree, ns};
use std::collections::HashSet;

/// Tells whether a tree holds nothing but simple elements, each where it may stand, with simple attributes.
pub(super) fn is_plain(tree: &Tree) -> bool {
    let mut ids = HashSet::new();
    let mut node = tree.root();
    while let Some(next) = node.following_within(tree.document()) {
        node = next;
        let plain = match node.kind() {
            Kind::Text => is_plain_text(node),
            Kind::Element => is_plain_element(node, &mut ids),
            _ => false,
        };
        if !plain {
            return false;
        }
    }
    true
}

fn is_plain_text(text: NodeRef<'_>) -> bool {
    let Some(parent) = text.parent() else { return false };
    let Some(local) = parent.html() else { return true };
    // Only lists and the parts of tables are without words of their own.
    let holds_words = !matches!(local, "ul" | "ol" | "table" | "thead" | "tbody" | "tr");
    holds_words || super::is_blank(text.text())
}

fn is_plain_element<'a>(node: NodeRef<'a>, ids: &mut HashSet<&'a str>) -> bool {
    let Some(local) = node.html() else { return false };
    let Some(element) = vocabulary::element(local) else { return false };
    let in_place = match node.parent().and_then(NodeRef::html) {
        Some(parent) => may_stand_in(element, parent),
        None => element.is_block() || element.is_phrasing(),
    };
    in_place
        && has_plain_content(node, element)
        && node.attributes().all(|attribute| {
            let (name, value) = (&*attribute.name.local, attribute.value);
            &*attribute.name.namespace == ns::NONE
                && match name {
                    "id" => !value.is_empty() && !value.contains(char::is_whitespace) && ids.insert(value),
                    "class" => !value.trim().is_empty(),
                    "href" => local == "a" && (is_plain_address(value) || is_note(value)),
                    "src" => local == "img" && is_plain_address(value) && !value.contains(':'),
                    "alt" => local == "img",
                    // What the Markdown reader makes of footnotes.
                    "role" => local == "a" && value == "doc-noteref" || local == "div" && value == "doc-footnote",
                    "data-note" => local == "div",
                    FORMULA => local == "code",
                    CODE_TITLE | NUMBERED | START => local == "pre",
                    "title" => !value.is_empty(),
                    "start" => {
                        local == "ol"
                            && !value.is_empty()
                            && value.len() < 10
                            && value.bytes().all(|byte| byte.is_ascii_digit())
                    }
                    _ => false,
                }
        })
        && (local != "img" || node.attribute("src").is_some())
}

/// Tells whether an element of the plain kind may stand in another of them.
fn may_stand_in(element: &Element, parent: &str) -> bool {
    match element.name {
        "li" => matches!(parent, "ul" | "ol"),
        "thead" | "tbody" => parent == "table",
        "tr" => matches!(parent, "thead" | "tbody"),
        "td" | "th" => parent == "tr",
        _ => match parent {
            "div" | "section" | "blockquote" | "li" | "td" | "th" => element.is_block() || element.is_phrasing(),
            "a" | "p" | "pre" => element.is_phrasing(),
            _ => {
                element.is_phrasing()
                    && vocabulary::element(parent).is_some_and(|parent| parent.content == Content::Phrasing)
            }
        },
    }
}

/// Tells whether an element is of the plain kind, and holds what such elements hold.
fn has_plain_content(node: NodeRef<'_>, element: &Element) -> bool {
    match element.name {
        "a" => node.attribute("href").is_some() && !node.descendants().any(|inner| inner.is_html("a")),
        "br" | "hr" | "img" => node.first_child().is_none(),
        "table" => {
            let mut parts = node.elements();
            parts.next().is_none_or(|first| first.is_html("thead") || first.is_html("tbody"))
                && parts.all(|part| part.is_html("tbody"))
        }
        "blockquote" | "code" | "del" | "div" | "em" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "ol" | "p"
        | "pre" | "section" | "strong" | "sub" | "sup" | "tbody" | "td" | "th" | "thead" | "tr" | "ul" => true,
        // A bare one says nothing and is taken away.
        "span" => node.attributes().next().is_some(),
        _ => false,
    }
}

/// Tells whether an address leads to a footnote, as the Markdown reader makes it.
fn is_note(value: &str) -> bool {
    let number = value.strip_prefix('#').and_then(|fragment| fragment.strip_prefix(NOTE));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Tells whether an address is one that needs no second look.
fn is_plain_address(value: &str) -> bool {
    let simple = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./#=&+,~".contains(&byte);
    let one_fragment = value.bytes().filter(|&byte| byte == b'#').count() < 2;
    let remote = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    if let Some(rest) = remote {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        return one_fragment && is_plain_host(host) && rest.bytes().all(|byte| simple(byte) || byte == b'?');
    }
    let starts_well = value.starts_with(|first: char| first.is_ascii_alphabetic())
        || value.len() > 1 && (value.starts_with('#') || value.starts_with("../"));
    one_fragment && starts_well && value.bytes().all(simple)
}

fn is_plain_host(host: &str) -> bool {
    let label = |label: &str| {
        label.starts_with(|first: char| first.is_ascii_lowercase())
            && !label.starts_with("xn--")
            && label.len() < 64
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    host.len() < 200 && host.split('.').all(label)
}
