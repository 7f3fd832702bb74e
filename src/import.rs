//! From a pile of texts to a book: sources are read, cleaned and divided, and come out as a draft that is an ordinary
//! book for its owner to read, mend and build.
//!
//! Nothing is lost in silence: what does not come into a chapter stands in the report, and `loss` adds it up.
//! Nothing is written here: a [`Draft`] is a value, and `ledger` says which of its files may be written over.
//! Sources are read side by side, and of each only what is said of it stays in memory (`imported`).
//! What is to be done for one kind of source is a file in `importers/` and a line in [`IMPORTERS`].

mod author_notes;
mod bind;
mod chapters;
mod clean;
mod compose;
mod contents;
mod copied;
mod dialects;
mod documents;
mod draft;
mod empty;
mod formulas;
mod front;
mod furniture;
mod gutenberg;
mod headed;
mod hyphens;
mod imported;
mod importers;
mod layouts;
mod ledger;
mod letters;
mod lines;
mod links;
mod loss;
pub mod markdown;
mod mime;
mod mojibake;
mod names;
mod notes;
mod order;
mod page;
mod pictures;
mod places;
mod report;
mod rules;
mod said;
mod shown;
mod slashes;
mod sources;
mod tongue;
mod twins;
mod verse;
mod words;
mod written;
mod zipped;

pub use draft::{Draft, DraftFile};
pub use empty::{empty, title_of};
pub use ledger::{Action, Digest, Ledger};
pub use order::{Group, Order, Sort};
pub use rules::RULES;
pub use sources::Source;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::manifest::Facts;
use crate::manuscript::{Declaration, Decoded, decode};
use crate::source::{Located, SourceId};
use crate::world::{BookPath, Spool, World};
use crate::xml::Tree;
use imported::Imported;
use layouts::Arranged;
use rayon::prelude::*;
use std::sync::Arc;

/// What imports one kind of text.
#[derive(Debug)]
pub struct Importer {
    pub name: &'static str,
    /// Tells by what it holds, and in doubt by its name, whether a text is of this kind.
    recognises: fn(&Text) -> bool,
    import: fn(&Text) -> Work,
}

/// Every kind of text that can be imported; the first that recognises a text takes it.
///
/// What has a page in it goes before what takes a text as a page.
pub const IMPORTERS: &[Importer] = &[
    Importer { name: "web archive", recognises: importers::mhtml::recognises, import: importers::mhtml::import },
    Importer { name: "HTML", recognises: importers::html::recognises, import: importers::html::import },
    Importer { name: "Markdown", recognises: importers::markdown::recognises, import: importers::markdown::import },
    Importer { name: "plain text", recognises: |_| true, import: importers::text::import },
];

/// A text to import.
#[derive(Clone, Debug)]
struct Text {
    path: BookPath,
    source: SourceId,
    content: Arc<str>,
    options: Options,
    /// Where it was on the web, where its file says so.
    location: Option<String>,
    /// The pictures in its file, with what it calls them.
    pictures: Vec<(String, Picture)>,
}

/// How texts are imported.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    pub comments: Comments,
    /// Whether to go on where much of an article is taken for clutter.
    pub allow_loss: bool,
}

/// What becomes of what readers of a page said below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comments {
    /// It stands in the report alone.
    #[default]
    Drop,
    /// It stands behind the text.
    Keep,
}

/// What a text became.
#[derive(Debug, Default)]
struct Work {
    /// What is said of the whole of it.
    facts: Facts,
    chapters: Vec<Chapter>,
    removed: Vec<Removed>,
    /// The titles of the parts of the book that it stands in, as its folder or its author has it.
    parts: Vec<String>,
    /// Whether it is the page of the innermost of them.
    is_part: bool,
    /// What of that stood inside the text and reads like paragraphs.
    omitted: Vec<String>,
    /// Whether its language is guessed.
    is_guess: bool,
    /// Why nothing was made of it, where nothing was.
    refused: Option<String>,
    /// What its owner should look at.
    remarks: Vec<String>,
    diagnostics: Diagnostics,
    /// The texts in it that a reader would see, for the loss check.
    seen: Vec<String>,
    /// What a source that is a whole book says of that; what `facts` say is said of its text.
    book: Option<Box<front::Book>>,
    /// What its folder says of the whole book.
    of_folder: Option<Box<front::Book>>,
    /// Pictures that the source holds, which its trees name by their numbers: see `places`.
    pictures: Vec<Picture>,
    /// The number of the picture on its front.
    cover: Option<usize>,
}

