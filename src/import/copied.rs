//! A text that was copied from a page: a title, a line that credits it, the text, what readers answered, a form.
//!
//! `by Ann Author • November 22, 2026 • Fiction` under the title becomes front matter; from `3 Responses to …` or
//! `Leave a Reply` on, all is comments. Each is told by its whole line, and the second only behind a text.

use crate::manifest::{Facts, Person};
use crate::manuscript::byline;
use crate::source::Located;
use std::ops::Range;

/// What a line of credits says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    pub authors: Vec<String>,
    pub date: Option<String>,
    /// Whether it says more than who wrote the text.
    pub has_more: bool,
}

/// What parts the facts of such a line.
const PARTING: &[&str] = &[" • ", " · ", " | ", " — ", " – ", " / ", " - ", ", on ", " on ", "\t"];

/// Reads a line of credits: who wrote a text, when, and how it is filed.
pub(super) fn credit(line: &str) -> Option<Credit> {
    let line = line.trim();
    let lower = line.to_ascii_lowercase();
    let rest = ["posted by ", "published by ", "written by ", "by "]
        .iter()
        .find_map(|word| lower.starts_with(word).then(|| line.get(word.len()..)).flatten())?;
    if line.chars().count() > 160 {
        return None;
    }
    let mut parts: Vec<&str> = vec![rest];
    for mark in PARTING {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let names = byline(&format!("by {}", parts.first()?.trim().trim_end_matches(',')))?;
    let more: Vec<&str> = parts.iter().skip(1).map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    Some(Credit {
        authors: names.into_iter().map(|person| person.name).collect(),
        date: more.iter().find(|part| is_date(part)).map(|part| (*part).to_owned()),
        has_more: !more.is_empty(),
    })
}

/// Tells whether a few words are a date: they have a day or a month, and a year.
fn is_date(text: &str) -> bool {
    let numbers: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|word| !word.is_empty()).collect();
    let has_year = numbers.iter().any(|word| word.len() == 4);
    has_year && text.chars().count() <= 30 && (numbers.len() > 1 || text.split_whitespace().count() == 2)
}

/// What a copied text is made of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Copied {
    /// The line of credits.
    pub credit: Option<(Range<usize>, Credit)>,
    /// Where what readers said begins; it goes on to the end.
    pub comments: Option<usize>,
}

/// Looks for the marks of a page in a plain text.
pub(super) fn find(text: &str) -> Option<Copied> {
    let mut at = 0;
    let mut lines: Vec<(Range<usize>, &str)> = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push((at..at + line.len(), line.trim()));
        at += line.len();
    }
    lines.retain(|(_, line)| !line.is_empty());
    let credit = lines.iter().take(4).skip(1).find_map(|(range, line)| {
        let credit = credit(line).filter(|credit| credit.has_more && credit.date.is_some())?;
        Some((range.clone(), credit))
    });
    let is_behind_text = |index: usize| index > 2 && index * 4 > lines.len() || index > 20;
    let start = lines.iter().enumerate().position(|(index, (_, line))| is_behind_text(index) && opens_comments(line));
    let form =
        lines.iter().rposition(|(_, line)| opens_form(line)).filter(|at| is_behind_text(*at) && at + 12 > lines.len());
    let comments = start.or(form).map(|index| lines[index].0.start);
    (credit.is_some() || comments.is_some()).then_some(Copied { credit, comments })
}

/// Tells whether a line opens what readers answered: `3 Responses to “The Ferry”`, `12 Comments`, `One thought on …`.
fn opens_comments(line: &str) -> bool {
    const NUMBERS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "no"];
    let Some(number) = line.split_whitespace().next() else { return false };
    let is_number = NUMBERS.iter().any(|word| word.eq_ignore_ascii_case(number))
        || number.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
    if !is_number {
        return false;
    }
    let lower = line.to_lowercase();
    let mut words = lower.split_whitespace().skip(1);
    let what = words.next().unwrap_or_default().trim_end_matches(':');
    let rest = words.next();
    let is_what = matches!(
        what,
        "responses" | "response" | "comments" | "comment" | "replies" | "reply" | "thoughts" | "thought"
    );
    is_what && (rest.is_none() || matches!(rest, Some("to" | "on" | "so"))) && line.chars().count() < 160
}

