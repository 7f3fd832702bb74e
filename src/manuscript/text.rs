//! The plain-text reader: lines to paragraphs, verse, headings, scene breaks, quotations, lists and tables.
//!
//! Nothing in plain text is certain, so that every judgement is made from the whole file and errs on the side of
//! keeping what was typed: all that is not white space, or a mark that became markup, stands in the tree once and in
//! order. Line ends, hyphens and quotation marks are left as they are; setting them is the work of the passes.

mod apart;
mod block;
mod build;
mod capitals;
mod columns;
mod counted;
mod credit;
mod emphasis;
mod front;
mod header;
mod heading;
mod layout;
mod line;
mod list;
mod quoted;
mod set_off;
mod speeches;
mod table;

pub(crate) use speeches::is_scene_of_film;

use super::reader::{Input, Reading};
use crate::manifest::{Facts, Person, read_metas};
use crate::source::{Located, Span};
use crate::xml::Tree;

/// Reads a text that decoding has made, no longer than 1 GiB.
pub(super) fn read(input: &Input) -> Reading {
    let source = &input.text;
    let lines = quoted::take(source, line::split(source, input.start));
    let header::Header { metas, mut lines, kept } = header::take(source, input.source, lines);
    let (said, diagnostics) = read_metas(metas);
    if lines.is_empty() {
        return Reading { facts: said, diagnostics, ..Reading::new(Tree::default()) };
    }
    let mut set_off = set_off::find(source, &mut lines);
    let credit = if kept == 0 { credit::take(source, &mut lines, &mut set_off) } else { None };
    let first = set_off.first().map_or(lines.len(), |block| block.lines.start);
    // What is left of a header is no title, and no more is a row of a table.
    let front = match credit {
        Some(front) => front,
        None if kept == 0 && first > 0 => front::find(source, &lines),
        None => front::Front::default(),
    };
    let front = if front.body <= first { front } else { front::Front::default() };
    let layout = match set_off[..] {
        [] => layout::Layout::of(source, &lines[front.body..]),
        _ => layout::Layout::of(source, &set_off::others(&lines, &set_off)[front.body..]),
    };
    let mut blocks = front.blocks;
    blocks.extend(block::cut(source, &lines, front.body, layout, set_off));
    let tree = build::tree(source, input.source, &lines, &blocks);
    let found = Facts { title: title(&tree), authors: front.authors, ..Facts::default() };
    Reading { tree, facts: said.or(found), diagnostics }
}

/// Reads the authors that a line names: `by Ann Author and Bo Other`.
pub(crate) fn byline(line: &str) -> Option<Vec<Person>> {
    front::authors_of(line)
}

/// Tells whether a line is the heading of a chapter by its words: `CHAPTER XII`, `Part One: The Road`, `Prologue`,
/// `II. The Inn`.
pub(crate) fn is_chapter_heading(line: &str) -> bool {
    heading::by_words(line).is_some() || heading::is_lone_number(line) || counted::is_counted(line)
}

/// Returns the title as the tree holds it, without its marks.
fn title(tree: &Tree) -> Option<Located<String>> {
    let heading = tree.root().first_child().filter(|node| node.is_html("h1"))?;
    let words: Vec<String> = heading.text_content().split_whitespace().map(str::to_owned).collect();
    let span: Option<Span> = heading.span();
    Some(Located { value: words.join(" "), span })
}

#[cfg(test)]
mod tests;
