//! Speech that is broken off: the dash and the marks that end it stay with the last word.
//!
//! Engines may break a line before any dash, and would begin one with `—”`. A character that joins words would do, but
//! some readers show a box for it; a span that does not break is understood by all.

use super::{Context, spans};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::xml::{NodeId, NodeRef};
use std::ops::Range;

const ENDS: &[&str] = &["—”", "—’", "—“", "—»", "—«"];

/// The marks after the dash; the spaces are those between two marks.
const MARKS: &[char] = &['”', '’', '“', '»', '«', '\u{200A}', '\u{202F}', '\u{A0}'];

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let tree = &mut piece.tree;
    if !tree.may_hold("—") || !ENDS.iter().any(|end| tree.may_hold(end)) {
        return Diagnostics::new();
    }
    let is_left = |above: NodeRef<'_>| matches!(above.html(), Some("pre" | "code"));
    let texts = tree.root().descendants().filter(|node| node.is_text() && find(node.text(), 0).is_some());
    let texts: Vec<NodeId> = texts.filter(|node| !node.ancestors().any(is_left)).map(NodeRef::id).collect();
    for text in texts {
        spans::wrap(tree, text, "nowrap", find);
    }
    Diagnostics::new()
}

/// Finds a word with the dash and the marks that end it.
fn find(text: &str, mut from: usize) -> Option<Range<usize>> {
    // Of a longer word only the end is kept together, lest it is broken nowhere.
    const LONGEST: usize = 16;
    loop {
        let dash = from + text[from..].find('—')?;
        let after = dash + '—'.len_utf8();
        let rest = text[after..].trim_start_matches(MARKS);
        let end = text.len() - rest.len();
        let letters = text[from..dash].chars().rev().take_while(|letter| letter.is_alphanumeric() || *letter == '’');
        let word: usize = letters.take(LONGEST).map(char::len_utf8).sum();
        let is_end = end > after && rest.chars().next().is_none_or(char::is_whitespace);
        if word > 0 && is_end {
            return Some(dash - word..end);
        }
        from = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_is_kept_with_what_ends_it() {
        for (text, expected) in [
            ("“It was me—”", Some("me—”")),
            ("“He said ‘I don’t—’\u{200A}” she", Some("don’t—’\u{200A}”")),
            ("„Ich war—“ sagte er", Some("war—“")),
            ("me—and you", None),
            ("me—“and you”", None),
            ("—”", None),
            ("me, —”", None),
            ("one—two, three—”", Some("three—”")),
            ("Unwahrscheinlichkeitsberechnungen—”", Some("eitsberechnungen—”")),
        ] {
            assert_eq!(find(text, 0).map(|range| &text[range]), expected, "{text}");
        }
    }
}
