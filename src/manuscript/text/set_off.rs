//! What a text has besides prose and verse: lists, tables, columns, the speeches of a play, and the headings that only
//! the whole of it shows.
//!
//! All are looked for before the layout is judged, since their short lines say nothing of how the text is wrapped; and
//! only by sure signs, since what is taken for one of them wrongly is worse than one that stays as it was.

use super::block::{Block, Kind};
use super::line::{Line, Start, ends_sentence, start};
use super::list::{self, Item};
use super::{apart, capitals, columns, counted, speeches, table};
use std::ops::Range;

/// Finds what is set off, in order; the marks of items are taken from their lines.
pub(super) fn find(source: &str, lines: &mut [Line]) -> Vec<Block> {
    let mut blocks = Vec::new();
    // Up to where items that blank lines part are known to be no list.
    let mut refused = 0;
    let names = speeches::names_above(source, lines);
    let mut headings = counted::find(source, lines);
    // A play has capitals enough.
    if names.is_empty() {
        headings.extend(capitals::find(source, lines));
        headings.sort_unstable();
    }
    let (mut names, mut headings) = (names.into_iter().peekable(), headings.into_iter().peekable());
    let mut at = 0;
    while at < lines.len() {
        let after = lines[at + 1..].iter().position(|line| line.gap > 0).map_or(lines.len(), |length| at + 1 + length);
        // What stands within a list is neither.
        while names.next_if(|name| *name < at).is_some() {}
        while headings.next_if(|heading| *heading < at).is_some() {}
        if names.next_if_eq(&at).is_some() {
            speeches::below_name(source, lines, at..after, &mut blocks);
            at = blocks.last().map_or(after, |block| block.lines.end);
            continue;
        }
        if headings.next_if_eq(&at).is_some() {
            blocks.push(Block { kind: Kind::Heading, lines: at..at + 1, depth: 0 });
            at += 1;
            continue;
        }
        if at >= refused {
            let items = list::items(source, lines, at..lines.len());
            let end = items.last().map_or(at, |item| item.lines.end);
            if end > after && apart::is_sure(source, lines, &items) {
                push_items(lines, items, &mut blocks);
                at = end;
                continue;
            }
            refused = end;
        }
        if after - at > 1 {
            group(source, lines, at..after, &mut blocks);
        }
        at = after;
    }
    blocks
}

/// Adds the items of a list; their marks are taken from their lines.
fn push_items(lines: &mut [Line], items: Vec<Item>, blocks: &mut Vec<Block>) {
    let has_more = items.iter().any(|item| matches!(item.kind, Kind::More { .. }));
    for item in items {
        let depth = lines[item.lines.start].depth;
        lines[item.lines.start].start += item.mark;
        let kind = match item.kind {
            Kind::Item { level, number, begins, .. } => Kind::Item { level, number, begins, is_apart: has_more },
            kind => kind,
        };
        blocks.push(Block { kind, lines: item.lines, depth });
    }
}

/// Looks at lines between two gaps.
fn group(source: &str, lines: &mut [Line], group: Range<usize>, blocks: &mut Vec<Block>) {
    let depth = lines[group.start].depth;
    if let Some(columns) = columns::find(source, lines, group.clone()) {
        return blocks.push(Block { kind: Kind::Columns, lines: columns, depth });
    }
    if let Some(speeches) = speeches::find(source, lines, group.clone()) {
        let speeches = speeches.into_iter().map(|lines| Block { kind: Kind::Paragraph, lines, depth });
        return blocks.extend(speeches);
    }
    let mut at = group.start;
    while at < group.end {
        let drawn = table::drawn(source, lines, at..group.end);
        if !drawn.is_empty() {
            at = drawn.end;
            if let Some(kind) = table::kind(source, &lines[drawn.clone()]) {
                blocks.push(Block { kind, lines: drawn, depth });
            }
            continue;
        }
        let items = list::items(source, lines, at..group.end);
        let Some(last) = items.last() else {
            at += 1;
            continue;
        };
        let end = last.lines.end;
        // Numbers in the midst of lines of verse or of a list of contents are of these.
        let may_begin = at < group.start + 2 || {
            let before = lines[at - 1].text(source);
            before.ends_with(':') || ends_sentence(before) || blocks.last().is_some_and(|block| block.lines.end == at)
        };
        at = end;
        if !may_begin || !list::is_sure(source, lines, &items) {
            continue;
        }
        push_items(lines, items, blocks);
    }
}

/// Returns the other lines, parted where something stood between them.
pub(super) fn others(lines: &[Line], blocks: &[Block]) -> Vec<Line> {
    let mut others = Vec::with_capacity(lines.len());
    let mut at = 0;
    for block in blocks {
        push(&mut others, &lines[at..block.lines.start], at > 0);
        at = block.lines.end;
    }
    push(&mut others, &lines[at..], at > 0);
    others
}

fn push(others: &mut Vec<Line>, lines: &[Line], is_parted: bool) {
    if let [first, rest @ ..] = lines {
        others.push(Line { gap: first.gap.max(is_parted.into()), ..*first });
        others.extend_from_slice(rest);
    }
}

/// Tells whether lines that go on are lines of verse: they begin with capitals within a sentence, and none is long.
pub(super) fn go_on_as_verse(source: &str, pairs: impl Iterator<Item = (Line, Line)>) -> bool {
    const LONG: u16 = 60;
    let (mut count, mut like_verse) = (0, 0);
    for (before, line) in pairs {
        let begins = start(line.text(source)) == Start::Upper;
        count += 1;
        like_verse += usize::from(begins && before.width < LONG && !ends_sentence(before.text(source)));
    }
    like_verse * 2 > count
}
