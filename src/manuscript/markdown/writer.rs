//! From events to elements: what stands among words, and what begins and ends blocks.
//!
//! The blocks that take more than an element each are in `blocks`.

use super::attributes::Attributes;
use super::blocks::{HEADINGS, Image, OpenFence, Table, alert_class, encode_address};
use super::inline::{self, Item, What};
use super::output::{Output, RawHtml};
use super::raw::Raw;
use super::rules::UNENDED_FORMULA;
use super::{DISPLAY, FORMULA, NOTE, NOTE_LABEL, REFERENCE};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manuscript::east_asian::is_wide;
use crate::manuscript::reader::Input;
use crate::source::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Turns events into elements.
pub(super) struct Writer<'a, 'o> {
    input: &'a Input,
    /// The text that ranges of events point into.
    pub(super) source: &'a str,
    pub(super) output: &'o mut dyn Output,
    pub(super) findings: Diagnostics,
    pub(super) table: Option<Table>,
    /// The HTML block being gathered: it comes line by line.
    raw: Option<Raw>,
    pub(super) image: Option<Image<'a>>,
    notes: HashMap<String, usize>,
    /// The fenced blocks that are open, the innermost last.
    pub(super) fences: Vec<OpenFence>,
    /// How many of the parser's own blocks and marks are open.
    pub(super) depth: usize,
    in_code: bool,
    /// Where the words of the present heading end, before what is said of it in braces.
    pub(super) heading_end: Option<usize>,
    /// Whether line ends of the present paragraph stay.
    pub(super) keeps_lines: bool,
    /// Whether a kept line begins here.
    begins_line: bool,
}

impl<'a, 'o> Writer<'a, 'o> {
    pub(super) fn new(input: &'a Input, output: &'o mut dyn Output) -> Self {
        Self {
            input,
            source: &input.text[input.start..],
            output,
            findings: Diagnostics::new(),
            table: None,
            raw: None,
            image: None,
            notes: HashMap::new(),
            fences: Vec::new(),
            depth: 0,
            in_code: false,
            heading_end: None,
            keeps_lines: false,
            begins_line: false,
        }
    }

