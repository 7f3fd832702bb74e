//! Notes are of a length that is shown over the page.

use super::{Store, StoreCheck};
use crate::check::publication::{Publication, Reached, Rendition};
use crate::check::resource::tag;
use crate::check::survey::LinkKind;
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::ns;
use crate::xml::NodeRef;
use std::collections::HashSet;

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_NOTE], look };

const STORE_NOTE: Rule = Rule {
    name: "store-note",
    severity: Severity::Warning,
    summary: "a note is longer or shorter than the store shows over the page",
    explanation: "
Whoever taps the number of a note sees it over the page and reads on; from one that is not shown there, one has to find
the way back. Kobo shows notes of nine to 5,000 letters (Kobo's EPUB guidelines). Counted is all that the link leads to:
the number of the note too, but not what stands after an anchor that is empty.
What is longer can stand in an appendix that the note leads to, and what is shorter in the text.

Wrong, for Kobo:

    <p id=\"note-1\">1. Ibid.</p>
    <p><a id=\"note-2\"/>2. The lamp was never lit.</p>

Right:

    <p id=\"note-1\">1. Ibid., p. 20.</p>
    <p id=\"note-2\">2. The lamp was never lit.</p>
",
    epubcheck: &[],
};

fn look(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some((shortest, longest)) = store.notes else { return };
    for note in notes(rendition) {
        let letters = note.text_content().trim().chars().count();
        let (what, help) = match letters {
            0 => ("is empty where the link leads".to_owned(), "link to the element that holds the note"),
            _ if letters < shortest => (format!("has {letters} letters in all"), "say more, or say it in the text"),
            _ if letters > longest => (format!("has {letters} letters"), "say the rest in the text or in an appendix"),
            _ => continue,
        };
        let message = format!("the note {what}, and {} shows {shortest} to {longest} over the page", store.summary);
        diagnostics.push(Diagnostic::new(&STORE_NOTE, message).at(tag(note)).help(help));
    }
}

/// Returns what the references to notes lead to, each once, in the order of the references.
fn notes<'a>(rendition: &Rendition<'a>) -> Vec<NodeRef<'a>> {
    let mut known = HashSet::new();
    let notes = rendition.links().filter_map(|(page, link)| {
        let reference = page.entry?.document()?.get(link.node.filter(|_| link.kind == LinkKind::Hyperlink)?);
        let (Reached::Listed(at), Target::Inside { fragment: Some(id), .. }) = (rendition.reach(link), &link.target)
        else {
            return None;
        };
        let anchor = rendition.survey(at).ids.get(id.as_str()).filter(|_| is_reference(reference))?;
        known.insert((at.index, anchor.node)).then_some(at.entry?.document()?.get(anchor.node))
    });
    notes.collect()
}

/// Tells whether a link says that it leads to a note.
fn is_reference(link: NodeRef<'_>) -> bool {
    let says =
        |value: Option<&str>, word| value.is_some_and(|value| value.split_ascii_whitespace().any(|one| one == word));
    says(link.attribute("role"), "doc-noteref") || says(link.attribute_in(ns::OPS, "type"), "noteref")
}
