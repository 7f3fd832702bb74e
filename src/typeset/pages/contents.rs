//! The table of contents as a page of the book: with subtitles and authors, which the navigation document has no room
//! for. That then leaves the pages of the book to this one, and serves the reading system alone.

use super::{Draft, Page, View};
use crate::manuscript::{Outline, Target};
use crate::words::Word;

pub(super) const PAGE: Page = Page {
    key: Some("contents"),
    role: "contents",
    is_usual: false,
    is_listed: false,
    has_matter: |_| true,
    write: |view, draft| {
        draft.title(view.word(Word::Contents));
        list(view.outline, view.manifest.contents.depth, view, draft);
    },
};

/// Recurses over the levels of the outline, of which `depth` are shown.
fn list(entries: &[Outline], depth: usize, view: &View<'_>, draft: &mut Draft) {
    if entries.is_empty() || depth == 0 {
        return;
    }
    draft.open("ol", "contents-list");
    for entry in entries {
        let is_group = depth > 1 && !entry.children.is_empty();
        draft.open("li", if is_group { "contents-group" } else { "" });
        line(entry, view, draft);
        list(&entry.children, depth - 1, view, draft);
        draft.close();
    }
    draft.close();
}

fn line(entry: &Outline, view: &View<'_>, draft: &mut Draft) {
    let piece = match &entry.target {
        Target::Piece { piece, anchor: None } => view.pieces.get(*piece),
        _ => None,
    };
    let foreign = piece.filter(|_| entry.language.is_some());
    draft.open("p", "contents-line");
    draft.link(&entry.target, &entry.label, foreign);
    draft.close();
    if let Some(subtitle) = piece.and_then(|piece| piece.facts.subtitle.as_ref()) {
        draft.line("p", "contents-subtitle", &subtitle.value);
    }
    if let Some(author) = &entry.author {
        draft.line("p", "contents-author", author);
    }
}
