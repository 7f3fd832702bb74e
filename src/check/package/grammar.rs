//! The form of a package document. EPUB 3.3, section 5, and OPF 2.0.1.

use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::{
    CHECK as RULES, Content, Element, Grammar, MANY, Particle, Value, WRONG_ATTRIBUTE_VALUE, incomplete,
};
use crate::check::mend;
use crate::check::publication::{Publication, Rendition, Version};
use crate::diagnostic::{Diagnostics, Fix, Place};
use crate::package::ns;
use crate::xml::{NodeRef, Tree};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[], section: RULES.section, example: Example::None, look: Look::Rendition(look) };

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(tree) = rendition.entry.document() else { return };
    if rendition.is_oebps() {
        return;
    }
    let grammar = match rendition.version {
        // The oldest form of the metadata, which EPUB 2 still takes.
        Version::Two if has_oldest_metadata(tree) => return,
        Version::Two => &PACKAGE_2,
        Version::Three => &PACKAGE_3,
    };
    let before = diagnostics.len();
    grammar.check(tree, rendition.place(), diagnostics);
    for finding in &mut diagnostics[before..] {
        if finding.rule.name == WRONG_ATTRIBUTE_VALUE.name {
            finding.fix = sound_id(rendition, tree, finding.place).map(Box::new);
        }
    }
    let is_bare = |node: &NodeRef<'_>| node.local_in(ns::OPF) == Some("collection") && node.elements().next().is_none();
    for collection in tree.root().descendants().filter(is_bare) {
        incomplete(collection, &["link"], diagnostics);
    }
}

/// Gives the element whose id stands at a place a sound one, and names it so wherever it is named.
fn sound_id(rendition: &Rendition<'_>, tree: &Tree, place: Place) -> Option<Fix> {
    const NAMING: &[&str] =
        &["idref", "fallback", "toc", "media-overlay", "unique-identifier", "refines", "content", "handler"];
    let is_here = |node: &NodeRef<'_>| {
        let id = node.attribute_entry("", "id").and_then(|id| id.span);
        id.is_some_and(|span| place == Place::At(span))
    };
    let all = || tree.root().descendants().filter(|node| node.is_element());
    let old = all().find(is_here)?.attribute("id")?;
    let id = rendition.free_id(old.trim_ascii());
    let names = |value: &str| value.trim_ascii().trim_start_matches('#') == old.trim_ascii();
    if all().filter(|node| node.attribute("id").is_some_and(names)).count() != 1 || old.trim_ascii().is_empty() {
        return None;
    }
    let mut changes = Vec::new();
    for node in all() {
        for name in NAMING.iter().chain(&["id"]) {
            if let Some(value) = node.attribute(name).filter(|value| names(value)) {
                let sign = if value.trim_ascii().starts_with('#') { "#" } else { "" };
                changes.push(mend::set(rendition.entry, node, name, &format!("{sign}{id}")));
            }
        }
    }
    Fix::new(format!("write the id `{id}`, here and where it is named"), changes)
}

fn has_oldest_metadata(tree: &Tree) -> bool {
    tree.root().descendants().any(|node| node.local_in(ns::OPF) == Some("dc-metadata"))
}

pub(in crate::check) const DIRECTION: (&str, Value) = ("dir", Value::Word(&["ltr", "rtl", "auto"]));
const LANGUAGE: (&str, Value) = ("xml:lang", Value::Language);
pub(in crate::check) const ID: (&str, Value) = ("id", Value::Id);

/// What an element of Dublin Core may have that is a text in some language.
const WORDED: &[(&str, Value)] = &[ID, DIRECTION, LANGUAGE];

/// Returns every element of Dublin Core with how often it may be there, and what stands beside them. Of identifier, title
/// and language, so many are required.
pub(in crate::check) const fn description(required: usize, dates: usize) -> [Particle; 17] {
    const fn least(is_required: bool) -> usize {
        if is_required { 1 } else { 0 }
    }
    [
        ("dc:identifier", least(required > 0), MANY),
        ("dc:title", least(required > 1), MANY),
        ("dc:language", least(required > 2), MANY),
        ("dc:contributor", 0, MANY),
        ("dc:coverage", 0, MANY),
        ("dc:creator", 0, MANY),
        ("dc:date", 0, dates),
        ("dc:description", 0, MANY),
        ("dc:format", 0, MANY),
        ("dc:publisher", 0, MANY),
        ("dc:relation", 0, MANY),
        ("dc:rights", 0, MANY),
        ("dc:source", 0, MANY),
        ("dc:subject", 0, MANY),
        ("dc:type", 0, MANY),
        // That there is one, for the last change, is looked at elsewhere.
        ("meta", 0, MANY),
        ("link", 0, MANY),
    ]
}

