//! From the manifest's list to trees: every piece is read, decoded and parsed, all at once.

use super::assemble::{Origins, Parts, assemble};
use super::decode::{Decoded, decode};
use super::first_lines;
use super::reader::{Input, Reading};
use super::rules::{EMPTY_PIECE, UNKNOWN_TEXT_KIND};
use super::{Piece, RESERVED, Reader, Section, Timing, timing};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::file_findings::unreadable;
use crate::manifest::{Entry, Facts, Manifest, PartEntry, PieceEntry, front_matter};
use crate::role::Role;
use crate::slug::{Unique, slug};
use crate::source::{Located, Source, SourceId, Sources, Span};
use crate::world::{BookPath, World};
use crate::xml::{NodeRef, Tree};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pieces of a manuscript and the order they stand in.
#[derive(Debug)]
pub struct Manuscript {
    pub pieces: Vec<Piece>,
    pub sections: Vec<Section>,
    /// What tells when the sentences of pieces are read aloud, by file.
    pub timings: BTreeMap<BookPath, Timing>,
}

/// Reads every piece that the manifest lists.
///
/// A piece that cannot be read is a diagnostic at its place in the manifest, and an empty piece.
pub fn read(
    world: &dyn World,
    manifest: &Manifest,
    sources: &mut Sources,
    readers: &[Reader],
    rules: &[&'static Rule],
) -> (Manuscript, Diagnostics) {
    let mut layout = Layout { orders: Vec::new(), names: Unique::default() };
    for reserved in RESERVED {
        layout.names.take(reserved);
    }
    let sections = layout.sections(&manifest.entries, 0);
    let desk = Desk { world, manifest, readers, rules };
    let first = sources.upcoming(0);
    let read: Vec<_> =
        layout.orders.into_par_iter().enumerate().map(|(index, order)| order.read(&desk, first.after(index))).collect();
    let mut diagnostics = Diagnostics::new();
    let mut pieces = Vec::with_capacity(read.len());
    let mut origins = Origins::after(first.after(read.len()));
    for mut piece in read {
        piece.source.segments = piece.parts.map(|parts| origins.segments(parts)).unwrap_or_default();
        sources.push(piece.source);
        diagnostics.extend(piece.diagnostics);
        pieces.push(piece.piece);
    }
    origins.finish(sources);
    let (timings, more) = timing::read(world, &pieces, &manifest.roots, sources);
    diagnostics.extend(more);
    (Manuscript { pieces, sections, timings }, diagnostics)
}

/// What reading a piece needs beside its place in the manifest.
struct Desk<'a> {
    world: &'a dyn World,
    manifest: &'a Manifest,
    readers: &'a [Reader],
    rules: &'a [&'static Rule],
}

/// What is to be read or made at one place of the spine.
enum Order<'a> {
    Part { entry: &'a PartEntry, name: String, depth: usize },
    Piece { entry: &'a PieceEntry, name: String, depth: usize },
}

struct Layout<'a> {
    orders: Vec<Order<'a>>,
    names: Unique,
}

impl<'a> Layout<'a> {
    fn sections(&mut self, entries: &'a [Entry], depth: usize) -> Vec<Section> {
        entries.iter().map(|entry| self.section(entry, depth)).collect()
    }

    fn section(&mut self, entry: &'a Entry, depth: usize) -> Section {
        let index = self.orders.len();
        match entry {
            Entry::Part(entry) => {
                let name = match &entry.file {
                    // A chapter that has others in it is called as any chapter.
                    Some(file) if entry.facts.role.is_some() => self.fresh(&file.value),
                    _ => self.names.fresh(&["part", &slug(&entry.title.value)].join("-")),
                };
                self.orders.push(Order::Part { entry, name, depth });
                Section::Part { page: index, sections: self.sections(&entry.entries, depth + 1) }
            }
            Entry::Piece(entry) => {
                let name = self.fresh(&entry.file.value);
                self.orders.push(Order::Piece { entry, name, depth });
                Section::Piece(index)
            }
        }
    }

    fn fresh(&mut self, file: &BookPath) -> String {
        let stem = slug(file.stem());
        self.names.fresh(if stem.is_empty() { "piece" } else { &stem })
    }
}

struct ReadPiece {
    piece: Piece,
    source: Source,
    /// What its text was put together from, where it was.
    parts: Option<Parts>,
    diagnostics: Diagnostics,
}

impl Order<'_> {
    fn read(self, desk: &Desk<'_>, id: SourceId) -> ReadPiece {
        match self {
            Order::Part { entry, name, depth } => {
                let mut read = match &entry.file {
                    Some(file) => piece(desk, file, &entry.facts, name, id),
                    None => part(entry, name, desk.manifest),
                };
                // A chapter that has others in it, as an mdBook may have, says that it is one.
                let role = entry.facts.role.or_else(|| Role::named("part"));
                read.piece.role = role.expect("the table holds it");
                (read.piece.ordered_at, read.piece.depth) = (entry.title.span, depth);
                read
            }
            Order::Piece { entry, name, depth } => {
                let mut read = piece(desk, &entry.file, &entry.facts, name, id);
                (read.piece.ordered_at, read.piece.depth) = (entry.file.span, depth);
                read
            }
        }
    }
}

