//! Index marks: `[ferry]{.index}` names the word itself, `{.index key="ferry!bells"}` an entry under another.
//!
//! Each mark gets an id to be led to; the page with the index is made from them when the whole book is set.

use super::Context;
use super::classes;
use super::label::label;
use crate::diagnostic::Diagnostics;
use crate::manuscript::markdown::KEY;
use crate::manuscript::{IndexMark, Piece};
use crate::slug::Unique;
use crate::xml::{NodeId, NodeRef};

/// The class of an index mark.
const MARK: &str = "index";

/// Parts an entry from one under it.
const UNDER: char = '!';

/// How many entries may stand under each other.
const LEVELS: usize = 3;

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !classes::may_have(&piece.tree, &[MARK]) {
        return Diagnostics::new();
    }
    let tree = &mut piece.tree;
    let is_mark = |node: &NodeRef<'_>| node.is_html("span") && classes::has(*node, MARK);
    let marks: Vec<NodeId> = tree.root().descendants().filter(is_mark).map(NodeRef::id).collect();
    let mut unique: Unique = tree.values("id").collect();
    for mark in marks {
        let node = tree.get(mark);
        let words = node.attribute(KEY).map_or_else(|| label(node), str::to_owned);
        let said = node.attribute("lang").or_else(|| node.ancestors().find_map(|above| above.attribute("lang")));
        let language = said.unwrap_or(&piece.language).to_owned();
        let given = node.attribute("id").map(str::to_owned);
        tree.unset(mark, KEY);
        let path = words.splitn(LEVELS, UNDER).map(str::trim).filter(|part| !part.is_empty());
        let path: Vec<String> = path.map(str::to_owned).collect();
        if path.is_empty() {
            continue;
        }
        let id = given.unwrap_or_else(|| unique.fresh("mark"));
        tree.set(mark, "id", &id);
        piece.index.push(IndexMark { path, id, language });
    }
    Diagnostics::new()
}
