//! What an author says before and after a chapter, `A/N: …`: it leaves the text for front matter, where notes belong.

use super::{Removed, markdown};
use crate::manifest::Facts;
use crate::source::Located;
use crate::xml::{NodeId, NodeRef, Tree};

/// What such a note begins with, in lower case.
const MARKS: &[&str] = &[
    "a/n",
    "an",
    "t/n",
    "author's note",
    "author’s note",
    "author's notes",
    "author’s notes",
    "authors note",
    "authors' note",
    "authors’ note",
    "author note",
    "translator's note",
    "translator’s note",
];

/// Takes the notes from the beginning and the end of a chapter, unless that is all there is.
pub(super) fn take(tree: &mut Tree, facts: &mut Facts) -> Option<Removed> {
    let blocks: Vec<NodeId> = tree.root().elements().filter(|block| !block.is_html("hr")).map(NodeRef::id).collect();
    let before: Vec<Note> = blocks.iter().map_while(|block| Note::read(tree.get(*block))).collect();
    if before.len() == blocks.len() {
        return None;
    }
    // The line that ends a text may stand behind the note.
    let from_end = blocks.iter().rev().skip_while(|block| is_end(&tree.get(**block).text_content()));
    let mut after: Vec<Note> = from_end.map_while(|block| Note::read(tree.get(*block))).collect();
    after.reverse();
    let mut marks = Vec::new();
    for (notes, said) in [(before, &mut facts.notes_before), (after, &mut facts.notes_after)] {
        let mut words: Vec<String> = Vec::new();
        for note in notes {
            detach(tree, note.block);
            words.push(note.words);
            marks.extend(note.mark);
        }
        if !words.is_empty() {
            *said = Some(Located { value: words.join("\n\n"), span: None });
        }
    }
    let what = "the marks of author's notes, which are front matter now".to_owned();
    (!marks.is_empty()).then(|| Removed { what, text: marks.join("\n") })
}

/// Takes a note from a text; the rule that parted it from the text parts nothing any more.
fn detach(tree: &mut Tree, block: NodeId) {
    let here = tree.get(block);
    let beside = here.next_element().into_iter().chain(here.previous_element());
    let rules: Vec<NodeId> = beside.filter(|beside| beside.is_html("hr")).map(NodeRef::id).collect();
    for rule in rules {
        tree.detach(rule);
    }
    tree.detach(block);
}

/// A paragraph in which the author speaks.
struct Note {
    block: NodeId,
    /// What it begins with that front matter says by itself.
    mark: Option<String>,
    words: String,
}

impl Note {
    fn read(block: NodeRef<'_>) -> Option<Self> {
        const DISCLAIMER: &str = "disclaimer:";
        if !block.is_html("p") {
            return None;
        }
        let words = markdown::words(block);
        if words.get(..DISCLAIMER.len()).is_some_and(|start| start.eq_ignore_ascii_case(DISCLAIMER)) {
            return Some(Self { block: block.id(), mark: None, words });
        }
        let (mark, note) = note(&words)?;
        Some(Self { block: block.id(), mark: Some(mark.to_owned()), words: note.to_owned() })
    }
}

/// Tells whether an author speaks right below a heading of a text, as those do who publish chapter by chapter.
pub(super) fn are_below_headings(headings: &[NodeRef<'_>]) -> bool {
    let speaks = |block: NodeRef<'_>| Note::read(block).is_some();
    headings.len() > 1
        && headings
            .iter()
            .any(|heading| heading.next_element().is_some_and(speaks) || heading.previous_element().is_some_and(speaks))
}

/// Tells whether a line says that a text ends, or goes on elsewhere.
fn is_end(line: &str) -> bool {
    const LONGEST: usize = 64;
    if line.len() > LONGEST {
        return false;
    }
    let words: String = line.chars().filter(|letter| letter.is_alphanumeric() || *letter == ' ').collect();
    matches!(
        words.trim().to_lowercase().as_str(),
        "the end" | "end" | "fin" | "finis" | "tbc" | "to be continued" | "ende"
    )
}

/// Parts the mark of a note from what it says.
fn note(words: &str) -> Option<(&str, &str)> {
    let inner = words.trim_start_matches(['(', '\\', '[', '*']);
    let is_bracketed = words.starts_with(['(', '\\', '[']);
    let lower = inner.to_lowercase();
    let rest = MARKS.iter().filter_map(|mark| lower.strip_prefix(mark)).map(str::len).min()?;
    let after = inner.get(inner.len().checked_sub(rest)?..)?;
    let note = after.trim_start_matches('*').strip_prefix([':', '-', '–', '—']).map(str::trim_start)?;
    let mark = &words[..words.len() - note.len()];
    let note = if is_bracketed { note.trim_end_matches([')', ']', '*']) } else { note };
    (!note.trim().is_empty()).then(|| (mark, note.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_by_their_marks() {
        for (words, expected) in [
            ("A/N: Written on a train.", Some("Written on a train.")),
            ("(A/N: Written on a train.)", Some("Written on a train.")),
            ("\\[AN: x]", Some("x")),
            ("**Author's Notes:** x", Some("x")),
            ("An: x", Some("x")),
            ("An apple fell.", None),
            ("Anna: x", None),
            ("A/N", None),
        ] {
            assert_eq!(note(words).map(|(_, note)| note.trim_start_matches(['*', ' '])), expected, "{words}");
        }
    }
}
