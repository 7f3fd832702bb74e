//! Lists whose items blank lines part: what hangs below an item, and whether a run of items is a list at all.
//!
//! Numbers begin paragraphs of laws, of scripture and of theses too, and stars begin notes; so the whole run is judged.

use super::block::Kind;
use super::heading;
use super::line::{Line, ends_sentence};
use super::list::{self, Item};

/// Paragraphs below an item, which are of it where a further item follows or where they stand as others of it do.
#[derive(Debug, Default)]
pub(super) struct Hanging {
    paragraphs: Vec<Item>,
    /// How many items there were at the last blank line.
    known: usize,
}

impl Hanging {
    pub(super) fn part(&mut self, items: &[Item]) {
        self.known = items.len();
    }

    /// Tells whether one paragraph more may be of an item, and not the text below a heading with a number.
    pub(super) fn has_room(&self) -> bool {
        const MOST: usize = 12;
        self.paragraphs.len() < MOST
    }

    pub(super) fn begin(&mut self, level: usize, at: usize) {
        let kind = Kind::More { level: u8::try_from(level).unwrap_or(u8::MAX) };
        self.paragraphs.push(Item { kind, lines: at..at + 1, mark: 0 });
    }

    pub(super) fn extend(&mut self, items: &mut [Item], at: usize) {
        if let Some(last) = self.paragraphs.last_mut().or(items.last_mut()) {
            last.lines.end = at + 1;
        }
    }

    pub(super) fn settle(&mut self, items: &mut Vec<Item>) {
        items.append(&mut self.paragraphs);
    }

    /// Ends a run of items: where no blank line ends it, its last lines are those of something else.
    pub(super) fn end(mut self, lines: &[Line], mut items: Vec<Item>, is_parted: bool) -> Vec<Item> {
        if !is_parted && self.known > 0 {
            items.truncate(self.known);
            return items;
        }
        let indent = |at: usize| lines[at].indent;
        let is_first = |item: &Item| usize::from(matches!(item.kind, Kind::Item { .. }));
        let stands_as = |wanted: u16| {
            items.iter().any(|item| item.lines.clone().skip(is_first(item)).any(|at| indent(at) == wanted))
        };
        let mut indents: Vec<u16> = self.paragraphs.iter().flat_map(|more| more.lines.clone()).map(indent).collect();
        indents.sort_unstable();
        indents.dedup();
        if indents.into_iter().all(stands_as) {
            self.settle(&mut items);
        }
        items
    }
}

/// Tells whether items that blank lines part are a list.
pub(super) fn is_sure(source: &str, lines: &[Line], items: &[Item]) -> bool {
    list::is_sure(source, lines, items)
        && match items[0].kind {
            Kind::Item { number: Some(_), .. } => {
                is_whole(source, lines, items) && !are_paragraphs(lines, items) && !are_headings(source, lines, items)
            }
            _ => !may_be_notes(source, lines, items),
        }
}

/// Tells whether the numbers around a run of items do not go on with it: a text between two of them is then of neither.
fn is_whole(source: &str, lines: &[Line], items: &[Item]) -> bool {
    const FURTHEST: usize = 100;
    let number = |item: &Item| list::number(source, lines[item.lines.start]);
    let top = || items.iter().filter(|item| item.is_top());
    let (first, last) = (top().next().and_then(number), top().next_back().and_then(number));
    let end = items.iter().map(|item| item.lines.end).max().unwrap_or(0);
    let start = items[0].lines.start;
    let found = |at: usize| list::number(source, lines[at]).filter(|_| lines[at].gap > 0);
    // Where numbers begin anew, another list does.
    let after = (end..lines.len().min(end + FURTHEST))
        .filter_map(found)
        .find(|number| *number == 1 || Some(*number) == last.map(|last| last + 1));
    let before = first.filter(|first| *first > 1).and_then(|first| {
        (start.saturating_sub(FURTHEST)..start).rev().filter_map(found).find(|number| number + 1 == first)
    });
    before.is_none() && after.is_none_or(|number| number == 1)
}

/// Tells whether numbers stand before titles, with text below them.
fn are_headings(source: &str, lines: &[Line], items: &[Item]) -> bool {
    let is_title = |item: &Item| {
        let first = lines[item.lines.start];
        let text = &source[first.start as usize + item.mark as usize..first.end as usize];
        item.lines.len() == 1 && heading::is_styled(text) && !ends_sentence(text)
    };
    let has_text = items.iter().any(|item| matches!(item.kind, Kind::More { .. }));
    has_text && items.iter().filter(|item| item.is_top()).all(is_title)
}

/// Tells whether numbers stand before paragraphs of prose: long ones, or many that are no mere words.
fn are_paragraphs(lines: &[Line], items: &[Item]) -> bool {
    const LONG: u32 = 280;
    const LONG_WHERE_IT_HANGS: u32 = 600;
    const MANY: usize = 20;
    const SENTENCE: u32 = 90;
    let top = items.iter().filter(|item| item.is_top()).count();
    let last = items.iter().map(|item| item.lines.end).max().unwrap_or(0);
    let length = lines[last - 1].end - lines[items[0].lines.start].start;
    let mean = length / u32::try_from(top).unwrap_or(u32::MAX).max(1);
    let mut below = items.iter().flat_map(|item| item.lines.clone().skip(1).map(|at| (item.lines.start, at)));
    let hangs = items.iter().any(|item| item.lines.len() > 1)
        && below.all(|(first, at)| lines[at].indent > lines[first].indent);
    mean > if hangs { LONG_WHERE_IT_HANGS } else { LONG } || top > MANY && mean > SENTENCE
}

/// Tells whether stars may be those of notes: one stands behind a word before them.
fn may_be_notes(source: &str, lines: &[Line], items: &[Item]) -> bool {
    const FURTHEST: usize = 40;
    let first = items[0].lines.start;
    if !lines[first].text(source).starts_with('*') {
        return false;
    }
    let has_sign = |line: &Line| {
        let text = line.text(source);
        let ends_word = |at: usize| {
            let is_behind_word =
                text[..at].ends_with(|before: char| before.is_alphanumeric() || ".,;:!?)\"'”’»".contains(before));
            is_behind_word && !text[at + 1..].starts_with(char::is_alphanumeric)
        };
        text.match_indices('*').filter(|(at, _)| ends_word(*at)).count() > text.matches(" *").count()
    };
    lines[first.saturating_sub(FURTHEST)..first].iter().any(has_sign)
}
