//! Lines and columns of byte offsets, without scanning a source from its start for each finding.
//!
//! Every thousand bytes a mark remembers how many lines and characters came before, so that a look-up reads one block:
//! a source of 20 MB with thousands of findings costs one pass, and so does a line of 10 MB.

/// Bytes between two marks.
const BLOCK: usize = 1024;

/// A text with its marks.
#[derive(Debug)]
pub(super) struct Positions<'a> {
    text: &'a str,
    marks: Vec<Mark>,
}

/// What came before a multiple of [`BLOCK`].
#[derive(Clone, Copy, Debug)]
struct Mark {
    newlines: usize,
    characters: usize,
    /// Where the line that holds this byte begins, and how many characters come before it.
    line_start: usize,
    line_start_characters: usize,
}

/// One place: 1-based line and column (in characters), and the byte where its line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) line_start: usize,
}

impl<'a> Positions<'a> {
    /// Reads `text` once.
    pub(super) fn new(text: &'a str) -> Self {
        let mut mark = Mark { newlines: 0, characters: 0, line_start: 0, line_start_characters: 0 };
        let mut marks = Vec::with_capacity(text.len() / BLOCK + 1);
        for (number, block) in text.as_bytes().chunks(BLOCK).enumerate() {
            marks.push(mark);
            mark.advance(number * BLOCK, block);
        }
        if marks.is_empty() {
            marks.push(mark);
        }
        Self { text, marks }
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Returns where `offset` is; an offset inside a character or behind the end is moved back.
    pub(super) fn of(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let number = (offset / BLOCK).min(self.marks.len() - 1);
        let mut mark = self.marks[number];
        mark.advance(number * BLOCK, &self.text.as_bytes()[number * BLOCK..offset]);
        Position {
            line: mark.newlines + 1,
            column: mark.characters - mark.line_start_characters + 1,
            line_start: mark.line_start,
        }
    }
}

impl Mark {
    /// Moves over `bytes`, which begin at the offset `start`.
    fn advance(&mut self, start: usize, bytes: &[u8]) {
        for (index, &byte) in bytes.iter().enumerate() {
            // Every byte but a continuation byte begins a character.
            self.characters += usize::from(byte & 0xC0 != 0x80);
            if byte == b'\n' {
                self.newlines += 1;
                self.line_start = start + index + 1;
                self.line_start_characters = self.characters;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn positions_are_those_that_the_source_counts() {
        let text = format!("één\n\n{}\r\n{}ü\n", "ñ日".repeat(700), "x\n".repeat(900));
        let source = Source::new("a.md", text.as_str());
        let positions = Positions::new(&text);
        for offset in (0..text.len() + 5).step_by(7).chain(text.len() - 4..text.len() + 2) {
            let position = positions.of(offset);
            assert_eq!((position.line, position.column), source.line_column(offset), "at {offset}");
        }
    }

    #[test]
    fn a_position_knows_where_its_line_begins() {
        let positions = Positions::new("one\ntwo\n");
        assert_eq!(positions.of(6), Position { line: 2, column: 3, line_start: 4 });
        assert_eq!(positions.of(8), Position { line: 3, column: 1, line_start: 8 });
    }

    #[test]
    fn an_empty_text_has_one_place() {
        assert_eq!(Positions::new("").of(9), Position { line: 1, column: 1, line_start: 0 });
    }

    #[test]
    fn a_text_that_fills_its_blocks_exactly_has_an_end() {
        let text = "x".repeat(2 * BLOCK);
        assert_eq!(Positions::new(&text).of(2 * BLOCK).column, 2 * BLOCK + 1);
    }
}
