//! One file, many chapters: a piece that holds a whole book is divided at its headings.
//!
//! It runs when the text conforms and before anything is numbered or gathered, so that each chapter has its own title,
//! notes and file, as if it had been a file of its own.

use super::Context;
use super::blocks::shows_nothing;
use super::label::{is_structural, label, level};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::manifest::Split;
use crate::manuscript::markdown::NOTE;
use crate::manuscript::{Manuscript, Piece, RESERVED, Section};
use crate::role::{Matter, Role};
use crate::slug::{Unique, slug};
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::{BTreeSet, HashMap};

/// A file that is the whole book is divided without being asked where its text has so many bytes.
const LONG: usize = 60_000;

/// Where chapters are longer than this, the headings below theirs divide the book too.
const LONG_CHAPTER: usize = 100_000;

/// Divides the pieces that want it; returns for each piece that there is now which one it was, and what is wrong.
pub(super) fn run(manuscript: &mut Manuscript, context: &Context<'_>) -> (Vec<usize>, Diagnostics) {
    let is_text = |piece: &&Piece| piece.source.is_some() && piece.role.matter == Matter::Body;
    let is_alone = manuscript.pieces.iter().filter(is_text).count() == 1;
    if !is_alone && manuscript.pieces.iter().all(|piece| piece.facts.split.is_none()) {
        return ((0..manuscript.pieces.len()).collect(), Diagnostics::new());
    }
    let mut names: Unique = manuscript.pieces.iter().map(|piece| piece.name.as_str()).collect();
    for reserved in RESERVED {
        names.take(reserved);
    }
    let old: Vec<Option<Piece>> = std::mem::take(&mut manuscript.pieces).into_iter().map(Some).collect();
    let mut binder =
        Binder { context, old, new: Vec::new(), origins: Vec::new(), names, is_alone, diagnostics: vec![] };
    manuscript.sections = binder.sections(std::mem::take(&mut manuscript.sections));
    manuscript.pieces = binder.new;
    (binder.origins, binder.diagnostics)
}

/// What puts the pieces into their new order.
struct Binder<'a> {
    context: &'a Context<'a>,
    old: Vec<Option<Piece>>,
    new: Vec<Piece>,
    /// For each new piece, the old one that it is, or is a part of.
    origins: Vec<usize>,
    names: Unique,
    /// Whether one file is the whole text of the book.
    is_alone: bool,
    diagnostics: Diagnostics,
}

