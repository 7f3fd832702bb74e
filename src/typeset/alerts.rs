//! Gives alerts (`> [!NOTE]`) the word that says what they are, in the language of the piece.
//!
//! What stands beside the text is a note to those who have a page read to them, and no landmark: a page may have many,
//! and landmarks must be told apart by their names.

use super::Context;
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::words::Word;
use crate::xml::{Name, NodeRef};

const ALERTS: &[(&str, Word)] = &[
    ("alert-note", Word::Note),
    ("alert-tip", Word::Tip),
    ("alert-important", Word::Important),
    ("alert-warning", Word::Warning),
    ("alert-caution", Word::Caution),
];

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let kind =
        |node: NodeRef<'_>| ALERTS.iter().find(|(class, _)| node.has_token("class", class)).map(|(_, word)| *word);
    let asides = || piece.tree.root().descendants_named(&["aside"]);
    let alerts: Vec<_> = asides().filter_map(|node| kind(node).map(|word| (node.id(), word))).collect();
    let is_bare = |node: &NodeRef<'_>| {
        ["role", "aria-label", "aria-labelledby"].iter().all(|name| node.attribute(name).is_none())
    };
    let bare: Vec<_> = asides().filter(is_bare).map(NodeRef::id).collect();
    for aside in bare {
        piece.tree.set(aside, "role", "note");
    }
    for (alert, word) in alerts {
        let span = piece.tree.get(alert).span();
        let title = piece.tree.create_element(&Name::html("p"), span);
        piece.tree.set(title, "class", "alert-title");
        let word = context.word(word, &piece.language);
        piece.tree.append_text(title, word, span);
        piece.tree.prepend(alert, title);
    }
    Diagnostics::new()
}
