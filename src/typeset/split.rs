//! Divides pieces that are too long for one file: old readers show nothing after 300 KB, and slow ones take minutes.
//!
//! It runs last, when nothing is added any more. A piece is cut before a heading, else at a scene break, else between
//! two blocks, never inside one; boxes around blocks go on in the next file. Whatever led to a place that moved leads to
//! where it is now.

use super::blocks::shows_nothing;
use super::label::level;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::{Outline, Piece, RESERVED, Target};
use crate::slug::Unique;
use crate::xml::{NodeId, NodeRef};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// No file grows beyond this, in bytes, but for a single block that does.
const MOST: usize = 250_000;

/// What the frame of a page, and all that is estimated too low, may take of it.
const FRAME: usize = 10_000;

/// A file is at least so full, in hundredths, before it is cut at a heading or a scene break.
const FULL_ENOUGH: usize = 60;

/// Divides the pieces that are too long; returns the findings of each piece that there was.
pub(super) fn run(pieces: &mut Vec<Piece>, outline: &mut [Outline]) -> Vec<Diagnostics> {
    let plans: Vec<(Vec<Vec<Atom>>, Diagnostics)> = pieces.par_iter().map(plan).collect();
    let (plans, findings): (Vec<_>, Vec<_>) = plans.into_iter().unzip();
    if plans.iter().all(|files| files.len() < 2) {
        return findings;
    }
    let mut names: Unique = pieces.iter().map(|piece| piece.name.as_str()).collect();
    for reserved in RESERVED {
        names.take(reserved);
    }
    let mut moves = Moves::default();
    let mut made = Vec::with_capacity(pieces.len());
    for (piece, files) in std::mem::take(pieces).into_iter().zip(plans) {
        moves.firsts.push(made.len());
        moves.places.push(HashMap::new());
        if files.len() < 2 {
            made.push(piece);
            continue;
        }
        let mut begun = HashSet::new();
        for (number, file) in files.iter().enumerate() {
            let mut part = part(&piece, file, &mut begun);
            part.narration = piece.narration.as_ref().and_then(|narration| narration.within(&part.tree, number == 0));
            if number > 0 {
                (part.name, part.continues) = (names.fresh(&piece.name), true);
            }
            let ids = part.tree.values("id");
            moves.places.last_mut().expect("one was just put there").extend(ids.map(|id| (id.to_owned(), number)));
            made.push(part);
        }
    }
    made.par_iter_mut().for_each(|piece| moves.follow_links(piece));
    moves.follow_outline(outline);
    *pieces = made;
    findings
}