/// A picture, or whatever else a source holds and its text shows.
#[derive(Clone, Debug)]
struct Picture {
    /// What its file is called.
    name: String,
    bytes: Vec<u8>,
}

/// A chapter of the draft.
#[derive(Debug)]
struct Chapter {
    facts: Facts,
    /// The titles of the parts that it stands in, the outermost first.
    parts: Vec<String>,
    /// Whether it is the page of the innermost of them, which it begins.
    is_part: bool,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Tree(Tree),
    /// Markdown with its front matter, as its author wrote it.
    Verbatim(String),
}

/// Something that is in no chapter.
#[derive(Clone, Debug)]
struct Removed {
    /// What it is, and where it went or why it left.
    what: String,
    /// Word for word.
    text: String,
}

/// A source that was looked at, whatever came of it.
#[derive(Debug)]
struct Looked {
    path: BookPath,
    outcome: Outcome,
}

#[derive(Debug)]
enum Outcome {
    Imported {
        kind: &'static str,
        work: Box<Imported>,
    },
    Skipped(String),
    /// It stands beside texts and is none.
    Passed,
}

/// What is to be imported.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub sources: Vec<Source>,
    /// A folder that is no source, though it stands in one: that of the book itself.
    pub except: Option<BookPath>,
    /// What the book is called where the sources do not say it.
    pub title: String,
    pub order: Order,
    pub options: Options,
    /// What is in the folder of the book.
    pub earlier: Ledger,
}

/// So many files are read together: what came of them is sorted in before the next ones.
const TOGETHER: usize = 256;

/// Imports texts into a draft.
///
/// A draft without chapters has an error among its diagnostics.
pub fn run(world: &dyn World, request: &Request, importers: &[Importer]) -> Draft {
    let mut draft = Draft { spool: world.spool(), ..Draft::default() };
    let found = sources::find(world, &request.sources, request.except.as_ref());
    draft.diagnostics.extend(found.diagnostics);
    let reading = Reading { world, options: request.options, importers, spool: &draft.spool };
    let mut looked = Vec::with_capacity(found.files.len() + found.left.len() + found.passed.len());
    let mut files = found.files.into_iter();
    while files.len() > 0 {
        let first = draft.sources.upcoming(0);
        let together: Vec<Arranged> = files.by_ref().take(TOGETHER).collect();
        let read = together.into_par_iter().enumerate().map(|(index, file)| reading.read(file, first.after(index)));
        for Read { text, outcome, diagnostics } in read.collect::<Vec<_>>() {
            draft.sources.add(text.path.to_string(), text.content);
            draft.diagnostics.extend(diagnostics);
            looked.push(Looked { path: text.path, outcome });
        }
    }
    order::arrange(&mut looked, request.order);
    draft.diagnostics.extend(twins::find(&looked, &draft.spool));
    let left = found.left.into_iter().map(|(path, why)| Looked { path, outcome: Outcome::Skipped(why) });
    looked.extend(left);
    looked.extend(found.passed.into_iter().map(|path| Looked { path, outcome: Outcome::Passed }));
    let title = found.title.as_ref().unwrap_or(&request.title);
    bind::bind(world, &looked, title, &request.earlier, &mut draft);
    draft
}

impl Work {
    /// Takes what is known of it from elsewhere, where it says nothing itself.
    fn know(&mut self, facts: Facts) {
        if let [only] = &mut *self.chapters {
            only.facts = std::mem::take(&mut only.facts).or(facts.clone());
        }
        self.facts = std::mem::take(&mut self.facts).or(facts);
    }

