//! Blocks that take more than an element: fences, headings, code, tables, and pictures with their alternative text.

use super::attributes::{Attribute, Attributes, Braces, LONGEST, not_attributes, read, read_of_code, unended};
use super::fence::{Line, Lines, Opening};
use super::rules::{UNKNOWN_ATTRIBUTE, UNKNOWN_FENCE, UNMATCHED_FENCE};
use super::writer::Writer;
use crate::diagnostic::Diagnostic;
use crate::nearest::did_you_mean;
use crate::source::Span;
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, TagEnd};
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// A fenced block that is open.
pub(super) struct OpenFence {
    element: &'static str,
    /// How many of the parser's own blocks it stands in.
    depth: usize,
    line: Range<usize>,
    lines: Lines,
}

pub(super) struct Table {
    alignments: Vec<Alignment>,
    in_head: bool,
    has_body: bool,
    cell: usize,
}

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, in_head: false, has_body: false, cell: 0 }
    }
}

/// A picture whose alternative text is being gathered: Markdown allows markup in it, HTML does not.
pub(super) struct Image<'a> {
    address: CowStr<'a>,
    title: CowStr<'a>,
    pub(super) alternative: String,
    range: Range<usize>,
    attributes: Option<Attributes<'a>>,
    /// How many elements are open in the alternative text.
    depth: usize,
}

impl<'a> Image<'a> {
    pub(super) fn new(
        address: CowStr<'a>,
        title: CowStr<'a>,
        range: Range<usize>,
        attributes: Option<Attributes<'a>>,
    ) -> Self {
        Self { address, title, alternative: String::new(), range, attributes, depth: 0 }
    }
}

