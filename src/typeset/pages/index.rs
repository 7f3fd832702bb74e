//! The index: all that index marks name, with links to where they stand.
//!
//! A page of a book that flows has no number, so that an entry gives the titles of the pieces.

use super::{Draft, Page, View};
use crate::manuscript::Target;
use crate::slug::key;
use crate::words::Word;
use std::collections::BTreeMap;

pub(super) const PAGE: Page = Page {
    key: Some("index"),
    role: "index",
    is_usual: true,
    is_listed: true,
    has_matter: |view| view.pieces.iter().any(|piece| !piece.index.is_empty()),
    write,
};

/// What an entry is sorted by: its letters, and itself.
type Sorting<'a> = (String, &'a str);

#[derive(Default)]
struct Entry<'a> {
    /// The language of its words, where it is not the book's: by the piece that says it.
    language: Option<&'a str>,
    /// The places by piece, in order.
    places: Vec<(usize, &'a str)>,
    under: BTreeMap<Sorting<'a>, Entry<'a>>,
}

fn write(view: &View<'_>, draft: &mut Draft) {
    draft.title(view.word(Word::Index));
    let mut entries = BTreeMap::new();
    for (index, piece) in view.pieces.iter().enumerate() {
        for mark in &piece.index {
            let Some((last, above)) = mark.path.split_last() else { continue };
            let mut here = &mut entries;
            for part in above {
                here = &mut here.entry(sorting(part)).or_insert_with(Entry::default).under;
            }
            let entry = here.entry(sorting(last)).or_default();
            let book = view.manifest.metadata.language.value.as_str();
            entry.language = Some(mark.language.as_str()).filter(|language| *language != book);
            entry.places.push((index, &mark.id));
        }
    }
    list(&entries, view, draft);
}

fn sorting(words: &str) -> Sorting<'_> {
    (key(words), words)
}

/// Writes entries. Recurses over entries under entries, which the marks bound.
fn list(entries: &BTreeMap<Sorting<'_>, Entry<'_>>, view: &View<'_>, draft: &mut Draft) {
    draft.open("ul", "index-list");
    draft.typed("index-entry-list");
    for ((_, words), entry) in entries {
        draft.open("li", "");
        draft.typed("index-entry");
        draft.term(words, entry.language, "index-term");
        locators(entry, view, draft);
        if !entry.under.is_empty() {
            list(&entry.under, view, draft);
        }
        draft.close();
    }
    draft.close();
}

fn locators(entry: &Entry<'_>, view: &View<'_>, draft: &mut Draft) {
    let mut last = None;
    let mut count = 0;
    for (piece, id) in &entry.places {
        count = if last == Some(piece) { count + 1 } else { 1 };
        draft.text(if last.is_none() { ": " } else { ", " });
        last = Some(piece);
        let target = Target::Piece { piece: *piece, anchor: Some((*id).to_owned()) };
        // Further places in one piece are told apart by number.
        let number = count.to_string();
        draft.link(&target, if count == 1 { &view.pieces[*piece].title } else { &number }, None);
        draft.type_last("index-locator");
    }
}