const fn worded(name: &'static str) -> Element {
    Element { name, attributes: WORDED, content: Content::Of(Value::Some) }
}

const fn plain(name: &'static str) -> Element {
    Element { name, attributes: &[ID], content: Content::Of(Value::Some) }
}

const PACKAGE_3: Grammar = Grammar {
    title: "the package document",
    namespace: ns::OPF,
    root: "package",
    prefixes: &[("dc", ns::DC), ("opf", ns::OPF)],
    is_open: false,
    elements: &[
        Element {
            name: "package",
            attributes: &[
                ("!version", Value::Word(&["3.0"])),
                ("!unique-identifier", Value::Id),
                ("prefix", Value::Any),
                ID,
                DIRECTION,
                LANGUAGE,
            ],
            content: Content::Sequence(&[
                ("metadata", 1, 1),
                ("manifest", 1, 1),
                ("spine", 1, 1),
                ("guide", 0, 1),
                ("bindings", 0, 1),
                ("collection", 0, MANY),
            ]),
        },
        Element { name: "collection/metadata", attributes: &[], content: Content::Mixed(&const { description(0, 1) }) },
        Element { name: "metadata", attributes: &[], content: Content::Mixed(&const { description(3, 1) }) },
        plain("dc:identifier"),
        worded("dc:title"),
        plain("dc:language"),
        worded("dc:contributor"),
        worded("dc:coverage"),
        worded("dc:creator"),
        plain("dc:date"),
        worded("dc:description"),
        plain("dc:format"),
        worded("dc:publisher"),
        worded("dc:relation"),
        worded("dc:rights"),
        plain("dc:source"),
        worded("dc:subject"),
        plain("dc:type"),
        Element {
            name: "meta",
            // Which of them must be there depends on the others: see `meta`.
            attributes: &[
                ("property", Value::Token),
                ("refines", Value::Address),
                ("scheme", Value::Token),
                ("name", Value::Any),
                ("content", Value::Any),
                ID,
                DIRECTION,
                LANGUAGE,
            ],
            content: Content::Text,
        },
        Element {
            name: "collection/link",
            attributes: &[
                ("!href", Value::Address),
                ("rel", Value::Tokens),
                ("hreflang", Value::Any),
                ("media-type", Value::MediaType),
                ("properties", Value::Tokens),
                ("refines", Value::Address),
                ID,
            ],
            content: Content::Empty,
        },
        Element {
            name: "link",
            attributes: &[
                ("!href", Value::Address),
                ("!rel", Value::Tokens),
                ("hreflang", Value::Any),
                ("media-type", Value::MediaType),
                ("properties", Value::Tokens),
                ("refines", Value::Address),
                ID,
            ],
            content: Content::Empty,
        },
        Element { name: "manifest", attributes: &[ID], content: Content::Mixed(&[("item", 1, MANY)]) },
        Element {
            name: "item",
            attributes: &[
                ("!id", Value::Id),
                ("!href", Value::Address),
                ("!media-type", Value::MediaType),
                ("fallback", Value::Id),
                ("media-overlay", Value::Id),
                ("properties", Value::Tokens),
            ],
            content: Content::Empty,
        },
        Element {
            name: "spine",
            attributes: &[
                ID,
                ("page-progression-direction", Value::Word(&["ltr", "rtl", "default"])),
                ("toc", Value::Id),
            ],
            content: Content::Mixed(&[("itemref", 1, MANY)]),
        },
        Element {
            name: "itemref",
            attributes: &[
                ID,
                ("!idref", Value::Id),
                ("linear", Value::Word(&["yes", "no"])),
                ("properties", Value::Tokens),
            ],
            content: Content::Empty,
        },
        Element { name: "guide", attributes: &[ID], content: Content::Mixed(&[("reference", 1, MANY)]) },
        Element {
            name: "reference",
            attributes: &[ID, ("!type", Value::Some), ("title", Value::Any), ("!href", Value::Address)],
            content: Content::Empty,
        },
        Element { name: "bindings", attributes: &[], content: Content::Mixed(&[("mediaType", 1, MANY)]) },
        Element {
            name: "mediaType",
            attributes: &[("!handler", Value::Id), ("!media-type", Value::MediaType)],
            content: Content::Empty,
        },
        Element {
            name: "collection",
            attributes: &[ID, ("!role", Value::Words), DIRECTION, LANGUAGE],
            content: Content::Sequence(&[("metadata", 0, 1), ("collection", 0, MANY), ("link", 0, MANY)]),
        },
    ],
};

