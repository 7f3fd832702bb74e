//! The copyright page: who holds the rights, who published the book and when, and its ISBN.

use super::{Draft, Page, View};
use crate::manuscript::Target;
use crate::words::{self, Word};

pub(super) const PAGE: Page = Page {
    key: Some("copyright-page"),
    role: "copyright-page",
    is_usual: true,
    is_listed: false,
    has_matter: |view| {
        let facts = &view.manifest.metadata;
        let is_published = facts.rights.is_some() || facts.publisher.is_some() || facts.date.is_some();
        is_published || isbns(view).next().is_some() || view.manifest.accessibility.contact.is_some()
    },
    write,
};

fn isbns<'a>(view: &'a View<'_>) -> impl Iterator<Item = &'a str> {
    view.manifest.metadata.identifiers.iter().filter_map(|identifier| identifier.strip_prefix("urn:isbn:"))
}

fn write(view: &View<'_>, draft: &mut Draft) {
    let facts = &view.manifest.metadata;
    draft.open("p", "copyright-title");
    draft.span("work", &facts.title.value);
    draft.close();
    if let Some(rights) = &facts.rights {
        draft.line("p", "", rights);
    }
    let date = facts.date.as_deref().map(|date| words::date(date, &facts.language.value));
    let published: Vec<&str> = facts.publisher.as_deref().into_iter().chain(date.as_deref()).collect();
    if !published.is_empty() {
        draft.line("p", "", &published.join(", "));
    }
    for isbn in isbns(view) {
        draft.line("p", "", &format!("ISBN {isbn}"));
    }
    for source in &facts.sources {
        draft.open("p", "");
        draft.address(source);
        draft.close();
    }
    // EPUB Accessibility 1.2 has a property for it, which checkers of 1.1 take for a mistake.
    if let Some(contact) = &view.manifest.accessibility.contact {
        draft.open("p", "");
        draft.text(&format!("{}: ", view.word(Word::Accessibility)));
        draft.mail(contact);
        draft.close();
    }
    if let Some(sources) = view.pieces.iter().position(|piece| piece.role.name == "sources") {
        draft.open("p", "");
        draft.link(&Target::Piece { piece: sources, anchor: None }, view.word(Word::Sources), None);
        draft.close();
    }
}
