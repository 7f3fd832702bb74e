//! Works to a draft: names for files, what is said once of the book, pictures beside the texts, and the report.

use super::front::{self, Book, Entry};
use super::rules::{NOTHING_TO_IMPORT, UNDECIDED_LANGUAGE};
use super::{Body, Chapter, Draft, DraftFile, Embedded, Looked, Outcome, Work, report};
use crate::address::{decode, has_scheme};
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{Facts, Person, front_matter};
use crate::manuscript::{Input, READERS};
use crate::slug::{Unique, slug};
use crate::source::{Located, SourceId};
use crate::world::{BookPath, Roots, World};
use crate::xml::{NodeRef, Tree};
use std::collections::BTreeMap;

/// Fills a draft with what became of the sources; `title` is that of a book which nobody has named.
pub(super) fn bind(world: &dyn World, looked: &mut [Looked], title: &str, draft: &mut Draft) {
    let mut works: Vec<(&BookPath, &mut Work)> = looked
        .iter_mut()
        .filter_map(|looked| match &mut looked.outcome {
            Outcome::Imported { work, .. } => Some((&looked.path, &mut **work)),
            Outcome::Skipped(_) | Outcome::Passed => None,
        })
        .collect();
    if works.is_empty() {
        if !draft.diagnostics.iter().any(|finding| finding.rule.name == NOTHING_TO_IMPORT.name) {
            let help = "see the warnings above for what is wrong with each source";
            let message = "none of the sources could be imported";
            draft.diagnostics.push(Diagnostic::new(&NOTHING_TO_IMPORT, message).help(help));
        }
        return;
    }
    let language = language(&works);
    if language.is_none() {
        let help = "see `language` in `book.toml`, and correct it where it is wrong";
        let message = "no source says in which language it is: the draft says `en`";
        draft.diagnostics.push(Diagnostic::new(&UNDECIDED_LANGUAGE, message).help(help));
    }
    let guessed = works.iter().filter(|(_, work)| work.is_guess).count();
    if let Some(language) = language.as_ref().filter(|_| guessed == works.len()) {
        let message = format!("no source says in which language it is: by its words it is `{language}`");
        let help = "see `language` in `book.toml`, and correct it where it is wrong";
        draft.diagnostics.push(Diagnostic::new(&UNDECIDED_LANGUAGE, message).help(help));
    }
    let language = language.unwrap_or_else(|| "en".to_owned());
    let mut book = book(&works, title, language);
    let is_alone = works.len() == 1;
    let mut binder = Binder {
        world,
        names: Unique::default(),
        pictures: Pictures::default(),
        files: Vec::new(),
        titles: Vec::new(),
    };
    let mut named: Vec<Vec<String>> = Vec::new();
    for (path, work) in &mut works {
        let first = binder.files.len();
        let entries = binder.work(path, work, &book, is_alone);
        named.push(binder.files[first..].iter().map(|file| file.path.to_string()).collect());
        book.chapters.extend(entries);
    }
    let Binder { pictures, files, titles, .. } = binder;
    draft.chapters = files.len();
    draft.titles = titles;
    let manifest = DraftFile { path: BookPath::own("book.toml"), bytes: front::book(&book).into_bytes() };
    draft.files = [vec![manifest], files, pictures.files].concat();
    let text = report::write(looked, &named, &book, &draft.diagnostics);
    draft.files.push(DraftFile { path: BookPath::own(report::FILE), bytes: text.into_bytes() });
    debug_assert!(draft.diagnostics.iter().all(|finding| finding.severity != Severity::Fatal));
}

/// Returns the language that most works say.
fn language(works: &[(&BookPath, &mut Work)]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, work) in works {
        if let Some(language) = &work.facts.language {
            // What a source says weighs more than any guess.
            *counts.entry(&language.value).or_default() += if work.is_guess { 1 } else { works.len() + 1 };
        }
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(language, _)| language.to_owned())
}

/// Returns what is said of the book as a whole.
fn book(works: &[(&BookPath, &mut Work)], title: &str, language: String) -> Book {
    let mut book = Book { title: title.to_owned(), language, ..Book::default() };
    let add = |people: &mut Vec<Person>, more: &[Person]| {
        for person in more {
            if !people.iter().any(|known| known.name == person.name) {
                people.push(person.clone());
            }
        }
    };
    for (_, work) in works {
        add(&mut book.authors, &work.facts.authors);
    }
    if let [(_, work)] = works {
        let said = |said: &Option<Located<String>>| said.as_ref().map(|said| said.value.clone());
        add(&mut book.translators, &work.facts.translators);
        book.title = said(&work.facts.title).unwrap_or(book.title);
        book.rights = said(&work.facts.rights);
        book.description = said(&work.facts.summary);
        book.sources = said(&work.facts.source).into_iter().collect();
    }
    book
}

struct Binder<'a> {
    world: &'a dyn World,
    names: Unique,
    pictures: Pictures,
    files: Vec<DraftFile>,
    titles: Vec<String>,
}

