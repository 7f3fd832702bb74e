//! Source texts and places in them.
//!
//! A `Span` is real or absent, never a guess: whoever cannot say where something came from leaves it out.
//! Offsets are bytes of the decoded text; lines and columns are counted only when somebody asks.

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

/// Names one source text of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(NonZeroU32);

impl SourceId {
    /// Returns the id of the source at `index` in [`Sources`].
    pub fn new(index: usize) -> Self {
        let number = u32::try_from(index + 1).expect("fewer than four thousand million sources");
        Self(NonZeroU32::new(number).expect("index + 1 is not zero"))
    }

    /// Returns the id of the source `ahead` places after this one.
    #[must_use]
    pub fn after(self, ahead: usize) -> Self {
        Self::new(self.index() + ahead)
    }

    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A range of bytes in one source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Returns the span of `range` in `source`.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        Self { source, start: offset(range.start), end: offset(range.end) }
    }

    /// Returns the bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("sources are shorter than 4 GiB: readers refuse longer ones")
}

/// A value with the place that says it; no place for a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    pub value: T,
    pub span: Option<Span>,
}

/// One text that diagnostics may point into: its name as shown to people, and what it says.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub text: Arc<str>,
}

impl Source {
    /// Returns the 1-based line and column (in characters) of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// All the source texts of a run, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    /// Adds a source and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        self.sources.push(Source { name: name.into(), text: text.into() });
        SourceId::new(self.sources.len() - 1)
    }

    /// Returns the id that the source added `ahead` places from now will get.
    pub fn upcoming(&self, ahead: usize) -> SourceId {
        SourceId::new(self.sources.len() + ahead)
    }

    /// Returns the source named by `id`, which these sources gave out.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_newlines() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "één\ntwee");
        let source = sources.get(id);
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column("één".len()), (1, 4));
        assert_eq!(source.line_column("één\ntw".len()), (2, 3));
        assert_eq!(source.line_column(1000), (2, 5));
    }
}
