//! Drawings, in pages and on their own: what EPUB restricts, and names for links. EPUB 3.3, section 6.2; EPUB
//! Accessibility 1.1.
//!
//! SVG itself is told only by the names of its elements, and only in passing: EPUBCheck takes no more for an error.

use super::attributes::{place, report_unknown, report_value};
use super::known::enter;
use super::placement::{self, Room, local};
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::vocabulary::{OPS, Value};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&UNKNOWN_SVG], section: "6.2.3", example: Example::Body, look: Look::Element(ns::SVG, &[], look) };

pub(in crate::check) const LINKS: Check = Check {
    rules: &[&UNNAMED_SVG_LINK],
    section: "6.2.3",
    example: Example::Body,
    look: Look::Element(ns::SVG, &["a"], look_at_link),
};

/// The same for links of HTML that stand in a drawing.
pub(in crate::check) const HTML_LINKS: Check =
    Check { rules: &[], look: Look::Element(ns::XHTML, &["a"], look_at_link), ..LINKS };

const UNKNOWN_SVG: Rule = Rule {
    name: "unknown-svg",
    severity: Severity::Usage,
    summary: "an element of a drawing is not of SVG",
    explanation: r#"
Readers draw nothing for an element that they do not know.

Wrong:

    <svg xmlns="http://www.w3.org/2000/svg"><circel r="1"/></svg>

Right:

    <svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>
"#,
    epubcheck: &["RSC-025"],
};

const UNNAMED_SVG_LINK: Rule = Rule {
    name: "unnamed-svg-link",
    severity: Severity::Usage,
    summary: "a link of a drawing has no name for those who cannot see it",
    explanation: r#"
A shape that can be followed is nothing to a voice, unless it has a title, a text or an `aria-label`.

Wrong:

    <svg xmlns="http://www.w3.org/2000/svg"><a href="page.xhtml"><circle r="1"/></a></svg>

Right:

    <svg xmlns="http://www.w3.org/2000/svg"><a href="page.xhtml"><title>The page</title><circle r="1"/></a></svg>
"#,
    epubcheck: &["ACC-011"],
};

/// The elements of SVG 1.1 that are no filters, and those that SVG 2 has added to no reader's harm.
const ELEMENTS: &[&str] = &[
    "a",
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "color-profile",
    "cursor",
    "defs",
    "desc",
    "ellipse",
    "filter",
    "font",
    "font-face",
    "font-face-format",
    "font-face-name",
    "font-face-src",
    "font-face-uri",
    "foreignObject",
    "g",
    "glyph",
    "glyphRef",
    "hkern",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "missing-glyph",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "script",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
    "use",
    "view",
    "vkern",
];

/// The elements that are drawn, and may say with `epub:type` what they are.
const DRAWN: &[&str] = &[
    "a", "circle", "ellipse", "g", "image", "line", "path", "polygon", "polyline", "rect", "svg", "switch", "symbol",
    "text", "textPath", "tspan", "unknown", "use",
];

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if !super::html::is_modern(resource) || enter(node, resource).is_none() {
        return;
    }
    let name = local(node);
    // Descriptions and metadata hold what they like.
    let in_words = || node.ancestors().any(|above| matches!(above.local_in(ns::SVG), Some("desc" | "metadata")));
    if !ELEMENTS.contains(&name) && !name.starts_with("fe") && !in_words() {
        let finding = Diagnostic::new(&UNKNOWN_SVG, format!("`{name}` is not an element of SVG")).at(tag(node));
        resource.report(finding.help("correct its name"));
    }
    attributes(node, name, resource);
    match name {
        "foreignObject" => foreign(node, resource),
        "title" => title(node, resource),
        _ => {}
    }
}

fn attributes<'a>(node: NodeRef<'a>, name: &str, resource: &mut Resource<'_, 'a>) {
    for attribute in node.attributes() {
        match (&*attribute.name.namespace, &*attribute.name.local) {
            (OPS, "type") if DRAWN.contains(&name) && !Value::Names.accepts("type", attribute.value) => {
                report_value(node, attribute, resource);
            }
            (OPS, "type") if DRAWN.contains(&name) => {}
            (OPS, "prefix") if name == "svg" && resource.item.is_svg() => {}
            (OPS, _) => report_unknown(node, attribute, resource),
            (ns::NONE, "id") => {
                let is_page = resource.item.is_xhtml();
                let value = if is_page { Value::Id } else { Value::NcName };
                if !value.accepts("id", attribute.value) {
                    report_value(node, attribute, resource);
                }
            }
            _ => {}
        }
    }
}

/// Looks at what of HTML stands in a drawing: what may stand in a body, or in a drawing of its own one body.
fn foreign<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let may_hold_body = resource.item.is_svg();
    let mut body = false;
    for (index, child) in node.elements().enumerate() {
        let is_body = may_hold_body && child.is_html("body") && index == 0;
        let fits = is_body || !body && placement::fits(child, Room::Flow, resource);
        body |= is_body;
        if !fits {
            placement::report_child(child, resource);
        }
    }
}

/// Looks at what stands in a title: what may stand in a body, a body or a page as a whole, or another drawing.
fn title<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    for child in node.elements() {
        let is_whole = matches!(child.html(), Some("html" | "body")) || child.local_in(ns::SVG) == Some("svg");
        let fits = is_whole || child.html().is_some() && placement::fits(child, Room::Flow, resource);
        if !fits {
            placement::report_child(child, resource);
        }
    }
}

/// Looks at a link in a drawing, of SVG or of HTML.
fn look_at_link(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let Some(name) = node.name().filter(|name| &*name.local == "a") else { return };
    let in_drawing = || node.ancestors().any(|above| above.local_in(ns::SVG).is_some());
    let is_link = match &*name.namespace {
        ns::SVG => true,
        ns::XHTML => in_drawing(),
        _ => false,
    };
    if !is_link || !super::html::is_modern(resource) || is_named(node) {
        return;
    }
    let place = node.attributes().find(|attribute| &*attribute.name.local == "href").map(|href| place(node, href));
    let finding = Diagnostic::new(&UNNAMED_SVG_LINK, "the link in the drawing has no name");
    resource.report(finding.at(place.unwrap_or_else(|| tag(node))).help("give it a `title` or an `aria-label`"));
}

fn is_named(node: NodeRef<'_>) -> bool {
    let says = |value: Option<&str>| value.is_some_and(|value| !value.trim_ascii().is_empty());
    says(node.attribute_in(ns::XLINK, "title"))
        || says(node.attribute("aria-label"))
        || node.descendants().any(|inner| matches!(inner.local_in(ns::SVG), Some("title" | "text")))
}
