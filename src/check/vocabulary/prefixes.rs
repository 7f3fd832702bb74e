//! Declarations of prefixes: their form, and which may be declared. EPUB 3.3, sections 5.5.4.2 and 6.1.2.3, appendix D.1.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{Resource, attribute, tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::ns;
use crate::xml::{Attribute, NodeRef};
use std::collections::HashMap;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&BROKEN_PREFIX, &SPACE_AROUND_PREFIXES, &FORBIDDEN_PREFIX, &REDECLARED_PREFIX],
    section: "D.1.4",
    example: Example::Prefix,
    look: Look::Rendition(look),
};

pub(in crate::check) const CONTENT_CHECK: Check = Check {
    rules: &[],
    section: "D.1.4",
    example: Example::None,
    look: Look::Attribute(ns::OPS, "prefix", look_at_content),
};

const BROKEN_PREFIX: Rule = Rule {
    name: "broken-prefix",
    severity: Severity::Error,
    summary: "a declaration of prefixes has not the right form",
    explanation: "
Each prefix is a name, a colon directly behind it, a space, and the address of its vocabulary.
Prefixes are divided by spaces.

Wrong:

    foaf http://xmlns.com/foaf/spec/

Right:

    foaf: http://xmlns.com/foaf/spec/
",
    epubcheck: &["OPF-004a", "OPF-004b", "OPF-004c", "OPF-004d", "OPF-005", "OPF-006"],
};

const SPACE_AROUND_PREFIXES: Rule = Rule {
    name: "space-around-prefixes",
    severity: Severity::Warning,
    summary: "there is space before or after the declarations of prefixes",
    explanation: "
Tools that take the attribute apart by its spaces find a prefix without a name there.

Wrong: `prefix=\" foaf: http://xmlns.com/foaf/spec/\"`.

Right: `prefix=\"foaf: http://xmlns.com/foaf/spec/\"`.
",
    epubcheck: &["OPF-004"],
};

const FORBIDDEN_PREFIX: Rule = Rule {
    name: "forbidden-prefix",
    severity: Severity::Error,
    summary: "a prefix that may not be declared",
    explanation: "
The prefix `_` means something else, the default vocabularies have no prefix, and Dublin Core has elements of its own.

Wrong:

    dc: http://purl.org/dc/elements/1.1/

Right:

    foaf: http://xmlns.com/foaf/spec/
",
    epubcheck: &["OPF-007a", "OPF-007b", "OPF-007c"],
};

const REDECLARED_PREFIX: Rule = Rule {
    name: "redeclared-prefix",
    severity: Severity::Warning,
    summary: "a reserved prefix is declared as something else",
    explanation: "
Readers know what reserved prefixes mean, and may not look at the declaration.

Wrong:

    media: http://example.org/media/

Right:

    my-media: http://example.org/media/
",
    epubcheck: &["OPF-007"],
};

/// The prefixes that package documents need not declare.
pub(super) const OF_PACKAGES: &[(&str, &str)] = &[
    ("a11y", "http://www.idpf.org/epub/vocab/package/a11y/#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("marc", "http://id.loc.gov/vocabulary/"),
    ("media", "http://www.idpf.org/epub/vocab/overlays/#"),
    ("onix", "http://www.editeur.org/ONIX/book/codelists/current.html#"),
    ("rendition", "http://www.idpf.org/vocab/rendition/#"),
    ("schema", "http://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The prefixes that content documents need not declare.
pub(super) const OF_CONTENT: &[(&str, &str)] = &[
    ("msv", "http://www.idpf.org/epub/vocab/structure/magazine/#"),
    ("prism", "http://www.prismstandard.org/specifications/3.0/PRISM_CV_Spec_3.0.htm#"),
];

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// The vocabularies of properties without a prefix.
const DEFAULTS: &[&str] = &[
    "http://idpf.org/epub/vocab/package/meta/#",
    "http://idpf.org/epub/vocab/package/link/#",
    "http://idpf.org/epub/vocab/package/item/#",
    "http://idpf.org/epub/vocab/package/itemref/#",
];

/// The prefixes that are known somewhere, with their vocabularies.
pub(super) type Prefixes<'a> = HashMap<&'a str, &'a str>;

/// Returns the prefixes that a declaration and the reserved ones make known.
pub(super) fn known<'a>(declaration: Option<&'a str>, reserved: &[(&'static str, &'static str)]) -> Prefixes<'a> {
    let mut known: Prefixes<'a> = reserved.iter().copied().collect();
    let (mappings, _) = parse(declaration.unwrap_or_default());
    known.extend(mappings);
    known
}

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    let Some(package) = rendition.node(rendition.document.node) else { return };
    if let Some(declaration) = package.attribute("prefix") {
        diagnostics.extend(judge(declaration, OF_PACKAGES, attribute(package, "prefix")));
    }
}

fn look_at_content(node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    // Anywhere else it is no declaration, and what is said of it is that it may not be there.
    if node.parent().is_some_and(NodeRef::is_element) {
        return;
    }
    let place = attribute.span.map_or_else(|| tag(node), Place::At);
    for finding in judge(attribute.value, OF_CONTENT, place) {
        resource.report(finding);
    }
}

