//! Notes are short enough to be shown over the page.

use super::{Store, StoreCheck};
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::tag;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_NOTE], look };

const STORE_NOTE: Rule = Rule {
    name: "store-note",
    severity: Severity::Warning,
    summary: "a note is longer than the store shows over the page",
    explanation: "
Whoever taps the number of a short note sees it over the page and reads on; from a long one one has to find the way
back. Kobo shows 5,000 letters (Kobo's EPUB guidelines).

Wrong, for Kobo: a footnote of ten paragraphs.

Right: a footnote of one, and the rest as an appendix that it leads to.
",
    epubcheck: &[],
};

fn look(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(longest) = store.longest_note else { return };
    for tree in rendition.items.iter().filter(|item| item.is_xhtml()).filter_map(|item| item.entry?.document()) {
        if !tree.has_value("role", |role| role == "doc-footnote") {
            continue;
        }
        let notes = tree.root().descendants().filter(|node| node.attribute("role") == Some("doc-footnote"));
        for note in notes {
            let letters = note.text_content().chars().count();
            if letters > longest {
                let message = format!("the note has {letters} letters, and {} shows {longest}", store.summary);
                let finding = Diagnostic::new(&STORE_NOTE, message).at(tag(note));
                diagnostics.push(finding.help("say the rest in the text or in an appendix"));
            }
        }
    }
}
