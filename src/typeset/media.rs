//! Recordings: one on the web stays a link's work; one beside the book is left out, with what it says in its place.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::Piece;
use crate::xml::NodeRef;

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let players: Vec<_> = piece.tree.root().descendants_named(&["audio", "video"]).map(NodeRef::id).collect();
    for id in players {
        let player = piece.tree.get(id);
        let kind = player.html().unwrap_or_default();
        let message = format!("the `<{kind}>` is not packed: recordings are not supported yet");
        let help = "say in words what is heard or seen, or link to the recording on the web";
        diagnostics.push(Diagnostic::new(&RECORDING_LEFT_OUT, message).at(player.nearest_span()).help(help));
        let sources: Vec<_> =
            player.elements().filter(|node| matches!(node.html(), Some("source" | "track"))).collect();
        let sources: Vec<_> = sources.into_iter().map(NodeRef::id).collect();
        for source in sources {
            piece.tree.detach(source);
        }
        piece.tree.unwrap(id);
    }
    diagnostics
}

pub(super) const RULES: &[&Rule] = &[&RECORDING_LEFT_OUT];

const RECORDING_LEFT_OUT: Rule = Rule {
    name: "recording-left-out",
    severity: Severity::Warning,
    summary: "a sound or film is not packed into the book",
    explanation: r#"
The text inside the player, which is for readers that cannot play it, is kept in its place.

Wrong:

    <audio src="bell.mp3"></audio>

Right:

    <audio src="bell.mp3">The bell rings twice, and stops.</audio>
    [Hear the bell](https://example.org/bell.mp3)
"#,
    epubcheck: &["RSC-007"],
};
