//! What kind of publication a book says it is, in `dc:type`: some kinds have rules of their own.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::tag;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&PROFILE], section: "5.5.3.2.6", example: Example::None, look: Look::Rendition(look) };

const PROFILE: Rule = Rule {
    name: "profile",
    severity: Severity::Info,
    summary: "the book says that it is of a kind that has rules of its own",
    explanation: "
Dictionaries, indexes, previews and educational publications are checked after their own specifications too.

Wrong, if the book is nothing of that kind: `<dc:type>dictionary</dc:type>`.

Right, if it is a dictionary: `<dc:type>dictionary</dc:type>`.
",
    epubcheck: &["OPF-064"],
};

/// The kinds.
pub(super) const DICTIONARY: &str = "dictionary";
pub(super) const INDEX: &str = "index";
pub(super) const PREVIEW: &str = "preview";
pub(super) const EDUPUB: &str = "edupub";

/// Tells whether a book says that it is of a kind.
pub(super) fn is_of(rendition: &Rendition<'_>, kind: &str) -> bool {
    rendition.version == Version::Three && rendition.document.dc("type").any(|entry| entry.value == kind)
}

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    for entry in rendition.document.dc("type") {
        if [DICTIONARY, INDEX, PREVIEW, EDUPUB].contains(&entry.value.as_str()) {
            let message = format!("the book says that it is of the kind `{}`, and is checked as such", entry.value);
            let place = rendition.node(entry.node).map_or(rendition.place(), tag);
            diagnostics.push(Diagnostic::new(&PROFILE, message).at(place).help("take `dc:type` out if it is not"));
        }
    }
}
