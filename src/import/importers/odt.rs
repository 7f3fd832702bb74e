//! ODT, as LibreOffice and its like write it, headings by their level, stress by styles,
//! lists, tables, notes, pictures, links and bookmarks. Insertions of tracked changes are kept, deletions and comments go
//! to the report. OpenDocument 1.3 part 3, sections 4 to 8.

mod body;
mod styles;
mod words;

use crate::import::documents::{File, has_entry, is_zip};
use crate::import::zipped::Archive;
use crate::import::{Work, front, headed};
use crate::manifest::Person;
use crate::source::Located;
use crate::world::BookPath;
use crate::xml::{NodeRef, Tree, parse_xml};

/// Namespaces of OpenDocument.
mod ns {
    pub(super) const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    pub(super) const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    pub(super) const STYLE: &str = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
    pub(super) const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    pub(super) const DRAW: &str = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
    pub(super) const FO: &str = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0";
    pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
    pub(super) const META: &str = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0";
    pub(super) const SVG: &str = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0";
}

/// Tells whether a file is such a document.
pub(in crate::import) fn recognises(_path: &BookPath, bytes: &[u8]) -> bool {
    const HEAD: usize = 128;
    const TEXT: &[u8] = b"application/vnd.oasis.opendocument.text";
    let head = &bytes[..bytes.len().min(HEAD)];
    is_zip(bytes) && head.windows(TEXT.len()).any(|window| window == TEXT) && has_entry(bytes, "content.xml")
}

/// Tells whether a file is such a document in one file of XML.
pub(in crate::import) fn recognises_flat(_path: &BookPath, bytes: &[u8]) -> bool {
    const HEAD: usize = 64 * 1024;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let is_text = || head.contains(".oasis.opendocument.text\"");
    head.trim_start_matches('\u{feff}').starts_with("<?xml") && head.contains("<office:document") && is_text()
}

/// Opens a document in one file, which holds its styles and its pictures with its text.
pub(in crate::import) fn open_flat(file: &File<'_>) -> Result<Work, String> {
    let text = std::str::from_utf8(file.bytes).map_err(|_| "its text is not UTF-8")?;
    let whole =
        parse_xml(&text.trim_start_matches('\u{feff}').into(), None).map_err(|_| "it is not well-formed XML")?;
    let styles = styles::Styles::read([&whole].into_iter());
    let meta = whole.root().descendants().find(|node| node.local_in(ns::OFFICE) == Some("meta"));
    let book = meta.map(book).unwrap_or_default();
    Ok(work(Archive::default(), &styles, &whole, book))
}

/// Opens a document.
pub(in crate::import) fn open(file: &File<'_>) -> Result<Work, String> {
    let archive = Archive::open(file.bytes)?;
    let content = archive.tree("content.xml").ok_or("its text cannot be read")?.into_owned();
    let of_all = archive.tree("styles.xml").map(std::borrow::Cow::into_owned);
    let styles = styles::Styles::read(of_all.iter().chain([&content]));
    let book = archive.tree("meta.xml").map(|meta| book(meta.root())).unwrap_or_default();
    Ok(work(archive, &styles, &content, book))
}

fn work(mut archive: Archive, styles: &styles::Styles, content: &Tree, book: front::Book) -> Work {
    let read = body::Reader::new(&mut archive, styles).document(content);
    let mut facts = read.facts;
    let said = |text: &str| Some(Located { value: text.to_owned(), span: None }).filter(|_| !text.is_empty());
    facts.title = facts.title.or_else(|| said(&book.title));
    facts.language = said(&book.language).or_else(|| said(styles.language.as_deref().unwrap_or_default()));
    if facts.authors.is_empty() {
        facts.authors.clone_from(&book.authors);
    }
    let mut work = headed::divide(read.tree, facts);
    work.seen = read.seen;
    work.removed.splice(0..0, read.removed);
    work.remarks.extend(read.remarks);
    let title = work.facts.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
    let subtitle = work.facts.subtitle.as_ref().map(|subtitle| subtitle.value.clone());
    let date = work.facts.date.as_ref().map(|date| date.value.clone()).filter(|date| front::is_date(date));
    let language = work.facts.language.as_ref().map(|language| language.value.clone()).unwrap_or_default();
    let authors = work.facts.authors.clone();
    work.book = Some(Box::new(front::Book { title, subtitle, authors, language, date, ..book }));
    work.pictures = archive.pictures;
    work
}

/// Reads what the document says of itself.
fn book(meta: NodeRef<'_>) -> front::Book {
    let all = |name: &'static str| {
        let nodes = meta.descendants().filter(move |node| node.name().is_some_and(|said| &*said.local == name));
        nodes.map(|node| node.text_content().trim().to_owned()).filter(|text| !text.is_empty())
    };
    let author = all("initial-creator").next().or_else(|| all("creator").next());
    front::Book {
        title: all("title").next().unwrap_or_default(),
        authors: author
            .into_iter()
            .flat_map(|names| names.split(';').map(|name| Person::author(name.trim())).collect::<Vec<_>>())
            .collect(),
        language: all("language").next().unwrap_or_default(),
        description: all("description").next(),
        subjects: all("subject").chain(all("keyword")).collect(),
        ..front::Book::default()
    }
}

/// Tells whether a node is an element of the text by that name.
fn is(node: NodeRef<'_>, local: &str) -> bool {
    node.local_in(ns::TEXT) == Some(local)
}
