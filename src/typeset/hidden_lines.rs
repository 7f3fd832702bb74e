//! Takes the lines of code that an mdBook hides out of its texts: those that only a compiler wants to see.
//!
//! In Rust they begin with `# `, and a line that shall begin so is typed with `##`; for other languages the book says
//! what they begin with. On the web a reader may have them shown; a book on paper has no switch for that.

use super::Context;
use crate::diagnostic::Diagnostics;
use crate::manifest::Mdbook;
use crate::manuscript::Piece;
use crate::xml::{NodeId, NodeRef};
use std::borrow::Cow;

const LANGUAGE: &str = "language-";

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let Some(book) = &context.manifest.mdbook else { return Diagnostics::new() };
    let blocks = piece.tree.root().descendants().filter(|node| node.is_html("code"));
    let shown: Vec<(Vec<NodeId>, String)> = blocks.filter_map(|block| shown(block, book)).collect();
    for (texts, shown) in shown {
        let Some((first, others)) = texts.split_first() else { continue };
        piece.tree.set_text(*first, &shown);
        // It is no longer what stands at its place; the block still says where it is from.
        piece.tree.set_span(*first, None);
        for other in others {
            piece.tree.detach(*other);
        }
    }
    Diagnostics::new()
}

/// Returns the texts of a block of code, and what is shown of them; nothing where that is all.
fn shown(block: NodeRef<'_>, book: &Mdbook) -> Option<(Vec<NodeId>, String)> {
    block.parent().filter(|parent| parent.is_html("pre"))?;
    let language = block.attribute("class")?.split_whitespace().find_map(|class| class.strip_prefix(LANGUAGE))?;
    let prefix = match language {
        "rust" => None,
        language => Some(book.hidden_lines.get(language)?.as_str()),
    };
    if block.children().any(|child| !child.is_text()) {
        return None;
    }
    let text = block.text_content();
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match prefix {
            None => shown.push_str(&rust_line(line)),
            Some(prefix) if line.trim_start().starts_with(prefix) => {}
            Some(_) => shown.push_str(line),
        }
    }
    (shown != text).then(|| (block.children().map(NodeRef::id).collect(), shown))
}

/// Returns what is shown of a line of Rust.
fn rust_line(line: &str) -> Cow<'_, str> {
    let code = line.trim_start_matches([' ', '\t']);
    let indent = &line[..line.len() - code.len()];
    match code.strip_prefix('#') {
        Some(rest) if rest.starts_with('#') => Cow::Owned([indent, rest].concat()),
        Some(rest) if rest.trim_end_matches(['\r', '\n']).is_empty() || rest.starts_with(' ') => Cow::Borrowed(""),
        _ => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_the_compiler_alone_are_hidden() {
        for (line, shown) in [
            ("# use std::fs;\n", ""),
            ("    # a\n", ""),
            ("#\n", ""),
            ("#[derive(Debug)]\n", "#[derive(Debug)]\n"),
            ("#![no_std]\n", "#![no_std]\n"),
            ("  ## a\n", "  # a\n"),
            ("a # b", "a # b"),
        ] {
            assert_eq!(rust_line(line), shown, "{line}");
        }
    }
}
