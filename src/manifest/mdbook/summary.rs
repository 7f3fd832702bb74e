//! `SUMMARY.md`: the chapters of an mdBook, as links in Markdown.
//!
//! Links alone are chapters without a number, before and after the lists; links in lists are numbered ones, nested as
//! the lists are; a heading begins a part. The first heading is the summary's own title. Rules only part the entries.

use super::rules::{DRAFT_CHAPTER, UNCLEAR_SUMMARY};
use super::said;
use crate::address::split_path;
use crate::diagnostic::{Diagnostic, Place};
use crate::manifest::files::Files;
use crate::manifest::findings::{Findings, excerpt};
use crate::manifest::listed::Listed;
use crate::manifest::rules::{EMPTY_PART, NO_CHAPTERS};
use crate::manifest::{Entry, Facts, PartEntry, PieceEntry};
use crate::role::Role;
use crate::source::{Located, SourceId, Sources, Span};
use crate::world::BookPath;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use std::mem;
use std::ops::Range;

/// How deep chapters may stand in each other.
const DEEPEST: usize = 30;

/// Reads the summary at `path`.
pub(super) fn read(
    path: &Located<BookPath>,
    shows_numbers: bool,
    sources: &mut Sources,
    files: &mut Files<'_>,
    findings: &mut Findings,
) -> Vec<Entry> {
    let bytes = match files.world.read(&path.value) {
        Ok(bytes) => bytes,
        Err(error) => {
            let named = Located { value: path.value.to_string(), span: path.span };
            let finding = files.explain(&path.value, &named, &error);
            findings.report(finding);
            return Vec::new();
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let source = sources.add(path.value.as_str(), text.as_str());
    files.folders.insert(source, path.value.folder().to_owned());
    let reported = findings.list.len();
    let mut outline = Outline::new(source, findings);
    for (event, range) in Parser::new(&text).into_offset_iter() {
        outline.event(event, range);
    }
    let parts = outline.finish();
    let mut binder = Binder { shows_numbers, files, findings, listed: Listed::default() };
    let entries = binder.parts(parts);
    if entries.is_empty() && !findings.list[reported..].iter().any(|finding| finding.severity.is_error()) {
        let message = format!("`{}` lists no chapter", path.value);
        let help = "list the files: `- [First chapter](first.md)`";
        findings.report(Diagnostic::new(&NO_CHAPTERS, message).at(Place::File(source)).help(help));
    }
    entries
}

/// What stands between two headings: a part, or what belongs to none.
struct Part {
    title: Option<Located<String>>,
    items: Vec<Item>,
}

/// A chapter.
struct Item {
    title: String,
    /// Where its link goes; empty for a draft.
    address: String,
    /// The link, or the whole item as long as there is none.
    span: Span,
    has_link: bool,
    is_numbered: bool,
    items: Vec<Item>,
}

/// Makes a tree of the summary's events.
struct Outline<'f> {
    source: SourceId,
    findings: &'f mut Findings,
    parts: Vec<Part>,
    /// The items that are open, the innermost last.
    open: Vec<Item>,
    /// The words of the link or heading that is being read.
    words: Option<String>,
    has_begun: bool,
    /// Whether the numbered chapters of the present part have begun.
    has_list: bool,
}

impl<'f> Outline<'f> {
    fn new(source: SourceId, findings: &'f mut Findings) -> Self {
        let parts = vec![Part { title: None, items: Vec::new() }];
        Self { source, findings, parts, open: Vec::new(), words: None, has_begun: false, has_list: false }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::new(self.source, range);
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. } | Tag::Link { .. }) => {
                self.words = Some(String::new());
                if let Event::Start(Tag::Link { dest_url, .. }) = event {
                    self.link(&dest_url, span);
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = &mut self.words {
                    words.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(words) = &mut self.words {
                    words.push(' ');
                }
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => self.heading(span),
            Event::Start(Tag::List(_)) if self.open.is_empty() => self.has_list = true,
            Event::Start(Tag::Item) => self.open.push(Item::new(span, true)),
            Event::End(TagEnd::Item) => self.end_item(),
            _ => {}
        }
    }

    fn link(&mut self, address: &str, span: Span) {
        if self.open.is_empty() {
            self.open.push(Item::new(span, false));
        }
        if let Some(item) = self.open.last_mut().filter(|item| !item.has_link) {
            (item.has_link, item.span) = (true, span);
            address.clone_into(&mut item.address);
        }
    }

    fn end_link(&mut self) {
        let words = self.words.take().unwrap_or_default();
        let Some(item) = self.open.last_mut() else { return };
        if item.title.is_empty() {
            item.title = words;
        }
        if !item.is_numbered {
            if mem::take(&mut self.has_list) {
                // What comes after the lists of a part belongs to no part.
                self.parts.push(Part { title: None, items: Vec::new() });
            }
            self.end_item();
        }
        self.has_begun = true;
    }

    fn end_item(&mut self) {
        let Some(item) = self.open.pop() else { return };
        if !item.has_link {
            let help = "write a link: `- [The title](file.md)`";
            let finding = Diagnostic::new(&UNCLEAR_SUMMARY, "this entry has no link to a chapter");
            return self.findings.report(finding.at(item.span).help(help));
        }
        if self.open.len() >= DEEPEST {
            let message = format!("chapters stand more than {DEEPEST} deep in each other");
            let help = "put it into the list above";
            return self.findings.report(Diagnostic::new(&UNCLEAR_SUMMARY, message).at(item.span).help(help));
        }
        let items = match self.open.last_mut() {
            Some(above) => &mut above.items,
            None => &mut self.parts.last_mut().expect("there is always one").items,
        };
        items.push(item);
    }

    fn heading(&mut self, span: Span) {
        let words = self.words.take().unwrap_or_default();
        if mem::replace(&mut self.has_begun, true) {
            let title = said(&words, span, "part", self.findings);
            self.parts.push(Part { title, items: Vec::new() });
            self.has_list = false;
        }
    }

    fn finish(self) -> Vec<Part> {
        self.parts
    }
}

impl Item {
    fn new(span: Span, is_numbered: bool) -> Self {
        Self { title: String::new(), address: String::new(), span, has_link: false, is_numbered, items: Vec::new() }
    }
}

/// Makes entries of the book from those of the summary.
struct Binder<'a, 'w> {
    shows_numbers: bool,
    files: &'a mut Files<'w>,
    findings: &'a mut Findings,
    listed: Listed,
}

impl Binder<'_, '_> {
    fn parts(&mut self, parts: Vec<Part>) -> Vec<Entry> {
        let mut entries = Vec::new();
        // Numbers go on from part to part.
        let mut last = 0;
        for part in parts {
            let chapters = self.entries(part.items, "", &mut last);
            match part.title {
                None => entries.extend(chapters),
                Some(title) if chapters.is_empty() => {
                    let message = format!("the part `{}` has no chapters and is left out", excerpt(&title.value));
                    let help = "list its chapters below it, or take the heading out";
                    self.findings.report(Diagnostic::new(&EMPTY_PART, message).at(title.span).help(help));
                }
                Some(title) => entries.push(divider(title, None, chapters)),
            }
        }
        entries
    }

    /// Recurses over chapters in chapters, of which depth is bounded.
    fn entries(&mut self, items: Vec<Item>, above: &str, last: &mut usize) -> Vec<Entry> {
        items.into_iter().filter_map(|item| self.entry(item, above, last)).collect()
    }

    fn entry(&mut self, item: Item, above: &str, last: &mut usize) -> Option<Entry> {
        let mut number = String::new();
        if item.is_numbered {
            *last += 1;
            number = format!("{above}{last}.");
        }
        let title = said(&item.title, item.span, "title", self.findings);
        if item.address.is_empty() {
            let chapters = self.entries(item.items, &number, &mut 0);
            return self.draft(title?, &number, chapters);
        }
        let (path, _) = split_path(&item.address);
        let file = self.listed.file(&Located { value: path, span: Some(item.span) }, self.files, self.findings);
        let chapters = self.entries(item.items, &number, &mut 0);
        let file = file?;
        let shown = title.clone().map(|title| self.numbered(&number, title));
        let numbered = (!item.is_numbered).then_some(false);
        let facts = Facts { toc_title: shown, numbered, ..Facts::default() };
        if chapters.is_empty() {
            return Some(Entry::Piece(Box::new(PieceEntry { file, facts })));
        }
        let facts = Facts { role: Some(Role::chapter()), ..facts };
        let title = title.unwrap_or_else(|| Located { value: file.value.stem().to_owned(), span: file.span });
        Some(Entry::Part(Box::new(PartEntry { title, file: Some(file), facts, entries: chapters })))
    }

    fn numbered(&self, number: &str, title: Located<String>) -> Located<String> {
        if number.is_empty() || !self.shows_numbers {
            return title;
        }
        Located { value: format!("{number} {}", title.value), span: title.span }
    }

    /// Returns what a chapter without a text leaves: those that stand in it.
    fn draft(&mut self, title: Located<String>, number: &str, chapters: Vec<Entry>) -> Option<Entry> {
        if !chapters.is_empty() {
            let toc_title = Some(self.numbered(number, title.clone()));
            return Some(divider(title, toc_title, chapters));
        }
        let message = format!("the chapter `{}` is not written yet, and is left out", excerpt(&title.value));
        let help = "write it, and name its file in the link";
        self.findings.report(Diagnostic::new(&DRAFT_CHAPTER, message).at(title.span).help(help));
        None
    }
}

/// Returns a part that has no text of its own.
fn divider(title: Located<String>, toc_title: Option<Located<String>>, entries: Vec<Entry>) -> Entry {
    let facts = Facts { title: Some(title.clone()), toc_title, ..Facts::default() };
    Entry::Part(Box::new(PartEntry { title, file: None, facts, entries }))
}
