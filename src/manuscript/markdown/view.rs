//! What the parser of Markdown is given: the text itself, or a view of it that is as long to the byte.
//!
//! Four things that books need are none to CommonMark. In the view they look like something that it knows, so that the
//! parser cuts the text where it must, every offset is one of the source, and what it cut is read there again:
//! a line of colons is a thematic break, which ends whatever stands before it; the white space that a line of verse
//! begins with is no-break spaces, which make no code of it; a formula is code, in which no mark means anything; and
//! punctuation of East Asia that stands between a mark of
//! emphasis and a letter is a letter, without which `**「強い」**と` would have no end.

use super::dollars::{self, Formula};
use super::fence::{self, Line};
use crate::manifest::Delimiters;
use crate::manuscript::east_asian::{Kind, is_wide, kind};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// A text as the parser sees it.
pub(super) struct View<'a> {
    source: &'a str,
    text: Cow<'a, str>,
    /// The lines that are fences if the parser takes them for breaks, from their first colon to their end.
    fences: Vec<Range<usize>>,
    /// The formulas, if the parser takes them for code.
    formulas: Vec<Formula>,
    /// The marks of formulas that never end.
    open_formulas: Vec<Range<usize>>,
}

impl<'a> View<'a> {
    /// Returns the view of a text; nearly all are what they are.
    pub(super) fn of(source: &'a str, delimiters: Delimiters) -> Self {
        let mut sketch = Sketch { source, bytes: None };
        let (formulas, open_formulas) = dollars::find(source, delimiters);
        for formula in &formulas {
            sketch.formula(formula);
        }
        let fences = if source.contains(fence::MARK) { sketch.fences() } else { Vec::new() };
        if source.as_bytes().contains(&b'*') && has_wide(source) {
            sketch.ease_emphasis();
        }
        let text = match sketch.bytes {
            None => Cow::Borrowed(source),
            Some(bytes) => Cow::Owned(String::from_utf8(bytes).expect("characters give way to characters as long")),
        };
        Self { source, text, fences, formulas, open_formulas }
    }

    /// Returns what the parser is to read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the line of a fence that the parser took for a break.
    pub(super) fn fence(&self, of_break: &Range<usize>) -> Option<Range<usize>> {
        let at = self.fences.partition_point(|line| line.start < of_break.start);
        self.fences.get(at).filter(|line| line.start < of_break.end).cloned()
    }

    /// Returns the mark of a formula that never ends, which a text begins with.
    pub(super) fn open_formula(&self, of_text: &Range<usize>) -> Option<&Range<usize>> {
        self.open_formulas.iter().find(|mark| mark.start == of_text.start)
    }

    /// Returns where the TeX of a formula is.
    pub(super) fn formula(&self, of_code: &Range<usize>) -> Option<&Formula> {
        let at = self.formulas.binary_search_by_key(&of_code.start, |formula| formula.range.start).ok()?;
        self.formulas.get(at)
    }