/// Makes the page of a part that has no text: the passes put its title there.
fn part(entry: &PartEntry, name: String, manifest: &Manifest) -> ReadPiece {
    let piece = Piece::new(name, entry.facts.clone(), Tree::default(), manifest);
    ReadPiece { piece, source: Source::new("", ""), parts: None, diagnostics: Diagnostics::new() }
}

/// Reads one file. Whatever goes wrong, the piece keeps its place.
fn piece(desk: &Desk<'_>, file: &Located<BookPath>, facts: &Facts, name: String, id: SourceId) -> ReadPiece {
    let path = &file.value;
    let mut source = Source::new(path.as_str(), "");
    let mut parts = None;
    let (reading, diagnostics) = match text(desk, path, id) {
        Ok((reader, decoded)) => {
            source.text = decoded.text.into();
            let mut diagnostics = decoded.diagnostics;
            let mut title = None;
            if desk.manifest.mdbook.as_ref().is_some_and(|book| book.follows_directives)
                && let Some(assembled) = assemble(desk.world, &desk.manifest.roots, path, &source.text, id)
            {
                assembled.parts.follow(&mut diagnostics);
                source.text = assembled.text.into();
                diagnostics.extend(assembled.diagnostics);
                (parts, title) = (Some(assembled.parts), assembled.title);
            }
            let mut reading = parse(desk, reader, source.text.clone(), id);
            if title.is_some() && !reading.tree.root().descendants().any(is_heading) {
                reading.facts.title = reading.facts.title.or(title);
            }
            diagnostics.append(&mut reading.diagnostics);
            if !diagnostics.iter().any(|finding| finding.severity.is_error()) && is_empty(&reading.tree) {
                let message = format!("`{path}` has no text");
                let place = file.span.map_or(Place::File(id), Place::At);
                diagnostics.push(Diagnostic::new(&EMPTY_PIECE, message).at(place).help(EMPTY_HELP));
            }
            (reading, diagnostics)
        }
        Err(finding) => {
            let place = file.span.map_or(Place::File(id), Place::At);
            (Reading::new(Tree::default()), vec![finding.at(place)])
        }
    };
    let facts = facts.clone().or(reading.facts);
    let mut piece = Piece::new(name, facts, reading.tree, desk.manifest);
    (piece.source, piece.path) = (Some(id), Some(path.clone()));
    ReadPiece { piece, source, parts, diagnostics }
}

fn is_heading(node: NodeRef<'_>) -> bool {
    matches!(node.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Returns the text of a file, and who reads it.
fn text<'a>(desk: &Desk<'a>, path: &BookPath, id: SourceId) -> Result<(&'a Reader, Decoded), Diagnostic> {
    let extension = path.extension();
    let reader = desk.readers.iter().find(|reader| reader.extensions.contains(&extension.as_str()));
    let reader = reader.ok_or_else(|| unknown_kind(path.as_str(), desk.readers))?;
    let bytes = desk.world.read(path).map_err(|error| unreadable(path.as_str(), &error))?;
    Ok((reader, decode(bytes, reader.declaration, id)))
}

/// Reads front matter, and the piece after it.
fn parse(desk: &Desk<'_>, reader: &Reader, text: Arc<str>, id: SourceId) -> Reading {
    let front = front_matter::read(&text, desk.rules, |range| Some(Span::new(id, range)));
    let delimiters = desk.manifest.formulas.delimiters;
    let mut reading = (reader.read)(&Input { text, source: id, start: front.end, delimiters });
    let (said, more) = first_lines::take(&mut reading.tree);
    let mut diagnostics = front.diagnostics;
    diagnostics.extend(reading.diagnostics.into_iter().chain(more));
    Reading { tree: reading.tree, facts: front.facts.or(said).or(reading.facts), diagnostics }
}

/// Tells whether a browser would show nothing of a tree.
fn is_empty(tree: &Tree) -> bool {
    !tree.root().descendants().any(|node| {
        let shown = node.is_text() && !node.text().trim().is_empty();
        shown || matches!(node.html(), Some("img" | "svg" | "hr" | "video" | "audio" | "math"))
    })
}

const EMPTY_HELP: &str = "write something in it, or take it out of `chapters`";

fn unknown_kind(path: &str, readers: &[Reader]) -> Diagnostic {
    let known: Vec<String> = readers.iter().map(|reader| format!("`.{}`", reader.extensions[0])).collect();
    Diagnostic::new(&UNKNOWN_TEXT_KIND, format!("`{path}` is of no kind that can be read"))
        .help(format!("texts end in {}", known.join(", ")))
}