    /// Guesses its language where nothing says it.
    fn guess_language(&mut self) {
        if self.facts.language.is_some() {
            return;
        }
        let Some(tag) = tongue::guess(&self.seen) else { return };
        self.facts.language = Some(Located { value: tag.to_owned(), span: None });
        if let [only] = &mut *self.chapters {
            only.facts.language.clone_from(&self.facts.language);
        }
        self.is_guess = true;
    }
}

/// What came of a file.
struct Read {
    text: Text,
    outcome: Outcome,
    diagnostics: Diagnostics,
}

/// How files are read, each for itself.
struct Reading<'a> {
    world: &'a dyn World,
    options: Options,
    importers: &'a [Importer],
    spool: &'a Spool,
}

impl Reading<'_> {
    /// Reads and imports one file.
    fn read(&self, arranged: Arranged, source: SourceId) -> Read {
        let path = arranged.path.clone();
        let mut text =
            Text { path, source, content: Arc::default(), options: self.options, location: None, pictures: Vec::new() };
        if self.world.flows(&text.path) {
            return skipped(text, "it is a pipe, a socket or a device".to_owned());
        }
        let bytes = match self.world.read(&text.path) {
            Ok(bytes) => bytes,
            Err(error) => return skipped(text, format!("it {error}")),
        };
        if let Some(document) = documents::DOCUMENTS.iter().find(|document| (document.recognises)(&text.path, &bytes)) {
            return match (document.open)(&documents::File { bytes: &bytes }) {
                Ok(work) => self.imported(text, arranged, document.name, work),
                Err(why) => skipped(text, why),
            };
        }
        let declaration = if importers::html::looks_like_it(&bytes) { Declaration::Html } else { Declaration::None };
        let Decoded { text: decoded, diagnostics } = decode(bytes, declaration, source);
        if let Some(fatal) = diagnostics.iter().find(|finding| finding.severity.is_error()) {
            let why = fatal.message.clone();
            return skipped(text, why);
        }
        if decoded.trim().is_empty() {
            return skipped(text, "it has no text".to_owned());
        }
        text.content = decoded.into();
        let importer = self.importers.iter().find(|importer| (importer.recognises)(&text));
        let Some(importer) = importer else { return skipped(text, "no importer knows its kind".to_owned()) };
        let mut work = (importer.import)(&text);
        work.diagnostics.splice(0..0, diagnostics);
        self.imported(text, arranged, importer.name, work)
    }

    /// Looks whether a work has all that its text had, and puts it aside.
    fn imported(&self, mut text: Text, arranged: Arranged, kind: &'static str, mut work: Work) -> Read {
        if let Some(why) = work.refused {
            return skipped(text, why);
        }
        let mut diagnostics = std::mem::take(&mut work.diagnostics);
        let written = written::write(&mut work, &arranged);
        diagnostics.extend(loss::check(&text, &work, &written));
        diagnostics.extend(loss::omitted(&text, &work, &written));
        diagnostics.extend(mojibake::find(&text));
        arranged.inform(&mut work);
        work.guess_language();
        if work.chapters.is_empty() {
            return skipped(text, "nothing of it is left for a chapter".to_owned());
        }
        text.content = shown::shorten(&text.content, text.source, &mut diagnostics).into();
        let work = Box::new(Imported::new(work, written, self.spool));
        Read { text, outcome: Outcome::Imported { kind, work }, diagnostics }
    }
}

fn skipped(mut text: Text, why: String) -> Read {
    // Nothing points into it.
    text.content = Arc::default();
    let message = format!("`{}` is left out: {why}", text.path);
    let help = "export it as Markdown, HTML or plain text, or leave it out of what is imported";
    let diagnostic = Diagnostic::new(&rules::SKIPPED_SOURCE, message).at(Place::File(text.source)).help(help);
    Read { text, outcome: Outcome::Skipped(why), diagnostics: vec![diagnostic] }
}

#[cfg(test)]
mod tests;
