//! The document that tells which part of one rendition is which of another. EPUB Multiple-Rendition Publications 1.1,
//! section 4.

use super::{fault, has_type};
use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::{Content, Element, Grammar, MANY, Value};
use crate::check::publication::{Publication, rootfile_paths};
use crate::check::resource::{attribute, file, tag};
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::package::{Entry, media_type, ns, ocf};
use crate::xml::{self, NodeRef};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&BROKEN_MAPPING],
    section: "EPUB Multiple-Rendition Publications 1.1, 4",
    example: Example::None,
    look: Look::Publication(look),
};

const BROKEN_MAPPING: Rule = Rule {
    name: "broken-mapping",
    severity: Severity::Error,
    summary: "the document that maps renditions to each other is not built as readers take it apart",
    explanation: r#"
It is XHTML, says its version, and has one `nav` of the type `resource-map`.

Wrong:

    <nav><ul><li><a href="one/package.opf"/></li><li><a href="two/package.opf"/></li></ul></nav>

Right:

    <nav epub:type="resource-map">
      <ul><li><a href="one/package.opf"/></li><li><a href="two/package.opf"/></li></ul>
    </nav>
"#,
    epubcheck: &["RSC-005"],
};

const GRAMMAR: Grammar = Grammar {
    title: "a map of renditions",
    namespace: xml::ns::XHTML,
    root: "html",
    prefixes: &[("epub", ns::OPS)],
    is_open: false,
    elements: &[
        Element {
            name: "html",
            attributes: &[("epub:prefix", Value::Any)],
            content: Content::Sequence(&[("head", 1, 1), ("body", 1, 1)]),
        },
        Element { name: "head", attributes: &[], content: Content::Mixed(&[("meta", 0, MANY)]) },
        Element {
            name: "meta",
            attributes: &[
                ("charset", Value::Any),
                ("name", Value::Any),
                ("content", Value::Any),
                ("property", Value::Any),
            ],
            content: Content::Empty,
        },
        Element { name: "body", attributes: &[], content: Content::Mixed(&[("nav", 1, MANY)]) },
        Element {
            name: "nav",
            attributes: &[("id", Value::Id), ("epub:type", Value::Words)],
            content: Content::Mixed(&[("ul", 1, MANY)]),
        },
        Element { name: "ul", attributes: &[("id", Value::Id)], content: Content::Mixed(&[("li", 2, MANY)]) },
        Element { name: "li", attributes: &[("id", Value::Id)], content: Content::Mixed(&[("a", 1, 1)]) },
        Element {
            name: "a",
            attributes: &[("!href", Value::Address), ("id", Value::Id), ("epub:type", Value::Words)],
            content: Content::Mixed(&[("meta", 0, MANY)]),
        },
    ],
};

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let Some(tree) = publication.files.get(ocf::PATH).and_then(|container| container.document()) else { return };
    if rootfile_paths(publication.package).len() < 2 {
        return;
    }
    let is_mapping =
        |node: &NodeRef<'_>| node.local_in(ns::CONTAINER) == Some("link") && node.has_token("rel", "mapping");
    for (index, link) in tree.root().descendants().filter(is_mapping).enumerate() {
        if index == 1 {
            let message = "the container names more than one map of renditions";
            diagnostics.push(fault(&BROKEN_MAPPING, message, "keep one of them").at(tag(link)));
        }
        if link.attribute("media-type").map(str::trim) != Some(media_type::XHTML) {
            let message = "a map of renditions is XHTML";
            let finding = fault(&BROKEN_MAPPING, message, "write `media-type=\"application/xhtml+xml\"`");
            diagnostics.push(finding.at(attribute(link, "media-type")));
        }
        let href = link.attribute("href").unwrap_or_default();
        if let Target::Inside { path, .. } = resolve(&Base::Inside(String::new()), href)
            && let Some(entry) = publication.files.get(path.as_str())
        {
            look_at(entry, diagnostics);
        }
    }
}

fn look_at(entry: &Entry, diagnostics: &mut Diagnostics) {
    let Some(tree) = entry.document() else { return };
    GRAMMAR.check(tree, file(entry), diagnostics);
    let Some(html) = tree.root().elements().find(|root| root.is_html("html")) else { return };
    let mut report = |message: &str, help: &str, node: NodeRef<'_>| {
        diagnostics.push(fault(&BROKEN_MAPPING, message, help).at(tag(node)));
    };
    let within = |name: &'static str| html.elements().filter(move |node| node.is_html(name));
    let is_version = |node: NodeRef<'_>| {
        node.attribute("name") == Some("epub.multiple.renditions.version") && node.attribute("content") == Some("1.0")
    };
    for head in within("head").filter(|head| !head.elements().any(is_version)) {
        let help = "add `<meta name=\"epub.multiple.renditions.version\" content=\"1.0\"/>`";
        report("the map of renditions does not say its version", help, head);
    }
    for body in within("body") {
        let navs = || body.elements().filter(|node| node.is_html("nav"));
        if navs().filter(|nav| has_type(*nav, "resource-map")).count() != 1 {
            report("there must be one `nav` of the type `resource-map`", "add it, or join them", body);
        }
        for nav in navs().filter(|nav| nav.attribute_in(ns::OPS, "type").is_none()) {
            report("a `nav` of the map does not say what it is for", "add `epub:type`", nav);
        }
    }
}