    /// Returns the TeX of a formula, as long as it stands in the source: marks of quotations before its lines are blanks.
    fn tex(&self, formula: &Formula) -> CowStr<'_> {
        let inner = &self.source[formula.inner.clone()];
        if formula.is_escaped && inner.contains('\\') {
            return CowStr::from(unescaped(inner));
        }
        if formula.quotations == 0 || !inner.contains('\n') {
            return CowStr::Borrowed(inner);
        }
        let mut tex = String::with_capacity(inner.len());
        for (index, line) in inner.split_inclusive('\n').enumerate() {
            let kept = if index == 0 { 0 } else { prefix(line, formula.quotations) };
            tex.extend(std::iter::repeat_n(' ', kept));
            tex.push_str(&line[kept..]);
        }
        CowStr::from(tex)
    }

    /// Returns an event with the words of the source.
    pub(super) fn restore<'v>(&'v self, event: Event<'v>, range: &Range<usize>) -> Event<'v> {
        if matches!(self.text, Cow::Borrowed(_)) {
            return event;
        }
        match event {
            Event::Text(text) => Event::Text(self.words(text)),
            Event::Code(text) => match self.formula(range) {
                Some(formula) if formula.is_display => Event::DisplayMath(self.tex(formula)),
                Some(formula) => Event::InlineMath(self.tex(formula)),
                None => Event::Code(self.words(text)),
            },
            Event::Html(text) => Event::Html(self.words(text)),
            Event::InlineHtml(text) => Event::InlineHtml(self.words(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.words(label)),
            Event::Start(tag) => Event::Start(match tag {
                Tag::Link { link_type, dest_url, title, id } => {
                    Tag::Link { link_type, dest_url: self.words(dest_url), title: self.words(title), id }
                }
                Tag::Image { link_type, dest_url, title, id } => {
                    Tag::Image { link_type, dest_url: self.words(dest_url), title: self.words(title), id }
                }
                Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(self.words(info))),
                Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.words(label)),
                tag => tag,
            }),
            event => event,
        }
    }

    /// Returns what stands in the source where a slice of the view stands there.
    fn words<'v>(&'v self, text: CowStr<'v>) -> CowStr<'v> {
        let CowStr::Borrowed(slice) = text else { return text };
        let (view, slice) = (self.text.as_bytes().as_ptr_range(), slice.as_bytes().as_ptr_range());
        if slice.start < view.start || view.end < slice.end {
            return text;
        }
        let start = slice.start.addr() - view.start.addr();
        CowStr::Borrowed(&self.source[start..start + text.len()])
    }
}

/// Tells whether a text may hold characters of East Asia: whether a byte begins one of the planes they are in.
fn has_wide(source: &str) -> bool {
    // Blocks without an early exit inside are compared many bytes at a time.
    source.as_bytes().chunks(256).any(|chunk| chunk.iter().fold(0, |most, &byte| byte.max(most)) >= 0xe3)
}

/// Returns what Markdown leaves of backslashes, with blanks in place of those that it takes.
fn unescaped(tex: &str) -> String {
    let mut plain = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let count = rest.bytes().take_while(|byte| *byte == b'\\').count();
        rest = &rest[count..];
        let is_escape = rest.starts_with(|next: char| next.is_ascii_punctuation());
        let kept = count / 2 + usize::from(count % 2 == 1 && !is_escape);
        plain.extend(std::iter::repeat_n(' ', count - kept).chain(std::iter::repeat_n('\\', kept)));
    }
    plain.push_str(rest);
    plain
}

/// Returns how long the marks of quotations before a line are, with the white space around them.
fn prefix(line: &str, quotations: usize) -> usize {
    let mut left = quotations;
    let end = line.bytes().position(|byte| match byte {
        b' ' | b'\t' => false,
        b'>' if left > 0 => {
            left -= 1;
            false
        }
        _ => true,
    });
    end.unwrap_or(line.len())
}

/// A view in the making; no bytes of its own as long as nothing differs.
struct Sketch<'a> {
    source: &'a str,
    bytes: Option<Vec<u8>>,
}

