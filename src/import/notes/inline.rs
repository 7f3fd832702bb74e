//! Footnotes that stand in a sentence where their mark would: `[Footnote 2: By an hour.]`, `[Footnote: By an hour.]`.

use super::{NOTE, NOTE_LABEL, last_note, refer};
use crate::xml::{Name, NodeId, NodeRef, Tree};

const OPENING: &str = "[Footnote";

/// Makes notes of them, whose numbers begin after `number`; returns their marks.
pub(super) fn gather(tree: &mut Tree, mut number: usize) -> Vec<String> {
    // A heading has no place for notes.
    let is_prose = |node: NodeRef<'_>| node.ancestors().any(|above| above.is_html("p"));
    let may_hold = |node: &NodeRef<'_>| node.is_text() && node.text().contains(OPENING) && is_prose(*node);
    let texts: Vec<NodeId> = tree.root().descendants().filter(may_hold).map(NodeRef::id).collect();
    let mut marks = Vec::new();
    for mut text in texts {
        while let Some(found) = find(tree.get(text)) {
            marks.push(tree.get(text).text()[found.start..found.words].to_owned());
            text = take(tree, text, &found, number);
            number += 1;
        }
    }
    marks
}

/// Where a note stands.
struct Found {
    /// Where its bracket opens, in the text that it begins in.
    start: usize,
    /// Where its words begin.
    words: usize,
    /// The text that it ends in; other nodes may be between.
    last: NodeId,
    /// Where its bracket closes.
    end: usize,
}

/// Returns the first note in a text that has something before it.
fn find(node: NodeRef<'_>) -> Option<Found> {
    let text = node.text();
    let begins = |at: usize| !text[..at].trim().is_empty() || node.previous().is_some();
    text.match_indices(OPENING).filter(|(at, _)| begins(*at)).find_map(|(start, _)| {
        let inner = start + OPENING.len();
        let words = inner + text[inner..].find(':')? + 1;
        let label = text[inner..words - 1].trim();
        let is_label = label.len() <= 4 && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '*');
        let (last, end) = if is_label { closing(node, words)? } else { return None };
        let is_blank = last == node.id() && text[words..end].trim().is_empty();
        (!is_blank).then_some(Found { start, words, last, end })
    })
}

/// Returns where the bracket closes that is open at a place of a text, in it or in those beside it.
fn closing(node: NodeRef<'_>, from: usize) -> Option<(NodeId, usize)> {
    const MOST: usize = 32;
    let (mut depth, mut brackets) = (1_usize, 0);
    for beside in std::iter::successors(Some(node), |node| node.next()).filter(|beside| beside.is_text()) {
        let from = if beside.id() == node.id() { from } else { 0 };
        for (at, bracket) in beside.text()[from..].match_indices(['[', ']']) {
            depth = if bracket == "[" { depth + 1 } else { depth - 1 };
            brackets += 1;
            match depth {
                0 => return Some((beside.id(), from + at)),
                _ if brackets == MOST => return None,
                _ => {}
            }
        }
    }
    None
}

/// Puts a reference in the place of a note, and the note behind the block; returns the text after the reference.
fn take(tree: &mut Tree, text: NodeId, found: &Found, number: usize) -> NodeId {
    let whole = tree.get(text).text().to_owned();
    let is_one = found.last == text;
    let (end, after) = if is_one { (found.end, found.end + 1) } else { (whole.len(), whole.len()) };
    let rest = refer(tree, text, found.start..after, number);
    let note = tree.create_element(&Name::html("div"), None);
    tree.set(note, "role", "doc-footnote");
    tree.set(note, "id", &format!("{NOTE}{number}"));
    tree.set(note, NOTE_LABEL, &(number + 1).to_string());
    let paragraph = tree.append_element(note, &Name::html("p"), None);
    tree.append_text(paragraph, whole[found.words..end].trim_start(), None);
    while let Some(next) = tree.get(rest).next().map(NodeRef::id).filter(|_| !is_one) {
        tree.detach(next);
        tree.append(paragraph, next);
        if next == found.last {
            let words = tree.get(next).text().to_owned();
            tree.set_text(next, &words[..found.end]);
            tree.set_text(rest, &words[found.end + 1..]);
            break;
        }
    }
    let place = last_note(tree, text);
    tree.insert_after(place, note);
    rest
}
