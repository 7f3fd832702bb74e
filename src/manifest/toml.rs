//! Reading TOML (1.1) into [`Node`]s, going on after every mistake of syntax.
//!
//! The `toml` crate recovers from most mistakes by itself. Where one swallows what comes after it (a list that is
//! never closed, a line without `=`), that piece is blanked and the rest parsed again, so that one mistake is one
//! finding and hides no other. A header that only wants its bracket gets it.

use super::node::{Data, Member, Node};
use super::rules::MANIFEST_SYNTAX;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

/// What a text says as far as it can be told.
pub(super) struct Parsed {
    pub(super) root: Node,
    pub(super) diagnostics: Diagnostics,
    pub(super) lost: Lost,
}

/// What mistakes of syntax took with them: that cannot be said to be missing.
#[derive(Debug, Default)]
pub(super) struct Lost {
    keys: Vec<String>,
    /// Whether a whole table went, so that nobody knows which keys.
    tables: bool,
}

impl Lost {
    /// Tells whether a key may have been there.
    pub(super) fn holds(&self, key: &str) -> bool {
        self.tables || self.keys.iter().any(|lost| lost == key)
    }

    /// Takes over what another text lost.
    pub(super) fn absorb(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.tables |= other.tables;
    }
}

/// How often a text is parsed again after a mistake that swallows what follows.
const ROUNDS: usize = 40;

/// How many mistakes are looked at for one that swallows: each look may go through the whole tree.
const MOST_LOOKED_AT: usize = 200;

/// Parses `text`, whose bytes `place` finds in a source.
pub(super) fn parse(text: &str, place: &dyn Fn(Range<usize>) -> Option<Span>) -> Parsed {
    let mut blanked = text.to_owned();
    let mut found: Vec<(Range<usize>, String, Option<String>)> = Vec::new();
    let mut lost = Lost::default();
    let mut inserted = Inserted::default();
    for _ in 0..ROUNDS {
        let Some(trap) = trap(&blanked) else { break };
        let at = inserted.back(trap.at.clone());
        if let Some(end) = wanting(&blanked, &trap) {
            inserted.put(&mut blanked, end, ']');
            found.push((at, "a table header that is never closed".into(), Some("add `]` to it".into())));
            continue;
        }
        match key_of(&blanked[trap.takes.clone()]) {
            Some(key) => lost.keys.push(key),
            None => lost.tables = true,
        }
        found.push((at, trap.message, Some(trap.help)));
        blanked = blank(&blanked, trap.takes);
    }
    let (table, mut errors) = DeTable::parse_recoverable(&blanked);
    errors.sort_by_key(|error| error.span().unwrap_or_default().start);
    let spans: Vec<Range<usize>> = errors.iter().map(|error| error.span().unwrap_or_default()).collect();
    let back = |range: Range<usize>| place(inserted.back(range));
    let tidy = Tidy { text: &blanked, errors: &spans, place: &back };
    for (error, at) in errors.iter().zip(&spans) {
        let (at, message, help) = tidy.say(error, at.clone());
        found.push((inserted.back(at), message, help));
    }
    let root = Node { data: Data::Table(tidy.members(table.get_ref())), span: None };
    found.sort_by_key(|(at, ..)| at.start);
    found.dedup_by(|next, kept| next.0.start < kept.0.end.max(kept.0.start + 1));
    let diagnostics = found
        .into_iter()
        .map(|(at, message, help)| {
            let finding = Diagnostic::new(&MANIFEST_SYNTAX, message).at(place(at));
            Diagnostic { help: help.map(Into::into), ..finding }
        })
        .collect();
    Parsed { root, diagnostics, lost }
}

/// The letters that were put into a text: for each, in order, its place in the text as it was.
#[derive(Debug, Default)]
struct Inserted(Vec<usize>);

impl Inserted {
    fn put(&mut self, text: &mut String, at: usize, letter: char) {
        let place = self.original(at);
        text.insert(at, letter);
        self.0.insert(self.0.partition_point(|&other| other <= place), place);
    }

    /// Returns where a range lies in the text as it was.
    fn back(&self, range: Range<usize>) -> Range<usize> {
        self.original(range.start)..self.original(range.end)
    }

    fn original(&self, at: usize) -> usize {
        at - self.0.iter().enumerate().take_while(|&(index, &place)| place + index < at).count()
    }
}

/// Returns where a header that is sound but for its end wants its bracket.
fn wanting(text: &str, trap: &Trap) -> Option<usize> {
    let name = text[trap.at.clone()].strip_prefix('[')?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter));
    is_name.then_some(trap.at.end)
}

/// A mistake that swallows what follows.
struct Trap {
    at: Range<usize>,
    takes: Range<usize>,
    message: String,
    help: String,
}

fn trap(text: &str) -> Option<Trap> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|error| error.span().unwrap_or_default().start);
    errors.into_iter().take(MOST_LOOKED_AT).find_map(|error| {
        let at = error.span()?.start.min(text.len());
        let message = error.message();
        let line = || line_start(text, at)..line_end(text, at);
        if message.starts_with("key with no value") {
            return Some(Trap {
                message: "a key without a value".into(),
                help: "a line is `key = value`, a `[table]` header, or a `# comment`".into(),
                at: trimmed(text, line()),
                takes: line(),
            });
        }
        if message.starts_with("unclosed table") {
            return Some(Trap {
                message: "a table header that is no `[name]`".into(),
                help: "write the header as one name in square brackets, alone in its line".into(),
                at: trimmed(text, line()),
                takes: line().start..next_header(text, line().end),
            });
        }
        if message.starts_with("unclosed") {
            let value = table.get_ref().values().find_map(|value| unclosed(value, at))?;
            let (what, bracket) = if text[value.clone()].starts_with('[') { ("list", ']') } else { ("table", '}') };
            return Some(Trap {
                message: format!("a {what} that is never closed"),
                help: format!("add `{bracket}` where it ends"),
                takes: line_start(text, value.start)..next_key(text, line_end(text, value.start)),
                at: value.start..value.start + 1,
            });
        }
        None
    })
}

