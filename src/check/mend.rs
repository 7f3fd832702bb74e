//! What fixes of the checks are made of: changes of attributes and elements in a text that was read from a container.
//!
//! Each is nothing where the node does not stand in the text of its own entry: what a build makes is mended at its
//! source, by its author.

use crate::diagnostic::Change;
use crate::package::Entry;
use crate::source::Span;
use crate::xml::{NodeRef, escape_attribute, escape_text, ns};

fn here(entry: &Entry, span: Option<Span>) -> Option<Span> {
    span.filter(|span| Some(span.source) == entry.source)
}

/// Writes other text in the place of some.
pub(super) fn replace(entry: &Entry, span: Span, text: &str) -> Option<Change> {
    Some(Change::Replace(here(entry, Some(span))?, text.to_owned()))
}

/// Gives an attribute a value, whether it is there or not.
pub(super) fn set(entry: &Entry, node: NodeRef<'_>, name: &str, value: &str) -> Option<Change> {
    let (namespace, local) = split(name);
    let written = attribute(name, value);
    match node.attribute_entry(namespace, local) {
        Some(attribute) => Some(Change::Replace(here(entry, attribute.span)?, written)),
        None => Some(Change::Attribute(here(entry, node.tag_span())?, written)),
    }
}

/// Takes an attribute out.
pub(super) fn unset(entry: &Entry, node: NodeRef<'_>, name: &str) -> Option<Change> {
    let (namespace, local) = split(name);
    Some(Change::Remove(here(entry, node.attribute_entry(namespace, local)?.span)?))
}

/// Adds a word to an attribute that holds several.
pub(super) fn add_word(entry: &Entry, node: NodeRef<'_>, name: &str, word: &str) -> Option<Change> {
    let words = node.attribute(name).unwrap_or_default().split_ascii_whitespace();
    set(entry, node, name, &words.chain([word]).collect::<Vec<_>>().join(" "))
}

/// Takes a word out of an attribute that holds several, and the attribute with the last of them.
pub(super) fn drop_word(entry: &Entry, node: NodeRef<'_>, name: &str, word: &str) -> Option<Change> {
    let words = node.attribute(name).unwrap_or_default().split_ascii_whitespace();
    let rest: Vec<&str> = words.filter(|known| *known != word).collect();
    if rest.is_empty() { unset(entry, node, name) } else { set(entry, node, name, &rest.join(" ")) }
}

/// Takes an element out.
pub(super) fn remove(entry: &Entry, node: NodeRef<'_>) -> Option<Change> {
    Some(Change::Remove(here(entry, node.span())?))
}

/// Adds an element as the first in another.
pub(super) fn first(entry: &Entry, node: NodeRef<'_>, markup: String) -> Option<Change> {
    Some(Change::First(here(entry, node.tag_span())?, markup))
}

/// Adds an element as the last in another.
pub(super) fn last(entry: &Entry, node: NodeRef<'_>, markup: String) -> Option<Change> {
    Some(Change::Last(here(entry, node.span())?, markup))
}

/// Writes another text into an element that holds nothing else.
pub(super) fn retext(entry: &Entry, node: NodeRef<'_>, text: &str) -> Option<Change> {
    let mut written = String::new();
    escape_text(text, &mut written);
    match node.first_child() {
        Some(child) if child.is_text() && child.next().is_none() => {
            Some(Change::Replace(here(entry, child.span())?, written))
        }
        Some(_) => None,
        None => {
            let (tag, whole) = (here(entry, node.tag_span())?, here(entry, node.span())?);
            if tag == whole {
                return None;
            }
            Some(Change::First(tag, written))
        }
    }
}

/// Writes an attribute.
pub(super) fn attribute(name: &str, value: &str) -> String {
    let mut written = format!("{name}=\"");
    escape_attribute(value, &mut written);
    written.push('"');
    written
}

fn split(name: &str) -> (&'static str, &str) {
    match name.strip_prefix("xml:") {
        Some(local) => (ns::XML, local),
        None => (ns::NONE, name),
    }
}
