//! What comes before the fault in a text that is not well-formed: a tree of it, and which elements were still open.
//!
//! Readers that parse as they go, and checkers that do, have seen so much of the document.

use super::parse::{ParseFailure, parse_well_formed};
use super::tree::{NodeId, Tree};
use crate::source::SourceId;
use std::sync::Arc;

/// What was read of a document before its fault.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// All up to the fault, as if every element that was open had ended there.
    pub tree: Tree,
    /// The elements that had not ended, from the root down: what they lack may come after the fault.
    pub open: Vec<NodeId>,
}

/// Reads as much of a text as stands before its fault; nothing where not even its first element does.
pub fn beginning(text: &str, failure: &ParseFailure, source: Option<SourceId>) -> Option<Beginning> {
    let (end, names) = open_elements(text, failure.offset.min(text.len()));
    let mut whole = text.get(..end)?.to_owned();
    for name in names.iter().rev() {
        whole.extend(["</", name, ">"]);
    }
    let tree = parse_well_formed(&Arc::from(whole), source).ok()?;
    let mut open = Vec::with_capacity(names.len());
    let mut last = tree.root().elements().last();
    while let Some(node) = last.filter(|_| open.len() < names.len()) {
        open.push(node.id());
        last = node.elements().last();
    }
    Some(Beginning { tree, open })
}

/// Returns where the last whole piece of markup before `limit` ends, and the names of the elements open there.
fn open_elements(text: &str, limit: usize) -> (usize, Vec<&str>) {
    let (mut end, mut names) = (0, Vec::new());
    while let Some(found) = text[end..].find('<') {
        let start = end + found;
        let rest = &text[start..];
        let Some(length) = markup_length(rest) else { break };
        if start + length > limit {
            break;
        }
        end = start + length;
        let name = rest[1..length - 1].split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next();
        match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => {}
            Some(b'/') => drop(names.pop()),
            _ if rest[..length].ends_with("/>") => {}
            _ => names.extend(name),
        }
        if names.is_empty() && !matches!(rest.as_bytes().get(1), Some(b'!' | b'?')) {
            // The root has ended: whatever follows is no part of it.
            break;
        }
    }
    (end, names)
}

/// Returns how long the piece of markup is with which a text begins.
fn markup_length(rest: &str) -> Option<usize> {
    let until = |end: &str| rest.find(end).map(|at| at + end.len());
    if rest.starts_with("<!--") {
        return until("-->");
    }
    if rest.starts_with("<![CDATA[") {
        return until("]]>");
    }
    if rest.starts_with("<?") {
        return until("?>");
    }
    let (mut quote, mut brackets) = (None, 0usize);
    let end = rest.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'[') => brackets += 1,
            (None, b']') => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        quote.is_none() && brackets == 0 && byte == b'>'
    })?;
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{parse_xml, write_xml};

    #[test]
    fn what_stands_before_the_fault_is_read() {
        for (text, expected, open) in [
            ("<a><b>x</b><c>&bad;</c></a>", "<a><b>x</b><c/></a>", 2),
            ("<a><p>x<p>y</p></a>", "<a><p>x<p>y</p></p></a>", 2),
            ("<a/><b/>", "<a/>", 0),
            ("<a><b c='>'/>", "<a><b c=\"&gt;\"/></a>", 1),
        ] {
            let failure = parse_xml(&text.into(), None).unwrap_err();
            let beginning = beginning(text, &failure, None).unwrap();
            let mut written = String::new();
            write_xml(beginning.tree.root(), &mut written);
            assert_eq!((written.trim_end(), beginning.open.len()), (expected, open), "{text}");
        }
        for text in ["", "x<a/>", "<a", "&"] {
            let failure = parse_xml(&text.into(), None).unwrap_err();
            assert!(beginning(text, &failure, None).is_none(), "{text}");
        }
    }
}
