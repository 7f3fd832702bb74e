//! The Markdown reader: CommonMark to the letter, with the extensions that books need.
//!
//! Tables, footnotes, strikethrough, task lists, heading attributes, definition lists, sub- and superscript, alerts.
//! The tree that comes out is the document as its author wrote it: what EPUB allows, numbering and links are the
//! work of passes. Footnotes stand in it as `a[role=doc-noteref]` and `div[role=doc-footnote]`.

mod output;
mod scripts;

use super::reader::{Input, Reading};
use super::rules::TOO_DEEP;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xml::{MAX_DEPTH, Tree};
use output::{HtmlOutput, Output, RawHtml, TreeOutput};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// Reads a Markdown text, from `input.start` on.
pub(crate) fn read(input: &Input) -> Reading {
    // Most pieces hold no HTML, and become a tree directly, without a copy of their text.
    let mut direct = TreeOutput::new(input.text.clone());
    if let Ok(end) = write(input, &mut direct) {
        return reading(input, direct.finish(), end);
    }
    let mut html = HtmlOutput::new(input.text.clone());
    let end = write(input, &mut html).unwrap_or(End::Whole);
    reading(input, html.finish(), end)
}

/// How far the text was read.
enum End {
    Whole,
    /// Elements stand too deep in each other here.
    TooDeep(Range<usize>),
}

fn reading(input: &Input, mut tree: Tree, end: End) -> Reading {
    scripts::run(&mut tree, &input.text);
    let mut reading = Reading::new(tree);
    if let End::TooDeep(range) = end {
        let message = format!("elements stand more than {MAX_DEPTH} deep in each other");
        let diagnostic = Diagnostic::new(&TOO_DEEP, message).at(input.span(range));
        reading.diagnostics.push(diagnostic.help("take the inner ones out of the outer ones"));
    }
    reading
}

fn write(input: &Input, output: &mut dyn Output) -> Result<End, RawHtml> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT;
    let parser = Parser::new_ext(&input.text[input.start..], options);
    let mut writer = Writer { output, table: None, raw: None, image: None, notes: HashMap::new() };
    for (event, range) in parser.into_offset_iter() {
        let range = range.start + input.start..range.end + input.start;
        let span = Some(input.span(range.clone()));
        if writer.image.is_some() {
            writer.alternative_text(event);
        } else {
            writer.event(event, span)?;
        }
        if writer.output.too_deep() {
            return Ok(End::TooDeep(range));
        }
    }
    Ok(End::Whole)
}

/// Turns events into elements.
struct Writer<'a, 'o> {
    output: &'o mut dyn Output,
    table: Option<Table>,
    /// The HTML block being gathered: it comes line by line.
    raw: Option<(String, Option<Span>)>,
    image: Option<Image<'a>>,
    notes: HashMap<String, usize>,
}

struct Table {
    alignments: Vec<Alignment>,
    in_head: bool,
    has_body: bool,
    cell: usize,
}

/// A picture whose alternative text is being gathered: Markdown allows markup in it, HTML does not.
struct Image<'a> {
    address: CowStr<'a>,
    title: CowStr<'a>,
    alternative: String,
    span: Option<Span>,
    /// How many elements are open in the alternative text.
    depth: usize,
}

