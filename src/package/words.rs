//! The words that the package itself writes. English only, until the table of words for all languages is here:
//! then [`word`] asks that.

use crate::manifest::Manifest;

/// A word for the reader of the book, by its name in `[words]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Contents,
    Cover,
    Landmarks,
    Start,
}

/// Returns a word in the language of the book, or as the manifest wants it.
pub(super) fn word(manifest: &Manifest, word: Word) -> &str {
    let (name, english) = match word {
        Word::Contents => ("contents", "Contents"),
        Word::Cover => ("cover", "Cover"),
        Word::Landmarks => ("landmarks", "Landmarks"),
        Word::Start => ("start", "Start of the text"),
    };
    manifest.words.get(name).map_or(english, String::as_str)
}
