//! What can be wrong with a manifest or with front matter.

use super::mdbook::{DRAFT_CHAPTER, PREPROCESSOR_NOT_RUN, UNCLEAR_SUMMARY};
use crate::diagnostic::{Rule, Severity};

/// Every rule of this room.
pub const RULES: &[&Rule] = &[
    &MANIFEST_SYNTAX,
    &UNREADABLE_MANIFEST,
    &EXTENDS_IN_CIRCLES,
    &INHERITED_IDENTIFIER,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &BAD_VALUE,
    &MISSING_KEY,
    &REPEATED_KEY,
    &EMPTY_VALUE,
    &FORBIDDEN_CHARACTER,
    &BAD_LANGUAGE,
    &BAD_IDENTIFIER,
    &BAD_DATE,
    &UNKNOWN_RELATOR,
    &NO_CHAPTERS,
    &REPEATED_CHAPTER,
    &PATTERN_WITHOUT_MATCH,
    &EMPTY_PART,
    &UNCLEAR_CHAPTER,
    &BAD_CLAIM,
    &FRONT_MATTER_SYNTAX,
    &ASSUMED_LANGUAGE,
    &PREPROCESSOR_NOT_RUN,
    &UNCLEAR_SUMMARY,
    &DRAFT_CHAPTER,
];

pub(crate) const MANIFEST_SYNTAX: Rule = Rule {
    name: "manifest-syntax",
    severity: Severity::Error,
    summary: "the manifest is not valid TOML",
    explanation: r#"
`book.toml` is written in TOML: `key = value` lines below `[table]` headers, texts in quotes, lists in square
brackets.

Wrong:

    title = Winter Tales
    authors = ["Ann Author"

Right:

    title = "Winter Tales"
    authors = ["Ann Author"]
"#,
    epubcheck: &[],
};

pub(crate) const UNREADABLE_MANIFEST: Rule = Rule {
    name: "unreadable-manifest",
    severity: Severity::Error,
    summary: "the manifest cannot be read",
    explanation: "
`book.toml` is a file of UTF-8 text in the book's folder.
An editor that saves in another encoding must be told to use UTF-8.

Wrong: a `book.toml` saved as UTF-16, or a folder of that name.

Right: a `book.toml` saved as UTF-8.
",
    epubcheck: &[],
};

pub(crate) const EXTENDS_IN_CIRCLES: Rule = Rule {
    name: "extends-in-circles",
    severity: Severity::Error,
    summary: "a house style extends itself",
    explanation: r#"
A manifest extends a house style, which may extend another, and so on to one that extends none.

Wrong, in `house.toml`:

    extends = "house.toml"

Right, in `book.toml`:

    extends = "house.toml"
"#,
    epubcheck: &[],
};

pub(crate) const INHERITED_IDENTIFIER: Rule = Rule {
    name: "inherited-identifier",
    severity: Severity::Error,
    summary: "a house style gives every book the same identifier",
    explanation: r#"
An identifier names one book: a reading system that meets it twice puts one book in the place of the other.
It stands in the book's own manifest.

Wrong, in `house.toml`:

    [book]
    identifier = "isbn:9780306406157"

Right: the same lines in `book.toml`.
"#,
    epubcheck: &[],
};

pub(crate) const UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    summary: "the manifest has a key that means nothing",
    explanation: r#"
A key that bindery does not know would change nothing in the book, and its author would not learn that it is misspelt.
Keys that front matter has for other tools are kept in silence.

Wrong:

    [book]
    titel = "Winter Tales"

Right:

    [book]
    title = "Winter Tales"
"#,
    epubcheck: &[],
};

pub(crate) const WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a key has a value of the wrong type",
    explanation: r#"
Each key takes one type of value: a text in quotes, a number, `true` or `false`, a date, a list or a table.

Wrong:

    title = 1984

Right:

    title = "1984"
"#,
    epubcheck: &[],
};

pub(crate) const BAD_VALUE: Rule = Rule {
    name: "bad-value",
    severity: Severity::Error,
    summary: "a key has a value that it cannot take",
    explanation: r#"
Some keys take a few words or a range of numbers only; the message says which.

Wrong:

    direction = "left"

Right:

    direction = "rtl"
"#,
    epubcheck: &[],
};

