//! The plain-text reader: lines to paragraphs, verse, headings, scene breaks and quotations.
//!
//! Nothing in plain text is certain, so that every judgement is made from the whole file and errs on the side of
//! keeping what was typed: all that is not white space, or a mark that became markup, stands in the tree once and in
//! order. Line ends, hyphens and quotation marks are left as they are; setting them is the work of the passes.

mod block;
mod build;
mod emphasis;
mod front;
mod heading;
mod layout;
mod line;
mod ornament;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::manifest::{Facts, Located};
use crate::source::{SourceId, Span};
use crate::xml::Tree;
use std::sync::Arc;

/// Every rule that the reader raises.
pub const RULES: &[&Rule] = &[&EMPTY_PIECE];

/// A chapter without a word.
pub const EMPTY_PIECE: Rule = Rule {
    name: "empty-piece",
    severity: Severity::Error,
    summary: "a chapter has no text",
    explanation: "\
The file is there, but it is empty or holds only white space.
An empty page in a book is nearly always a file that was never saved, or the wrong one.

Wrong: `chapters/two.txt` of zero bytes, and in the manifest

    chapters = [\"chapters/one.txt\", \"chapters/two.txt\"]

Right: write the chapter, or leave it out.

    chapters = [\"chapters/one.txt\"]
",
    epubcheck: &[],
};

/// A text as read.
#[derive(Clone, Debug)]
pub struct TextPiece {
    /// What goes below `<body>`.
    pub tree: Tree,
    /// The title and the authors, where the text begins with them.
    pub facts: Facts,
    pub diagnostics: Diagnostics,
}

/// Reads a text that decoding has made, no longer than 1 GiB.
pub fn read(source: &Arc<str>, id: SourceId) -> TextPiece {
    let lines = line::split(source);
    if lines.is_empty() {
        let diagnostic = Diagnostic::new(&EMPTY_PIECE, "the file holds no text").at(Place::File(id));
        let diagnostic = diagnostic.help("write something in it, or take it out of the manifest");
        return TextPiece { tree: Tree::default(), facts: Facts::default(), diagnostics: vec![diagnostic] };
    }
    let front = front::find(source, &lines);
    let layout = layout::Layout::of(source, &lines[front.body..]);
    let mut blocks = front.blocks;
    blocks.extend(block::cut(source, &lines, front.body, layout));
    let tree = build::tree(source, id, &lines, &blocks);
    let facts = Facts { title: title(&tree), authors: front.authors, ..Facts::default() };
    TextPiece { tree, facts, diagnostics: Diagnostics::new() }
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
