//! Marks among words that the parser does not know: `[x]{.smallcaps}`, `![](x.png){lang=fr}`, `{漢字|かんじ}`,
//! `[@fig-boat]`.
//!
//! The parser has cut the text at brackets and links already. What is looked at here is one run of its events, those
//! between two blocks; what a mark is made of is taken out of it, and an element put in.

use super::attributes::{Attributes, Braces, not_attributes, read, unended};
use crate::diagnostic::Diagnostics;
use crate::manuscript::east_asian::is_wide;
use crate::source::Span;
use pulldown_cmark::{CowStr, Event, TagEnd};
use std::collections::VecDeque;
use std::ops::Range;

/// Something among words.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub what: What<'a>,
    pub range: Range<usize>,
    /// What is said of it in braces.
    pub attributes: Option<Attributes<'a>>,
}

#[derive(Debug)]
pub(super) enum What<'a> {
    Event(Event<'a>),
    OpenSpan,
    CloseSpan,
    /// Characters with how each is read.
    Ruby(Vec<Reading>),
    /// A figure, table or formula, by its id.
    Reference(&'a str),
}

/// Where characters stand, and where how they are read.
pub(super) type Reading = (Range<usize>, Range<usize>);

/// Begins the ids of what is numbered.
const NUMBERED: [&str; 3] = ["fig-", "tbl-", "eq-"];

/// Tells whether a text may hold any of these marks.
pub(super) fn may_have_marks(source: &str) -> bool {
    source.as_bytes().contains(&b'{') || source.contains("[@")
}

/// Tells whether an event stands among words.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        Event::End(tag) => is_inline_tag(*tag),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_inline_tag(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}

/// Takes what stands from `end` on out of a run of events, and the white space before it.
pub(super) fn cut(events: &mut Vec<(Event<'_>, Range<usize>)>, end: usize) {
    events.retain(|(_, range)| range.start < end);
    if let Some((Event::Text(text), range)) = events.last_mut()
        && text.len() == range.len()
    {
        let kept = text[..text.len().min(end - range.start)].trim_end().len();
        *text = head(text, kept);
        range.end = range.start + kept;
    }
}

/// Finds the marks in a run of events; `span` says where a range of the text is from.
pub(super) fn mark<'a>(
    source: &'a str,
    events: Vec<(Event<'a>, Range<usize>)>,
    span: impl Fn(Range<usize>) -> Span,
    findings: &mut Diagnostics,
) -> Vec<Item<'a>> {
    let (Some((_, first)), Some((_, last))) = (events.first(), events.last()) else { return Vec::new() };
    let has_marks = may_have_marks(&source[first.start..last.end.max(first.start)]);
    let items = events.into_iter().map(|(event, range)| Item { what: What::Event(event), range, attributes: None });
    if !has_marks {
        return items.collect();
    }
    let ahead: VecDeque<Item<'a>> = items.collect();
    let out = Vec::with_capacity(ahead.len());
    let mut marker = Marker { source, ahead, out, span: &span, findings, brackets: Vec::new(), open: Vec::new() };
    while let Some(item) = marker.ahead.pop_front() {
        marker.step(item);
    }
    marker.out
}

struct Marker<'a, 'm> {
    source: &'a str,
    /// What is still to be looked at.
    ahead: VecDeque<Item<'a>>,
    out: Vec<Item<'a>>,
    span: &'m dyn Fn(Range<usize>) -> Span,
    findings: &'m mut Diagnostics,
    /// Opening brackets that are text, by index in `out` and how many elements are open there.
    brackets: Vec<(usize, usize)>,
    /// The beginnings of the elements that are open.
    open: Vec<usize>,
}

impl<'a> Marker<'a, '_> {
    fn step(&mut self, item: Item<'a>) {
        let (at, end) = (self.out.len(), item.range.end);
        let What::Event(event) = &item.what else { return self.out.push(item) };
        match event {
            Event::Start(_) => self.open.push(at),
            Event::End(tag) => {
                let is_bearer = matches!(tag, TagEnd::Link | TagEnd::Image);
                let start = self.open.pop();
                while self.brackets.pop_if(|(_, depth)| *depth > self.open.len()).is_some() {}
                if let Some(start) = start.filter(|_| is_bearer) {
                    self.out[start].attributes = self.braces(end);
                }
            }
            Event::Code(_) | Event::InlineMath(_) => {
                let attributes = self.braces(end);
                return self.out.push(Item { attributes, ..item });
            }
            Event::DisplayMath(_) => {
                // A space parts a formula on lines of its own from what is said of it.
                let blank = self.source[end..].bytes().take_while(|byte| *byte == b' ').count();
                let is_alone = self.source[end + blank..].starts_with("{#") || blank == 0;
                let attributes = if is_alone { self.braces(end + blank) } else { None };
                return self.out.push(Item { attributes, ..item });
            }
            Event::Text(text) => match &**text {
                "[" if !self.is_escaped(&item) => self.brackets.push((at, self.open.len())),
                "]" if !self.is_escaped(&item) => return self.close_bracket(item),
                text if text.len() == item.range.len() && text.contains('{') => return self.ruby(item),
                _ => {}
            },
            _ => {}
        }
        self.out.push(item);
    }

    fn is_escaped(&self, item: &Item<'_>) -> bool {
        let before = &self.source.as_bytes()[..item.range.start];
        before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
    }

    /// Reads the braces that begin at `start`, and takes them out of what is ahead.
    fn braces(&mut self, start: usize) -> Option<Attributes<'a>> {
        if self.source.as_bytes().get(start) != Some(&b'{') {
            return None;
        }
        match read(self.source, start) {
            Braces::Attributes(attributes) if !attributes.all.is_empty() => {
                self.consume(attributes.range.end).then_some(attributes)
            }
            Braces::Open => {
                let found = unended(self.source, start);
                self.findings.extend(found.map(|(finding, range)| finding.at((self.span)(range))));
                None
            }
            // With a stroke, it is a ruby.
            Braces::Other(range) if !self.source[range.clone()].contains('|') => {
                let finding = not_attributes(self.source, &range);
                self.findings.push(finding.at((self.span)(range)));
                None
            }
            _ => None,
        }
    }

    /// Takes what stands before `end` out of what is ahead, if that cuts through nothing but words.
    fn consume(&mut self, end: usize) -> bool {
        let is_whole = |item: &Item<'_>| item.range.end <= end;
        let is_words =
            |item: &Item<'_>| matches!(&item.what, What::Event(Event::Text(text)) if text.len() == item.range.len());
        if !self.ahead.iter().take_while(|item| item.range.start < end).all(|item| is_whole(item) || is_words(item)) {
            return false;
        }
        while self.ahead.front().is_some_and(|item| item.range.start < end && is_whole(item)) {
            self.ahead.pop_front();
        }
        if let Some(item) = self.ahead.front_mut().filter(|item| item.range.start < end)
            && let What::Event(Event::Text(text)) = &mut item.what
        {
            *text = tail(text, end - item.range.start);
            item.range.start = end;
        }
        true
    }

    fn close_bracket(&mut self, item: Item<'a>) {
        let Some((start, _)) = self.brackets.pop_if(|(_, depth)| *depth == self.open.len()) else {
            return self.out.push(item);
        };
        let (source, opening) = (self.source, self.out[start].range.clone());
        let inner = &source[opening.end..item.range.start];
        if let Some(id) = inner.strip_prefix('@').filter(|id| is_reference(id)) {
            self.out.truncate(start);
            let range = opening.start..item.range.end;
            return self.out.push(Item { what: What::Reference(id), range, attributes: None });
        }
        match self.braces(item.range.end) {
            Some(attributes) => {
                let range = opening.start..attributes.range.end;
                self.out[start] = Item { what: What::OpenSpan, range, attributes: Some(attributes) };
                self.out.push(Item { what: What::CloseSpan, ..item });
            }
            None => self.out.push(item),
        }
    }

    /// Looks for `{漢字|かんじ}` in words.
    fn ruby(&mut self, item: Item<'a>) {
        let range = item.range.clone();
        let mut from = range.start;
        while let Some(brace) = self.source[from..range.end].find('{').map(|offset| from + offset) {
            from = brace + 1;
            let Some((pairs, end)) = read_ruby(self.source, brace) else { continue };
            if end > range.end && !self.consume(end) {
                continue;
            }
            self.words(range.start..brace);
            self.out.push(Item { what: What::Ruby(pairs), range: brace..end, attributes: None });
            if end < range.end {
                let rest = self.text(end..range.end);
                self.ahead.push_front(rest);
            }
            return;
        }
        self.out.push(item);
    }

    fn text(&self, range: Range<usize>) -> Item<'a> {
        let text = CowStr::Borrowed(&self.source[range.clone()]);
        Item { what: What::Event(Event::Text(text)), range, attributes: None }
    }

    fn words(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let text = self.text(range);
            self.out.push(text);
        }
    }
}

