//! The terms of the vocabularies, and whether a property is one of them. EPUB 3.3, appendices D.2 to D.8.

use super::prefixes::{OF_CONTENT, OF_PACKAGES, Prefixes};
use crate::diagnostic::{Diagnostic, Rule, Severity};

pub(super) const UNKNOWN_PROPERTY: Rule = Rule {
    name: "unknown-property",
    severity: Severity::Error,
    summary: "a property that is in no vocabulary",
    explanation: r##"
Properties without a prefix, and those of the vocabularies of EPUB, are known by name.
Others need a prefix that says whose they are.

Wrong:

    <meta property="titel-type" refines="#title">main</meta>

Right:

    <meta property="title-type" refines="#title">main</meta>
"##,
    epubcheck: &["OPF-027"],
};

pub(super) const UNDECLARED_PREFIX: Rule = Rule {
    name: "undeclared-prefix",
    severity: Severity::Error,
    summary: "a property with a prefix that is declared nowhere",
    explanation: r#"
A prefix stands for the address of a vocabulary.
The attribute `prefix` of the package, or `epub:prefix` of a page, tells which.

Wrong:

    <meta property="bibo:cites">https://example.org/</meta>

Right, since `dcterms` is reserved:

    <meta property="dcterms:relation">https://example.org/</meta>
"#,
    epubcheck: &["OPF-028"],
};

pub(super) const MALFORMED_PROPERTY: Rule = Rule {
    name: "malformed-property",
    severity: Severity::Error,
    summary: "a property is no name, or more than one",
    explanation: r#"
A property is a name, or a prefix, a colon and a name; where one is asked for, there may be no second.

Wrong:

    <meta property="dcterms:">https://example.org/</meta>

Right:

    <meta property="dcterms:relation">https://example.org/</meta>
"#,
    epubcheck: &["OPF-026", "OPF-025"],
};

/// Where properties stand, and which they may be there.
pub(super) struct Vocabulary {
    /// Those without a prefix.
    pub(super) terms: &'static [&'static str],
    /// Those of the vocabularies of EPUB that have a prefix.
    pub(super) prefixed: &'static [(&'static str, &'static [&'static str])],
}

pub(super) const META: Vocabulary = Vocabulary {
    terms: &[
        "alternate-script",
        "authority",
        "belongs-to-collection",
        "collection-type",
        "dictionary-type",
        "display-seq",
        "file-as",
        "group-position",
        "identifier-type",
        "meta-auth",
        "pageBreakSource",
        "role",
        "source-language",
        "source-of",
        "target-language",
        "term",
        "title-type",
    ],
    prefixed: &[
        ("a11y", &["certifiedBy", "certifierCredential", "exemption"]),
        ("media", &["active-class", "duration", "narrator", "playback-active-class"]),
        ("rendition", &["flow", "layout", "orientation", "spread", "viewport"]),
    ],
};

pub(super) const LINK_RELATION: Vocabulary = Vocabulary {
    terms: &[
        "acquire",
        "alternate",
        "marc21xml-record",
        "mods-record",
        "onix-record",
        "record",
        "voicing",
        "xml-signature",
        "xmp-record",
    ],
    prefixed: &[("a11y", &["certifierCredential", "certifierReport"]), ("media", &[]), ("rendition", &[])],
};

pub(super) const LINK: Vocabulary =
    Vocabulary { terms: &["onix"], prefixed: &[("a11y", &[]), ("media", &[]), ("rendition", &[])] };

pub(super) const ITEM: Vocabulary = Vocabulary {
    terms: &[
        "cover-image",
        "data-nav",
        "dictionary",
        "glossary",
        "index",
        "mathml",
        "nav",
        "remote-resources",
        "scripted",
        "search-key-map",
        "svg",
        "switch",
    ],
    prefixed: &[("a11y", &[]), ("media", &[]), ("rendition", &[])],
};

pub(super) const ITEMREF: Vocabulary = Vocabulary {
    terms: &["page-spread-left", "page-spread-right"],
    prefixed: &[
        ("a11y", &[]),
        ("media", &[]),
        (
            "rendition",
            &[
                "align-x-center",
                "flow-auto",
                "flow-paginated",
                "flow-scrolled-continuous",
                "flow-scrolled-doc",
                "layout-pre-paginated",
                "layout-reflowable",
                "orientation-auto",
                "orientation-landscape",
                "orientation-portrait",
                "page-spread-center",
                "page-spread-left",
                "page-spread-right",
                "spread-auto",
                "spread-both",
                "spread-landscape",
                "spread-none",
                "spread-portrait",
            ],
        ),
    ],
};

/// The schemes of values: none is without a prefix.
pub(super) const SCHEME: Vocabulary =
    Vocabulary { terms: &[], prefixed: &[("a11y", &[]), ("media", &[]), ("rendition", &[])] };

/// Says what is wrong with a property.
pub(super) fn judge(property: &str, vocabulary: &Vocabulary, prefixes: &Prefixes<'_>) -> Option<Diagnostic> {
    let Some((prefix, name)) = property.split_once(':') else {
        return (!vocabulary.terms.contains(&property)).then(|| unknown(property, vocabulary.terms));
    };
    if let Some(finding) = malformed_or_undeclared(property, prefix, name, prefixes) {
        return Some(finding);
    }
    // A vocabulary of EPUB under any prefix.
    let uri = prefixes.get(prefix)?;
    let reserved = OF_PACKAGES.iter().find(|(_, reserved)| reserved == uri)?.0;
    let (_, terms) = vocabulary.prefixed.iter().find(|(known, _)| *known == reserved)?;
    (!terms.contains(&name)).then(|| unknown(property, terms))
}

/// Says what is wrong with a property that has a prefix, whatever vocabulary it is of.
pub(super) fn malformed_or_undeclared(
    property: &str,
    prefix: &str,
    name: &str,
    prefixes: &Prefixes<'_>,
) -> Option<Diagnostic> {
    if prefix.is_empty() || name.is_empty() {
        let finding = Diagnostic::new(&MALFORMED_PROPERTY, format!("`{property}` is no property"));
        return Some(finding.help("write a name, or a prefix, a colon and a name"));
    }
    if prefixes.contains_key(prefix) {
        return None;
    }
    let finding = Diagnostic::new(&UNDECLARED_PREFIX, format!("the prefix `{prefix}` is not declared"));
    let reserved = OF_PACKAGES.iter().chain(OF_CONTENT).find(|(known, _)| *known == prefix);
    let address = reserved.map_or("an address", |(_, address)| address);
    Some(finding.help(format!("add `{prefix}: {address}` to the attribute of prefixes of the root element")))
}

fn unknown(property: &str, terms: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_PROPERTY, format!("there is no property `{property}` here"));
    let bare = property.rsplit(':').next().unwrap_or_default();
    let near = crate::nearest::near(bare, terms.iter().copied());
    match near.first() {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("correct it, or give it the prefix of its own vocabulary"),
    }
}
