//! Three dots, or three with spaces between them, become an ellipsis; four, a full stop before one.
//!
//! Two dots and more than four stay: they are a slip, a leader or a range in some notation.

use super::language::Language;
use super::line::{Line, Mark, Side, Wakes, is_breakable, is_wide};

const NBSP: &str = "\u{a0}";

pub(super) fn wakes(_language: &Language, wakes: &mut Wakes) {
    wakes.at(b".");
}

pub(super) fn run(line: &mut Line) {
    let mut from = 0;
    for index in 0..line.marks.len() {
        let mark = line.marks[index];
        if mark.byte == b'.' && mark.at >= from {
            from = dots(line, mark);
        }
    }
}

/// Sets the dots that begin at a mark; returns where they end.
fn dots(line: &mut Line, mark: Mark) -> usize {
    let bytes = line.text.as_bytes();
    if bytes.get(mark.at + 1).is_none_or(|&next| next != b'.' && !is_breakable(next) && next != 0xC2) {
        return mark.at + 1;
    }
    let (count, end) = run_of_dots(line, mark.at);
    let is_path = line.before(mark.at) == Some('/') || line.after(end) == Some('/');
    if !(3..=4).contains(&count) || is_path || mark.is_escaped {
        return end;
    }
    let sign = sign(line, mark, end);
    let before = line.side_before(mark.at);
    let after = line.side_after(end);
    // What it ends begins no line without it.
    let spaces = line.spaces_before(mark.at);
    let hangs = spaces < mark.at && spaces > 0 && !after.is_wordlike();
    let (start, first) = if hangs { (spaces, NBSP) } else { (mark.at, "") };
    let stop = if count == 4 && before.is_wordlike() { "." } else { "" };
    let last = if count == 4 && stop.is_empty() { "." } else { "" };
    let next = line.spaces_after(end);
    let opens = matches!(before, Side::Edge | Side::Opens | Side::Quote) && next == end + 1 && next < line.text.len();
    if opens && line.after(next).is_some_and(char::is_alphanumeric) && !quotes_end(line, mark.at) {
        line.replace(start..next, &[first, stop, sign, last, NBSP]);
    } else {
        line.replace(start..end, &[first, stop, sign, last]);
    }
    end
}

/// Tells whether a quotation mark before a place ends one, since a word stands before it.
fn quotes_end(line: &Line, at: usize) -> bool {
    let before = line.text[..at].trim_end_matches(['"', '\'', '”', '’', '“', '‘', '»']);
    before.len() < at && before.ends_with(|character: char| !character.is_whitespace())
}

/// Counts dots from a place on, of which the first decides whether spaces part them; returns the end, too.
fn run_of_dots(line: &Line, start: usize) -> (usize, usize) {
    let gap = |at: usize| {
        let rest = &line.text[at..];
        rest.chars().next().filter(|character| matches!(character, ' ' | '\n' | '\u{a0}')).map_or(0, char::len_utf8)
    };
    let first_gap = gap(start + 1);
    let (mut count, mut end) = (1, start + 1);
    loop {
        let next = end + if first_gap > 0 { gap(end) } else { 0 };
        let is_regular = (next > end) == (first_gap > 0);
        if !is_regular || line.text.as_bytes().get(next) != Some(&b'.') {
            return (count, end);
        }
        (count, end) = (count + 1, next + 1);
    }
}

/// Returns the ellipsis of a language: beside its wide characters, that of Chinese and Japanese fills two of them.
fn sign(line: &Line, mark: Mark, end: usize) -> &'static str {
    let is_double = mark.language.is_wide && (is_wide(line.before(mark.at)) || is_wide(line.after(end)));
    if is_double { "……" } else { "…" }
}
