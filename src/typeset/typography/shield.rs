//! Addresses in the text, where every sign means what it is: URLs, mail addresses, `@handles`.
//!
//! What follows a handle or an address, such as an apostrophe, is text again.

use super::line::{BREAK, Line, OBJECT};
use std::ops::Range;

/// Takes away the marks that stand in addresses.
pub(super) fn run(line: &mut Line) {
    // In order, and never into each other: what stands in an address begins none.
    let mut shields: Vec<Range<usize>> = Vec::new();
    for mark in &line.marks {
        let covered = shields.last().map_or(0, |shield| shield.end);
        if mark.at < covered {
            continue;
        }
        let found = match mark.byte {
            b'@' => handle(&line.text, mark.at),
            b':' => url(&line.text, mark.at),
            b'.' => site(&line.text, mark.at),
            _ => None,
        };
        shields.extend(found.map(|found| found.start.max(covered)..found.end));
    }
    if !shields.is_empty() {
        let is_in_one = |at: usize| {
            let next = shields.partition_point(|shield| shield.end <= at);
            shields.get(next).is_some_and(|shield| shield.contains(&at))
        };
        line.marks.retain(|mark| !is_in_one(mark.at));
    }
}

/// Returns the mail address or the handle around an `@`.
fn handle(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].bytes().rev().take_while(|&byte| is_of_mail(byte) || byte == b'\'').count();
    let mut start = at - before;
    // An apostrophe belongs to a name such as `o'brien`, and a quotation mark does not.
    start += text.as_bytes()[start..at].iter().take_while(|&&byte| byte == b'\'').count();
    let after = text[at + 1..].bytes().take_while(|&byte| is_of_mail(byte)).count();
    let end = trimmed(text, at + 1..at + 1 + after);
    (end > at + 1).then_some(start..end)
}

fn is_of_mail(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte) || !byte.is_ascii()
}

/// Returns the URL around the colon of `://` or `mailto:`.
fn url(text: &str, at: usize) -> Option<Range<usize>> {
    let scheme = text[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let is_url = text[at..].starts_with("://") || text[..at].ends_with("mailto");
    (scheme > 0 && is_url).then(|| at - scheme..rest(text, at))
}

/// Returns the address around the first full stop of `www.`.
fn site(text: &str, at: usize) -> Option<Range<usize>> {
    let is_site = text[..at].ends_with("www") && text[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric());
    is_site.then(|| at - 3..rest(text, at))
}

/// Returns where an address ends.
fn rest(text: &str, at: usize) -> usize {
    let ends = |character: char| {
        character.is_whitespace()
            || matches!(character, '"' | '\'' | '<' | '>' | '“' | '”' | '’' | '»' | OBJECT | BREAK)
    };
    let length = text[at..].find(ends).unwrap_or(text.len() - at);
    trimmed(text, at..at + length)
}

/// Returns the end of a range without the signs that end a sentence and not an address.
fn trimmed(text: &str, range: Range<usize>) -> usize {
    range.start + text[range.clone()].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '-', '…']).len()
}
