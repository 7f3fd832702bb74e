//! Elements that may not stand within certain others, however deep. HTML 4.3 to 4.11, "Content model".

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&NESTED_CONTENT, &LONE_CONTENT],
    section: "HTML 3.2.5.2",
    example: Example::Body,
    look: Look::Element(ns::XHTML, NAMES, look),
};

const NESTED_CONTENT: Rule = Rule {
    name: "nested-content",
    severity: Severity::Error,
    summary: "an element stands within one that may not hold it, however deep",
    explanation: r#"
A link within a link could be followed to two places at once; a form within a form could be sent to two.

Wrong:

    <p><a href="page.xhtml">See <b><a href="page.xhtml">there</a></b></a></p>

Right:

    <p><a href="page.xhtml">See</a> <b><a href="page.xhtml">there</a></b></p>
"#,
    epubcheck: &["RSC-005"],
};

const LONE_CONTENT: Rule = Rule {
    name: "lone-content",
    severity: Severity::Error,
    summary: "an element stands outside the one that gives it its meaning",
    explanation: r#"
An `area` is a part of a picture that a `map` divides; a picture with `ismap` is part of a link.

Wrong:

    <p><area href="page.xhtml" alt="The page"/></p>

Right:

    <p><map name="parts"><area href="page.xhtml" alt="The page"/></map></p>
"#,
    epubcheck: &["RSC-005"],
};

const NAMES: &[&str] = &[
    "a", "address", "area", "audio", "button", "details", "dfn", "embed", "footer", "form", "header", "iframe", "img",
    "input", "label", "menu", "meter", "object", "progress", "select", "table", "textarea", "video",
];

const LINKS: &[&str] = &["a", "button"];

fn look(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    if !super::html::is_page(resource) {
        return;
    }
    let Some(name) = node.html() else { return };
    let is_within = |other: &str| node.ancestors().any(|above| above.is_html(other));
    let has = |attribute: &str| node.attribute(attribute).is_some();
    let forbidden: &[&str] = match name {
        "a" | "button" | "details" | "embed" | "iframe" | "menu" | "select" | "textarea" => LINKS,
        "label" => &["a", "button", "label"],
        "audio" | "video" if has("controls") => &["a", "audio", "button", "video"],
        "audio" | "video" => &["audio", "video"],
        "img" | "object" if has("usemap") => LINKS,
        "input" if node.attribute("type") != Some("hidden") => LINKS,
        "address" => &["address"],
        "footer" | "header" => &["address", "footer", "header"],
        "dfn" => &["dfn"],
        "form" => &["form"],
        "meter" => &["meter"],
        "progress" => &["progress"],
        "table" => &["caption"],
        _ => &[],
    };
    for above in forbidden.iter().filter(|above| is_within(above)) {
        let message = format!("`{name}` may not stand within `{above}`, however deep");
        let finding = Diagnostic::new(&NESTED_CONTENT, message).at(tag(node));
        resource.report(finding.help("end the outer one first"));
    }
    let is_in_link = || node.ancestors().any(|above| above.is_html("a") && above.attribute("href").is_some());
    if name == "area" && !is_within("map") {
        report_lone(node, "`area` stands outside any `map`", "put it into a `map`", resource);
    } else if name == "img" && has("ismap") && !is_in_link() {
        report_lone(node, "a picture with `ismap` stands outside any link", "take `ismap` out", resource);
    }
}

fn report_lone(node: NodeRef<'_>, message: &str, help: &str, resource: &mut Resource<'_, '_>) {
    resource.report(Diagnostic::new(&LONE_CONTENT, message).at(tag(node)).help(help));
}
