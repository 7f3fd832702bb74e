//! The part of a line that is shown with a finding.
//!
//! In a manuscript a paragraph is often one line, and a line can have 10 MB: what is shown is a window around the
//! place, as wide as a terminal, and finding it reads no more than it shows.

use super::harmless::harmless;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Most columns that are shown.
const WIDTH: usize = 72;
/// Columns kept before the place where the line is longer than that.
const BEFORE: usize = 24;
/// What a tab becomes.
const TAB: &str = "    ";

/// A window on one line of a text.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    shown: &'a str,
    /// The byte of the text where `shown` begins.
    start: usize,
    cut_before: bool,
    cut_behind: bool,
}

impl<'a> Excerpt<'a> {
    /// Returns the window around `offset` in the line that begins at `line_start`.
    pub(super) fn around(text: &'a str, line_start: usize, offset: usize) -> Self {
        let offset = text.floor_char_boundary(offset);
        let line_start = text.floor_char_boundary(line_start).min(offset);
        let (start, before) = back(text, line_start, offset, BEFORE);
        let (end, behind) = forth(text, offset, WIDTH - before);
        let (start, _) = back(text, line_start, start, WIDTH - before - behind);
        let rest = &text[end..];
        let at_line_end = rest.is_empty() || rest.starts_with('\n') || rest.starts_with("\r\n");
        Self { shown: &text[start..end], start, cut_before: start > line_start, cut_behind: !at_line_end }
    }

    /// Tells whether the byte `offset` of the text, or the end just behind, is in the window.
    pub(super) fn holds(&self, offset: usize) -> bool {
        (self.start..=self.start + self.shown.len()).contains(&offset)
    }

    /// Returns the window as a terminal may show it.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.shown.len() + 8);
        if self.cut_before {
            text.push('…');
        }
        for character in self.shown.chars() {
            match character {
                '\t' => text.push_str(TAB),
                _ => text.push(harmless(character)),
            }
        }
        if self.cut_behind {
            text.push('…');
        }
        text
    }

    /// Returns the columns, from 0, that the bytes `range` of the text take in [`Excerpt::text`]; at least one.
    pub(super) fn columns(&self, range: &Range<usize>) -> Range<usize> {
        let in_window = |offset: usize| {
            let offset = offset.clamp(self.start, self.start + self.shown.len()) - self.start;
            self.shown.floor_char_boundary(offset)
        };
        let (start, end) = (in_window(range.start), in_window(range.end));
        let columns = |part: &str| part.chars().map(width).sum::<usize>();
        let first = columns(&self.shown[..start]) + usize::from(self.cut_before);
        first..first + columns(&self.shown[start..end.max(start)]).max(1)
    }
}

/// Goes back from `from` over at most `budget` columns; returns where that ends, and the columns gone over.
fn back(text: &str, line_start: usize, from: usize, budget: usize) -> (usize, usize) {
    let mut spent = 0;
    for (index, character) in text[line_start..from].char_indices().rev() {
        if spent + cost(character) > budget {
            return (line_start + index + character.len_utf8(), spent);
        }
        spent += cost(character);
    }
    (line_start, spent)
}

/// Goes forth from `from` over at most `budget` columns or to the end of the line.
fn forth(text: &str, from: usize, budget: usize) -> (usize, usize) {
    let mut spent = 0;
    for (index, character) in text[from..].char_indices() {
        let rest = &text[from + index..];
        if spent + cost(character) > budget || character == '\n' || rest.starts_with("\r\n") {
            return (from + index, spent);
        }
        spent += cost(character);
    }
    (text.len(), spent)
}

/// Returns the columns that a terminal gives to what stands for `character`.
fn width(character: char) -> usize {
    if character == '\t' { TAB.len() } else { harmless(character).width().unwrap_or(1) }
}

/// Returns what a character takes of the window; marks without a width count too, so that the window is bounded.
fn cost(character: char) -> usize {
    width(character).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the window around the text between `<` and `>`, and the columns of that text under it.
    fn show(marked: &str) -> (String, String) {
        let start = marked.find('<').unwrap();
        let end = marked.find('>').unwrap() - 1;
        let text = marked.replacen(['<', '>'], "", 2);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let excerpt = Excerpt::around(&text, line_start, start);
        let columns = excerpt.columns(&(start..end));
        (excerpt.text(), " ".repeat(columns.start) + &"^".repeat(columns.len()))
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(show("one\ntwo <three> four\r\nfive"), ("two three four".into(), "    ^^^^^".into()));
    }

    #[test]
    fn wide_letters_and_tabs_move_the_marks() {
        assert_eq!(show("\t日本<語>"), ("    日本語".into(), "        ^^".into()));
    }

    #[test]
    fn an_empty_place_gets_one_mark() {
        assert_eq!(show("end<>\n"), ("end".into(), "   ^".into()));
    }

    #[test]
    fn a_place_over_several_lines_is_marked_to_the_end_of_the_first() {
        assert_eq!(show("a <b\nc> d"), ("a b".into(), "  ^".into()));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let (text, marks) = show(&format!("{}<here>{}", "x".repeat(500_000), "y".repeat(500_000)));
        assert_eq!(text, format!("…{}here{}…", "x".repeat(24), "y".repeat(44)));
        assert_eq!(marks, format!("{}^^^^", " ".repeat(25)));
    }

    #[test]
    fn the_end_of_a_long_line_fills_the_window() {
        let (text, marks) = show(&format!("{}<here>", "x".repeat(500)));
        assert_eq!(text, format!("…{}here", "x".repeat(68)));
        assert_eq!(marks, format!("{}^^^^", " ".repeat(69)));
    }

    #[test]
    fn letters_without_width_do_not_widen_the_window() {
        let (text, _) = show(&format!("e<x>{}", "\u{301}".repeat(100_000)));
        assert!(text.len() < 200, "{} bytes", text.len());
    }

    #[test]
    fn what_a_terminal_would_act_on_is_not_shown_raw() {
        assert_eq!(show("\u{1B}[2J<\u{202E}>\u{9B}").0, "␛[2J��");
    }
}
