//! What a formula is annotated with: another way to write it, a drawing, words. MathML 3, chapter 5.

use super::super::attributes::{report_missing, report_value};
use super::super::placement::{self, Room};
use super::{each, is_expression, meaning, no_text, report_incomplete};
use crate::check::resource::Resource;
use crate::vocabulary::Value;
use crate::xml::{NodeRef, ns};

/// Looks at a formula and its annotations, which come after it.
pub(super) fn annotated<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let mut has_expression = false;
    let is_kind = if meaning::is_asked_for(node) { meaning::is_expression } else { is_expression };
    each(node, resource, |child| match child.local_in(ns::MATHML) {
        // An annotation before the expression is wrong, and shows that there is none.
        Some("annotation" | "annotation-xml") => std::mem::replace(&mut has_expression, true),
        _ => is_kind(child) && !std::mem::replace(&mut has_expression, true),
    });
    if !has_expression {
        report_incomplete(node, "an expression", resource);
    }
}

/// Looks at an annotation, which says what it is in its `encoding`.
pub(super) fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    const ENCODINGS: Value = Value::Exactly(&[
        "MathML",
        "MathML-Content",
        "MathML-Presentation",
        "SVG1.1",
        "application/mathml-content+xml",
        "application/mathml-presentation+xml",
        "application/xhtml+xml",
        "text/html",
    ]);
    let encoding = node.attribute_entry(ns::NONE, "encoding");
    if let Some(wrong) = encoding.filter(|encoding| !ENCODINGS.accepts("encoding", encoding.value)) {
        report_value(node, wrong, resource);
    }
    let name = node.attribute_entry(ns::NONE, "name");
    let encoding = encoding.map(|encoding| encoding.value);
    let is_content = meaning::is_encoding(encoding);
    let names = if is_content { Value::Exactly(&["contentequiv"]) } else { Value::NcName };
    if let Some(wrong) = name.filter(|name| !names.accepts("name", name.value)) {
        report_value(node, wrong, resource);
    }
    match encoding {
        _ if is_content => {
            if name.is_none() {
                report_missing(node, "`name`", resource);
            }
            each(node, resource, meaning::is_expression);
            no_text(node, resource);
        }
        None | Some("application/xhtml+xml" | "text/html") => placement::fill(node, Room::Flow, resource),
        Some("SVG1.1") => {
            let mut has_drawing = false;
            each(node, resource, |child| {
                child.local_in(ns::SVG) == Some("svg") && !std::mem::replace(&mut has_drawing, true)
            });
            if !has_drawing {
                report_incomplete(node, "an `svg`", resource);
            }
            no_text(node, resource);
        }
        _ => {
            each(node, resource, is_expression);
            no_text(node, resource);
        }
    }
}
