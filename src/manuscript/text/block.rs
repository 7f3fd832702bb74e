//! Lines to blocks: paragraphs, verse, headings, scene breaks, quotations.

use super::front::authors_of;
use super::heading::{self, Kind as HeadingKind};
use super::layout::{Layout, WIDEST_VERSE, has_sentences, is_full, is_short, reads_on, wrap_width};
use super::line::{Line, Start, ends_sentence, start, starts_speech};
use super::speeches::is_scene_of_film;
use crate::manuscript::ornament;
use std::ops::Range;

/// What ends a speech that breaks off.
const CLOSING: [char; 6] = ['"', '”', '’', '»', '—', '-'];

/// One block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: Kind,
    /// The lines it is made of; none for a break made of blank lines.
    pub lines: Range<usize>,
    /// How many quotations it stands in.
    pub depth: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Byline,
    Heading,
    /// Lines that run on.
    Paragraph,
    /// Lines that stay lines.
    Verse,
    Break,
    /// An item of a list: how deep the list stands in others, its number if it has one, whether it is the first, and
    /// whether items have paragraphs.
    Item {
        level: u8,
        number: Option<u32>,
        begins: bool,
        is_apart: bool,
    },
    /// A further paragraph of an item of a list that stands so deep.
    More {
        level: u8,
    },
    /// Rows of cells.
    Table,
    /// Lines that keep their spaces.
    Columns,
}

impl Kind {
    /// Tells whether blank lines set it off from paragraphs, rather than part scenes.
    fn is_set_off(self) -> bool {
        matches!(self, Self::Item { .. } | Self::More { .. } | Self::Table | Self::Columns)
    }

    /// Tells whether it goes on with a list.
    fn goes_on(self) -> bool {
        matches!(self, Self::Item { begins: false, .. } | Self::Item { level: 1.., .. } | Self::More { .. })
    }
}

/// Cuts the lines from `first` on into blocks, around those that are known already.
pub(super) fn cut(source: &str, lines: &[Line], first: usize, layout: Layout, known: Vec<Block>) -> Vec<Block> {
    let mut cutter = Cutter { source, lines, first, layout, blocks: Vec::new() };
    let mut known = known.into_iter().peekable();
    let mut at = first;
    while at < lines.len() {
        if let Some(block) = known.next_if(|block| block.lines.start == at) {
            if !block.kind.goes_on() && block.kind != Kind::Heading {
                cutter.break_before(at, block.kind.is_set_off());
            }
            at = block.lines.end;
            cutter.blocks.push(block);
            continue;
        }
        let last = known.peek().map_or(lines.len(), |block| block.lines.start);
        let after = lines[at + 1..last].iter().position(|line| line.gap > 0).map_or(last, |length| at + 1 + length);
        at = cutter.group(at..after);
    }
    cutter.blocks
}

struct Cutter<'a> {
    source: &'a str,
    lines: &'a [Line],
    first: usize,
    layout: Layout,
    blocks: Vec<Block>,
}

