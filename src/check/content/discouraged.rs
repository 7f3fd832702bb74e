//! Elements that pages should do without. EPUB 3.3, section 6.1.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&DISCOURAGED_ELEMENT],
    section: "6.1.4",
    example: Example::Body,
    look: Look::Element(ns::XHTML, &["base", "embed", "rp"], look),
};

const DISCOURAGED_ELEMENT: Rule = Rule {
    name: "discouraged-element",
    severity: Severity::Usage,
    summary: "a page uses an element that EPUB advises against",
    explanation: "
`base` confuses the addresses of a book, `embed` shows no fallback, and `rp` is for browsers without `ruby`.

Wrong:

    <p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>

Right:

    <p><ruby>漢<rt>kan</rt></ruby></p>
",
    epubcheck: &["HTM-055"],
};

fn look(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    if !super::html::is_page(resource) {
        return;
    }
    let name = node.html().unwrap_or_default();
    let help = match name {
        "base" => "take it out, and write addresses relative to the file that they stand in",
        "embed" => "use `object`, `audio` or `video`",
        _ => "take it out",
    };
    let finding = Diagnostic::new(&DISCOURAGED_ELEMENT, format!("`{name}` is better not used in books"));
    resource.report(finding.at(tag(node)).help(help));
}
