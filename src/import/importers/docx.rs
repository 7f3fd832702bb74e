//! DOCX, as Word and most others write it: headings by style or outline level, stress by runs and by styles, lists by
//! numbering, tables, notes, pictures, links and bookmarks. Insertions of tracked changes are kept, deletions and comments
//! go to the report. Office Open XML (ECMA-376) part 1, section 17.

mod body;
mod styles;
mod words;

use crate::import::documents::{File, has_entry, is_zip};
use crate::import::zipped::Archive;
use crate::import::{Removed, Work, front, headed};
use crate::manifest::{Facts, Person};
use crate::source::Located;
use crate::world::BookPath;
use crate::xml::{NodeRef, Tree};
use std::collections::HashMap;

/// The namespace of the text, in either of its two editions.
const W: &[&str] = &[
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Tells whether a file is such a document.
pub(in crate::import) fn recognises(_path: &BookPath, bytes: &[u8]) -> bool {
    is_zip(bytes) && has_entry(bytes, "word/document.xml") && has_entry(bytes, "[Content_Types].xml")
}

/// Opens a document.
pub(in crate::import) fn open(file: &File<'_>) -> Result<Work, String> {
    let mut archive = Archive::open(file.bytes)?;
    let document = archive.tree("word/document.xml").ok_or("its text cannot be read")?.into_owned();
    let part =
        |archive: &Archive, name: &str| archive.tree(&format!("word/{name}.xml")).map(std::borrow::Cow::into_owned);
    let styles = styles::Styles::read(part(&archive, "styles").as_ref(), part(&archive, "numbering").as_ref());
    let notes = [part(&archive, "footnotes"), part(&archive, "endnotes")];
    let links = ["document", "footnotes", "endnotes"].map(|part| relations(&archive, part));
    let mut reader = body::Reader::new(&mut archive, &styles, &notes, &links);
    let read = reader.document(&document);
    let (tree, mut facts, removed) = (read.tree, read.facts, read.removed);
    let book = book(&archive, &styles);
    let said = |text: &str| Some(Located { value: text.to_owned(), span: None }).filter(|_| !text.is_empty());
    facts.title = facts.title.or_else(|| said(&book.title));
    facts.language = said(&book.language);
    if facts.authors.is_empty() {
        facts.authors.clone_from(&book.authors);
    }
    let mut work = headed::divide(tree, facts);
    work.removed.splice(0..0, removed);
    let beside: Vec<Removed> = comments(&archive).into_iter().chain(margins(&archive)).collect();
    let trees = std::iter::once(&document).chain(notes.iter().flatten());
    work.seen = trees.flat_map(|tree| words::texts(tree.root())).collect();
    work.seen.extend(beside.iter().map(|removed| removed.text.clone()));
    work.removed.extend(beside);
    work.remarks.extend(read.remarks);
    let title = work.facts.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
    let subtitle = work.facts.subtitle.as_ref().map(|subtitle| subtitle.value.clone());
    let date = work.facts.date.as_ref().map(|date| date.value.clone()).filter(|date| front::is_date(date));
    work.book = Some(Box::new(front::Book { title, subtitle, authors: work.facts.authors.clone(), date, ..book }));
    work.pictures = archive.pictures;
    Ok(work)
}

/// Returns what readers of the document have said beside it.
fn comments(archive: &Archive) -> Option<Removed> {
    let tree = archive.tree("word/comments.xml")?;
    let all = tree.root().descendants().filter(|node| is(*node, "comment"));
    let said = |comment: NodeRef<'_>| {
        format!("{}: {}", attribute(comment, "author").unwrap_or_default(), words::texts(comment).join("\n"))
    };
    let texts: Vec<String> = all.map(said).collect();
    (!texts.is_empty()).then(|| Removed { what: "comments".to_owned(), text: texts.join("\n") })
}

fn margins(archive: &Archive) -> Option<Removed> {
    let is_margin = |path: &&str| {
        path.strip_prefix("word/").is_some_and(|name| name.starts_with("header") || name.starts_with("footer"))
    };
    let trees = archive.paths().filter(is_margin).filter_map(|path| archive.tree(path));
    let texts: Vec<String> = trees.flat_map(|tree| words::texts(tree.root())).collect();
    let what = "what stands at the head and foot of every page".to_owned();
    (!texts.is_empty()).then(|| Removed { what, text: texts.join("\n") })
}

/// Where the links of a part of the document lead, and whether out of it.
type Relations = HashMap<String, (String, bool)>;

fn relations(archive: &Archive, part: &str) -> Relations {
    let tree = archive.tree(&format!("word/_rels/{part}.xml.rels"));
    let Some(tree) = tree else { return Relations::new() };
    let all = tree.root().descendants().filter(|node| node.attribute("Id").is_some());
    all.filter_map(|node| {
        let target = node.attribute("Target")?.to_owned();
        let is_outside = node.attribute("TargetMode") == Some("External");
        Some((node.attribute("Id")?.to_owned(), (target, is_outside)))
    })
    .collect()
}

/// Tells whether a node is an element of the text by that name.
fn is(node: NodeRef<'_>, local: &str) -> bool {
    W.iter().any(|namespace| node.local_in(namespace) == Some(local))
}

/// Returns the child of that name.
fn child<'a>(node: NodeRef<'a>, local: &str) -> Option<NodeRef<'a>> {
    node.elements().find(|child| is(*child, local))
}

/// Returns an attribute of the text.
fn attribute<'a>(node: NodeRef<'a>, local: &str) -> Option<&'a str> {
    W.iter().find_map(|namespace| node.attribute_in(namespace, local)).or_else(|| node.attribute(local))
}

/// Returns the value of a property, where it is there.
fn value<'a>(properties: Option<NodeRef<'a>>, local: &str) -> Option<&'a str> {
    child(properties?, local).and_then(|property| attribute(property, "val"))
}

/// Returns whether a switch is on, where it is there.
fn switch(properties: Option<NodeRef<'_>>, local: &str) -> Option<bool> {
    let property = child(properties?, local)?;
    Some(!matches!(attribute(property, "val"), Some("0" | "false" | "off" | "none")))
}

/// Reads what the document says of itself.
fn book(archive: &Archive, styles: &styles::Styles) -> front::Book {
    let core = archive.tree("docProps/core.xml");
    let of = |core: &Tree, name: &str| {
        let found = core.root().descendants().find(|node| node.name().is_some_and(|said| &*said.local == name));
        found.map(|node| node.text_content().trim().to_owned()).filter(|text| !text.is_empty())
    };
    let said = |name: &str| core.as_ref().and_then(|core| of(core, name));
    let author = said("creator").filter(|name| !matches!(&**name, "python-docx" | "Microsoft Office User"));
    let keywords = said("keywords").unwrap_or_default();
    let subjects = said("subject").into_iter().chain(keywords.split([',', ';']).map(|word| word.trim().to_owned()));
    front::Book {
        title: said("title").unwrap_or_default(),
        authors: author
            .into_iter()
            .flat_map(|names| names.split(';').map(|name| Person::author(name.trim())).collect::<Vec<_>>())
            .collect(),
        language: said("language").or_else(|| styles.language.clone()).unwrap_or_default(),
        description: said("description").filter(|text| text != "generated by python-docx"),
        subjects: subjects.filter(|subject| !subject.is_empty()).collect(),
        ..front::Book::default()
    }
}

/// What was read of the text.
struct Read {
    tree: Tree,
    facts: Facts,
    removed: Vec<Removed>,
    remarks: Vec<String>,
}
