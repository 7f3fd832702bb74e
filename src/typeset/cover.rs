//! What stands on a cover that is drawn: who and what, as the title page names them.

use super::pages::CREDITS;
use crate::manifest::Manifest;
use crate::manuscript::{Piece, Shelf};
use crate::resource::cover::CoverText;
use crate::words;

/// Returns what a drawn cover says of a book that is set.
pub fn cover_text(manifest: &Manifest, pieces: &[Piece]) -> CoverText {
    let facts = &manifest.metadata;
    let language = &facts.language.value;
    let shelf = Shelf::of(manifest, pieces);
    let (others, authors): (Vec<_>, Vec<_>) =
        shelf.named.iter().partition(|person| CREDITS.iter().any(|(role, _)| *role == person.role));
    let credits = CREDITS.iter().filter_map(|(role, word)| {
        let of_role = others.iter().filter(|person| person.role == *role);
        let names: Vec<&str> = of_role.map(|person| &*person.name).collect();
        (!names.is_empty()).then(|| words::credit(*word, &names, language, &manifest.words))
    });
    let series = facts.series.as_ref().map(|series| match &series.number {
        Some(number) => format!("{}, {number}", series.name),
        None => series.name.clone(),
    });
    CoverText {
        title: facts.title.value.clone(),
        subtitle: facts.subtitle.clone(),
        authors: authors.into_iter().map(|person| person.name.clone()).collect(),
        credits: credits.collect(),
        series,
        language: language.clone(),
        direction: facts.direction,
        place: facts.title.span,
    }
}
