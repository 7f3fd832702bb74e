//! Front matter and `book.toml`: what is said of chapters and book, as people write it.

use super::markdown;
use crate::manifest::{Direction, Facts, Person};
use crate::source::Located;

/// Returns the front matter of a chapter, between its lines of dashes; empty where there is nothing to say.
pub(super) fn matter(facts: &Facts) -> String {
    let mut lines = String::new();
    let mut say = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            lines.extend([key, ": ", &value, "\n"]);
        }
    };
    let text = |said: &Option<Located<String>>| said.as_ref().map(|said| value(&said.value));
    say("title", text(&facts.title));
    say("subtitle", text(&facts.subtitle));
    say("authors", names(&facts.authors));
    say("translators", names(&facts.translators));
    say("date", text(&facts.date));
    say("language", text(&facts.language));
    let direction = facts.direction.map(|direction| match direction {
        Direction::LeftToRight => "ltr".to_owned(),
        Direction::RightToLeft => "rtl".to_owned(),
    });
    say("direction", direction);
    say("source", text(&facts.source));
    say("rights", text(&facts.rights));
    say("dedication", text(&facts.dedication));
    say("epigraph", text(&facts.epigraph));
    say("summary", text(&facts.summary));
    say("notes-before", text(&facts.notes_before));
    say("notes-after", text(&facts.notes_after));
    if lines.is_empty() { lines } else { format!("---\n{lines}---\n\n") }
}

fn names(people: &[Person]) -> Option<String> {
    let names: Vec<String> = people.iter().map(|person| value(&person.name)).collect();
    (!names.is_empty()).then(|| format!("[{}]", names.join(", ")))
}

/// Returns a text in double quotes, as YAML and TOML both read it.
pub(super) fn value(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Returns a chapter's file.
pub(super) fn chapter(facts: &Facts, tree: &crate::xml::Tree) -> String {
    matter(facts) + &markdown::write(tree.root())
}

/// What `book.toml` says.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub title: String,
    pub authors: Vec<Person>,
    pub translators: Vec<Person>,
    pub language: String,
    pub date: Option<String>,
    pub rights: Option<String>,
    pub description: Option<String>,
    pub sources: Vec<String>,
    pub chapters: Vec<Entry>,
}

/// An entry of `chapters`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Chapter(String),
    Part(String, Vec<Entry>),
}

/// Returns `book.toml`.
pub(super) fn book(book: &Book) -> String {
    let mut out = format!("[book]\ntitle = {}\n", value(&book.title));
    if let Some(authors) = names(&book.authors) {
        out.extend(["authors = ", &authors, "\n"]);
    }
    if !book.translators.is_empty() {
        let people = book.translators.iter().map(|person| &person.name);
        let people: Vec<String> =
            people.map(|name| format!("{{ name = {}, role = \"translator\" }}", value(name))).collect();
        out.extend(["contributors = [", &people.join(", "), "]\n"]);
    }
    out.extend(["language = ", &value(&book.language), "\n"]);
    for (key, said) in [("date", &book.date), ("description", &book.description), ("rights", &book.rights)] {
        if let Some(said) = said {
            out.extend([key, " = ", &value(said), "\n"]);
        }
    }
    if !book.sources.is_empty() {
        let all: Vec<String> = book.sources.iter().map(|source| value(source)).collect();
        out.extend(["source = [", &all.join(", "), "]\n"]);
    }
    out.push_str("chapters = [\n");
    entries(&book.chapters, "  ", &mut out);
    out.push_str("]\n");
    out
}

/// Recurses over parts in parts, of which there are two levels at most.
fn entries(all: &[Entry], indent: &str, out: &mut String) {
    for entry in all {
        match entry {
            Entry::Chapter(file) => out.extend([indent, &value(file), ",\n"]),
            Entry::Part(title, chapters) => {
                out.extend([indent, "{ part = ", &value(title), ", chapters = [\n"]);
                entries(chapters, &format!("{indent}  "), out);
                out.extend([indent, "] },\n"]);
            }
        }
    }
}
