//! The map by which the words of a dictionary are looked up. EPUB Dictionaries and Glossaries 1.0, section 3.

use super::fault;
use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::{Content, Element, Grammar, MANY, Value};
use crate::check::publication::{Publication, Reached, Rendition};
use crate::check::resource::{Resource, attribute, file};
use crate::check::survey::LinkKind;
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::package::ns;
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MAP_OUT_OF_SPINE, &MISNAMED_MAP],
    section: "EPUB Dictionaries and Glossaries 1.0, 3",
    example: Example::None,
    look: Look::Rendition(look),
};

pub(in crate::check) const ADDRESS_CHECK: Check = Check {
    rules: &[],
    section: "EPUB Dictionaries and Glossaries 1.0, 3.2",
    example: Example::None,
    look: Look::Element(ns::OPS, &["search-key-group", "match"], address),
};

const MAP_OUT_OF_SPINE: Rule = Rule {
    name: "map-out-of-spine",
    severity: Severity::Error,
    summary: "the map of a dictionary leads to something that is no page of the spine",
    explanation: r#"
Whoever looks a word up is shown the page.

Wrong: `<search-key-group href="style.css">`.

Right: `<search-key-group href="words.xhtml#dragon">`, where `words.xhtml` is in the spine.
"#,
    epubcheck: &["RSC-021"],
};

const MISNAMED_MAP: Rule = Rule {
    name: "misnamed-map",
    severity: Severity::Warning,
    summary: "the map of a dictionary is not named `.xml`",
    explanation: "
Tools know by the extension what the file is.

Wrong: `search.txt`.

Right: `search.xml`.
",
    epubcheck: &["OPF-080"],
};

pub(super) const MEDIA_TYPE: &str = "application/vnd.epub.search-key-map+xml";

const GRAMMAR: Grammar = Grammar {
    title: "the map of a dictionary",
    namespace: ns::OPS,
    root: "search-key-map",
    prefixes: &[],
    is_open: false,
    elements: &[
        Element {
            name: "search-key-map",
            attributes: &[("!xml:lang", Value::Some), ("id", Value::Id), ("dir", Value::Word(&["ltr", "rtl"]))],
            content: Content::Mixed(&[("search-key-group", 1, MANY)]),
        },
        Element {
            name: "search-key-group",
            attributes: &[
                ("!href", Value::Address),
                ("id", Value::Id),
                ("xml:lang", Value::Some),
                ("phonogram", Value::Any),
                ("title", Value::Any),
            ],
            content: Content::Mixed(&[("match", 1, MANY)]),
        },
        Element {
            name: "match",
            attributes: &[
                ("href", Value::Address),
                ("value", Value::Any),
                ("id", Value::Id),
                ("xml:lang", Value::Some),
                ("phonogram", Value::Any),
                ("title", Value::Any),
            ],
            content: Content::Mixed(&[("value", 0, MANY)]),
        },
        Element { name: "value", attributes: &[("!value", Value::Any)], content: Content::Empty },
    ],
};

fn address<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if let Some(href) = node.attribute("href") {
        resource.survey.link(LinkKind::SearchKey, href, attribute(node, "href"), node);
    }
}

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for map in rendition.items.iter().filter(|item| item.media_type() == MEDIA_TYPE) {
        let Some(entry) = map.entry else { continue };
        if let Some(tree) = entry.document() {
            GRAMMAR.check(tree, file(entry), diagnostics);
        }
        if !entry.path.to_ascii_lowercase().ends_with(".xml") {
            let message = format!("`{}` is not named as the map of a dictionary is", entry.path);
            diagnostics.push(fault(&MISNAMED_MAP, message, "name it `.xml`").at(file(entry)));
        }
        for link in rendition.survey(map).links.iter().filter(|link| link.kind == LinkKind::SearchKey) {
            if let Reached::Listed(to) = rendition.reach(link)
                && to.spine.is_none()
            {
                let message = format!("`{}` is not in the spine", link.href);
                diagnostics.push(fault(&MAP_OUT_OF_SPINE, message, "name a page of the spine").at(link.place));
            }
        }
    }
}
