//! Every resource that is declared to be XML is well-formed XML. EPUB 3.3, section 3.9.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::Publication;
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::{Body, Entry, ocf};
use crate::source::Span;

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&MALFORMED_XML], section: "3.9", example: Example::Body, look: Look::Beginning(look) };

/// The same for what the manifest does not list.
pub(in crate::check) const CONTAINER: Check =
    Check { rules: &[], section: "3.9", example: Example::None, look: Look::Publication(look_at_container) };

const MALFORMED_XML: Rule = Rule {
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
    if let Some(finding) = fault(resource.entry)
        && !is_container_document(resource.publication, resource.entry)
    {
        resource.report(finding);
    }
}

/// The documents by which a container is opened, which no manifest lists.
fn look_at_container(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let entries = publication.package.entries.iter().filter(|entry| is_container_document(publication, entry));
    diagnostics.extend(entries.filter_map(fault));
}

fn is_container_document(publication: &Publication<'_>, entry: &Entry) -> bool {
    const READ: &[&str] = &[ocf::PATH, "META-INF/encryption.xml", "META-INF/metadata.xml", "META-INF/signatures.xml"];
    READ.contains(&entry.path.as_str()) || publication.rootfiles.contains(&entry.path)
}

fn fault(entry: &Entry) -> Option<Diagnostic> {
    let Body::Broken { failure, .. } = &entry.body else { return None };
    let place = entry.source.map(|source| Span::new(source, failure.offset..failure.offset));
    let message = format!("`{}` is not well-formed: {}", entry.path, failure.message);
    let finding = Diagnostic::new(&MALFORMED_XML, message).at(place.map_or(Place::Nowhere, Place::At));
    Some(finding.help("correct it there; the parser read no further"))
}
