//! Headings that the whole file shows to be some: days of a diary, and titles that are counted, `I. The Quay`.
//!
//! One such line may be anything. Several, each alone with text below it, and numbers that count on from one, are not.

use super::heading;
use super::line::{Line, Start, start};
use crate::words::{is_month, is_weekday};

/// Returns the lines that are such headings, in order.
pub(super) fn find(source: &str, lines: &[Line]) -> Vec<usize> {
    const LONGEST: u16 = 60;
    let mut days: Vec<usize> = Vec::new();
    let mut titles: Vec<(usize, Number)> = Vec::new();
    for (at, pair) in lines.windows(2).enumerate() {
        let (line, next) = (pair[0], pair[1]);
        let is_alone = (line.gap > 0 || at == 0) && next.gap > 0 && line.depth == 0;
        if !is_alone || line.width - line.indent > LONGEST {
            continue;
        }
        let text = line.text(source);
        if is_day(text) && !is_greeting(next, source) {
            days.push(at);
        } else if let Some(number) = counted(text) {
            titles.push((at, number));
        }
    }
    if days.len() < 2 || days.windows(2).any(|pair| pair[1] == pair[0] + 1) {
        days.clear();
    }
    days.extend(chains(source, lines, &titles));
    days.sort_unstable();
    days
}

/// The number of a title, and whether it is a Roman one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    value: u32,
    is_roman: bool,
}

/// Returns the titles of rows that count on from one, with text between.
fn chains(source: &str, lines: &[Line], titles: &[(usize, Number)]) -> Vec<usize> {
    let mut found = Vec::new();
    for is_roman in [false, true] {
        let mut chain: Vec<usize> = Vec::new();
        let mut last = 0;
        for (at, number) in titles.iter().filter(|(_, number)| number.is_roman == is_roman) {
            let has_text = chain.last().is_none_or(|before| *at > before + 1);
            if number.value == 1 || number.value != last + 1 || !has_text {
                close(source, lines, &mut chain, &mut found);
                last = 0;
            }
            if number.value == last + 1 {
                chain.push(*at);
                last = number.value;
            }
        }
        close(source, lines, &mut chain, &mut found);
    }
    found
}

/// Takes a row of titles, where it is long enough.
fn close(source: &str, lines: &[Line], chain: &mut Vec<usize>, found: &mut Vec<usize>) {
    let title = |at: &usize| lines[*at].text(source).split_once(' ').map_or("", |(_, title)| title.trim());
    if chain.len() > 2 || chain.len() > 1 && chain.iter().all(|at| heading::is_styled(title(at))) {
        found.append(chain);
    }
    chain.clear();
}

/// Tells whether a line is a title with a number before it.
pub(super) fn is_counted(text: &str) -> bool {
    counted(text).is_some()
}

fn counted(text: &str) -> Option<Number> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || "IVXLC".contains(first)) {
        return None;
    }
    let (number, title) = text.split_once(' ')?;
    let title = title.trim_start();
    let bare = number.strip_suffix(['.', ')', ':'])?;
    let is_title = start(title) == Start::Upper && !title.ends_with(['.', ',', ';', ':', '…', '"', '”']);
    let is_digits = bare.len() < 4 && !bare.starts_with('0') && bare.bytes().all(|byte| byte.is_ascii_digit());
    let value = if is_digits { bare.parse().ok() } else { heading::roman(bare) };
    value.filter(|_| is_title).map(|value| Number { value, is_roman: !is_digits })
}

/// Tells whether a line may open a letter: what stands above it is its date.
fn is_greeting(line: Line, source: &str) -> bool {
    let text = line.text(source);
    line.width - line.indent <= 40 && text.ends_with([',', '!', ':', '—', '-'])
}

/// Tells whether a line is a day and no more: `Monday, 3 March 1913`, `2021-03-04`, `4. März 1913`.
pub(super) fn is_day(text: &str) -> bool {
    const FEWEST: usize = 6;
    if text.len() < FEWEST || text.ends_with('.') || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    let mut has_month = false;
    let mut numbers = 0;
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        if is_whole_date(word) {
            (has_month, numbers) = (true, numbers + 2);
        } else if word.starts_with(|first: char| first.is_ascii_digit()) {
            numbers += 1;
            if !is_number(word) {
                return false;
            }
        } else {
            let word = word.trim_end_matches('.').to_lowercase();
            let is_month = is_month(&word);
            has_month |= is_month;
            if !is_month && !is_weekday(&word) && !SMALL.contains(&word.as_str()) {
                return false;
            }
        }
    }
    has_month && (1..=4).contains(&numbers)
}

/// Recognises `3`, `3rd`, `3.`, `1913`, `10:14`.
fn is_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = word.len() - rest.len();
    let is_time = rest.len() == 3 && rest.starts_with(':') && rest[1..].bytes().all(|byte| byte.is_ascii_digit());
    digits <= 4 && (is_time || matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "am" | "pm"))
}

/// Recognises `2021-03-04`, `3/4/2021`, `4.3.2021`.
fn is_whole_date(word: &str) -> bool {
    ['-', '/', '.'].iter().any(|mark| {
        let parts: Vec<&str> = word.split(*mark).collect();
        let are_numbers = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        parts.len() == 3 && are_numbers && (parts[0].len() == 4 || matches!(parts[2].len(), 2 | 4))
    })
}

/// What else stands in a date, days that are cut short among it.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "the", "of", "at", "den", "der", "le", "de",
    "del", "el", "am", "pm", "morning", "evening", "night",
];

#[cfg(test)]
mod tests {
    use super::{counted, is_day};

    #[test]
    fn days_and_counted_titles_are_known_by_their_words() {
        for text in [
            "Monday, 3 March 1913",
            "March 4, 2021",
            "3rd of March",
            "Montag, den 4. März 1913",
            "2021-03-04",
            "Thursday 4/3/2021",
            "Sunday, 3 March, evening",
            "March 4, 2021 at 10:14 PM",
        ] {
            assert!(is_day(text), "{text}");
        }
        for text in
            ["Mark 3", "March on 4", "3 May Street", "Monday", "May 1913 be better", "1913", "Room 4", "3rd May, 1887."]
        {
            assert!(!is_day(text), "{text}");
        }
        for (text, value) in [("I. The Quay", 1), ("XII. THE INN", 12), ("3) What is it?", 3), ("4: Rain", 4)] {
            assert_eq!(counted(text).map(|number| number.value), Some(value), "{text}");
        }
        for text in ["I said so", "1. it was late", "2. It was late.", "1984 was late", "C. Third", "0. None"] {
            let value = counted(text).map(|number| number.value);
            assert!(value.is_none() || value == Some(100), "{text}");
        }
    }
}
