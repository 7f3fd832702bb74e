//! What an NCX says of the book. OPF 2.0.1, section 2.4.1.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::resource::{Resource, attribute, tag};
use crate::diagnostic::{Diagnostic, Fix, Rule, Severity};
use crate::package::{media_type, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&OTHER_NCX_IDENTIFIER, &SPACED_NCX_IDENTIFIER, &EMPTY_NCX_TEXT],
    section: "OPF 2.0.1, 2.4.1",
    example: Example::Ncx,
    look: Look::Resource(look),
};

const OTHER_NCX_IDENTIFIER: Rule = Rule {
    name: "other-ncx-identifier",
    severity: Severity::Error,
    summary: "the NCX has another identifier than the package",
    explanation: r#"
`dtb:uid` is the unique identifier of the book, letter for letter.

Wrong: `<meta name="dtb:uid" content="12345"/>`, where the package has `urn:isbn:9780000000002`.

Right: `<meta name="dtb:uid" content="urn:isbn:9780000000002"/>`.
"#,
    epubcheck: &["NCX-001"],
};

const SPACED_NCX_IDENTIFIER: Rule = Rule {
    name: "spaced-ncx-identifier",
    severity: Severity::Usage,
    summary: "the identifier in the NCX has spaces at its ends",
    explanation: r#"
Programs that compare it letter for letter take it for another.

Wrong: `<meta name="dtb:uid" content=" urn:isbn:9780000000002 "/>`.

Right: `<meta name="dtb:uid" content="urn:isbn:9780000000002"/>`.
"#,
    epubcheck: &["NCX-004"],
};

const EMPTY_NCX_TEXT: Rule = Rule {
    name: "empty-ncx-text",
    severity: Severity::Usage,
    summary: "a label of the NCX is empty",
    explanation: "
Readers show a gap in their menu.

Wrong: `<navLabel><text></text></navLabel>`.

Right: `<navLabel><text>A chapter</text></navLabel>`.
",
    epubcheck: &["NCX-006"],
};

fn look(resource: &mut Resource<'_, '_>) {
    let Some(tree) = resource.tree().filter(|_| resource.item.media_type() == media_type::NCX) else { return };
    let mut found = Vec::new();
    for node in tree.root().descendants() {
        match node.local_in(ns::NCX) {
            Some("meta") if node.attribute("name") == Some("dtb:uid") => {
                let Some(written) = node.attribute("content") else { continue };
                let place = attribute(node, "content");
                if written != written.trim_ascii() {
                    let finding = Diagnostic::new(&SPACED_NCX_IDENTIFIER, "there are spaces around the identifier");
                    let change = mend::set(resource.entry, node, "content", written.trim_ascii());
                    let fix = Fix::new("take the spaces out", [change]);
                    found.push(finding.at(place).help("take them out").fix(fix));
                }
                let wanted = resource.rendition.document.identifier();
                if let Some(wanted) = wanted.filter(|wanted| wanted.trim_ascii() != written.trim_ascii()) {
                    let message = format!("the identifier is `{wanted}` in the package");
                    let change = mend::set(resource.entry, node, "content", wanted.trim_ascii());
                    let fix = Fix::new(format!("write `{}`", wanted.trim_ascii()), [change]);
                    let finding = Diagnostic::new(&OTHER_NCX_IDENTIFIER, message).at(place);
                    found.push(finding.help("write the same here").fix(fix));
                }
            }
            Some("text") if node.text_content().trim_ascii().is_empty() => {
                let finding = Diagnostic::new(&EMPTY_NCX_TEXT, "this label is empty").at(tag(node));
                found.push(finding.help("write what readers shall show"));
            }
            _ => {}
        }
    }
    resource.report_all(found);
}
