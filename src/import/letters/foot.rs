//! Below a letter: words of parting and the name of its writer, on lines of their own or at the end of its last
//! sentence, and postscripts.

use super::head::is_date;
use super::{Block, is_space, lines_of, phrases};
use crate::manuscript::is_chapter_heading;
use crate::xml::{NodeRef, Tree};
use std::ops::Range;

/// No line of the foot is longer.
const WIDEST: usize = 64;

/// Returns the line of a block at which words of parting begin.
pub(super) fn begins_within(lines: &[String]) -> Option<usize> {
    const MOST: usize = 4;
    let from = lines.len().saturating_sub(MOST);
    let at = (from..lines.len()).find(|at| is_parting(&lines[*at]))?;
    let ends_before = at == 0 || lines[at - 1].ends_with(['.', '!', '?', ',', '—', '-', ';', '…', '"', '”']);
    let rest = &lines[at + 1..];
    let ends = rest.last().map_or_else(|| ends_with_name(&lines[at]) || lines[at].ends_with(','), |last| is_name(last));
    (ends_before && ends).then_some(at)
}

/// Returns the line of a block that is a name below words of parting.
pub(super) fn name_within(lines: &[String], parting: Option<usize>) -> Option<usize> {
    let last = lines.len() - 1;
    parting.filter(|at| *at < last && is_name(&lines[last])).map(|_| last)
}

/// Finds the foot of a letter that begins at a block.
pub(super) fn find(tree: &Tree, blocks: &[Block], at: usize) -> Option<Range<usize>> {
    let node = |at: usize| tree.get(blocks[at].id);
    let lines = lines_of(node(at));
    let last = lines.last().filter(|_| is_words(node(at)))?;
    let next = || {
        let mut next = at + 1;
        // Empty lines above a name part no scenes.
        while next < blocks.len() && is_space(node(next)) {
            next += 1;
        }
        next
    };
    let is_set_apart = lines.len() <= 4 && lines.iter().all(|line| line.chars().count() <= WIDEST);
    if is_set_apart && is_parting(&lines[0]) {
        let is_whole = if lines.len() == 1 { ends_with_name(last) } else { is_name(last) };
        let signed = || signature(tree, blocks, next()).map(|end| at..end);
        return match is_whole {
            true if is_below(tree, blocks, at + 1) => signed().or(Some(at..at + 1)),
            true => Some(at..at + 1),
            false => signed().or_else(|| (lines.len() == 1 && phrases::is_cut_short(last)).then_some(at..at + 1)),
        };
    }
    let words: String = lines.join(" ");
    if phrases::ends_in_parting(&words) {
        let begin = next();
        return signature(tree, blocks, begin).map(|end| begin..end);
    }
    None
}

/// Returns the end of the blocks that say who wrote a letter.
fn signature(tree: &Tree, blocks: &[Block], from: usize) -> Option<usize> {
    const MOST: usize = 3;
    for at in from..blocks.len().min(from + MOST) {
        let node = tree.get(blocks[at].id);
        let lines = lines_of(node);
        let is_small = lines.len() <= 3 && lines.iter().all(|line| line.chars().count() <= WIDEST);
        let last = lines.last().filter(|_| is_words(node) && is_small)?;
        if is_name(last) && lines.iter().all(|line| is_name(line) || is_parting(line)) {
            // What somebody is stands right below who it is.
            let is_office = |at: usize| matches!(&*lines_of(tree.get(blocks[at].id)), [only] if is_name(only) && !phrases::is_postscript(only));
            return Some(at + 1 + usize::from(is_below(tree, blocks, at + 1) && is_office(at + 1)));
        }
        if !is_parting(&lines[0]) && !last.ends_with(',') {
            return None;
        }
    }
    None
}

/// Returns where the postscripts end that begin at a place.
pub(super) fn end_of_postscripts(tree: &Tree, blocks: &[Block], from: usize) -> usize {
    let is_postscript = |block: &&Block| {
        let node = tree.get(block.id);
        is_words(node) && lines_of(node).first().is_some_and(|line| phrases::is_postscript(line))
    };
    from + blocks[from..].iter().take_while(is_postscript).count()
}

/// Tells what a block of the foot is: words of parting, or a name.
pub(super) fn part(lines: &[String]) -> &'static str {
    let is_name = |line: &String| !is_parting(line) || !phrases::is_cut_short(line) && ends_with_name(line);
    if lines.last().is_some_and(is_name) { "signature" } else { "closing" }
}

/// Tells whether no empty line parts a block from the one before it.
fn is_below(tree: &Tree, blocks: &[Block], at: usize) -> bool {
    const LINE_END: u32 = 2;
    let span = |at: usize| tree.get(blocks.get(at)?.id).span();
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(span), span(at)) else { return false };
    here.start <= before.end.saturating_add(LINE_END)
}

fn is_words(node: NodeRef<'_>) -> bool {
    matches!(node.html(), Some("p" | "h2" | "h3"))
}

fn is_parting(line: &str) -> bool {
    line.chars().count() <= WIDEST && phrases::is_parting(line)
}

/// Tells whether words of parting end with a name: `Yours ever, Bo`, `Dein Hans`.
fn ends_with_name(line: &str) -> bool {
    if let Some((_, name)) = line.rsplit_once(", ") {
        return is_name(name);
    }
    let words: Vec<&str> = phrases::bare(line).split_whitespace().collect();
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let last = words.last().filter(|last| words.len() <= 4 && words.len() > 1 && is_capital(last));
    last.is_some_and(|last| !phrases::is_parting(last) && is_name(line))
}

/// Tells whether a line may be a name, by its capitals.
fn is_name(line: &str) -> bool {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "of", "de", "von", "van", "the", "and", "der", "den", "du", "la", "le", "zu", "y", "und", "et", "d", "your",
        "ever",
    ];
    const MOST: usize = 7;
    let bare = phrases::bare(line);
    let words: Vec<&str> = bare.split([' ', '\u{A0}', '-', '\'', '’']).filter(|word| !word.is_empty()).collect();
    let is_part = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        word.is_empty() || word.starts_with(char::is_uppercase) || SMALL.contains(&word)
    };
    let is_ended = bare.ends_with(['?', '!', ',', ';', ':', '—']) || bare.contains(". ") && words.len() > 4;
    let is_end = matches!(&*bare.to_lowercase(), "the end" | "fin" | "ende" | "end" | "finis");
    (1..=MOST).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && words.iter().all(is_part)
        && !is_ended
        && !is_end
        && !is_date(bare)
        && !is_chapter_heading(bare)
}

/// Tells whether a block would be told to be a name by its punctuation alone.
pub(super) fn tells_itself(text: &str) -> bool {
    super::head::tells_itself(text) && !text.ends_with(['"', '”'])
}
