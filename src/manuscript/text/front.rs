//! What stands at the head of a text: its title, and under it who wrote it.

use super::block::{Block, Kind, chapter_heading, may_be_title};
use super::counted::is_day;
use super::heading;
use super::line::Line;
use crate::manifest::Person;
use crate::manuscript::ornament;
use std::ops::Range;

/// What was found, and which line the text itself begins with.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub blocks: Vec<Block>,
    pub authors: Vec<Person>,
    pub body: usize,
}

/// Looks for a title and a byline in the first lines.
pub(super) fn find(source: &str, lines: &[Line]) -> Front {
    let none = Front::default();
    let Some(&first) = lines.first() else { return none };
    let text = |at: usize| lines[at].text(source);
    let group = |start: usize| {
        let after = lines[start + 1..].iter().position(|line| line.gap > 0);
        start..after.map_or(lines.len(), |length| start + 1 + length)
    };
    let byline = |at: usize| {
        lines.get(at)?;
        let is_near = |at: usize| lines.get(at).is_some_and(|line| line.gap <= 2 && line.depth == 0);
        let (last, authors) = match authors_of(text(at)) {
            // The name may stand below its word, as on the first page of a script.
            None if is_word_of_byline(text(at)) && is_near(at + 1) => {
                (at + 1, authors_of(&format!("by {}", text(at + 1)))?)
            }
            authors => (at, authors?),
        };
        // A name ends its line; where the text follows at once, the text looks otherwise than a line of verse would.
        let line = lines[last];
        let ends = lines.get(last + 1).is_some_and(|next| next.gap > 0 || next.indent > line.indent || next.width > 60);
        (is_near(at) && ends).then_some((last + 1, authors))
    };
    let is_ornament = ornament::is_break(text(0), true);
    let head = group(0);
    let (title_end, after) = match chapter_heading(source, lines, head.clone()) {
        Some(end) => (end, end),
        None if is_ornament || !may_be_title(first, text(0)) => return none,
        None if head.len() == 1 || byline(1).is_some() => (1, 1),
        // Programs for notes write the day below a title; it stays in the text.
        None if head.len() == 2 && is_day(text(1)) => (1, 1),
        None if is_above_long_lines(source, lines) => (1, 1),
        // The underline is a mark, and no part of the title.
        None if ornament::is_underline(text(1)) => (1, 2),
        None => match title_in_capitals(source, lines, head) {
            Some(end) => (end, end),
            None => return none,
        },
    };
    if after >= lines.len() {
        return none;
    }
    let mut front = none;
    front.blocks.push(Block { kind: Kind::Title, lines: 0..title_end, depth: 0 });
    front.body = after;
    if let Some((end, authors)) = byline(after) {
        front.blocks.push(Block { kind: Kind::Byline, lines: after..end, depth: 0 });
        front.body = end;
        front.authors = authors;
    }
    front
}

/// Tells whether the first line is a title where each line is a paragraph: what follows is longer than lines are wrapped,
/// or the heading of a chapter.
fn is_above_long_lines(source: &str, lines: &[Line]) -> bool {
    const WRAPPED: u16 = 100;
    const LONGEST: u16 = 60;
    let (first, next) = (lines[0], lines[1]);
    let is_long = lines[1..].iter().take(3).any(|line| line.width > WRAPPED);
    let is_followed = next.width > WRAPPED || heading::by_words(next.text(source)).is_some();
    is_long && is_followed && first.width <= LONGEST && heading::is_styled(first.text(source))
}

/// Accepts a title over two or three lines where all of it is in capitals; a byline may end it.
fn title_in_capitals(source: &str, lines: &[Line], head: Range<usize>) -> Option<usize> {
    let text = |at: usize| lines[at].text(source);
    let is_last_byline = head.len() > 2 && authors_of(text(head.end - 1)).is_some();
    let end = head.end - usize::from(is_last_byline);
    let is_capitals = |at: usize| text(at).chars().any(char::is_uppercase) && !text(at).chars().any(char::is_lowercase);
    let fits = |at: usize| is_capitals(at) && may_be_title(lines[at], text(at));
    (end <= 3 && (head.start..end).all(fits)).then_some(end)
}

