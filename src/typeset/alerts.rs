//! Gives alerts (`> [!NOTE]`) the word that says what they are, in the language of the piece.

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
    let asides = piece.tree.root().descendants().filter(|node| node.is_html("aside"));
    let alerts: Vec<_> = asides.filter_map(|node| kind(node).map(|word| (node.id(), word))).collect();
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
