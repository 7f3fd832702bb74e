//! The pages of EPUB 2: which elements of XHTML 1.1 stand where, with which attributes. OPS 2.0.1, section 2.2.
//!
//! Nobody makes a new book so; but many shops are full of old ones, and what converts to EPUB 2 gets this wrong first.

mod table;

use super::attributes::{MISSING_HTML_ATTRIBUTE, UNKNOWN_HTML_ATTRIBUTE, WRONG_HTML_VALUE};
use super::placement::{MISPLACED_TEXT, UNKNOWN_HTML, report_missing};
use super::{MISPLACED_CONTENT, ids};
use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::Value;
use crate::check::publication::Version;
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Place};
use crate::vocabulary::OPS;
use crate::xml::{Attribute, NodeRef, ns};
use table::{COMMON, Content, Element, Kind, element};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[], section: "OPS 2.0.1, 2.2", example: Example::None, look: Look::Element(ns::XHTML, &[], look) };

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if resource.rendition.version != Version::Two || !resource.item.is_xhtml() {
        return;
    }
    // What an element that there is not may hold, nobody knows.
    let Some(element) = element(local(node)).filter(|_| is_in_known(node)) else { return };
    attributes(node, element, resource);
    holds(node, element, resource);
}

fn local(node: NodeRef<'_>) -> &str {
    node.name().map_or("", |name| &*name.local)
}

/// Tells whether an element stands in none that is unknown: of those only the outermost is told.
fn is_in_known(node: NodeRef<'_>) -> bool {
    node.ancestors().all(|above| above.name().is_none() || above.html().is_some_and(|name| element(name).is_some()))
}

fn attributes<'a>(node: NodeRef<'a>, element: &Element, resource: &mut Resource<'_, 'a>) {
    for attribute in node.attributes() {
        let local = &*attribute.name.local;
        match &*attribute.name.namespace {
            ns::XMLNS => {}
            ns::NONE if local == "id" => {
                ids::look(node, attribute, resource);
                value(Value::Id, node, attribute, resource);
            }
            // Tools keep for themselves what they put there; EPUBCheck looks past it.
            ns::NONE if local.starts_with("data-") && local.len() > 5 => {}
            ns::NONE if has(element, local) => {
                if local == "lang" {
                    value(Value::Language, node, attribute, resource);
                }
            }
            ns::XML if local == "lang" && has(element, "lang") => {
                value(Value::Language, node, attribute, resource);
            }
            ns::XML if local == "space" && matches!(element.name, "pre" | "style" | "script") => {}
            _ => {
                let message = format!("`{}` of EPUB 2 has no attribute `{}`", element.name, attribute.name);
                let finding = Diagnostic::new(&UNKNOWN_HTML_ATTRIBUTE, message).at(place(node, attribute));
                resource.report(finding.help("take it out, or make an EPUB 3"));
            }
        }
    }
    for wanted in element.attributes.iter().filter_map(|name| name.strip_prefix('!')) {
        if node.attribute(wanted).is_none() {
            let finding = Diagnostic::new(&MISSING_HTML_ATTRIBUTE, format!("`{}` has no `{wanted}`", element.name));
            resource.report(finding.at(tag(node)).help("add it"));
        }
    }
}

fn has(element: &Element, name: &str) -> bool {
    let own = element.attributes.iter().any(|known| known.trim_start_matches('!') == name);
    own || element.is_common && COMMON.contains(&name)
}

fn value(value: Value, node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    if let Some(wanted) = value.fault(attribute.value.trim_ascii()) {
        let finding = Diagnostic::new(&WRONG_HTML_VALUE, format!("`{}` must be {wanted}", attribute.name));
        resource.report(finding.at(place(node, attribute)).help("correct the value"));
    }
}

fn place(node: NodeRef<'_>, attribute: Attribute<'_>) -> Place {
    attribute.span.map_or_else(|| tag(node), Place::At)
}

fn holds<'a>(node: NodeRef<'a>, element: &Element, resource: &mut Resource<'_, 'a>) {
    let takes_text = matches!(element.content, Content::Text | Content::Inline | Content::Flow | Content::FlowAnd(_));
    let is_text = |child: &NodeRef<'_>| child.is_text() && !child.text().trim_ascii().is_empty();
    if let Some(text) = node.children().find(is_text).filter(|_| !takes_text) {
        let finding = Diagnostic::new(&MISPLACED_TEXT, format!("text may not stand in `{}` itself", element.name));
        let place = text.nearest_span().map_or(Place::Nowhere, Place::At);
        resource.report(finding.at(place).help("put it into a paragraph"));
    }
    for child in node.elements().filter(|child| !fits(*child, node, element)) {
        misplaced(child, element, resource);
    }
    match element.content {
        Content::Blocks | Content::Parts(_) | Content::Map if node.elements().next().is_none() => {
            report_missing(node, "content", resource);
        }
        Content::Sequence(parts) => in_order(node, parts, resource),
        Content::Head if !node.elements().any(|child| child.is_html("title")) => {
            report_missing(node, "`title`", resource);
        }
        Content::Table => in_order(node, table_parts(node), resource),
        _ => {}
    }
}