/// What stands before the names of authors.
#[rustfmt::skip]
const WORDS: [&str; 14] = [
    "a story by ", "story by ", "written by ", "by ", "a novel by ", "a play by ", "a poem by ", "a screenplay by ",
    "screenplay by ", "words by ", "von ", "par ", "door ", "af ",
];

/// Tells whether a line is no more than what stands before the names of authors.
fn is_word_of_byline(line: &str) -> bool {
    WORDS.iter().any(|word| word.trim_end().eq_ignore_ascii_case(line))
}

/// Reads `by Ann Author and Bo Other`.
pub(super) fn authors_of(line: &str) -> Option<Vec<Person>> {
    const SUFFIXES: [&str; 8] = ["jr", "jr.", "sr", "sr.", "ph.d.", "m.d.", "esq.", "ii"];
    let line = line.trim_matches(['_', '*']);
    let word =
        WORDS.iter().find(|word| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    let names = without_address(line[word.len()..].trim());
    let is_handle = !names.contains(char::is_whitespace);
    let starts_like_name =
        names.chars().next().is_some_and(|first| first.is_alphanumeric() && (is_handle || !first.is_lowercase()));
    if !starts_like_name || names.chars().count() > 80 || names.ends_with([',', ';', ':', '?', '!', '…']) {
        return None;
    }
    let mut authors: Vec<Person> = Vec::new();
    for name in names.split(", ").flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & ")) {
        let name = name.trim().trim_start_matches("and ");
        match authors.last_mut().filter(|_| SUFFIXES.contains(&name.to_lowercase().as_str())) {
            Some(last) => last.name = format!("{}, {name}", last.name),
            None if name.is_empty() => {}
            None => authors.push(Person::author(name)),
        }
    }
    // No name has so many words: this is a sentence.
    let is_name = |author: &Person| author.name.split_whitespace().count() <= 6;
    if let Some(last) = authors.last_mut() {
        strip_stop(&mut last.name);
    }
    (!authors.is_empty() && authors.iter().all(is_name)).then_some(authors)
}

/// Returns names without the mail address behind them: `trainwriter (ann@example.org)`.
fn without_address(names: &str) -> &str {
    let Some(at) = names.rfind(['(', '<', '[']).filter(|at| names.ends_with([')', '>', ']']) && *at > 0) else {
        return names;
    };
    let inner = &names[at + 1..names.len() - 1];
    if inner.contains('@') && !inner.contains(char::is_whitespace) { names[..at].trim_end() } else { names }
}

/// Takes the full stop from the end of a byline, unless it ends an initial or a suffix.
fn strip_stop(name: &mut String) {
    let last_word = name.rsplit(' ').next().unwrap_or_default();
    let is_word =
        last_word.ends_with('.') && last_word.chars().filter(|character| character.is_alphabetic()).count() > 2;
    if is_word && last_word.matches('.').count() == 1 {
        name.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Option<Vec<String>> {
        authors_of(line).map(|authors| authors.into_iter().map(|author| author.name).collect())
    }

    #[test]
    fn bylines_name_their_authors() {
        let cases: &[(&str, &[&str])] = &[
            ("By Rudyard Kipling", &["Rudyard Kipling"]),
            ("by moonwriter42", &["moonwriter42"]),
            ("BY THE BROTHERS GRIMM", &["THE BROTHERS GRIMM"]),
            ("by Ann Author and Bo Other", &["Ann Author", "Bo Other"]),
            ("by A. One, B. Two, and C. Three.", &["A. One", "B. Two", "C. Three"]),
            ("by Sam Small, Jr.", &["Sam Small, Jr."]),
            ("_by O. Henry_", &["O. Henry"]),
            ("Written by J. R.", &["J. R."]),
            ("by trainwriter (ann@harbour.example)", &["trainwriter"]),
            ("by Ann Author <ann@harbour.example>", &["Ann Author"]),
        ];
        for (line, authors) in cases {
            assert_eq!(
                names(line).as_deref(),
                Some(authors.iter().map(|&name| name.to_owned()).collect::<Vec<_>>().as_slice()),
                "{line}"
            );
        }
        for line in [
            "by the sea",
            "Bygones",
            "by",
            "by ",
            "by Jove, he said!",
            "by Tuesday we had eaten all the apples in the house",
        ] {
            assert_eq!(names(line), None, "{line}");
        }
    }
}
