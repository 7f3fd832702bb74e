//! Works to a draft: names for files, what is said once of the book, pictures beside the texts, and the report.

use super::draft::{Draft, DraftFile, Stretch};
use super::front::{self, Book, Entry, Part};
use super::imported::{Imported, ImportedChapter};
use super::links::Links;
use super::pictures::Pictures;
use super::rules::{NOTHING_TO_IMPORT, UNDECIDED_LANGUAGE};
use super::written::To;
use super::{Looked, Outcome, markdown, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{Facts, Person};
use crate::slug::{Unique, slug};
use crate::source::Located;
use crate::world::{BookPath, Spool, World};
use std::collections::BTreeMap;

/// Fills a draft with what became of the sources; `title` is that of a book which nobody has named.
pub(super) fn bind(world: &dyn World, looked: &mut [Looked], title: &str, draft: &mut Draft) {
    let is_passed = |looked: &&Looked| matches!(looked.outcome, Outcome::Passed);
    let passed: Vec<BookPath> = looked.iter().filter(is_passed).map(|looked| looked.path.clone()).collect();
    let mut works: Vec<(&BookPath, &mut Imported)> = looked
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
        spool: &draft.spool,
        names: Unique::default(),
        pictures: Pictures::beside(passed),
        links: Links::default(),
        files: Vec::new(),
        titles: Vec::new(),
    };
    let mut named: Vec<Vec<String>> = Vec::new();
    for (path, work) in &works {
        let files: Vec<String> = work.chapters.iter().map(|chapter| binder.name(path, &chapter.facts)).collect();
        binder.links.know(path, work, &files);
        named.push(files);
    }
    for ((path, work), files) in works.iter_mut().zip(&named) {
        binder.work(path, work, files, &mut book, is_alone);
    }
    let Binder { pictures, files, titles, .. } = binder;
    draft.chapters = files.len();
    draft.titles = titles;
    draft.files = vec![DraftFile::new("book.toml", vec![Stretch::Text(front::book(&book))])];
    draft.files.extend(files);
    draft.files.extend(pictures.files);
    let report = report::write(looked, &named, &book, &draft.diagnostics, &draft.sources);
    draft.files.push(DraftFile::new(report::FILE, report));
    debug_assert!(draft.diagnostics.iter().all(|finding| finding.severity != Severity::Fatal));
}

