//! The loss check: each word of a source is in a chapter, in what is said of it, or in what was taken out.
//!
//! Words are letters and digits; marks between them, and how they are joined, do not count.

use super::rules::LOST_WORDS;
use super::{Body, Text, Work, front};
use crate::diagnostic::{Diagnostic, Place};

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
    let lost = missing(&work.seen, &kept);
    let first: Vec<&str> = lost.iter().copied().take(8).collect();
    let message = format!("{} words are lost, among them `{}`", lost.len(), first.join(" "));
    let help = "report this: it is a fault of the program; import the other sources without this one";
    (!lost.is_empty()).then(|| Diagnostic::new(&LOST_WORDS, message).at(Place::File(text.source)).help(help))
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
