//! Half title and title page.

use super::{Draft, Page, View};
use crate::manuscript::Shelf;
use crate::words::Word;

pub(super) const HALF_TITLE: Page = Page {
    key: Some("half-title"),
    role: "halftitlepage",
    is_usual: false,
    is_listed: false,
    has_matter: |_| true,
    write: |view, draft| draft.line("p", "half-title", &view.manifest.metadata.title.value),
};

pub(super) const TITLE_PAGE: Page =
    Page { key: Some("title-page"), role: "titlepage", is_usual: true, is_listed: false, has_matter: |_| true, write };

fn write(view: &View<'_>, draft: &mut Draft) {
    let facts = &view.manifest.metadata;
    draft.title(&facts.title.value);
    if let Some(subtitle) = &facts.subtitle {
        draft.subtitle(subtitle);
    }
    let shelf = Shelf::of(view.manifest, view.pieces);
    // Whoever did something other than write is named with what it was.
    let authors: Vec<&str> = shelf
        .named
        .iter()
        .filter(|one| !CREDITS.iter().any(|(role, _)| *role == one.role))
        .map(|one| &*one.name)
        .collect();
    if !authors.is_empty() {
        draft.line("p", "byline", &names(view, &authors));
    }
    let people: Vec<_> = shelf.named.iter().chain(&facts.contributors).collect();
    for (role, word) in CREDITS {
        let mut names: Vec<&str> = Vec::new();
        for one in people.iter().filter(|one| one.role == *role) {
            if !names.contains(&&*one.name) {
                names.push(&one.name);
            }
        }
        if !names.is_empty() {
            draft.line("p", "credit", &view.credit(*word, &names));
        }
    }
    if let Some(series) = &facts.series {
        let number = series.number.as_ref().map(|number| format!(", {number}")).unwrap_or_default();
        draft.line("p", "series", &format!("{}{number}", series.name));
    }
    let year = facts.date.as_deref().map(|date| &date[..date.len().min(4)]);
    let imprint: Vec<&str> = facts.publisher.as_deref().into_iter().chain(year).collect();
    if !imprint.is_empty() {
        draft.line("p", "imprint", &imprint.join(", "));
    }
}

/// Roles that title page and cover name, and how.
pub(in super::super) const CREDITS: &[(&str, Word)] =
    &[("edt", Word::EditedBy), ("com", Word::EditedBy), ("trl", Word::TranslatedBy), ("ill", Word::IllustratedBy)];

fn names(view: &View<'_>, names: &[&str]) -> String {
    crate::words::joined(names, view.word(Word::And))
}
