//! Checks after the specifications that stand beside EPUB 3.3: dictionaries, indexes, previews, distributable objects,
//! educational publications, region-based navigation, several renditions in one container.

mod collection;
mod data_navigation;
mod dictionary;
mod dictionary_entry;
mod dictionary_parts;
mod edupub;
mod edupub_section;
mod index;
mod preview;
mod profile;
mod rendition_mapping;
mod renditions;
mod search_key_map;

use super::checks::Check;
use crate::diagnostic::{Diagnostic, Rule};
use crate::package::ns;
use crate::xml::NodeRef;

pub(super) const CHECKS: &[&Check] = &[
    &profile::CHECK,
    &collection::CHECK,
    &dictionary::CHECK,
    &dictionary_parts::CHECK,
    &dictionary_entry::CHECK,
    &search_key_map::CHECK,
    &search_key_map::ADDRESS_CHECK,
    &index::CHECK,
    &preview::CHECK,
    &data_navigation::CHECK,
    &data_navigation::SPINE_CHECK,
    &data_navigation::WORD_CHECK,
    &edupub::CHECK,
    &edupub_section::CHECK,
    &renditions::CHECK,
    &rendition_mapping::CHECK,
];

/// Returns the words of `epub:type` of an element.
fn types(node: NodeRef<'_>) -> impl Iterator<Item = &str> {
    node.attribute_in(ns::OPS, "type").unwrap_or_default().split_ascii_whitespace()
}

/// Tells whether `epub:type` of an element has a word.
fn has_type(node: NodeRef<'_>, word: &str) -> bool {
    types(node).any(|known| known == word)
}

/// Returns a finding with what is wrong and what to do.
fn fault(rule: &'static Rule, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(rule, message).help(help)
}
