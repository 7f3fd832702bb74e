//! The pages of a printed book are marked, named and listed. EPUB Accessibility 1.1, section 3.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{Resource, file, tag};
use crate::check::survey::Features;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::ns;
use crate::xml::{Attribute, NodeRef};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&UNNAMED_PAGE_BREAK],
    section: "EPUB Accessibility 1.1, 3.2",
    example: Example::Body,
    look: Look::Attribute(ns::OPS, "type", look),
};

pub(in crate::check) const LIST_CHECK: Check = Check {
    rules: &[&UNLISTED_PAGE_BREAKS],
    section: "EPUB Accessibility 1.1, 3.2",
    example: Example::None,
    look: Look::Rendition(look_at_list),
};

const UNNAMED_PAGE_BREAK: Rule = Rule {
    name: "unnamed-page-break",
    severity: Severity::Usage,
    summary: "the break of a printed page does not say its number",
    explanation: r#"
Screen readers say which page begins.

Wrong:

    <p>One <span epub:type="pagebreak" role="doc-pagebreak" id="page-12"/> two.</p>

Right:

    <p>One <span epub:type="pagebreak" role="doc-pagebreak" id="page-12" aria-label="12"/> two.</p>
"#,
    epubcheck: &[],
};

const UNLISTED_PAGE_BREAKS: Rule = Rule {
    name: "unlisted-page-breaks",
    severity: Severity::Usage,
    summary: "the breaks of printed pages are marked, and not listed",
    explanation: "
Readers go to a page of the printed book by the list.

Wrong: breaks of pages in the text, and no list.

Right: `<nav epub:type=\"page-list\">` in the navigation document.
",
    epubcheck: &[],
};

fn look<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, resource: &mut Resource<'_, 'a>) {
    if !attribute.value.split_ascii_whitespace().any(|word| word == "pagebreak") || !resource.item.is_xhtml() {
        return;
    }
    let has_name = ["aria-label", "aria-labelledby", "title"].iter().any(|name| node.attribute(name).is_some());
    if !has_name && node.text_content().trim_ascii().is_empty() {
        let finding = Diagnostic::new(&UNNAMED_PAGE_BREAK, "the break of a page does not say its number");
        resource.report(finding.at(tag(node)).help("add `aria-label` with the number"));
    }
}

fn look_at_list(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let has_breaks = rendition.surveys.iter().any(|survey| survey.features.has(Features::PAGE_BREAK));
    if !has_breaks || rendition.version == Version::Two {
        return;
    }
    let nav = rendition.items.iter().find(|item| item.item.has_property("nav")).and_then(|item| item.entry);
    let Some((entry, tree)) = nav.and_then(|entry| Some((entry, entry.document()?))) else { return };
    let is_list = |node: NodeRef<'_>| {
        let types = node.attribute_in(ns::OPS, "type").unwrap_or_default();
        node.is_html("nav") && types.split_ascii_whitespace().any(|word| word == "page-list")
    };
    if !tree.root().descendants().any(is_list) {
        let message = "the breaks of printed pages are marked, and not listed";
        let finding = Diagnostic::new(&UNLISTED_PAGE_BREAKS, message).at(file(entry));
        diagnostics.push(finding.help("add a `page-list`"));
    }
}
