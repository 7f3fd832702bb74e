//! Lines: where each begins and ends, how far it is indented, how wide it is, and what punctuation says of it.

use crate::manuscript::east_asian::is_wide;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The bytes between the white space at its ends, after its `>` marks.
    pub start: u32,
    pub end: u32,
    /// How many blank lines stand before it.
    pub gap: u32,
    /// Columns of white space at its start; a tab counts as four.
    pub indent: u16,
    /// Columns in all, its indent with it; no more than [`WIDEST`].
    pub width: u16,
    /// How many `>` marks stand before it.
    pub depth: u8,
}

/// Widths are not counted further than this: no file is wrapped so wide.
pub(super) const WIDEST: u16 = 400;

/// Quotes are not nested deeper than this; further marks count as the same.
const DEEPEST: u8 = 16;

impl Line {
    /// Returns what it says.
    pub(super) fn text(self, source: &str) -> &str {
        &source[self.start as usize..self.end as usize]
    }
}

/// Cuts a text into lines from `start` on: at CRLF, LF or CR, whichever it has.
pub(super) fn split(source: &str, start: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut offset, mut gap) = (start, 0);
    while offset < source.len() {
        let end = source.as_bytes()[offset..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = end.map_or(source.len(), |length| offset + length);
        let line = measure(source, offset, end);
        if line.start == line.end {
            gap += 1;
        } else {
            // A change of depth is a gap too: a quotation and its answer are two blocks.
            let changes = lines.last().is_some_and(|last| last.depth != line.depth);
            lines.push(Line { gap: if gap == 0 && changes { 1 } else { gap }, ..line });
            gap = 0;
        }
        offset = end + if source[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

/// Measures what stands between two places of a line.
pub(super) fn measure(source: &str, start: usize, end: usize) -> Line {
    let (depth, content) = quote_marks(&source[start..end]);
    let rest = &source[start + content..end];
    let trimmed = rest.trim_start();
    let spaces = &rest[..rest.len() - trimmed.len()];
    let indent = spaces.chars().take(WIDEST.into()).map(|space| if space == '\t' { 4 } else { columns(space) }).sum();
    let text = trimmed.trim_end();
    let start = start + content + spaces.len();
    let wide = if text.is_ascii() {
        u16::try_from(text.len()).unwrap_or(WIDEST).min(WIDEST)
    } else {
        text.chars().take(WIDEST.into()).map(columns).sum()
    };
    Line {
        start: number(start),
        end: number(start + text.len()),
        gap: 0,
        indent,
        width: (indent + wide).min(WIDEST),
        depth,
    }
}

/// Counts the `>` marks of a quoted line, and the bytes that they and one space after each take.
fn quote_marks(line: &str) -> (u8, usize) {
    let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
    if spaces > 3 || !line[spaces..].starts_with('>') {
        return (0, 0);
    }
    let (mut depth, mut offset) = (0_u8, spaces);
    while line[offset..].starts_with('>') {
        depth = (depth + 1).min(DEEPEST);
        offset += 1;
        let next = line[offset..].strip_prefix(' ').unwrap_or(&line[offset..]);
        if next.starts_with('>') {
            offset = line.len() - next.len();
        }
    }
    offset += usize::from(line[offset..].starts_with(' '));
    (depth, offset)
}

fn number(offset: usize) -> u32 {
    u32::try_from(offset).expect("decoding refuses texts longer than 1 GiB")
}

/// Returns how many columns a character takes on a terminal, nearly enough to compare lines.
pub(super) fn columns(character: char) -> u16 {
    if is_wide(character) { 2 } else { 1 }
}

/// Tells whether a line ends where a sentence does, quotation marks after it or not.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = ['"', '\'', '”', '’', '»', '«', '“', ')', ']', '_', '*', '」', '』'];
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// How a line begins, behind quotation marks and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    Upper,
    Lower,
    /// A digit, a dash, or a letter of a script without capitals.
    Other,
}

/// Returns how a line begins.
pub(super) fn start(text: &str) -> Start {
    match text.chars().take(8).find(|character| character.is_alphanumeric()) {
        Some(letter) if letter.is_uppercase() => Start::Upper,
        Some(letter) if letter.is_lowercase() => Start::Lower,
        _ => Start::Other,
    }
}

/// Tells whether a text begins with a quotation mark or a dash, as speech does.
pub(super) fn starts_speech(text: &str) -> bool {
    text.starts_with(['"', '\'', '“', '‘', '„', '«', '»', '‚', '‹', '「', '『', '—', '–', '-'])
}