impl Sketch<'_> {
    fn put(&mut self, at: usize, with: &[u8]) {
        let bytes = self.bytes.get_or_insert_with(|| self.source.as_bytes().to_vec());
        bytes[at..at + with.len()].copy_from_slice(with);
    }

    /// Makes code of a formula, in which nothing is a mark.
    fn formula(&mut self, formula: &Formula) {
        let Formula { range, inner, .. } = formula;
        let mark = inner.start - range.start;
        // Three backticks at the beginning of a line would begin a block.
        let ticks = mark.min(2);
        self.put(range.start, &b"``a"[..ticks]);
        self.put(range.start + ticks, &b"a"[..mark - ticks]);
        self.put(inner.end, &b"a"[..mark - ticks]);
        self.put(range.end - ticks, &b"``"[..ticks]);
        let mut at = inner.start;
        for (index, line) in self.source[inner.clone()].split_inclusive('\n').enumerate() {
            let kept = if index == 0 { 0 } else { prefix(line, formula.quotations) };
            let text = line.trim_end_matches(['\n', '\r']).len();
            self.put(at + kept, &vec![b'a'; text.saturating_sub(kept)]);
            at += line.len();
        }
    }

    /// Makes a break of every line that may be a fence, and keeps lines of verse from being code.
    fn fences(&mut self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        // What is open, as far as colons tell: for each, what stands before its lines if it holds verse.
        let mut open: Vec<Option<&str>> = Vec::new();
        let mut start = 0;
        for line in self.source.split_inclusive(['\n', '\r']) {
            let text = line.trim_end_matches(['\n', '\r']);
            let inner = text.trim_start_matches([' ', '\t', '>']);
            let at = start + (text.len() - inner.len());
            if inner.starts_with(fence::MARK) {
                let range = at..start + text.len();
                self.put(at, b"***");
                self.put(at + 3, &vec![b' '; range.len() - 3]);
                match Line::read(self.source, &range) {
                    Line::Closing => drop(open.pop()),
                    Line::Opening(opening) => open.push(opening.keeps_lines().then_some(&text[..at - start])),
                }
                found.push(range);
            } else if let Some(&Some(prefix)) = open.last()
                && let Some(verse) = text.strip_prefix(prefix)
                && !verse.trim_start().is_empty()
            {
                self.indent(start + prefix.len(), verse.len() - verse.trim_start_matches([' ', '\t']).len());
            }
            start += line.len();
        }
        found
    }

    /// Makes no-break spaces of the white space before a line: pairs of bytes, and one that is left over stays.
    fn indent(&mut self, at: usize, length: usize) {
        for pair in 0..length / 2 {
            self.put(at + length % 2 + 2 * pair, "\u{A0}".as_bytes());
        }
    }

    /// Makes letters of the punctuation that keeps a mark of emphasis from opening or closing.
    fn ease_emphasis(&mut self) {
        let mut start = 0;
        for line in self.source.split_inclusive('\n') {
            // In code, letters are what they are.
            if line.contains('*') && !line.contains('`') {
                self.ease_line(line, start);
            }
            start += line.len();
        }
    }

    fn ease_line(&mut self, line: &str, start: usize) {
        let mut at = 0;
        while let Some(mark) = line[at..].find('*').map(|offset| at + offset) {
            at = mark + line[mark..].bytes().take_while(|&byte| byte == b'*').count();
            let (Some(before), Some(after)) = (line[..mark].chars().next_back(), line[at..].chars().next()) else {
                continue;
            };
            if !is_wide(before) && !is_wide(after) {
                continue;
            }
            match (kind(before), kind(after)) {
                (Kind::Closing, Kind::Letter) => self.ease(before, start + mark - before.len_utf8()),
                (Kind::Letter, Kind::Opening) => self.ease(after, start + at),
                _ => {}
            }
        }
    }

    fn ease(&mut self, character: char, at: usize) {
        match character.len_utf8() {
            1 => self.put(at, b"a"),
            3 => self.put(at, "あ".as_bytes()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_as_long_as_its_text_and_shows_fences_as_breaks() {
        let cases = [
            ("plain *text*\n", "plain *text*\n"),
            ("::: verse\n", "***      \n"),
            ("> :::: é\r\n> x\n> ::::\n", "> ***    \r\n> x\n> *** \n"),
            ("::: verse\n   a\n    b\n\n:::\n    c", "***      \n \u{A0}a\n\u{A0}\u{A0}b\n\n***\n    c"),
            ("a ::: b\n", "a ::: b\n"),
        ];
        for (source, expected) in cases {
            let view = View::of(source, Delimiters::default());
            assert_eq!(view.text(), expected);
            assert_eq!(view.text().len(), source.len());
        }
    }

    #[test]
    fn punctuation_beside_emphasis_is_a_letter_in_the_view() {
        let cases = [
            ("**「強調」**です", "**「強調あ**です"),
            ("これは**「強調」**です", "これは**あ強調あ**です"),
            ("「**重要**」な", "「**重要**」な"),
            ("**50%**です", "**50a**です"),
            ("**\"a\"**b", "**\"a\"**b"),
            ("`「`**「強調」**です", "`「`**「強調」**です"),
        ];
        for (source, expected) in cases {
            assert_eq!(View::of(source, Delimiters::default()).text(), expected);
        }
    }
}
