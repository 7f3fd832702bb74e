//! The words that the tool itself writes into a book, term by language.
//!
//! One row a language; a book may say other words in `[words]`. What has no row falls back on a wider tag
//! (`de-CH` on `de`) and in the end on English.

mod terms;

use std::collections::BTreeMap;
use terms::TERMS;

/// Something that the tool has a word for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Over the table of contents.
    Contents,
    Cover,
    /// Over the notes of a piece.
    Notes,
    /// One note.
    Note,
    /// Over the list of landmarks, which only reading systems show.
    Landmarks,
    TitlePage,
    Part,
    Chapter,
    /// A byline, with `{name}` where the name goes.
    By,
    /// Where reading begins.
    Start,
    /// A link from a note to where it was called.
    Back,
    /// What alerts are called.
    Tip,
    Important,
    Warning,
    Caution,
    /// Between the last two names of a byline.
    And,
    Dedication,
    Epigraph,
    Foreword,
    Preface,
    Introduction,
    Prologue,
    Epilogue,
    Conclusion,
    Afterword,
    Acknowledgments,
    Appendix,
    Glossary,
    Bibliography,
    Colophon,
    Index,
    /// What a figure and a table are called, with `{number}` where the number goes.
    Figure,
    Table,
}

impl Word {
    /// Every word, in the order of the table's columns.
    pub const ALL: [Self; COUNT] = [
        Self::Contents,
        Self::Cover,
        Self::Notes,
        Self::Note,
        Self::Landmarks,
        Self::TitlePage,
        Self::Part,
        Self::Chapter,
        Self::By,
        Self::Start,
        Self::Back,
        Self::Tip,
        Self::Important,
        Self::Warning,
        Self::Caution,
        Self::And,
        Self::Dedication,
        Self::Epigraph,
        Self::Foreword,
        Self::Preface,
        Self::Introduction,
        Self::Prologue,
        Self::Epilogue,
        Self::Conclusion,
        Self::Afterword,
        Self::Acknowledgments,
        Self::Appendix,
        Self::Glossary,
        Self::Bibliography,
        Self::Colophon,
        Self::Index,
        Self::Figure,
        Self::Table,
    ];

    /// Returns its name, as `[words]` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contents => "contents",
            Self::Cover => "cover",
            Self::Notes => "notes",
            Self::Note => "note",
            Self::Landmarks => "landmarks",
            Self::TitlePage => "title-page",
            Self::Part => "part",
            Self::Chapter => "chapter",
            Self::By => "by",
            Self::Start => "start",
            Self::Back => "back",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
            Self::And => "and",
            Self::Dedication => "dedication",
            Self::Epigraph => "epigraph",
            Self::Foreword => "foreword",
            Self::Preface => "preface",
            Self::Introduction => "introduction",
            Self::Prologue => "prologue",
            Self::Epilogue => "epilogue",
            Self::Conclusion => "conclusion",
            Self::Afterword => "afterword",
            Self::Acknowledgments => "acknowledgments",
            Self::Appendix => "appendix",
            Self::Glossary => "glossary",
            Self::Bibliography => "bibliography",
            Self::Colophon => "colophon",
            Self::Index => "index",
            Self::Figure => "figure",
            Self::Table => "table",
        }
    }

    /// Returns what a piece of a role is called where it has no title: the word of the role's own name.
    pub fn for_role(role: &str) -> Option<Self> {
        let first = Self::Dedication as usize;
        Self::ALL[first..].iter().copied().find(|word| word.name() == role)
    }

    /// Returns the word of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.name() == name)
    }
}

/// Where a byline's name goes.
pub const NAME: &str = "{name}";

/// Where the number of a figure or table goes.
pub const NUMBER: &str = "{number}";

/// Returns a word in a language (BCP 47), or as the book's `[words]` says it.
pub fn lookup<'a>(word: Word, language: &str, overrides: &'a BTreeMap<String, String>) -> &'a str {
    overrides.get(word.name()).map_or_else(|| row(language)[word as usize], String::as_str)
}

/// Returns a byline: `by Ann Author`.
pub fn byline(names: &str, language: &str, overrides: &BTreeMap<String, String>) -> String {
    lookup(Word::By, language, overrides).replace(NAME, names)
}

/// Returns what a figure or table of a number is called: `Figure 3`.
pub fn numbered(kind: Word, number: usize, language: &str, overrides: &BTreeMap<String, String>) -> String {
    lookup(kind, language, overrides).replace(NUMBER, &number.to_string())
}

fn row(language: &str) -> &'static [&'static str; COUNT] {
    let mut tag = language.to_ascii_lowercase();
    loop {
        let known = SAME.iter().find(|(other, _)| *other == tag).map_or(tag.as_str(), |(_, known)| known);
        if let Some((_, words)) = TERMS.iter().find(|(language, _)| language.eq_ignore_ascii_case(known)) {
            return words;
        }
        match tag.rfind('-') {
            Some(hyphen) => tag.truncate(hyphen),
            None => return &TERMS[0].1,
        }
    }
}

const COUNT: usize = 33;

/// Tags whose words stand under another.
const SAME: &[(&str, &str)] =
    &[("no", "nb"), ("nn", "nb"), ("zh-tw", "zh-Hant"), ("zh-hk", "zh-Hant"), ("zh-mo", "zh-Hant")];

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(language: &str) -> &'static str {
        row(language)[Word::Contents as usize]
    }

    #[test]
    fn a_language_falls_back_on_a_wider_tag_and_then_on_english() {
        for (language, expected) in [
            ("de-CH", "Inhalt"),
            ("DE", "Inhalt"),
            ("nn-NO", "Innhold"),
            ("zh-Hans-SG", "目录"),
            ("zh-Hant-TW", "目錄"),
            ("zh-HK", "目錄"),
            ("eo", "Contents"),
            ("", "Contents"),
        ] {
            assert_eq!(contents(language), expected, "{language}");
        }
    }

    #[test]
    fn a_book_may_say_another_word() {
        let overrides = BTreeMap::from([("by".to_owned(), "told by {name}".to_owned())]);
        assert_eq!(byline("Ann", "en", &overrides), "told by Ann");
        assert_eq!(byline("Ann", "ja", &BTreeMap::new()), "Ann 著");
        assert_eq!(lookup(Word::Notes, "fr", &overrides), "Notes");
    }

    #[test]
    fn the_table_is_whole() {
        for (index, word) in Word::ALL.into_iter().enumerate() {
            assert_eq!(word as usize, index);
            assert_eq!(Word::named(word.name()), Some(word));
        }
        for (language, words) in TERMS {
            assert!(words.iter().all(|word| !word.is_empty()), "{language}");
            assert!(words[Word::By as usize].contains(NAME), "{language}");
            for word in [Word::Figure, Word::Table] {
                assert!(words[word as usize].contains(NUMBER), "{language}");
            }
        }
    }
}
