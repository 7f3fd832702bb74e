//! The spaces of French: before `; : ! ?` and inside guillemets that are there already.
//!
//! Where the author typed a space, it becomes one that does not break; where there is none, it is added.
//! Guillemets that are made of straight quotes bring their spaces with them.

use super::language::Language;
use super::line::{Line, Mark, Side, Wakes};

const NBSP: &str = "\u{a0}";

pub(super) fn wakes(language: &Language, wakes: &mut Wakes) {
    wakes.at(language.high.as_bytes());
}

pub(super) fn run(line: &mut Line) {
    for index in 0..line.marks.len() {
        let mark = line.marks[index];
        if mark.language.high.is_empty() {
            continue;
        }
        match mark.byte {
            b';' | b':' | b'!' | b'?' if mark.language.high.as_bytes().contains(&mark.byte) => high(line, mark),
            0xC2 => guillemet(line, mark.at),
            _ => {}
        }
    }
}

/// Sets the space before a sign.
fn high(line: &mut Line, mark: Mark) {
    let end = mark.at + 1;
    let start = line.spaces_before(mark.at);
    let space = if mark.byte == b':' { NBSP } else { line.french_space };
    let after = line.after(end);
    let is_smile =
        matches!(mark.byte, b':' | b';') && matches!(after, Some(')' | '(' | '-' | 'D' | 'P' | '\'' | ':' | '/'));
    if start == 0 || is_smile || mark.is_escaped {
        return;
    }
    if start < mark.at {
        line.replace(start..mark.at, &[space]);
        return;
    }
    let before = match line.before(mark.at) {
        Some('"' | '»' | '”' | '›' | ')' | ']' | '%') => true,
        Some(_) => line.side_before(mark.at).is_wordlike(),
        None => false,
    };
    let ends = !matches!(line.side_after(end), Side::Word | Side::Digit | Side::Dash);
    if before && ends {
        let sign = char::from(mark.byte);
        line.replace(mark.at..end, &[space, sign.encode_utf8(&mut [0; 4])]);
    }
}

/// Sets the space inside a guillemet.
fn guillemet(line: &mut Line, at: usize) {
    let space = line.french_space;
    let is_space = |character: Option<char>| character.is_some_and(char::is_whitespace);
    match line.after(at) {
        Some('«') => {
            let end = at + '«'.len_utf8();
            let next = line.spaces_after(end);
            if next > end {
                line.replace(end..next, &[space]);
            } else if !is_space(line.after(end)) {
                line.replace(at..end, &["«", space]);
            }
        }
        Some('»') => {
            let start = line.spaces_before(at);
            let is_straight_before = line.text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'"');
            if start < at && start > 0 {
                line.replace(start..at, &[space]);
            } else if start == at && !is_space(line.before(at)) && !is_straight_before {
                line.replace(at..at + '»'.len_utf8(), &[space, "»"]);
            }
        }
        _ => {}
    }
}