    /// Returns the place of a range.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.input.span(range.start + self.input.start..range.end + self.input.start)
    }

    /// Tells whether text is what it is: in code and in raw HTML there are no marks.
    pub(super) fn is_verbatim(&self) -> bool {
        self.in_code || self.raw.is_some()
    }

    pub(super) fn is_too_deep(&self) -> bool {
        self.output.too_deep()
    }

    /// Tells whether a line of colons ends the block of HTML that is being gathered: not in code and comments.
    pub(super) fn may_end_html(&self) -> bool {
        const VERBATIM: [&str; 6] = ["<pre", "<script", "<style", "<textarea", "<!", "<?"];
        self.raw.as_ref().is_some_and(|raw| {
            let start = raw.text.trim_start();
            !VERBATIM.iter().any(|tag| start.get(..tag.len()).is_some_and(|first| first.eq_ignore_ascii_case(tag)))
        })
    }

    /// Begins or ends a fenced block within a block of HTML.
    pub(super) fn fence_in_html(&mut self, line: &Range<usize>) -> Result<(), RawHtml> {
        if let Some(raw) = self.raw.take() {
            self.html(&raw)?;
        }
        // What is open in the parser is the HTML block itself, which no fence stands in.
        self.depth -= 1;
        self.fence(line);
        self.depth += 1;
        self.raw = Some(Raw::default());
        Ok(())
    }

    /// Writes raw HTML, each part of which knows where it is from.
    fn html(&mut self, raw: &Raw) -> Result<(), RawHtml> {
        let (input, start) = (self.input, self.input.start);
        let place = |part| raw.origin(part).map(|range| input.span(range.start + start..range.end + start));
        self.output.raw(&raw.text, &place)
    }

    /// Writes the events between two blocks.
    pub(super) fn words(&mut self, mut events: Vec<(Event<'a>, Range<usize>)>) -> Result<(), RawHtml> {
        if events.is_empty() {
            return Ok(());
        }
        if let Some(end) = self.heading_end.take() {
            inline::cut(&mut events, end);
        }
        let input = self.input;
        let span = |range: Range<usize>| input.span(range.start + input.start..range.end + input.start);
        for item in inline::mark(self.source, events, span, &mut self.findings) {
            self.item(item)?;
        }
        Ok(())
    }

    fn item(&mut self, item: Item<'a>) -> Result<(), RawHtml> {
        let Item { what, range, attributes } = item;
        let is_shown = self.image.is_none();
        match what {
            What::Event(event) => return self.event(event, range, attributes),
            What::OpenSpan if is_shown => {
                self.begin_line(&range);
                self.open_with("span", "", &[], attributes.as_ref(), &range);
            }
            What::CloseSpan if is_shown => self.output.close("span"),
            What::OpenSpan | What::CloseSpan => {}
            What::Ruby(pairs) => {
                self.begin_line(&range);
                self.ruby(&pairs, &range);
            }
            What::Reference(id) => {
                self.begin_line(&range);
                let span = Some(self.span(range));
                let address = format!("#{id}");
                self.output.open("a", &[("href", &address), ("class", REFERENCE)], span);
                self.output.close("a");
            }
        }
        Ok(())
    }

    fn ruby(&mut self, pairs: &[inline::Reading], range: &Range<usize>) {
        let (source, span) = (self.source, Some(self.span(range.clone())));
        if let Some(image) = &mut self.image {
            return pairs.iter().for_each(|(base, _)| image.alternative.push_str(&source[base.clone()]));
        }
        self.output.open("ruby", &[], span);
        for (base, reading) in pairs {
            self.output.text(&source[base.clone()], Some(self.span(base.clone())));
            self.output.open("rt", &[], Some(self.span(reading.clone())));
            self.output.text(&source[reading.clone()], Some(self.span(reading.clone())));
            self.output.close("rt");
        }
        self.output.close("ruby");
    }

    /// Writes one event, with what is said of it in braces.
    pub(super) fn event(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        attributes: Option<Attributes<'a>>,
    ) -> Result<(), RawHtml> {
        if self.image.is_some() {
            self.alternative_text(event);
            return Ok(());
        }
        let span = Some(self.span(range.clone()));
        match event {
            Event::Start(tag) => self.start(tag, &range, attributes),
            Event::End(tag) => return self.end(tag),
            Event::Text(text) => match &mut self.raw {
                Some(raw) => raw.push(&text, range),
                None => self.text(&text, &range),
            },
            Event::Code(code) => {
                self.begin_line(&range);
                self.open_with("code", "", &[], attributes.as_ref(), &range);
                self.output.text(&code, span);
                self.output.close("code");
            }
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push(&html, range),
                None => self.html(&Raw::of(&html, range))?,
            },
            Event::InlineHtml(html) => self.html(&Raw::of(&html, range))?,
            Event::InlineMath(tex) => self.formula(&tex, "inline", &range, attributes.as_ref()),
            Event::DisplayMath(tex) => self.formula(&tex, DISPLAY, &range, attributes.as_ref()),
            Event::FootnoteReference(label) => self.note_reference(&label, span),
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.hard_break(span),
            Event::Rule => self.empty_block("hr", span),
            Event::TaskListMarker(done) => {
                let (class, mark) = if done { ("task task-done", "\u{2611}") } else { ("task", "\u{2610}") };
                self.output.open("span", &[("class", class)], span);
                self.output.text(mark, None);
                self.output.close("span");
                self.output.text(" ", None);
            }
        }
        Ok(())
    }

    /// Writes the TeX of a formula; what becomes of it depends on the book's macros.
    fn formula(&mut self, tex: &str, stands: &str, range: &Range<usize>, attributes: Option<&Attributes<'a>>) {
        self.begin_line(range);
        let mark = (range.len() - tex.len()) / 2;
        self.open_with("code", "", &[(FORMULA, stands)], attributes, range);
        self.output.text(tex, Some(self.span(range.start + mark..range.end - mark)));
        self.output.close("code");
    }

    /// Says that a formula never ends.
    pub(super) fn open_formula(&mut self, mark: &Range<usize>) {
        let help = "write `$$` where it ends, before the next empty line, or `\\$` for the sign itself";
        let finding = Diagnostic::new(&UNENDED_FORMULA, "a formula is not ended").help(help);
        self.findings.push(finding.at(self.span(mark.clone())));
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        let is_first = self.begins_line;
        self.begin_line(range);
        let text = if is_first { text.trim_start_matches([' ', '\t']) } else { text };
        // What is left begins later, where it stands in the source as it is.
        let range =
            if is_first && text.len() < range.len() { range.end - text.len()..range.end } else { range.clone() };
        self.output.text(text, Some(self.span(range)));
    }

    fn soft_break(&mut self, range: &Range<usize>) {
        if self.keeps_lines {
            return self.hard_break(Some(self.span(range.clone())));
        }
        // Such scripts have no spaces, and a line end would become one.
        let is_mark = |letter: char| matches!(letter, ' ' | '\t' | '\r' | '\n' | '>' | '*' | '_' | '~' | '[' | '{');
        let before = self.source[..range.start].trim_end_matches([' ', '*', '_', '~']).chars().next_back();
        let is_joined = before.is_some_and(is_wide)
            && self.source[range.start..].trim_start_matches(is_mark).chars().next().is_some_and(is_wide);
        if !is_joined {
            self.output.text("\n", Some(self.span(range.clone())));
        }
    }

    fn hard_break(&mut self, span: Option<Span>) {
        self.empty("br", &[], span);
        self.output.text("\n", None);
        self.begins_line = self.keeps_lines;
    }

    /// Writes how far in a kept line begins, before the first thing in it.
    fn begin_line(&mut self, first: &Range<usize>) {
        const DEEPEST: usize = 24;
        if !std::mem::take(&mut self.begins_line) {
            return;
        }
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
        let bytes = self.source.as_bytes();
        let start = first.start - bytes[..first.start].iter().rev().take_while(is_blank).count();
        // After the mark of a quotation stands a space that is no indent, and after that of a list nothing is.
        let before = start.checked_sub(1).map(|before| bytes[before]);
        let is_quoted = before == Some(b'>');
        if !is_quoted && before.is_some_and(|before| !matches!(before, b'\n' | b'\r')) {
            return;
        }
        let blanks = bytes[start..].iter().take_while(is_blank).skip(usize::from(is_quoted));
        let columns: usize = blanks.map(|byte| if *byte == b'\t' { 4 } else { 1 }).sum();
        if columns > 0 {
            self.output.text(&"\u{A0}".repeat(columns.min(DEEPEST)), None);
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>, attributes: Option<Attributes<'a>>) {
        let span = Some(self.span(range.clone()));
        self.depth += 1;
        match tag {
            Tag::Heading { level, .. } => self.heading(level as u8, range),
            Tag::BlockQuote(None) => self.output.open("blockquote", &[], span),
            Tag::BlockQuote(Some(kind)) => self.output.open("aside", &[("class", alert_class(kind))], span),
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.code_block(&kind, range);
            }
            Tag::HtmlBlock => self.raw = Some(Raw::default()),
            Tag::List(None) => self.output.open("ul", &[], span),
            Tag::List(Some(1)) => self.output.open("ol", &[], span),
            Tag::List(Some(start)) => self.output.open("ol", &[("start", &start.to_string())], span),
            Tag::FootnoteDefinition(label) => {
                let id = format!("{NOTE}{}", self.note(&label));
                let attributes = [("role", "doc-footnote"), ("id", id.as_str()), (NOTE_LABEL, &*label)];
                self.output.open("div", &attributes, span);
            }
            Tag::Table(alignments) => {
                self.table = Some(Table::new(alignments));
                self.output.open("table", &[], span);
            }
            Tag::TableHead => self.table_head(span),
            Tag::TableRow => self.table_row(span),
            Tag::TableCell => self.table_cell(span),
            Tag::Link { dest_url, title, link_type, .. } => {
                self.begin_line(range);
                let address = match link_type {
                    pulldown_cmark::LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let address = encode_address(&address);
                let given = [("href", address.as_str()), ("title", &*title)];
                let count = if title.is_empty() { 1 } else { 2 };
                self.open_with("a", "", &given[..count], attributes.as_ref(), range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.begin_line(range);
                self.image = Some(Image::new(dest_url, title, range.clone(), attributes));
            }
            Tag::MetadataBlock(_) => {}
            tag => {
                if matches!(tag, Tag::Paragraph) {
                    self.keeps_lines = self.keeps_lines_of(range);
                    self.begins_line = self.keeps_lines;
                } else {
                    self.begin_line(range);
                }
                if let Some(name) = plain_element(tag.to_end()) {
                    self.output.open(name, &[], span);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), RawHtml> {
        self.end_fences_within();
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Heading(level) => {
                self.heading_end = None;
                self.close_block(HEADINGS[level as usize - 1]);
            }
            TagEnd::BlockQuote(None) => self.close_block("blockquote"),
            TagEnd::BlockQuote(Some(_)) => self.close_block("aside"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.output.close("code");
                self.close_block("pre");
            }
            TagEnd::HtmlBlock => {
                if let Some(raw) = self.raw.take() {
                    self.html(&raw)?;
                }
            }
            TagEnd::List(true) => self.close_block("ol"),
            TagEnd::List(false) => self.close_block("ul"),
            TagEnd::FootnoteDefinition => self.close_block("div"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.close_block("tr"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Link => self.output.close("a"),
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
            tag => {
                if matches!(tag, TagEnd::Paragraph) {
                    (self.keeps_lines, self.begins_line) = (false, false);
                }
                if let Some(name) = plain_element(tag) {
                    self.output.close(name);
                    if matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
                        || matches!(tag, TagEnd::Superscript | TagEnd::Subscript)
                    {
                        return Ok(());
                    }
                    self.output.end_line();
                }
            }
        }
        Ok(())
    }

    fn note_reference(&mut self, label: &str, span: Option<Span>) {
        let address = format!("#{NOTE}{}", self.note(label));
        self.output.open("a", &[("role", "doc-noteref"), ("href", &address)], span);
        self.output.text(label, span);
        self.output.close("a");
    }

    /// Returns the number of a note's label, in the order in which labels are met.
    fn note(&mut self, label: &str) -> usize {
        let next = self.notes.len();
        *self.notes.entry(label.to_owned()).or_insert(next)
    }

    /// Opens an element with what is given and what is said in braces, which counts less.
    pub(super) fn open_with(
        &mut self,
        name: &'static str,
        class: &str,
        given: &[(&str, &str)],
        attributes: Option<&Attributes<'a>>,
        range: &Range<usize>,
    ) {
        let span = Some(self.span(range.clone()));
        let Some(attributes) = attributes else {
            if class.is_empty() {
                return self.output.open(name, given, span);
            }
            return self.output.open(name, &[&[("class", class)], given].concat(), span);
        };
        let settled = self.settle(name, class, attributes);
        let is_new = |name: &str| given.iter().all(|(known, _)| *known != name);
        let said = settled.iter().filter(|(name, _)| is_new(name)).map(|(name, value)| (*name, &**value));
        let all: Vec<(&str, &str)> = given.iter().copied().chain(said).collect();
        self.output.open(name, &all, span);
    }

    pub(super) fn settle(
        &mut self,
        element: &str,
        class: &str,
        attributes: &Attributes<'a>,
    ) -> Vec<(&'a str, Cow<'a, str>)> {
        let input = self.input;
        let span = |range: Range<usize>| input.span(range.start + input.start..range.end + input.start);
        attributes.settle(element, class, span, &mut self.findings)
    }

    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)], span: Option<Span>) {
        self.output.open(name, attributes, span);
        self.output.close(name);
    }

    fn empty_block(&mut self, name: &'static str, span: Option<Span>) {
        self.empty(name, &[], span);
        self.output.end_line();
    }

    pub(super) fn close_block(&mut self, name: &'static str) {
        self.output.close(name);
        self.output.end_line();
    }
}

/// Returns the element for what needs no attributes.
fn plain_element(tag: TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Item => "li",
        TagEnd::DefinitionList => "dl",
        TagEnd::DefinitionListTitle => "dt",
        TagEnd::DefinitionListDefinition => "dd",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Superscript => "sup",
        TagEnd::Subscript => "sub",
        _ => return None,
    })
}