pub(crate) const MISSING_KEY: Rule = Rule {
    name: "missing-key",
    severity: Severity::Error,
    summary: "a key that must be there is not",
    explanation: r#"
A book must have a title, a language and chapters; a person and a series a name; a claim of accessibility somebody who
stands behind it.
They cannot be guessed: a language taken from the computer would make another book on another one.

Wrong:

    [book]
    title = "Winter Tales"

Right:

    [book]
    title = "Winter Tales"
    language = "en-GB"
    chapters = ["chapters/*.md"]
"#,
    epubcheck: &["RSC-005"],
};

pub(crate) const REPEATED_KEY: Rule = Rule {
    name: "repeated-key",
    severity: Severity::Error,
    summary: "a table says one thing twice",
    explanation: r#"
Two keys of one name, or two that mean the same: only the first could count.

Wrong:

    { file = "a.md", author = "Ann", authors = ["Bo"] }

Right:

    { file = "a.md", authors = ["Ann", "Bo"] }
"#,
    epubcheck: &[],
};

pub(crate) const EMPTY_VALUE: Rule = Rule {
    name: "empty-value",
    severity: Severity::Error,
    summary: "a key has an empty value",
    explanation: r#"
An empty title, name or publisher would stand in the package as an empty element, which readers refuse.
What there is nothing to say about is left out.

Wrong:

    publisher = ""

Right:

    publisher = "Small Press"
"#,
    epubcheck: &["RSC-005"],
};

pub(crate) const FORBIDDEN_CHARACTER: Rule = Rule {
    name: "forbidden-character",
    severity: Severity::Error,
    summary: "a value holds a character that no EPUB can hold",
    explanation: r#"
An EPUB is made of XML, which has no place for control characters.
They come from bad copies and show nothing: take them out.

Wrong:

    title = "Winter\u0007 Tales"

Right:

    title = "Winter Tales"
"#,
    epubcheck: &["RSC-016"],
};

pub(crate) const BAD_LANGUAGE: Rule = Rule {
    name: "bad-language",
    severity: Severity::Error,
    summary: "a language is not a BCP 47 tag",
    explanation: r#"
The language chooses hyphenation, quotation marks, fonts and the voice that reads aloud.
It is written as a BCP 47 tag: a language code, and where it matters a script and a region, with hyphens between:
`en`, `en-GB`, `zh-Hant`, `sr-Latn`.
A country's code is not a language's: Japanese is `ja`, Greek `el`, Czech `cs`.

Wrong:

    language = "english"

Right:

    language = "en-GB"
"#,
    epubcheck: &["OPF-092"],
};

pub(crate) const BAD_IDENTIFIER: Rule = Rule {
    name: "bad-identifier",
    severity: Severity::Error,
    summary: "an identifier is not what it says it is",
    explanation: r#"
`isbn:` is followed by an ISBN of 13 or 10 digits, whose last digit checks the others; `uuid:` by a UUID; `doi:` by a
DOI, which begins with `10.`.
Shops refuse a book whose ISBN does not check.
Any other text is taken as it is.

Wrong:

    identifier = "isbn:978-0-306-40615-8"

Right:

    identifier = "isbn:978-0-306-40615-7"
"#,
    epubcheck: &["OPF-085"],
};

pub(crate) const BAD_DATE: Rule = Rule {
    name: "bad-date",
    severity: Severity::Error,
    summary: "a date is not one",
    explanation: r#"
A date is written from the largest to the smallest: a year, a month or a day (`2026`, `2026-11`, `2026-11-22`), or a
moment (`2026-11-22T10:00:00Z`).
`modified` is a moment; a day stands for its beginning, in universal time.

Wrong:

    date = "22/11/2026"

Right:

    date = 2026-11-22
"#,
    epubcheck: &["OPF-053", "OPF-054"],
};

pub(crate) const UNKNOWN_RELATOR: Rule = Rule {
    name: "unknown-relator",
    severity: Severity::Error,
    summary: "a person's role is not in the MARC list of relators",
    explanation: r#"
Catalogues and readers know what somebody did for a book by the relators of MARC: `editor`, `translator`,
`illustrator`, `writer of foreword` and nearly three hundred more, each of which may also be written as its code
(`edt`, `trl`, `ill`, `wfw`).

Wrong:

    contributors = [{ name = "Ann Other", role = "redactor" }]

Right:

    contributors = [{ name = "Ann Other", role = "editor" }]
"#,
    epubcheck: &["OPF-052"],
};

