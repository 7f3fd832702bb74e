//! The plain text of a heading: what stands in tables of contents.

use crate::formula;
use crate::xml::{NodeRef, ns};

/// Returns the text of a node on one line, without note marks and readings; pictures stand as their alternative text,
/// formulas on a line.
pub(super) fn label(node: NodeRef<'_>) -> String {
    let mut text = String::new();
    let mut next = node.first_child();
    while let Some(inner) = next {
        let is_math = inner.local_in(ns::MATHML) == Some("math");
        let skipped =
            is_math || inner.attribute("role") == Some("doc-noteref") || matches!(inner.html(), Some("rt" | "rp"));
        match inner.html() {
            _ if is_math => text.push_str(&formula::plain_text(inner)),
            _ if inner.is_text() => text.push_str(inner.text()),
            Some("br") => text.push(' '),
            Some("img") => text.push_str(inner.attribute("alt").unwrap_or_default()),
            _ => {}
        }
        next = if skipped { inner.following_beyond(node.id()) } else { inner.following_within(node.id()) };
    }
    // No-break spaces are meant, but where nothing else is there.
    text.trim().split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the level of a heading, 1 to 6.
pub(super) fn level(node: NodeRef<'_>) -> Option<usize> {
    match node.html()? {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

/// The names of headings by level.
pub(super) const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Tells whether a heading names a part of the piece: inside quotations, notes and asides it does not.
pub(super) fn is_structural(heading: NodeRef<'_>) -> bool {
    heading
        .ancestors()
        .all(|above| !matches!(above.html(), Some("blockquote" | "aside" | "figure" | "td" | "th" | "li")))
}
