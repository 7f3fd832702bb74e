//! The wrapper of Project Gutenberg around its texts: cut off, with what it says of the text kept.
//!
//! A text begins after a line `*** START OF THE PROJECT GUTENBERG EBOOK …` and ends before `*** END OF …`.

use super::Removed;
use crate::manifest::{Facts, Meta, read_metas};
use std::ops::Range;

/// A wrapper that was found.
#[derive(Debug)]
pub(super) struct Wrapper {
    /// Where the text itself stands.
    pub body: Range<usize>,
    pub facts: Facts,
    pub removed: Vec<Removed>,
}

/// Finds the wrapper in a plain text.
pub(super) fn find(text: &str) -> Option<Wrapper> {
    if !text.contains('*') {
        return None;
    }
    let (mut start, mut end) = (None, None);
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        match mark(line) {
            Some(Mark::Start) if start.is_none() => start = Some((at, at + line.len())),
            Some(Mark::End) if start.is_some() => {
                end = Some(at);
                break;
            }
            _ => {}
        }
        at += line.len();
    }
    let (header_end, body_start) = start?;
    let body_end = end.unwrap_or(text.len());
    let (from, to) = trim_credits(text, body_start..body_end);
    let mut removed = vec![
        taken("the head of the file, from Project Gutenberg", &text[..header_end]),
        taken("the line that begins the text", &text[header_end..body_start]),
        taken("who prepared the text for Project Gutenberg", &text[body_start..from]),
        taken("the licence of Project Gutenberg and the end of the file", &text[to..]),
    ];
    removed.retain(|removed| !removed.text.trim().is_empty());
    Some(Wrapper { body: from..to, facts: facts(&text[..header_end]), removed })
}

fn taken(what: &str, text: &str) -> Removed {
    Removed { what: what.to_owned(), text: text.to_owned() }
}

/// What a line marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Start,
    End,
}

/// Tells whether a line is one of the two marks.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let line = line.trim().strip_prefix("***")?.trim_start();
    let upper = line.to_uppercase();
    let is_its = upper.contains("PROJECT GUTENBERG");
    let begins = |word: &str| upper.starts_with(word);
    match () {
        () if is_its && begins("START OF TH") => Some(Mark::Start),
        () if is_its && begins("END OF TH") => Some(Mark::End),
        () => None,
    }
}

/// Tells whether a paragraph credits whoever prepared the text, or says that it ends.
pub(super) fn is_credit(paragraph: &str) -> bool {
    const CREDITS: &[&str] = &[
        "produced by",
        "e-text prepared by",
        "etext prepared by",
        "this etext was p",
        "this ebook was p",
        "credits:",
        "transcribed from",
        "scanned and proofed",
        "end of project gutenberg",
        "end of the project gutenberg",
    ];
    let start: String = paragraph.trim_start().chars().take(40).collect::<String>().to_lowercase();
    CREDITS.iter().any(|credit| start.starts_with(credit))
}

/// Returns where the text begins after the credits at its start, and ends before those at its end.
fn trim_credits(text: &str, body: Range<usize>) -> (usize, usize) {
    let paragraph_end = |from: usize| {
        let rest = &text[from..body.end];
        let blank = ["\n\n", "\n\r\n", "\r\r"].iter().filter_map(|blank| rest.find(blank)).min();
        blank.map_or(body.end, |length| from + length)
    };
    let skip = |from: usize| body.end - text[from..body.end].trim_start().len();
    let mut start = body.start;
    while is_credit(&text[skip(start)..body.end]) && skip(start) < body.end {
        start = paragraph_end(skip(start));
    }
    let kept = text[start..body.end].trim_end();
    let last = ["\n\n", "\n\r\n", "\r\r"].iter().filter_map(|blank| Some(kept.rfind(blank)? + blank.len())).max();
    let end = last.filter(|last| is_credit(&kept[*last..])).map_or(body.end, |last| start + last);
    (start, end)
}

/// Reads what the head says: title, people, language, and the number that the text has there.
pub(super) fn facts(head: &str) -> Facts {
    let mut metas: Vec<Meta> = Vec::new();
    for line in head.lines() {
        let Some((name, said)) = line.trim().split_once(':') else { continue };
        let said = said.trim();
        let (name, said) = match name {
            "Title" => ("title", said),
            "Author" => ("author", said),
            "Translator" => ("translator", said),
            "Language" => ("language", language(said).unwrap_or_default()),
            _ => continue,
        };
        if !said.is_empty() {
            metas.push(Meta { name: name.to_owned(), value: said.to_owned(), span: None });
        }
    }
    let number = head
        .to_lowercase()
        .split("ebook #")
        .nth(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    if let Some(number) = number.filter(|number| !number.is_empty()) {
        let value = format!("https://www.gutenberg.org/ebooks/{number}");
        metas.push(Meta { name: "source".to_owned(), value, span: None });
    }
    read_metas(metas).0
}

/// Returns the tag of a language by the name that heads give it.
fn language(name: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("Catalan", "ca"),
        ("Chinese", "zh"),
        ("Czech", "cs"),
        ("Danish", "da"),
        ("Dutch", "nl"),
        ("English", "en"),
        ("Esperanto", "eo"),
        ("Finnish", "fi"),
        ("French", "fr"),
        ("German", "de"),
        ("Greek", "el"),
        ("Hebrew", "he"),
        ("Hungarian", "hu"),
        ("Icelandic", "is"),
        ("Italian", "it"),
        ("Japanese", "ja"),
        ("Latin", "la"),
        ("Norwegian", "no"),
        ("Polish", "pl"),
        ("Portuguese", "pt"),
        ("Russian", "ru"),
        ("Spanish", "es"),
        ("Swedish", "sv"),
        ("Tagalog", "tl"),
        ("Welsh", "cy"),
    ];
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrapper_is_cut_and_what_it_says_is_kept() {
        let text = "The Project Gutenberg eBook\r\n\r\nTitle: Tales\r\nAuthor: Ann Author\r\nRelease Date: 2004 [eBook #27]\r\n\
            Language: German\r\n\r\n*** START OF THE PROJECT GUTENBERG EBOOK TALES ***\r\n\r\nProduced by Bo\r\nOther\r\n\r\n\
            TALES\r\n\r\nOne.\r\n\r\nEnd of Project Gutenberg's Tales\r\n\r\n*** END OF THE PROJECT GUTENBERG EBOOK TALES ***\r\nLicence";
        let wrapper = find(text).expect("it has one");
        assert_eq!(text[wrapper.body.clone()].trim(), "TALES\r\n\r\nOne.");
        let facts = wrapper.facts;
        assert_eq!(facts.title.expect("said").value, "Tales");
        assert_eq!(facts.language.expect("said").value, "de");
        assert_eq!(facts.source.expect("said").value, "https://www.gutenberg.org/ebooks/27");
        let kept: usize = wrapper.removed.iter().map(|removed| removed.text.len()).sum();
        assert_eq!(kept + wrapper.body.len(), text.len());
        assert!(find("*** START OF THE RACE ***\n\nOne.").is_none());
    }
}