impl Binder<'_> {
    /// Recurses over parts in parts, which the manifest's reader bounds.
    fn sections(&mut self, sections: Vec<Section>) -> Vec<Section> {
        let mut made = Vec::with_capacity(sections.len());
        for section in sections {
            match section {
                Section::Part { page, sections } => {
                    let part = self.old[page].take().expect("every piece stands in one section");
                    let page = self.put(part, page);
                    let sections = self.sections(sections);
                    made.push(Section::Part { page, sections });
                }
                Section::Piece(index) => {
                    let piece = self.old[index].take().expect("every piece stands in one section");
                    made.extend(self.piece(piece, index));
                }
            }
        }
        made
    }

    fn put(&mut self, piece: Piece, origin: usize) -> usize {
        self.new.push(piece);
        self.origins.push(origin);
        self.new.len() - 1
    }

    fn piece(&mut self, piece: Piece, origin: usize) -> Vec<Section> {
        let Some(cuts) = self.cuts(&piece) else { return vec![Section::Piece(self.put(piece, origin))] };
        let mut chunks = divide(&piece.tree, &cuts);
        let mut nest = Nest::default();
        let stands_above = |chunks: &[Chunk]| chunks.iter().skip(1).all(|chunk| chunk.level > chunks[0].level);
        if !stands_above(&chunks) && piece.facts.title.is_some() {
            chunks.insert(0, Chunk { level: 0, tree: piece.tree.for_part() });
        }
        // A title over the whole of a book is a page of it; over a part of a book it holds its chapters together.
        let has_head = stands_above(&chunks);
        for (index, chunk) in chunks.into_iter().enumerate() {
            let (is_head, level) = (index == 0 && has_head, chunk.level);
            nest.close(level);
            let depth = piece.depth + nest.depth();
            let made = if is_head { self.head(&piece, chunk) } else { self.chapter(&piece, chunk, has_head) };
            let page = self.put(Piece { depth, ..made }, origin);
            nest.open(level, page, is_head && self.is_alone);
        }
        nest.finish(&mut self.new)
    }

    /// Returns the blocks at which a piece is divided, with the levels of their headings.
    fn cuts(&mut self, piece: &Piece) -> Option<Vec<(NodeId, usize)>> {
        let headings = headings(container(piece.tree.root()));
        let deepest = match piece.facts.split {
            Some(Split::Never) => return None,
            Some(Split::At(level)) => level,
            None => {
                let is_text = piece.source.is_some() && piece.role == Role::chapter();
                let length = length(piece.tree.root());
                if !(self.is_alone && is_text && length >= LONG) {
                    return None;
                }
                found_level(&headings, length)?
            }
        };
        let cuts: Vec<(NodeId, usize)> = headings.into_iter().filter(|(_, level)| *level <= deepest).collect();
        if cuts.is_empty() && piece.tree.root().first_child().is_some() {
            let message = format!("`split` asks for headings of level {deepest}, and there are none");
            let place = piece.source.map_or(Place::Nowhere, Place::File);
            let help = "headings count from 1 as they are written: `## Two` has level 2";
            self.diagnostics.push(Diagnostic::new(&NOTHING_TO_SPLIT, message).at(place).help(help));
        }
        (cuts.len() > 1).then_some(cuts)
    }

    /// Makes the piece of what stands before the first chapter: it keeps what is said of the whole.
    fn head(&mut self, piece: &Piece, chunk: Chunk) -> Piece {
        let has_text = has_text_beside_heading(&chunk.tree);
        let mut head = piece.with_tree(chunk.tree);
        if !has_text && self.is_alone {
            head.role = Role::named("titlepage").expect("the table holds it");
            head.facts.toc.get_or_insert(false);
        } else if !has_text {
            head.role = Role::named("part").expect("the table holds it");
        }
        head
    }

    fn chapter(&mut self, piece: &Piece, chunk: Chunk, has_page: bool) -> Piece {
        let title = chunk.tree.root().descendants().find(|node| level(*node).is_some()).map(label).unwrap_or_default();
        let slug = slug(&title);
        let name = self.names.fresh(if slug.is_empty() { &piece.name } else { &slug });
        let mut chapter = Piece::new(name, piece.facts.for_chapter(has_page), chunk.tree, self.context.manifest);
        (chapter.source, chapter.path, chapter.ordered_at) = (piece.source, piece.path.clone(), piece.ordered_at);
        chapter.role = piece.role;
        chapter
    }
}

/// The sections being made: each open one holds those of deeper headings.
#[derive(Default)]
struct Nest {
    done: Vec<Section>,
    open: Vec<Open>,
}

struct Open {
    level: usize,
    page: usize,
    sections: Vec<Section>,
    /// Whether what comes after it stands beside it, and not in it.
    is_flat: bool,
}

impl Nest {
    fn depth(&self) -> usize {
        self.open.iter().filter(|open| !open.is_flat).count()
    }

    fn open(&mut self, level: usize, page: usize, is_flat: bool) {
        self.open.push(Open { level, page, sections: Vec::new(), is_flat });
    }

