//! The loss check: each word of a source is in a chapter, in what is said of it, or in what was taken out.
//!
//! Words are letters and digits; marks between them, and how they are joined, do not count.

use super::rules::{LOST_WORDS, OMITTED_PARAGRAPHS};
use super::{Body, Text, Work, front, markdown};
use crate::diagnostic::{Diagnostic, Place};
use crate::xml::{NodeRef, Tree};

/// Adds up the words of a text that was imported; returns a finding where some are missing.
pub(super) fn check(text: &Text, work: &Work) -> Option<Diagnostic> {
    let mut kept: Vec<String> = vec![front::matter(&work.facts).replace("\\n", " ")];
    for chapter in &work.chapters {
        kept.push(front::matter(&chapter.facts).replace("\\n", " "));
        kept.extend(chapter.part.clone());
        match &chapter.body {
            Body::Verbatim(body) => kept.push(body.clone()),
            Body::Tree(tree) => {
                let texts = tree.root().descendants().filter(|node| node.is_text());
                kept.extend(texts.map(|node| node.text().to_owned()));
            }
        }
    }
    kept.extend(work.removed.iter().map(|removed| removed.text.clone()));
    let mut lost = missing(&work.seen, &kept);
    let trees = work.chapters.iter().filter_map(|chapter| match &chapter.body {
        Body::Tree(tree) => Some(tree),
        Body::Verbatim(_) => None,
    });
    lost.extend(trees.filter_map(|tree| unwritten(tree, &markdown::write(tree.root()))));
    let first: Vec<&str> = lost.iter().copied().take(8).collect();
    let message = format!("{} words are lost, among them `{}`", lost.len(), first.join(" "));
    let help = "report this: it is a fault of the program; import the other sources without this one";
    (!lost.is_empty()).then(|| Diagnostic::new(&LOST_WORDS, message).at(Place::File(text.source)).help(help))
}

/// Adds up the paragraphs that were left out inside a text; returns a finding where that is much of it.
pub(super) fn omitted(text: &Text, work: &Work) -> Option<Diagnostic> {
    const SHOWN: usize = 5;
    let words = |text: &str| text.split_whitespace().count();
    let left_out: usize = work.omitted.iter().map(|paragraph| words(paragraph)).sum();
    let trees = work.chapters.iter().filter_map(|chapter| match &chapter.body {
        Body::Tree(tree) => Some(tree),
        Body::Verbatim(_) => None,
    });
    let kept: usize = trees.map(|tree| words(&tree.root().text_content())).sum();
    if text.options.allow_loss || left_out * 10 <= kept + left_out {
        return None;
    }
    let share = left_out * 100 / (kept + left_out).max(1);
    let excerpt = |paragraph: &String| {
        let first: Vec<&str> = paragraph.split_whitespace().take(8).collect();
        format!("`{} …`", first.join(" "))
    };
    let excerpts: Vec<String> = work.omitted.iter().take(SHOWN).map(excerpt).collect();
    let message =
        format!("{share} of 100 words of the article are taken for clutter, among them {}", excerpts.join(", "));
    let help =
        "look at the page: if nothing of it is text, import it with `--allow-loss`; else remove the marks around it";
    Some(Diagnostic::new(&OMITTED_PARAGRAPHS, message).at(Place::File(text.source)).help(help))
}

/// Returns the first text of a tree that the Markdown made of it does not have: its letters are there in their order.
fn unwritten<'a>(tree: &'a Tree, written: &str) -> Option<&'a str> {
    let mut letters = written.chars();
    let mut is_there = |text: &str| {
        let mut wanted = text.chars().filter(|letter| letter.is_alphanumeric());
        wanted.all(|wanted| letters.any(|letter| letter == wanted))
    };
    let mut texts = tree.root().descendants().filter(|node| node.is_text()).map(NodeRef::text);
    texts.find(|text| !is_there(text))
}

/// Returns the words that `kept` has less often than `seen`, sorted.
pub(super) fn missing<'a>(seen: &'a [String], kept: &'a [String]) -> Vec<&'a str> {
    let (seen, kept) = (sorted(seen), sorted(kept));
    let mut kept = kept.into_iter().peekable();
    let is_lost = |word: &&str| {
        while kept.next_if(|known| known < word).is_some() {}
        kept.next_if(|known| known == word).is_none()
    };
    seen.into_iter().filter(is_lost).collect()
}

fn sorted(texts: &[String]) -> Vec<&str> {
    let words = texts.iter().flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}
