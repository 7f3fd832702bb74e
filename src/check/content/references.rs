//! What an attribute refers to by its id is there, and is what it must be. ARIA 1.2, 6.6; HTML 4.9.11 and 4.10; EPUB
//! 3.3, section 6.1.3.
//!
//! References are gathered during the walk and looked up after it: many point forward.

use super::attributes::place;
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::xml::{Attribute, NodeId, NodeRef};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&DANGLING_REFERENCE], section: "6.1.1", example: Example::Body, look: Look::Resource(look) };

const DANGLING_REFERENCE: Rule = Rule {
    name: "dangling-reference",
    severity: Severity::Error,
    summary: "an attribute refers to an element of the page that is not there, or not what it must be",
    explanation: r#"
`aria-labelledby` names an element by its id, `for` a control, `headers` the heads of the same table.
Without that element the attribute says nothing.

Wrong:

    <section aria-labelledby="start"><h2 id="begin">The start</h2></section>

Right:

    <section aria-labelledby="start"><h2 id="start">The start</h2></section>
"#,
    epubcheck: &["RSC-005"],
};

/// An attribute that refers to other elements of its document.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Reference<'a> {
    node: NodeId,
    kind: Kind,
    name: &'a str,
    value: &'a str,
    place: Place,
}

/// What it must refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Elements, whatever they are.
    Elements,
    Element,
    /// An element within.
    Descendant,
    Form,
    /// What may have a label.
    Control,
    Options,
    /// Heads of the same table.
    Heads,
}

/// Keeps a reference, if the attribute is one on this element.
pub(super) fn gather<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, local: &'a str, resource: &mut Resource<'_, 'a>) {
    let kind = match (node.html(), local) {
        (Some("output"), "for")
        | (_, "aria-controls" | "aria-describedby" | "aria-flowto" | "aria-labelledby" | "aria-owns") => Kind::Elements,
        (_, "aria-activedescendant") => Kind::Descendant,
        (Some("label"), "for") => Kind::Control,
        (Some(_), "form") => Kind::Form,
        (Some("input"), "list") => Kind::Options,
        (Some("td" | "th"), "headers") => Kind::Heads,
        (None, "ref" | "observer") => Kind::Element,
        _ => return,
    };
    let reference =
        Reference { node: node.id(), kind, name: local, value: attribute.value, place: place(node, attribute) };
    resource.survey.content.references.push(reference);
}

fn look(resource: &mut Resource<'_, '_>) {
    let references = std::mem::take(&mut resource.survey.content.references);
    for reference in references {
        if !holds(&reference, resource) {
            let message = format!("`{}` refers to `{}`, {}", reference.name, reference.value, wanted(reference.kind));
            let finding = Diagnostic::new(&DANGLING_REFERENCE, message).at(reference.place);
            resource.report(finding.help("write the id of the element that is meant, or take the attribute out"));
        }
    }
}

fn holds(reference: &Reference<'_>, resource: &Resource<'_, '_>) -> bool {
    let Some(tree) = resource.tree() else { return true };
    let find = |id: &str| resource.survey.ids.get(id).map(|anchor| tree.get(anchor.node));
    let is = |test: fn(NodeRef<'_>) -> bool| find(reference.value).is_some_and(test);
    let mut words = reference.value.split_ascii_whitespace();
    match reference.kind {
        Kind::Elements => words.all(|id| find(id).is_some()),
        Kind::Element => find(reference.value).is_some(),
        Kind::Descendant => {
            find(reference.value).is_some_and(|node| node.ancestors().any(|above| above.id() == reference.node))
        }
        Kind::Form => is(|node| node.is_html("form")),
        Kind::Options => is(|node| node.is_html("datalist")),
        Kind::Control => is(|node| match node.html() {
            Some("button" | "meter" | "output" | "progress" | "select" | "textarea") => true,
            Some("input") => node.attribute("type") != Some("hidden"),
            _ => false,
        }),
        Kind::Heads => {
            let table = |node: NodeRef<'_>| node.ancestors().find(|above| above.is_html("table")).map(NodeRef::id);
            let own = table(tree.get(reference.node));
            words.all(|id| find(id).is_some_and(|node| node.is_html("th") && table(node) == own))
        }
    }
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Elements | Kind::Element => "and there is no such id",
        Kind::Descendant => "which is no id of an element within",
        Kind::Form => "which is no id of a `form`",
        Kind::Control => "which is no id of a control that may have a label",
        Kind::Options => "which is no id of a `datalist`",
        Kind::Heads => "and that is no `th` of the same table",
    }
}
