//! Finding what cues are about: an element by its id, or words in the order of the text.
//!
//! Where a reader aloud leaves something out, the next cue is looked for further on: few words not far, so that a "yes"
//! is not found in another chapter. A cue over several blocks is shared out among them by the number of their letters.

use super::clips::Timed;
use super::letters::{Letters, letters_of};
use super::rules::{OTHER_TEXT, UNMATCHED_CUE};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manuscript::Piece;
use crate::manuscript::east_asian::{Kind, kind};
use crate::manuscript::timing::Cue;
use crate::xml::{NodeId, NodeRef};
use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

/// What is read in a stretch of the recording.
#[derive(Debug)]
pub(super) struct Stretch {
    /// The index of its piece among those that are read together.
    pub(super) piece: usize,
    pub(super) what: What,
    pub(super) begin: Duration,
    pub(super) end: Duration,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Element(NodeId),
    /// What stands from one place to another, both in one block: a text node, and a byte of its text.
    Words((NodeId, usize), (NodeId, usize)),
}

/// So many letters make words that are looked for in all that follows.
const LONG: usize = 24;

/// How far fewer are looked for: so many bytes for each of their own, and at the least.
const REACH: (usize, usize) = (20, 300);

/// A place that is no beginning of a word is passed over so often.
const MOST_TRIES: usize = 1000;

/// After so many cues in a row that are not found, the rest is not looked for.
const MOST_MISSES: usize = 50;

/// How many cues are told of by themselves.
const MOST_FINDINGS: usize = 10;

/// Finds what cues are about, in the order of time.
pub(super) fn find(letters: &Letters, pieces: &[&Piece], cues: &[Cue], clips: &[Timed]) -> (Vec<Stretch>, Diagnostics) {
    let mut finder = Finder { letters, pieces, ids: ids(pieces), at: 0, floor: (0, 0), stretches: Vec::new() };
    let mut missed: Vec<&Cue> = Vec::new();
    let (mut in_a_row, mut found) = (0, 0);
    for (index, clip) in clips.iter().enumerate() {
        let cue = &cues[clip.cue];
        let next = clips.get(index + 1).map(|next| &cues[next.cue]);
        if finder.cue(cue, clip, next) {
            (in_a_row, found) = (0, found + 1);
            continue;
        }
        missed.push(cue);
        in_a_row += 1;
        if in_a_row >= MOST_MISSES && missed.len() > found {
            break;
        }
    }
    (finder.stretches, tell(&missed, found))
}

fn ids<'a>(pieces: &[&'a Piece]) -> HashMap<&'a str, (usize, NodeId)> {
    let mut ids = HashMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        for node in piece.tree.root().descendants() {
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert((index, node.id()));
            }
        }
    }
    ids
}

/// Says which cues were not found: one by one, or that the file is of another text.
fn tell(missed: &[&Cue], found: usize) -> Diagnostics {
    let Some(first) = missed.first() else { return Diagnostics::new() };
    if missed.len() > found {
        let message = match found {
            0 => "none of its cues is in the text that it is given to".to_owned(),
            _ => "most of its cues are not in the text that it is given to".to_owned(),
        };
        let help = "see whether it belongs to another chapter, or to an older state of the text";
        return vec![Diagnostic::new(&OTHER_TEXT, message).at(first.span).help(help)];
    }
    let mut findings: Diagnostics = missed.iter().take(MOST_FINDINGS).map(|cue| unmatched(cue)).collect();
    if let Some(last) = findings.last_mut().filter(|_| missed.len() > MOST_FINDINGS) {
        last.message = format!("{}; nor are {} more cues", last.message, missed.len() - MOST_FINDINGS);
    }
    findings
}

fn unmatched(cue: &Cue) -> Diagnostic {
    let (message, help) = match id_of(cue) {
        Some(id) => (format!("no element has the id `{id}`"), "give it to the element: `{#…}` in Markdown"),
        None if letters_of(&cue.words).is_empty() => {
            ("the cue says nothing".to_owned(), "write the words that are read, or `#` and the id of an element")
        }
        None => {
            let words: String = cue.words.chars().take(60).collect();
            let message = format!("`{words}` is not in the text after what was read before it");
            (message, "write the words as the text has them, or `#` and the id of the element")
        }
    };
    Diagnostic::new(&UNMATCHED_CUE, message).at(cue.span).help(help)
}