fn head<'a>(text: &CowStr<'a>, end: usize) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[..end]),
        text => CowStr::from(text[..end].to_owned()),
    }
}

fn tail<'a>(text: &CowStr<'a>, from: usize) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[from..]),
        text => CowStr::from(text[from..].to_owned()),
    }
}

fn is_reference(id: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ':');
    NUMBERED.iter().any(|kind| id.len() > kind.len() && id.starts_with(kind)) && id.chars().all(is_plain)
}

/// Reads `{漢字|かんじ}` or `{漢字|かん|じ}` from its brace on; returns the pairs and where it ends.
///
/// The base is in a script that has readings: elsewhere, braces with a stroke in them are what they are.
fn read_ruby(source: &str, at: usize) -> Option<(Vec<Reading>, usize)> {
    const LONGEST: usize = 300;
    let start = at + 1;
    source[start..].chars().next().filter(|first| is_wide(*first))?;
    let ends = |byte: u8| matches!(byte, b'{' | b'}' | b'\n');
    let length = source.as_bytes()[start..].iter().take(LONGEST).position(|&byte| ends(byte))?;
    let end = start + length;
    if source.as_bytes()[end] != b'}' {
        return None;
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = start;
    for (bar, _) in source[start..end].match_indices('|') {
        // In a table, the stroke needs a backslash.
        let stroke = start + bar;
        parts.push(from..stroke - usize::from(source[from..stroke].ends_with('\\')));
        from = stroke + 1;
    }
    parts.push(from..end);
    let is_plain = |part: &Range<usize>| !source[part.clone()].trim().is_empty();
    let (base, readings) = parts.split_first().filter(|(_, readings)| !readings.is_empty())?;
    if !parts.iter().all(is_plain) {
        return None;
    }
    let mut letters = source[base.clone()]
        .char_indices()
        .map(|(offset, letter)| base.start + offset..base.start + offset + letter.len_utf8());
    let count = source[base.clone()].chars().count();
    let pairs = match readings {
        [one] => vec![(base.clone(), one.clone())],
        many if many.len() == count => {
            many.iter().filter_map(|reading| Some((letters.next()?, reading.clone()))).collect()
        }
        _ => return None,
    };
    Some((pairs, end + 1))
}
