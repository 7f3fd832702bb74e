//! Makes of any piece of HTML what an EPUB content document may hold, with every word that a browser would show.
//!
//! The tree holds what a browser makes of the author's markup. Three steps make it conform to EPUB 3.3, 6.1:
//! `clean` goes through the elements one by one and takes out, renames or turns into text what a book cannot have;
//! `arrange` puts what is left where it may stand; `references` settles what points at something else.
//! A piece that is plain already, as Markdown without raw HTML is, is looked at once and not touched.
//!
//! Left to others: whether links lead anywhere, whether pictures are there and have an alternative text, the language.
//!
//! Classes that it gives, for stylesheets: `center`, `right`, `bold`, `italic`, `large`, `smallcaps`, `strike`,
//! `underline`, `figcaption`, `legend`, `math`.

mod arrange;
mod attributes;
mod clean;
mod controls;
mod foreign;
mod groups;
mod inline;
mod log;
mod media;
mod plain;
mod player;
mod references;
mod rules;
mod style;
mod url;

#[cfg(test)]
mod tests;

pub(super) use rules::RULES;

use crate::diagnostic::Diagnostics;
use crate::xml::Tree;

/// Returns an address of the network as it should be written, or nothing where the text is none.
pub(super) fn web_address(text: &str) -> Option<String> {
    match url::read(text) {
        url::Address::Remote(address) => Some(address),
        _ => None,
    }
}

/// Makes the content of a `<body>`, which the tree's document node holds, fit for an EPUB.
pub(super) fn conform(tree: &mut Tree) -> Diagnostics {
    if plain::is_plain(tree) {
        return Diagnostics::new();
    }
    let mut log = log::Log::default();
    let ids = clean::clean(tree, &mut log);
    arrange::arrange(tree, &mut log);
    references::settle(tree, &ids);
    log.finish()
}

/// Tells whether text is nothing but what XML counts as white space.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}
