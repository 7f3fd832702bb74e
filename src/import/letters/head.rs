//! Above a greeting: where and when a letter was written, and whom it is to.

use super::{Block, is_space, lines_of};
use crate::words::{is_month, is_weekday};
use crate::xml::Tree;

/// An address has no more lines, with the date in it.
pub(super) const MOST_LINES: usize = 6;

/// No line above a greeting is longer.
const WIDEST: usize = 60;

/// Returns where the head of a letter begins whose greeting stands at a place.
pub(super) fn find(tree: &Tree, blocks: &[Block], greeting: usize) -> usize {
    const MOST: usize = 3;
    let mut begin = greeting;
    for at in (greeting.saturating_sub(MOST)..greeting).rev() {
        let block = tree.get(blocks[at].id);
        let lines = lines_of(block);
        let is_block = matches!(block.html(), Some("p" | "h1" | "h2" | "h3"));
        let is_heading = !block.is_html("p");
        if is_space(block) {
            continue;
        }
        if !is_block || lines.is_empty() || lines.len() > MOST_LINES || !lines.iter().all(|line| is_line(line)) {
            break;
        }
        if lines.iter().any(|line| is_date(line)) {
            begin = at;
        }
        if is_heading {
            break;
        }
    }
    begin
}

/// Tells whether a line may stand above a greeting.
pub(super) fn is_line(line: &str) -> bool {
    let is_sentence = line.ends_with(['?', '!', ';', ':']) || line.split_whitespace().count() > 9;
    // `Subject: …` is for a program that carries mails.
    let is_field = line.split_once(": ").is_some_and(|(field, _)| !field.contains(' '));
    line.chars().count() <= WIDEST && !is_sentence && !is_field && !line.starts_with(char::is_lowercase)
}

/// Tells whether a line says when: a day and a month, a day of the week, or a year.
pub(super) fn is_date(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = || lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let has_number = words().any(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    let is_year = |word: &str| word.parse::<u16>().is_ok_and(|year| (1500..2100).contains(&year));
    words().any(is_month) && has_number || words().any(is_weekday) && words().count() <= 6 || words().any(is_year)
}

/// Tells whether a block would be told to be where and when by its punctuation alone.
pub(super) fn tells_itself(text: &str) -> bool {
    const LONGEST: usize = 160;
    let last = text.trim_end_matches('.').rsplit([' ', '.', '\n']).next().unwrap_or_default();
    let ends_sentence = text.ends_with(['?', '…']) || text.ends_with('.') && last.chars().count() > 3;
    text.len() <= LONGEST && !ends_sentence
}