/// EPUB 2 has no `link`.
const OLD_DESCRIPTION: [Particle; 16] = {
    let [all @ .., _] = description(3, MANY);
    all
};

const OLD: &[(&str, Value)] = &[ID, LANGUAGE, XSI_TYPE];
const OLD_PERSON: &[(&str, Value)] = &[ID, LANGUAGE, XSI_TYPE, ("opf:role", Value::Any), ("opf:file-as", Value::Any)];
const XSI_TYPE: (&str, Value) = ("xsi:type", Value::Any);

const fn old(name: &'static str, attributes: &'static [(&'static str, Value)]) -> Element {
    Element { name, attributes, content: Content::Text }
}

const PACKAGE_2: Grammar = Grammar {
    title: "the package document",
    namespace: ns::OPF,
    root: "package",
    prefixes: &[("dc", ns::DC), ("opf", ns::OPF), ("xsi", "http://www.w3.org/2001/XMLSchema-instance")],
    is_open: true,
    elements: &[
        Element {
            name: "package",
            attributes: &[("!version", Value::Any), ("!unique-identifier", Value::Id), ID],
            content: Content::Sequence(&[
                ("metadata", 1, 1),
                ("manifest", 1, 1),
                ("spine", 1, 1),
                ("tours", 0, 1),
                ("guide", 0, 1),
            ]),
        },
        Element { name: "metadata", attributes: &[ID, LANGUAGE], content: Content::Mixed(&OLD_DESCRIPTION) },
        Element { name: "dc-metadata", attributes: &[ID, LANGUAGE], content: Content::Any },
        Element { name: "x-metadata", attributes: &[ID, LANGUAGE], content: Content::Any },
        old("dc:identifier", &[ID, LANGUAGE, XSI_TYPE, ("opf:scheme", Value::Any)]),
        old("dc:title", OLD),
        old("dc:language", OLD),
        old("dc:contributor", OLD_PERSON),
        old("dc:coverage", OLD),
        old("dc:creator", OLD_PERSON),
        old("dc:date", &[ID, LANGUAGE, XSI_TYPE, ("opf:event", Value::Any)]),
        old("dc:description", OLD),
        old("dc:format", OLD),
        old("dc:publisher", OLD),
        old("dc:relation", OLD),
        old("dc:rights", OLD),
        old("dc:source", OLD),
        old("dc:subject", OLD),
        old("dc:type", OLD),
        Element {
            name: "meta",
            attributes: &[("!name", Value::Any), ("!content", Value::Any), ("scheme", Value::Any), ID, LANGUAGE],
            content: Content::Empty,
        },
        Element { name: "manifest", attributes: &[ID], content: Content::Mixed(&[("item", 1, MANY)]) },
        Element {
            name: "item",
            attributes: &[
                ("!id", Value::Id),
                ("!href", Value::Address),
                ("!media-type", Value::Any),
                ("fallback", Value::Id),
                ("fallback-style", Value::Id),
                ("required-namespace", Value::Any),
                ("required-modules", Value::Any),
            ],
            content: Content::Empty,
        },
        Element {
            name: "spine",
            attributes: &[ID, ("toc", Value::Id)],
            content: Content::Mixed(&[("itemref", 1, MANY)]),
        },
        Element {
            name: "itemref",
            attributes: &[ID, ("!idref", Value::Id), ("linear", Value::Word(&["yes", "no"]))],
            content: Content::Empty,
        },
        Element { name: "tours", attributes: &[ID], content: Content::Any },
        Element { name: "guide", attributes: &[ID], content: Content::Mixed(&[("reference", 1, MANY)]) },
        Element {
            name: "reference",
            attributes: &[ID, ("!type", Value::Any), ("title", Value::Any), ("!href", Value::Address)],
            content: Content::Empty,
        },
    ],
};
