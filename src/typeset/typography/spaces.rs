//! No-break spaces where no line may end: after titles and initials, between a number and what it counts, and what
//! else a language holds together.
//!
//! Only a space that was typed becomes one that does not break; French adds spaces, which is the work of
//! [`french`](super::french).

use super::french;
use super::language::Language;
use super::line::{Line, Mark, Side, Wakes, is_breakable};

const NBSP: &str = "\u{a0}";

pub(super) fn wakes(language: &Language, wakes: &mut Wakes) {
    wakes.at(b".&0123456789\xE2");
    for title in language.bare_titles {
        wakes.at(&title.as_bytes()[..1]);
    }
    if language.clings {
        wakes.at(b" \n");
    }
    // `§`, `№` and `°`.
    wakes.at(b"\xC2");
    french::wakes(language, wakes);
}

pub(super) fn run(line: &mut Line) {
    for index in 0..line.marks.len() {
        let mark = line.marks[index];
        match mark.byte {
            b'.' => stop(line, mark),
            b'0'..=b'9' => number(line, mark),
            b'&' => ampersand(line, mark.at),
            b' ' | b'\n' => short_word(line, mark.at),
            0xE2 => dash(line, mark),
            _ => {}
        }
        if matches!(mark.byte, 0xC2 | 0xE2) {
            sign(line, mark.at);
        }
        if mark.byte.is_ascii_uppercase() {
            bare_title(line, mark);
        }
    }
    french::run(line);
}

/// Makes the spaces at a place ones that do not break.
fn hold(line: &mut Line, at: usize) {
    let end = line.spaces_after(at);
    if end > at && end < line.text.len() {
        line.replace(at..end, &[NBSP]);
    }
}

/// Looks at a full stop: after a title, an initial or the abbreviation of what a number counts.
fn stop(line: &mut Line, mark: Mark) {
    const LONGEST: usize = 14;
    let end = mark.at + 1;
    if !line.text.as_bytes().get(end).is_some_and(|&byte| is_breakable(byte)) {
        return;
    }
    let word = line.word_before(mark.at);
    if word.is_empty() || word.len() > LONGEST {
        return;
    }
    let start = mark.at - word.len();
    let next = line.after(line.spaces_after(end));
    let is_whole = !line.side_before(start).is_wordlike();
    let Some(next) = next else { return };
    let language = mark.language;
    let holds = is_whole
        && match next {
            '0'..='9' => language.counted.contains(&word),
            _ if is_short_form(line, word, line.spaces_after(end)) => true,
            _ => next.is_uppercase() && (language.titles.contains(&word) || is_initial(line, start, word)),
        };
    if holds {
        hold(line, end);
    }
}

/// Tells whether a letter with a full stop stands for a name: beside another one, or after a name.
fn is_initial(line: &Line, start: usize, word: &str) -> bool {
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    if !is_capital {
        return false;
    }
    let before = line.text[..start].trim_end_matches([' ', '\n', '\u{a0}', '.', '-']);
    let last = line.word_before(before.len());
    let after_name = last.starts_with(char::is_uppercase) && before.len() < start;
    let next = line.spaces_after(start + word.len() + 1);
    let following = line.word_after(next);
    let before_initial = following.chars().count() == 1 && line.has_at(next + following.len(), ".");
    after_name || before_initial || line.text[..start].trim_end().is_empty() || line.side_before(start) == Side::Quote
}

/// Tells whether a letter with a full stop goes on as a short form of several words: `z. B.`, `t. j.`
fn is_short_form(line: &Line, word: &str, next: usize) -> bool {
    let following = line.word_after(next);
    let is_letter = |word: &str| word.chars().count() == 1;
    is_letter(word) && is_letter(following) && line.has_at(next + following.len(), ".")
}

/// Looks at a title without a full stop: `Mr Bennet`.
fn bare_title(line: &mut Line, mark: Mark) {
    if line.side_before(mark.at).is_wordlike() {
        return;
    }
    let fits = |title: &&&str| {
        let end = mark.at + title.len();
        line.has_at(mark.at, title) && line.text.as_bytes().get(end).is_some_and(|&byte| is_breakable(byte))
    };
    let Some(title) = mark.language.bare_titles.iter().find(fits) else { return };
    let end = mark.at + title.len();
    if line.after(line.spaces_after(end)).is_some_and(char::is_uppercase) {
        hold(line, end);
    }
}

