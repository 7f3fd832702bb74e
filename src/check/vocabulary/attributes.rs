//! The properties in the attributes of the package document are terms of their vocabularies, at the right place.
//! EPUB 3.3, sections 5.5.4, 5.5.7, 5.6.2 and 5.7.2.

use super::prefixes::{OF_PACKAGES, Prefixes, known};
use super::terms::{self, MALFORMED_PROPERTY, UNDECLARED_PREFIX, UNKNOWN_PROPERTY, Vocabulary, judge};
use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::{essence, is_core_image};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::attribute;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::{media_type, ns};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&UNKNOWN_PROPERTY, &UNDECLARED_PREFIX, &MALFORMED_PROPERTY, &MISPLACED_PROPERTY, &DEPRECATED_PROPERTY],
    section: "D.2",
    example: Example::Metadata,
    look: Look::Rendition(look),
};

const MISPLACED_PROPERTY: Rule = Rule {
    name: "misplaced-property",
    severity: Severity::Error,
    summary: "an item has a property that files of its type do not have",
    explanation: "
`nav` is for XHTML, `cover-image` for pictures, and so on.

Wrong: `<item id=\"cover\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\" properties=\"cover-image\"/>`.

Right: `<item id=\"cover\" href=\"cover.jpg\" media-type=\"image/jpeg\" properties=\"cover-image\"/>`.
",
    epubcheck: &["OPF-012"],
};

const DEPRECATED_PROPERTY: Rule = Rule {
    name: "deprecated-property",
    severity: Severity::Warning,
    summary: "a property is deprecated",
    explanation: r#"
It was hardly ever understood, or another has taken its place.

Wrong:

    <link rel="xmp-record" href="https://example.org/record.xml"/>

Right:

    <link rel="record" href="https://example.org/record.xml" media-type="application/xml"/>
"#,
    epubcheck: &["OPF-086", "RSC-017"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(package) = rendition.node(rendition.document.node).filter(|_| rendition.version == Version::Three) else {
        return;
    };
    let prefixes = known(package.attribute("prefix"), OF_PACKAGES);
    let prefixes = &prefixes;
    for node in package.descendants() {
        match node.local_in(ns::OPF) {
            Some("meta") => {
                one(node, "property", &terms::META, prefixes, diagnostics);
                one(node, "scheme", &terms::SCHEME, prefixes, diagnostics);
                deprecated_meta(node, diagnostics);
            }
            // Those of a collection say other things.
            Some("link") if node.parent().is_some_and(|parent| parent.local_in(ns::OPF) == Some("metadata")) => {
                all(node, "rel", &terms::LINK_RELATION, prefixes, diagnostics);
                all(node, "properties", &terms::LINK, prefixes, diagnostics);
                deprecated_link(node, diagnostics);
            }
            Some("item") => {
                all(node, "properties", &terms::ITEM, prefixes, diagnostics);
                misplaced(node, diagnostics);
            }
            Some("itemref") => {
                all(node, "properties", &terms::ITEMREF, prefixes, diagnostics);
                if node.has_token("properties", "rendition:spread-portrait") {
                    deprecated(node, "properties", "rendition:spread-portrait", SPREAD_INSTEAD, diagnostics);
                }
            }
            _ => {}
        }
    }
}

/// Looks at an attribute that holds one property.
fn one(node: NodeRef<'_>, name: &str, vocabulary: &Vocabulary, prefixes: &Prefixes<'_>, diagnostics: &mut Diagnostics) {
    let Some(value) = node.attribute(name).map(str::trim) else { return };
    if value.split_ascii_whitespace().nth(1).is_some() {
        let finding = Diagnostic::new(&MALFORMED_PROPERTY, format!("`{value}` is more than one property"));
        let finding = finding.epubcheck("OPF-025").at(attribute(node, name));
        diagnostics.push(finding.help("write an element for each"));
    } else {
        all(node, name, vocabulary, prefixes, diagnostics);
    }
}

/// Looks at an attribute that holds properties.
fn all(node: NodeRef<'_>, name: &str, vocabulary: &Vocabulary, prefixes: &Prefixes<'_>, diagnostics: &mut Diagnostics) {
    let Some(value) = node.attribute(name) else { return };
    let findings = value.split_ascii_whitespace().filter_map(|property| judge(property, vocabulary, prefixes));
    diagnostics.extend(findings.map(|finding| finding.at(attribute(node, name))));
}

fn misplaced(node: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    let (Some(properties), Some(media_type)) = (node.attribute("properties"), node.attribute("media-type")) else {
        return;
    };
    let media_type = essence(media_type);
    for property in properties.split_ascii_whitespace().filter(|property| !may_have(media_type, property)) {
        let message = format!("`{property}` is no property of files of the type `{media_type}`");
        let finding = Diagnostic::new(&MISPLACED_PROPERTY, message).at(attribute(node, "properties"));
        diagnostics.push(finding.help("take it out, or correct the media type"));
    }
}

/// Tells whether an item of this type may have a property; those that are unknown are told of elsewhere.
fn may_have(media_type: &str, property: &str) -> bool {
    const SEARCH_KEY_MAP: &str = "application/vnd.epub.search-key-map+xml";
    let is = |types: &[&str]| types.contains(&media_type);
    match property {
        "cover-image" => is_core_image(media_type),
        "nav" | "data-nav" | "index" | "svg" => is(&[media_type::XHTML]),
        "mathml" | "scripted" | "switch" => is(&[media_type::XHTML, media_type::SVG]),
        "glossary" => is(&[media_type::XHTML, SEARCH_KEY_MAP]),
        "dictionary" | "search-key-map" => is(&[SEARCH_KEY_MAP]),
        "remote-resources" => is(&[media_type::XHTML, media_type::SVG, media_type::CSS, "application/smil+xml"]),
        _ => true,
    }
}

const SPREAD_INSTEAD: &str = "write `rendition:spread-both`";

fn deprecated_meta(node: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    match node.attribute("property").map(str::trim) {
        Some("rendition:viewport") => {
            let help = "write `<meta name=\"viewport\" …>` in the head of each page";
            deprecated(node, "property", "rendition:viewport", help, diagnostics);
        }
        Some("rendition:spread") if node.text_content().trim_ascii() == "portrait" => {
            deprecated(node, "property", "portrait", "write `both`", diagnostics);
        }
        Some("meta-auth") => {
            let finding = Diagnostic::new(&DEPRECATED_PROPERTY, "`meta-auth` is deprecated").epubcheck("RSC-017");
            diagnostics.push(finding.at(attribute(node, "property")).help("take it out"));
        }
        _ => {}
    }
}

fn deprecated_link(node: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    for word in node.attribute("rel").unwrap_or_default().split_ascii_whitespace() {
        let help = match word {
            "marc21xml-record" => "write `record`, with the media type `application/marcxml+xml`",
            "mods-record" => "write `record`, with the media type `application/mods+xml`",
            "onix-record" => "write `record`, with `properties=\"onix\"`",
            "xmp-record" => "write `record`",
            "xml-signature" => "take it out: signatures are in `META-INF/signatures.xml`",
            _ => continue,
        };
        deprecated(node, "rel", word, help, diagnostics);
    }
}

fn deprecated(node: NodeRef<'_>, name: &str, what: &str, help: &str, diagnostics: &mut Diagnostics) {
    let finding = Diagnostic::new(&DEPRECATED_PROPERTY, format!("`{what}` is deprecated"));
    diagnostics.push(finding.at(attribute(node, name)).help(help));
}
