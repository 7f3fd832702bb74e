//! Source texts and places in them.
//!
//! A `Span` is real or absent, never a guess: whoever cannot say where something came from leaves it out.
//! Offsets are bytes of the decoded text; lines and columns are counted only when somebody asks.
//! A text may be put together from several files: then it is a list of [`Segment`]s, each with the place it is from, and
//! whoever shows a span asks for its [origin](Sources::origin) first.

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
    /// Where its parts are from, in order; none where it is one file as it stands.
    pub segments: Vec<Segment>,
}

/// A stretch of a text that was put together from several: it goes as far as the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins in the text.
    pub start: usize,
    /// Where it is from.
    pub origin: Span,
    /// Whether it stands there word for word; if not, all of it is from all of that.
    pub is_verbatim: bool,
}

impl Segment {
    /// Returns where a range that begins in this segment is from, as far as that is in it.
    fn origin_of(&self, range: Range<usize>) -> Span {
        if !self.is_verbatim {
            return self.origin;
        }
        let within = self.origin.range();
        let place = |at: usize| (within.start + at.saturating_sub(self.start)).min(within.end);
        Span::new(self.origin.source, place(range.start)..place(range.end))
    }
}

impl Source {
    /// Returns a text that is one file as it stands.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into(), segments: Vec::new() }
    }

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
        self.push(Source::new(name, text))
    }

    /// Adds a source that was put together, and returns its id.
    pub fn push(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
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

    /// Returns the place that a span is from, where its text was put together from several.
    ///
    /// What goes over several files is as long as it stays in the first of them.
    pub fn origin(&self, span: Span) -> Span {
        let segments = &self.get(span.source).segments;
        let (start, end) = (span.start as usize, span.end as usize);
        let at = |offset: usize| segments.partition_point(|segment| segment.start <= offset).checked_sub(1);
        let (Some(first), Some(last)) = (at(start), at(end.max(start + 1) - 1)) else { return span };
        let (from, to) = (segments[first].origin_of(start..end), segments[last].origin_of(start..end));
        if from.source == to.source && from.start <= to.end {
            return Span { end: from.end.max(to.end), ..from };
        }
        from
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

    #[test]
    fn a_span_of_a_text_put_together_has_its_place_in_the_file_it_is_from() {
        let (chapter, listing) = (SourceId::new(1), SourceId::new(2));
        let segment =
            |start, source, range, is_verbatim| Segment { start, origin: Span::new(source, range), is_verbatim };
        // `ab{x}cd`, where `{x}` gives `[` and the letters `lm` of the listing `klm`.
        let segments = vec![
            segment(0, chapter, 0..2, true),
            segment(2, chapter, 2..5, false),
            segment(3, listing, 1..3, true),
            segment(5, chapter, 5..7, true),
        ];
        let mut sources = Sources::default();
        let id = sources.push(Source { segments, ..Source::new("a.md", "ab[lmcd") });
        let origin = |range| sources.origin(Span::new(id, range));
        for (range, expected) in [
            (0..2, Span::new(chapter, 0..2)),
            (1..3, Span::new(chapter, 1..5)),
            (4..5, Span::new(listing, 2..3)),
            (3..6, Span::new(listing, 1..3)),
            (1..7, Span::new(chapter, 1..7)),
            (6..6, Span::new(chapter, 6..6)),
            (7..7, Span::new(chapter, 7..7)),
        ] {
            assert_eq!(origin(range.clone()), expected, "{range:?}");
        }
        let plain = sources.add("b.md", "b");
        assert_eq!(sources.origin(Span::new(plain, 0..1)), Span::new(plain, 0..1));
    }
}
