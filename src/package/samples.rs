//! Small books for tests: what a test does not speak of comes from here.

use super::Package;
use crate::manifest::{Facts, Manifest, Person, for_single_file};
use crate::manuscript::{Book, Outline, Piece, Section, Target};
use crate::resource::Resource;
use crate::source::Located;
use crate::world::{BookPath, Timestamp};
use crate::xml::{HtmlBuilder, write_xml};

/// Returns a book of pieces given by name and content, with an outline that names each.
pub(crate) fn book(pieces: &[(&str, &str)]) -> Book {
    Book {
        manifest: manifest(),
        pieces: pieces.iter().map(|(name, content)| piece(name, content)).collect(),
        outline: (0..pieces.len()).map(|index| entry(pieces[index].0, index, None)).collect(),
        sections: (0..pieces.len()).map(Section::Piece).collect(),
        resources: Vec::new(),
        stylesheets: Vec::new(),
        cover: None,
        modified: Timestamp(0),
    }
}

pub(crate) fn entry(label: &str, piece: usize, anchor: Option<&str>) -> Outline {
    let target = Target::Piece { piece, anchor: anchor.map(str::to_owned) };
    Outline { label: label.to_owned(), author: None, language: None, target, children: Vec::new() }
}

pub(crate) fn piece(name: &str, content: &str) -> Piece {
    let builder = HtmlBuilder::body(content.into());
    builder.feed(content, None);
    let mut piece = Piece::new(name.to_owned(), Facts::default(), builder.finish(), &manifest());
    name.clone_into(&mut piece.title);
    piece
}

pub(crate) fn resource(name: &str, media_type: &'static str, bytes: &[u8]) -> Resource {
    Resource::in_memory(name.to_owned(), media_type, bytes.to_vec())
}

pub(crate) fn person(name: &str, role: &str) -> Person {
    Person::new(name, role)
}

pub(crate) fn located<T>(value: T) -> Located<T> {
    Located { value, span: None }
}

fn manifest() -> Manifest {
    let mut manifest = for_single_file(&BookPath::own("title.md"));
    manifest.metadata.authors = vec![person("A. Author", "aut")];
    manifest.metadata.identifiers = vec!["urn:uuid:6d1d2c7b-6d0f-5f6b-9d0e-3c6e6d0f5f6b".to_owned()];
    manifest
}

/// Returns a document of a package as XML.
pub(crate) fn text(package: &Package, path: &str) -> String {
    let mut text = String::new();
    write_xml(package.entry(path).unwrap().document().unwrap().root(), &mut text);
    text
}
