//! The pages that footnotes and authors' notes are moved to; `appendix` fills them.

use super::super::appendix::{self, has_section};
use super::Page;
use crate::manifest::{AuthorNotes, Footnotes};
use crate::words::Word;

pub(super) const NOTES: Page = Page {
    key: None,
    role: appendix::NOTES.0,
    is_usual: true,
    is_listed: true,
    has_matter: |view| {
        view.manifest.pieces.footnotes == Footnotes::Appendix
            && view.pieces.iter().any(|piece| has_section(piece, appendix::NOTES.1))
    },
    write: |view, draft| draft.title(view.word(Word::Notes)),
};

pub(super) const AUTHOR_NOTES: Page = Page {
    key: None,
    role: appendix::AUTHOR_NOTES.0,
    is_usual: true,
    is_listed: true,
    has_matter: |view| {
        view.manifest.pieces.author_notes == AuthorNotes::Appendix
            && view.pieces.iter().any(|piece| has_section(piece, appendix::AUTHOR_NOTES.1))
    },
    write: |view, draft| draft.title(view.word(Word::AuthorNotes)),
};
