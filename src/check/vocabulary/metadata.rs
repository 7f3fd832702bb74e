//! What a property of the metadata may say more of, and how often. EPUB 3.3, appendix D.3.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::ns;
use crate::xml::NodeRef;
use std::collections::{HashMap, HashSet};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&WRONG_REFINED, &REPEATED_PROPERTY, &UNPAIRED_SUBJECT, &WRONG_PROPERTY_VALUE],
    section: "D.3",
    example: Example::Metadata,
    look: Look::Rendition(look),
};

const WRONG_REFINED: Rule = Rule {
    name: "wrong-refined",
    severity: Severity::Error,
    summary: "a property says more of something that it is not for",
    explanation: r##"
A kind of title is of a title, a role of a person; `refines` tells of which.

Wrong:

    <meta property="title-type">main</meta>

Right:

    <meta property="title-type" refines="#title">main</meta>
"##,
    epubcheck: &["RSC-005"],
};

const REPEATED_PROPERTY: Rule = Rule {
    name: "repeated-property",
    severity: Severity::Error,
    summary: "a property is said twice of the same thing",
    explanation: r##"
Of these properties each thing has one.

Wrong:

    <meta property="title-type" refines="#title">main</meta>
    <meta property="title-type" refines="#title">short</meta>

Right:

    <meta property="title-type" refines="#title">main</meta>
"##,
    epubcheck: &["RSC-005"],
};

const UNPAIRED_SUBJECT: Rule = Rule {
    name: "unpaired-subject",
    severity: Severity::Error,
    summary: "a subject has a term without the authority that lists it, or the other way round",
    explanation: r##"
The code of a subject means something only in the list that it is from.

Wrong:

    <dc:subject id="subject">Seafaring</dc:subject>
    <meta property="term" refines="#subject">FIC047000</meta>

Right:

    <dc:subject id="subject">Seafaring</dc:subject>
    <meta property="authority" refines="#subject">BISAC</meta>
    <meta property="term" refines="#subject">FIC047000</meta>
"##,
    epubcheck: &["RSC-005"],
};

const WRONG_PROPERTY_VALUE: Rule = Rule {
    name: "wrong-property-value",
    severity: Severity::Error,
    summary: "a property has a value that it cannot have",
    explanation: r##"
Some properties have a small choice of values.

Wrong:

    <dc:source id="source">urn:isbn:9783161484100</dc:source>
    <meta property="source-of" refines="#source">pages</meta>

Right:

    <dc:source id="source">urn:isbn:9783161484100</dc:source>
    <meta property="source-of" refines="#source">pagination</meta>
"##,
    epubcheck: &["RSC-005"],
};

/// What a property may say more of.
struct Refining {
    property: &'static str,
    /// Dublin Core elements, and the other properties.
    of: &'static [&'static str],
    /// Whether it may stand by itself.
    may_stand_alone: bool,
    /// Whether a thing has one at the most.
    is_single: bool,
}

const fn refining(property: &'static str, of: &'static [&'static str]) -> Refining {
    Refining { property, of, may_stand_alone: false, is_single: true }
}

const fn single(property: &'static str) -> Refining {
    Refining { property, of: &[], may_stand_alone: true, is_single: true }
}

const REFINING: &[Refining] = &[
    refining("title-type", &["title"]),
    refining("identifier-type", &["identifier", "source"]),
    refining("collection-type", &["belongs-to-collection"]),
    refining("source-of", &["source"]),
    Refining { is_single: false, ..refining("role", &["creator", "contributor", "publisher"]) },
    Refining { is_single: false, ..refining("authority", &["subject"]) },
    Refining { is_single: false, ..refining("term", &["subject"]) },
    Refining {
        is_single: false,
        may_stand_alone: true,
        ..refining("belongs-to-collection", &["belongs-to-collection"])
    },
    single("file-as"),
    single("display-seq"),
    single("group-position"),
];

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(package) = rendition.node(rendition.document.node).filter(|_| rendition.version == Version::Three) else {
        return;
    };
    for metadata in package.elements().filter(|node| node.local_in(ns::OPF) == Some("metadata")) {
        let named = metadata.elements().filter_map(|node| Some((node.attribute("id")?.trim_ascii(), node)));
        let by_id: HashMap<&str, NodeRef<'_>> = named.collect();
        let mut seen = HashSet::new();
        for node in metadata.elements().filter(|node| node.local_in(ns::OPF) == Some("meta")) {
            let Some(property) = node.attribute("property").map(str::trim) else { continue };
            let Some(refining) = REFINING.iter().find(|refining| refining.property == property) else { continue };
            let refines = node.attribute("refines").map(|refines| refines.trim_ascii().trim_start_matches('#'));
            look_at(node, refining, refines.and_then(|id| by_id.get(id)).copied(), diagnostics);
            // What refines nothing is of the book, and a book may have several names by which it is filed.
            if refining.is_single && refines.is_some() && !seen.insert((property, refines)) {
                let message = format!("`{property}` is said twice of the same thing");
                let finding = Diagnostic::new(&REPEATED_PROPERTY, message).at(attribute(node, "property"));
                diagnostics.push(finding.help("keep one of them"));
            }
        }
        subjects(metadata, diagnostics);
    }
}