/// Returns the id that the words of a cue are.
fn id_of(cue: &Cue) -> Option<&str> {
    cue.words.strip_prefix('#').filter(|id| !id.is_empty() && !id.contains(char::is_whitespace))
}

struct Finder<'a> {
    letters: &'a Letters,
    pieces: &'a [&'a Piece],
    ids: HashMap<&'a str, (usize, NodeId)>,
    /// Where the text goes on after what was read: a byte of its letters.
    at: usize,
    /// The place where that ends: a run and a byte of its text.
    floor: (usize, usize),
    stretches: Vec<Stretch>,
}

impl Finder<'_> {
    /// Finds what one cue is about; tells whether there is any. `next` is the cue after it.
    fn cue(&mut self, cue: &Cue, clip: &Timed, next: Option<&Cue>) -> bool {
        if let Some(id) = id_of(cue).or(cue.name.as_deref().filter(|name| self.ids.contains_key(name))) {
            return self.element(id, clip);
        }
        let wanted = letters_of(&cue.words);
        match self.words(&wanted, next) {
            Some(range) => {
                self.share(range, clip);
                true
            }
            None => self.element(&cue.words, clip),
        }
    }

    fn element(&mut self, id: &str, clip: &Timed) -> bool {
        let Some(&(piece, node)) = self.ids.get(id) else { return false };
        // One that stands before what was read is heard, and the text goes on where it was.
        if let Some(range) = self.letters.range_of(piece, node).filter(|range| range.end > self.at) {
            self.pass(range.end);
        }
        self.stretches.push(Stretch { piece, what: What::Element(node), begin: clip.begin, end: clip.end });
        true
    }

    /// Goes on after some letters.
    fn pass(&mut self, end: usize) {
        self.at = end;
        if end > 0 {
            self.floor = self.end_of(end - 1);
        }
    }

    /// Returns where the letters of a cue stand: near what was read, or far on, if they are many and the cue after them
    /// does not go on here. A refrain that the narrator changed is not found in its next verse.
    fn words(&self, wanted: &str, next: Option<&Cue>) -> Option<Range<usize>> {
        let count = wanted.chars().count();
        if count == 0 {
            return None;
        }
        self.words_within(wanted, near(wanted)).or_else(|| {
            let after = next.map(|next| letters_of(&next.words)).filter(|after| !after.is_empty());
            let goes_on_here = || after.is_some_and(|after| self.words_within(&after, near(&after)).is_some());
            let found = (count >= LONG).then(|| self.words_within(wanted, self.letters.text.len())).flatten();
            found.filter(|_| !goes_on_here())
        })
    }

    /// Returns where letters stand, no further on than so many bytes.
    fn words_within(&self, wanted: &str, reach: usize) -> Option<Range<usize>> {
        let text = &self.letters.text;
        let end = text.floor_char_boundary(self.at.saturating_add(reach).min(text.len()));
        let mut from = self.at;
        for _ in 0..MOST_TRIES {
            let start = from + text.get(from..end)?.find(wanted)?;
            let found = start..start + wanted.len();
            if self.letters.is_boundary(found.start) && self.letters.is_boundary(found.end) {
                return Some(found);
            }
            from = text.ceil_char_boundary(start + 1);
        }
        None
    }

    /// Shares out a clip among the blocks that its letters stand in.
    fn share(&mut self, range: Range<usize>, clip: &Timed) {
        let parts = self.blocks(range.clone());
        let count = |letters: usize| u32::try_from(letters).unwrap_or(u32::MAX);
        let length = clip.end.saturating_sub(clip.begin);
        let time = |at: usize| clip.begin + length * count(at - range.start) / count(range.len());
        for (piece, part) in parts {
            let what = self.what(piece, &part);
            let end = if part.end == range.end { clip.end } else { time(part.end) };
            self.stretches.push(Stretch { piece, what, begin: time(part.start), end });
            self.pass(part.end);
        }
    }

    /// Divides letters by the blocks that they stand in, unless all of them are those of one element.
    fn blocks(&self, range: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let home = |at: usize| {
            let run = &self.letters.runs[self.letters.place(at).run as usize];
            (run.piece, run.block)
        };
        let (piece, block) = home(range.start);
        if self.element_of(piece, block, &range).is_some() {
            return vec![(piece, range)];
        }
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        let mut last = None;
        for at in range {
            let here = home(at);
            match parts.last_mut().filter(|_| last == Some(here)) {
                Some((_, part)) => part.end = at + 1,
                None => parts.push((here.0, at..at + 1)),
            }
            last = Some(here);
        }
        parts
    }

    /// Returns the block whose letters these are: the one that they begin in, or one around it.
    fn element_of(&self, piece: usize, block: NodeId, range: &Range<usize>) -> Option<NodeId> {
        let node = self.pieces[piece].tree.get(block);
        let around = std::iter::once(node).chain(node.ancestors()).map(NodeRef::id);
        let ranges = around.map_while(|id| Some((id, self.letters.range_of(piece, id)?)));
        let mut fitting = ranges.take_while(|(_, found)| found.start >= range.start && found.end <= range.end);
        fitting.find(|(_, found)| found == range).map(|(id, _)| id)
    }

    fn what(&self, piece: usize, part: &Range<usize>) -> What {
        let first = self.letters.place(part.start);
        let block = self.letters.runs[first.run as usize].block;
        if let Some(element) = self.element_of(piece, block, part) {
            return What::Element(element);
        }
        let from = self.with_marks_before((first.run as usize, first.offset as usize));
        let to = self.with_marks_after(self.end_of(part.end - 1));
        let node = |run: usize| self.letters.runs[run].node;
        What::Words((node(from.0), from.1), (node(to.0), to.1))
    }

    /// Returns where a letter ends, by a byte of it.
    fn end_of(&self, at: usize) -> (usize, usize) {
        let place = self.letters.place(at);
        let (run, offset) = (place.run as usize, place.offset as usize);
        let length = self.text(run)[offset..].chars().next().map_or(0, char::len_utf8);
        (run, offset + length)
    }

    fn text(&self, run: usize) -> &str {
        let run = &self.letters.runs[run];
        self.pieces[run.piece].tree.get(run.node).text()
    }

    fn is_same_block(&self, one: usize, other: usize) -> bool {
        let home = |run: usize| self.letters.runs.get(run).map(|run| (run.piece, run.block));
        home(one) == home(other)
    }

    /// Takes in the quotation marks and brackets that stand right before a place, as far as nothing else has them.
    fn with_marks_before(&self, place: (usize, usize)) -> (usize, usize) {
        let (mut best, (mut run, mut offset)) = (place, place);
        loop {
            match self.text(run)[..offset].chars().next_back() {
                None if run > 0 && self.is_same_block(run - 1, run) => {
                    run -= 1;
                    offset = self.text(run).len();
                }
                Some(mark) if !mark.is_whitespace() && !mark.is_alphanumeric() => {
                    offset -= mark.len_utf8();
                    if (run, offset) < self.floor {
                        return best;
                    }
                    best = (run, offset);
                }
                _ => return best,
            }
        }
    }

    /// Takes in the punctuation that stands right after a place, as far as it closes something.
    fn with_marks_after(&self, place: (usize, usize)) -> (usize, usize) {
        let (mut best, (mut run, mut offset)) = (place, place);
        loop {
            match self.text(run)[offset..].chars().next() {
                None if self.is_same_block(run, run + 1) => (run, offset) = (run + 1, 0),
                Some(mark) if !mark.is_whitespace() && !mark.is_alphanumeric() && !opens(mark) => {
                    offset += mark.len_utf8();
                    best = (run, offset);
                }
                _ => return best,
            }
        }
    }
}

/// Returns how far some letters are looked for in any case.
fn near(wanted: &str) -> usize {
    wanted.len() * REACH.0 + REACH.1
}

fn opens(mark: char) -> bool {
    matches!(mark, '(' | '[' | '{' | '¿' | '¡') || kind(mark) == Kind::Opening
}
