//! What an XML document says of itself before its first element. EPUB 3.3, section 3.9 and appendix B.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Publication, Version};
use crate::check::resource::{Resource, file};
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Place, Rule, Severity};
use crate::package::{Body, Entry, media_type};
use crate::source::Span;
use crate::xml::doctype;
use std::borrow::Cow;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&WRONG_DOCTYPE, &EXTERNAL_IDENTIFIER, &EXTERNAL_ENTITY, &XML_VERSION],
    section: "3.9",
    example: Example::Page,
    look: Look::Beginning(look),
};

/// The same for package documents.
pub(in crate::check) const CONTAINER: Check =
    Check { rules: &[], section: "3.9", example: Example::None, look: Look::Publication(look_at_packages) };

const WRONG_DOCTYPE: Rule = Rule {
    name: "wrong-doctype",
    severity: Severity::Error,
    summary: "a page has the document type of another version of HTML",
    explanation: r#"
A page of EPUB 3 begins with `<!DOCTYPE html>`, or with no document type at all.
One of EPUB 2 may name XHTML 1.1.

Wrong:

    <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body><p>Text.</p></body></html>

Right:

    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body><p>Text.</p></body></html>
"#,
    epubcheck: &["HTM-004"],
};

const EXTERNAL_IDENTIFIER: Rule = Rule {
    name: "external-identifier",
    severity: Severity::Error,
    summary: "a document type names a file that is not for documents of this kind",
    explanation: "
Readers fetch nothing that a document type names.
Only those of MathML 3, the NCX and SVG 1.1 may stand there, each in documents of its own media type.

Wrong, in an NCX: `<!DOCTYPE ncx SYSTEM \"ncx.dtd\">`.

Right: no document type.
",
    epubcheck: &["OPF-073"],
};

const EXTERNAL_ENTITY: Rule = Rule {
    name: "external-entity",
    severity: Severity::Error,
    summary: "a document type declares an entity that lies in another file",
    explanation: "
A file that is named so could be any of the reader's system; none is ever fetched.

Wrong: `<!ENTITY part SYSTEM \"part.xml\">`.

Right: the text of the part, in its place.
",
    epubcheck: &["HTM-003"],
};

const XML_VERSION: Rule = Rule {
    name: "xml-version",
    severity: Severity::Error,
    summary: "a document is of another version of XML than 1.0",
    explanation: r#"
Readers know XML 1.0 only.

Wrong: `<?xml version="1.1"?>`.

Right: `<?xml version="1.0" encoding="UTF-8"?>`.
"#,
    epubcheck: &["HTM-001", "RSC-016"],
};

/// The documents that may name an external identifier: media type, public and system identifier.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("application/mathml+xml", MATHML.0, MATHML.1),
    ("application/mathml-presentation+xml", MATHML.0, MATHML.1),
    ("application/mathml-content+xml", MATHML.0, MATHML.1),
    (media_type::NCX, NCX.0, NCX.1),
    (media_type::SVG, "-//W3C//DTD SVG 1.1//EN", "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"),
];
const NCX: (&str, &str) = ("-//NISO//DTD ncx 2005-1//EN", "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd");
/// That of pages of EPUB 2.
const XHTML_11: (&str, &str) = ("-//W3C//DTD XHTML 1.1//EN", "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd");
const MATHML: (&str, &str) = ("-//W3C//DTD MathML 3.0//EN", "http://www.w3.org/Math/DTD/mathml3/mathml3.dtd");

fn look(resource: &mut Resource<'_, '_>) {
    for finding in faults(resource.entry, resource.item.media_type(), resource.rendition.version) {
        resource.report(finding);
    }
}

fn look_at_packages(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    for entry in publication.package.entries.iter().filter(|entry| publication.rootfiles.contains(&entry.path)) {
        diagnostics.extend(faults(entry, media_type::PACKAGE, publication.version()));
    }
}

fn faults(entry: &Entry, media_type: &str, version: Version) -> Diagnostics {
    let mut found = Diagnostics::new();
    let (doctype, xml_version) = match &entry.body {
        Body::Document(tree) => {
            let first = tree.root().children().find(|node| node.kind() == crate::xml::Kind::Doctype);
            (first.map(|node| (Cow::Borrowed(node.text()), Place::from(node.span()))), tree.xml_version())
        }
        Body::Broken { bytes, .. } => {
            let text = String::from_utf8_lossy(bytes);
            let range = doctype(&text);
            let place = |range: std::ops::Range<usize>| entry.source.map(|source| Span::new(source, range)).into();
            (range.map(|range| (Cow::Owned(text[range.clone()].trim_ascii().to_owned()), place(range))), None)
        }
        Body::Other(_) | Body::Unreadable => return found,
    };
    if let Some(version) = xml_version.filter(|version| *version != "1.0") {
        let finding = Diagnostic::new(&XML_VERSION, format!("`{}` is XML {version}", entry.path)).at(file(entry));
        let finding = finding.help("write `version=\"1.0\"`");
        found.push(if version == "1.1" {
            finding
        } else {
            // There is no such version, and EPUBCheck reads no further.
            Diagnostic { severity: Severity::Fatal, ..finding }.epubcheck("RSC-016")
        });
    }
    if let Some((doctype, place)) = doctype {
        let whole = Doctype::read(&doctype);
        if version == Version::Three && whole.has_external_entity {
            let finding = Diagnostic::new(&EXTERNAL_ENTITY, "an entity lies in another file").at(place);
            found.push(finding.help("write its text where it is used, and take the declaration out"));
        }
        let is_plain = !doctype.contains('[') && matches!(entry.body, Body::Document(_));
        let fix = match place {
            Place::At(span) if is_plain => {
                let is_page = media_type == media_type::XHTML && version == Version::Three;
                Fix::new("write `<!DOCTYPE html>`", [mend::replace(entry, span, " html")]).filter(|_| is_page)
            }
            _ => None,
        };
        found.extend(whole.fault(media_type, version).map(|finding| finding.at(place).fix(fix)));
    }
    found
}

