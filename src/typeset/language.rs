//! Says language and direction wherever they change: `lang` and `xml:lang` together, `dir` where the script turns.

use super::Context;
use crate::diagnostic::Diagnostics;
use crate::manifest::Direction;
use crate::manuscript::Piece;
use crate::xml::{Name, NodeRef, ns};

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !piece.tree.has_name("lang") {
        return Diagnostics::new();
    }
    let says_language = |node: &NodeRef<'_>| node.is_element() && language(*node).is_some();
    let passages: Vec<_> = piece.tree.root().descendants().filter(says_language).map(NodeRef::id).collect();
    for id in passages {
        let node = piece.tree.get(id);
        let Some(language) = language(node).map(str::to_owned) else { continue };
        let around = node.ancestors().find_map(direction).unwrap_or(piece.direction);
        let turns = Direction::of(&language) != around && node.attribute("dir").is_none();
        if node.html().is_some() {
            piece.tree.set(id, "lang", &language);
        }
        piece.tree.set_attribute(id, &Name::xml("lang"), &language, None);
        if turns && piece.tree.get(id).html().is_some() {
            piece.tree.set(id, "dir", Direction::of(&language).word());
        }
    }
    Diagnostics::new()
}

fn language(node: NodeRef<'_>) -> Option<&str> {
    let said = node.attribute("lang").or_else(|| node.attribute_in(ns::XML, "lang"));
    said.filter(|language| oxilangtag::LanguageTag::parse(*language).is_ok())
}

fn direction(node: NodeRef<'_>) -> Option<Direction> {
    match node.attribute("dir")? {
        "rtl" => Some(Direction::RightToLeft),
        "ltr" => Some(Direction::LeftToRight),
        _ => None,
    }
}