/// Returns the language that most works say.
fn language(works: &[(&BookPath, &mut Imported)]) -> Option<String> {
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
fn book(works: &[(&BookPath, &mut Imported)], title: &str, language: String) -> Book {
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
    if let Some(of_all) = works.iter().find_map(|(_, work)| work.of_folder.as_ref()) {
        let authors = if of_all.authors.is_empty() { book.authors } else { of_all.authors.clone() };
        return Book { title: book.title, language: book.language, authors, ..(**of_all).clone() };
    }
    if let [(_, work)] = works {
        if let Some(own) = &work.book {
            let title = if own.title.is_empty() { book.title } else { own.title.clone() };
            return Book { title, language: book.language, ..(**own).clone() };
        }
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
    spool: &'a Spool,
    names: Unique,
    pictures: Pictures,
    links: Links,
    files: Vec<DraftFile>,
    titles: Vec<String>,
}

impl Binder<'_> {
    /// Makes the files of a work, and enters them in the list of chapters.
    fn work(&mut self, path: &BookPath, work: &mut Imported, names: &[String], book: &mut Book, is_alone: bool) {
        let whole = std::mem::take(&mut work.chapters);
        let pictures = self.pictures.bring(std::mem::take(&mut work.pictures));
        let own = Own { path, chapters: names, pictures: &pictures };
        match work.cover.and_then(|cover| pictures.get(cover)) {
            Some(cover) if is_alone || work.of_folder.is_some() => book.cover = Some(cover.clone()),
            Some(cover) => work.remarks.push(format!("the cover is `{cover}`; a book of several works needs its own")),
            None => {}
        }
        let mut outer = std::mem::take(&mut work.parts);
        let is_part = work.is_part && whole.len() == 1;
        let is_work_part = whole.len() > 1 && !is_alone;
        outer.extend(work.facts.title.as_ref().filter(|_| is_work_part).map(|title| title.value.clone()));
        for (mut chapter, name) in whole.into_iter().zip(names) {
            if !is_alone {
                chapter.facts = std::mem::take(&mut chapter.facts).or(work.facts.for_chapter(false));
            }
            chapter.facts.language = chapter.facts.language.filter(|language| language.value != book.language);
            let parts = [&*outer, &chapter.parts].concat();
            let entry = if chapter.is_part || is_part {
                let mut said = front::part(&chapter.facts);
                if !chapter.is_blank {
                    said.insert(0, ("file", front::value(name)));
                    self.chapter(name, chapter, &own, &mut work.remarks);
                }
                Entry::Part(Box::new(Part { title: String::new(), said, chapters: Vec::new() }))
            } else {
                self.chapter(name, chapter, &own, &mut work.remarks);
                Entry::Chapter(name.clone())
            };
            enter(&mut book.chapters, &parts, entry);
        }
    }

    /// Returns the name of the file of a chapter.
    fn name(&mut self, path: &BookPath, facts: &Facts) -> String {
        let title = facts.title.as_ref().or(facts.toc_title.as_ref()).map(|title| slug(&title.value));
        let role = facts.role.filter(|_| title.is_none()).map(|role| role.name.to_owned());
        let stem = [title, role, Some(slug(path.stem())), Some("chapter".to_owned())];
        let stem = stem.into_iter().flatten().find(|stem| !stem.is_empty()).unwrap_or_default();
        format!("chapters/{}.md", self.names.fresh(&stem))
    }

    /// Makes the file of a chapter.
    fn chapter(&mut self, name: &str, mut chapter: ImportedChapter, own: &Own<'_>, remarks: &mut Vec<String>) {
        let facts = std::mem::take(&mut chapter.facts);
        let title = facts.title.as_ref().or(facts.toc_title.as_ref());
        self.titles.push(title.map_or_else(|| own.path.stem().to_owned(), |title| title.value.clone()));
        let mut stretches = if chapter.places.is_none() { Vec::new() } else { head(facts, chapter.place.is_empty()) };
        stretches.extend(chapter.stretches(|waiting| self.lead(&waiting.to, own, remarks)));
        self.files.push(DraftFile::new(name, stretches));
    }

    /// Returns the address of what one in a source leads to.
    fn lead(&mut self, to: &To, own: &Own<'_>, remarks: &mut Vec<String>) -> Option<String> {
        match to {
            To::Chapter(index, place) => {
                let file = own.chapters.get(*index)?.rsplit('/').next()?;
                Some(place.as_ref().map_or_else(|| file.to_owned(), |place| format!("{file}#{place}")))
            }
            To::Picture(index) => own.pictures.get(*index).map(|name| format!("../{name}")),
            To::Text(address) => self.links.find(own.path, address),
            To::Beside(address) => {
                let name = self.pictures.find(self.world, self.spool, own.path, address);
                if name.is_none() {
                    remarks.push(format!("the picture `{address}` is not beside the text; its place is kept"));
                }
                name.map(|name| format!("../{name}"))
            }
        }
    }
}

/// A source with the names of its files.
struct Own<'a> {
    path: &'a BookPath,
    chapters: &'a [String],
    pictures: &'a [String],
}

/// Returns what stands before the text of a chapter. One that has nothing but a title has that for its text.
fn head(mut facts: Facts, is_empty: bool) -> Vec<Stretch> {
    facts.title = facts.title.filter(|title| !title.value.is_empty());
    let heading = facts.title.take_if(|_| is_empty);
    let heading = heading.map(|title| format!("# {}\n", markdown::plain(&title.value)));
    vec![Stretch::Text(front::matter(&facts) + &heading.unwrap_or_default())]
}

/// Puts an entry into the parts that it stands in; a part of its own begins the innermost of them.
fn enter(entries: &mut Vec<Entry>, parts: &[String], entry: Entry) {
    let Some((first, inner)) = parts.split_first() else { return entries.push(entry) };
    match (entry, entries.last_mut()) {
        (Entry::Part(part), _) if inner.is_empty() => {
            entries.push(Entry::Part(Box::new(Part { title: first.clone(), ..*part })));
        }
        (entry, Some(Entry::Part(open))) if open.title == *first => enter(&mut open.chapters, inner, entry),
        (entry, _) => {
            let mut part = Part { title: first.clone(), ..Part::default() };
            enter(&mut part.chapters, inner, entry);
            entries.push(Entry::Part(Box::new(part)));
        }
    }
}