pub(crate) const NO_CHAPTERS: Rule = Rule {
    name: "no-chapters",
    severity: Severity::Error,
    summary: "the book has no chapters",
    explanation: r#"
`chapters` in `[book]` lists the files of the book, one by one or by patterns.

Wrong:

    chapters = []

Right:

    [book]
    chapters = ["chapters/first.md", "chapters/late/*.md"]
"#,
    epubcheck: &["OPF-033"],
};

pub(crate) const REPEATED_CHAPTER: Rule = Rule {
    name: "repeated-chapter",
    severity: Severity::Error,
    summary: "a file is listed twice",
    explanation: r#"
A file stands in the reading order once.
A pattern leaves out by itself what is listed by name.

Wrong:

    chapters = ["a.md", "b.md", "a.md"]

Right:

    chapters = ["a.md", "b.md"]
"#,
    epubcheck: &["OPF-034"],
};

pub(crate) const PATTERN_WITHOUT_MATCH: Rule = Rule {
    name: "pattern-without-match",
    severity: Severity::Warning,
    summary: "a pattern in `chapters` finds no file",
    explanation: r#"
`*` stands for any letters of a name, `?` for one, `**` for any folders between.
A pattern that finds nothing is often a misspelt folder.

Wrong:

    chapters = ["chaptres/*.md"]

Right:

    chapters = ["chapters/*.md"]
"#,
    epubcheck: &[],
};

pub(crate) const EMPTY_PART: Rule = Rule {
    name: "empty-part",
    severity: Severity::Warning,
    summary: "a part of the book has no chapters and is left out",
    explanation: r#"
A part leads to its first chapter in the table of contents; without one it leads nowhere, and is left out.

Wrong:

    { part = "Afterwards", chapters = [] }

Right:

    { part = "Afterwards", chapters = ["late.md"] }
"#,
    epubcheck: &[],
};

pub(crate) const UNCLEAR_CHAPTER: Rule = Rule {
    name: "unclear-chapter",
    severity: Severity::Error,
    summary: "an entry of `chapters` is neither a file nor a part",
    explanation: r#"
An entry names either a `file` or a `part`.

Wrong:

    { title = "A Letter" }

Right:

    { file = "letter.md", title = "A Letter" }
"#,
    epubcheck: &[],
};

pub(crate) const BAD_CLAIM: Rule = Rule {
    name: "bad-claim",
    severity: Severity::Error,
    summary: "a claim of accessibility is not in the words of the specification",
    explanation: r#"
Shops and libraries compare the claim letter by letter with those of EPUB Accessibility (1.1, section 4.2): the
version of EPUB Accessibility, 1.1 or 1.2, the version of WCAG, 2.0 to 2.2, and the level.
Nobody but a person can make it, so it needs a name behind it.

Wrong:

    claim = "WCAG 2.2 AA"

Right:

    claim = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    certified-by = "Small Press"
"#,
    epubcheck: &[],
};

pub(crate) const FRONT_MATTER_SYNTAX: Rule = Rule {
    name: "front-matter-syntax",
    severity: Severity::Warning,
    summary: "front matter cannot be read and stays in the text",
    explanation: r#"
A text may begin with what is said of it: YAML between two lines of `---`, or TOML between two lines of `+++`.
What cannot be read stays in the text, so that nothing is lost.
In YAML, a text with a colon in it needs quotes.

Wrong:

    ---
    title: Winter: A Tale
    ---

Right:

    ---
    title: "Winter: A Tale"
    ---
"#,
    epubcheck: &[],
};

pub(crate) const ASSUMED_LANGUAGE: Rule = Rule {
    name: "assumed-language",
    severity: Severity::Info,
    summary: "a single file does not say its language, and English is assumed",
    explanation: "
The language chooses hyphenation, quotation marks and the voice that reads aloud.
A file that is built without a manifest says it in its front matter; it is never taken from the computer, where it
would differ from one to the next.

Wrong:

    ---
    title: Winter Tales
    ---

Right:

    ---
    title: Winter Tales
    language: en-GB
    ---
",
    epubcheck: &[],
};
