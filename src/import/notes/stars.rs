//! Footnotes that have a sign in place of a number: `the boat*` among words, and below it `* Which was late.`
//!
//! Such signs mean much else, so that they are notes only where all of them at the foot of a passage answer to those
//! in it, in number and in order. A list, a break, a word left out and stress over several paragraphs stay.

use super::{Note, define, refer};
use crate::import::lines::{at_line_end, lines_of};
use crate::xml::{NodeId, NodeRef, Tree};

/// No note stands further below what it is about, in paragraphs.
const FURTHEST: usize = 24;

/// A sign among words.
struct Mention {
    sign: String,
    text: NodeId,
    at: usize,
    /// The number of its paragraph.
    paragraph: usize,
}

/// Makes notes of them; their numbers go on from that of the last note that the text has already.
pub(super) fn gather(tree: &mut Tree, known: usize) {
    let has_sign = |node: NodeRef<'_>| node.is_text() && ['*', '†', '‡'].iter().any(|sign| node.text().contains(*sign));
    if !tree.root().descendants().any(has_sign) {
        return;
    }
    cut_feet(tree);
    let mut number = known;
    for (mentions, notes) in feet(tree) {
        // The last first: a text is cut where its mention stands.
        for (index, mention) in mentions.iter().enumerate().rev() {
            refer(tree, mention.text, mention.at..mention.at + mention.sign.len(), number + index);
        }
        for (mention, (paragraph, mark)) in mentions.iter().zip(&notes) {
            let note = Note { paragraph: *paragraph, more: &[], mark, has_end: false, number };
            define(tree, &note, mention.text);
            number += 1;
        }
    }
}

/// Parts notes that stand right below each other, or below the words that they are about.
fn cut_feet(tree: &mut Tree) {
    let paragraphs = tree.root().descendants().filter(|node| node.is_html("p"));
    let paragraphs: Vec<NodeId> = paragraphs.map(NodeRef::id).collect();
    for id in paragraphs {
        let lines = lines_of(tree.get(id));
        let has_sign = lines.iter().skip(1).any(|line| opening(line).is_some());
        let is_foot = || opening(&lines[0]).is_some() || !mentions(tree.get(id), 0).is_empty();
        if !has_sign || !is_foot() {
            continue;
        }
        for at in (1..lines.len()).rev() {
            if opening(&lines[at]).is_some() {
                at_line_end(tree, id, at);
            }
        }
    }
}

/// The mentions of a passage, and the paragraphs that are their notes, each with its mark.
type Foot = (Vec<Mention>, Vec<(NodeId, String)>);

/// Finds the notes whose signs answer to those in the text before them.
fn feet(tree: &Tree) -> Vec<Foot> {
    let mut feet = Vec::new();
    let (mut waiting, mut notes): (Vec<Mention>, Vec<(NodeId, String)>) = (Vec::new(), Vec::new());
    // Signs that lead nowhere may be stress over several paragraphs; nothing after them is sure.
    let mut is_doubtful = false;
    let paragraphs = tree.root().descendants().filter(|node| node.is_html("p") && !is_in_note(*node));
    for (number, paragraph) in paragraphs.map(Some).chain([None]).enumerate() {
        let first = paragraph.and_then(NodeRef::first_child).filter(|first| first.is_text());
        if let (Some(paragraph), Some((sign, mark))) = (paragraph, first.and_then(|first| opening(first.text()))) {
            let is_bound = mark.len() == sign.len();
            if !(is_bound && is_doubtful) {
                notes.push((paragraph.id(), mark.to_owned()));
                continue;
            }
        }
        if !notes.is_empty() {
            let signs = notes.iter().map(|(_, mark)| mark.trim());
            waiting.retain(|mention| mention.paragraph + FURTHEST >= number);
            if waiting.iter().map(|mention| &*mention.sign).eq(signs) {
                feet.push((std::mem::take(&mut waiting), std::mem::take(&mut notes)));
            } else {
                is_doubtful |= notes.iter().any(|(_, mark)| !mark.ends_with(' '));
                notes.clear();
            }
            waiting.clear();
        }
        if let Some(paragraph) = paragraph {
            waiting.extend(mentions(paragraph, number));
        }
    }
    feet
}

