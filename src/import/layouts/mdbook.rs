//! mdBook: `SUMMARY.md` lists the chapters. A build reads such a folder as it stands, and an import reads it likewise.

use super::{Arranged, Arrangement, Folder};
use crate::import::front::Book;
use crate::manifest::{Entry, Manifest, read};
use crate::manuscript::{READERS, extensions};
use crate::source::Sources;

pub(super) fn recognises(folder: &Folder<'_>) -> bool {
    manifest(folder).is_some()
}

/// Returns what the folder says of the book, where it is an mdBook.
fn manifest(folder: &Folder<'_>) -> Option<Manifest> {
    let path = folder.file("book.toml").filter(|_| folder.files.iter().any(|path| path.file_name() == SUMMARY))?;
    let (manifest, _) = read(folder.world, &path, &mut Sources::default(), &[], &extensions(READERS));
    manifest.filter(|manifest| manifest.mdbook.is_some())
}

const SUMMARY: &str = "SUMMARY.md";

pub(super) fn arrange(folder: &Folder<'_>) -> Arrangement {
    let Some(manifest) = manifest(folder) else { return Arrangement::default() };
    let mut arrangement = Arrangement::default();
    add(&manifest.entries, &[], &mut arrangement.texts);
    let is_listed = |path: &str| arrangement.texts.iter().any(|text| text.path.as_str() == path);
    let others: Vec<_> = folder.files.iter().filter(|path| !is_listed(path.as_str())).cloned().collect();
    arrangement.left = others
        .into_iter()
        .map(|path| {
            let why = if path.file_name() == SUMMARY {
                "it lists the chapters, as `chapters` does now; `bindery build` makes a book of the folder as it stands, \
                 and follows its directives"
            } else {
                "`SUMMARY.md` does not list it"
            };
            (path, why.to_owned())
        })
        .collect();
    let said = manifest.metadata;
    let book = Book {
        title: said.title.value,
        authors: said.authors,
        language: said.language.value,
        description: said.description,
        ..Book::default()
    };
    arrangement.book(folder, book);
    arrangement
}

/// Adds the texts of entries. Recurses over chapters in chapters, whose depth the summary's reader bounds.
fn add(entries: &[Entry], parts: &[String], texts: &mut Vec<Arranged>) {
    for entry in entries {
        match entry {
            Entry::Piece(piece) => {
                texts.push(Arranged { parts: parts.to_vec(), ..Arranged::plain(piece.file.value.clone()) });
            }
            Entry::Part(part) => {
                let own = [parts, std::slice::from_ref(&part.title.value)].concat();
                let page = part.file.iter().map(|file| file.value.clone());
                texts.extend(page.map(|path| Arranged { parts: own.clone(), is_part: true, ..Arranged::plain(path) }));
                add(&part.entries, &own, texts);
            }
        }
    }
}
