//! Lists: at least two lines in a row with the same mark, `- milk` or `1. first`, and lines that hang below them.
//!
//! Speech begins with a dash in many languages, so that dashes make a list only where nobody could be speaking.
//! Where blank lines part the items, they are judged by their whole run: numbered paragraphs of prose are none.

use super::apart::Hanging;
use super::block::Kind;
use super::line::{Line, Start, ends_sentence, start};
use super::set_off::go_on_as_verse;
use std::ops::Range;

/// Lists do not stand deeper in each other than this.
const DEEPEST: usize = 4;

/// No more blank lines part the items of a list.
const WIDEST_GAP: u32 = 2;

/// An item as it was found.
#[derive(Debug)]
pub(super) struct Item {
    pub kind: Kind,
    pub lines: Range<usize>,
    /// How many bytes of its first line are no text.
    pub mark: u32,
}

impl Item {
    pub(super) fn is_top(&self) -> bool {
        matches!(self.kind, Kind::Item { level: 0, .. } | Kind::Paragraph)
    }
}

/// What an item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    sign: Sign,
    /// Which in its row it is; bullets have none.
    number: Option<u32>,
    /// How many bytes it takes, with the white space after it.
    length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `*`, `•`.
    Bullet(char),
    /// `1.`, `1)`: the last character.
    Number(char),
    /// `☐`, `☑`, `[ ]`, `[x]`, which say whether something is done.
    Box,
    /// `a)`, `(a)`, `(1)`, which no list of a book can count as they are: the first of its kind, and what is before it.
    Other(char, char),
}

/// A list that is open: how far in it stands, and its last mark.
#[derive(Clone, Copy, Debug)]
struct Open {
    indent: u16,
    mark: Mark,
}

/// Tells whether items are a list: several, that are no stanzas and that nobody speaks.
pub(super) fn is_sure(source: &str, lines: &[Line], items: &[Item]) -> bool {
    if items.iter().filter(|item| item.is_top()).count() < 2 {
        return false;
    }
    let hanging = items.iter().flat_map(|item| item.lines.clone().skip(1));
    let is_verse = go_on_as_verse(source, hanging.map(|at| (lines[at - 1], lines[at])));
    let is_dashed = lines[items[0].lines.start].text(source).starts_with(['-', '–']);
    !is_verse && (!is_dashed || is_no_speech(source, lines, items))
}

/// Cuts lines into items, as far as their marks go on; none where the first has no mark.
///
/// Where the lines hold blank ones, an item may have more paragraphs, and the last of all ends before a blank line.
pub(super) fn items(source: &str, lines: &[Line], range: Range<usize>) -> Vec<Item> {
    let begins = lines[range.start];
    let Some(first) = mark(begins.text(source)) else { return Vec::new() };
    let mut open = vec![Open { indent: begins.indent, mark: first }];
    let mut items = vec![item(first, 0, range.start, true)];
    let is_kept = matches!(first.sign, Sign::Other(..) | Sign::Box);
    let mut hanging = Hanging::default();
    for at in range.start + 1..range.end {
        let line = lines[at];
        let (is_parted, found) = (line.gap > 0, mark(line.text(source)));
        if is_parted {
            if is_kept || line.gap > WIDEST_GAP || line.depth != begins.depth {
                return hanging.end(lines, items, true);
            }
            hanging.part(&items);
        }
        let closes = |list: &Open| line.indent < list.indent + u16::from(is_parted && found.is_none());
        while open.len() > 1 && open.last().is_some_and(closes) {
            open.pop();
        }
        let level = open.len() - 1;
        let last = &mut open[level];
        let hangs = line.indent > last.indent;
        match found {
            Some(mark) if line.indent == last.indent => {
                if mark.sign != last.mark.sign || mark.number != last.mark.number.map(|number| number + 1) {
                    return hanging.end(lines, items, is_parted);
                }
                last.mark = mark;
                hanging.settle(&mut items);
                items.push(item(mark, level, at, false));
            }
            Some(mark)
                if line.indent >= last.indent + 2
                    && mark.number.is_none_or(|number| number == 1)
                    && !is_kept
                    && open.len() < DEEPEST =>
            {
                open.push(Open { indent: line.indent, mark });
                hanging.settle(&mut items);
                items.push(item(mark, level + 1, at, true));
            }
            _ if is_parted && hangs && hanging.has_room() => hanging.begin(level, at),
            _ if !is_parted && (hangs || goes_on(source, lines[at - 1], line)) => hanging.extend(&mut items, at),
            _ => return hanging.end(lines, items, is_parted),
        }
    }
    hanging.end(lines, items, true)
}

/// Makes an item of a mark; one that no list can count stays text, as a paragraph or as an item without a number.
fn item(mark: Mark, level: usize, at: usize, begins: bool) -> Item {
    let is_text = matches!(mark.sign, Sign::Other(..) | Sign::Box);
    let number = mark.number.filter(|_| !is_text);
    let kind = match u8::try_from(level).unwrap_or(u8::MAX) {
        0 if is_text => Kind::Paragraph,
        level => Kind::Item { level, number, begins, is_apart: false },
    };
    let length = if is_text { 0 } else { mark.length };
    Item { kind, lines: at..at + 1, mark: u32::try_from(length).unwrap_or(0) }
}

