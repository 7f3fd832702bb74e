//! From the book to the package: names for the files, frames for the pieces, links that lead to files, and the
//! documents that tell readers of it all. It cannot fail: the passes before it have settled all doubt.
//!
//! The shape of pages is that of EPUB 3.3, section 6.1, with the roles of DPUB-ARIA.

use super::layout::{FOLDER, Layout};
use super::page::{Page, wrap};
use super::survey::Survey;
use super::volume::{PACKAGE_DOCUMENT, Volume};
use super::{Body, Entry, Package, ocf};
use crate::manifest::Manifest;
use crate::manuscript::{Book, Piece, Target};
use crate::xml::Tree;
use rayon::prelude::*;

/// Binds a book: every file of it, in the order in which the container will hold them.
pub fn bind(mut book: Book) -> Package {
    let layout = Layout::of(&book);
    let stylesheets: Vec<String> =
        book.stylesheets.iter().filter_map(|&index| layout.href(&Target::Resource(index), None)).collect();
    let manifest = &book.manifest;
    let surveys: Vec<Survey> = book
        .pieces
        .par_iter_mut()
        .enumerate()
        .map(|(index, piece)| bind_piece(index, piece, manifest, &layout, &stylesheets))
        .collect();
    let volume = Volume { book: &book, layout: &layout, stylesheets: &stylesheets, surveys: &surveys };
    let generated = volume.generated();
    entries(book, &layout, generated)
}

fn entries(book: Book, layout: &Layout, generated: Vec<(String, Tree)>) -> Package {
    let inside = |name: &str| format!("{FOLDER}{name}");
    let mut entries = vec![Entry::new(ocf::PATH, Body::Document(ocf::write(&inside(PACKAGE_DOCUMENT))))];
    entries.extend(generated.into_iter().map(|(name, tree)| Entry::new(inside(&name), Body::Document(tree))));
    let pieces = layout.pieces.iter().zip(book.pieces);
    entries.extend(pieces.map(|(name, piece)| Entry::new(inside(name), Body::Document(piece.tree))));
    let resources = book.resources.into_iter();
    entries.extend(resources.map(|resource| Entry::new(inside(&resource.name), Body::Other(resource.content))));
    Package { entries }
}

fn bind_piece(index: usize, piece: &mut Piece, manifest: &Manifest, layout: &Layout, stylesheets: &[String]) -> Survey {
    let mut survey = Survey::of(&piece.tree);
    for (node, name, target) in std::mem::take(&mut survey.links) {
        if let Some(href) = layout.href(&target, Some(index)) {
            piece.tree.set_attribute(node, &name, &href, None);
        }
    }
    let book_title = &manifest.metadata.title.value;
    let page = Page {
        title: if piece.title.trim().is_empty() { book_title } else { &piece.title },
        language: &piece.language,
        direction: piece.direction,
        matter: piece.role.matter,
        stylesheets,
        about: piece.authors.iter().map(|author| ("author", author.name.as_str())).collect(),
    };
    let mut section = vec![("epub:type", piece.role.name)];
    section.extend(piece.role.aria.map(|role| ("role", role)));
    section.extend(survey.heading.as_deref().map(|heading| ("aria-labelledby", heading)));
    wrap(&mut piece.tree, &page, &section);
    survey
}
