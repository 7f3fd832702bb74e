//! The speeches of a play, each behind the name of who says it, `ANNA: Where is it?`, or below it, as scripts have it.
//!
//! A name above a speech is a line in capitals; it is one where the same names come again and again.

use super::block::{Block, Kind};
use super::heading;
use super::line::{Line, Start, start};
use super::set_off::go_on_as_verse;
use std::ops::Range;

/// A name that stands so far in stands in the middle of a page.
const MIDDLE: u16 = 8;

/// Returns the lines that are names above speeches, or else stand in the middle of the pages of a play.
pub(super) fn names_above(source: &str, lines: &[Line]) -> Vec<usize> {
    let begins = |at: &usize| *at > 0 && lines[*at].gap > 0 && is_in_capitals(lines[*at].text(source));
    let candidates: Vec<usize> = (0..lines.len()).filter(begins).collect();
    let is_above = |at: usize| {
        let speech = lines.get(at + 1).filter(|next| next.gap == 0 && next.depth == lines[at].depth);
        speech.is_some_and(|next| !is_in_capitals(next.text(source)))
    };
    let is_alone = |at: usize| lines.get(at + 1).is_none_or(|next| next.gap > 0);
    let is_in_middle = |at: usize| is_alone(at) && lines[at].indent >= MIDDLE;
    // `CUT TO:` stands as a name does.
    let may_speak = |at: &&usize| is_above(**at) || is_in_middle(**at) && !lines[**at].text(source).ends_with(':');
    let mut names: Vec<&str> =
        candidates.iter().filter(may_speak).filter_map(|at| name_above(lines[*at].text(source))).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    let is_play = count > 2 && names.len() > 1 && (count - names.len()) * 3 >= count;
    if !is_play {
        return Vec::new();
    }
    let is_of_play = |at: &usize| {
        let text = lines[*at].text(source);
        is_above(*at) && name_above(text).is_some()
            || is_in_middle(*at) && heading::by_words(text).is_none() && !heading::is_lone_number(text)
    };
    candidates.into_iter().filter(is_of_play).collect()
}

/// Cuts a speech from the name above it; what is set in below a name in the middle is a speech as a whole.
pub(super) fn below_name(source: &str, lines: &mut [Line], group: Range<usize>, blocks: &mut Vec<Block>) {
    let name = lines[group.start];
    let paragraph = |lines: Range<usize>| Block { kind: Kind::Paragraph, lines, depth: name.depth };
    blocks.push(paragraph(group.start..group.start + 1));
    let is_aside = |line: &Line| {
        let text = line.text(source);
        line.indent >= MIDDLE && text.starts_with('(') && text.ends_with(')')
    };
    let asides = lines[group.start + 1..group.end].iter().take_while(|line| is_aside(line)).count();
    let first = group.start + 1 + asides;
    blocks.extend((group.start + 1..first).map(|at| paragraph(at..at + 1)));
    let Some(speech) = lines.get(first).filter(|_| first < group.end) else { return };
    if speech.indent > 2 && speech.indent < name.indent {
        let is_verse = is_verse(source, &lines[first..group.end]);
        let kind = if is_verse { Kind::Verse } else { Kind::Paragraph };
        blocks.push(Block { kind, ..paragraph(first..group.end) });
    } else {
        // A name parts what is below it from what is above it, as a blank line does.
        lines[first].gap = 1;
    }
}

/// Tells whether all lines of a speech begin as lines of verse do, and are as many as chance would not make.
fn is_verse(source: &str, lines: &[Line]) -> bool {
    const FEWEST: usize = 4;
    lines.len() >= FEWEST && lines.iter().all(|line| start(line.text(source)) != Start::Lower)
}

/// Returns who speaks below a line in capitals, without what else it says: `ANN (aside)`, `BO.`
fn name_above(text: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let name = if text.ends_with(')') { text.split_once('(')?.0 } else { text };
    let name = name.trim_end().trim_end_matches(['.', ':']);
    let is_of_name =
        |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '.' | '\'' | '’' | '-' | '&' | '#');
    let is_name = text.len() <= LONGEST
        && name.starts_with(char::is_alphabetic)
        && name.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && name.chars().all(is_of_name)
        && name.split_whitespace().count() <= 4;
    (is_name && heading::by_words(text).is_none() && !heading::is_lone_number(text)).then_some(name)
}

/// Tells whether a short line has capitals and no small letters, those in brackets left aside.
fn is_in_capitals(text: &str) -> bool {
    const LONGEST: usize = 60;
    let first = text.as_bytes().first();
    if text.len() > LONGEST || !first.is_some_and(|first| first.is_ascii_uppercase() || !first.is_ascii()) {
        return false;
    }
    let name = text.split('(').next().unwrap_or_default();
    name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}

/// Cuts lines into speeches, where each begins with a name; the lines of verse in them stay as they are.
pub(super) fn find(source: &str, lines: &[Line], group: Range<usize>) -> Option<Vec<Range<usize>>> {
    let name = |at: usize| name(lines[at].text(source));
    name(group.start)?;
    let starts: Vec<usize> = group.clone().filter(|at| name(*at).is_some()).collect();
    let mut names: Vec<&str> = starts.iter().filter_map(|at| name(*at)).collect();
    names.sort_unstable();
    let are_in_capitals = !names.iter().any(|name| name.contains(char::is_lowercase));
    let say_more = names.len() > 2 && names.windows(2).any(|pair| pair[0] == pair[1]);
    let is_sure = names.len() > 1 && (are_in_capitals || say_more);
    let hanging = group.clone().filter(|at| name(*at).is_none()).map(|at| (lines[at - 1], lines[at]));
    if !is_sure || go_on_as_verse(source, hanging) {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([group.end]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// Returns who speaks: a short name with capitals before a colon, and words after it.
fn name(text: &str) -> Option<&str> {
    const LONGEST: usize = 32;
    let (name, said) = text.split_once(':')?;
    let has_capitals = || name.split_whitespace().all(|word| word.starts_with(|first: char| first.is_uppercase()));
    let is_of_name = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '.' | '\'' | '’' | '-');
    let is_name = name.len() <= LONGEST && name.chars().all(is_of_name) && name.split_whitespace().count() <= 3;
    (is_name && has_capitals() && said.starts_with(char::is_whitespace)).then_some(name)
}

/// Tells whether a line begins a scene of a film: `INT. KITCHEN – DAY`.
pub(crate) fn is_scene_of_film(text: &str) -> bool {
    const PLACES: [&str; 6] = ["INT. ", "EXT. ", "INT/EXT. ", "INT./EXT. ", "EXT./INT. ", "I/E. "];
    PLACES.iter().any(|place| text.starts_with(place))
}
