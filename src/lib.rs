//! bindery compiles a collection of texts into an EPUB 3.3.
//!
//! # The flow
//!
//! Every step is a function from a value to a value, with [`Diagnostics`](diagnostic::Diagnostics) beside; nothing flows back.
//!
//! 1. [`manifest::read`] turns `book.toml` into a [`Manifest`](manifest::Manifest): the book as its author orders it.
//! 2. [`manuscript::read`] reads every piece that it lists into a tree, all at once: a
//!    [`Manuscript`](manuscript::Manuscript). Markdown, HTML and plain text meet in one kind of tree.
//! 3. [`typeset::run`] sets the trees: what EPUB allows, titles, headings, ids, notes, languages, pictures, links.
//!    With stylesheets and cover that makes a [`Book`](manuscript::Book).
//! 4. [`edition::run`] changes what one store or reader needs otherwise.
//! 5. [`package::bind`] names the files and makes the [`Package`](package::Package): every document of the EPUB as a
//!    tree. It cannot fail: all doubt is settled before.
//! 6. [`check::run`] looks whether the package is what the specification wants.
//! 7. [`container::write`] renders, deflates and writes it; [`container::read`] is its inverse, for any stranger's EPUB.
//!
//! All files, times and the environment come through a [`World`](world::World), so that a build is one call in memory.

pub mod check;
pub mod code;
pub mod container;
pub mod diagnostic;
pub mod edition;
pub mod formula;
pub mod import;
pub mod manifest;
pub mod manuscript;
pub mod nearest;
pub mod package;
pub mod repair;
pub mod report;
pub mod resource;
pub mod role;
pub mod slug;
pub mod source;
pub mod theme;
pub mod typeset;
pub mod vocabulary;
pub mod words;
pub mod world;
pub mod xml;

mod address;
mod build;
mod css;
mod file_findings;

pub use build::{Build, Input, build};
use diagnostic::Rule;
use resource::recording::RULES as RECORDINGS;

/// Every rule, for `bindery explain` and `[diagnostics]`, sorted by name.
pub fn rules() -> Vec<&'static Rule> {
    let rooms = [
        file_findings::RULES,
        manifest::RULES,
        resource::RULES,
        resource::font::RULES,
        RECORDINGS,
        container::RULES,
        import::RULES,
        edition::RULES,
    ];
    let checks = check::rules();
    let readers_and_passes = manuscript::RULES.iter().chain(typeset::RULES).copied();
    let mut rules: Vec<&'static Rule> =
        rooms.into_iter().chain(readers_and_passes).flatten().copied().chain(checks).collect();
    rules.sort_by_key(|rule| rule.name);
    // A rule that holds for authors' files and for anybody's stands in two tables.
    rules.dedup_by_key(|rule| rule.name);
    rules
}
