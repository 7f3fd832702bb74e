//! Headings in capitals that only the whole file shows to be some: each alone between two ends, with text below it.
//!
//! One such line may be what a sign says. Several are headings where the first heads all of the text, or where each has
//! more text below it than a sign would.

use super::front::authors_of;
use super::heading;
use super::line::{Line, Start, ends_sentence, start, starts_speech};
use crate::manuscript::ornament;
use std::collections::HashSet;

/// A heading is no wider.
const LONGEST: u16 = 60;

/// Returns the lines that are such headings, in order; none where a heading has no text of its own below it.
pub(super) fn find(source: &str, lines: &[Line]) -> Vec<usize> {
    let text = |at: usize| lines[at].text(source);
    let mut found: Vec<usize> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for at in 1..lines.len().saturating_sub(1) {
        if !may_be(source, lines, at) {
            continue;
        }
        // Names that come again and again are those of speakers.
        if !seen.insert(text(at)) {
            return Vec::new();
        }
        found.push(at);
    }
    let heads_all =
        found.first().is_some_and(|first| is_front(source, lines, *first) || is_listed(source, lines, *first));
    let length = |at: usize, end: usize| lines[end - 1].end - lines[at].start;
    let ends = found.iter().skip(1).copied().chain([lines.len()]);
    let are_long = found.len() > 2 && found.iter().zip(ends).all(|(at, end)| length(*at, end) >= SECTION);
    if found.len() > 1 && (heads_all || are_long) { found } else { Vec::new() }
}

/// What a heading heads that is not the first of the text is as long, in bytes.
const SECTION: u32 = 1_000;

/// Tells whether a line stands alone in capitals with text below it, and above it the end of a text or none.
fn may_be(source: &str, lines: &[Line], at: usize) -> bool {
    let (line, next, text) = (lines[at], lines[at + 1], lines[at].text(source));
    if line.gap == 0 || next.gap == 0 || line.depth > 0 || next.depth > 0 || line.width - line.indent > LONGEST {
        return false;
    }
    let is_plain = !text.ends_with(['.', ',', ';', ':', '!', '?', '…', '"', '”', '’', '»', ')', ']', '—', '-']);
    if !is_plain || !heading::is_capitals(text) || !is_title(text) {
        return false;
    }
    let below = next.text(source);
    let is_headed = heading::is_capitals(below) || authors_of(below).is_some() || ornament::is_break(below, true);
    !is_headed
        && start(below) != Start::Lower
        && (line.gap > 1 || is_front(source, lines, at) || ends(lines[at - 1].text(source)))
}

/// Tells whether words in capitals may be a title, rather than a number, a speech or what a film shows.
fn is_title(text: &str) -> bool {
    !starts_speech(text)
        && heading::by_words(text).is_none()
        && !heading::is_lone_number(text)
        && !heading::is_closing(text)
        && text.chars().next().is_some_and(char::is_alphanumeric)
}

/// Tells whether a line ends a paragraph.
fn ends(text: &str) -> bool {
    ends_sentence(text) || ornament::is_break(text, true) || text.ends_with(['—', '-', '”', '"', ']'])
}

/// Tells whether nothing stands above a line but a title, and a byline.
fn is_front(source: &str, lines: &[Line], at: usize) -> bool {
    at == 1 || at == 2 && authors_of(lines[1].text(source)).is_some()
}

/// Tells whether a list of contents names a heading above it.
fn is_listed(source: &str, lines: &[Line], at: usize) -> bool {
    let title = lines[at].text(source).to_lowercase();
    lines[..at].iter().any(|line| line.width <= LONGEST && line.text(source).to_lowercase() == title)
}