/// Tells whether a line opens a form for answers.
fn opens_form(line: &str) -> bool {
    const LONGEST: usize = 64;
    if line.len() > LONGEST {
        return false;
    }
    let line = line.trim_end_matches(['.', ':', '!']).to_lowercase();
    ["leave a reply", "leave a comment", "post a comment", "add a comment", "leave a response"].contains(&&*line)
        || line.starts_with("leave a reply ")
}

/// What a line of credits is in the report.
pub(super) const CREDIT: &str = "who wrote it and when, which is front matter now";

/// What comments are in the report.
pub(super) const COMMENTS: &str = "what readers of the page answered (`--comments keep` keeps it behind the text)";

/// A part of a copied text that is none of the text, word for word.
#[derive(Debug)]
pub(super) enum Part {
    Credit(String),
    Comments(String),
    Form(String),
}

/// Returns a text without the line of credits and what readers answered.
pub(super) fn body(text: &str, copied: &Copied) -> String {
    let end = copied.comments.unwrap_or(text.len());
    match &copied.credit {
        Some((line, _)) => format!("{}\n{}", &text[..line.start], &text[line.end..end]),
        None => text[..end].to_owned(),
    }
}

/// Returns what a copied text says of itself, and what is none of it.
pub(super) fn taken(text: &str, copied: Copied) -> (Facts, Vec<Part>) {
    let mut facts = Facts::default();
    let mut parts = Vec::new();
    if let Some((line, credit)) = copied.credit {
        parts.push(Part::Credit(text[line].to_owned()));
        facts.authors = credit.authors.into_iter().map(Person::author).collect();
        facts.date = credit.date.map(|value| Located { value, span: None });
    }
    if let Some(at) = copied.comments {
        let comments = &text[at..];
        let mut lines = comments.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some((*at - line.len(), line.trim()))
        });
        let form = lines.find(|(_, line)| opens_form(line)).map_or(comments.len(), |(at, _)| at);
        parts.push(Part::Comments(comments[..form].to_owned()));
        parts.push(Part::Form(comments[form..].to_owned()));
    }
    (facts, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_credits_names_people_and_a_day() {
        let read = |line: &str| credit(line).map(|credit| (credit.authors.join("+"), credit.date));
        let day = Some("November 22, 2026".to_owned());
        assert_eq!(
            read("by Ann Author • November 22, 2026 • Fiction, Trains"),
            Some(("Ann Author".into(), day.clone()))
        );
        assert_eq!(read("Posted by Ann Author on November 22, 2026"), Some(("Ann Author".into(), day)));
        assert_eq!(read("By Ann Author and Bo Other"), Some(("Ann Author+Bo Other".into(), None)));
        assert_eq!(read("by the sea • 2026"), None);
        assert_eq!(read("It was late."), None);
    }

    #[test]
    fn comments_begin_behind_the_text() {
        let body = "It was late.\n\n".repeat(6);
        let text =
            format!("The Ferry\n\n{body}3 Responses to “The Ferry”\n\nBo says:\n\nFine.\n\nLeave a Reply\n\nName");
        let copied = find(&text).unwrap();
        assert!(text[copied.comments.unwrap()..].starts_with("3 Responses"));
        let text = format!("The Ferry\n\n{body}Leave a Reply\n\nName");
        assert!(text[find(&text).unwrap().comments.unwrap()..].starts_with("Leave a Reply"));
        for text in [format!("3 Comments\n\n{body}"), format!("{body}“Leave a reply,” he said.\n"), body] {
            assert_eq!(find(&text), None, "{text}");
        }
    }
}
