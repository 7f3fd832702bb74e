//! The form of an overlay: which elements there are, in which order, with which attributes. EPUB 3.3, section 9.2.2.

use super::{SMIL, is_overlay};
use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::{CHECK as RULES, Content, Element, Grammar, MANY, Value, incomplete};
use crate::check::resource::Resource;
use crate::diagnostic::Diagnostics;
use crate::package::ns;

pub(in crate::check) const CHECK: Check =
    Check { rules: &[], section: RULES.section, example: Example::None, look: Look::Resource(look) };

fn look(resource: &mut Resource<'_, '_>) {
    let Some(tree) = resource.tree().filter(|_| is_overlay(resource.item)) else { return };
    let mut findings = Diagnostics::new();
    GRAMMAR.check(tree, resource.place(), &mut findings);
    for node in tree.root().descendants().filter(|node| matches!(node.local_in(SMIL), Some("body" | "seq"))) {
        if !node.elements().any(|child| matches!(child.local_in(SMIL), Some("par" | "seq"))) {
            incomplete(node, &["par"], &mut findings);
        }
    }
    for finding in findings {
        resource.report(finding);
    }
}

const GRAMMAR: Grammar = Grammar {
    title: "a media overlay",
    namespace: SMIL,
    root: "smil",
    prefixes: &[("epub", ns::OPS)],
    is_open: false,
    elements: &[
        Element {
            name: "smil",
            attributes: &[("!version", Value::Word(&["3.0"])), ("id", Value::Id), ("epub:prefix", Value::Any)],
            content: Content::Sequence(&[("head", 0, 1), ("body", 1, 1)]),
        },
        Element { name: "head", attributes: &[], content: Content::Mixed(&[("metadata", 0, 1)]) },
        Element { name: "metadata", attributes: &[], content: Content::Any },
        Element {
            name: "body",
            attributes: &[("id", Value::Id), ("epub:type", Value::Words), ("epub:textref", Value::Address)],
            content: Content::Mixed(&[("par", 0, MANY), ("seq", 0, MANY)]),
        },
        Element {
            name: "seq",
            attributes: &[("id", Value::Id), ("epub:type", Value::Words), ("!epub:textref", Value::Address)],
            content: Content::Mixed(&[("par", 0, MANY), ("seq", 0, MANY)]),
        },
        Element {
            name: "par",
            attributes: &[("id", Value::Id), ("epub:type", Value::Words)],
            content: Content::Sequence(&[("text", 1, 1), ("audio", 0, 1)]),
        },
        Element { name: "text", attributes: &[("id", Value::Id), ("!src", Value::Address)], content: Content::Empty },
        Element {
            name: "audio",
            attributes: &[
                ("id", Value::Id),
                ("!src", Value::Address),
                ("clipBegin", Value::Clock),
                ("clipEnd", Value::Clock),
            ],
            content: Content::Empty,
        },
    ],
};
