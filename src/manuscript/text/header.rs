//! A header before a text, as mailing lists had it: `Title: The Ferry`, `Author: Ann Author`, each on a line of its own.
//!
//! The names are those of front matter. Lines with other names stay text, so that nothing that was typed is lost.

use super::heading;
use super::line::Line;
use crate::manifest::Meta;
use crate::source::{SourceId, Span};

/// What a header says, and the lines that are left.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub metas: Vec<Meta>,
    pub lines: Vec<Line>,
    /// How many of these stood in the header.
    pub kept: usize,
}

/// Names whose text may go on in the next line.
const LONG: [&str; 5] = ["summary", "dedication", "epigraph", "rights", "source"];

/// Takes a header from the first lines of a text: it begins with the title, and ends at a blank line.
pub(super) fn take(source: &str, id: SourceId, lines: Vec<Line>) -> Header {
    let begins = lines.first().and_then(|line| pair(line.text(source))).is_some_and(|(name, _)| name == "title");
    if !begins {
        return Header { lines, ..Header::default() };
    }
    let mut header = Header::default();
    let mut rest = lines.iter().peekable();
    // Whether the line before was of the header, and may go on.
    let mut goes_on = false;
    while let Some(line) = rest.next_if(|line| header.is_empty() || line.gap == 0) {
        let text = line.text(source);
        let span = Some(Span::new(id, line.start as usize..line.end as usize));
        let meta = pair(text).map(|(name, value)| Meta { name, value: value.to_owned(), span });
        match (meta, header.metas.last_mut()) {
            (Some(meta), _) if meta.is_known() => {
                goes_on = LONG.contains(&meta.name.as_str()) || meta.name.contains("note");
                header.metas.push(meta);
            }
            (Some(_), _) => {
                goes_on = false;
                header.lines.push(*line);
            }
            // A header may be right above its text.
            (None, _) if heading::by_words(text).is_some() => {
                header.lines.push(Line { gap: line.gap.max(1), ..*line });
                break;
            }
            (None, Some(last)) if goes_on => {
                last.value.push(' ');
                last.value.push_str(text);
            }
            (None, _) => {
                header.lines.push(*line);
                break;
            }
        }
    }
    header.kept = header.lines.len();
    header.lines.extend(rest);
    header
}

impl Header {
    fn is_empty(&self) -> bool {
        self.metas.is_empty() && self.lines.is_empty()
    }
}

/// Returns the name and the value of `Name: value`, the name in lower case.
fn pair(line: &str) -> Option<(String, &str)> {
    const LONGEST: usize = 24;
    let (name, value) = line.split_once(':')?;
    let is_name = name.len() <= LONGEST
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|letter| letter.is_ascii_alphabetic() || " '’/-".contains(letter));
    let value = value.trim();
    (is_name && !value.is_empty()).then(|| (name.to_lowercase(), value))
}
