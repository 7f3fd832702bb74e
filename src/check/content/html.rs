//! The elements of XHTML: where each stands, what it holds, what it says. HTML 3.2.5 and 4; EPUB 3.3, section 6.1.1.
//!
//! One look for all of them, since it runs over every element of every page: what an element is, is looked up once.
//! What it holds is for `placement` to judge, its attributes for `attributes`, its role for `aria`.

use super::known::{Kind, Known, enter};
use super::{aria, attributes, placement};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::Version;
use crate::check::resource::Resource;
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &placement::MISPLACED_CONTENT,
        &placement::UNKNOWN_HTML,
        &placement::MISPLACED_TEXT,
        &placement::MISSING_CONTENT,
        &attributes::UNKNOWN_HTML_ATTRIBUTE,
        &attributes::WRONG_HTML_VALUE,
        &attributes::MISSING_HTML_ATTRIBUTE,
        &aria::WRONG_ROLE,
        &aria::DEPRECATED_ROLE,
        &aria::UNSUPPORTED_STATE,
        &aria::MISSING_STATE,
    ],
    section: "6.1.1",
    example: Example::Body,
    look: Look::Element(ns::XHTML, &[], look),
};

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if !is_modern(resource) {
        return;
    }
    match enter(node, resource) {
        Some(Known::Html(element)) => {
            placement::look(node, element, resource);
            attributes::look(node, element, resource);
        }
        Some(Known::Custom) => placement::look_at_custom(node, resource),
        _ => {}
    }
}

/// Tells whether a resource is a page that is held to the rules of EPUB 3.
pub(super) fn is_page(resource: &mut Resource<'_, '_>) -> bool {
    kind(resource) == Kind::Page
}

/// Tells whether a resource is a page or drawing that is held to the rules of EPUB 3.
pub(super) fn is_modern(resource: &mut Resource<'_, '_>) -> bool {
    kind(resource) != Kind::Other
}

/// Returns what a resource is, which is asked at every element and found out once.
pub(super) fn kind(resource: &mut Resource<'_, '_>) -> Kind {
    if let Some(kind) = resource.survey.content.kind {
        return kind;
    }
    let kind = match resource.rendition.version {
        Version::Three if resource.item.is_xhtml() => Kind::Page,
        Version::Three if resource.item.is_svg() => Kind::Drawing,
        _ => Kind::Other,
    };
    resource.survey.content.kind = Some(kind);
    kind
}
