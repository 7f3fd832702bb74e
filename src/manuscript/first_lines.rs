//! What a text says of itself in its first lines, as archives and exports write it: `# Title: …`, `## Author: …`.
//!
//! Lines that a chapter of the manifest has keys for become facts; they begin a text, and one of them is its title.

use crate::diagnostic::Diagnostics;
use crate::manifest::{Facts, Meta, read_metas};
use crate::xml::{NodeId, NodeRef, Tree};

/// Takes the headings that say something of a text from its beginning.
pub(crate) fn take(tree: &mut Tree) -> (Facts, Diagnostics) {
    let mut metas: Vec<Meta> = Vec::new();
    let mut lines: Vec<NodeId> = Vec::new();
    let mut rest = None;
    for block in tree.root().elements() {
        let Some(meta) = meta(block).filter(Meta::is_known) else {
            rest = Some(block);
            break;
        };
        metas.push(meta);
        lines.push(block.id());
    }
    if !metas.iter().any(|meta| meta.name == "title") {
        return (Facts::default(), Diagnostics::new());
    }
    // The rule below them parts them from the text, and parts nothing any more.
    lines.extend(rest.filter(|rest| rest.is_html("hr")).map(NodeRef::id));
    for line in lines {
        tree.detach(line);
    }
    read_metas(metas)
}

/// Reads a heading of the form `Name: value`.
fn meta(block: NodeRef<'_>) -> Option<Meta> {
    if !matches!(block.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")) {
        return None;
    }
    let text = block.text_content();
    let (name, value) = text.split_once(':')?;
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then(|| Meta { name: name.trim().to_lowercase(), value, span: block.span() })
}
