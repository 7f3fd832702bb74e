//! Sources and permissions: where each piece was first published, and who holds its rights.

use super::{Draft, Page, View};
use crate::manuscript::{Piece, Target};
use crate::words::{self, Word};

pub(super) const PAGE: Page = Page {
    key: Some("sources"),
    role: "sources",
    is_usual: true,
    is_listed: true,
    has_matter: |view| view.pieces.iter().any(has_source),
    write,
};

fn has_source(piece: &Piece) -> bool {
    piece.facts.source.is_some() || piece.facts.rights.is_some()
}

fn write(view: &View<'_>, draft: &mut Draft) {
    draft.title(view.word(Word::Sources));
    for (index, piece) in view.pieces.iter().enumerate().filter(|(_, piece)| has_source(piece)) {
        draft.open("div", "source");
        entry(index, piece, view, draft);
        draft.close();
    }
}

fn entry(index: usize, piece: &Piece, view: &View<'_>, draft: &mut Draft) {
    let book = &view.manifest.metadata.language.value;
    let foreign = (piece.language != *book).then_some(piece);
    draft.open("p", "source-title");
    draft.link(&Target::Piece { piece: index, anchor: None }, &piece.title, foreign);
    for (word, people) in [(Word::By, &piece.authors), (Word::TranslatedBy, &piece.facts.translators)] {
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        if !names.is_empty() {
            draft.text(&format!(", {}", view.credit(word, &names)));
        }
    }
    draft.close();
    let date = piece.facts.date.as_ref().map(|date| words::date(&date.value, book));
    if piece.facts.source.is_some() || date.is_some() {
        draft.open("p", "");
        if let Some(source) = &piece.facts.source {
            draft.address(&source.value);
        }
        if let Some(date) = date {
            let comma = if piece.facts.source.is_some() { ", " } else { "" };
            draft.text(&format!("{comma}{date}"));
        }
        draft.close();
    }
    if let Some(rights) = &piece.facts.rights {
        draft.open("p", "");
        draft.address(&rights.value);
        draft.close();
    }
}
