//! What tells one book and one edition from all others. EPUB 3.3, sections 5.4 and 5.5.5.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Place, Rule, Severity};
use crate::package::ns;
use crate::package::opf::{Metadatum, MetadatumKind};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &UNKNOWN_UNIQUE_IDENTIFIER,
        &MISSING_UNIQUE_IDENTIFIER,
        &MODIFIED_NOT_ONCE,
        &BROKEN_MODIFIED,
        &BROKEN_UUID,
    ],
    section: "5.4",
    example: Example::Metadata,
    look: Look::Rendition(look),
};

pub(super) const UNKNOWN_UNIQUE_IDENTIFIER: Rule = Rule {
    name: "unknown-unique-identifier",
    severity: Severity::Error,
    summary: "`unique-identifier` of the package names no `dc:identifier`",
    explanation: r#"
A book may have several identifiers; this attribute says by its id which of them is the one that tells it from all other
books.

Wrong: `unique-identifier="isbn"`, and `<dc:identifier id="uid">`.

Right: `unique-identifier="uid"`, and `<dc:identifier id="uid">`.
"#,
    epubcheck: &["OPF-030", "RSC-005"],
};

const MISSING_UNIQUE_IDENTIFIER: Rule = Rule {
    name: "missing-unique-identifier",
    severity: Severity::Error,
    summary: "the package has no `unique-identifier`",
    explanation: r#"
A book may have several identifiers; this attribute says by its id which of them is the one that tells it from all other
books.

Wrong: `<package version="3.0">`.

Right: `<package version="3.0" unique-identifier="uid">`, where that is the id of a `dc:identifier`.
"#,
    epubcheck: &["OPF-048", "OPF-030"],
};

const MODIFIED_NOT_ONCE: Rule = Rule {
    name: "modified-not-once",
    severity: Severity::Error,
    summary: "the metadata does not say exactly once when the book was last changed",
    explanation: r#"
Readers and stores tell a new edition from an old one by it.

Wrong, beside another of the kind:

    <meta property="dcterms:modified">2026-02-01T00:00:00Z</meta>

Right, where it stands once:

    <dc:date>2026</dc:date>
"#,
    epubcheck: &["RSC-005"],
};

const BROKEN_MODIFIED: Rule = Rule {
    name: "broken-modified",
    severity: Severity::Error,
    summary: "the moment of the last change is not written as it must be",
    explanation: "
Year, month, day, hour, minute and second, in universal time, in this form and no other.

Wrong: `2026-02-01`, or `2026-02-01T12:00:00+01:00`.

Right: `2026-02-01T11:00:00Z`.
",
    epubcheck: &["RSC-005"],
};

const BROKEN_UUID: Rule = Rule {
    name: "broken-uuid",
    severity: Severity::Warning,
    summary: "an identifier that should be a UUID is none",
    explanation: "
A UUID is 32 digits from `0` to `f` in groups of 8, 4, 4, 4 and 12.

Wrong:

    <dc:identifier>urn:uuid:12345678-1234-4123-8123</dc:identifier>

Right:

    <dc:identifier>urn:uuid:12345678-1234-4123-8123-123456789def</dc:identifier>
",
    epubcheck: &["OPF-085"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    unique_identifier(rendition, diagnostics);
    if rendition.version == Version::Three {
        modified(publication, rendition, diagnostics);
    }
    for datum in rendition.document.dc("identifier") {
        let scheme = rendition.node(datum.node).and_then(|node| node.attribute_in(crate::package::ns::OPF, "scheme"));
        let uuid = match datum.value.get(..9) {
            Some(start) if start.eq_ignore_ascii_case("urn:uuid:") => &datum.value[9..],
            _ if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("uuid")) => datum.value.as_str(),
            _ => continue,
        };
        if !is_uuid(uuid) {
            let finding = Diagnostic::new(&BROKEN_UUID, format!("`{uuid}` is no UUID")).at(place(rendition, datum));
            diagnostics.push(finding.help("write one, such as `uuidgen` makes"));
        }
    }
}

fn unique_identifier(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let document = rendition.document;
    let package = rendition.node(document.node);
    let Some(id) = document.unique_identifier.as_deref().filter(|id| !id.is_empty()) else {
        let finding = Diagnostic::new(&MISSING_UNIQUE_IDENTIFIER, "the package has no `unique-identifier`");
        let finding = finding.at(package.map_or(rendition.place(), tag));
        diagnostics.extend(finding.help("add it, with the id of a `dc:identifier`").under_two_ids("OPF-030"));
        return;
    };
    // Where it stands is another question.
    let mut all = rendition.entry.document().into_iter().flat_map(|tree| tree.root().descendants());
    if all.any(|node| {
        node.local_in(ns::DC) == Some("identifier") && node.attribute("id").map(str::trim_ascii) == Some(id)
    }) {
        return;
    }
    let place = package.map_or(rendition.place(), |node| attribute(node, "unique-identifier"));
    let finding =
        Diagnostic::new(&UNKNOWN_UNIQUE_IDENTIFIER, format!("there is no `dc:identifier` with the id `{id}`"));
    let finding = finding.at(place).help("name the id of the `dc:identifier` that is the unique one");
    let [own, schema] = finding.under_two_ids("RSC-005");
    diagnostics.extend([own].into_iter().chain((rendition.version == Version::Three).then_some(schema)));
}