    fn close(&mut self, level: usize) {
        while let Some(open) = self.open.pop_if(|open| open.level >= level) {
            let sections = match (open.sections.is_empty(), open.is_flat) {
                (true, _) => vec![Section::Piece(open.page)],
                (false, false) => vec![Section::Part { page: open.page, sections: open.sections }],
                (false, true) => [Section::Piece(open.page)].into_iter().chain(open.sections).collect(),
            };
            match self.open.last_mut() {
                Some(above) => above.sections.extend(sections),
                None => self.done.extend(sections),
            }
        }
    }

    /// Closes all; what holds others and has no text of its own is a part.
    fn finish(mut self, pieces: &mut [Piece]) -> Vec<Section> {
        self.close(0);
        mark_parts(&self.done, pieces);
        self.done
    }
}

/// Recurses over levels of headings, of which there are six.
fn mark_parts(sections: &[Section], pieces: &mut [Piece]) {
    for section in sections {
        let Section::Part { page, sections } = section else { continue };
        if pieces[*page].role == Role::chapter() && !has_text_beside_heading(&pieces[*page].tree) {
            pieces[*page].role = Role::named("part").expect("the table holds it");
        }
        mark_parts(sections, pieces);
    }
}

/// Returns the node whose children are the blocks of a text: a page of the web has them in a box or two.
fn container(root: NodeRef<'_>) -> NodeRef<'_> {
    let is_box = |node: &NodeRef<'_>| {
        matches!(node.html(), Some("div" | "section" | "article" | "main"))
            && ["lang", "dir", "id"].iter().all(|name| node.attribute(name).is_none())
    };
    let mut container = root;
    loop {
        let mut shown = container.children().filter(|node| node.is_element() || !node.text().trim().is_empty());
        match (shown.next().filter(is_box), shown.next()) {
            (Some(only), None) => container = only,
            _ => return container,
        }
    }
}

/// Returns the blocks that begin with a heading, and its level.
fn headings(container: NodeRef<'_>) -> Vec<(NodeId, usize)> {
    container.elements().filter_map(|block| Some((block.id(), heading_of(block)?))).collect()
}

/// Returns the level of a heading, or of the one with which a box begins.
fn heading_of(block: NodeRef<'_>) -> Option<usize> {
    if let Some(level) = level(block) {
        return Some(level).filter(|_| !label(block).is_empty());
    }
    if !matches!(block.html(), Some("header" | "hgroup" | "div" | "section" | "article")) {
        return None;
    }
    for node in block.descendants() {
        if level(node).is_some() && is_structural(node) && !label(node).is_empty() {
            return level(node);
        }
        if node.is_text() && !node.text().trim().is_empty() || matches!(node.html(), Some("img" | "svg" | "hr")) {
            return None;
        }
    }
    None
}

/// Returns the level whose headings begin chapters: the highest that several have, or a lower one where its chapters
/// are too long to be opened as one file.
fn found_level(headings: &[(NodeId, usize)], length: usize) -> Option<usize> {
    let levels: BTreeSet<usize> = headings.iter().map(|(_, level)| *level).collect();
    let count = |deepest: usize| headings.iter().filter(|(_, level)| *level <= deepest).count();
    let several = levels.into_iter().filter(|level| headings.iter().filter(|(_, other)| other == level).count() > 1);
    let mut found = None;
    for level in several {
        found = Some(level);
        if length / count(level) <= LONG_CHAPTER {
            break;
        }
    }
    found
}

fn length(root: NodeRef<'_>) -> usize {
    root.descendants().filter(|node| node.is_text()).map(|node| node.text().len()).sum()
}

fn has_text_beside_heading(tree: &Tree) -> bool {
    let is_in_heading = |node: NodeRef<'_>| node.ancestors().any(|above| level(above).is_some());
    tree.root().descendants().any(|node| {
        let is_shown = node.is_text() && !node.text().trim().is_empty() || matches!(node.html(), Some("img" | "svg"));
        is_shown && !is_in_heading(node)
    })
}

/// A part of a text, and the level of the heading that it begins with; 0 before the first heading.
struct Chunk {
    level: usize,
    tree: Tree,
}