fn fits(child: NodeRef<'_>, parent: NodeRef<'_>, element: &Element) -> bool {
    let Some(name) = child.html() else { return is_foreign(child, element.content) };
    let kind = table::element(name).map(|known| known.kind);
    let is_block = matches!(kind, Some(Kind::Block | Kind::Both));
    let is_inline = matches!(kind, Some(Kind::Inline | Kind::Both));
    match element.content {
        Content::Empty | Content::Text => false,
        Content::Inline => is_inline && !is_barred(name, parent),
        Content::Flow => is_block || is_inline && !is_barred(name, parent),
        Content::FlowAnd(parts) => is_block || is_inline || parts.contains(&name),
        Content::Blocks => is_block,
        Content::Map => is_block || name == "area",
        Content::Parts(parts) => parts.contains(&name),
        Content::Head => matches!(name, "title" | "base" | "meta" | "link" | "style" | "script" | "object"),
        // Their order tells.
        Content::Sequence(_) | Content::Table => kind == Some(Kind::Part),
    }
}

/// A link may not stand in a link, nor a picture in text that is set as it was typed.
fn is_barred(name: &str, parent: NodeRef<'_>) -> bool {
    match name {
        "a" => parent.is_html("a") || parent.ancestors().any(|above| above.is_html("a")),
        "img" | "object" | "big" | "small" | "sub" | "sup" => {
            parent.is_html("pre") || parent.ancestors().any(|above| above.is_html("pre"))
        }
        _ => false,
    }
}

/// Tells whether an element of another vocabulary may stand here: a drawing, or a choice between such.
fn is_foreign(child: NodeRef<'_>, content: Content) -> bool {
    let takes =
        matches!(content, Content::Inline | Content::Flow | Content::FlowAnd(_) | Content::Blocks | Content::Map);
    takes && (child.local_in(ns::SVG) == Some("svg") || child.local_in(OPS) == Some("switch"))
}

fn misplaced(child: NodeRef<'_>, element: &Element, resource: &mut Resource<'_, '_>) {
    let Some(name) = child.name() else { return };
    let is_known = child.html().is_some_and(|name| table::element(name).is_some());
    let finding = if is_known {
        let message = format!("`{name}` may not stand in `{}`, or not here", element.name);
        Diagnostic::new(&MISPLACED_CONTENT, message).help("move it, or use another element in its place")
    } else {
        let message = format!("`{name}` is no element of EPUB 2");
        Diagnostic::new(&UNKNOWN_HTML, message).help("use one of XHTML 1.1, or make an EPUB 3")
    };
    resource.report(finding.at(tag(child)));
}

/// What a table holds: rows, or groups of rows.
fn table_parts(table: NodeRef<'_>) -> &'static [(&'static str, usize, usize)] {
    const MANY: usize = usize::MAX;
    let has = |name: &str| table.elements().any(|child| child.is_html(name));
    match (has("tr"), has("col")) {
        (true, true) => &[("caption", 0, 1), ("col", 0, MANY), ("tr", 1, MANY)],
        (true, false) => &[("caption", 0, 1), ("colgroup", 0, MANY), ("tr", 1, MANY)],
        (false, true) => &[("caption", 0, 1), ("col", 0, MANY), ("thead", 0, 1), ("tfoot", 0, 1), ("tbody", 1, MANY)],
        (false, false) => {
            &[("caption", 0, 1), ("colgroup", 0, MANY), ("thead", 0, 1), ("tfoot", 0, 1), ("tbody", 1, MANY)]
        }
    }
}

fn in_order(node: NodeRef<'_>, parts: &[(&'static str, usize, usize)], resource: &mut Resource<'_, '_>) {
    let (mut at, mut counts) = (0, vec![0; parts.len()]);
    for child in node.elements() {
        let known = child.html().and_then(|name| parts.iter().position(|(known, _, _)| *known == name));
        let place = known.filter(|&known| known >= at && counts[known] < parts[known].2);
        match (place, child.html().and_then(table::element)) {
            (Some(place), _) => {
                at = place;
                counts[place] += 1;
            }
            // What can never stand here is told already.
            (None, Some(element)) if element.kind == Kind::Part => {
                let message = format!("`{}` may not stand in `{}`, or not here", element.name, local(node));
                let finding = Diagnostic::new(&MISPLACED_CONTENT, message).at(tag(child));
                resource.report(finding.help("move it"));
            }
            _ => {}
        }
    }
    for ((name, least, _), count) in parts.iter().zip(counts) {
        if count < *least {
            report_missing(node, &format!("`{name}`"), resource);
        }
    }
}
