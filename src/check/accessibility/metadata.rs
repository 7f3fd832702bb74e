//! The package document tells how accessible the book is. EPUB Accessibility 1.1, sections 2 and 3.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::tag;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Place, Rule, Severity};
use crate::package::opf::{Metadatum, MetadatumKind};
use crate::xml::ns;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_ACCESSIBILITY_METADATA, &NO_PACKAGE_LANGUAGE],
    section: "EPUB Accessibility 1.1, 2.2",
    example: Example::None,
    look: Look::Rendition(look),
};

pub(in crate::check) const VALUE_CHECK: Check = Check {
    rules: &[&UNKNOWN_ACCESSIBILITY_VALUE, &CONTRARY_HAZARDS, &BROKEN_CONFORMANCE],
    section: "EPUB Accessibility 1.1, 2.2",
    example: Example::Metadata,
    look: Look::Rendition(look_at_values),
};

const MISSING_ACCESSIBILITY_METADATA: Rule = Rule {
    name: "missing-accessibility-metadata",
    severity: Severity::Usage,
    summary: "the package document does not tell how accessible the book is",
    explanation: r#"
People who cannot see or hear look for books that they can read, and find those that tell.

Wrong: no `schema:` properties in the metadata.

Right:

    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">Text only, with a table of contents.</meta>
"#,
    epubcheck: &[],
};

const NO_PACKAGE_LANGUAGE: Rule = Rule {
    name: "no-package-language",
    severity: Severity::Usage,
    summary: "the package document does not say in which language its texts are",
    explanation: r#"
Screen readers then read titles and names in the language of the machine.

Wrong: `<package version="3.0" …>`.

Right: `<package version="3.0" xml:lang="en" …>`.
"#,
    epubcheck: &[],
};

const UNKNOWN_ACCESSIBILITY_VALUE: Rule = Rule {
    name: "unknown-accessibility-value",
    severity: Severity::Usage,
    summary: "a property of accessibility has a value that is not in its vocabulary",
    explanation: r#"
Shops and libraries compare the values word for word.

Wrong:

    <meta property="schema:accessMode">reading</meta>

Right:

    <meta property="schema:accessMode">textual</meta>
"#,
    epubcheck: &[],
};

const CONTRARY_HAZARDS: Rule = Rule {
    name: "contrary-hazards",
    severity: Severity::Usage,
    summary: "what is said of hazards contradicts itself",
    explanation: r#"
There is none, or nobody knows, or it is named.

Wrong:

    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilityHazard">flashing</meta>

Right:

    <meta property="schema:accessibilityHazard">flashing</meta>
"#,
    epubcheck: &[],
};

const BROKEN_CONFORMANCE: Rule = Rule {
    name: "broken-conformance",
    severity: Severity::Usage,
    summary: "the book claims to be accessible in words that nobody knows, or nobody answers for it",
    explanation: r##"
The claim is compared word for word, and names who examined the book.

Wrong:

    <meta property="dcterms:conformsTo">EPUB Accessibility 1.1, WCAG AA</meta>

Right:

    <meta property="dcterms:conformsTo" id="claim">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
    <meta property="a11y:certifiedBy" refines="#claim">A Publisher</meta>
"##,
    epubcheck: &[],
};

const MODE: &str = "schema:accessMode";
const SUFFICIENT: &str = "schema:accessModeSufficient";
const FEATURE: &str = "schema:accessibilityFeature";
const HAZARD: &str = "schema:accessibilityHazard";
const SUMMARY: &str = "schema:accessibilitySummary";

const MODES: &[&str] = &["auditory", "tactile", "textual", "visual"];

/// Other modes, which are accessed by one of those.
const FURTHER_MODES: &[&str] = &[
    "chartOnVisual",
    "chemOnVisual",
    "colorDependent",
    "diagramOnVisual",
    "mathOnVisual",
    "musicOnVisual",
    "textOnVisual",
];

const HAZARDS: &[&str] = &["flashing", "motionSimulation", "sound"];

const FEATURES: &[&str] = &[
    "ARIA",
    "MathML",
    "MathML-chemistry",
    "alternativeText",
    "annotations",
    "audioDescription",
    "bookmarks",
    "braille",
    "captions",
    "ChemML",
    "closedCaptions",
    "describedMath",
    "displayTransformability",
    "fullRubyAnnotations",
    "highContrastAudio",
    "highContrastDisplay",
    "horizontalWriting",
    "index",
    "largePrint",
    "latex",
    "latex-chemistry",
    "longDescription",
    "none",
    "openCaptions",
    "pageBreakMarkers",
    "pageNavigation",
    "printPageNumbers",
    "readingOrder",
    "rubyAnnotations",
    "signLanguage",
    "structuralNavigation",
    "synchronizedAudioText",
    "tableOfContents",
    "tactileGraphic",
    "tactileObject",
    "taggedPDF",
    "timingControl",
    "transcript",
    "ttsMarkup",
    "unknown",
    "unlocked",
    "verticalWriting",
    "withAdditionalWordSegmentation",
    "withoutAdditionalWordSegmentation",
];

