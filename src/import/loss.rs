//! The loss check: each word of a source is in a chapter, in what is said of it, or in what was taken out.
//!
//! Words are letters and digits; marks between them, and how they are joined, do not count.

use super::rules::{LOST_WORDS, OMITTED_PARAGRAPHS};
use super::twins::hash;
use super::written::Written;
use super::{Body, Text, Work, clean, front, words};
use crate::diagnostic::{Diagnostic, Place};
use crate::xml::{NodeRef, Tree};
use std::borrow::Cow;

/// Adds up the words of a text that was imported, its chapters written; returns a finding where some are missing.
pub(super) fn check(text: &Text, work: &Work, written: &[Written]) -> Option<Diagnostic> {
    let said = |said: String| Cow::Owned(said.replace("\\n", " "));
    let mut kept: Vec<Cow<'_, str>> = vec![said(front::matter(&work.facts))];
    kept.extend(work.book.iter().map(|book| said(front::book(book))));
    for (chapter, written) in work.chapters.iter().zip(written) {
        kept.push(said(front::matter(&chapter.facts)));
        kept.extend(chapter.parts.iter().map(|part| part.as_str().into()));
        match &chapter.body {
            Body::Verbatim(_) => kept.push(written.text.as_str().into()),
            Body::Tree(tree) => {
                let texts = tree.root().descendants().filter(|node| node.is_text());
                kept.extend(texts.map(|node| node.text().into()));
                kept.extend(joined(tree).into_iter().map(Cow::Owned));
            }
        }
    }
    kept.extend(work.removed.iter().map(|removed| removed.text.as_str().into()));
    let mut lost = if is_complete(&work.seen, &kept) { Vec::new() } else { missing(&work.seen, &kept) };
    lost.extend(work.chapters.iter().zip(written).filter_map(|(chapter, written)| match &chapter.body {
        Body::Tree(tree) => unwritten(tree, &written.text),
        Body::Verbatim(_) => None,
    }));
    let first: Vec<&str> = lost.iter().copied().take(8).collect();
    let message = format!("{} words are lost, among them `{}`", lost.len(), first.join(" "));
    let help = "report this: it is a fault of the program; import the other sources without this one";
    (!lost.is_empty()).then(|| Diagnostic::new(&LOST_WORDS, message).at(Place::File(text.source)).help(help))
}

/// Returns the words of a tree that are in more than one text node: a drop cap and the rest of its word.
fn joined(tree: &Tree) -> Vec<String> {
    let mut words = Vec::new();
    // The word that the last text ended in, and whether it began in another; and where that text stood.
    let (mut open, mut is_joined, mut place) = (String::new(), false, None);
    for node in tree.root().descendants() {
        if node.is_html("br") || node.is_element() && clean::is_block(node) {
            place = None;
        }
        // A word ends at the mention of a note, too.
        if is_joined && node.attribute("role") == Some("doc-noteref") {
            words.push(open.clone());
        }
        if !node.is_text() || node.text().is_empty() {
            continue;
        }
        let (text, block) = (node.text(), node.ancestors().find(|above| clean::is_block(*above)).map(NodeRef::id));
        let first = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let goes_on = !open.is_empty() && !first.is_empty() && place == Some(block);
        if goes_on {
            open.push_str(first);
            is_joined = true;
        }
        if !goes_on || first.len() < text.len() {
            if is_joined {
                words.push(std::mem::take(&mut open));
            }
            let last = text.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
            (open, is_joined) = (last.to_owned(), false);
        }
        place = Some(block);
    }
    words.extend(is_joined.then_some(open));
    words
}

/// Tells whether `kept` has every word as often as `seen`. That is nearly always so, and often in the same order; else
/// numbers made of the words tell it, which are sorted sooner than words.
fn is_complete(seen: &[String], kept: &[Cow<'_, str>]) -> bool {
    if is_in_order(seen, kept) {
        return true;
    }
    let sorted = |mut numbers: Vec<u64>| {
        numbers.sort_unstable();
        numbers
    };
    let kept = sorted(words(kept).map(|word| hash(word.as_bytes())).collect());
    let mut rest = kept.iter().peekable();
    sorted(words(seen).map(|word| hash(word.as_bytes())).collect()).iter().all(|word| {
        while rest.next_if(|known| *known < word).is_some() {}
        rest.next_if(|known| *known == word).is_some()
    })
}

/// Tells whether `kept` has every word of `seen` in its order, between others.
fn is_in_order(seen: &[String], kept: &[Cow<'_, str>]) -> bool {
    let mut later = kept.iter().map(|text| words::words(text));
    let mut kept = words::words("");
    for text in seen {
        let mut rest = words::words(text);
        loop {
            rest.skip_same(&mut kept);
            let Some(word) = rest.next() else { break };
            while !kept.any(|kept| kept == word) {
                let Some(next) = later.next() else { return false };
                kept = next;
            }
        }
    }
    true
}

/// Adds up the paragraphs that were left out inside a text; returns a finding where that is much of it.
pub(super) fn omitted(text: &Text, work: &Work, written: &[Written]) -> Option<Diagnostic> {
    const SHOWN: usize = 5;
    let words = |text: &str| text.split_whitespace().count();
    let left_out: usize = work.omitted.iter().map(|paragraph| words(paragraph)).sum();
    if text.options.allow_loss || left_out == 0 {
        return None;
    }
    let kept = work.chapters.iter().zip(written).map(|(chapter, written)| match &chapter.body {
        Body::Tree(tree) => words(&tree.root().text_content()),
        Body::Verbatim(_) => words(&written.text),
    });
    let kept: usize = kept.sum();
    if left_out * 10 <= kept + left_out {
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
    let mut rest = words::words(written);
    for text in tree.root().descendants().filter(|node| node.is_text()).map(NodeRef::text) {
        let mut own = words::words(text);
        loop {
            own.skip_same(&mut rest);
            let Some(word) = own.next() else { break };
            // Marks stand before it, or within.
            let mut letters = rest.rest().chars();
            if !word.chars().all(|wanted| letters.any(|letter| letter == wanted)) {
                return Some(text);
            }
            rest = words::words(letters.as_str());
        }
    }
    None
}

/// Returns the words that `kept` has less often than `seen`, sorted.
pub(super) fn missing<'a>(seen: &'a [impl AsRef<str>], kept: &'a [impl AsRef<str>]) -> Vec<&'a str> {
    let (seen, kept) = (sorted(seen), sorted(kept));
    let mut kept = kept.into_iter().peekable();
    let is_lost = |word: &&str| {
        while kept.next_if(|known| known < word).is_some() {}
        kept.next_if(|known| known == word).is_none()
    };
    seen.into_iter().filter(is_lost).collect()
}

fn sorted(texts: &[impl AsRef<str>]) -> Vec<&str> {
    let mut words: Vec<&str> = words(texts).collect();
    words.sort_unstable();
    words
}

fn words(texts: &[impl AsRef<str>]) -> impl Iterator<Item = &str> {
    texts.iter().flat_map(|text| words::words(text.as_ref()))
}
