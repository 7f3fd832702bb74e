//! The words that the tool itself writes into a book, term by language.
//!
//! One row a language; a book may say other words in `[words]`. What has no row falls back on a wider tag
//! (`de-CH` on `de`) and in the end on English.

mod calendar;
mod dates;
mod numbers;
mod terms;

pub use calendar::{is_month, is_weekday};
pub use dates::{date, in_words};
pub use numbers::{Style, number, numbered, roman};

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
    HalfTitle,
    /// The page that says who holds the rights.
    Copyright,
    /// Over the list of where the pieces were first published.
    Sources,
    AboutTheAuthor,
    AboutTheAuthors,
    /// Over what an author says beside a piece, and over all of these in an appendix.
    AuthorNote,
    AuthorNotes,
    /// Lines of a title page, with `{name}` where the name goes.
    TranslatedBy,
    EditedBy,
    IllustratedBy,
    /// Who wrote a book of many hands, where a shelf has room for one name.
    VariousAuthors,
    Summary,
    /// Over the list of the pages of a printed edition, which only reading systems show.
    Pages,
    Index,
    Interlude,
    /// Sentences of the accessibility summary.
    ReadableText,
    ReadableHeadings,
    PicturesDescribed,
    PicturesUndescribed,
    /// Before the address to write to about it.
    Accessibility,
    /// What a figure and a table are called, with `{number}` where the number goes.
    Figure,
    Table,
}

/// Every word with its name, as `[words]` writes it, in the order of the table's columns.
const WORDS: [(Word, &str); COUNT] = [
    (Word::Contents, "contents"),
    (Word::Cover, "cover"),
    (Word::Notes, "notes"),
    (Word::Note, "note"),
    (Word::Landmarks, "landmarks"),
    (Word::TitlePage, "title-page"),
    (Word::Part, "part"),
    (Word::Chapter, "chapter"),
    (Word::By, "by"),
    (Word::Start, "start"),
    (Word::Back, "back"),
    (Word::Tip, "tip"),
    (Word::Important, "important"),
    (Word::Warning, "warning"),
    (Word::Caution, "caution"),
    (Word::And, "and"),
    (Word::Dedication, "dedication"),
    (Word::Epigraph, "epigraph"),
    (Word::Foreword, "foreword"),
    (Word::Preface, "preface"),
    (Word::Introduction, "introduction"),
    (Word::Prologue, "prologue"),
    (Word::Epilogue, "epilogue"),
    (Word::Conclusion, "conclusion"),
    (Word::Afterword, "afterword"),
    (Word::Acknowledgments, "acknowledgments"),
    (Word::Appendix, "appendix"),
    (Word::Glossary, "glossary"),
    (Word::Bibliography, "bibliography"),
    (Word::Colophon, "colophon"),
    (Word::HalfTitle, "half-title"),
    (Word::Copyright, "copyright"),
    (Word::Sources, "sources"),
    (Word::AboutTheAuthor, "about-the-author"),
    (Word::AboutTheAuthors, "about-the-authors"),
    (Word::AuthorNote, "author-note"),
    (Word::AuthorNotes, "author-notes"),
    (Word::TranslatedBy, "translated-by"),
    (Word::EditedBy, "edited-by"),
    (Word::IllustratedBy, "illustrated-by"),
    (Word::VariousAuthors, "various-authors"),
    (Word::Summary, "summary"),
    (Word::Pages, "pages"),
    (Word::Index, "index"),
    (Word::Interlude, "interlude"),
    (Word::ReadableText, "readable-text"),
    (Word::ReadableHeadings, "readable-headings"),
    (Word::PicturesDescribed, "pictures-described"),
    (Word::PicturesUndescribed, "pictures-undescribed"),
    (Word::Accessibility, "accessibility"),
    (Word::Figure, "figure"),
    (Word::Table, "table"),
];