fn all<'r>(rendition: &'r Rendition<'_>, property: &'static str) -> impl Iterator<Item = &'r Metadatum> {
    let is_property = |entry: &&Metadatum| matches!(entry.kind, MetadatumKind::Meta | MetadatumKind::NamedMeta);
    rendition.document.metadata.iter().filter(is_property).filter(move |entry| entry.name == property)
}

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(package) = rendition.node(rendition.document.node).filter(|_| rendition.version == Version::Three) else {
        return;
    };
    let wanted = [MODE, SUFFICIENT, FEATURE, HAZARD, SUMMARY];
    let missing: Vec<String> = wanted
        .into_iter()
        .filter(|property| all(rendition, property).next().is_none())
        .map(|property| format!("`{property}`"))
        .collect();
    if !missing.is_empty() {
        let message = format!("the metadata has no {}", missing.join(", "));
        let finding = Diagnostic::new(&MISSING_ACCESSIBILITY_METADATA, message).at(rendition.place());
        diagnostics.push(finding.help("add what is true of the book"));
    }
    if package.attribute_in(ns::XML, "lang").is_none() {
        let message = "the package document does not say in which language its texts are";
        let finding = Diagnostic::new(&NO_PACKAGE_LANGUAGE, message).at(tag(package));
        let fix = rendition.document.dc("language").next().and_then(|datum| {
            let change = mend::set(rendition.entry, package, "xml:lang", &datum.value);
            Fix::new(format!("add `xml:lang=\"{}\"`", datum.value), [change])
        });
        diagnostics.push(finding.help("add `xml:lang`").fix(fix));
    }
}

fn look_at_values(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    let place = |entry: &Metadatum| rendition.node(entry.node).map_or(rendition.place(), tag);
    for property in [MODE, SUFFICIENT, FEATURE, HAZARD] {
        for entry in all(rendition, property).filter(|entry| !is_known(property, &entry.value)) {
            let message = format!("`{}` is no value of `{property}`", entry.value);
            let finding = Diagnostic::new(&UNKNOWN_ACCESSIBILITY_VALUE, message).at(place(entry));
            diagnostics.push(finding.help("write a value of its vocabulary"));
        }
    }
    diagnostics.extend(hazards(rendition).map(|finding| finding.at(rendition.place())));
    for claim in all(rendition, "dcterms:conformsTo").filter(|claim| claim.value.starts_with("EPUB Accessibility")) {
        diagnostics.extend(conformance(rendition, claim, place(claim)));
    }
}

fn is_known(property: &str, value: &str) -> bool {
    match property {
        MODE => MODES.contains(&value) || FURTHER_MODES.contains(&value),
        SUFFICIENT => value.split(',').all(|mode| MODES.contains(&mode.trim_ascii())),
        HAZARD => {
            matches!(value, "none" | "unknown")
                || HAZARDS.contains(&value)
                || hazard_denied(value).is_some()
                || hazard_unknown(value).is_some()
        }
        // A feature may say more of itself after a slash.
        _ => FEATURES.contains(&value.split('/').next().unwrap_or_default()),
    }
}

/// Returns the hazard that a value denies: `noFlashingHazard`.
fn hazard_denied(value: &str) -> Option<&'static str> {
    let name = value.strip_prefix("no")?.strip_suffix("Hazard")?;
    HAZARDS.iter().find(|hazard| hazard.eq_ignore_ascii_case(name)).copied()
}

fn hazard_unknown(value: &str) -> Option<&'static str> {
    let name = value.strip_prefix("unknown")?.strip_suffix("Hazard")?;
    HAZARDS.iter().find(|hazard| hazard.eq_ignore_ascii_case(name)).copied()
}

fn hazards(rendition: &Rendition<'_>) -> Option<Diagnostic> {
    let values: Vec<&str> = all(rendition, HAZARD).map(|entry| entry.value.as_str()).collect();
    let is_whole = |value: &&&str| matches!(**value, "none" | "unknown");
    let is_mixed = values.len() > 1 && values.iter().any(|value| is_whole(&value));
    let is_denied = |value: &&str| hazard_denied(value).is_some_and(|hazard| values.contains(&hazard));
    (is_mixed || values.iter().any(is_denied)).then(|| {
        let finding = Diagnostic::new(&CONTRARY_HAZARDS, "what is said of hazards contradicts itself");
        finding.help("name the hazards, or write `none` alone")
    })
}

fn conformance(rendition: &Rendition<'_>, claim: &Metadatum, place: Place) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if !is_claim(&claim.value) {
        let message = format!("`{}` is not how a claim is written", claim.value);
        let finding = Diagnostic::new(&BROKEN_CONFORMANCE, message).at(place);
        findings.push(finding.help("write `EPUB Accessibility 1.1 - WCAG 2.2 Level AA`, with what is true"));
    }
    if all(rendition, "a11y:certifiedBy").next().is_none() {
        let finding = Diagnostic::new(&BROKEN_CONFORMANCE, "nobody answers for the claim").at(place);
        findings.push(finding.help("add `a11y:certifiedBy` with who examined the book"));
    }
    findings
}

fn is_claim(text: &str) -> bool {
    let rest = text.strip_prefix("EPUB Accessibility 1.1 - ").or(text.strip_prefix("EPUB Accessibility 1.2 - "));
    let parts = rest.and_then(|rest| rest.strip_prefix("WCAG ")).and_then(|rest| rest.split_once(" Level "));
    parts
        .is_some_and(|(version, level)| matches!(version, "2.0" | "2.1" | "2.2") && matches!(level, "A" | "AA" | "AAA"))
}
