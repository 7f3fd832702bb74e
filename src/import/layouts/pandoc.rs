//! pandoc: a file of settings beside the texts says in which order they come, one of metadata what the book is called.
//!
//! The names are those of pandoc's own manual. Of the settings only the files, the metadata and the cover are read;
//! templates, filters and what concerns other formats are for pandoc alone.

use super::yaml::{book, list, value_of};
use super::{Arranged, Arrangement, Folder, is_markdown};
use crate::import::front::{self, Book};

/// What its settings are called.
const SETTINGS: &[&str] = &["defaults.yaml", "defaults.yml"];

/// What its metadata are called where the settings name none.
const METADATA: &[&str] = &["metadata.yaml", "metadata.yml", "meta.yaml", "meta.yml", "title.txt"];

pub(super) fn recognises(folder: &Folder<'_>) -> bool {
    let is_settings = settings(folder).is_some_and(|settings| !list(&settings, "input-files").is_empty());
    is_settings || metadata(folder).is_some_and(|(_, metadata)| !metadata.title.is_empty())
}

pub(super) fn arrange(folder: &Folder<'_>) -> Arrangement {
    let settings = settings(folder).unwrap_or_default();
    let mut named = list(&settings, "input-files");
    let (source, mut book) = metadata(folder).unwrap_or_default();
    book.cover = value_of(&settings, "epub-cover-image").or(book.cover);
    // What only holds metadata may be listed among the texts.
    named.retain(|name| *name != source);
    let is_source = |name: &str| name == source;
    let texts = if named.is_empty() {
        let own = folder.files.iter().filter(|path| is_markdown(path) && !is_source(folder.below(path)));
        own.cloned().map(Arranged::plain).collect()
    } else {
        named.iter().filter_map(|name| folder.file(name)).map(Arranged::plain).collect()
    };
    let mut arrangement = Arrangement { texts, ..Arrangement::default() };
    let is_listed = |path: &str| arrangement.texts.iter().any(|text| text.path.as_str() == path);
    let others = folder.files.iter().filter(|path| !is_listed(path.as_str())).cloned();
    arrangement.left = others
        .map(|path| {
            let is_metadata = is_source(folder.below(&path));
            let why = if is_metadata { "the book says what it says" } else { "it is none of the book's files" };
            (path, why.to_owned())
        })
        .collect();
    arrangement.book(folder, book);
    arrangement
}

fn settings(folder: &Folder<'_>) -> Option<String> {
    SETTINGS.iter().find_map(|name| folder.text(name))
}

/// Returns the metadata of a folder, and which file they are in.
fn metadata(folder: &Folder<'_>) -> Option<(String, Book)> {
    let settings = settings(folder).unwrap_or_default();
    let mut named = list(&settings, "metadata-files");
    named.extend(value_of(&settings, "metadata-file"));
    named.extend(list(&settings, "metadata-file"));
    named.extend(METADATA.iter().map(|name| (*name).to_owned()));
    named.into_iter().find_map(|name| {
        let text = folder.text(&name)?;
        Some((name, book_of(&text)))
    })
}

/// Reads metadata: YAML, or lines that begin with `%`.
fn book_of(text: &str) -> Book {
    match TitleBlock::read(text.trim_start_matches('\u{feff}')) {
        Some(block) => book(&block.front_matter()),
        None => book(text),
    }
}

/// Reads front matter that speaks of a whole book, as only pandoc's does.
pub(in crate::import) fn of_whole_book(front_matter: &str) -> Option<Book> {
    const KEYS: &[&str] = &["lang:", "publisher:", "cover-image:", "documentclass:"];
    let is_pandoc = front_matter.lines().any(|line| KEYS.iter().any(|key| line.starts_with(key)));
    is_pandoc.then(|| book(front_matter))
}

/// Lines at the beginning of a text that begin with `%`: its title, its authors, its date.
pub(in crate::import) struct TitleBlock<'a> {
    title: String,
    authors: Vec<String>,
    date: String,
    /// What follows it.
    pub rest: &'a str,
}

impl<'a> TitleBlock<'a> {
    /// Reads the block that a text begins with; a field goes on in lines that stand in.
    pub(in crate::import) fn read(text: &'a str) -> Option<Self> {
        const FIELDS: usize = 3;
        let mut fields: Vec<Vec<&str>> = Vec::new();
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end();
            match words.strip_prefix('%') {
                Some(inner) if fields.len() < FIELDS && (inner.is_empty() || inner.starts_with(' ')) => {
                    fields.push(vec![inner.trim()]);
                }
                None if words.starts_with(' ') && !words.trim().is_empty() => match fields.last_mut() {
                    Some(field) => field.push(words.trim()),
                    None => break,
                },
                _ => break,
            }
            end += line.len();
        }
        let [title, others @ ..] = &fields[..] else { return None };
        let mut others = others.iter();
        let authors = others.next().map(|lines| lines.join(";")).unwrap_or_default();
        let authors = authors.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let date = others.next().map(|lines| lines.join(" ")).unwrap_or_default();
        let is_said = !title.concat().is_empty() || fields.len() > 1;
        is_said.then(|| Self { title: title.join(" "), authors, date, rest: &text[end..] })
    }

    /// Returns it as front matter.
    pub(in crate::import) fn front_matter(&self) -> String {
        let mut lines = String::from("---\n");
        if !self.title.is_empty() {
            lines.extend(["title: ", &front::value(&self.title), "\n"]);
        }
        if !self.authors.is_empty() {
            let names: Vec<String> = self.authors.iter().map(|name| front::value(name)).collect();
            lines.extend(["authors: [", &names.join(", "), "]\n"]);
        }
        if !self.date.is_empty() {
            lines.extend(["date: ", &front::value(&self.date), "\n"]);
        }
        lines.push_str("---\n");
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_block_is_front_matter() {
        let read = |text: &str| TitleBlock::read(text).map(|block| (block.front_matter(), block.rest.to_owned()));
        for (text, expected, rest) in [
            (
                "% The Ferry\n% Ann Author; Bo Other\n% 2026-05-03\n\nIt left.\n",
                "---\ntitle: \"The Ferry\"\nauthors: [\"Ann Author\", \"Bo Other\"]\ndate: \"2026-05-03\"\n---\n",
                "\nIt left.\n",
            ),
            ("% The Ferry\n  and the Lamp\nIt left.\n", "---\ntitle: \"The Ferry and the Lamp\"\n---\n", "It left.\n"),
            ("%\n% Ann Author\n  Bo Other\n", "---\nauthors: [\"Ann Author\", \"Bo Other\"]\n---\n", ""),
        ] {
            assert_eq!(read(text), Some((expected.to_owned(), rest.to_owned())), "{text}");
        }
        for text in ["%% hidden %%\n\nIt left.\n", "%\n\nIt left.\n", "It left.\n", "50 % of it\n", "%d of it\n"] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
