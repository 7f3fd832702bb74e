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
    let mut marks = Vec::new();
    if blocks.len() < 2 {
        return None;
    }
    // The line that ends a text may stand behind the note.
    let is_end = |block: &&NodeId| is_end(&tree.get(**block).text_content());
    let last = blocks.iter().rev().find(|block| !is_end(block));
    for (block, said) in [(blocks.first(), &mut facts.notes_before), (last, &mut facts.notes_after)] {
        let is_all = marks.len() + 1 == blocks.len();
        let Some(&block) = block.filter(|block| !is_all && tree.get(**block).is_html("p")) else { continue };
        let words = markdown::words(tree.get(block));
        let Some((mark, note)) = note(&words).filter(|_| said.is_none()) else { continue };
        *said = Some(Located { value: note.to_owned(), span: None });
        marks.push(mark.to_owned());
        // The rule that parted it from the text parts nothing any more.
        let here = tree.get(block);
        let beside = here.next_element().into_iter().chain(here.previous_element());
        let rules: Vec<NodeId> = beside.filter(|beside| beside.is_html("hr")).map(NodeRef::id).collect();
        for rule in rules {
            tree.detach(rule);
        }
        tree.detach(block);
    }
    let what = "the marks of author's notes, which are front matter now".to_owned();
    (!marks.is_empty()).then(|| Removed { what, text: marks.join("\n") })
}

/// Tells whether an author speaks right below a heading of a text, as those do who publish chapter by chapter.
pub(super) fn are_below_headings(headings: &[NodeRef<'_>]) -> bool {
    let speaks = |block: NodeRef<'_>| block.is_html("p") && note(&markdown::words(block)).is_some();
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
