//! Columns that spaces or tabs align: the same blank columns in line after line.
//!
//! Text that is spaced out to an even edge has wide spaces too, but hardly ever below each other.

use super::line::{Line, columns};
use super::table;
use std::ops::Range;

/// Wider lines are no rows of columns.
const WIDEST: usize = 120;

/// Finds the columns that lines are set in; words before them that end in a colon are none.
pub(super) fn find(source: &str, lines: &[Line], group: Range<usize>) -> Option<Range<usize>> {
    let introduces = lines[group.start].text(source).ends_with(':');
    let rows = group.start + usize::from(introduces)..group.end;
    let set = &lines[rows.clone()];
    if is_drawing(source, set)
        && !(0..2).any(|row| table::drawn(source, lines, rows.start + row..rows.end).end == rows.end)
    {
        return Some(rows);
    }
    if have_chords(source, set) {
        return Some(rows);
    }
    if set.iter().any(|line| table::is_row(line.text(source))) {
        return None;
    }
    (set.len() > 1 && (are_tabbed(source, set) || are_aligned(source, set))).then_some(rows)
}

/// Tells whether lines of chords stand above lines of a song, each chord over its syllable.
fn have_chords(source: &str, lines: &[Line]) -> bool {
    let (mut of_chords, mut chords) = (0, 0);
    for line in lines {
        let count = chords_of(line.text(source));
        of_chords += usize::from(count > 0);
        chords += count;
    }
    of_chords < lines.len() && of_chords * 3 >= lines.len() && chords > 1
}

/// Counts the chords of a line that has nothing else.
fn chords_of(text: &str) -> usize {
    let chords = || text.split_whitespace().filter(|word| !matches!(*word, "|" | "%" | "-"));
    if text.starts_with(|first: char| matches!(first, 'A'..='G' | '|')) && chords().all(is_chord) {
        chords().count()
    } else {
        0
    }
}

/// Tells whether a word is a chord: `G`, `Am7`, `F#m`, `Bb/D`, `Csus4`.
fn is_chord(word: &str) -> bool {
    const PARTS: [&str; 16] =
        ["maj", "min", "dim", "aug", "sus", "add", "m", "M", "+", "°", "#", "b", "♯", "♭", "(", ")"];
    let (chord, bass) = word.split_once('/').unwrap_or((word, "C"));
    let mut rest = chord.strip_prefix(|root: char| matches!(root, 'A'..='G'));
    while let Some(left) = rest.filter(|left| !left.is_empty()) {
        let digits = left.trim_start_matches(|digit: char| digit.is_ascii_digit());
        rest = if digits.len() < left.len() {
            Some(digits)
        } else {
            PARTS.iter().find_map(|part| left.strip_prefix(part))
        };
    }
    rest.is_some() && bass.len() <= 3 && bass.starts_with(|root: char| matches!(root, 'A'..='G'))
}

/// Tells whether most lines have what boxes are drawn with.
fn is_drawing(source: &str, lines: &[Line]) -> bool {
    let is_drawn = |line: &&Line| line.text(source).contains(|letter| matches!(letter, '\u{2500}'..='\u{257F}'));
    lines.len() > 2 && lines.iter().filter(is_drawn).count() * 2 > lines.len()
}

/// Tells whether all lines have as many tabs within them, and are short.
fn are_tabbed(source: &str, lines: &[Line]) -> bool {
    let tabs = |line: &Line| line.text(source).matches('\t').count();
    let is_short = |line: &Line| usize::from(line.width) <= WIDEST / 2;
    let count = tabs(&lines[0]);
    count > 0 && lines.iter().all(|line| is_short(line) && tabs(line) == count)
}

/// Tells whether columns are blank in all lines, with words on both sides of them in most.
fn are_aligned(source: &str, lines: &[Line]) -> bool {
    // Most paragraphs have no such spaces, and are looked at no further.
    let is_spaced = |line: &&Line| line.text(source).contains("  ");
    let spaced = lines.iter().filter(is_spaced).count();
    if spaced < 2 || spaced * 2 < lines.len() || lines.iter().any(|line| usize::from(line.width) > WIDEST) {
        return false;
    }
    let (rules, rows): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| is_rule(line.text(source)));
    let blanks: Vec<Vec<u16>> = rows.iter().map(|line| spaces(source, **line)).collect();
    let width = blanks.iter().map(Vec::len).max().unwrap_or(0);
    let is_between = |column: usize| {
        let mut at_column = blanks.iter().map(|row| row.get(column).copied().unwrap_or(EDGE));
        let (mut parted, mut wide) = (0, 0);
        let is_blank = at_column.all(|blank| {
            parted += usize::from(blank > 1 && blank != EDGE);
            wide += usize::from(blank > 2 && blank != EDGE);
            blank > 0
        });
        let is_sure = parted > 2 || parted > 1 && !rules.is_empty();
        is_blank && is_sure && wide * 2 > rows.len() && parted * 4 >= rows.len() * 3
    };
    (0..width).any(is_between)
}

/// What a column holds before the words of a line and behind them.
const EDGE: u16 = u16::MAX;

/// Returns for each column of a line how many blank ones it stands among; none where it is not blank.
fn spaces(source: &str, line: Line) -> Vec<u16> {
    let mut found = vec![EDGE; line.indent.into()];
    let mut open = 0;
    for character in line.text(source).chars() {
        if character.is_whitespace() {
            open += columns(character);
        } else {
            found.extend((0..open).map(|_| open));
            found.extend((0..columns(character)).map(|_| 0));
            open = 0;
        }
    }
    found
}

fn is_rule(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'+' | b' '))
}