impl Word {
    /// Returns every word.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        WORDS.iter().map(|(word, _)| *word)
    }

    /// Returns its name, as `[words]` writes it.
    pub fn name(self) -> &'static str {
        WORDS[self as usize].1
    }

    /// Returns the word of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|word| word.name() == name)
    }

    /// Returns what goes into the line that it is, and what stands for that.
    pub fn placeholder(self) -> Option<(&'static str, &'static str)> {
        [("name", NAME), ("number", NUMBER)].into_iter().find(|(_, place)| TERMS[0].1[self as usize].contains(place))
    }
}

/// Where the name goes in a byline and the like.
pub const NAME: &str = "{name}";

/// Where the number of a figure or table goes.
pub const NUMBER: &str = "{number}";

/// Returns a word in a language (BCP 47), or as the book's `[words]` says it.
pub fn lookup<'a>(word: Word, language: &str, overrides: &'a BTreeMap<String, String>) -> &'a str {
    overrides.get(word.name()).map_or_else(|| row(TERMS, language)[word as usize], String::as_str)
}

/// Returns a line with names in it: `by Ann Author`, `translated by Bo Other and Cy Third`.
pub fn credit(word: Word, names: &[&str], language: &str, overrides: &BTreeMap<String, String>) -> String {
    lookup(word, language, overrides).replace(NAME, &joined(names, lookup(Word::And, language, overrides)))
}

/// Returns what a figure or table of a number is called: `Figure 3`.
pub fn labelled(kind: Word, number: usize, language: &str, overrides: &BTreeMap<String, String>) -> String {
    lookup(kind, language, overrides).replace(NUMBER, &number.to_string())
}

/// Joins names as a sentence does: `A`, `A and B`, `A, B and C`.
pub fn joined(names: &[&str], and: &str) -> String {
    // Some languages write the word together with the next one, and some without any space.
    let and = match and {
        "ו" | "و" => format!(" {and}"),
        "、" | "和" => and.to_owned(),
        _ => format!(" {and} "),
    };
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{}{and}{last}", first.join(if and == "、" { "、" } else { ", " })),
    }
}

/// Returns the row of a language in a table by language whose first row is English.
fn row<T>(table: &'static [(&'static str, T)], language: &str) -> &'static T {
    let mut tag = language.to_ascii_lowercase();
    loop {
        let known = SAME.iter().find(|(other, _)| *other == tag).map_or(tag.as_str(), |(_, known)| known);
        if let Some((_, found)) = table.iter().find(|(language, _)| language.eq_ignore_ascii_case(known)) {
            return found;
        }
        match tag.rfind('-') {
            Some(hyphen) => tag.truncate(hyphen),
            None => return &table[0].1,
        }
    }
}

const COUNT: usize = 52;

/// Tags whose words stand under another.
const SAME: &[(&str, &str)] =
    &[("no", "nb"), ("nn", "nb"), ("zh-tw", "zh-Hant"), ("zh-hk", "zh-Hant"), ("zh-mo", "zh-Hant")];

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(language: &str) -> &'static str {
        row(TERMS, language)[Word::Contents as usize]
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
        assert_eq!(credit(Word::By, &["Ann"], "en", &overrides), "told by Ann");
        assert_eq!(credit(Word::By, &["Ann", "Bo"], "ja", &BTreeMap::new()), "Ann、Bo 著");
        assert_eq!(lookup(Word::Notes, "fr", &overrides), "Notes");
    }

    #[test]
    fn names_are_joined_as_the_language_joins_them() {
        for (language, expected) in
            [("en", "A, B and C"), ("he", "A, B וC"), ("ja", "A、B、C"), ("zh", "A, B和C"), ("fr", "A, B et C")]
        {
            assert_eq!(joined(&["A", "B", "C"], row(TERMS, language)[Word::And as usize]), expected, "{language}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        for (index, word) in Word::all().enumerate() {
            assert_eq!(word as usize, index);
            assert_eq!(Word::named(word.name()), Some(word));
        }
        for (language, words) in TERMS {
            assert!(words.iter().all(|word| !word.is_empty()), "{language}");
            for word in Word::all() {
                let place = |place| words[word as usize].contains(place).then_some(place);
                let found = place(NAME).or(place(NUMBER));
                assert_eq!(found, word.placeholder().map(|(_, place)| place), "{language}: {}", word.name());
            }
        }
    }
}
