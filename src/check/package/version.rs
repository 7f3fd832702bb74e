//! The package document says which version of EPUB it follows. EPUB 3.3, section 5.4.

use super::identity::UNKNOWN_UNIQUE_IDENTIFIER;
use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::UNEXPECTED_ELEMENT;
use crate::check::publication::{Publication, version};
use crate::check::resource::{attribute, file, tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::{Body, Entry, ns, opf};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&UNKNOWN_VERSION], section: "5.4", example: Example::None, look: Look::Publication(look) };

const UNKNOWN_VERSION: Rule = Rule {
    name: "unknown-version",
    severity: Severity::Error,
    summary: "the package document does not say which version of EPUB it follows",
    explanation: r#"
Readers choose by it how to read the rest.
Every EPUB 3, up to 3.3, says `3.0`.

Wrong:

    <package xmlns="http://www.idpf.org/2007/opf" version="3.3" unique-identifier="id">

Right:

    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
"#,
    epubcheck: &["OPF-001"],
};

fn look(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    for (entry, document) in publication.documents.iter().filter(|(_, document)| version(document).is_none()) {
        if let Some(root) = entry.document().and_then(|tree| foreign_root(tree.root())) {
            diagnostics.push(
                Diagnostic::new(&UNEXPECTED_ELEMENT, "the package document begins with another element than `package`")
                    .at(tag(root))
                    .help(format!("write `<package xmlns=\"{}\">`", ns::OPF)),
            );
            continue;
        }
        let package = entry.document().zip(document.node).map(|(tree, node)| tree.get(node));
        let message = match &document.version {
            Some(version) => format!("there is no version `{version}` of EPUB"),
            None => "the package document names no version".to_owned(),
        };
        let place = package.map_or_else(|| file(entry), |node| attribute(node, "version"));
        diagnostics.push(Diagnostic::new(&UNKNOWN_VERSION, message).at(place).help("write `version=\"3.0\"`"));
    }
    let broken = publication.rootfiles.iter().filter_map(|path| publication.files.get(path.as_str()));
    for entry in broken.filter(|entry| matches!(entry.body, Body::Broken { .. })) {
        diagnostics.extend(before_fault(entry).map(|finding| finding.at(file(entry))));
    }
}

/// Returns the outermost element, where it is none of a package document: by its name, or the namespace of that.
fn foreign_root(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    root.elements().next().filter(|first| first.local_in(ns::OPF).or(first.local_in(ns::OEBPS)) != Some("package"))
}

/// Says what could not be read of a package document before its fault, without which nothing can be made of it.
fn before_fault(entry: &Entry) -> Option<Diagnostic> {
    let document = entry.beginning().map(|beginning| opf::read(&beginning.tree));
    let Some(document) = document.filter(|document| version(document).is_some()) else {
        let finding = Diagnostic::new(&UNKNOWN_VERSION, "no version of EPUB is named before the fault");
        return Some(finding.help("make the document well-formed"));
    };
    let wanted = document.unique_identifier.as_deref();
    let has_identifier = document.dc("identifier").any(|datum| datum.id.as_deref() == wanted);
    let message = "the unique identifier does not stand before the fault";
    let help = "make the document well-formed";
    (!has_identifier).then(|| Diagnostic::new(&UNKNOWN_UNIQUE_IDENTIFIER, message).help(help))
}
