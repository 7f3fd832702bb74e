//! `/Emphasis/` between slashes, as messages have it, in texts where slashes do nothing else.

use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::ops::Range;

/// A phrase between slashes is no longer than this, in bytes.
const LONGEST: usize = 200;

/// Makes emphasis of what stands between slashes.
pub(super) fn emphasise(tree: &mut Tree) {
    let texts: Vec<NodeId> =
        tree.root().descendants().filter(|node| node.is_text() && node.text().contains('/')).map(NodeRef::id).collect();
    for id in texts {
        let text = tree.get(id).text().to_owned();
        let phrases = phrases(&text);
        let mut start = 0;
        for phrase in &phrases {
            let before = tree.create_text(&text[start..phrase.start], None);
            tree.insert_before(id, before);
            let emphasis = tree.create_element(&Name::html("em"), None);
            tree.append_text(emphasis, &text[phrase.start + 1..phrase.end - 1], None);
            tree.insert_before(id, emphasis);
            start = phrase.end;
        }
        if !phrases.is_empty() {
            tree.set_text(id, &text[start..]);
        }
    }
}

/// Returns where words stand between slashes, the slashes with them: neither paths nor `and/or`.
fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('/').map(|offset| at + offset) {
        at = open + 1;
        let Some(length) = text[at..].find('/').filter(|length| (2..LONGEST).contains(length)) else { continue };
        let (inner, end) = (&text[at..at + length], at + length + 1);
        let before = text[..open].chars().next_back();
        let after = text[end..].chars().next();
        let is_apart = |letter: Option<char>| {
            letter.is_none_or(|letter| letter.is_whitespace() || "([{\"'“‘„«»—–-*¿¡".contains(letter))
        };
        let closes = after.is_none_or(|letter| !letter.is_alphanumeric() && letter != '/');
        let is_words = inner.starts_with(|first: char| first.is_alphabetic() || "\"'“‘".contains(first))
            && inner.ends_with(|last: char| !last.is_whitespace())
            && !inner.contains(['\\', '<', '>', '@', '=']);
        if is_apart(before) && closes && is_words {
            found.push(open..end);
            at = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_told_from_paths() {
        for (text, expected) in [
            ("It was /late/, and /so late!/", vec!["/late/", "/so late!/"]),
            ("either/or, and/or", vec![]),
            ("in /usr/bin/ and http://a/b/ or a/b/c", vec![]),
            ("10/12/2020, /r/books, w/o", vec![]),
            ("(/late/)", vec!["/late/"]),
            ("—/late/—", vec!["/late/"]),
            ("location=\"${lib}/boat.jar\"/", vec![]),
        ] {
            let found: Vec<&str> = phrases(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
