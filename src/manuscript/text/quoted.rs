//! Quotations of mail and news that mark their lines with a colon or a bar in place of `>`.
//!
//! Colons and bars begin lines for other reasons too; so a quotation has two lines or more, or is in a text with others.

use super::line::{Line, measure};
use super::table;
use std::ops::Range;

/// Takes the marks from quoted lines, which then stand as deep as these say.
pub(super) fn take(source: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut runs: Vec<(u8, Range<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(mark) = mark(line.text(source)) else { continue };
        match runs.last_mut() {
            Some((known, run)) if *known == mark && run.end == at && line.gap == 0 => run.end = at + 1,
            _ => runs.push((mark, at..at + 1)),
        }
    }
    let is_drawn = |run: &Range<usize>| lines[run.clone()].iter().any(|line| table::is_part(line.text(source)));
    let is_sure = |run: &Range<usize>| run.len() > 1 && !is_drawn(run);
    let is_known = |mark: &u8| runs.iter().any(|(known, run)| known == mark && is_sure(run));
    let sure: Vec<u8> = [b':', b'|'].into_iter().filter(is_known).collect();
    runs.retain(|(mark, run)| sure.contains(mark) && !is_drawn(run));
    if runs.is_empty() {
        return lines;
    }
    let mut runs = runs.into_iter().peekable();
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut gap = 0;
    for (at, line) in lines.into_iter().enumerate() {
        while runs.next_if(|(_, run)| run.end <= at).is_some() {}
        let known = runs.peek().filter(|(_, run)| run.contains(&at));
        let own = known.map_or(line, |(mark, _)| without_marks(source, line, *mark));
        gap += line.gap;
        if own.start == own.end {
            gap += 1;
            continue;
        }
        let changes = out.last().is_some_and(|last| last.depth != own.depth);
        out.push(Line { gap: gap.max(changes.into()), ..own });
        gap = 0;
    }
    out
}

/// Returns the mark that a line begins with.
fn mark(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [mark @ (b':' | b'|')] | [mark @ (b':' | b'|'), b' ' | b'\t', ..] => Some(*mark),
        _ => None,
    }
}

/// Reads what is behind the marks of a line.
fn without_marks(source: &str, line: Line, wanted: u8) -> Line {
    let (mut start, end) = (line.start as usize, line.end as usize);
    let mut depth = line.depth;
    while mark(source[start..end].trim_start()) == Some(wanted) {
        start = end - source[start..end].trim_start().len() + 1;
        depth = depth.saturating_add(1);
    }
    start += usize::from(source[start..end].starts_with(' '));
    let inner = measure(source, start, end);
    Line { depth: depth.saturating_add(inner.depth), ..inner }
}
