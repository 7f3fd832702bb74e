//! `_emphasis_`, `*emphasis*` and `**strong**`, at the edges of words.
//!
//! A mark opens where a word begins behind it and closes where one ends before it. Inside a word, without a partner, or
//! around nothing that is a letter, it is what it is. One pass, one open mark of each sort: linear whatever the text.

use std::ops::Range;

/// A mark that became markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it stands in the source.
    pub start: usize,
    /// One for emphasis, two for strong, three for both.
    pub length: usize,
    pub opens: bool,
    /// Where its partner stands.
    pub partner: usize,
}

/// Three signs may be markup; more are a blank to fill in or a word left out.
const LONGEST: usize = 3;

/// Finds the marks in a paragraph given as its lines, in order.
pub(super) fn find(source: &str, lines: impl Iterator<Item = Range<usize>>) -> Vec<Mark> {
    let mut found = Vec::new();
    // Open marks as (sign, length, start), the innermost last; each sort at most once.
    let mut open: Vec<(u8, usize, usize)> = Vec::new();
    for line in lines {
        let bytes = &source.as_bytes()[..line.end];
        let mut at = line.start;
        while let Some(offset) = bytes[at..].iter().position(|byte| matches!(byte, b'*' | b'_')) {
            let start = at + offset;
            let sign = bytes[start];
            let length = bytes[start..].iter().take_while(|byte| **byte == sign).count();
            at = start + length;
            if length > LONGEST {
                continue;
            }
            let before = source[line.start..start].chars().next_back();
            let after = source[at..line.end].chars().next();
            let known = open.iter().rposition(|(other, size, _)| (*other, *size) == (sign, length));
            if let Some(index) = known {
                let partner = open[index].2;
                let closes = may_close(before, after);
                if closes && has_letters(source, partner + length..start) {
                    open.truncate(index);
                    found.push(Mark { start: partner, length, opens: true, partner: start });
                    found.push(Mark { start, length, opens: false, partner });
                    continue;
                }
                // An opening mark gives way to a later one, and one around nothing is none: no stretch is read twice.
                if closes || may_open(before, after) {
                    open.remove(index);
                }
            }
            if may_open(before, after) {
                open.push((sign, length, start));
            }
        }
    }
    found.sort_unstable_by_key(|mark| mark.start);
    found
}

fn may_open(before: Option<char>, after: Option<char>) -> bool {
    !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|character| !character.is_whitespace())
}

fn may_close(before: Option<char>, after: Option<char>) -> bool {
    !after.is_some_and(char::is_alphanumeric) && before.is_some_and(|character| !character.is_whitespace())
}

fn has_letters(source: &str, range: Range<usize>) -> bool {
    source[range].chars().any(char::is_alphanumeric)
}
