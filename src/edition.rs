//! Editions: what one store or family of readers needs otherwise.
//!
//! A profile is data and a few passes over a whole book; the typesetting before it is the same for all.

mod contents;
mod drawings;
mod formulas;
mod passages;
mod pictures;
mod rules;
mod sentences;

pub use pictures::Pictures;
pub use rules::RULES;

use crate::diagnostic::Diagnostics;
use crate::manuscript::Book;
use crate::world::World;

/// What a book is made for.
#[derive(Debug)]
pub struct Profile {
    /// As `--profile` names it.
    pub name: &'static str,
    /// One line for people who choose.
    pub summary: &'static str,
    /// What follows the book's name in its file name.
    pub extension: &'static str,
    /// What its readers need pictures to be.
    pub pictures: Pictures,
    pub passes: &'static [EditionPass],
}

/// A pass over a whole book for one edition.
#[derive(Debug)]
pub struct EditionPass {
    pub name: &'static str,
    pub run: fn(&mut Book) -> Diagnostics,
}

/// Every profile, the default first.
///
/// What a store asks for without changing a book is said of the result by the check, which knows the stores by the same
/// names.
pub const PROFILES: &[Profile] = &[
    Profile {
        name: "epub",
        summary: "EPUB 3.3 for every reader and store",
        extension: "epub",
        pictures: Pictures::AS_THEY_ARE,
        passes: &[],
    },
    Profile {
        name: "kindle",
        summary: "for Amazon Kindle: two levels of contents, no page for the cover, pictures of pixels on white",
        extension: "kindle.epub",
        pictures: Pictures { opaque: true, drawn: true, still: true },
        passes: &[contents::TWO_LEVELS, contents::NO_COVER_PAGE, formulas::ON_A_LINE],
    },
    Profile {
        name: "kobo",
        summary: "for Kobo’s own readers: every sentence marked, so that they keep the place",
        extension: "kepub.epub",
        pictures: Pictures::AS_THEY_ARE,
        passes: &[sentences::MARKED],
    },
    Profile {
        name: "apple",
        summary: "for Apple Books: pictures on white, which its night mode does not blacken",
        extension: "apple.epub",
        pictures: Pictures { opaque: true, drawn: false, still: false },
        passes: &[],
    },
    Profile {
        name: "play",
        summary: "for Google Play Books",
        extension: "play.epub",
        pictures: Pictures::AS_THEY_ARE,
        passes: &[],
    },
];

impl Profile {
    /// Returns the profile of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }
}

/// Says what of a book is for profiles that there are not.
pub fn check(book: &Book) -> Diagnostics {
    passages::check(book)
}

/// Makes the edition of a book for a profile.
pub fn run(mut book: Book, profile: &Profile, world: &dyn World) -> (Book, Diagnostics) {
    passages::run(&mut book, profile.name);
    let mut diagnostics = pictures::run(&mut book, profile.pictures, world);
    diagnostics.extend(profile.passes.iter().flat_map(|pass| (pass.run)(&mut book)));
    (book, diagnostics)
}
