//! Pictures and headings of pages are there for everybody. WCAG 2.2, 1.1.1 and 1.3.1.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const IMAGE_CHECK: Check = Check {
    rules: &[&IMAGE_WITHOUT_ALT],
    section: "EPUB Accessibility 1.1, 3.3",
    example: Example::Body,
    look: Look::Element(ns::XHTML, &["img"], image),
};

pub(in crate::check) const HEADING_CHECK: Check = Check {
    rules: &[&HEADING_JUMP, &EMPTY_HEADING],
    section: "EPUB Accessibility 1.1, 3.3",
    example: Example::Body,
    look: Look::Element(ns::XHTML, &["h1", "h2", "h3", "h4", "h5", "h6"], heading),
};

const IMAGE_WITHOUT_ALT: Rule = Rule {
    name: "image-without-alt",
    severity: Severity::Usage,
    summary: "a picture has no words for those who cannot see it",
    explanation: r#"
Screen readers read `alt`; where it is missing, they read the name of the file.

Wrong:

    <p><img src="images/map.png"/></p>

Right:

    <p><img src="images/map.png" alt="A map of the bay"/></p>
"#,
    epubcheck: &[],
};

const HEADING_JUMP: Rule = Rule {
    name: "heading-jump",
    severity: Severity::Usage,
    summary: "a heading leaves out a rank",
    explanation: "
Who goes from heading to heading looks for what is missing.

Wrong:

    <h1>The voyage</h1><h3>The first day</h3>

Right:

    <h1>The voyage</h1><h2>The first day</h2>
",
    epubcheck: &[],
};

const EMPTY_HEADING: Rule = Rule {
    name: "empty-heading",
    severity: Severity::Usage,
    summary: "a heading holds nothing",
    explanation: "
Screen readers stop at it and say nothing.

Wrong:

    <h1></h1>

Right:

    <h1>The voyage</h1>
",
    epubcheck: &[],
};

fn image(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let has = |name: &str| node.attribute(name).is_some();
    let is_hidden = matches!(node.attribute("role"), Some("presentation" | "none"));
    if !has("alt") && !has("aria-label") && !has("aria-labelledby") && !is_hidden {
        let finding = Diagnostic::new(&IMAGE_WITHOUT_ALT, "the picture has no alternative text").at(tag(node));
        resource.report(finding.help("describe it in `alt`; write `alt=\"\"` if it is an ornament"));
    }
}

fn heading(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let Some(rank) = node.html().and_then(|name| name.as_bytes().get(1)).map(|digit| digit - b'0') else { return };
    let last = std::mem::replace(&mut resource.survey.heading, rank);
    if last > 0 && rank > last + 1 {
        let finding = Diagnostic::new(&HEADING_JUMP, format!("`h{rank}` follows `h{last}`")).at(tag(node));
        resource.report(finding.help(format!("make it `h{}`", last + 1)));
    }
    let is_empty = |inner: NodeRef<'_>| {
        if inner.is_text() { inner.text().trim_ascii().is_empty() } else { !matches!(inner.html(), Some("img")) }
    };
    if node.descendants().all(is_empty) && node.attribute("aria-label").is_none() {
        let finding = Diagnostic::new(&EMPTY_HEADING, "the heading is empty").at(tag(node));
        resource.report(finding.help("write it, or take it out"));
    }
}
