//! The values of Dublin Core: dates, languages, roles. EPUB 3.3, sections 5.5.3.1.3 and 5.5.3.2; OPF 2.0.1, section 2.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::tag;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manifest::is_relator;
use crate::package::ns;
use crate::package::opf::{Metadatum, MetadatumKind};
use crate::xml;
use oxilangtag::LanguageTag;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&ODD_DATE, &BROKEN_LANGUAGE_TAG, &UNKNOWN_ROLE, &EMPTY_METADATA],
    section: "5.5.3",
    example: Example::Metadata,
    look: Look::Rendition(look),
};

const ODD_DATE: Rule = Rule {
    name: "odd-date",
    severity: Severity::Warning,
    summary: "a date is not written as year, month and day",
    explanation: "
Programs sort by it, so it is written as numbers, the largest first; the day, or the month too, may be left out.

Wrong:

    <dc:date>Spring 2026</dc:date>

Right:

    <dc:date>2026-04</dc:date>
",
    epubcheck: &["OPF-053", "OPF-054"],
};

const BROKEN_LANGUAGE_TAG: Rule = Rule {
    name: "broken-language-tag",
    severity: Severity::Error,
    summary: "a language is not written as BCP 47 has it",
    explanation: "
A tag is a code of two or three letters, and perhaps a script, a country or more, with hyphens between.

Wrong:

    <dc:language>en_GB</dc:language>

Right:

    <dc:language>en-GB</dc:language>
",
    epubcheck: &["OPF-092"],
};

const UNKNOWN_ROLE: Rule = Rule {
    name: "unknown-role",
    severity: Severity::Error,
    summary: "`opf:role` of EPUB 2 is none of the codes for roles",
    explanation: r#"
The codes are MARC's for relators, three letters each; others begin with `oth.`.

Wrong: `<dc:creator opf:role="author">`.

Right: `<dc:creator opf:role="aut">`.
"#,
    epubcheck: &["OPF-052"],
};

const EMPTY_METADATA: Rule = Rule {
    name: "empty-metadata",
    severity: Severity::Usage,
    summary: "an element of the metadata of an EPUB 2 is empty",
    explanation: "
It says nothing, and shelves show a gap.

Wrong: `<dc:publisher></dc:publisher>`.

Right: `<dc:publisher>A. Press</dc:publisher>`, or no such element.
",
    epubcheck: &["OPF-072", "OPF-055"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for datum in &rendition.document.metadata {
        let Some(node) = rendition.node(datum.node) else { continue };
        let finding = match (datum.kind, datum.name.as_str()) {
            (MetadatumKind::DublinCore, "date") => date(datum, rendition.version),
            (MetadatumKind::DublinCore, "language")
                if !datum.value.is_empty() && rendition.version == Version::Three =>
            {
                language(&datum.value)
            }
            (MetadatumKind::DublinCore, name) if datum.value.is_empty() && rendition.version == Version::Two => {
                let finding = Diagnostic::new(&EMPTY_METADATA, format!("`dc:{name}` is empty"));
                let finding = finding.help("write what it should say, or take it out");
                Some(if matches!(name, "title" | "language") {
                    Diagnostic { severity: Severity::Warning, ..finding }.epubcheck("OPF-055")
                } else {
                    finding
                })
            }
            _ => None,
        };
        diagnostics.extend(finding.map(|finding| finding.at(tag(node))));
        let role = node.attribute_in(ns::OPF, "role").filter(|_| rendition.version == Version::Two);
        if let Some(role) = role.filter(|role| !is_relator(role) && !role.starts_with("oth.")) {
            let finding = Diagnostic::new(&UNKNOWN_ROLE, format!("there is no role `{role}`")).at(tag(node));
            diagnostics.push(finding.help("write one of MARC's codes for relators, such as `aut`"));
        }
    }
    languages_of_elements(rendition, diagnostics);
}

fn date(datum: &Metadatum, version: Version) -> Option<Diagnostic> {
    if is_date(&datum.value) {
        return None;
    }
    let finding = Diagnostic::new(&ODD_DATE, format!("`{}` is no date of the form `2026-04-01`", datum.value));
    let finding = finding.help("write year, month and day so, or the first of them");
    Some(if version == Version::Two {
        Diagnostic { severity: Severity::Error, ..finding }.epubcheck("OPF-054")
    } else {
        finding
    })
}

/// Tells whether a text is a date, perhaps with a time, as the W3C's note on dates and times has it.
fn is_date(text: &str) -> bool {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let parts: Vec<&str> = day.split('-').collect();
    let number = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let fits = match parts.as_slice() {
        [year] => number(year, 4).is_some() && time.is_none(),
        [year, month] => {
            number(year, 4).is_some()
                && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
                && time.is_none()
        }
        [year, month, day] => match (number(year, 4), number(month, 2), number(day, 2)) {
            (Some(year), Some(month), Some(day)) => (1..=days(year, month)).contains(&day),
            _ => false,
        },
        _ => false,
    };
    fits && time.is_none_or(is_time)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

fn is_time(text: &str) -> bool {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, "Z"),
    };
    let pair = |part: &str, most: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|number| number <= most);
    let parts: Vec<&str> = clock.split(':').collect();
    let fits = match parts.as_slice() {
        [hour, minute] => pair(hour, 23) && pair(minute, 59),
        [hour, minute, second] => {
            let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
            let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
            pair(hour, 23) && pair(minute, 59) && pair(second, 59) && is_fraction
        }
        _ => false,
    };
    let is_zone =
        zone == "Z" || zone[1..].split_once(':').is_some_and(|(hour, minute)| pair(hour, 23) && pair(minute, 59));
    fits && is_zone
}

fn language(tag: &str) -> Option<Diagnostic> {
    if LanguageTag::parse(tag).is_ok() {
        return None;
    }
    let finding = Diagnostic::new(&BROKEN_LANGUAGE_TAG, format!("`{tag}` is no language tag"));
    Some(finding.help("write one as in `en`, `en-GB` or `zh-Hant`"))
}

/// Looks at `xml:lang` and `hreflang` in the package document; an empty one says that the language is not known.
fn languages_of_elements(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let (Some(tree), Version::Three) = (rendition.entry.document(), rendition.version) else { return };
    for node in tree.root().descendants().filter(|node| node.is_element()) {
        let said = [node.attribute_in(xml::ns::XML, "lang"), node.attribute("hreflang")];
        for written in said.into_iter().flatten().filter(|written| !written.trim_ascii().is_empty()) {
            diagnostics.extend(language(written.trim_ascii()).map(|finding| finding.at(tag(node))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_from_the_year_down() {
        for fine in ["2026", "2026-04", "2024-02-29", "2026-04-01T10:20Z", "2026-04-01T10:20:30.5+01:00"] {
            assert!(is_date(fine), "{fine}");
        }
        for wrong in ["", "26", "2026-13", "2026-02-29", "2026T10:20Z", "2026-4-1", "01/02/2026", "2026-04-01T", "é"] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }
}