/// Returns the span of the list or inline table, the outermost one, in which the text stands still open at `at`.
fn unclosed(value: &Spanned<DeValue<'_>>, at: usize) -> Option<Range<usize>> {
    let span = value.span();
    match value.get_ref() {
        DeValue::Array(_) | DeValue::Table(_) if span.start < at && at <= span.end => Some(span),
        DeValue::Array(items) => items.iter().find_map(|item| unclosed(item, at)),
        DeValue::Table(table) => table.values().find_map(|value| unclosed(value, at)),
        _ => None,
    }
}

/// Turns the crate's tree and errors into ours.
struct Tidy<'a> {
    text: &'a str,
    errors: &'a [Range<usize>],
    place: &'a dyn Fn(Range<usize>) -> Option<Span>,
}

impl Tidy<'_> {
    fn members(&self, table: &DeTable<'_>) -> Vec<Member> {
        let mut entries: Vec<(&Spanned<_>, &Spanned<DeValue<'_>>)> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
            .into_iter()
            .filter(|(key, _)| !self.is_hit(key.span()))
            .map(|(key, value): (&Spanned<toml::de::DeString<'_>>, _)| Member {
                key: key.get_ref().to_string(),
                key_span: (self.place)(key.span()),
                value: self.node(value),
            })
            .collect()
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let span = value.span();
        let data = match value.get_ref() {
            DeValue::Array(items) => Data::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Data::Table(self.members(table)),
            _ if self.is_hit(span.clone()) => Data::Broken,
            DeValue::String(text) => Data::Text(text.to_string()),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(number) => Data::Integer(number),
                Err(_) => Data::Float(integer.as_str().to_owned()),
            },
            DeValue::Float(float) => Data::Float(float.as_str().to_owned()),
            DeValue::Boolean(boolean) => Data::Boolean(*boolean),
            DeValue::Datetime(datetime) => Data::Date(datetime.to_string()),
        };
        Node { data, span: (self.place)(span) }
    }

    /// Tells whether a mistake of syntax lies in `span`, or at its end where something is wanted.
    fn is_hit(&self, span: Range<usize>) -> bool {
        let first = self.errors.partition_point(|error| error.start < span.start);
        self.errors[first..].iter().take_while(|error| error.start <= span.end).any(|error| {
            if error.is_empty() { error.start > span.start || span.is_empty() } else { error.start < span.end }
        })
    }

    /// Returns where a mistake is, and what to say about it.
    fn say(&self, error: &Error, at: Range<usize>) -> (Range<usize>, String, Option<String>) {
        let at = at.start.min(self.text.len())..at.end.min(self.text.len());
        let said = self.text.get(at.clone()).unwrap_or_default();
        let bare = said.starts_with(|first: char| first.is_alphabetic());
        let value = ["string values must be quoted", "invalid boolean", "invalid float"];
        if bare && value.iter().any(|start| error.message().starts_with(start)) {
            return (at, format!("`{said}` is not a value"), Some(format!("put a text in quotes: `\"{said}\"`")));
        }
        if said.starts_with(['“', '”', '„', '«', '‘', '’']) {
            return (at, format!("`{said}` is in curly quotes"), Some("write straight quotes: `\"`".to_owned()));
        }
        if error.message().starts_with("duplicate key") {
            return (at, format!("`{said}` stands here twice"), Some("keep one of the two".to_owned()));
        }
        let (message, help) = match error.message().split_once(", expected ") {
            Some((message, "nothing")) => (message, None),
            Some((message, expected)) => (message, Some(format!("expected {expected}"))),
            None => (error.message(), None),
        };
        (at, message.to_owned(), Some(help.unwrap_or_else(|| "see to how TOML writes it".to_owned())))
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().position(|&byte| byte == b'\n').map_or(text.len(), |newline| at + newline)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let start = range.start + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}

/// Returns where the first line after `from` begins that looks like a header.
fn next_header(text: &str, from: usize) -> usize {
    next_line(text, from, |line| line.starts_with('['))
}

/// Returns where the first line after `from` begins that looks like a key of a table, or a header.
fn next_key(text: &str, from: usize) -> usize {
    next_line(text, from, |line| {
        let name = line.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter));
        let key = name.len() < line.len() && name.trim_start().starts_with('=') && !line.trim_end().ends_with(',');
        key || (line.starts_with('[') && line.trim_end().ends_with(']'))
    })
}

fn next_line(text: &str, from: usize, is_wanted: impl Fn(&str) -> bool) -> usize {
    let mut start = from;
    for line in text[from..].split_inclusive('\n') {
        if start > from && is_wanted(line) {
            return start;
        }
        start += line.len();
    }
    text.len()
}

/// Returns the key with which a text begins; nothing where that is a header.
fn key_of(text: &str) -> Option<String> {
    let line = text.lines().next().unwrap_or_default().trim();
    let path = line.split(['=', ' ', '\t']).next().unwrap_or_default();
    let key = path.rsplit('.').next().unwrap_or_default().trim_matches(['"', '\'']);
    (!line.starts_with('[')).then(|| key.to_owned())
}

/// Returns `text` with spaces in place of a range, line ends kept.
fn blank(text: &str, range: Range<usize>) -> String {
    let blank = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    let mut blanked = String::with_capacity(text.len());
    blanked.push_str(&text[..range.start]);
    blanked.extend(blank);
    blanked.push_str(&text[range.end..]);
    blanked
}
