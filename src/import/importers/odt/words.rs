//! The words of a document, whatever the reader understands of what stands around them: the loss check goes by these.

use super::{is, ns};
use crate::xml::{self, NodeRef};

/// Namespaces of what stands in a paragraph and is none of its words: who changed it and when, what a picture shows,
/// formulas.
const BESIDE: &[&str] = &[ns::DC, ns::META, ns::SVG, xml::ns::MATHML];

/// Returns the texts below a node, one a paragraph.
pub(super) fn texts(node: NodeRef<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    collect(node, &mut texts, None);
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// Adds what stands in a node to the text at `at`; what is in no paragraph is no text. Recurses over elements, whose depth
/// the parser bounds.
fn collect(node: NodeRef<'_>, texts: &mut Vec<String>, at: Option<usize>) {
    let at = if is(node, "p") || is(node, "h") {
        texts.push(String::new());
        Some(texts.len() - 1)
    } else {
        at
    };
    for inner in node.children() {
        if let Some(at) = at {
            texts[at].push_str(if inner.is_text() { inner.text() } else { space(inner) });
        }
        if inner.is_element() && !is_beside(inner) {
            collect(inner, texts, at);
        }
    }
}

/// Returns what an element puts between words; they do not go on beyond a note or a formula.
fn space(node: NodeRef<'_>) -> &'static str {
    if node.local_in(ns::DRAW) == Some("frame") || ["s", "tab", "line-break", "note"].iter().any(|name| is(node, name))
    {
        " "
    } else {
        ""
    }
}

/// Tells whether an element holds no words of the text: the marks of notes are made anew.
fn is_beside(node: NodeRef<'_>) -> bool {
    BESIDE.iter().any(|namespace| node.local_in(namespace).is_some())
        || is(node, "note-citation")
        || is(node, "script")
        || node.local_in(ns::OFFICE) == Some("binary-data")
}
