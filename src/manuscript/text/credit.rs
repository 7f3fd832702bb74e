//! A first line that says title and author: `The Ferry / by Ann Author`, `The Ferry        Ann Author`.
//!
//! Much else looks so, a title with a subtitle above all; so the author is behind `by`, or has an initial, or a wide gap
//! stands between what is a name and what is none.

use super::block::{Block, Kind, may_be_title};
use super::front::{Front, authors_of};
use super::heading;
use super::line::{Line, WIDEST, columns};
use crate::manifest::Person;
use std::ops::Range;

/// What stands between a title and `by`.
const BEFORE_BY: [&str; 7] = [" / ", " — ", " – ", " - ", " | ", ", ", " "];

/// What stands between a title and a name.
const BEFORE_NAME: [&str; 5] = [" / ", " — ", " – ", " - ", " | "];

/// Makes two lines of a first line that says title and author, if it does; what is set off moves down with the rest.
pub(super) fn take(source: &str, lines: &mut Vec<Line>, set_off: &mut [Block]) -> Option<Front> {
    let first = *lines.first()?;
    let stands_alone =
        lines.get(1).is_some_and(|next| next.gap > 0) && set_off.first().is_none_or(|block| block.lines.start > 0);
    if !stands_alone {
        return None;
    }
    let text = first.text(source);
    let (title, author, authors) = read(text)?;
    let part = |range: Range<usize>, indent: u16| {
        let place = |at: usize| first.start + u32::try_from(at).unwrap_or(0);
        let wide = text[range.clone()].chars().take(WIDEST.into()).map(columns).sum::<u16>();
        Line { start: place(range.start), end: place(range.end), indent, width: indent + wide, ..first }
    };
    let title_line = part(title, first.indent);
    if !may_be_title(title_line, title_line.text(source)) || heading::by_words(title_line.text(source)).is_some() {
        return None;
    }
    lines[0] = title_line;
    lines.insert(1, Line { gap: 0, ..part(author, 0) });
    for block in set_off {
        block.lines = block.lines.start + 1..block.lines.end + 1;
    }
    let blocks = [Kind::Title, Kind::Byline].into_iter().zip([0..1, 1..2]);
    let blocks = blocks.map(|(kind, lines)| Block { kind, lines, depth: 0 }).collect();
    Some(Front { blocks, authors, body: 2 })
}

/// Reads where title and author stand in a line, and who that is.
fn read(text: &str) -> Option<(Range<usize>, Range<usize>, Vec<Person>)> {
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return None;
    }
    let parted = |title: &str, author: &str, authors: Vec<Person>| {
        (!title.is_empty()).then(|| (0..title.len(), text.len() - author.len()..text.len(), authors))
    };
    let begins_word = |at: &usize| text[..*at].ends_with(char::is_whitespace);
    let by =
        ["by ", "By "].iter().flat_map(|word| text.match_indices(word)).map(|(at, _)| at).filter(begins_word).max();
    if let Some(at) = by
        && let Some(authors) = authors_of(&text[at..])
    {
        let before = &text[..at];
        let title = BEFORE_BY.iter().find_map(|mark| before.strip_suffix(mark)).unwrap_or(before).trim_end();
        let between = &before[title.len()..];
        let is_quoted = title.ends_with(['"', '”', '»', '_', '*']);
        let is_loud = !title.contains(char::is_lowercase) && text[at..].starts_with("by");
        let has_initial = text[at..].split_whitespace().any(is_initial);
        let is_sure = between.len() > 1 || between.starts_with('\t') || is_quoted || is_loud || has_initial;
        return if is_sure && !between.is_empty() { parted(title, &text[at..], authors) } else { None };
    }
    let (title, name) = gap(text).or_else(|| BEFORE_NAME.iter().find_map(|mark| text.rsplit_once(mark)))?;
    let (title, name) = (title.trim_end(), name.trim_start());
    let is_gap = gap(text).is_some();
    let has_initial = name.split_whitespace().any(is_initial) && !title.split_whitespace().any(is_initial);
    let is_sure = is_name(name) && !is_name(title) && (is_gap || has_initial);
    is_sure.then(|| parted(title, name, vec![Person::author(name)])).flatten()
}