/// What a document type declaration says.
struct Doctype<'a> {
    root: &'a str,
    public: Option<&'a str>,
    system: Option<&'a str>,
    has_external_entity: bool,
}

impl<'a> Doctype<'a> {
    /// Reads what stands between `<!DOCTYPE` and `>`.
    fn read(text: &'a str) -> Self {
        let (head, subset) = text.split_once('[').unwrap_or((text, ""));
        let root = head.split_ascii_whitespace().next().unwrap_or_default();
        let rest = head.trim_start().get(root.len()..).unwrap_or_default().trim_start();
        let mut quoted = Vec::new();
        let mut tail = rest;
        while let Some(open) = tail.find(['"', '\'']) {
            let quote = char::from(tail.as_bytes()[open]);
            let Some(length) = tail[open + 1..].find(quote) else { break };
            quoted.push(&tail[open + 1..open + 1 + length]);
            tail = &tail[open + length + 2..];
        }
        let (public, system) = match quoted.as_slice() {
            [system] if rest.starts_with("SYSTEM") => (None, Some(*system)),
            [public] if rest.starts_with("PUBLIC") => (Some(*public), None),
            [public, system, ..] => (Some(*public), Some(*system)),
            _ => (None, None),
        };
        let mut entities = subset.split("<!ENTITY").skip(1).map(|entity| entity.split('>').next().unwrap_or_default());
        let is_external = |entity: &str| {
            entity
                .split(['"', '\''])
                .next()
                .is_some_and(|head| head.split_ascii_whitespace().any(|word| matches!(word, "SYSTEM" | "PUBLIC")))
        };
        Self { root, public, system, has_external_entity: entities.any(is_external) }
    }

    fn fault(&self, media_type: &str, version: Version) -> Option<Diagnostic> {
        let is_bare = self.public.is_none() && self.system.is_none();
        if is_bare && (version == Version::Three || media_type != media_type::XHTML) {
            return None;
        }
        if media_type == media_type::NCX && version == Version::Two {
            let is_fine = (self.public, self.system) == (Some(NCX.0), Some(NCX.1));
            let finding = || Diagnostic::new(&WRONG_DOCTYPE, "the document type is not that of the NCX");
            return (!is_fine).then(|| finding().help("write none"));
        }
        if media_type == media_type::XHTML {
            let is_legacy = self.public.is_none() && self.system == Some("about:legacy-compat");
            let is_old = (self.public, self.system) == (Some(XHTML_11.0), Some(XHTML_11.1));
            let is_fine = match version {
                Version::Three => is_legacy,
                Version::Two => is_old || self.root != "html",
            };
            return (!is_fine).then(|| {
                let named = self.public.or(self.system).unwrap_or("html");
                let message = format!("the document type names `{named}`");
                let wanted = if version == Version::Two { "that of XHTML 1.1" } else { "`<!DOCTYPE html>`" };
                Diagnostic::new(&WRONG_DOCTYPE, message).help(format!("write {wanted}, or none"))
            });
        }
        let mut allowed = ALLOWED.iter().filter(|(known, _, _)| *known == media_type);
        let is_fine = allowed.any(|(_, public, system)| self.public == Some(*public) && self.system == Some(*system));
        (version == Version::Three && !is_fine).then(|| {
            let message = "the document type names an external file that is not for this kind of document";
            Diagnostic::new(&EXTERNAL_IDENTIFIER, message).help("take the document type out")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_type_is_read_in_its_parts() {
        let whole = Doctype::read("html PUBLIC \"-//A//B\" 'c.dtd' [<!ENTITY a 'SYSTEM'>]");
        assert_eq!((whole.root, whole.public, whole.system), ("html", Some("-//A//B"), Some("c.dtd")));
        assert!(!whole.has_external_entity);
        let whole = Doctype::read("ncx SYSTEM \"x\" [ <!ENTITY % a SYSTEM 'file:///etc/passwd'> ]");
        assert_eq!((whole.public, whole.system), (None, Some("x")));
        assert!(whole.has_external_entity);
        assert!(Doctype::read("html").fault(media_type::XHTML, Version::Three).is_none());
    }
}