/// A block, with the boxes that it stands in, and about how many bytes it has.
struct Atom {
    boxes: Vec<NodeId>,
    node: NodeId,
    size: usize,
    /// How well a file may begin with it.
    start: Start,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Start {
    /// Something keeps it with what stands before it.
    Never,
    Block,
    Break,
    Heading,
}

/// Returns the files that a piece becomes: one, where it is not too long.
fn plan(piece: &Piece) -> (Vec<Vec<Atom>>, Diagnostics) {
    let root = piece.tree.root();
    let mut diagnostics = Diagnostics::new();
    // Most pieces are so far from it that nobody needs to count.
    if piece.tree.weight() * 2 <= MOST || sizes(root) + FRAME <= MOST {
        return (Vec::new(), diagnostics);
    }
    let mut atoms = Vec::new();
    gather(root, &mut Vec::new(), &mut atoms);
    for atom in atoms.iter().filter(|atom| atom.size + FRAME > MOST) {
        let message = format!("a single block of {} KB makes a file too large for some readers", atom.size / 1000);
        let help = "divide it: a table into several, a passage without line ends into paragraphs";
        diagnostics
            .push(Diagnostic::new(&LARGE_BLOCK, message).at(piece.tree.get(atom.node).nearest_span()).help(help));
    }
    (fill(atoms), diagnostics)
}

/// Returns about how many bytes a node takes in a file.
fn sizes(node: NodeRef<'_>) -> usize {
    size(node) + node.descendants().map(size).sum::<usize>()
}

fn size(node: NodeRef<'_>) -> usize {
    let name = node.name().map_or(0, |name| 2 * name.local.len() + 5);
    let attributes: usize =
        node.attributes().map(|attribute| attribute.name.local.len() + attribute.value.len() + 8).sum();
    node.text().len() + name + attributes
}

/// Takes the blocks of a box, opening those boxes in it that are too large to stay whole.
fn gather(top: NodeRef<'_>, boxes: &mut Vec<NodeId>, atoms: &mut Vec<Atom>) {
    let mut next = top.first_child();
    while let Some(node) = next {
        let size = sizes(node);
        let is_box = matches!(node.html(), Some("div" | "section" | "article" | "blockquote"));
        if is_box && size > MOST / 4 && node.first_child().is_some() {
            boxes.push(node.id());
            next = node.first_child();
            continue;
        }
        let start = start(node);
        atoms.push(Atom { boxes: boxes.clone(), node: node.id(), size, start });
        let mut here = node;
        next = loop {
            if let Some(after) = here.next() {
                break Some(after);
            }
            if boxes.pop().is_none() {
                break None;
            }
            let Some(parent) = here.parent() else { break None };
            here = parent;
        };
    }
}

fn start(node: NodeRef<'_>) -> Start {
    let before = std::iter::successors(node.previous(), |node| node.previous()).find(|node| node.is_element());
    let follows_what_leads_to_it = before.is_some_and(|before| level(before).is_some() || shows_nothing(before));
    if !node.is_element() || follows_what_leads_to_it {
        return Start::Never;
    }
    // Places to link to, and empty lines, often stand before a heading.
    let here = std::iter::successors(Some(node), |node| node.next());
    let shown = here.filter(|node| node.is_element()).find(|node| !shows_nothing(*node));
    match shown.and_then(NodeRef::html) {
        Some("section") => Start::Heading,
        _ if shown.is_some_and(|shown| level(shown).is_some()) => Start::Heading,
        _ if shows_nothing(node) => Start::Never,
        Some("hr") => Start::Break,
        _ => Start::Block,
    }
}

/// Puts blocks into files, each as full as may be.
fn fill(atoms: Vec<Atom>) -> Vec<Vec<Atom>> {
    let mut files: Vec<Vec<Atom>> = Vec::new();
    let mut file: Vec<Atom> = Vec::new();
    let mut size = FRAME;
    for atom in atoms {
        size += atom.size;
        file.push(atom);
        while size > MOST
            && let Some(cut) = best_cut(&file)
        {
            let rest = file.split_off(cut);
            files.push(std::mem::replace(&mut file, rest));
            size = FRAME + file.iter().map(|atom| atom.size).sum::<usize>();
        }
    }
    if file.iter().any(|atom| atom.start != Start::Never) || files.is_empty() {
        files.push(file);
    } else if let Some(last) = files.last_mut() {
        last.extend(file);
    }
    files
}

/// Returns where a file that is too large is best cut: the last heading or break where it is full enough, else the last
/// block.
fn best_cut(file: &[Atom]) -> Option<usize> {
    let mut filled = FRAME;
    let mut best: Option<(Start, usize)> = None;
    for (index, atom) in file.iter().enumerate() {
        let is_full_enough = filled * 100 >= MOST * FULL_ENOUGH;
        let start = if is_full_enough { atom.start } else { atom.start.min(Start::Block) };
        if index > 0 && start > Start::Never && filled <= MOST && best.is_none_or(|(known, _)| start >= known) {
            best = Some((start, index));
        }
        filled += atom.size;
    }
    best.map(|(_, index)| index)
}

/// Makes a piece of some blocks of another; `begun` are the boxes that a file before it has already.
fn part(piece: &Piece, file: &[Atom], begun: &mut HashSet<NodeId>) -> Piece {
    let mut tree = piece.tree.for_part();
    let mut open: Vec<(NodeId, NodeId)> = Vec::new();
    for atom in file {
        let shared = open.iter().zip(&atom.boxes).take_while(|((known, _), wanted)| known == *wanted).count();
        open.truncate(shared);
        for wanted in &atom.boxes[shared..] {
            let original = piece.tree.get(*wanted);
            let above = open.last().map_or(tree.document(), |(_, copy)| *copy);
            let copy = tree.append_shallow_copy(above, original).expect("boxes are elements");
            if !begun.insert(*wanted) {
                // It began in the file before.
                tree.unset(copy, "id");
            }
            open.push((*wanted, copy));
        }
        let above = open.last().map_or(tree.document(), |(_, copy)| *copy);
        tree.append_copy(above, piece.tree.get(atom.node));
    }
    tree.shrink();
    piece.with_tree(tree)
}

/// Where everything went: by piece that was, its first new one, and in which of its files each id stands.
#[derive(Default)]
struct Moves {
    firsts: Vec<usize>,
    places: Vec<HashMap<String, usize>>,
}

impl Moves {
    fn of(&self, target: Target) -> Target {
        match target {
            Target::Piece { piece, anchor } => {
                let file = anchor.as_ref().and_then(|id| self.places[piece].get(id)).copied().unwrap_or(0);
                Target::Piece { piece: self.firsts[piece] + file, anchor }
            }
            resource @ Target::Resource(_) => resource,
        }
    }

    fn follow_links(&self, piece: &mut Piece) {
        for id in piece.tree.root().descendant_ids() {
            if let Some(target @ Target::Piece { .. }) = piece.tree.get(id).attribute("href").and_then(Target::parse) {
                piece.tree.set(id, "href", &self.of(target).to_string());
            }
        }
    }

    /// Recurses over the levels of the outline, which are few.
    fn follow_outline(&self, outline: &mut [Outline]) {
        for entry in outline {
            entry.target = self.of(entry.target.clone());
            self.follow_outline(&mut entry.children);
        }
    }
}

pub(super) const RULES: &[&Rule] = &[&LARGE_BLOCK];

const LARGE_BLOCK: Rule = Rule {
    name: "large-block",
    severity: Severity::Warning,
    summary: "a single table, list or paragraph is too large for a file of its own",
    explanation: "
Some readers show nothing of a file after its first 300 KB, so long pieces become several files, cut between blocks.
A block is never cut, and this one alone is larger than a file should be.

Wrong: a table of ten thousand rows.

Right: a table for each letter of the alphabet.
",
    epubcheck: &[],
};
