//! A file of several pieces, each with a header of its own: `Title: The Ferry`, `Author: Ann Author`.

use crate::diagnostic::Diagnostic;
use crate::import::{Text, Work};
use crate::source::Span;
use std::ops::Range;

/// Returns where pieces with headers stand, with what is before the first; none where there are not several.
pub(super) fn find(text: &str) -> Option<Vec<Range<usize>>> {
    let mut starts = Vec::new();
    let (mut at, mut is_below_blank) = (0, true);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if is_below_blank && value_of(line, "title").is_some() && lines.peek().is_some_and(|next| is_known(next)) {
            starts.push(at);
        }
        is_below_blank = line.trim().is_empty();
        at += line.len();
    }
    if starts.len() < 2 {
        return None;
    }
    if !text[..starts[0]].trim().is_empty() {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// Tells whether a line of a header says what only headers say.
fn is_known(line: &str) -> bool {
    ["author", "authors", "by", "rating", "summary", "date", "fandom", "series"]
        .iter()
        .any(|name| value_of(line, name).is_some())
}

/// Returns what a line says of a name.
fn value_of<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (own, value) = line.split_once(':')?;
    (own.eq_ignore_ascii_case(name) && !value.trim().is_empty()).then_some(value)
}

/// Imports pieces one by one, and puts their chapters together.
pub(super) fn import(text: &Text, pieces: Vec<Range<usize>>, import: impl Fn(&Text) -> Work) -> Work {
    let mut whole = Work { seen: vec![text.content.to_string()], ..Work::default() };
    for piece in pieces {
        let content = text.content[piece.clone()].into();
        let mut work = import(&Text { content, ..text.clone() });
        if work.chapters.len() > 1 {
            let title = work.facts.title.take().map(|title| title.value);
            for chapter in &mut work.chapters {
                chapter.parts.splice(0..0, title.clone());
                if chapter.facts.authors.is_empty() {
                    chapter.facts.authors.clone_from(&work.facts.authors);
                }
            }
            // What else is said of all stands with the first.
            if let Some(first) = work.chapters.first_mut() {
                first.facts = std::mem::take(&mut first.facts).or(std::mem::take(&mut work.facts));
            }
        }
        for span in work.diagnostics.iter_mut().flat_map(Diagnostic::spans_mut) {
            let range = span.range();
            *span = Span::new(span.source, piece.start + range.start..piece.start + range.end);
        }
        whole.chapters.append(&mut work.chapters);
        whole.removed.append(&mut work.removed);
        whole.remarks.append(&mut work.remarks);
        whole.diagnostics.append(&mut work.diagnostics);
    }
    whole
}