fn modified(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let is_modified = |datum: &&Metadatum| datum.kind == MetadatumKind::Meta && datum.name == "dcterms:modified";
    let all: Vec<&Metadatum> = rendition.document.metadata.iter().filter(is_modified).collect();
    let primary: Vec<&&Metadatum> = all.iter().filter(|datum| datum.refines.is_none()).collect();
    if primary.len() != 1 {
        let package = rendition.node(rendition.document.node);
        let metadata = package.and_then(|package| package.elements().find(|node| is_metadata(*node)));
        let place = primary.get(1).map(|datum| place(rendition, datum)).or_else(|| metadata.map(tag));
        let message = format!("the metadata has {} `dcterms:modified`", primary.len());
        let finding = Diagnostic::new(&MODIFIED_NOT_ONCE, message).at(place.unwrap_or(rendition.place()));
        let fix = if primary.is_empty() {
            metadata.and_then(|metadata| added_moment(publication, rendition, metadata))
        } else {
            latest_moment(rendition, &primary)
        };
        diagnostics.push(finding.help("write `<meta property=\"dcterms:modified\">` once, with the moment").fix(fix));
    }
    for datum in all.iter().filter(|datum| !is_moment(&datum.value)) {
        let message = format!("`{}` is not of the form `2026-02-01T11:00:00Z`", datum.value);
        let finding = Diagnostic::new(&BROKEN_MODIFIED, message).at(place(rendition, datum));
        let moment = Some(format!("{}T00:00:00Z", datum.value)).filter(|moment| is_moment(moment));
        let fix = moment.zip(rendition.node(datum.node)).and_then(|(moment, node)| {
            Fix::new(format!("write `{moment}`"), [mend::retext(rendition.entry, node, &moment)])
        });
        diagnostics.push(finding.help("write it so, in universal time").fix(fix));
    }
}

/// Says when the newest file of the book was made, as the container has it.
fn added_moment(publication: &Publication<'_>, rendition: &Rendition<'_>, metadata: NodeRef<'_>) -> Option<Fix> {
    let times = publication.package.entries.iter().filter_map(|entry| entry.zip?.modified());
    let moment = times.max().filter(|moment| is_moment(moment))?;
    let prefix = &metadata.name()?.prefix;
    let name = if prefix.is_empty() { "meta".to_owned() } else { format!("{prefix}:meta") };
    let meta = format!("<{name} property=\"dcterms:modified\">{moment}</{name}>");
    Fix::new(format!("add `dcterms:modified` with {moment}"), [mend::last(rendition.entry, metadata, meta)])
}

/// Keeps the latest of several moments.
fn latest_moment(rendition: &Rendition<'_>, all: &[&&Metadatum]) -> Option<Fix> {
    let latest = all.iter().filter(|datum| is_moment(&datum.value)).max_by_key(|datum| &datum.value)?;
    let others = all.iter().filter(|datum| datum.node != latest.node);
    let changes = others.map(|datum| mend::remove(rendition.entry, rendition.node(datum.node)?));
    Fix::new(format!("keep `{}` alone", latest.value), changes)
}

fn is_metadata(node: crate::xml::NodeRef<'_>) -> bool {
    node.local_in(crate::package::ns::OPF) == Some("metadata")
}

/// Tells whether a text is a moment in the one form that is allowed.
pub(in crate::check) fn is_moment(text: &str) -> bool {
    let form = b"dddd-dd-ddTdd:dd:ddZ";
    let bytes = text.as_bytes();
    let fits = |(byte, wanted): (&u8, &u8)| if *wanted == b'd' { byte.is_ascii_digit() } else { byte == wanted };
    if bytes.len() != form.len() || !bytes.iter().zip(form).all(fits) {
        return false;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(u32::MAX);
    let (month, day) = (number(5..7), number(8..10));
    (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && number(11..13) < 24
        && number(14..16) < 60
        && number(17..19) < 60
}

fn is_uuid(text: &str) -> bool {
    const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.trim_ascii().split('-').collect();
    let fits =
        |(group, length): (&&str, &usize)| group.len() == *length && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    groups.len() == GROUPS.len() && groups.iter().zip(&GROUPS).all(fits)
}

fn place(rendition: &Rendition<'_>, datum: &Metadatum) -> Place {
    rendition.node(datum.node).map_or(rendition.place(), tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_one_form() {
        assert!(is_moment("2026-02-01T11:00:00Z"));
        for wrong in ["2026-02-01", "2026-02-01T11:00:00", "2026-13-01T11:00:00Z", "2026-02-01T11:00:00+01:00", "é"] {
            assert!(!is_moment(wrong), "{wrong}");
        }
    }
}
