//! Every resource that is declared to be XML is well-formed XML. EPUB 3.3, section 3.9.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::package::Body;
use crate::source::Span;

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&MALFORMED_XML], section: "3.9", example: Example::Body, look: Look::Resource(look) };

pub(in crate::check) const MALFORMED_XML: Rule = Rule {
    name: "malformed-xml",
    severity: Severity::Fatal,
    summary: "an XML file is not well-formed",
    explanation: "
XML forgives nothing: every tag is closed, in the right order, every attribute quoted, every `&` and `<` escaped.
Readers show an error in the place of a page that is not well-formed, or nothing.

Wrong:

    <p>This & that</p>

Right:

    <p>This &amp; that</p>
",
    epubcheck: &["RSC-016"],
};

fn look(resource: &mut Resource<'_, '_>) {
    let Body::Broken { failure, .. } = &resource.entry.body else { return };
    let place = resource.entry.source.map(|source| Span::new(source, failure.offset..failure.offset));
    let message = format!("`{}` is not well-formed: {}", resource.entry.path, failure.message);
    let finding = Diagnostic::new(&MALFORMED_XML, message).at(place.map_or(Place::Nowhere, Place::At));
    resource.report(finding.help("correct it there; the parser read no further"));
}