/// Looks at the first digit of a number: before a unit, or before three more digits.
fn number(line: &mut Line, mark: Mark) {
    let bytes = line.text.as_bytes();
    let is_of_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    if mark.at > 0 && is_of_number(bytes[mark.at - 1]) {
        return;
    }
    let length = bytes[mark.at..].iter().take_while(|&&byte| is_of_number(byte)).count();
    let end = mark.at + length;
    let next = line.spaces_after(end);
    if next == end || !bytes[end - 1].is_ascii_digit() {
        return;
    }
    if is_unit(line, next, mark.language) || (mark.language.groups && is_group(bytes, mark.at..end, next)) {
        hold(line, end);
    }
}

/// Tells whether a unit stands at a place, with no letter after it.
fn is_unit(line: &Line, at: usize, language: &Language) -> bool {
    let rest = &line.text[at..];
    let Some(first) = rest.chars().next() else { return false };
    if matches!(first, '%' | '‰' | '°' | '€' | '£' | '$' | '¥' | '₽' | '₴') {
        return true;
    }
    UNITS.iter().chain(language.units).any(|unit| {
        rest.starts_with(unit) && !rest[unit.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '\'')
    })
}

/// Tells whether numbers are the groups of one: up to three digits, then three.
fn is_group(bytes: &[u8], number: std::ops::Range<usize>, next: usize) -> bool {
    let after = bytes[next..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    number.len() <= 3 && after == 3 && bytes[number].iter().all(u8::is_ascii_digit)
}

/// Looks at an `&` between words: it begins no line.
fn ampersand(line: &mut Line, at: usize) {
    let start = line.spaces_before(at);
    if start > 0 && start < at && line.side_after(at + 1) == Side::Space {
        line.replace(start..at, &[NBSP]);
    }
}

/// Looks at the space before a word of one letter, which stays on the line of the next word.
fn short_word(line: &mut Line, at: usize) {
    let start = line.spaces_after(at);
    let Some(word) = line.after(start).filter(|letter| letter.is_alphabetic()) else { return };
    let end = start + word.len_utf8();
    // A capital may be an initial or the end of something: it goes where it goes.
    let begins = word.is_lowercase() || matches!(line.before(at), Some('.' | '!' | '?' | '…' | ':'));
    if begins && line.side_after(end) == Side::Space && line.side_after(line.spaces_after(end)).is_wordlike() {
        hold(line, end);
    }
}

/// Looks at a dash that was typed as one and stands off: it begins no line.
fn dash(line: &mut Line, mark: Mark) {
    let is_dash = line.has_at(mark.at, "–") || line.has_at(mark.at, "—");
    let end = mark.at + "—".len();
    let start = line.spaces_before(mark.at);
    if is_dash && mark.language.dash.keeps_spaces() && start > 0 && start < mark.at && line.spaces_after(end) > end {
        line.replace(start..mark.at, &[NBSP]);
    }
}

/// Looks at a sign that belongs to the number after it: `§ 5`, `№ 5`.
fn sign(line: &mut Line, at: usize) {
    let Some(sign @ ('§' | '¶' | '№')) = line.after(at) else { return };
    let end = at + sign.len_utf8();
    if line.side_after(line.spaces_after(end)) == Side::Digit {
        hold(line, end);
    }
}

/// Units that all languages share.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "km", "m", "cm", "dm", "mm", "µm", "μm", "nm", "ha", "km²", "m²", "cm²", "m³", "cm³", "km/h", "m/s",
    "kg", "g", "mg", "µg", "t", "l", "L", "ml", "mL", "cl", "dl", "hl", "s", "ms", "min", "h", "Hz", "kHz", "MHz",
    "GHz", "W", "kW", "MW", "GW", "kWh", "V", "kV", "mA", "J", "kJ", "kcal", "cal", "N", "Pa", "hPa", "kPa", "bar",
    "dB", "K", "px", "kB", "KB", "MB", "GB", "TB", "bit", "ppm",
];
