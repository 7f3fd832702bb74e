//! Hyphens that stand for dashes: between words, between numbers, at the beginning of a speech and where one breaks off.
//!
//! Longer rows of hyphens, arrows and what begins or ends with a hyphen stay as they are.

use super::language::Language;
use super::line::{Line, Mark, Side, Wakes};
use super::ranges;

const NBSP: &str = "\u{a0}";
const EM: &str = "—";

pub(super) fn wakes(_language: &Language, wakes: &mut Wakes) {
    wakes.at(b"-");
}

pub(super) fn run(line: &mut Line) {
    let mut from = 0;
    for index in 0..line.marks.len() {
        let mark = line.marks[index];
        if mark.byte != b'-' || mark.at < from {
            continue;
        }
        let length = line.text.as_bytes()[mark.at..].iter().take_while(|&&byte| byte == b'-').count();
        from = mark.at + length;
        hyphens(line, mark, length);
    }
}

fn hyphens(line: &mut Line, mark: Mark, length: usize) {
    let end = mark.at + length;
    let (before, after) = (line.side_before(mark.at), line.side_after(end));
    let is_alone = before == Side::Edge && after == Side::Edge;
    let is_drawn = matches!(line.before(mark.at), Some('<' | '!' | '|' | '+' | '=' | '—' | '–'))
        || matches!(line.after(end), Some('>' | '|' | '+' | '—' | '–'));
    if is_alone || is_drawn || length > 4 || is_row(line, mark.at, end) {
        return;
    }
    if leads(line, mark.at) && length < 4 && lead(line, mark, end) {
        return;
    }
    if mark.is_escaped {
        return;
    }
    match length {
        1 => single(line, mark),
        2 if ranges::is_range(line, mark.at, end) => line.replace(mark.at..end, &["–"]),
        2 => dash(line, mark, end, mark.language.dash.joined),
        3 => dash(line, mark, end, EM),
        // A name or a word that is not told.
        _ => line.replace(mark.at..end, &["——"]),
    }
}

/// Tells whether hyphens are part of a row of them with spaces, which draws a line.
fn is_row(line: &Line, start: usize, end: usize) -> bool {
    line.text[..start].trim_end().ends_with('-') || line.text[end..].trim_start().starts_with('-')
}

/// Tells whether a place is where a speech may begin: at the beginning of the block, or of a line in it.
fn leads(line: &Line, at: usize) -> bool {
    let before = line.text[..at].trim_end_matches([' ', '\n', '\t']);
    before.is_empty() || before.ends_with(super::line::BREAK)
}

/// Sets the dash that begins a speech, where the language has one. Tells whether it did.
fn lead(line: &mut Line, mark: Mark, end: usize) -> bool {
    let Some(leading) = mark.language.dash.leading else { return false };
    let next = line.spaces_after(end);
    let speaks = match line.side_after(next) {
        Side::Word | Side::Quote => true,
        Side::Opens => matches!(line.after(next), Some('¿' | '¡' | '(' | '[')),
        Side::Closes => line.after(next) == Some('…') || line.has_at(next, "..."),
        Side::Digit => end - mark.at > 1,
        Side::Edge | Side::Space | Side::Dash => false,
    };
    // One hyphen at a word is a suffix or a slip.
    let is_speech = speaks && (next > end || end - mark.at > 1);
    if is_speech {
        line.replace(mark.at..next, &[leading]);
    }
    is_speech
}

/// Sets one hyphen: between spaces, at the end of a speech that breaks off, or between numbers.
fn single(line: &mut Line, mark: Mark) {
    let end = mark.at + 1;
    let (start, next) = (line.spaces_before(mark.at), line.spaces_after(end));
    // What begins a line of verse stands between no words.
    let is_open = start < mark.at && start > 0 && !leads(line, mark.at);
    if is_open && next > end && next < line.text.len() {
        let is_sum = line.side_before(start) == Side::Digit && line.side_after(next) == Side::Digit;
        if !is_sum {
            dash(line, mark, end, mark.language.dash.spaced);
        }
    } else if is_open && line.side_after(end) == Side::Quote && ends_speech(line, end) {
        dash(line, mark, end, mark.language.dash.spaced);
    } else if ranges::is_range(line, mark.at, end) {
        line.replace(mark.at..end, &["–"]);
    }
}

/// Tells whether the quotation marks at a place are followed by no word.
fn ends_speech(line: &Line, at: usize) -> bool {
    let after = line.text[at..].trim_start_matches(['"', '\'', '”', '’', '“', '‘', '»']);
    !after.starts_with(char::is_alphanumeric)
}

/// Sets a dash for the hyphens at a mark, with or without spaces as they have them and the language wants them.
fn dash(line: &mut Line, mark: Mark, end: usize, sign: &str) {
    let habit = mark.language.dash;
    let (start, next) = (line.spaces_before(mark.at), line.spaces_after(end));
    let is_spaced = start < mark.at && next > end;
    let is_first = start == 0;
    let breaks_off = start < mark.at && line.side_after(end) == Side::Quote && ends_speech(line, end);
    let sign = if is_spaced && end - mark.at == 2 { habit.spaced } else { sign };
    if is_first || start == mark.at {
        line.replace(mark.at..end, &[sign]);
    } else if habit.keeps_spaces() {
        // A dash that stands off begins no line.
        let holds = is_spaced || breaks_off;
        line.replace(start..end, &[if holds { NBSP } else { " " }, sign]);
    } else if is_spaced || breaks_off {
        line.replace(start..if is_spaced { next } else { end }, &[sign]);
    } else {
        line.replace(mark.at..end, &[sign]);
    }
}
