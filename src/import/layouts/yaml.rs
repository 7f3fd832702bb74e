//! What YAML says of a book, as pandoc and bookdown have it: in a file of its own or in front matter.
//!
//! Their keys are those of front matter, with some that only a whole book has; what else they say is for other formats.

use crate::import::front::{self, Book};
use crate::manifest::front_matter;

/// Reads metadata, with or without lines of dashes around them.
pub(super) fn book(text: &str) -> Book {
    let text = text.trim_start_matches('\u{feff}');
    // What a book calls its description is the summary of a text.
    let inside = text.strip_prefix("---").unwrap_or(text);
    let lines = inside.lines().take_while(|line| !matches!(line.trim_end(), "---" | "..."));
    let lines: Vec<String> = lines
        .map(|line| match line.strip_prefix("description:") {
            Some(rest) => format!("summary:{rest}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    let yaml = lines.concat();
    let facts = front_matter::read(&format!("---\n{}\n---\n", yaml.trim()), &[], |_| None).facts;
    let said = |said: Option<crate::source::Located<String>>| said.map(|said| said.value.trim().to_owned());
    let title = said(facts.title).unwrap_or_default();
    // A title may be a list of its kinds.
    let title = if title.is_empty() { listed_title(&yaml).unwrap_or_default() } else { title };
    Book {
        title,
        subtitle: said(facts.subtitle),
        authors: facts.authors,
        translators: facts.translators,
        language: said(facts.language).unwrap_or_default(),
        date: said(facts.date).filter(|date| front::is_date(date)),
        rights: said(facts.rights),
        description: said(facts.summary),
        publisher: value_of(&yaml, "publisher"),
        identifiers: value_of(&yaml, "identifier").into_iter().collect(),
        subjects: ["subject", "keywords"].iter().flat_map(|key| list(&yaml, key)).collect(),
        cover: value_of(&yaml, "cover-image"),
        ..Book::default()
    }
}

fn listed_title(yaml: &str) -> Option<String> {
    let (_, rest) = yaml.split_once("title:\n")?;
    let lines = rest.lines().take_while(|line| line.starts_with(['-', ' ']));
    let mut texts = lines.filter_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix("text:"));
    texts.next().map(|text| unquoted(text.trim()).to_owned())
}

/// Returns the items of a list, in a line or below its key.
pub(super) fn list(yaml: &str, key: &str) -> Vec<String> {
    let mut lines = yaml.lines();
    let found = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(':').map(str::trim));
    let Some(rest) = found else { return Vec::new() };
    let items: Vec<&str> = match rest.strip_prefix('[') {
        Some(inner) => inner.trim_end_matches(']').split(',').collect(),
        None if rest.is_empty() => {
            let below = lines.take_while(|line| line.trim().is_empty() || line.starts_with(['-', ' ']));
            below.filter_map(|line| line.trim().strip_prefix("- ")).collect()
        }
        None => Vec::new(),
    };
    items.into_iter().map(|item| unquoted(item.trim()).to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Returns the value of a key of settings, where it stands in the same line.
pub(super) fn value_of(yaml: &str, wanted: &str) -> Option<String> {
    let values = yaml.lines().filter_map(|line| line.strip_prefix(wanted)?.strip_prefix(':'));
    let values = values.map(|value| unquoted(value.trim()).to_owned());
    values.into_iter().find(|value| !value.is_empty() && !value.starts_with(['[', '{', '|', '>']))
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_are_those_of_a_book() {
        let said = book(
            "---\ntitle: The Ferry\nauthor:\n- Ann Author\n- Bo Other\nlang: en-GB\ndate: 2026-05-03\nrights: © 2026\n\
             description: |\n  A boat\n  and a lamp.\ncover-image: cover.png\nsubject: [boats, lamps]\n...\n",
        );
        assert_eq!(said.title, "The Ferry");
        assert_eq!(said.authors.iter().map(|author| &*author.name).collect::<Vec<_>>(), ["Ann Author", "Bo Other"]);
        assert_eq!((&*said.language, said.date.as_deref()), ("en-GB", Some("2026-05-03")));
        assert_eq!((said.rights.as_deref(), said.cover.as_deref()), (Some("© 2026"), Some("cover.png")));
        assert_eq!(said.description.as_deref(), Some("A boat\nand a lamp."));
        assert_eq!(said.subjects, ["boats", "lamps"]);
        assert_eq!(book("title:\n- type: main\n  text: The Ferry\n").title, "The Ferry");
    }
}
