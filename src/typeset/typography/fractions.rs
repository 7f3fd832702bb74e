//! `1/2` becomes `½`, and `2 1/2` becomes `2½`; fractions without a sign of their own get the fraction slash.
//!
//! It does not run by itself: a slash between numbers also stands in dates, in scores and in `24/7`.

use super::language::Language;
use super::line::{Line, Wakes};

pub(super) fn wakes(_language: &Language, wakes: &mut Wakes) {
    wakes.at(b"/");
}

pub(super) fn run(line: &mut Line) {
    for index in 0..line.marks.len() {
        let mark = line.marks[index];
        if mark.byte == b'/' && !mark.is_escaped {
            slash(line, mark.at);
        }
    }
}

fn slash(line: &mut Line, at: usize) {
    let bytes = line.text.as_bytes();
    let before = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let after = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (start, end) = (at - before, at + 1 + after);
    let joins = |character: Option<char>| {
        character.is_some_and(|character| {
            character.is_alphanumeric()
                || matches!(character, '/' | '-' | '–' | '.' | ',' | ':' | '⁄' | '$' | '€' | '£')
        })
    };
    // A full stop or a comma may end the sentence.
    let goes_on = match line.after(end) {
        Some('.' | ',' | ':') => line.after(end + 1).is_some_and(|next| next.is_ascii_digit()),
        other => joins(other),
    };
    if !(1..=2).contains(&before) || !(1..=3).contains(&after) || joins(line.before(start)) || goes_on {
        return;
    }
    let (above, below) = (&line.text[start..at], &line.text[at + 1..end]);
    let (above, below) = (above.to_owned(), below.to_owned());
    let Some(glyph) = glyph(&above, &below) else { return };
    // No space parts a whole number from its fraction.
    let spaces = line.spaces_before(start);
    let whole = line.text[..spaces].bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_mixed = spaces < start && (1..=3).contains(&whole) && !joins(line.before(spaces - whole));
    let start = if is_mixed { spaces } else { start };
    match glyph {
        "" => line.replace(start..end, &[if is_mixed { "\u{a0}" } else { "" }, &above, "\u{2044}", &below]),
        glyph => line.replace(start..end, &[glyph]),
    }
}

/// Returns the sign of a fraction; empty for one that is made of its numbers; none where it is no fraction.
fn glyph(above: &str, below: &str) -> Option<&'static str> {
    let known = GLYPHS.iter().find(|(numerator, denominator, _)| *numerator == above && *denominator == below);
    if let Some((_, _, glyph)) = known {
        return Some(glyph);
    }
    let (numerator, denominator): (u32, u32) = (above.parse().ok()?, below.parse().ok()?);
    let is_usual = matches!(denominator, 2..=10 | 12 | 16 | 32 | 64 | 100) && !below.starts_with('0');
    (is_usual && numerator > 0 && numerator < denominator && !above.starts_with('0')).then_some("")
}

#[rustfmt::skip]
const GLYPHS: &[(&str, &str, &str)] = &[
    ("1", "2", "½"), ("1", "4", "¼"), ("3", "4", "¾"), ("1", "3", "⅓"), ("2", "3", "⅔"), ("1", "5", "⅕"),
    ("2", "5", "⅖"), ("3", "5", "⅗"), ("4", "5", "⅘"), ("1", "6", "⅙"), ("5", "6", "⅚"), ("1", "8", "⅛"),
    ("3", "8", "⅜"), ("5", "8", "⅝"), ("7", "8", "⅞"),
];
