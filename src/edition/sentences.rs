//! A mark around every sentence, by which Kobo's readers keep the place, count pages, and remember what is underlined.
//!
//! The mark is a `span` of the class `koboSpan`, with the number of the block and of the sentence in it. Without the
//! marks those readers know of a chapter only whether it was begun. What is no prose (code, drawings, formulas, the
//! reading of ruby) has none.

use super::EditionPass;
use crate::diagnostic::Diagnostics;
use crate::manuscript::Book;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use rayon::prelude::*;
use std::ops::Range;

pub(super) const MARKED: EditionPass = EditionPass { name: "marked sentences", run };

fn run(book: &mut Book) -> Diagnostics {
    book.pieces.par_iter_mut().for_each(|piece| mark(&mut piece.tree));
    Diagnostics::new()
}

fn mark(tree: &mut Tree) {
    for (text, block, first) in texts(tree.root()) {
        let span = tree.get(text).span();
        let words = tree.get(text).text().to_owned();
        for (number, range) in (first..).zip(sentences(&words)) {
            let sentence = tree.create_element(&Name::html("span"), span);
            tree.set(sentence, "class", "koboSpan");
            tree.set(sentence, "id", &format!("kobo.{block}.{number}"));
            tree.append_text(sentence, &words[range], span);
            tree.insert_before(text, sentence);
        }
        tree.detach(text);
    }
}

/// Returns the texts with words in them, each with the number of its block and of its first sentence, both from 1.
fn texts(root: NodeRef<'_>) -> Vec<(NodeId, usize, usize)> {
    let mut found = Vec::new();
    let (mut block, mut sentence) = (1, 1);
    let mut next = root.first_child();
    while let Some(node) = next {
        let is_prose = node.is_text() || node.html().is_some_and(|name| !UNMARKED.contains(&name));
        next = if is_prose { node.following_within(root.id()) } else { node.following_beyond(root.id()) };
        if node.html().is_some_and(|name| BLOCKS.contains(&name)) && sentence > 1 {
            (block, sentence) = (block + 1, 1);
        }
        if node.is_text() && !node.text().trim().is_empty() {
            found.push((node.id(), block, sentence));
            sentence += sentences(node.text()).count();
        }
    }
    found
}

/// Elements that begin a block of text.
const BLOCKS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "caption",
    "div",
    "blockquote",
    "section",
    "aside",
    "figcaption",
    "summary",
];

/// Elements whose text is no prose, or is shown beside it.
const UNMARKED: &[&str] = &["pre", "script", "style", "rt", "rp", "audio", "video", "select", "textarea"];

/// Cuts a text into sentences; each takes the space that follows it.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let range = start..start + sentence_end(rest);
        start = range.end;
        Some(range)
    })
}

/// Returns where the sentence that a text begins with ends: behind its mark, what closes with it, and the space.
fn sentence_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let ends_alone = matches!(letter, '。' | '！' | '？');
        if !ends_alone && !matches!(letter, '.' | '!' | '?' | '…' | '؟' | '।') {
            continue;
        }
        let closes = |letter: char| {
            matches!(
                letter,
                '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」' | '』' | '）' | '.' | '!' | '?' | '…'
            )
        };
        while letters.next_if(|(_, letter)| closes(*letter)).is_some() {}
        let mut has_space = false;
        // A space that keeps words together ends nothing.
        while letters.next_if(|(_, letter)| matches!(letter, ' ' | '\n' | '\t' | '\u{3000}')).is_some() {
            has_space = true;
        }
        match letters.peek() {
            None => return text.len(),
            // After an abbreviation the sentence goes on.
            Some((at, next)) if ends_alone || (has_space && !next.is_lowercase()) => return *at,
            Some(_) => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{parse_html, write_xml};

    #[test]
    fn a_text_is_cut_behind_its_sentences() {
        let cases: &[(&str, &[&str])] = &[
            ("One. Two!", &["One. ", "Two!"]),
            ("“Late?” he said. “No.”", &["“Late?” he said. ", "“No.”"]),
            (
                "It cost 3.50 at Mr.\u{a0}Ash’s, i.e. nothing… Then",
                &["It cost 3.50 at Mr.\u{a0}Ash’s, i.e. nothing… ", "Then"],
            ),
            ("船が来た。「遅い！」と彼は言った。", &["船が来た。", "「遅い！」", "と彼は言った。"]),
            ("no end", &["no end"]),
            (" \n", &[" \n"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
            assert_eq!(found, *expected);
        }
    }

    #[test]
    fn sentences_are_numbered_by_block_and_code_is_left_alone() {
        let source = "<p>One. <em>Two</em> three.</p>\n<pre>x. y</pre><ul><li>Four.</li></ul>";
        let mut tree = parse_html(&source.into(), |_| None).unwrap();
        mark(&mut tree);
        let mut written = String::new();
        write_xml(tree.root(), &mut written);
        let span = |id: &str, text: &str| format!(r#"<span class="koboSpan" id="kobo.{id}">{text}</span>"#);
        let expected = format!(
            "<p>{}<em>{}</em>{}</p>\n<pre>x. y</pre><ul><li>{}</li></ul>",
            span("1.1", "One. "),
            span("1.2", "Two"),
            span("1.3", " three."),
            span("2.1", "Four.")
        );
        assert!(written.contains(&expected), "{written}");
    }
}