impl<'a> Writer<'a, '_> {
    // Fences.

    /// Begins or ends a fenced block.
    pub(super) fn fence(&mut self, line: &Range<usize>) {
        match Line::read(self.source, line) {
            Line::Opening(opening) => self.open_fence(&opening, line),
            Line::Closing => match self.fences.pop_if(|open| open.depth == self.depth) {
                Some(open) => self.close_block(open.element),
                None => self.stray_fence(line),
            },
        }
    }

    fn open_fence(&mut self, opening: &Opening<'a>, line: &Range<usize>) {
        let kind = opening.kind;
        let mut class = kind.class;
        if let Some(name) = opening.unknown.clone() {
            class = &self.source[name.clone()];
            let message = format!("there is no kind of block called `{class}`");
            let names = || super::fence::FENCES.iter().map(|kind| kind.name);
            let usual = || "write a class of your own in braces: `::: {.my-class}`".to_owned();
            let help = did_you_mean(class, names()).unwrap_or_else(usual);
            self.findings.push(Diagnostic::new(&UNKNOWN_FENCE, message).at(self.span(name)).help(help));
        }
        self.open_with(kind.element, class, kind.semantics, Some(&opening.attributes), line);
        self.output.text("\n", None);
        self.fences.push(OpenFence { element: kind.element, depth: self.depth, line: line.clone(), lines: kind.lines });
        if let Some(rest) = opening.rest.clone() {
            let words = &self.source[rest.clone()];
            let message = format!("`{words}` stands on the line that begins a block");
            let help = "write it on a line of its own; a block takes one word, and attributes in braces";
            self.findings.push(Diagnostic::new(&UNKNOWN_FENCE, message).at(self.span(rest.clone())).help(help));
            self.paragraph(&rest);
        }
    }

    /// Keeps colons that end nothing.
    fn stray_fence(&mut self, line: &Range<usize>) {
        let end = line.start + self.source[line.clone()].trim_end().len();
        let range = line.start..end;
        let help = "take it out, or write what begins the block, such as `::: verse`, in the same list or quotation";
        let finding = Diagnostic::new(&UNMATCHED_FENCE, "no block ends here").at(self.span(range.clone())).help(help);
        self.findings.push(finding);
        self.paragraph(&range);
    }

    fn paragraph(&mut self, range: &Range<usize>) {
        let span = Some(self.span(range.clone()));
        self.output.open("p", &[], span);
        self.output.text(&self.source[range.clone()], span);
        self.close_block("p");
    }

    /// Ends the fenced blocks that were begun in the block that ends here, and not ended in it.
    pub(super) fn end_fences_within(&mut self) {
        while let Some(open) = self.fences.pop_if(|open| open.depth >= self.depth) {
            let message = "a fenced block is not ended";
            let help = "end it with a line `:::`, in the same list or quotation";
            let finding = Diagnostic::new(&UNMATCHED_FENCE, message).at(self.span(open.line)).help(help);
            self.findings.push(finding);
            self.close_block(open.element);
        }
    }

    /// Ends the text.
    pub(super) fn finish(&mut self) {
        self.depth = 0;
        self.end_fences_within();
    }

    /// Tells whether the lines of a paragraph stay lines.
    pub(super) fn keeps_lines_of(&self, paragraph: &Range<usize>) -> bool {
        const SHORT: usize = 45;
        match self.fences.last().map(|open| open.lines) {
            None | Some(Lines::Run) => false,
            Some(Lines::Stay) => true,
            Some(Lines::StayIfShort) => {
                self.source[paragraph.clone()].lines().all(|line| line.chars().nth(SHORT).is_none())
            }
        }
    }

    // Headings and code.

    pub(super) fn heading(&mut self, level: u8, range: &Range<usize>) {
        let name = HEADINGS[usize::from(level) - 1];
        let attributes = self.heading_attributes(range);
        self.heading_end = attributes.as_ref().map(|attributes| attributes.range.start);
        self.open_with(name, "", &[], attributes.as_ref(), range);
    }

    /// Reads the attributes that stand in braces at the end of a heading.
    ///
    /// The parser could, but takes any braces for them and loses what is in them.
    fn heading_attributes(&mut self, range: &Range<usize>) -> Option<Attributes<'a>> {
        let text = self.source[range.clone()].trim_end();
        let (lines, line) = text.rsplit_once('\n').unwrap_or(("", text));
        // The last line of a heading that does not begin with `#` underlines it.
        let words = if text.starts_with('#') { line.trim_end_matches('#') } else { lines };
        let words = words.trim_end();
        let end = range.start + if text.starts_with('#') { text.len() - line.len() } else { 0 } + words.len();
        if !words.ends_with('}') {
            return None;
        }
        // A value may hold braces: those count that begin first and end where the words do.
        let nearest = words.char_indices().rev().take(LONGEST).last().map_or(0, |(at, _)| at);
        let begins = words[nearest..].match_indices('{').map(|(at, _)| end - words.len() + nearest + at);
        let mut odd = None;
        for at in begins {
            match read(self.source, at) {
                Braces::Attributes(attributes) if attributes.range.end == end && !attributes.all.is_empty() => {
                    return Some(attributes);
                }
                Braces::Other(braces) => odd = Some(braces),
                _ => {}
            }
        }
        let odd = odd.filter(|braces| self.source[braces.clone()].contains(['#', '=']))?;
        let finding = not_attributes(self.source, &odd);
        self.findings.push(finding.at(self.span(odd)));
        None
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'a>, range: &Range<usize>) {
        let info = match kind {
            CodeBlockKind::Indented => "",
            CodeBlockKind::Fenced(info) => info,
        };
        let line = self.line_of_fence(range);
        let attributes = if info.contains('{') { self.code_attributes(&line) } else { None };
        let (language, attributes) = match attributes {
            Some(mut attributes) if info.trim_start().starts_with('{') => {
                (attributes.take_class(|_| true).map(Cow::Owned), Some(attributes))
            }
            // What follows a comma is for the tools of a language, as in `rust,ignore`.
            attributes => {
                let language = info.split_whitespace().next().and_then(|word| word.split(',').next());
                (language.filter(|language| !language.is_empty()).map(Cow::Borrowed), attributes)
            }
        };
        self.open_with("pre", "", &[], attributes.as_ref(), range);
        let span = Some(self.span(range.clone()));
        match language {
            Some(language) => self.output.open("code", &[("class", &format!("language-{language}"))], span),
            None => self.output.open("code", &[], span),
        }
    }

    /// Returns what stands on the line that begins a block of code, after its fence: the parser has taken escapes out.
    fn line_of_fence(&self, block: &Range<usize>) -> Range<usize> {
        let line = self.source[block.clone()].lines().next().unwrap_or_default();
        let fence = line.len() - line.trim_start().trim_start_matches(['`', '~']).len();
        block.start + fence..block.start + line.trim_end().len().max(fence)
    }

    /// Reads the attributes that stand in braces after the language of a code block.
    fn code_attributes(&mut self, line: &Range<usize>) -> Option<Attributes<'a>> {
        let brace = self.source[line.clone()].find('{')?;
        let is_first = self.source[line.clone()][..brace].trim().is_empty();
        let at = line.start + brace;
        match read_of_code(self.source, at) {
            // A word alone at the beginning is the language, for other tools.
            Braces::Attributes(attributes) if is_first && attributes.all.first().is_some_and(Attribute::is_flag) => {
                None
            }
            Braces::Attributes(attributes) if attributes.range.end <= line.end => {
                let rest = attributes.range.end..line.end;
                let words = self.source[rest.clone()].trim();
                if !words.is_empty() {
                    let message = format!("`{words}` stands behind the braces of code");
                    let finding = Diagnostic::new(&UNKNOWN_ATTRIBUTE, message).at(self.span(rest));
                    self.findings
                        .push(finding.help("write it inside the braces, or take it out: it counts as nothing"));
                }
                Some(attributes)
            }
            Braces::Other(braces) if !is_first => {
                let finding = not_attributes(self.source, &braces);
                self.findings.push(finding.at(self.span(braces)));
                None
            }
            Braces::Other(_) => None,
            _ => {
                let found = unended(self.source, at);
                self.findings.extend(found.map(|(finding, range)| finding.at(self.span(range))));
                None
            }
        }
    }

    // Tables.

    pub(super) fn table_head(&mut self, span: Option<Span>) {
        self.output.open("thead", &[], span);
        self.output.open("tr", &[], span);
        if let Some(table) = &mut self.table {
            (table.in_head, table.cell) = (true, 0);
        }
    }

    pub(super) fn end_table_head(&mut self) {
        self.close_block("tr");
        self.close_block("thead");
        if let Some(table) = &mut self.table {
            table.in_head = false;
        }
    }

    pub(super) fn table_row(&mut self, span: Option<Span>) {
        if let Some(table) = &mut self.table {
            table.cell = 0;
            if !table.has_body {
                table.has_body = true;
                self.output.open("tbody", &[], span);
            }
        }
        self.output.open("tr", &[], span);
    }

    pub(super) fn table_cell(&mut self, span: Option<Span>) {
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

    pub(super) fn end_table_cell(&mut self) {
        let in_head = self.table.as_ref().is_some_and(|table| table.in_head);
        self.close_block(if in_head { "th" } else { "td" });
    }

    pub(super) fn end_table(&mut self) {
        if self.table.take().is_some_and(|table| table.has_body) {
            self.close_block("tbody");
        }
        self.close_block("table");
    }

    // Pictures.

    pub(super) fn alternative_text(&mut self, event: Event<'a>) {
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
        self.depth = self.depth.saturating_sub(1);
        let address = encode_address(&image.address);
        let given = [("src", address.as_str()), ("alt", &*image.alternative), ("title", &*image.title)];
        let count = if image.title.is_empty() { 2 } else { 3 };
        self.open_with("img", "", &given[..count], image.attributes.as_ref(), &image.range);
        self.output.close("img");
    }
}

pub(super) const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

pub(super) fn alert_class(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "alert alert-note",
        BlockQuoteKind::Tip => "alert alert-tip",
        BlockQuoteKind::Important => "alert alert-important",
        BlockQuoteKind::Warning => "alert alert-warning",
        BlockQuoteKind::Caution => "alert alert-caution",
    }
}

/// Encodes what may not stand in an address: white space, quotes, brackets, and all beyond ASCII.
pub(super) fn encode_address(address: &str) -> String {
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
