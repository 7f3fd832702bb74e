//! Digits in lines that run from top to bottom: one or two stand upright, in the field of one character.
//!
//! Longer numbers lie on their side, as they do in print. The numbers of notes are for the stylesheet, since nothing
//! may stand in their links.

use super::{Context, spans};
use crate::manifest::Writing;
use crate::manuscript::Piece;
use crate::manuscript::east_asian::is_wide;
use crate::xml::{NodeId, NodeRef};
use std::ops::Range;

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) {
    if context.manifest.style.writing != Writing::Vertical {
        return;
    }
    let tree = &mut piece.tree;
    let is_left = |above: NodeRef<'_>| {
        let is_note = matches!(above.attribute("role"), Some("doc-noteref" | "doc-backlink"));
        is_note || matches!(above.html(), Some("pre" | "code" | "rt"))
    };
    let is_set = |node: &NodeRef<'_>| !node.ancestors().any(is_left);
    let texts = tree.root().descendants().filter(|node| node.is_text() && upright(node.text(), 0).is_some());
    let texts: Vec<NodeId> = texts.filter(is_set).map(NodeRef::id).collect();
    for text in texts {
        spans::wrap(tree, text, "upright", upright);
    }
}

/// Finds one or two digits, or marks, among characters that stand upright.
fn upright(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    let is_mark = |byte: &u8| matches!(byte, b'!' | b'?');
    while let Some(at) = text.as_bytes()[start..].iter().position(|byte| byte.is_ascii_digit() || is_mark(byte)) {
        let begin = start + at;
        let is_digit = text.as_bytes()[begin].is_ascii_digit();
        let belongs = |byte: &&u8| if is_digit { byte.is_ascii_digit() } else { is_mark(byte) };
        let end = begin + text.as_bytes()[begin..].iter().take_while(belongs).count();
        let is_upright = |letter: Option<char>| letter.is_none_or(is_wide);
        let stands = is_upright(text[..begin].chars().next_back()) && is_upright(text[end..].chars().next());
        if end - begin <= 2 && stands {
            return Some(begin..end);
        }
        start = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_two_digits_among_characters_stand_upright() {
        for (text, expected) in [
            ("は12月", Some("12")),
            ("12", Some("12")),
            ("2026年", None),
            ("は2026年12月", Some("12")),
            ("なに!?", Some("!?")),
            ("a12b", None),
            ("第3回", Some("3")),
            ("3.5", None),
        ] {
            assert_eq!(upright(text, 0).map(|range| &text[range]), expected, "{text}");
        }
    }
}