impl Cutter<'_> {
    /// Cuts lines between two gaps; returns where the next such lines begin.
    fn group(&mut self, group: Range<usize>) -> usize {
        if self.is_titled_piece(group.clone()) {
            self.push(Kind::Heading, group.start..group.start + 1, 0);
            self.push(Kind::Byline, group.start + 1..group.start + 2, 0);
            return group.start + 2;
        }
        if let Some((heading, after)) = self.heading(group.clone()) {
            self.push(Kind::Heading, heading, 0);
            if after < group.end {
                self.body(after..group.end);
            }
            return after.max(group.end);
        }
        self.break_before(group.start, false);
        self.body(group.clone());
        group.end
    }

    /// Tells whether a group begins with the title of a further piece, who wrote it below, and a text after that.
    fn is_titled_piece(&self, group: Range<usize>) -> bool {
        let (title, text) = (self.lines[group.start], self.text(group.start));
        let Some([byline, below]) = self.lines.get(group.start + 1..group.start + 3) else { return false };
        let says = byline.text(self.source);
        // Apart from its title, a byline may as well be a short sentence.
        let is_byline = group.len() == 2 || group.len() == 1 && byline.gap <= 2 && !ends_sentence(says);
        is_byline
            && below.gap > 0
            && byline.depth == 0
            && may_be_title(title, text)
            && heading::is_styled(text)
            && !heading::is_closing(text)
            && authors_of(says).is_some()
    }

    /// Finds the heading that a group begins with, and the line after it.
    ///
    /// A heading may take in a title from the next group; an underline is a mark and no part of it.
    fn heading(&self, group: Range<usize>) -> Option<(Range<usize>, usize)> {
        let line = self.lines[group.start];
        if line.depth > 0 {
            return None;
        }
        if let Some(end) = chapter_heading(self.source, self.lines, group.clone()) {
            return Some((group.start..end, end));
        }
        if group.len() > 1 && ornament::is_underline(self.text(group.start + 1)) && line.width <= 72 {
            return Some((group.start..group.start + 1, group.start + 2));
        }
        let has_text_after = group.end < self.lines.len();
        let gap = if group.start == self.first { 0 } else { line.gap };
        let is_caption = |at: usize| heading::by_place(self.lines[at], self.text(at), gap, self.layout.usual_gap);
        let is_heading = has_text_after && group.len() <= 2 && group.clone().all(is_caption);
        is_heading.then_some((group.clone(), group.end))
    }

    /// Puts a scene break where more blank lines than usual stand between paragraphs.
    ///
    /// A blank line around a list or a table breaks nothing, even where none part the paragraphs.
    fn break_before(&mut self, at: usize, is_set_off: bool) {
        let is_set_off = is_set_off || self.blocks.last().is_some_and(|last| last.kind.is_set_off());
        let fewest = if is_set_off { 2 } else { 1 };
        let is_wide = self.layout.break_gap.is_some_and(|gap| self.lines[at].gap >= gap.max(fewest));
        let is_text = |last: &&Block| !matches!(last.kind, Kind::Title | Kind::Byline | Kind::Heading | Kind::Break);
        let goes_on = self.blocks.last().filter(is_text);
        let Some(last) = goes_on.filter(|_| is_wide && at > self.first) else { return };
        let depth = last.depth.min(self.lines[at].depth);
        self.push(Kind::Break, at..at, depth);
    }

    /// Cuts lines that hold no heading at their start.
    fn body(&mut self, group: Range<usize>) {
        // Where each line is a paragraph, one is as much alone as between blank lines.
        let alone = group.len() == 1 || self.layout.wrap.is_none() && !self.layout.verse && self.layout.usual_gap == 0;
        let mut start = group.start;
        for at in group.clone() {
            if ornament::is_break(self.text(at), alone) {
                self.prose(start..at);
                if self.blocks.last().is_some_and(|last| last.kind == Kind::Break && last.lines.is_empty()) {
                    self.blocks.pop();
                }
                self.push(Kind::Break, at..at + 1, self.lines[at].depth);
                start = at + 1;
            }
        }
        self.prose(start..group.end);
    }

    fn prose(&mut self, lines: Range<usize>) {
        if lines.is_empty() {
            return;
        }
        let depth = self.lines[lines.start].depth;
        match self.layout.wrap {
            Some(width) => self.wrapped(lines, width, depth),
            None => self.unwrapped(lines, depth),
        }
    }

    /// Cuts lines of a file that is wrapped.
    fn wrapped(&mut self, lines: Range<usize>, width: u16, depth: u8) {
        let all_indented = lines.clone().all(|at| self.lines[at].indent >= self.layout.base + 2);
        if self.is_verse(lines.clone(), width) {
            return self.push(Kind::Verse, lines, depth);
        }
        let is_quotation = all_indented && !self.layout.indented;
        let depth = depth + u8::from(is_quotation);
        let mut start = lines.start;
        for at in lines.start + 1..lines.end {
            if self.begins_paragraph(at, width, is_quotation) {
                self.push(Kind::Paragraph, start..at, depth);
                start = at;
            }
        }
        self.push(Kind::Paragraph, start..lines.end, depth);
    }

    /// Tells whether a paragraph begins within a group of wrapped lines.
    fn begins_paragraph(&self, at: usize, width: u16, is_quotation: bool) -> bool {
        let (before, line) = (self.lines[at - 1], self.lines[at]);
        let ends = || ends_sentence(before.text(self.source)) || before.text(self.source).ends_with(':');
        let begins = || start(line.text(self.source)) != Start::Lower;
        if self.layout.indented && self.layout.is_indented(line) {
            // What is set in as a whole reads on from line to line.
            let is_open = before.indent == line.indent && !ends() && !before.text(self.source).ends_with(CLOSING);
            return !is_open || begins() && is_short(self.source, width, before, line);
        }
        !is_quotation && is_short(self.source, width, before, line) && ends() && begins()
    }

    /// Tells whether lines are verse: they break where a wrapped line would have gone on, and begin like lines.
    fn is_verse(&self, lines: Range<usize>, width: u16) -> bool {
        let lines = &self.lines[lines];
        let least = lines.iter().map(|line| line.indent).min().unwrap_or(0);
        if lines.len() < 2 || lines.iter().any(|line| line.width > width) {
            return false;
        }
        let marks_by_indent = !self.layout.indented;
        let (mut short, mut begun, mut open) = (0, 0, 0);
        for pair in lines.windows(2) {
            let is_lower = start(pair[1].text(self.source)) == Start::Lower;
            short += usize::from(!is_full(self.source, width, pair[0], pair[1]));
            begun += usize::from(!is_lower || marks_by_indent && pair[1].indent > least);
            open += usize::from(!ends_sentence(pair[0].text(self.source)));
        }
        let joints = lines.len() - 1;
        // Where indents do not mark paragraphs, they set verse off; else it is known by lines that end no sentence.
        let is_set_off = marks_by_indent && lines.iter().any(|line| self.layout.is_indented(*line));
        short * 10 >= joints * 7 && begun * 5 >= joints * 4 && (is_set_off || open * 10 >= joints * 4)
    }

    /// Cuts lines of a file that is not wrapped as a whole: a group may be, or be verse, or be a paragraph a line.
    fn unwrapped(&mut self, lines: Range<usize>, depth: u8) {
        let pairs = || lines.clone().skip(1).map(|at| (self.lines[at - 1], self.lines[at]));
        let widest = lines.clone().map(|at| self.lines[at].width).max().unwrap_or(0);
        let is_wrapped = || wrap_width(self.source, pairs).is_some_and(|width| width >= 40 || lines.len() == 2);
        if lines.len() > 1 && (is_wrapped() || reads_on(self.source, pairs)) {
            return self.push(Kind::Paragraph, lines, depth);
        }
        // Lines of verse are hardly as long, with sentences that end in the midst of them.
        let is_of_prose = |line: Line| (60..=90).contains(&line.width) && !ends_sentence(line.text(self.source));
        let are_of_prose = lines.len() > 1 && !self.layout.verse && pairs().all(|(line, _)| is_of_prose(line));
        if are_of_prose && (widest > WIDEST_VERSE || has_sentences(self.source, pairs())) {
            return self.push(Kind::Paragraph, lines, depth);
        }
        let open = pairs().filter(|(line, _)| !ends_sentence(line.text(self.source))).count();
        let is_verse = self.layout.verse || widest <= WIDEST_VERSE && open * 10 >= (lines.len() - 1) * 4;
        if lines.len() > 1 && is_verse {
            return self.push(Kind::Verse, lines, depth);
        }
        for at in lines {
            let text = self.text(at);
            let is_heading = depth == 0 && heading::by_words(text).is_some() && at + 1 < self.lines.len();
            self.push(if is_heading { Kind::Heading } else { Kind::Paragraph }, at..at + 1, depth);
        }
    }

    fn text(&self, at: usize) -> &str {
        self.lines[at].text(self.source)
    }

    fn push(&mut self, kind: Kind, lines: Range<usize>, depth: u8) {
        self.blocks.push(Block { kind, lines, depth });
    }
}