/// Says what is wrong with a declaration.
fn judge(declaration: &str, reserved: &[(&str, &str)], place: Place) -> Diagnostics {
    let mut findings = Diagnostics::new();
    if declaration.trim_ascii().len() < declaration.len() {
        let finding = Diagnostic::new(&SPACE_AROUND_PREFIXES, "there is space around the declarations of prefixes");
        findings.push(finding.help("take it out"));
    }
    let (mappings, faults) = parse(declaration);
    findings.extend(faults.into_iter().map(Fault::finding));
    findings.extend(mappings.iter().filter_map(|(prefix, uri)| contradiction(prefix, uri, reserved)));
    findings.into_iter().map(|finding| finding.at(place)).collect()
}

fn contradiction(prefix: &str, uri: &str, reserved: &[(&str, &str)]) -> Option<Diagnostic> {
    let forbidden = |message: String| Diagnostic::new(&FORBIDDEN_PREFIX, message).help("take it out");
    if prefix == "_" {
        return Some(forbidden("the prefix `_` may not be declared".to_owned()).epubcheck("OPF-007a"));
    }
    if DEFAULTS.contains(&uri) {
        let message = format!("`{prefix}` is declared for a vocabulary that has no prefix");
        return Some(forbidden(message).epubcheck("OPF-007b"));
    }
    if uri == DUBLIN_CORE {
        let message = format!("`{prefix}` is declared for the elements of Dublin Core");
        return Some(forbidden(message).epubcheck("OPF-007c"));
    }
    let meant = reserved.iter().find(|(known, meant)| *known == prefix && *meant != uri)?.1;
    let message = format!("the prefix `{prefix}` is reserved for `{meant}`");
    Some(Diagnostic::new(&REDECLARED_PREFIX, message).help("take another prefix"))
}

/// What is wrong with the form of a declaration.
#[derive(Debug, PartialEq, Eq)]
struct Fault<'a> {
    id: &'static str,
    part: &'a str,
}

impl Fault<'_> {
    fn finding(self) -> Diagnostic {
        let part = self.part;
        let message = match self.id {
            "OPF-004a" => "a prefix has no name".to_owned(),
            "OPF-004b" => format!("the prefix `{part}` is no name"),
            "OPF-004c" => format!("the prefix `{part}` has no colon directly behind it"),
            "OPF-004d" => format!("there is no space between the prefix `{part}` and its address"),
            "OPF-005" => format!("the prefix `{part}` has no address"),
            _ => format!("`{part}` is no address"),
        };
        let help = "write each as `name: address`, divided by spaces";
        Diagnostic::new(&BROKEN_PREFIX, message).epubcheck(self.id).help(help)
    }
}

/// Takes a declaration apart.
fn parse(declaration: &str) -> (Vec<(&str, &str)>, Vec<Fault<'_>>) {
    let (mut mappings, mut faults) = (Vec::new(), Vec::new());
    let mut parts = declaration.split_ascii_whitespace().peekable();
    while let Some(part) = parts.next() {
        let mut fault = |id, part| faults.push(Fault { id, part });
        let Some((prefix, rest)) = part.split_once(':') else {
            if !is_name(part) {
                fault("OPF-004b", part);
            }
            let next = parts.next();
            fault(if next.is_some() { "OPF-004c" } else { "OPF-005" }, part);
            if next == Some(":") {
                parts.next();
            }
            continue;
        };
        if prefix.is_empty() {
            fault("OPF-004a", prefix);
        } else if !is_name(prefix) {
            fault("OPF-004b", prefix);
        } else if !rest.is_empty() {
            fault("OPF-004d", prefix);
        }
        if !rest.is_empty() {
            continue;
        }
        match parts.next() {
            None => fault("OPF-005", prefix),
            Some(uri) if !is_uri(uri) => fault("OPF-006", uri),
            Some(uri) if is_name(prefix) => mappings.push((prefix, uri)),
            Some(_) => {}
        }
    }
    (mappings, faults)
}

/// Tells whether it is an XML name without a colon, as far as anybody writes such names.
fn is_name(text: &str) -> bool {
    let is_start = |c: char| c == '_' || c.is_alphabetic();
    text.starts_with(is_start) && text.chars().all(|c| is_start(c) || c.is_alphanumeric() || matches!(c, '-' | '.'))
}

/// Tells whether it could be an address: no signs that none holds, and something behind the scheme.
fn is_uri(text: &str) -> bool {
    let mut escapes = text.split('%').skip(1);
    let is_escape = |rest: &str| rest.get(..2).is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()));
    !text.ends_with(':') && !text.contains(['<', '>', '"', '{', '}', '|', '\\', '^', '`']) && escapes.all(is_escape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_of_a_declaration_is_told_apart() {
        for (declaration, ids) in [
            ("", &[][..]),
            ("x: http://x.y/  y: urn:z", &[]),
            ("x:http://x.y/", &["OPF-004d"]),
            ("x : http://x.y/", &["OPF-004c"]),
            (": http://x.y/", &["OPF-004a"]),
            ("x http://x.y/", &["OPF-004c"]),
            ("x:", &["OPF-005"]),
            ("1x: http://x.y/", &["OPF-004b"]),
            ("x: http://x y/", &["OPF-004b", "OPF-005"]),
            ("x: y: http://x.y/", &["OPF-006", "OPF-004d"]),
            ("x: foo bar", &["OPF-005"]),
            ("a: %zz", &["OPF-006"]),
        ] {
            let found: Vec<_> = parse(declaration).1.iter().map(|fault| fault.id).collect();
            assert_eq!(found, ids, "{declaration}");
        }
    }
}
