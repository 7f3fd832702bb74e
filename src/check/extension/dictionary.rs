//! What the package document of a dictionary tells. EPUB Dictionaries and Glossaries 1.0, sections 2.2 and 2.5.

use super::collection::{collections, roles};
use super::fault;
use super::profile::{DICTIONARY, is_of};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::{file, tag};
use crate::check::survey::Features;
use crate::diagnostic::{Diagnostics, Place, Rule, Severity};
use crate::package::ns;
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&INCOMPLETE_DICTIONARY, &EMPTY_DICTIONARY, &UNDECLARED_DICTIONARY],
    section: "EPUB Dictionaries and Glossaries 1.0, 2.5",
    example: Example::None,
    look: Look::Rendition(look),
};

const INCOMPLETE_DICTIONARY: Rule = Rule {
    name: "incomplete-dictionary",
    severity: Severity::Error,
    summary: "the package document of a dictionary does not tell all that readers need",
    explanation: r#"
That is the language of the words, that of their explanations, and the map by which words are looked up.

Wrong: `<dc:type>dictionary</dc:type>` alone.

Right, with both languages in `dc:language` too:

    <dc:type>dictionary</dc:type>
    <meta property="source-language">en</meta>
    <meta property="target-language">fr</meta>
"#,
    epubcheck: &["RSC-005"],
};

const EMPTY_DICTIONARY: Rule = Rule {
    name: "empty-dictionary",
    severity: Severity::Error,
    summary: "a dictionary has no page with entries",
    explanation: r#"
A page with entries has `epub:type="dictionary"` on its body or a section.

Wrong: `<section><article><dfn>dragon</dfn> …`.

Right: `<section epub:type="dictionary"><article><dfn>dragon</dfn> …`.
"#,
    epubcheck: &["OPF-078"],
};

const UNDECLARED_DICTIONARY: Rule = Rule {
    name: "undeclared-dictionary",
    severity: Severity::Warning,
    summary: "a book holds a dictionary and does not say that it is one",
    explanation: "
Readers offer to look words up in books that say so.

Wrong: a page with `epub:type=\"dictionary\"`, and no `dc:type`.

Right: `<dc:type>dictionary</dc:type>`.
",
    epubcheck: &["OPF-079"],
};

const KINDS: &[&str] = &[
    "monolingual",
    "bilingual",
    "multilingual",
    "thesaurus",
    "encyclopedia",
    "spelling",
    "pronouncing",
    "etymological",
];

/// Tells whether a book is a dictionary: it says so, or is made as one.
pub(super) fn is_dictionary(rendition: &Rendition<'_>) -> bool {
    is_of(rendition, DICTIONARY) || rendition.document.manifest.iter().any(is_map)
}

/// Tells whether an item is the map of a dictionary.
fn is_map(item: &crate::package::opf::Item) -> bool {
    item.has_property("search-key-map") && item.has_property("dictionary")
}

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let pages = || rendition.items.iter().filter(|item| rendition.survey(item).features.has(Features::DICTIONARY));
    let says_so = is_of(rendition, DICTIONARY);
    if !says_so && let Some(page) = pages().next() {
        let place = page.entry.map_or(rendition.place(), file);
        let message = "the book holds a dictionary, and does not say that it is one";
        diagnostics.push(fault(&UNDECLARED_DICTIONARY, message, "add `<dc:type>dictionary</dc:type>`").at(place));
    }
    if !is_dictionary(rendition) {
        return;
    }
    let mut incomplete = |message: &str, help: &str, place: Place| {
        diagnostics.push(fault(&INCOMPLETE_DICTIONARY, message, help).at(place));
    };
    if !says_so {
        let message = "a dictionary says that it is one";
        incomplete(message, "add `<dc:type>dictionary</dc:type>`", rendition.place());
    }
    let Some(package) = rendition.node(rendition.document.node) else { return };
    let dictionaries: Vec<_> =
        collections(package).filter(|node| roles(*node).any(|role| role == DICTIONARY)).collect();
    if dictionaries.len() < 2 && rendition.document.manifest.iter().filter(|item| is_map(item)).count() != 1 {
        let message = "a dictionary has one map by which its words are looked up";
        let help = "list one, with `properties=\"search-key-map dictionary\"`";
        incomplete(message, help, rendition.place());
    }
    if dictionaries.is_empty() {
        languages(rendition, &[package], tag(package), &mut incomplete);
        if pages().next().is_none() {
            let help = "add `epub:type=\"dictionary\"` where they are";
            diagnostics.push(fault(&EMPTY_DICTIONARY, "no page holds entries", help).at(rendition.place()));
        }
        return;
    }
    for dictionary in dictionaries {
        languages(rendition, &[package, dictionary], tag(dictionary), &mut incomplete);
    }
}

/// Looks for the languages of a dictionary in the metadata of the book, or of its collection.
fn languages(
    rendition: &Rendition<'_>,
    places: &[NodeRef<'_>],
    whole: Place,
    incomplete: &mut impl FnMut(&str, &str, Place),
) {
    let is = |node: &NodeRef<'_>, name: &str| node.local_in(ns::OPF) == Some(name);
    let metadata = places.iter().flat_map(|place| place.elements()).filter(|node| is(node, "metadata"));
    let all: Vec<NodeRef<'_>> = metadata.flat_map(NodeRef::elements).filter(|node| is(node, "meta")).collect();
    let of = |property: &'static str| all.iter().filter(move |node| node.attribute("property") == Some(property));
    for property in ["source-language", "target-language"] {
        if of(property).next().is_none() {
            incomplete(&format!("the dictionary has no `{property}`"), "add it to the metadata", whole);
        }
        for node in of(property) {
            let language = node.text_content();
            if !rendition.document.dc("language").any(|known| known.value == language.trim_ascii()) {
                let message = format!("`{}` is no language of the book", language.trim_ascii());
                incomplete(&message, "add it as `dc:language` too", tag(*node));
            }
        }
    }
    if of("source-language").nth(1).is_some() {
        incomplete("the dictionary has more than one `source-language`", "divide it into several", whole);
    }
    for node in of("dictionary-type").filter(|node| !KINDS.contains(&node.text_content().trim_ascii())) {
        let help = "write `monolingual`, `bilingual`, `multilingual`, `thesaurus` or another kind of the specification";
        incomplete("there is no such kind of dictionary", help, tag(*node));
    }
}