impl Binder<'_> {
    /// Makes the files of a work; returns its entries in the list of chapters.
    fn work(&mut self, path: &BookPath, work: &mut Work, book: &Book, is_alone: bool) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let whole = std::mem::take(&mut work.chapters);
        let has_many = whole.len() > 1;
        for mut chapter in whole {
            if !is_alone {
                chapter.facts = std::mem::take(&mut chapter.facts).or(work.facts.for_chapter(false));
            }
            chapter.facts.language = chapter.facts.language.filter(|language| language.value != book.language);
            let part = chapter.part.take();
            let entry = Entry::Chapter(self.chapter(path, chapter, &work.embedded, &mut work.remarks));
            match (part, entries.last_mut()) {
                (Some(part), Some(Entry::Part(open, chapters))) if *open == part => chapters.push(entry),
                (Some(part), _) => entries.push(Entry::Part(part, vec![entry])),
                (None, _) => entries.push(entry),
            }
        }
        match &work.facts.title {
            Some(title) if has_many && !is_alone => vec![Entry::Part(title.value.clone(), entries)],
            _ => entries,
        }
    }

    fn chapter(
        &mut self,
        path: &BookPath,
        chapter: Chapter,
        embedded: &[Embedded],
        remarks: &mut Vec<String>,
    ) -> String {
        let title = chapter.facts.title.as_ref().map(|title| title.value.clone());
        let stem = [title.as_deref().map(slug), Some(slug(path.stem())), Some("chapter".to_owned())];
        let stem = stem.into_iter().flatten().find(|stem| !stem.is_empty()).unwrap_or_default();
        let name = format!("chapters/{}.md", self.names.fresh(&stem));
        self.titles.push(title.unwrap_or_else(|| path.stem().to_owned()));
        let text = match chapter.body {
            Body::Verbatim(text) => self.pictures.take_from_markdown(self.world, path, text, remarks),
            Body::Tree(mut tree) => {
                self.pictures.take(self.world, path, embedded, &mut tree, remarks);
                front::chapter(&chapter_facts(chapter.facts), &tree)
            }
        };
        self.files.push(DraftFile { path: BookPath::own(&name), bytes: text.into_bytes() });
        name
    }
}

/// Returns what front matter says of a chapter, the title of which is never empty.
fn chapter_facts(mut facts: Facts) -> Facts {
    facts.title = facts.title.filter(|title| !title.value.is_empty());
    facts
}

/// The pictures that stand beside the texts, each once.
#[derive(Default)]
struct Pictures {
    names: Unique,
    known: BTreeMap<BookPath, String>,
    /// Those that stood in the file of a text, by what it calls them.
    embedded: BTreeMap<(BookPath, String), String>,
    files: Vec<DraftFile>,
}

impl Pictures {
    /// Brings in the pictures of a text, and makes its tree name them where they are now.
    fn take(
        &mut self,
        world: &dyn World,
        text: &BookPath,
        embedded: &[Embedded],
        tree: &mut Tree,
        remarks: &mut Vec<String>,
    ) {
        let pictures = tree.root().descendants().filter(|node| node.is_html("img"));
        let pictures: Vec<_> = pictures.map(NodeRef::id).collect();
        for id in pictures {
            let address = tree.get(id).attribute("src").unwrap_or_default().to_owned();
            let own = embedded.iter().find(|picture| picture.address == address);
            let found = own.map(|picture| self.unpack(text, picture)).or_else(|| self.find(world, text, &address));
            match found {
                Some(name) => tree.set(id, "src", &format!("../{name}")),
                None => remarks.push(format!("the picture `{address}` is not beside the text; its place is kept")),
            }
        }
    }

    /// Brings in a picture that stands in the file of a text.
    fn unpack(&mut self, text: &BookPath, picture: &Embedded) -> String {
        let key = (text.clone(), picture.address.clone());
        if let Some(name) = self.embedded.get(&key) {
            return name.clone();
        }
        let stems = [slug(&picture.name), slug(&format!("{} picture", text.stem()))];
        let stem = stems.into_iter().find(|stem| !stem.is_empty()).unwrap_or_default();
        let name = format!("images/{}.{}", self.names.fresh(&stem), picture.extension);
        self.files.push(DraftFile { path: BookPath::own(&name), bytes: picture.bytes.clone() });
        self.embedded.insert(key, name.clone());
        name
    }

    /// Brings in the pictures of Markdown that stays as it is, but for where they are.
    fn take_from_markdown(
        &mut self,
        world: &dyn World,
        path: &BookPath,
        mut text: String,
        remarks: &mut Vec<String>,
    ) -> String {
        let start = front_matter::read(&text, &[], |_| None).end;
        let tree = (READERS[0].read)(&Input::new(text.as_str().into(), SourceId::new(0), start)).tree;
        let pictures = tree.root().descendants().filter(|node| node.is_html("img"));
        let mut found: Vec<(usize, usize, String)> = pictures
            .filter_map(|node| Some((node.span()?.range(), node.attribute("src")?.to_owned())))
            .map(|(range, address)| (range.start, range.end, address))
            .collect();
        found.sort();
        // From the last to the first, so that places stay what they are.
        for (start, end, address) in found.into_iter().rev().filter(|(_, _, address)| !has_scheme(address)) {
            let written = |address: &str| Some((text.get(start..end)?.rfind(address)? + start, address.len()));
            let place = written(&address).or_else(|| written(&decode(&address)));
            match place.and_then(|place| Some((place, self.find(world, path, &address)?))) {
                Some(((at, length), name)) => text.replace_range(at..at + length, &format!("../{name}")),
                None => remarks.push(format!("the picture `{address}` is not beside the text; its place is kept")),
            }
        }
        text
    }

    fn find(&mut self, world: &dyn World, text: &BookPath, address: &str) -> Option<String> {
        let plain = decode(address);
        let path = Roots::default().resolve(text.folder(), &plain).ok()?;
        if let Some(name) = self.known.get(&path) {
            return Some(name.clone());
        }
        let bytes = world.read(&path).ok()?;
        let stem = slug(path.stem());
        let stem = self.names.fresh(if stem.is_empty() { "picture" } else { &stem });
        let name = format!("images/{stem}.{}", path.extension());
        self.files.push(DraftFile { path: BookPath::own(&name), bytes });
        self.known.insert(path, name.clone());
        Some(name)
    }
}