/// Divides a text before each cut; every note goes where it is mentioned.
fn divide(tree: &Tree, cuts: &[(NodeId, usize)]) -> Vec<Chunk> {
    let levels: HashMap<NodeId, usize> = cuts.iter().copied().collect();
    let blocks = container(tree.root());
    let notes: HashMap<&str, NodeRef<'_>> = blocks.children().filter_map(|node| Some((note(node)?, node))).collect();
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut waiting: Vec<NodeRef<'_>> = Vec::new();
    for node in blocks.children().filter(|node| note(*node).is_none()) {
        let level = levels.get(&node.id()).copied();
        if level.is_none() && shows_nothing(node) {
            // What leads to a heading often stands before it: it goes where the next block goes.
            waiting.push(node);
            continue;
        }
        if chunks.is_empty() || level.is_some() {
            chunks.push(Chunk { level: level.unwrap_or(0), tree: tree.for_part() });
            // A new page needs no space above it.
            waiting.retain(|node| has_id(*node));
        }
        let chunk = chunks.last_mut().expect("one was just put there");
        let document = chunk.tree.document();
        for node in waiting.drain(..).chain([node]) {
            chunk.tree.append_copy(document, node);
        }
    }
    if let Some(last) = chunks.last_mut() {
        let document = last.tree.document();
        for node in waiting.into_iter().filter(|node| has_id(*node)) {
            last.tree.append_copy(document, node);
        }
    }
    hand_out(&notes, &mut chunks);
    for chunk in &mut chunks {
        chunk.tree.shrink();
    }
    chunks
}

fn has_id(block: NodeRef<'_>) -> bool {
    std::iter::once(block).chain(block.descendants()).any(|node| node.attribute("id").is_some())
}

/// Returns the label of a note's text, as the reader of Markdown wrote it.
fn note(node: NodeRef<'_>) -> Option<&str> {
    node.attribute("id").filter(|id| id.starts_with(NOTE))
}

/// Puts every note at the end of the chapters that mention it; one that nothing mentions, at the end of the last.
fn hand_out(notes: &HashMap<&str, NodeRef<'_>>, chunks: &mut [Chunk]) {
    let mut mentioned: BTreeSet<&str> = BTreeSet::new();
    for chunk in &mut *chunks {
        let mut here: BTreeSet<&str> = BTreeSet::new();
        let mut next = chunk.tree.root().first_child().map(NodeRef::id);
        while let Some(id) = next {
            let node = chunk.tree.get(id);
            let label = node.attribute("href").and_then(|href| href.strip_prefix('#'));
            let text = label.and_then(|label| notes.get_key_value(label)).filter(|(label, _)| here.insert(label));
            if let Some((label, text)) = text {
                mentioned.insert(label);
                let document = chunk.tree.document();
                chunk.tree.append_copy(document, *text);
            }
            next = chunk.tree.get(id).following_within(chunk.tree.document()).map(NodeRef::id);
        }
    }
    let Some(last) = chunks.last_mut() else { return };
    let mut rest: Vec<NodeRef<'_>> =
        notes.iter().filter(|(label, _)| !mentioned.contains(*label)).map(|(_, text)| *text).collect();
    rest.sort_by_key(|text| text.id());
    for text in rest {
        let document = last.tree.document();
        last.tree.append_copy(document, text);
    }
}

pub(super) const RULES: &[&Rule] = &[&NOTHING_TO_SPLIT];

const NOTHING_TO_SPLIT: Rule = Rule {
    name: "nothing-to-split",
    severity: Severity::Warning,
    summary: "a file is to be divided at headings that it does not have",
    explanation: "
`split` says the level of the headings that begin chapters, counted as they are written in the file.
A file without such headings stays one chapter.

Wrong, where chapters begin with `## `:

    { file = \"novel.md\", split = 1 }

Right:

    { file = \"novel.md\", split = 2 }
",
    epubcheck: &[],
};
