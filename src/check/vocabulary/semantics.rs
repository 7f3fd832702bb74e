//! The words of `epub:type`: whether they are known, and may stand in such a document. EPUB 3.3, sections 6.1.2 and 9.2;
//! EPUB Structural Semantics Vocabulary 1.1.

use super::prefixes::{OF_CONTENT, known};
use super::terms::malformed_or_undeclared;
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::package::ns;
use crate::vocabulary::is_structural_term;
use crate::xml::{Attribute, NodeRef};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&UNKNOWN_TYPE, &DEPRECATED_TYPE, &TYPE_OF_ELEMENT],
    section: "6.1.2",
    example: Example::Body,
    look: Look::Attribute(ns::OPS, "type", look),
};

const UNKNOWN_TYPE: Rule = Rule {
    name: "unknown-type",
    severity: Severity::Usage,
    summary: "`epub:type` has a word that no vocabulary has",
    explanation: r#"
Readers do nothing with it; another word may do.

Wrong:

    <section epub:type="chapitre"><h1>One</h1></section>

Right:

    <section epub:type="chapter"><h1>One</h1></section>
"#,
    epubcheck: &["OPF-088"],
};

const DEPRECATED_TYPE: Rule = Rule {
    name: "deprecated-type",
    severity: Severity::Usage,
    summary: "`epub:type` has a word that is deprecated",
    explanation: r#"
HTML or another word says the same.

Wrong:

    <aside epub:type="sidebar"><p>Of ships</p></aside>

Right:

    <aside><p>Of ships</p></aside>
"#,
    epubcheck: &["OPF-086b"],
};

const TYPE_OF_ELEMENT: Rule = Rule {
    name: "type-of-element",
    severity: Severity::Usage,
    summary: "`epub:type` says what the element itself says",
    explanation: r#"
Words such as `table` are for media overlays, which have no elements of that name.

Wrong:

    <div epub:type="figure">A map</div>

Right:

    <figure>A map</figure>
"#,
    epubcheck: &["OPF-087"],
};

fn look<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, resource: &mut Resource<'_, 'a>) {
    for word in attribute.value.split_ascii_whitespace() {
        let finding = match word.split_once(':') {
            Some((prefix, name)) => {
                let root = std::iter::once(node).chain(node.ancestors()).filter(|node| node.is_element()).last();
                let declaration = root.and_then(|root| root.attribute_in(ns::OPS, "prefix"));
                malformed_or_undeclared(word, prefix, name, &known(declaration, OF_CONTENT))
            }
            None => judge(word, resource.item.media_type()),
        };
        if let Some(finding) = finding {
            resource.report(finding.at(attribute.span.map_or_else(|| tag(node), Place::At)));
        }
    }
}

/// Words for media overlays, which have no elements that say the same.
const ELEMENTS: &[&str] = &["aside", "figure", "list", "list-item", "table", "table-cell", "table-row"];

/// Words that are deprecated, and what to do instead.
const DEPRECATED: &[(&str, &str)] = &[
    ("annoref", "take it out"),
    ("annotation", "take it out"),
    ("biblioentry", "write `role=\"doc-biblioentry\"`, or take it out"),
    ("bridgehead", "take it out"),
    ("endnote", "write `footnote`, or take it out"),
    ("help", "write `tip`"),
    ("marginalia", "take it out: `aside` says the same"),
    ("note", "write `footnote`"),
    ("rearnote", "write `footnote`, or take it out"),
    ("rearnotes", "write `endnotes`"),
    ("sidebar", "take it out: `aside` says the same"),
    ("subchapter", "take it out"),
    ("warning", "write `notice`"),
];

fn judge(word: &str, media_type: &str) -> Option<Diagnostic> {
    if let Some((_, help)) = DEPRECATED.iter().find(|(deprecated, _)| *deprecated == word) {
        return Some(Diagnostic::new(&DEPRECATED_TYPE, format!("`{word}` is deprecated")).help(*help));
    }
    if ELEMENTS.contains(&word) {
        let is_overlay = media_type == "application/smil+xml";
        let finding = || Diagnostic::new(&TYPE_OF_ELEMENT, format!("`{word}` is a word for media overlays"));
        return (!is_overlay).then(|| finding().help("use the element of HTML"));
    }
    // `region-based` has a rule of its own.
    if is_structural_term(word) || word == "region-based" {
        return None;
    }
    let finding = Diagnostic::new(&UNKNOWN_TYPE, format!("`{word}` is no known type"));
    Some(finding.help("correct it, or take it out"))
}
