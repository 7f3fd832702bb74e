//! Tables that are drawn: rows between bars, `| Ann | 12 |`, and rules between rows, `+-----+----+`.
//!
//! One whose rows are lines with as many cells each becomes a table; another keeps its lines as they are.

use super::block::Kind;
use super::line::Line;
use std::ops::Range;

const BARS: [char; 4] = ['|', '│', '║', '┃'];

/// A row: its cells, and whether they head their columns.
#[derive(Debug)]
pub(super) struct Row {
    pub cells: Vec<Line>,
    pub is_head: bool,
}

/// Returns the lines that a table may be drawn with, from the first on.
pub(super) fn drawn(source: &str, lines: &[Line], group: Range<usize>) -> Range<usize> {
    let is_drawn = |at: &usize| is_part(lines[*at].text(source));
    let end = group.clone().find(|at| !is_drawn(at)).unwrap_or(group.end);
    group.start..end
}

/// Tells what such lines are, where there are enough of them to be a table.
pub(super) fn kind(source: &str, lines: &[Line]) -> Option<Kind> {
    let rules = lines.iter().filter(|line| is_rule(line.text(source))).count();
    let count = lines.len() - rules;
    let is_table = count > 0 && rules > 0 || count > 2;
    is_table.then(|| if rows(source, lines).is_some() { Kind::Table } else { Kind::Columns })
}

/// Reads a table of which each row is a line; `None` if it is none.
pub(super) fn rows(source: &str, lines: &[Line]) -> Option<Vec<Row>> {
    const FEW_RULES: usize = 3;
    let rule = |line: &Line| is_rule(line.text(source));
    let rules = lines.iter().filter(|line| rule(line)).count();
    // Where rules part all rows, a row may be of several lines.
    if rules > FEW_RULES && lines.windows(2).any(|pair| !rule(&pair[0]) && !rule(&pair[1])) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !rule(line)) {
        let is_ruled_off = lines.get(at + 1).is_some_and(rule) && lines.get(at + 2).is_some();
        rows.push(Row { cells: cells(source, *line), is_head: rows.is_empty() && is_ruled_off });
    }
    let columns = rows.first()?.cells.len();
    (columns > 1 && rows.len() > 1 && rows.iter().all(|row| row.cells.len() == columns)).then_some(rows)
}

/// Cuts a row at its bars.
fn cells(source: &str, line: Line) -> Vec<Line> {
    let text = line.text(source);
    let mut bars = text.match_indices(BARS).map(|(at, bar)| (at, at + bar.len()));
    let mut cells = Vec::new();
    let Some((_, mut start)) = bars.next() else { return cells };
    for (end, after) in bars {
        let cell = &text[start..end];
        let from = start + cell.len() - cell.trim_start().len();
        let to = (start + cell.trim_end().len()).max(from);
        let place = |at: usize| line.start + u32::try_from(at).unwrap_or(0);
        cells.push(Line { start: place(from), end: place(to), ..line });
        start = after;
    }
    cells
}

/// Tells whether a line is of a table that is drawn.
pub(super) fn is_part(text: &str) -> bool {
    is_row(text) || is_rule(text)
}

/// Tells whether a line stands between bars.
pub(super) fn is_row(text: &str) -> bool {
    text.len() > 2 && text.starts_with(BARS) && text.ends_with(BARS)
}

/// Tells whether a line is a rule with ends: `+---+`, `|---|`, `├──┤`.
fn is_rule(text: &str) -> bool {
    let is_line = |letter: char| matches!(letter, '-' | '=' | '─' | '═' | '━');
    let is_corner = |letter: char| {
        letter == '+' || BARS.contains(&letter) || matches!(letter, '\u{2500}'..='\u{257F}') && !is_line(letter)
    };
    let is_of_rule = |letter: char| is_line(letter) || is_corner(letter) || matches!(letter, ' ' | ':');
    text.starts_with(is_corner)
        && text.ends_with(is_corner)
        && text.chars().filter(|letter| is_line(*letter)).count() > 1
        && text.chars().all(is_of_rule)
}
