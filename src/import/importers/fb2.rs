//! FB2, as eastern libraries keep their books, also zipped: sections become chapters and parts, poems and epigraphs verse
//! and mottoes, the body of notes footnotes. FictionBook 2.1.

mod body;
mod description;

use crate::address::base64;
use crate::container;
use crate::import::documents::{File, is_zip};
use crate::import::{Picture, Removed, Work};
use crate::manuscript::{Declaration, decode};
use crate::package::Body;
use crate::resource::Content;
use crate::source::{Located, SourceId, Sources};
use crate::world::BookPath;
use crate::xml::{self, NodeRef, parse_xml, write_xml};
use std::collections::HashMap;

/// Tells whether a file is such a book, or a zip of one.
pub(in crate::import) fn recognises(path: &BookPath, bytes: &[u8]) -> bool {
    let is_zipped = is_zip(bytes) && path.file_name().to_ascii_lowercase().ends_with(".fb2.zip");
    is_zipped || is_book(bytes)
}

fn is_book(bytes: &[u8]) -> bool {
    const HEAD: usize = 2_048;
    const ROOT: &[u8] = b"<FictionBook";
    bytes[..bytes.len().min(HEAD)].windows(ROOT.len()).any(|window| window == ROOT)
}

/// Opens a book.
pub(in crate::import) fn open(file: &File<'_>) -> Result<Work, String> {
    let bytes =
        if is_zip(file.bytes) { unzip(file.bytes).ok_or("the zip holds no book")? } else { file.bytes.to_vec() };
    let decoded = decode(bytes, Declaration::Html, SourceId::new(0));
    if let Some(fatal) = decoded.diagnostics.iter().find(|finding| finding.severity.is_error()) {
        return Err(fatal.message.clone());
    }
    let tree = parse_xml(&decoded.text.into(), None).map_err(|failure| format!("it is broken: {}", failure.message))?;
    let book = tree.root().elements().next().ok_or("it is empty")?;
    let mut work = Work::default();
    let pictures = pictures(book, &mut work);
    let described = description::read(book);
    work.cover = described.cover.and_then(|id| pictures.get(&id).copied());
    body::read(book, &pictures, &mut work);
    let said = |text: &str| Some(Located { value: text.to_owned(), span: None }).filter(|_| !text.is_empty());
    work.facts.title = said(&described.book.title);
    work.facts.authors.clone_from(&described.book.authors);
    work.facts.language = said(&described.book.language);
    work.facts.date = described.book.date.as_deref().and_then(said);
    if !described.about_the_file.is_empty() {
        let what = "what is said of the file itself".to_owned();
        work.removed.push(Removed { what, text: described.about_the_file });
    }
    work.book = Some(Box::new(described.book));
    Ok(work)
}

/// Takes the book out of a zip.
fn unzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (package, _) = container::read(bytes, "", &mut Sources::default());
    let entry = package.entries.iter().find(|entry| entry.path.to_ascii_lowercase().ends_with(".fb2"))?;
    match &entry.body {
        Body::Document(tree) => {
            let mut text = String::new();
            write_xml(tree.root(), &mut text);
            Some(text.into_bytes())
        }
        Body::Broken { bytes, .. } | Body::Other(Content::Bytes(bytes)) => Some(bytes.to_vec()),
        _ => None,
    }
}

/// Takes the pictures, which stand in the file as text; returns their numbers by their ids.
fn pictures(book: NodeRef<'_>, work: &mut Work) -> HashMap<String, usize> {
    let mut numbers = HashMap::new();
    for binary in book.elements().filter(|node| is(*node, "binary")) {
        let Some(id) = binary.attribute("id") else { continue };
        let bytes = base64(&binary.text_content());
        if bytes.is_empty() {
            work.remarks.push(format!("the picture `{id}` is empty and left out"));
            continue;
        }
        let kind = binary.attribute("content-type").and_then(|kind| kind.rsplit('/').next()).unwrap_or("jpeg");
        let name = if id.contains('.') { id.to_owned() } else { format!("{id}.{kind}") };
        numbers.insert(id.to_owned(), work.pictures.len());
        work.pictures.push(Picture { name, bytes });
    }
    numbers
}

/// Tells whether a node is an element by that name.
fn is(node: NodeRef<'_>, local: &str) -> bool {
    node.name().is_some_and(|name| &*name.local == local)
}

fn child<'a>(node: NodeRef<'a>, local: &str) -> Option<NodeRef<'a>> {
    node.elements().find(|child| is(*child, local))
}

/// Returns where an element leads, without the `#`.
fn target(node: NodeRef<'_>) -> Option<&str> {
    let address = node.attribute_in(xml::ns::XLINK, "href").or(node.attribute("href"))?;
    Some(address.strip_prefix('#').unwrap_or(address))
}

/// Returns the words of a node, white space joined.
fn words(node: NodeRef<'_>) -> String {
    node.text_content().split_whitespace().collect::<Vec<_>>().join(" ")
}
