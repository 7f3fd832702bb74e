//! The CSS that documents hold themselves: `style` elements and attributes. EPUB 3.3, section 6.3.

use super::judge;
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::css::{scan, scan_declarations};
use crate::diagnostic::Place;
use crate::resource::rules::CSS_SYNTAX;
use crate::source::Span;
use crate::xml::{Attribute, NodeRef, ns};
use std::ops::Range;

pub(in crate::check) const HTML_CHECK: Check =
    Check { rules: &[], section: "6.3", example: Example::None, look: Look::Element(ns::XHTML, &["style"], look) };

pub(in crate::check) const SVG_CHECK: Check =
    Check { rules: &[], section: "6.3", example: Example::None, look: Look::Element(ns::SVG, &["style"], look) };

pub(in crate::check) const ATTRIBUTE_CHECK: Check = Check {
    rules: &[&CSS_SYNTAX],
    section: "6.3.2",
    example: Example::None,
    look: Look::Attribute(ns::NONE, "style", attribute),
};

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let whole = tag(node);
    match node.first_child() {
        Some(text) if text.is_text() && text.next().is_none() => {
            // The text stands in the file as it is, and so do the places in it; or else only its element does.
            let span = text.span().filter(|span| span.range().len() == text.text().len());
            let place = |range: Range<usize>| span.map_or(whole, |span| within(span, range));
            let found = scan(text.text());
            judge::judge(&found, place, resource);
            judge::keep_links(&found, place, resource);
        }
        Some(_) => judge::judge(&scan(&node.text_content()), |_| whole, resource),
        None => {}
    }
}

fn within(span: Span, range: Range<usize>) -> Place {
    let start = span.start as usize;
    Place::At(Span::new(span.source, start + range.start..start + range.end))
}

fn attribute<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, resource: &mut Resource<'_, 'a>) {
    // EPUBCheck looks into those of HTML alone.
    if node.html().is_none() {
        return;
    }
    let place = attribute.span.map_or_else(|| tag(node), Place::At);
    let found = scan_declarations(attribute.value);
    judge::judge(&found, |_| place, resource);
    judge::keep_links(&found, |_| place, resource);
}
