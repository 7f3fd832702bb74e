//! A block of raw HTML, gathered line by line: what begins its lines in lists and quotations is no part of it.

use std::ops::Range;

/// The block, and where each of its lines is from.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) text: String,
    /// Where each line begins in the text, and its range in the source.
    lines: Vec<(usize, Range<usize>)>,
}

impl Raw {
    /// Returns a piece of HTML that came in one.
    pub(super) fn of(text: &str, range: Range<usize>) -> Self {
        let mut raw = Self::default();
        raw.push(text, range);
        raw
    }

    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        self.lines.push((self.text.len(), range));
        self.text.push_str(text);
    }

    /// Returns where a part of the text is from; a whole line where that is all that is known.
    pub(super) fn origin(&self, part: Range<usize>) -> Option<Range<usize>> {
        let (start, end) = (self.line(part.start)?, self.line(part.end.saturating_sub(1).max(part.start))?);
        Some(self.place(start, part.start).start..self.place(end, part.end).end)
    }

    fn line(&self, at: usize) -> Option<usize> {
        self.lines.partition_point(|(start, _)| *start <= at).checked_sub(1)
    }

    /// Returns the place at an offset in a line, or that of the line.
    fn place(&self, line: usize, at: usize) -> Range<usize> {
        let (start, range) = &self.lines[line];
        let end = self.lines.get(line + 1).map_or(self.text.len(), |(next, _)| *next);
        if end - start != range.len() {
            // Tabs or line ends were written otherwise.
            return range.clone();
        }
        let place = range.start + (at - start);
        place..place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_knows_its_line() {
        let mut raw = Raw::of("<div>\n", 10..16);
        raw.push("<b>x</b>\n", 20..29);
        raw.push("  y\n", 33..35);
        assert_eq!(raw.origin(0..5), Some(10..15));
        assert_eq!(raw.origin(6..9), Some(20..23));
        assert_eq!(raw.origin(3..9), Some(13..23));
        assert_eq!(raw.origin(15..19), Some(33..35));
        assert_eq!(Raw::default().origin(0..0), None);
    }
}
