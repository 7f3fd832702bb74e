//! Reading YAML (1.2) into [`Node`]s.
//!
//! From the parser's events, not through its loader: aliases are not followed (they can grow without bound), depth
//! is bounded, and scalars keep their letters, so that `title: 1984` is a title and `date: 2026` a date.

use super::node::{Data, Member, Node};
use crate::source::Span;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle};
use std::ops::Range;

/// Why a text is not YAML, or not YAML that anybody writes into front matter.
pub(super) struct YamlError {
    pub(super) message: String,
    pub(super) at: Range<usize>,
}

const DEEPEST: usize = 64;

/// Parses the one document in `text`, whose bytes `place` finds in a source.
pub(super) fn parse(text: &str, place: &dyn Fn(Range<usize>) -> Option<Span>) -> Result<Node, YamlError> {
    let mut offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
    offsets.push(text.len());
    let offset = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let byte = |marker: &Marker| offset(marker.index());
    let mut builder = Builder { open: Vec::new(), root: None };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| YamlError {
            message: error.info().to_owned(),
            at: byte(error.marker())..offset(error.marker().index() + 1),
        })?;
        let range = byte(&span.start)..byte(&span.end).max(byte(&span.start));
        if matches!(event, Event::DocumentStart(_)) && builder.root.is_some() {
            return Err(YamlError { message: "a second document begins".into(), at: range });
        }
        if builder.open.len() > DEEPEST {
            return Err(YamlError { message: format!("more than {DEEPEST} levels deep"), at: range });
        }
        let value_span = place(range.clone());
        builder.take(event, value_span);
    }
    builder.root.ok_or_else(|| YamlError { message: "nothing is said".into(), at: 0..0 })
}

/// Puts a tree together from events.
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
}

/// A list or table that is not closed yet.
struct Open {
    span: Option<Span>,
    contents: Contents,
}

enum Contents {
    List(Vec<Node>),
    Table { members: Vec<Member>, key: Option<(String, Option<Span>)> },
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Option<Span>) {
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) => {
                let is_null = matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let data = if is_null { Data::Nothing } else { Data::Plain(text.into_owned()) };
                self.put(Node { data, span });
            }
            Event::Scalar(text, ..) => self.put(Node { data: Data::Text(text.into_owned()), span }),
            Event::Alias(_) => self.put(Node { data: Data::Nothing, span }),
            Event::SequenceStart(..) => self.open.push(Open { span, contents: Contents::List(Vec::new()) }),
            Event::MappingStart(..) => {
                self.open.push(Open { span, contents: Contents::Table { members: Vec::new(), key: None } });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let data = match open.contents {
                        Contents::List(items) => Data::List(items),
                        Contents::Table { members, .. } => Data::Table(members),
                    };
                    self.put(Node { data, span: open.span });
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.contents) {
            None => self.root = Some(node),
            Some(Contents::List(items)) => items.push(node),
            Some(Contents::Table { members, key }) => match key.take() {
                // A key that is no text gets an empty name, which no table knows.
                None => *key = Some((node.text().unwrap_or_default().to_owned(), node.span)),
                Some((key, key_span)) => members.push(Member { key, key_span, value: node }),
            },
        }
    }
}
