//! Each id is given once in a document. HTML 3.2.6, "The id attribute"; EPUB 3.3, section 3.9.

use super::attributes::place;
use crate::check::resource::{Resource, attribute as place_of, tag};
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::xml::{Attribute, NodeRef};

pub(super) const REPEATED_PAGE_ID: Rule = Rule {
    name: "repeated-page-id",
    severity: Severity::Error,
    summary: "two elements of a page have the same id",
    explanation: r#"
A link to an id leads to the first element that has it; the others cannot be reached.

Wrong:

    <p id="a">One.</p> <p id="a">Two.</p>

Right:

    <p id="a">One.</p> <p id="b">Two.</p>
"#,
    epubcheck: &["RSC-005"],
};

/// Looks at an id: the walk has just kept it, unless another element has it already.
pub(super) fn look<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, resource: &mut Resource<'_, 'a>) {
    let id = attribute.value.trim_ascii();
    let Some(first) = resource.survey.ids.get(id).map(|anchor| anchor.node) else { return };
    if first == node.id() || id.is_empty() {
        return;
    }
    let first = resource.tree().map(|tree| tree.get(first));
    if let Some(first) = first.filter(|_| resource.survey.content.repeated.insert(id)) {
        report(id, place_of(first, "id"), None, resource);
    }
    let label = first.and_then(|first| match tag(first) {
        Place::At(span) => Some(span),
        _ => None,
    });
    report(id, place(node, attribute), label, resource);
}

fn report(id: &str, place: Place, first: Option<crate::source::Span>, resource: &mut Resource<'_, '_>) {
    let finding = Diagnostic::new(&REPEATED_PAGE_ID, format!("the id `{id}` is used more than once")).at(place);
    let finding = finding.help("give each element an id of its own, and see that links lead to the right one");
    resource.report(match first {
        Some(span) => finding.label(span, "here first"),
        None => finding,
    });
}