/// Tells whether a line that does not hang goes on with the sentence of an item.
fn goes_on(source: &str, before: Line, line: Line) -> bool {
    const LONG: u16 = 50;
    before.width >= LONG && !ends_sentence(before.text(source)) && start(line.text(source)) == Start::Lower
}

/// Tells whether items that begin with dashes can be nothing that somebody says.
fn is_no_speech(source: &str, lines: &[Line], items: &[Item]) -> bool {
    const WIDEST: u16 = 72;
    let first = items[0].lines.start;
    if items.iter().any(|item| matches!(item.kind, Kind::Item { level: 1.., .. })) {
        return true;
    }
    let texts = || items.iter().flat_map(|item| lines[item.lines.clone()].iter().map(|line| line.text(source)));
    let is_said = |text: &str| {
        let words = text.trim_start_matches(['-', '–', ' ']);
        text.contains(['?', '!', '…', '"', '“', '”', '„', '«', '»', '—'])
            || words.contains(" - ")
            || words.contains(" – ")
            || words.contains(", -")
    };
    if texts().any(is_said) {
        return false;
    }
    let ends = || items.iter().map(|item| lines[item.lines.end - 1].text(source));
    // Items that are clauses of one sentence.
    let is_sentence = ends().rev().skip(1).all(|end| end.ends_with(';'));
    // Lines that stand below the first word of their item, and not below its dash.
    let mut hanging =
        items.iter().flat_map(|item| item.lines.clone().skip(1).map(|at| (lines[item.lines.start], lines[at])));
    let hangs =
        items.iter().any(|item| item.lines.len() > 1) && hanging.all(|(item, line)| line.indent >= item.indent + 2);
    if is_sentence || hangs {
        return true;
    }
    let is_introduced = first > 0 && lines[first].gap <= 1 && lines[first - 1].text(source).ends_with(':');
    let begins_low = items.iter().all(|item| start(lines[item.lines.start].text(source)) == Start::Lower);
    let is_short = items.iter().all(|item| lines[item.lines.start].width <= WIDEST);
    is_short && !ends().any(ends_sentence) && (is_introduced || begins_low || items.len() > 2)
}

/// Returns the number that a line begins with as items of a list do.
pub(super) fn number(source: &str, line: Line) -> Option<u32> {
    mark(line.text(source)).filter(|mark| matches!(mark.sign, Sign::Number(_))).and_then(|mark| mark.number)
}

/// Reads the mark that a line begins with.
fn mark(text: &str) -> Option<Mark> {
    let is_sign = |first: char| first.is_ascii_alphanumeric() || "*+-(–•◦▪‣●○■☐☑☒✓✔✗✘".contains(first);
    if ["[ ] ", "[x] ", "[X] "].iter().any(|sign| text.starts_with(sign)) {
        return Some(Mark { sign: Sign::Box, number: None, length: 4 });
    }
    let end = text.starts_with(is_sign).then(|| text.find(char::is_whitespace)).flatten().filter(|end| *end <= 5)?;
    let rest = text[end..].trim_start();
    let sign = &text[..end];
    let length = text.len() - rest.len();
    let is_text = rest.starts_with(|first: char| !matches!(first, '*' | '-' | '–' | '—' | '+' | '•'))
        || rest.starts_with("**")
        || rest.starts_with('*') && rest.len() > 1 && !rest[1..].starts_with(char::is_whitespace);
    if !is_text || !rest.chars().any(char::is_alphabetic) {
        return None;
    }
    let mut characters = sign.chars();
    let first = characters.next()?;
    if matches!(first, '*' | '•' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '+' | '-' | '–') {
        return characters.next().is_none().then_some(Mark { sign: Sign::Bullet(first), number: None, length });
    }
    if matches!(first, '☐' | '☑' | '☒' | '✓' | '✔' | '✗' | '✘') {
        return characters.next().is_none().then_some(Mark { sign: Sign::Box, number: None, length });
    }
    let closing = sign.chars().next_back().filter(|last| matches!(last, '.' | ')'))?;
    let inner = &sign[..sign.len() - 1];
    let (inner, opening) = inner.strip_prefix('(').map_or((inner, ' '), |inner| (inner, '('));
    let (kind, number) = place(inner)?;
    let sign = match (opening, closing, kind) {
        (' ', _, '1') => Sign::Number(closing),
        (_, ')', _) | (' ', '.', 'a') => Sign::Other(kind, opening),
        _ => return None,
    };
    Some(Mark { sign, number: Some(number), length })
}

/// Returns which in its row a number or a letter is, and the first of its kind: `3` and `1`, or `c` and `a`.
fn place(text: &str) -> Option<(char, u32)> {
    match text.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(('a', u32::from(letter - b'a') + 1)),
        [letter @ b'A'..=b'Z'] => Some(('A', u32::from(letter - b'A') + 1)),
        [b'1'..=b'9', rest @ ..] if rest.len() < 3 && rest.iter().all(u8::is_ascii_digit) => {
            Some(('1', text.parse().ok()?))
        }
        _ => None,
    }
}
