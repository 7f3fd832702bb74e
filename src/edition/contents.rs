//! A table of contents as a store shows it.

use super::EditionPass;
use crate::diagnostic::Diagnostics;
use crate::manuscript::Book;

/// No deeper than Kindle shows: what is below would be left out, or flattened.
pub(super) const TWO_LEVELS: EditionPass = EditionPass { name: "contents of two levels", run: two_levels };

/// No page for the cover, where the store puts the picture before the book itself and would show it twice.
pub(super) const NO_COVER_PAGE: EditionPass = EditionPass { name: "no cover page", run: no_cover_page };

fn two_levels(book: &mut Book) -> Diagnostics {
    let depth = &mut book.manifest.contents.depth;
    *depth = (*depth).min(2);
    Diagnostics::new()
}

fn no_cover_page(book: &mut Book) -> Diagnostics {
    book.manifest.output.cover_page = false;
    Diagnostics::new()
}