fn look_at(node: NodeRef<'_>, refining: &Refining, refined: Option<NodeRef<'_>>, diagnostics: &mut Diagnostics) {
    let property = refining.property;
    let stands_alone = refining.may_stand_alone && node.attribute("refines").is_none();
    let fits = refining.of.is_empty() || refined.is_some_and(|refined| refining.of.contains(&kind(refined)));
    if !stands_alone && !fits {
        let of = refining.of.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        let finding = Diagnostic::new(&WRONG_REFINED, format!("`{property}` does not say more of {of}"));
        let place = if node.attribute("refines").is_some() { attribute(node, "refines") } else { tag(node) };
        diagnostics.push(finding.at(place).help("refine that by its id"));
    }
    if property == "source-of" && node.text_content().trim_ascii() != "pagination" {
        let finding = Diagnostic::new(&WRONG_PROPERTY_VALUE, "`source-of` is always `pagination`");
        diagnostics.push(finding.at(tag(node)).help("write `pagination`"));
    }
}

/// Returns the Dublin Core element or the property that a node of the metadata is.
fn kind(node: NodeRef<'_>) -> &str {
    let property = || node.attribute("property").map(str::trim).filter(|_| node.local_in(ns::OPF) == Some("meta"));
    node.local_in(ns::DC).or_else(property).unwrap_or_default()
}

fn subjects(metadata: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    for subject in metadata.elements().filter(|node| node.local_in(ns::DC) == Some("subject")) {
        let Some(id) = subject.attribute("id").map(str::trim) else { continue };
        let refines =
            |node: &NodeRef<'_>| node.attribute("refines").is_some_and(|of| of.trim_ascii() == format!("#{id}"));
        let count = |property: &str| metadata.elements().filter(|node| kind(*node) == property).filter(refines).count();
        let message = match (count("authority"), count("term")) {
            (0, 0) | (1, 1) => continue,
            (_, 0) => "the subject has an authority, but no term of it",
            (0, _) => "the subject has a term, but no authority that lists it",
            _ => "the subject has more than one authority or term",
        };
        let finding = Diagnostic::new(&UNPAIRED_SUBJECT, message).at(tag(subject));
        diagnostics.push(finding.help("give it one `authority` and one `term`"));
    }
}

/// Returns the properties of the metadata of this name, each with what it refines, without `#`.
pub(in crate::check) fn properties<'a>(
    rendition: &'a Rendition<'_>,
    property: &str,
) -> impl Iterator<Item = &'a crate::package::opf::Metadatum> {
    let wanted = property.to_owned();
    let is_meta = |kind| kind == crate::package::opf::MetadatumKind::Meta;
    rendition.document.metadata.iter().filter(move |entry| is_meta(entry.kind) && entry.name == wanted)
}

/// Reports a property of the whole book that is said more than once, or of a part of it.
pub(in crate::check) fn only_of_the_whole(rendition: &Rendition<'_>, property: &str, diagnostics: &mut Diagnostics) {
    let place = |entry: &crate::package::opf::Metadatum, name| -> Place {
        rendition.node(entry.node).map_or(rendition.place(), |node| attribute(node, name))
    };
    for entry in properties(rendition, property).filter(|entry| entry.refines.is_some()) {
        let finding = Diagnostic::new(&WRONG_REFINED, format!("`{property}` is of the whole book"));
        diagnostics.push(finding.at(place(entry, "refines")).help("take `refines` out"));
    }
    if let Some(second) = properties(rendition, property).nth(1) {
        let finding = Diagnostic::new(&REPEATED_PROPERTY, format!("`{property}` is said twice of the book"));
        diagnostics.push(finding.at(place(second, "property")).help("keep one of them"));
    }
}

/// Returns the finding that a property has a value that it cannot have.
pub(in crate::check) fn wrong_value(property: &str, value: &str, wanted: &str) -> Diagnostic {
    let finding = Diagnostic::new(&WRONG_PROPERTY_VALUE, format!("`{value}` is no value of `{property}`"));
    finding.help(format!("write {wanted}"))
}
