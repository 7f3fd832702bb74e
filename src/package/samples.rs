//! Small books for tests: what a test does not speak of comes from here.

use crate::manifest::{Accessibility, Contents, Direction, Facts, Manifest, Metadata, Output, Person, Style};
use crate::manuscript::{Book, Outline, Piece, Section, Target};
use crate::resource::{Content, Resource};
use crate::source::Located;
use crate::world::{Roots, Timestamp};
use crate::xml::HtmlBuilder;

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
    Outline { label: label.to_owned(), language: None, target, children: Vec::new() }
}

pub(crate) fn piece(name: &str, content: &str) -> Piece {
    let builder = HtmlBuilder::body(content.into());
    builder.feed(content, None);
    let mut piece = Piece::new(name.to_owned(), Facts::default(), builder.finish(), &manifest());
    name.clone_into(&mut piece.title);
    piece
}

pub(crate) fn resource(name: &str, media_type: &'static str, bytes: &[u8]) -> Resource {
    Resource { name: name.to_owned(), media_type, content: Content::Bytes(bytes.into()) }
}

pub(crate) fn person(name: &str, role: &str) -> Person {
    Person { name: name.to_owned(), file_as: None, role: role.to_owned() }
}

pub(crate) fn located<T>(value: T) -> Located<T> {
    Located { value, span: None }
}

fn manifest() -> Manifest {
    let metadata = Metadata {
        title: located("Title".to_owned()),
        subtitle: None,
        authors: vec![person("A. Author", "aut")],
        contributors: Vec::new(),
        language: located("en".to_owned()),
        direction: Direction::LeftToRight,
        identifiers: vec!["urn:uuid:6d1d2c7b-6d0f-5f6b-9d0e-3c6e6d0f5f6b".to_owned()],
        publisher: None,
        date: None,
        modified: None,
        description: None,
        subjects: Vec::new(),
        rights: None,
        sources: Vec::new(),
        series: None,
        cover: None,
    };
    Manifest {
        metadata,
        entries: Vec::new(),
        contents: Contents { depth: 3 },
        style: Style::default(),
        accessibility: Accessibility::default(),
        output: Output { name: None, cover_page: true },
        words: std::collections::BTreeMap::new(),
        levels: crate::diagnostic::Levels::default(),
        roots: Roots::default(),
        files: Vec::new(),
    }
}