/// Returns where the chapter heading ends that a group of lines begins with, if it does.
pub(super) fn chapter_heading(source: &str, lines: &[Line], group: Range<usize>) -> Option<usize> {
    let text = |at: usize| lines[at].text(source);
    let alone = group.len() == 1;
    let kind = match heading::by_words(text(group.start)) {
        Some(kind) => kind,
        None if alone && heading::is_lone_number(text(group.start)) => HeadingKind::Number,
        None => return None,
    };
    // A heading heads something.
    if group.start + 1 == lines.len() {
        return None;
    }
    let mut end = group.start + 1;
    let may_be_title = |at: usize| lines[at].depth == 0 && heading::is_subtitle(lines[at], text(at));
    if kind == HeadingKind::Number && !alone && group.len() <= 3 && (end..group.end).all(may_be_title) {
        return Some(group.end);
    }
    let stands_alone = |at: usize| lines[at].gap <= 2 && lines.get(at + 1).is_some_and(|next| next.gap > 0);
    // Below a bare number, only capitals are a title for sure.
    let is_sure = |end: usize| heading::by_words(text(group.start)).is_some() || heading::is_capitals(text(end));
    let is_number = kind == HeadingKind::Number && alone;
    if is_number && end < lines.len() && stands_alone(end) && may_be_title(end) && is_sure(end) {
        end += 1;
    }
    Some(end)
}

/// Tells whether a line may open a piece as its title.
pub(super) fn may_be_title(line: Line, text: &str) -> bool {
    let is_short = line.width - line.indent <= 80;
    let is_dashed = ["- ", "– ", "— "].iter().any(|dash| text.starts_with(dash)) && !text.ends_with(['-', '–', '—']);
    let is_speech = is_dashed || starts_speech(text) && text.ends_with(['"', '”', '’', '»', '\'']);
    let reads_on = text.ends_with(['.', ',', ';', ':', '…', '。']);
    // A short exclamation may be either; a title has capitals.
    let exclaims = text.ends_with(['!', '?', '！', '？']) && !heading::is_styled(text);
    let is_plain = !reads_on && !exclaims && !is_speech && !is_scene_of_film(text);
    is_short && is_plain && line.depth == 0
}