impl<'a> Writer<'a, '_> {
    fn event(&mut self, event: Event<'a>, span: Option<Span>) -> Result<(), RawHtml> {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => return self.end(tag),
            Event::Text(text) => match &mut self.raw {
                Some((raw, _)) => raw.push_str(&text),
                None => self.output.text(&text, span),
            },
            Event::Code(code) => {
                self.output.open("code", &[], span);
                self.output.text(&code, span);
                self.output.close("code");
            }
            Event::Html(html) => match &mut self.raw {
                Some((raw, _)) => raw.push_str(&html),
                None => self.output.raw(&html, span)?,
            },
            Event::InlineHtml(html) => self.output.raw(&html, span)?,
            Event::InlineMath(text) | Event::DisplayMath(text) => self.output.text(&text, span),
            Event::FootnoteReference(label) => self.note_reference(&label, span),
            Event::SoftBreak => self.output.text("\n", span),
            Event::HardBreak => {
                self.empty("br", &[], span);
                self.output.text("\n", None);
            }
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

    fn start(&mut self, tag: Tag<'a>, span: Option<Span>) {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                self.heading(level as u8, id.as_deref(), &classes, &attrs, span);
            }
            Tag::BlockQuote(None) => self.output.open("blockquote", &[], span),
            Tag::BlockQuote(Some(kind)) => self.output.open("aside", &[("class", alert_class(kind))], span),
            Tag::CodeBlock(kind) => self.code_block(&kind, span),
            Tag::HtmlBlock => self.raw = Some((String::new(), span)),
            Tag::List(None) => self.output.open("ul", &[], span),
            Tag::List(Some(1)) => self.output.open("ol", &[], span),
            Tag::List(Some(start)) => self.output.open("ol", &[("start", &start.to_string())], span),
            Tag::FootnoteDefinition(label) => {
                let id = format!("{NOTE}{}", self.note(&label));
                let attributes = [("role", "doc-footnote"), ("id", id.as_str()), (NOTE_LABEL, &*label)];
                self.output.open("div", &attributes, span);
            }
            Tag::Table(alignments) => {
                self.table = Some(Table { alignments, in_head: false, has_body: false, cell: 0 });
                self.output.open("table", &[], span);
            }
            Tag::TableHead => self.table_head(span),
            Tag::TableRow => self.table_row(span),
            Tag::TableCell => self.table_cell(span),
            Tag::Link { dest_url, title, link_type, .. } => {
                let address = match link_type {
                    pulldown_cmark::LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let address = encode_address(&address);
                let attributes = [("href", address.as_str()), ("title", &*title)];
                let count = if title.is_empty() { 1 } else { 2 };
                self.output.open("a", &attributes[..count], span);
            }
            Tag::Image { dest_url, title, .. } => {
                let alternative = String::new();
                self.image = Some(Image { address: dest_url, title, alternative, span, depth: 0 });
            }
            Tag::MetadataBlock(_) => {}
            tag => {
                if let Some(name) = plain_element(tag.to_end()) {
                    self.output.open(name, &[], span);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), RawHtml> {
        match tag {
            TagEnd::Heading(level) => self.close_block(HEADINGS[level as usize - 1]),
            TagEnd::BlockQuote(None) => self.close_block("blockquote"),
            TagEnd::BlockQuote(Some(_)) => self.close_block("aside"),
            TagEnd::CodeBlock => {
                self.output.close("code");
                self.close_block("pre");
            }
            TagEnd::HtmlBlock => {
                if let Some((raw, span)) = self.raw.take() {
                    self.output.raw(&raw, span)?;
                }
            }
            TagEnd::List(true) => self.close_block("ol"),
            TagEnd::List(false) => self.close_block("ul"),
            TagEnd::FootnoteDefinition => self.close_block("div"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => {
                self.close_block("tr");
                self.close_block("thead");
                if let Some(table) = &mut self.table {
                    table.in_head = false;
                }
            }
            TagEnd::TableRow => self.close_block("tr"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Link => self.output.close("a"),
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
            tag => {
                if let Some(name) = plain_element(tag) {
                    self.output.close(name);
                    if matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
                        || matches!(tag, TagEnd::Superscript | TagEnd::Subscript)
                    {
                        return Ok(());
                    }
                    self.output.text("\n", None);
                }
            }
        }
        Ok(())
    }

    fn heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[CowStr<'a>],
        others: &[(CowStr<'a>, Option<CowStr<'a>>)],
        span: Option<Span>,
    ) {
        let classes = classes.join(" ");
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        attributes.extend(id.map(|id| ("id", id)));
        if !classes.is_empty() {
            attributes.push(("class", &classes));
        }
        attributes.extend(others.iter().map(|(name, value)| (&**name, value.as_deref().unwrap_or_default())));
        self.output.open(HEADINGS[usize::from(level) - 1], &attributes, span);
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'a>, span: Option<Span>) {
        self.output.open("pre", &[], span);
        let language = match kind {
            CodeBlockKind::Indented => None,
            CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
        };
        match language {
            Some(language) => self.output.open("code", &[("class", &format!("language-{language}"))], span),
            None => self.output.open("code", &[], span),
        }
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

    fn table_head(&mut self, span: Option<Span>) {
        self.output.open("thead", &[], span);
        self.output.open("tr", &[], span);
        if let Some(table) = &mut self.table {
            (table.in_head, table.cell) = (true, 0);
        }
    }

    fn table_row(&mut self, span: Option<Span>) {
        if let Some(table) = &mut self.table {
            table.cell = 0;
            if !table.has_body {
                table.has_body = true;
                self.output.open("tbody", &[], span);
            }
        }
        self.output.open("tr", &[], span);
    }

    fn table_cell(&mut self, span: Option<Span>) {
        let Some(table) = &mut self.table else { return };
        let class = match table.alignments.get(table.cell) {
            Some(Alignment::Left) => Some("left"),
            Some(Alignment::Center) => Some("center"),
            Some(Alignment::Right) => Some("right"),
            Some(Alignment::None) | None => None,
        };
        table.cell += 1;
        let name = if table.in_head { "th" } else { "td" };
        match class {
            Some(class) => self.output.open(name, &[("class", class)], span),
            None => self.output.open(name, &[], span),
        }
    }

    fn end_table_cell(&mut self) {
        let in_head = self.table.as_ref().is_some_and(|table| table.in_head);
        self.close_block(if in_head { "th" } else { "td" });
    }

    fn end_table(&mut self) {
        if self.table.take().is_some_and(|table| table.has_body) {
            self.close_block("tbody");
        }
        self.close_block("table");
    }

    fn alternative_text(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth == 0 => self.end_image(),
            Event::End(_) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                image.alternative.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => image.alternative.push(' '),
            Event::FootnoteReference(label) => {
                // Writing to a string cannot fail.
                let _ = write!(image.alternative, "[{label}]");
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let address = encode_address(&image.address);
        let attributes = [("src", address.as_str()), ("alt", &*image.alternative), ("title", &*image.title)];
        let count = if image.title.is_empty() { 2 } else { 3 };
        self.empty("img", &attributes[..count], image.span);
    }

    fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)], span: Option<Span>) {
        self.output.open(name, attributes, span);
        self.output.close(name);
    }

    fn empty_block(&mut self, name: &'static str, span: Option<Span>) {
        self.empty(name, &[], span);
        self.output.text("\n", None);
    }

    fn close_block(&mut self, name: &'static str) {
        self.output.close(name);
        self.output.text("\n", None);
    }
}

/// Begins the id of a footnote, and the fragment of a link to one, until notes are numbered.
pub(crate) const NOTE: &str = "note:";

/// The attribute that holds the label of a footnote, until notes are numbered.
pub(crate) const NOTE_LABEL: &str = "data-note";

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

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

fn alert_class(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "alert alert-note",
        BlockQuoteKind::Tip => "alert alert-tip",
        BlockQuoteKind::Important => "alert alert-important",
        BlockQuoteKind::Warning => "alert alert-warning",
        BlockQuoteKind::Caution => "alert alert-caution",
    }
}

/// Encodes what may not stand in an address: white space, quotes, brackets, and all beyond ASCII.
fn encode_address(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$%&'()*+,-./:;=?@_~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
