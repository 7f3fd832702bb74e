//! Where the command line meets the compiler: everything `build` and `explain` know of it.
//!
//! STUB: to be wired to `bindery::build` and to the joined table of rules.

use bindery::diagnostic::{Diagnostic, Place, Rule, Severity};
use bindery::source::Sources;
use bindery::world::{BookPath, World};

/// What a book is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Manifest(BookPath),
    /// A single text, which is the whole book.
    Text(BookPath),
}

/// A kind of EPUB that can be asked for.
#[derive(Debug)]
pub(super) struct Profile {
    pub(super) name: &'static str,
    /// What it is for, in one line.
    pub(super) summary: &'static str,
}

/// Every kind of EPUB; the first is the default.
pub(super) const PROFILES: &[Profile] =
    &[Profile { name: "epub", summary: "EPUB 3.3 that every store and reader accepts" }];

/// What became of a book.
#[derive(Debug)]
pub(super) struct Build {
    /// As the book weighs them.
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) sources: Sources,
    /// One for each profile, in order; none where the diagnostics hold an error.
    pub(super) editions: Vec<Edition>,
}

/// A finished EPUB.
#[derive(Debug)]
pub(super) struct Edition {
    /// `leave-takings.epub`: unlike that of every other edition of the book.
    pub(super) file_name: String,
    /// `EPUB 3.3`.
    pub(super) kind: &'static str,
    pub(super) pieces: usize,
    pub(super) bytes: Vec<u8>,
}

/// Makes a book, all in memory.
pub(super) fn compile(world: &dyn World, input: &Input, profiles: &[&Profile]) -> Build {
    let (Input::Manifest(path) | Input::Text(path)) = input;
    let mut sources = Sources::default();
    let bytes = world.read(path);
    let source = sources.add(path.as_str(), String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()));
    if let Err(error) = bytes {
        let diagnostic = Diagnostic::new(&UNREADABLE, format!("`{path}` cannot be read: {error:?}"));
        return Build { diagnostics: vec![diagnostic.at(Place::File(source))], sources, editions: Vec::new() };
    }
    let editions = profiles.iter().map(|_| Edition {
        file_name: format!("{}.epub", path.stem()),
        kind: "EPUB 3.3",
        pieces: 1,
        bytes: format!("PK\x03\x04 stub of {path}").into_bytes(),
    });
    let editions = editions.collect();
    Build { diagnostics: Vec::new(), sources, editions }
}

/// Returns every rule that findings are made by.
pub(super) fn rules() -> Vec<&'static Rule> {
    vec![&UNREADABLE]
}

const UNREADABLE: Rule = Rule {
    name: "unreadable",
    severity: Severity::Error,
    summary: "a file cannot be read",
    explanation: "Stub.",
    epubcheck: &["PKG-008"],
};
