//! The package document tells how long overlays are, and which classes they give. EPUB 3.3, sections 9.3.1 and 9.3.2,
//! and appendix D.8.

use super::clock::parse;
use super::{is_overlay, pages};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Listed, Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::check::vocabulary::{only_of_the_whole, properties, wrong_value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::opf::Metadatum;
use std::time::Duration;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_DURATION, &WRONG_OVERLAY, &UNEQUAL_DURATIONS],
    section: "9.3.2",
    example: Example::None,
    look: Look::Rendition(look),
};

const MISSING_DURATION: Rule = Rule {
    name: "missing-duration",
    severity: Severity::Error,
    summary: "the package document does not tell how long an overlay is, or all of them",
    explanation: r##"
Readers show how long the listening takes.

Wrong: an overlay, and no `media:duration`.

Right:

    <meta property="media:duration" refines="#overlay">0:12:30</meta>
    <meta property="media:duration">0:12:30</meta>
"##,
    epubcheck: &["RSC-005"],
};

const WRONG_OVERLAY: Rule = Rule {
    name: "wrong-overlay",
    severity: Severity::Error,
    summary: "`media-overlay` stands on something that is no page, or names something that is no overlay",
    explanation: "
A page of XHTML or SVG names the id of an item of the type `application/smil+xml`.

Wrong: `media-overlay=\"sound\"`, the id of an MP3 file.

Right: `media-overlay=\"overlay\"`, the id of the overlay that plays it.
",
    epubcheck: &["RSC-005"],
};

const UNEQUAL_DURATIONS: Rule = Rule {
    name: "unequal-durations",
    severity: Severity::Warning,
    summary: "the overlays are not together as long as the package document says",
    explanation: "
`media:duration` of the book is the sum of those of its overlays.

Wrong: two overlays of five minutes each, and a book of twelve.

Right: a book of ten.
",
    epubcheck: &["MED-016"],
};

const DURATION: &str = "media:duration";

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    for property in ["media:active-class", "media:playback-active-class"] {
        only_of_the_whole(rendition, property, diagnostics);
        let is_wrong = |entry: &&Metadatum| entry.value.split_ascii_whitespace().nth(1).is_some();
        for entry in properties(rendition, property).filter(is_wrong) {
            diagnostics.push(wrong_value(property, &entry.value, "the name of one class").at(place(rendition, entry)));
        }
    }
    for entry in properties(rendition, DURATION).filter(|entry| parse(&entry.value).is_none()) {
        let wanted = "hours, minutes and seconds: `0:12:30`";
        diagnostics.push(wrong_value(DURATION, &entry.value, wanted).at(place(rendition, entry)));
    }
    for (item, overlay) in pages(rendition) {
        look_at_page(rendition, item, overlay, diagnostics);
    }
    let is_total = |entry: &&Metadatum| entry.refines.is_none();
    let total = properties(rendition, DURATION).find(is_total);
    if total.is_none() && pages(rendition).next().is_some() {
        let message = "the package document does not tell how long all overlays are together";
        let finding = Diagnostic::new(&MISSING_DURATION, message).at(rendition.place());
        diagnostics.push(finding.help("add `<meta property=\"media:duration\">`"));
    }
    if let Some(total) = total {
        compare(rendition, total, diagnostics);
    }
}

fn place(rendition: &Rendition<'_>, entry: &Metadatum) -> Place {
    rendition.node(entry.node).map_or(rendition.place(), tag)
}

fn look_at_page(rendition: &Rendition<'_>, item: &Listed<'_>, overlay: &str, diagnostics: &mut Diagnostics) {
    let place = rendition.node(item.item.node).map_or(rendition.place(), |node| attribute(node, "media-overlay"));
    let mut report = |finding: Diagnostic| diagnostics.push(finding.at(place));
    if !item.is_xhtml() && !item.is_svg() {
        let finding = Diagnostic::new(&WRONG_OVERLAY, "only pages of XHTML and SVG have overlays");
        return report(finding.help("take `media-overlay` out"));
    }
    if !rendition.item(overlay).is_some_and(is_overlay) {
        let finding = Diagnostic::new(&WRONG_OVERLAY, format!("`{overlay}` is no overlay"));
        report(finding.help("name the id of an item of the type `application/smil+xml`"));
    }
    if duration(rendition, overlay).is_none() {
        let message = format!("the package document does not tell how long the overlay `{overlay}` is");
        let finding = Diagnostic::new(&MISSING_DURATION, message);
        report(finding.help(format!("add `<meta property=\"media:duration\" refines=\"#{overlay}\">`")));
    }
}

fn duration<'r>(rendition: &'r Rendition<'_>, overlay: &str) -> Option<&'r Metadatum> {
    properties(rendition, DURATION).find(|entry| entry.refines.as_deref() == Some(overlay))
}

fn compare(rendition: &Rendition<'_>, total: &Metadatum, diagnostics: &mut Diagnostics) {
    let overlays = || rendition.items.iter().filter(|item| is_overlay(item));
    let length = |item: &Listed<'_>| parse(&duration(rendition, item.item.id.as_deref()?)?.value);
    // Where a length is missing or cannot be read, that is said already.
    let (Some(sum), Some(said)) = (overlays().map(length).sum::<Option<Duration>>(), parse(&total.value)) else {
        return;
    };
    if overlays().next().is_none() {
        return;
    }
    // Each length may be rounded to seconds.
    if sum.abs_diff(said) > Duration::from_secs(1) {
        let message =
            format!("the overlays take {:.1} seconds together, not {:.1}", sum.as_secs_f64(), said.as_secs_f64());
        let finding = Diagnostic::new(&UNEQUAL_DURATIONS, message).at(place(rendition, total));
        diagnostics.push(finding.help("correct the length of the book, or that of an overlay"));
    }
}
