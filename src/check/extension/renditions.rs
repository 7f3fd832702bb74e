//! Several renditions of a book in one container: how they are told apart, and what is said of all of them.
//! EPUB Multiple-Rendition Publications 1.1, sections 2 and 3.

use super::fault;
use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::{Content, Element, Grammar, Value};
use crate::check::package::grammar::{DIRECTION, ID, description};
use crate::check::publication::{Publication, Version};
use crate::check::resource::{attribute, file, tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::{Entry, media_type, ns, ocf};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_METADATA_DOCUMENT, &UNSELECTABLE_RENDITION, &BROKEN_SELECTION, &BROKEN_METADATA_DOCUMENT],
    section: "EPUB Multiple-Rendition Publications 1.1, 3",
    example: Example::None,
    look: Look::Publication(look),
};

const MISSING_METADATA_DOCUMENT: Rule = Rule {
    name: "missing-metadata-document",
    severity: Severity::Warning,
    summary: "a container of several renditions has no metadata of its own",
    explanation: "
`META-INF/metadata.xml` says what the renditions are together, and which identifier they have together.

Wrong: two package documents, and no `META-INF/metadata.xml`.

Right: the same, with `META-INF/metadata.xml`.
",
    epubcheck: &["RSC-019"],
};

const UNSELECTABLE_RENDITION: Rule = Rule {
    name: "unselectable-rendition",
    severity: Severity::Warning,
    summary: "nothing tells readers when to use a rendition",
    explanation: r#"
Readers use the first rendition unless something about another fits better.

Wrong:

    <rootfile full-path="fixed/package.opf" media-type="application/oebps-package+xml"/>

Right:

    <rootfile full-path="fixed/package.opf" media-type="application/oebps-package+xml"
      rendition:layout="pre-paginated"/>
"#,
    epubcheck: &["RSC-017"],
};

const BROKEN_SELECTION: Rule = Rule {
    name: "broken-selection",
    severity: Severity::Error,
    summary: "what tells readers when to use a rendition has a value that it cannot have",
    explanation: "
`rendition:layout` is `reflowable` or `pre-paginated`, `rendition:language` a tag such as `en`, `rendition:accessMode`
one of `auditory`, `tactile`, `textual` and `visual`, and `rendition:media` a question in brackets.

Wrong: `rendition:media=\"wide\"`.

Right: `rendition:media=\"(min-width: 1920px)\"`.
",
    epubcheck: &["RSC-005"],
};

const BROKEN_METADATA_DOCUMENT: Rule = Rule {
    name: "broken-metadata-document",
    severity: Severity::Error,
    summary: "the metadata of all renditions lacks what it must say",
    explanation: r#"
It has an identifier, to which `unique-identifier` leads, and the moment of the last change.

Wrong: `<metadata>` without `dcterms:modified`.

Right: `<metadata>` with `<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>`.
"#,
    epubcheck: &["RSC-005"],
};

const RENDITION: &str = "http://www.idpf.org/2013/rendition";
const METADATA: &str = "http://www.idpf.org/2013/metadata";
const PATH: &str = "META-INF/metadata.xml";

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    if publication.version() == Version::Two {
        return;
    }
    let Some(container) = publication.files.get(ocf::PATH) else { return };
    let Some(tree) = container.document() else { return };
    let is_package = |node: &NodeRef<'_>| node.attribute("media-type").map(str::trim) == Some(media_type::PACKAGE);
    let rootfiles = || tree.root().descendants().filter(|node| node.local_in(ns::CONTAINER) == Some("rootfile"));
    for rootfile in rootfiles().filter(is_package) {
        let mut before = std::iter::successors(rootfile.previous(), |node| node.previous());
        selection(rootfile, before.any(NodeRef::is_element), diagnostics);
    }
    if rootfiles().filter(is_package).count() < 2 {
        return;
    }
    let Some(metadata) = publication.files.get(PATH) else {
        let message = "the container of several renditions has no metadata of its own";
        diagnostics.push(fault(&MISSING_METADATA_DOCUMENT, message, "add `META-INF/metadata.xml`").at(file(container)));
        return;
    };
    look_at_metadata(publication, metadata, diagnostics);
}

fn selection(rootfile: NodeRef<'_>, must_be_told: bool, diagnostics: &mut Diagnostics) {
    // A label is not asked for by readers, but by people.
    let mut is_told = false;
    for attribute in rootfile.attributes().filter(|attribute| &*attribute.name.namespace == RENDITION) {
        let value = attribute.value.trim_ascii();
        is_told = true;
        let is_sound = match &*attribute.name.local {
            "layout" => matches!(value, "reflowable" | "pre-paginated"),
            "language" => is_language(value),
            "accessMode" => {
                let mut words = value.split_ascii_whitespace().peekable();
                words.peek().is_some() && words.all(|word| ["auditory", "tactile", "textual", "visual"].contains(&word))
            }
            "media" => is_media_query(value),
            _ => true,
        };
        if !is_sound {
            let message = format!("`{value}` is no value of `{}`", attribute.name);
            let place = attribute.span.map_or_else(|| tag(rootfile), Place::At);
            diagnostics.push(fault(&BROKEN_SELECTION, message, "correct it, or take it out").at(place));
        }
    }
    if must_be_told && !is_told {
        let message = "nothing tells readers when to use this rendition";
        let help = "add `rendition:media`, `rendition:layout`, `rendition:language` or `rendition:accessMode`";
        diagnostics.push(fault(&UNSELECTABLE_RENDITION, message, help).at(tag(rootfile)));
    }
}