fn is_in_note(node: NodeRef<'_>) -> bool {
    node.ancestors().any(|above| above.attribute("role") == Some("doc-footnote"))
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '*' | '†' | '‡')
}

/// Returns the sign at the beginning of a text, where there are no more than three, all alike.
fn sign_at(text: &str) -> Option<&str> {
    const MOST: usize = 3;
    let first = text.chars().next().filter(|first| is_sign(*first))?;
    let end = text.find(|letter| letter != first).unwrap_or(text.len());
    let is_sign_alone = !text[end..].starts_with(is_sign);
    (is_sign_alone && text[..end].chars().count() <= MOST).then(|| &text[..end])
}

/// Returns the sign that a note begins with, and the space after it.
fn opening(text: &str) -> Option<(&str, &str)> {
    let sign = sign_at(text)?;
    let rest = &text[sign.len()..];
    let words = rest.trim_start_matches([' ', '\u{A0}']);
    let begins = words.starts_with(|first: char| first.is_alphanumeric() || "\"'“‘„«([_".contains(first));
    begins.then(|| (sign, &text[..text.len() - words.len()]))
}

/// Returns the signs that stand at the ends of words in a paragraph.
fn mentions(paragraph: NodeRef<'_>, number: usize) -> Vec<Mention> {
    let mut found = Vec::new();
    for node in paragraph.descendants().filter(|node| node.is_text()) {
        let text = node.text();
        let mut from = 0;
        while let Some(offset) = text[from..].find(is_sign) {
            let at = from + offset;
            let length: usize = text[at..].chars().take_while(|letter| is_sign(*letter)).map(char::len_utf8).sum();
            from = at + length;
            let before = text[..at].chars().next_back();
            let after = text[from..].chars().next();
            let ends_word = match before {
                Some(before) => before.is_alphanumeric() || ".,;:!?)]\"'”’»…".contains(before),
                None => node.previous().is_some_and(|before| before.is_element() && !before.is_html("br")),
            };
            let is_end = after.is_none_or(|after| !after.is_alphanumeric());
            if let Some(sign) = sign_at(&text[at..]).filter(|_| ends_word && is_end) {
                found.push(Mention { sign: sign.to_owned(), text: node.id(), at, paragraph: number });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::import::markdown;
    use crate::manuscript::{Input, READERS};
    use crate::source::SourceId;

    /// Returns what becomes of a text.
    fn gathered(text: &str) -> String {
        let reader = READERS.iter().find(|reader| reader.name == "plain text").unwrap();
        let mut tree = (reader.read)(&Input::new(text.into(), SourceId::new(0), 0)).tree;
        super::super::gather(&mut tree);
        markdown::write(tree.root())
    }

    #[test]
    fn signs_that_answer_to_each_other_are_notes() {
        for (text, expected) in [
            (
                "The boat* was late.\n\n* Or early.\n\nIt left.\n",
                "The boat[^1] was late.\n\n[^1]: Or early.\n\nIt left.\n",
            ),
            (
                "The boat* was late,† he said.\n\nIt left.\n\n*A ferry.\n†By a day.\n",
                "The boat[^1] was late,[^2] he said.\n\n[^1]: A ferry.\n\n[^2]: By a day.\n\nIt left.\n",
            ),
            ("A _boat_.** Late.\n\n** A ferry.\n", "A *boat*.[^1] Late.\n\n[^1]: A ferry.\n"),
        ] {
            assert_eq!(gathered(text), expected);
        }
    }

    #[test]
    fn what_is_like_them_stays() {
        for text in [
            "We need:\n\n* Bread\n\n* Milk\n\nAnd a boat.\n",
            "The d* boat was late.\n\n*\n\nIt left at noon.\n",
            "*A thought that goes on.\n\nAnd ends here.*\n\n*Another one that does.\n\nAnd ends.*\n",
            "Both* of them* were late.\n\n* Or early.\n\nIt left at noon.\n",
            "*He waves.* She does not.\n\n*She waves.* He left.\n",
        ] {
            let written = gathered(text);
            assert!(!written.contains("[^"), "{written}");
        }
    }
}
