//! Lines of Chinese and Japanese that a text file or a page has cut: a line end between two characters is no space.
//!
//! The Markdown and plain-text readers join lines themselves; pages of HTML come as they are.

use super::Context;
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::manuscript::east_asian::is_wide;
use crate::xml::{NodeId, NodeRef};

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !matches!(piece.language.get(..2), Some("ja" | "zh")) {
        return Diagnostics::new();
    }
    let is_text = |node: &NodeRef<'_>| node.is_text() && node.text().contains('\n');
    let is_kept = |node: NodeRef<'_>| node.ancestors().any(|above| above.is_html("pre"));
    let texts = piece.tree.root().descendants().filter(is_text).filter(|node| !is_kept(*node));
    let joined: Vec<(NodeId, String)> = texts.filter_map(|node| Some((node.id(), join(node.text())?))).collect();
    for (id, text) in joined {
        piece.tree.set_text(id, &text);
    }
    Diagnostics::new()
}

/// Returns a text without the line ends that stand between characters; nothing if there are none.
fn join(text: &str) -> Option<String> {
    let mut joined = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices('\n') {
        let (before, after) = (text[..at].trim_end_matches([' ', '\t', '\r']), text[at..].trim_start());
        let stands = before.chars().next_back().is_some_and(is_wide) && after.chars().next().is_some_and(is_wide);
        if stands && before.len() >= from {
            joined.push_str(&text[from..before.len()]);
            from = text.len() - after.len();
        }
    }
    (from > 0).then(|| joined + &text[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_between_characters_go() {
        for (text, expected) in [
            ("一行目、\n二行目。\r\n  三行目\n", Some("一行目、二行目。三行目\n")),
            ("一\n\n二", Some("一二")),
            ("one\ntwo", None),
            ("一\ntwo", None),
            ("\n一", None),
        ] {
            assert_eq!(join(text).as_deref(), expected, "{text}");
        }
    }
}
