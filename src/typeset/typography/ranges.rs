//! Whether a hyphen stands between two numbers as a dash would: `1914-1918`, `pp. 5-7`, `9:30-10:15`.
//!
//! Dates, standards, telephone numbers, ISBNs, names such as `x86-64` and labels such as `Figure 4-1` have hyphens.

use super::line::Line;

/// Tells whether the hyphens from `start` to `end` say "from … to".
pub(super) fn is_range(line: &Line, start: usize, end: usize) -> bool {
    let bytes = line.text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    if !is_digit(start.checked_sub(1)) || !is_digit(Some(end)) {
        return false;
    }
    let before = bytes[..start].iter().rev().take_while(|&&byte| is_of_number(byte)).count();
    let after = bytes[end..].iter().take_while(|&&byte| is_of_number(byte)).count();
    let (first, second) = (start - before, end + after);
    // Between letters or other hyphens, it is part of a name or of a longer number.
    let joins = |character: Option<char>| {
        character.is_some_and(|character| {
            character.is_alphabetic() || matches!(character, '-' | '_' | '#' | '/' | '\\' | '@' | '=')
        })
    };
    let unit = &line.text[second..];
    let is_unit = unit.starts_with(['%', '°']) || UNITS.iter().any(|known| begins_with_word(unit, known));
    if joins(line.before(first)) || (joins(line.after(second)) && !is_unit) {
        return false;
    }
    let trim = |text: &str| text.trim_matches(['.', ',', ':']).len();
    let (left, right) = (&line.text[first..start], &line.text[end..second]);
    let is_telephone =
        is_plain(left) && trim(left) == 3 && trim(right) == 4 && is_plain(right.trim_end_matches(['.', ',']));
    let is_code = is_plain(left) && left.len() > 1 && left.starts_with('0') || left.len() > 7 || right.len() > 8;
    !is_telephone && !is_code && !counts_back(left, right.trim_end_matches(['.', ','])) && !is_label(line, first)
}

/// Tells whether the last digits of a number do not count on in those after the hyphen, as they do in `1914-18`: a month
/// (`2026-11`), the part of a standard (`8859-1`). Short numbers may be those of a game.
fn counts_back(left: &str, right: &str) -> bool {
    const LONG: usize = 4;
    let last = left.len().checked_sub(right.len()).filter(|others| *others > 0).map(|others| &left[others..]);
    left.len() >= LONG && is_plain(left) && is_plain(right) && last.is_some_and(|last| right <= last)
}

/// Tells whether a word before a number makes it the name of one thing: `Figure 4-1`, or `Figures 4-1 and 4-2`.
fn is_label(line: &Line, at: usize) -> bool {
    let is_between = |letter: char| letter.is_ascii_digit() || " \n\u{a0}.,-–".contains(letter);
    let mut before = line.text[..at].trim_end_matches(is_between);
    // A list of them is rarely longer.
    for _ in 0..4 {
        let Some(first) = JOINING.iter().find_map(|word| before.strip_suffix(word)) else { break };
        before = first.trim_end_matches(is_between);
    }
    let word = line.word_before(before.len());
    let singular = word.strip_suffix('s').unwrap_or(word);
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(word) || label.eq_ignore_ascii_case(singular))
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')
}

fn begins_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Letters that may stand right after the second number.
const UNITS: &[&str] =
    &["km", "m", "cm", "mm", "kg", "g", "h", "min", "s", "am", "pm", "k", "p", "th", "st", "nd", "rd", "ff", "f"];

/// Words between the last two of several.
const JOINING: &[&str] = &[" and", " or", " und", " oder", " et", " ou", " y", " e", " en", " og", " och"];

/// Words, in the singular, whose numbers have parts: a chapter's number and one in it.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "figure", "fig", "table", "listing", "example", "equation", "eq", "exhibit", "section", "appendix", "program",
    "abbildung", "abb", "tabelle", "tab", "beispiel", "tableau", "exemple", "figura", "tabla", "tabella", "tabela",
    "afbeelding", "figur", "tabell",
];
