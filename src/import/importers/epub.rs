//! EPUB: any valid one, of version 2 or 3, becomes a book that says the same in Markdown.
//!
//! `publication` reads the container, `page` brings each page down to what Markdown can say, `notes` finds the notes,
//! `chunks` and `division` make chapters of pages by the table of contents, and `head` takes from their first lines what front
//! matter says. Links lead to places by number until the files have names. Stylesheets stay behind, but for what they
//! say of stress. EPUB 3.3, sections 5 to 7; OPF 2.0.1.

mod chunks;
mod division;
mod head;
mod looks;
mod metadata;
mod notes;
mod page;
mod publication;
mod undo;

use crate::import::documents::{File, has_entry, is_zip};
use crate::import::{Removed, Work, front};
use crate::manifest::Facts;
use crate::package::media_type;
use crate::source::Located;
use crate::world::BookPath;
pub(in crate::import) use notes::renumber;
use publication::Publication;

/// Tells whether a file is an EPUB.
pub(in crate::import) fn recognises(_path: &BookPath, bytes: &[u8]) -> bool {
    const HEAD: usize = 128;
    let head = &bytes[..bytes.len().min(HEAD)];
    let says_so = head.windows(media_type::EPUB.len()).any(|window| window == media_type::EPUB.as_bytes());
    is_zip(bytes) && (says_so || has_entry(bytes, "META-INF/container.xml"))
}

/// Opens an EPUB.
pub(in crate::import) fn open(file: &File<'_>) -> Result<Work, String> {
    let mut publication = Publication::read(file.bytes)?;
    let mut work = Work::default();
    let mut book = metadata::read(&publication.document, &publication.tree);
    work.seen = publication.pages.iter_mut().flat_map(|page| std::mem::take(&mut page.seen)).collect();
    let wanted = publication.wanted();
    // It is set already, as whoever made it wanted.
    add_settings(&mut book, vec![("", "typography", "false".to_owned())]);
    for (page, mut wanted) in publication.pages.iter_mut().zip(wanted) {
        let undone = undo::run(&mut page.tree);
        page.has_number = undone.has_number;
        wanted.extend(undone.numbered);
        work.removed.extend(undone.removed);
        add_settings(&mut book, undone.settings);
        page::tidy(&mut page.tree, &page::Context { wanted: &wanted, looks: &publication.looks });
    }
    let notes = notes::gather(&mut publication.pages);
    if notes.are_elsewhere {
        add_settings(&mut book, vec![("pieces", "footnotes", "\"appendix\"".to_owned())]);
    }
    work.removed.extend(notes.removed);
    let divided = division::divide(&mut publication, &mut book);
    work.chapters = divided.chapters;
    work.removed.extend(divided.removed);
    work.cover = publication.cover;
    add_settings(&mut book, divided.settings);
    work.facts = facts(&book);
    work.remarks.append(&mut publication.remarks);
    work.book = Some(Box::new(book));
    work.pictures = publication.pictures;
    Ok(work)
}

/// Says in other tables of the manifest how the book was made; the first that says it is right.
fn add_settings(book: &mut front::Book, settings: Vec<(&'static str, &'static str, String)>) {
    for (table, key, value) in settings {
        if !book.settings.iter().any(|known| (known.0, known.1) == (table, key)) {
            book.settings.push((table, key, value));
        }
    }
    book.settings.sort_by_key(|(table, _, _)| *table);
}

/// Returns what is said of the text, where it becomes a part of a larger book.
fn facts(book: &front::Book) -> Facts {
    let said = |value: &str| Some(Located { value: value.to_owned(), span: None }).filter(|_| !value.is_empty());
    Facts {
        title: said(&book.title),
        subtitle: book.subtitle.as_deref().and_then(said),
        authors: book.authors.clone(),
        language: said(&book.language),
        date: book.date.as_deref().and_then(said),
        rights: book.rights.as_deref().and_then(said),
        source: book.sources.first().and_then(|source| said(source)),
        ..Facts::default()
    }
}

fn removed(what: &str, texts: &[String]) -> Option<Removed> {
    (!texts.is_empty()).then(|| Removed { what: what.to_owned(), text: texts.join("\n") })
}
