//! The classes that stylesheets may count on: what the tool gives to pages, and what authors may write.
//!
//! One table; `docs/classes.md` is made from it, and a theme is held against it.

/// A class with what bears it.
#[derive(Debug)]
pub struct Class {
    pub name: &'static str,
    /// The elements that bear it.
    pub on: &'static str,
    pub doc: &'static str,
    /// Whether authors write it; else the tool gives it.
    pub is_authors: bool,
}

const fn given(name: &'static str, on: &'static str, doc: &'static str) -> Class {
    Class { name, on, doc, is_authors: false }
}

const fn written(name: &'static str, on: &'static str, doc: &'static str) -> Class {
    Class { name, on, doc, is_authors: true }
}

/// Classes that are about one thing.
#[derive(Debug)]
pub struct Group {
    /// What they are about, as a heading says it.
    pub about: &'static str,
    pub classes: &'static [Class],
}

/// Every class, by what it is about.
#[rustfmt::skip]
pub const GROUPS: &[Group] = &[
    Group { about: "Heads of pieces", classes: &[
        given("title", "h1 to h6", "The title of a piece."),
        given("subtitle", "p", "What stands below the title."),
        given("byline", "p", "Who wrote the piece."),
        given("translator", "p", "Who translated the piece."),
        given("date", "p", "When it was written or first published."),
        given("title-number", "span", "The number over the title of a chapter or part."),
        given("piece-dedication", "div", "The dedication of a piece."),
        given("summary", "div", "What a piece is about."),
        given("author-note", "div or aside", "What the author says beside the piece."),
        given("note-title", "p", "What such a note is called."),
        given("note-link", "p", "The way to such a note, where it stands elsewhere."),
        given("note-back", "p", "The way back from there."),
    ] },
    Group { about: "Pages of their own", classes: &[
        given("cover", "section", "The page with the picture on the front."),
        given("titlepage", "section", "The title page; every page has the name of its role so."),
        given("dedication", "section", "A dedication."),
        given("part", "section", "The title of a part."),
        given("half-title", "p", "The title alone, on the first page."),
        given("credit", "p", "Who edited, translated or illustrated the book, on the title page."),
        given("series", "p", "The series, on the title page."),
        given("imprint", "p", "Publisher and year, on the title page."),
        given("copyright-page", "section", "The page that says who holds the rights."),
        given("work", "span", "The title of the book, on the copyright page."),
        given("contents-list", "ol", "A table of contents that is a page of the book."),
        given("contents-group", "li", "A part in it, with what stands in the part."),
        given("contents-line", "p", "The title of a piece in it."),
        given("contents-subtitle", "p", "The subtitle of a piece in it."),
        given("contents-author", "p", "Who wrote a piece in it."),
        given("source", "div", "Where a piece was first published."),
        given("source-title", "p", "Which piece that was."),
        given("person", "div", "What is said about somebody."),
        given("notes-of", "h2", "Of which piece the notes below it are, in an appendix."),
        given("note-group", "div", "The notes of one piece, in an appendix."),
    ] },
    Group { about: "Breaks and openings", classes: &[
        given("scene-break", "hr", "A scene ends, or a heading is empty."),
        given("first", "p", "A paragraph that begins something, and has no indent."),
        given("opening", "span", "The first words of a piece, in small capitals."),
        given("drop-cap", "span", "The first letter of a piece, as high as two lines."),
    ] },
    Group { about: "Verse, letters, quotations", classes: &[
        written("verse", "div", "Lines that stay lines."),
        given("stanza", "div", "Lines of verse between empty ones."),
        given("line", "p", "One line of verse."),
        given("indent-1", "p", "A line of verse that begins further in; up to `indent-8`."),
        written("letter", "div", "A letter or message that somebody wrote."),
        written("dateline", "p or div", "Where and when a letter was written."),
        written("salutation", "p or div", "Whom it greets."),
        written("closing", "p or div", "How it takes its leave."),
        written("signature", "p or div", "Who signed it."),
        written("epigraph", "blockquote", "A motto."),
        written("attribution", "p or div", "Whom a quotation is from."),
        written("aside", "aside", "Text beside the main text, in a frame."),
    ] },
    Group { about: "Boxes", classes: &[
        given("alert", "aside", "A note, tip, warning and so on; with `alert-note` and the like."),
        given("alert-title", "p", "The word that says which."),
        given("alert-note", "aside", "A note."),
        given("alert-tip", "aside", "A tip."),
        given("alert-important", "aside", "What matters."),
        given("alert-warning", "aside", "A warning."),
        given("alert-caution", "aside", "What may do harm."),
    ] },
    Group { about: "Figures, tables, lists", classes: &[
        written("figure", "div", "A picture set apart, with its caption."),
        given("caption", "p", "What a figure shows."),
        given("pictures", "p", "Several pictures, or a drawing of the page, and nothing else."),
        given("label", "span", "The kind and number of a figure or table, in its caption."),
        given("wide", "table", "A table of many columns, set smaller."),
        given("table-box", "div", "The room of a table, which becomes a list where that is too narrow."),
        given("spread", "table", "A table that needs more room than others, and becomes a list sooner."),
        given("left", "th, td", "A column that is set to the left."),
        given("task-list", "ul", "A list of things to do."),
        given("contains-task-list", "ul", "The same, as other tools call it."),
        given("task", "span", "The box of a thing to do; with `task-done`, done."),
    ] },
    Group { about: "Code", classes: &[
        given("listing", "div", "A block of code with its title."),
        given("listing-title", "p", "What stands over a block of code."),
        given("lines", "pre", "A block of code each of whose lines is an element, because one is long or all have numbers."),
        given("listing-line", "span", "One of those lines."),
        given("listing-number", "span", "The number of a line of code."),
        given("code-comment", "span", "A comment in code."),
        given("code-keyword", "span", "A keyword."),
        given("code-builtin", "span", "A type, or something that the language brings."),
        given("code-string", "span", "A text in code."),
        given("code-number", "span", "A number in code."),
        given("code-name", "span", "A key, or the name of an attribute."),
        given("code-meta", "span", "What speaks to the compiler."),
        given("code-inserted", "span", "A line that was added."),
        given("code-deleted", "span", "A line that was taken away."),
    ] },
    Group { about: "Formulas", classes: &[
        given("formula", "div or span", "A formula on lines of its own, with its number."),
        given("math", "span", "A formula on a line, for readers that draw none."),
        given("aligned", "mtable", "Lines of a formula that are aligned."),
    ] },
    Group { about: "Notes and references", classes: &[
        given("noteref", "a", "The number of a note."),
        given("notes", "section", "The notes of a piece."),
        given("note", "div", "A note."),
        given("reference", "a", "“Figure 3”, which leads there."),
        written("index", "span", "A word that the index lists."),
        given("index-list", "ul", "The entries of the index."),
        written("glossary", "div or dl", "Words and what they mean."),
        written("term", "a", "A word that the glossary explains."),
    ] },
    Group { about: "Words and paragraphs", classes: &[
        written("smallcaps", "span", "Small capitals."),
        given("nowrap", "span", "Words in one line: the end of a speech that breaks off, an option in code, a name with its number, a formula with the mark behind it."),
        given("address", "a", "An address that is shown as it is, and breaks at its joints."),
        written("upright", "span", "Digits that stand upright in a line from top to bottom."),
        written("center", "p or div", "Set in the middle."),
        written("right", "p or div", "Set to the right."),
        given("comment", "article or div", "A reply below a text that was a web page."),
        given("-epub-media-overlay-active", "whatever has words", "What is being read aloud at this moment."),
    ] },
];

/// Returns every class.
pub fn all() -> impl Iterator<Item = &'static Class> {
    GROUPS.iter().flat_map(|group| group.classes)
}

#[cfg(test)]
mod tests {
    use super::super::stylesheet::DEFAULT;
    use super::*;
    use crate::theme::{CODE, THEMES};
    use std::collections::BTreeSet;

    #[test]
    fn the_default_stylesheet_and_the_themes_know_no_other_classes() {
        let known: BTreeSet<&str> = all().map(|class| class.name).collect();
        assert_eq!(known.len(), all().count());
        let sheets: String = [DEFAULT, CODE].into_iter().chain(THEMES.iter().map(|theme| theme.css)).collect();
        let without_comments = sheets.split("*/").map(|part| part.split("/*").next().unwrap_or_default());
        for part in without_comments {
            for after in part.split('.').skip(1) {
                let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                let is_class = name.starts_with(|first: char| first.is_ascii_lowercase());
                let stem = name.trim_end_matches(|last: char| last.is_ascii_digit());
                assert!(!is_class || known.contains(&*name) || known.contains(&*format!("{stem}1")), "{name}");
            }
        }
        assert!(all().all(|class| class.doc.ends_with('.')));
    }
}
