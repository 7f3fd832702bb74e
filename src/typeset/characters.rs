//! Replaces characters that XML cannot hold and that came in by a reference, such as `&#1;`.
//!
//! Those that stand in the bytes of a file are replaced when it is decoded.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manuscript::{CONTROL_CHARACTER, Piece};
use crate::xml::{Name, NodeId, is_xml_char};

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    // What stands in a source has been through its decoder.
    if forbidden(piece.tree.own_text()).is_none() {
        return Diagnostics::new();
    }
    let mut diagnostics = Diagnostics::new();
    let mut texts: Vec<(NodeId, String)> = Vec::new();
    let mut attributes: Vec<(NodeId, Name, String)> = Vec::new();
    for node in piece.tree.root().descendants() {
        let mut report = |found: char| {
            let message = format!("the character `U+{:04X}` cannot stand in a book", u32::from(found));
            let help = "take the reference out, or write the character that was meant";
            diagnostics.push(Diagnostic::new(&CONTROL_CHARACTER, message).at(node.nearest_span()).help(help));
        };
        if !node.is_verbatim()
            && let Some(found) = forbidden(node.text())
        {
            report(found);
            texts.push((node.id(), replaced(node.text())));
        }
        for attribute in node.attributes() {
            if let Some(found) = forbidden(attribute.value) {
                report(found);
                attributes.push((node.id(), attribute.name.clone(), replaced(attribute.value)));
            }
        }
    }
    for (node, text) in texts {
        piece.tree.set_text(node, &text);
    }
    for (node, name, value) in attributes {
        piece.tree.set_attribute(node, &name, &value, None);
    }
    diagnostics
}

fn forbidden(text: &str) -> Option<char> {
    // Such characters are rare, and so are the bytes that begin them.
    let is_suspect = |byte: u8| byte == 0xef || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'));
    if !text.bytes().any(is_suspect) {
        return None;
    }
    text.chars().find(|&character| !is_xml_char(character))
}

fn replaced(text: &str) -> String {
    text.replace(|character| !is_xml_char(character), "\u{FFFD}")
}
