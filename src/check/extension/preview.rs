//! A book that is a preview tells of what. EPUB Previews 1.0, section 2.

use super::fault;
use super::profile::{PREVIEW, is_of};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::tag;
use crate::diagnostic::{Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&PREVIEW_OF_NOTHING, &PREVIEW_OF_ITSELF],
    section: "EPUB Previews 1.0, 2",
    example: Example::Metadata,
    look: Look::Rendition(look),
};

const PREVIEW_OF_NOTHING: Rule = Rule {
    name: "preview-of-nothing",
    severity: Severity::Warning,
    summary: "a preview does not tell of which book it is",
    explanation: "
Who likes the preview wants to find the book.

Wrong:

    <dc:type>preview</dc:type>

Right:

    <dc:type>preview</dc:type>
    <dc:source>urn:isbn:9783161484100</dc:source>
",
    epubcheck: &["RSC-017"],
};

const PREVIEW_OF_ITSELF: Rule = Rule {
    name: "preview-of-itself",
    severity: Severity::Error,
    summary: "a preview has the identifier of the book that it is of",
    explanation: "
They are two books, and readers keep one of each identifier.

Wrong:

    <dc:type>preview</dc:type>
    <dc:source>urn:uuid:12345678-1234-4123-8123-123456789abc</dc:source>

Right:

    <dc:type>preview</dc:type>
    <dc:source>urn:isbn:9783161484100</dc:source>
",
    epubcheck: &["RSC-005"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if !is_of(rendition, PREVIEW) {
        return;
    }
    let document = rendition.document;
    if document.dc("source").next().is_none() {
        let finding = fault(&PREVIEW_OF_NOTHING, "the preview does not tell of which book it is", "add `dc:source`");
        diagnostics.push(finding.at(rendition.place()));
    }
    for source in document.dc("source").filter(|source| document.identifier() == Some(&source.value)) {
        let message = "the preview has the identifier of its book";
        let place = rendition.node(source.node).map_or(rendition.place(), tag);
        diagnostics.push(fault(&PREVIEW_OF_ITSELF, message, "give it an identifier of its own").at(place));
    }
}
