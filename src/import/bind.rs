//! Works to a draft: names for files, what is said once of the book, pictures beside the texts, and the report.

use super::draft::{Draft, DraftFile, FileWriter};
use super::front::{self, Book, Entry, Part};
use super::imported::{Imported, ImportedChapter};
use super::ledger::Ledger;
use super::links::Links;
use super::pictures::Pictures;
use super::rules::{NOTHING_TO_IMPORT, UNDECIDED_LANGUAGE};
use super::said::Field;
use super::written::To;
use super::{Looked, Outcome, markdown, names, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{Facts, Person};
use crate::world::{BookPath, Spool, World};
use std::collections::{BTreeMap, HashMap};

/// Fills a draft with what became of the sources; `title` is that of a book which nobody has named, and `earlier` what is
/// in its folder.
pub(super) fn bind(world: &dyn World, looked: &[Looked], title: &str, earlier: &Ledger, draft: &mut Draft) {
    let is_passed = |looked: &&Looked| matches!(looked.outcome, Outcome::Passed);
    let passed: Vec<BookPath> = looked.iter().filter(is_passed).map(|looked| looked.path.clone()).collect();
    let works: Vec<(&BookPath, &Imported)> = looked
        .iter()
        .filter_map(|looked| match &looked.outcome {
            Outcome::Imported { work, .. } => Some((&looked.path, &**work)),
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
    let named = names::chapters(&works, earlier);
    let mut binder = Binder {
        world,
        spool: &draft.spool,
        pictures: Pictures::beside(passed, earlier),
        links: Links::new(&works, &named),
        is_alone: works.len() == 1,
        files: Vec::with_capacity(works.len()),
        remarks: Remarks::new(),
    };
    for ((path, work), files) in works.iter().zip(&named) {
        binder.work(path, work, files, &mut book);
    }
    let Binder { pictures, files, remarks, .. } = binder;
    draft.chapters = files.len();
    let mut file = FileWriter::new(&draft.spool);
    file.text(&front::book(&book));
    draft.files = vec![file.finish(BookPath::own("book.toml"), None)];
    draft.files.extend(files);
    draft.files.extend(pictures.files);
    let mut file = FileWriter::new(&draft.spool);
    let notices = report::Notices { findings: &draft.diagnostics, sources: &draft.sources, remarks: &remarks };
    report::write(looked, &named, &book, &notices, &mut file);
    draft.files.push(file.finish(BookPath::own(report::FILE), None));
    debug_assert!(draft.diagnostics.iter().all(|finding| finding.severity != Severity::Fatal));
}

/// Returns the language that most works say.
fn language(works: &[(&BookPath, &Imported)]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, work) in works {
        if let Some(language) = work.said.text(Field::Language) {
            // What a source says weighs more than any guess.
            *counts.entry(language).or_default() += if work.is_guess { 1 } else { works.len() + 1 };
        }
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(language, _)| language.to_owned())
}

/// Returns what is said of the book as a whole.
fn book(works: &[(&BookPath, &Imported)], title: &str, language: String) -> Book {
    let mut book = Book { title: title.to_owned(), language, ..Book::default() };
    let add = |people: &mut Vec<Person>, more: &[Person]| {
        for person in more {
            if !people.iter().any(|known| known.name == person.name) {
                people.push(person.clone());
            }
        }
    };
    for (_, work) in works {
        add(&mut book.authors, work.said.authors());
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
        let said = |field: Field| work.said.text(field).map(str::to_owned);
        add(&mut book.translators, &work.said.facts().translators);
        book.title = said(Field::Title).unwrap_or(book.title);
        book.rights = said(Field::Rights);
        book.description = said(Field::Summary);
        book.sources = said(Field::Source).into_iter().collect();
    }
    book
}

/// What the owner of a source should look at, beside what was seen when it was read.
pub(super) type Remarks = HashMap<BookPath, Vec<String>>;

struct Binder<'a> {
    world: &'a dyn World,
    spool: &'a Spool,
    pictures: Pictures<'a>,
    links: Links<'a>,
    /// Whether there is but one work.
    is_alone: bool,
    files: Vec<DraftFile>,
    remarks: Remarks,
}

impl Binder<'_> {
    /// Makes the files of a work, and enters them in the list of chapters.
    fn work(&mut self, path: &BookPath, work: &Imported, names: &[BookPath], book: &mut Book) {
        let pictures = self.pictures.bring(self.spool, path, &work.pictures);
        let own = Own { path, chapters: names, pictures: &pictures };
        match work.cover.and_then(|cover| pictures.get(cover)) {
            Some(cover) if self.is_alone || work.of_folder.is_some() => book.cover = Some(cover.clone()),
            Some(cover) => self.remark(path, format!("the cover is `{cover}`; a book of several works needs its own")),
            None => {}
        }
        let is_part = work.is_part && work.chapters.len() == 1;
        let is_work_part = work.chapters.len() > 1 && !self.is_alone;
        let title = work.said.text(Field::Title).filter(|_| is_work_part).map(str::to_owned);
        let outer: Vec<String> = work.parts.iter().cloned().chain(title).collect();
        let of_work = if self.is_alone { Facts::default() } else { work.said.facts().for_chapter(false) };
        for (chapter, name) in work.chapters.iter().zip(names) {
            let mut facts = chapter.said.facts().or(of_work.clone());
            facts.language = facts.language.filter(|language| language.value != book.language);
            let mut parts = [&*outer, &chapter.parts].concat();
            // A book that is one chapter of a story is called as the story is.
            parts.retain(|part| !self.is_alone || work.chapters.len() > 1 || *part != book.title);
            let entry = if chapter.is_part || is_part {
                let mut said = front::part(&facts);
                if !chapter.is_blank {
                    said.insert(0, ("file", front::value(name.as_str())));
                    self.chapter(name, chapter, facts, &own);
                }
                Entry::Part(Box::new(Part { title: String::new(), said, chapters: Vec::new() }))
            } else {
                self.chapter(name, chapter, facts, &own);
                Entry::Chapter(name.clone())
            };
            enter(&mut book.chapters, &parts, entry);
        }
    }

    /// Makes the file of a chapter.
    fn chapter(&mut self, name: &BookPath, chapter: &ImportedChapter, facts: Facts, own: &Own<'_>) {
        let mut file = FileWriter::new(self.spool);
        if chapter.places.is_some() {
            file.text(&head(facts, chapter.place.is_empty()));
        }
        chapter.write(&mut file, |waiting| self.lead(&waiting.to, own));
        self.files.push(file.finish(name.clone(), Some(own.path)));
    }

    fn remark(&mut self, path: &BookPath, remark: String) {
        self.remarks.entry(path.clone()).or_default().push(remark);
    }

    /// Returns the address of what one in a source leads to.
    fn lead(&mut self, to: &To, own: &Own<'_>) -> Option<String> {
        match to {
            To::Chapter(index, place) => {
                let file = own.chapters.get(*index)?.file_name();
                Some(place.as_ref().map_or_else(|| file.to_owned(), |place| format!("{file}#{place}")))
            }
            To::Picture(index) => own.pictures.get(*index).map(|name| format!("../{name}")),
            To::Text(address) => self.links.find(own.path, address),
            To::Beside(address) => {
                let name = self.pictures.find(self.world, self.spool, own.path, address);
                if name.is_none() {
                    self.remark(own.path, format!("the picture `{address}` is not beside the text; its place is kept"));
                }
                name.map(|name| format!("../{name}"))
            }
        }
    }
}

/// A source with the names of its files.
struct Own<'a> {
    path: &'a BookPath,
    chapters: &'a [BookPath],
    pictures: &'a [String],
}

/// Returns what stands before the text of a chapter. One that has nothing but a title has that for its text.
fn head(mut facts: Facts, is_empty: bool) -> String {
    facts.title = facts.title.filter(|title| !title.value.is_empty());
    let heading = facts.title.take_if(|_| is_empty);
    let heading = heading.map(|title| format!("# {}\n", markdown::plain(&title.value)));
    front::matter(&facts) + &heading.unwrap_or_default()
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