fn is_language(value: &str) -> bool {
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    value.split('-').all(is_part)
}

/// Tells whether a value asks for features in brackets, each perhaps after `all`.
fn is_media_query(value: &str) -> bool {
    value.split(',').all(|query| {
        query.split(" and ").enumerate().all(|(index, part)| {
            let part = part.trim_ascii();
            let feature = part.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            let is_feature = feature.is_some_and(|feature| !feature.is_empty() && !feature.contains(['(', ')', '>']));
            let medium = part.strip_prefix("only ").or(part.strip_prefix("not ")).unwrap_or(part).trim_ascii();
            is_feature || (index == 0 && medium == "all")
        })
    })
}

const DESCRIBED: &[(&str, Value)] = &[ID, LANGUAGE, DIRECTION];
const LANGUAGE: (&str, Value) = ("xml:lang", Value::Any);

const GRAMMAR: Grammar = Grammar {
    title: "`META-INF/metadata.xml`",
    namespace: METADATA,
    root: "metadata",
    prefixes: &[("dc", ns::DC)],
    is_open: true,
    elements: &[
        Element {
            name: "metadata",
            attributes: &[("!unique-identifier", Value::Id), ID, LANGUAGE, DIRECTION, ("prefix", Value::Any)],
            content: Content::Mixed(&const { description(1, 1) }),
        },
        Element { name: "dc:identifier", attributes: DESCRIBED, content: Content::Of(Value::Some) },
        Element { name: "dc:title", attributes: DESCRIBED, content: Content::Of(Value::Some) },
        Element { name: "dc:language", attributes: DESCRIBED, content: Content::Of(Value::Some) },
        Element { name: "dc:type", attributes: DESCRIBED, content: Content::Of(Value::Some) },
        Element {
            name: "meta",
            attributes: &[
                ("!property", Value::Some),
                ID,
                ("refines", Value::Address),
                ("scheme", Value::Some),
                LANGUAGE,
                DIRECTION,
            ],
            content: Content::Of(Value::Some),
        },
        Element {
            name: "link",
            attributes: &[
                ("!href", Value::Address),
                ("!rel", Value::Words),
                ID,
                ("refines", Value::Address),
                ("media-type", Value::MediaType),
                ("properties", Value::Words),
                ("hreflang", Value::Any),
            ],
            content: Content::Empty,
        },
    ],
};

fn look_at_metadata(publication: &Publication<'_>, entry: &Entry, diagnostics: &mut Diagnostics) {
    let Some(tree) = entry.document() else { return };
    GRAMMAR.check(tree, file(entry), diagnostics);
    let Some(root) = tree.root().elements().find(|root| root.local_in(METADATA) == Some("metadata")) else { return };
    let mut report = |message: &str, help: &str, place: Place| {
        diagnostics.push(Diagnostic::new(&BROKEN_METADATA_DOCUMENT, message).help(help).at(place));
    };
    let identifiers = || root.elements().filter(|node| node.local_in(ns::DC) == Some("identifier"));
    if let Some(id) = root.attribute("unique-identifier")
        && identifiers().next().is_some()
        && !identifiers().any(|node| node.attribute("id") == Some(id))
    {
        let place = attribute(root, "unique-identifier");
        report("`unique-identifier` leads to no `dc:identifier`", "correct the id", place);
    }
    let modified = || root.elements().filter(|node| node.attribute("property") == Some("dcterms:modified"));
    if modified().filter(|node| node.attribute("refines").is_none()).count() != 1 {
        report("`dcterms:modified` must be there once", "add it, or keep one of them", tag(root));
    }
    let records =
        root.elements().filter(|node| node.local_in(METADATA) == Some("link") && node.has_token("rel", "record"));
    for node in records.filter(|node| node.attribute("media-type").is_none()) {
        report("the link to a record does not say its type", "add `media-type`", tag(node));
    }
    for node in modified().filter(|node| !crate::check::package::is_moment(node.text_content().trim_ascii())) {
        report("`dcterms:modified` is no moment", "write it as `2026-01-01T00:00:00Z`", tag(node));
    }
    let kinds = |document: &crate::package::PackageDocument| document.dc("type").any(|kind| kind.value == "edupub");
    let is_edupub =
        |node: NodeRef<'_>| node.local_in(ns::DC) == Some("type") && node.text_content().trim_ascii() == "edupub";
    if publication.documents.iter().any(|(_, document)| kinds(document)) && !root.elements().any(is_edupub) {
        report(
            "a rendition is of the kind `edupub`, and the whole is not",
            "add `<dc:type>edupub</dc:type>`",
            tag(root),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rendition_is_chosen_by_questions_in_brackets() {
        for query in ["(min-width: 1px)", "all", "only all and (a) and (b), (c)"] {
            assert!(is_media_query(query), "{query}");
        }
        for query in ["", "x", "((", "(a) all"] {
            assert!(!is_media_query(query), "{query}");
        }
    }
}
