//! The words of a document, whatever the reader understands of what stands around them: the loss check goes by these.

use super::{attribute, child, is};
use crate::xml::NodeRef;

/// The namespace of what is given in several ways, of which a program takes the first that it understands.
const ALTERNATIVES: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Returns the texts below a node: of each paragraph, and of what was deleted in it.
pub(super) fn texts(node: NodeRef<'_>) -> Vec<String> {
    let mut texts = vec![String::new()];
    collect(node, &mut texts, 0);
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// Adds what stands below a node to the text at `at`. Recurses over elements, whose depth the parser bounds.
fn collect(parent: NodeRef<'_>, texts: &mut Vec<String>, at: usize) {
    for node in shown(parent) {
        if let Some(sign) = sign(node) {
            texts[at].push_str(&sign);
        } else if is(node, "ruby") {
            let (base, reading) = ruby(node);
            texts[at].extend([base, reading]);
        } else if ["p", "del", "moveFrom"].iter().any(|name| is(node, name)) {
            texts.push(String::new());
            collect(node, texts, texts.len() - 1);
        } else if node
            .name()
            .is_some_and(|name| matches!(&*name.local, "oMath" | "footnoteReference" | "endnoteReference"))
        {
            // A formula is no word, and words do not go on beyond it, nor beyond the mention of a note.
            texts[at].push(' ');
        } else {
            collect(node, texts, at);
        }
    }
}

/// Returns what an element in a run puts into the text, if it is a text.
pub(super) fn sign(node: NodeRef<'_>) -> Option<String> {
    let is = |name: &str| is(node, name);
    Some(match () {
        () if is("t") || is("delText") => node.text_content(),
        () if is("tab") || is("ptab") => " ".to_owned(),
        () if is("br") || is("cr") => "\n".to_owned(),
        () if is("noBreakHyphen") => "\u{2011}".to_owned(),
        () if is("softHyphen") => "\u{AD}".to_owned(),
        () if is("sym") => symbol(attribute(node, "char")?)?,
        () => return None,
    })
}

/// Returns words with how they are read, which a document says before them.
pub(super) fn ruby(node: NodeRef<'_>) -> (String, String) {
    let of = |name: &str| child(node, name).map(|part| texts(part).concat()).unwrap_or_default();
    (of("rubyBase"), of("rt"))
}

/// Returns a character that is given by its number; those of symbol fonts stand in a private area.
fn symbol(code: &str) -> Option<String> {
    let number = u32::from_str_radix(code, 16).ok()?;
    let plain = if (0xF000..=0xF0FF).contains(&number) { number - 0xF000 } else { number };
    char::from_u32(plain).map(String::from)
}

/// Returns the elements in a node; of what is given in several ways, those of one way. Recurses over ways within ways,
/// whose depth the parser bounds.
pub(super) fn shown(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let mut elements = Vec::new();
    for inner in node.elements() {
        if inner.local_in(ALTERNATIVES) == Some("AlternateContent") {
            elements.extend(way(inner).map(shown).unwrap_or_default());
        } else {
            elements.push(inner);
        }
    }
    elements
}

/// Returns the first way that shows something that can be taken: words or a picture.
fn way(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let has_any = |way: &NodeRef<'_>| {
        let is_shown = |node: NodeRef<'_>| {
            node.name().is_some_and(|name| matches!(&*name.local, "t" | "blip" | "imagedata" | "oMath"))
        };
        way.descendants().any(is_shown)
    };
    node.elements().find(has_any).or_else(|| node.elements().next())
}

/// Returns the elements below a node in their order, but for those within an element of the name `last`.
pub(super) fn below<'n>(node: NodeRef<'n>, last: &str) -> Vec<NodeRef<'n>> {
    let mut found = Vec::new();
    let mut waiting = shown(node);
    waiting.reverse();
    while let Some(node) = waiting.pop() {
        found.push(node);
        if !is(node, last) {
            waiting.extend(shown(node).into_iter().rev());
        }
    }
    found
}
