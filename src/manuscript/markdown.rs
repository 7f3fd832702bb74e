//! The Markdown reader: CommonMark to the letter, with the extensions that books need.
//!
//! Tables, footnotes, strikethrough, task lists, definition lists, sub- and superscript, alerts; fenced blocks
//! (`::: verse`), attributes in braces, ruby, references to figures.
//! The tree that comes out is the document as its author wrote it: what EPUB allows, numbering and links are the
//! work of passes. Footnotes stand in it as `a[role=doc-noteref]` and `div[role=doc-footnote]`.

mod attributes;
mod blocks;
mod dollars;
mod fence;
mod inline;
mod output;
mod raw;
mod rules;
mod scripts;
mod view;
mod writer;

pub(crate) use attributes::{CODE_TITLE, KEY, NUMBERED, ONLY, PICTURE_WISHES, START};
pub(super) use rules::RULES;

use super::reader::{Input, Reading};
use super::rules::TOO_DEEP;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::xml::{MAX_DEPTH, Tree};
use output::{HtmlOutput, Output, RawHtml, TreeOutput};
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;
use view::View;
use writer::Writer;

/// Begins the id of a footnote, and the fragment of a link to one, until notes are numbered.
pub(crate) const NOTE: &str = "note:";

/// The attribute that holds the label of a footnote, until notes are numbered.
pub(crate) const NOTE_LABEL: &str = "data-note";

/// The attribute of an element that holds TeX, until formulas are made of it: where the formula stands.
pub(crate) const FORMULA: &str = "data-formula";

/// What it says of a formula on lines of its own.
pub(crate) const DISPLAY: &str = "display";

/// The class of a link that shows the number of a figure, table or formula.
pub(crate) const REFERENCE: &str = "reference";

/// Reads a Markdown text, from `input.start` on.
pub(crate) fn read(input: &Input) -> Reading {
    let view = View::of(&input.text[input.start..], input.delimiters);
    // Most pieces hold no HTML, and become a tree directly, without a copy of their text.
    let mut direct = TreeOutput::new(input.text.clone());
    if let Ok(written) = write(input, &view, &mut direct) {
        return reading(input, direct.finish(), written);
    }
    let mut html = HtmlOutput::new(input.text.clone());
    let written = write(input, &view, &mut html).unwrap_or_default();
    reading(input, html.finish(), written)
}

/// What is to be said of a text that was written.
#[derive(Default)]
struct Written {
    findings: Diagnostics,
    /// Where elements stand too deep in each other; what follows was not read.
    too_deep: Option<Range<usize>>,
}

fn reading(input: &Input, mut tree: Tree, written: Written) -> Reading {
    scripts::run(&mut tree, &input.text);
    let mut reading = Reading::new(tree);
    reading.diagnostics = written.findings;
    if let Some(range) = written.too_deep {
        let message = format!("elements stand more than {MAX_DEPTH} deep in each other");
        let range = range.start + input.start..range.end + input.start;
        let diagnostic = Diagnostic::new(&TOO_DEEP, message).at(input.span(range));
        reading.diagnostics.push(diagnostic.help("take the inner ones out of the outer ones"));
    }
    reading
}

fn write(input: &Input, view: &View<'_>, output: &mut dyn Output) -> Result<Written, RawHtml> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT;
    let source = &input.text[input.start..];
    let parser = Parser::new_ext(view.text(), options);
    let mut writer = Writer::new(input, output);
    // Marks among words are looked for in the events between two blocks, which are gathered for it.
    let gathers = inline::may_have_marks(source);
    let mut gathered: Vec<(Event<'_>, Range<usize>)> = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        let event = view.restore(event, &range);
        if let Event::Text(_) = event
            && !writer.is_verbatim()
            && let Some(mark) = view.open_formula(&range)
        {
            writer.open_formula(mark);
        }
        if gathers && inline::is_inline(&event) && !writer.is_verbatim() {
            gathered.push((event, range));
            continue;
        }
        writer.words(std::mem::take(&mut gathered))?;
        let fence = if matches!(event, Event::Rule | Event::Html(_)) { view.fence(&range) } else { None };
        match fence {
            Some(line) if matches!(event, Event::Rule) => writer.fence(&line),
            // A block of HTML ends at an empty line only, and hides a fence before that.
            Some(line) if writer.may_end_html() => writer.fence_in_html(&line)?,
            _ => writer.event(event, range.clone(), None)?,
        }
        if writer.is_too_deep() {
            return Ok(Written { findings: writer.findings, too_deep: Some(range) });
        }
    }
    writer.words(gathered)?;
    writer.finish();
    Ok(Written { findings: writer.findings, too_deep: None })
}
