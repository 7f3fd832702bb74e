//! `[pieces]`, `[pages]` and `[numbering]`: how a collection shows itself, piece by piece and as a whole.

use super::fields::Fields;
use super::findings::Findings;
use super::keys;
use crate::source::Span;
use crate::words::Style;
use std::collections::BTreeMap;

/// Whether something is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Switch {
    /// Where the book itself asks for it.
    #[default]
    Auto,
    On,
    Off,
}

/// `[pieces]`: what is shown of each piece beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pieces {
    /// What the book does not show.
    hidden: Vec<Shown>,
    pub byline: Switch,
    pub author_notes: AuthorNotes,
    pub footnotes: Footnotes,
}

/// Something that stands under the title of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Subtitle,
    Translator,
    Date,
    Summary,
    Dedication,
    Epigraph,
}

/// Each with its key.
const SHOWN: &[(&str, Shown)] = &[
    ("subtitle", Shown::Subtitle),
    ("translator", Shown::Translator),
    ("date", Shown::Date),
    ("summary", Shown::Summary),
    ("dedication", Shown::Dedication),
    ("epigraph", Shown::Epigraph),
];

impl Default for Pieces {
    fn default() -> Self {
        Self {
            hidden: Vec::new(),
            byline: Switch::Auto,
            author_notes: AuthorNotes::Inline,
            footnotes: Footnotes::Chapter,
        }
    }
}

impl Pieces {
    /// Tells whether something is shown where a piece has it.
    pub fn show(&self, what: Shown) -> bool {
        !self.hidden.contains(&what)
    }
}

/// Where the notes of authors go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorNotes {
    /// Where they were written: before and after the text, and in it.
    Inline,
    EndOfPiece,
    Appendix,
    Drop,
}

/// Where footnotes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footnotes {
    Chapter,
    Appendix,
}

/// `[numbering]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    pub parts: Option<Style>,
    pub chapters: Option<Style>,
    /// Where it is said how chapters, or else parts, are numbered.
    pub span: Option<Span>,
}

/// `[pages]`: which pages the tool makes, by the names of the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    said: BTreeMap<&'static str, bool>,
    /// Whether a page of which nothing is said is left out: a single text stays plain.
    is_plain: bool,
}

impl Pages {
    /// Returns the pages of a book that has none but those it asks for.
    pub fn plain() -> Self {
        Self { said: BTreeMap::new(), is_plain: true }
    }

    /// Tells whether the book wants a page; nothing where it leaves that to the page.
    pub fn wants(&self, page: &str) -> Option<bool> {
        self.said.get(page).copied().or(self.is_plain.then_some(false))
    }
}

/// Reads `[pieces]`.
pub(super) fn pieces(fields: &Fields<'_>, findings: &mut Findings) -> Pieces {
    let hidden = SHOWN.iter().filter(|(key, _)| fields.boolean(key) == Some(false));
    Pieces {
        hidden: hidden.map(|(_, what)| *what).collect(),
        byline: fields.switch("byline", findings),
        author_notes: match fields.choice("author-notes", findings) {
            Some("end-of-piece") => AuthorNotes::EndOfPiece,
            Some("appendix") => AuthorNotes::Appendix,
            Some("drop") => AuthorNotes::Drop,
            _ => AuthorNotes::Inline,
        },
        footnotes: match fields.choice("footnotes", findings) {
            Some("appendix") => Footnotes::Appendix,
            _ => Footnotes::Chapter,
        },
    }
}

/// Reads `[pages]`.
pub(super) fn pages(fields: &Fields<'_>) -> Pages {
    let said = keys::PAGES.keys.iter().filter_map(|key| Some((key.name, fields.boolean(key.name)?)));
    Pages { said: said.collect(), is_plain: false }
}

/// Reads `[numbering]`.
pub(super) fn numbering(fields: &Fields<'_>, findings: &mut Findings) -> Numbering {
    let mut style = |name: &str| match fields.choice(name, findings) {
        Some("numerals") => Some(Style::Numerals),
        Some("words") => Some(Style::Words),
        Some("roman") => Some(Style::Roman),
        _ => None,
    };
    let (parts, chapters) = (style("parts"), style("chapters"));
    let span = fields.get("chapters").or_else(|| fields.get("parts")).and_then(|node| node.span);
    Numbering { parts, chapters, span }
}