/// Parts a line at its only wide gap.
fn gap(text: &str) -> Option<(&str, &str)> {
    let at = text.find("   ").into_iter().chain(text.find('\t')).min()?;
    let (title, rest) = (&text[..at], text[at..].trim_start());
    (!rest.contains("   ") && !rest.contains('\t')).then_some((title, rest))
}

/// Tells whether a word is the initial of a name: `J.`, `J.R.`.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    let is_letter = letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.');
    is_letter && word.ends_with('.') && !word.contains(char::is_lowercase)
}

/// Tells whether a few words may be the name of somebody.
fn is_name(text: &str) -> bool {
    #[rustfmt::skip]
    const NONE: [&str; 44] = [
        "the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "or", "from", "with", "without", "my", "his",
        "her", "our", "no", "not", "first", "second", "third", "final", "rough", "draft", "edition", "version", "part",
        "chapter", "volume", "book", "story", "tale", "tales", "poem", "poems", "novel", "page", "words", "new", "ein",
        "die", "der",
    ];
    const PARTICLES: [&str; 14] =
        ["de", "van", "von", "der", "den", "la", "le", "du", "di", "da", "al", "bin", "ter", "y"];
    let is_of_name = |letter: char| letter.is_alphabetic() || matches!(letter, '.' | '\'' | '’' | '-');
    let is_word = |word: &str| {
        let lower = word.to_lowercase();
        let begins = word.starts_with(char::is_uppercase) && !NONE.contains(&lower.as_str());
        word.chars().all(is_of_name) && (begins || PARTICLES.contains(&word))
    };
    let count = text.split_whitespace().count();
    (2..=4).contains(&count)
        && text.starts_with(char::is_uppercase)
        && text.split_whitespace().all(is_word)
        && heading::by_words(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_line_says_title_and_author_where_that_is_certain() {
        let said = |line: &str| {
            read(line).map(|(title, _, authors)| {
                let names: Vec<String> = authors.into_iter().map(|author| author.name).collect();
                format!("{}|{}", &line[title], names.join("+"))
            })
        };
        for (line, expected) in [
            ("The Ferry / by Ann Author", "The Ferry|Ann Author"),
            ("The Ferry — by Ann Author and Bo Other", "The Ferry|Ann Author+Bo Other"),
            ("The Ferry, by Ann Author", "The Ferry|Ann Author"),
            ("The Ferry     by trainwriter", "The Ferry|trainwriter"),
            ("“The Ferry” by Ann Author", "“The Ferry”|Ann Author"),
            ("THE FERRY by Ann Author", "THE FERRY|Ann Author"),
            ("Stopping by the Ferry, by Ann Author", "Stopping by the Ferry|Ann Author"),
            ("The Ferry by A. N. Author", "The Ferry|A. N. Author"),
            ("The Ferry\tAnn Author", "The Ferry|Ann Author"),
            ("Ferries        Ann van Author", "Ferries|Ann van Author"),
            ("The Ferry — A. N. Author", "The Ferry|A. N. Author"),
            ("The Ferry / A. Author", "The Ferry|A. Author"),
        ] {
            assert_eq!(said(line).as_deref(), Some(expected), "{line}");
        }
        for line in [
            "The Ferry — Winter Tales",
            "The Ferry / Die Fähre",
            "Death by Boat",
            "Killed by Friendly Fire",
            "Winter Light        Ann Author",
            "The Ferry        Second Draft",
            "The Ferry        about 3,000 words",
            "Chapter One        The Ferry",
            "The Ferry",
            "By the Sea",
            "Name\tAge\tShip",
            "Step by step, by and by",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
