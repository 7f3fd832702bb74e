//! The deprecated elements `epub:switch` and `epub:trigger`. EPUB 3.3, section 6.1.3.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::package::ns;
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&DEPRECATED_ELEMENT],
    section: "6.1.3.2",
    example: Example::Body,
    look: Look::Element(ns::OPS, &["switch", "trigger"], look),
};

const DEPRECATED_ELEMENT: Rule = Rule {
    name: "deprecated-element",
    severity: Severity::Warning,
    summary: "an element of EPUB is deprecated",
    explanation: r#"
`epub:switch` chose between two forms of content, and `epub:trigger` started sounds and films without a script.
Hardly a reader ever understood them.

Wrong:

    <epub:trigger action="play" ref="film" ev:event="click" ev:observer="button"
      xmlns:ev="http://www.w3.org/2001/xml-events"/>

Right:

    <p>Press the button of the film.</p>
"#,
    epubcheck: &["RSC-017"],
};

fn look(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let Some(name) = node.name() else { return };
    let finding = Diagnostic::new(&DEPRECATED_ELEMENT, format!("`{name}` is deprecated"));
    resource.report(finding.at(tag(node)).help("take it out, and keep what most readers show"));
}
