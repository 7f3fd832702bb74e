//! The findings that decoding can make.

use crate::diagnostic::{Rule, Severity};

/// Every rule that decoding raises.
pub(crate) const RULES: &[&Rule] = &[&LEGACY_ENCODING, &INVALID_BYTES, &CONTROL_CHARACTER, &NOT_TEXT, &TEXT_TOO_LONG];

pub(crate) const LEGACY_ENCODING: Rule = Rule {
    name: "legacy-encoding",
    severity: Severity::Warning,
    summary: "a text is not in Unicode",
    explanation: r"
A file in an old encoding does not say which one it is, so bindery guesses from its letters.
The guess is good for long texts and may be wrong for short ones; look at the letters with accents.
A web page that declares its encoding is believed, and the finding is then no more than a note.

Wrong, as an old editor saves it:

    caf\xE9

Right, saved as UTF-8:

    café
",
    epubcheck: &[],
};

pub(crate) const INVALID_BYTES: Rule = Rule {
    name: "invalid-bytes",
    severity: Severity::Warning,
    summary: "bytes in a text are no characters of its encoding",
    explanation: r"
The text is in a Unicode encoding, but at this place it has bytes that mean nothing there: a letter pasted from
another encoding, a file cut off in the middle of a letter, half of a pair in UTF-16.
The book shows U+FFFD, the replacement character, in their place.

Wrong, where the rest of the file is UTF-8:

    It\x92s late.

Right:

    It’s late.
",
    epubcheck: &[],
};

pub(crate) const CONTROL_CHARACTER: Rule = Rule {
    name: "control-character",
    severity: Severity::Warning,
    summary: "a text holds a character that a book cannot hold",
    explanation: r"
A book is written in XML, which has no place for NUL and most other control characters, nor for U+FFFE and U+FFFF.
The book shows U+FFFD, the replacement character, in their place.
Form feeds and vertical tabs become line ends, and marks of byte order inside the text are left out: these say
nothing.

Wrong:

    He said\x00 nothing.

Right:

    He said nothing.
",
    epubcheck: &["RSC-005", "RSC-016"],
};

pub(crate) const NOT_TEXT: Rule = Rule {
    name: "not-text",
    severity: Severity::Error,
    summary: "a chapter is not a text file",
    explanation: r#"
A chapter is Markdown, HTML or plain text.
Documents of word processors, PDFs, pictures and archives have to be turned into one of these first.

Wrong:

    chapters = ["chapters/one.docx"]

Right, once it is saved as plain text, Markdown or a web page:

    chapters = ["chapters/one.html"]
"#,
    epubcheck: &[],
};

pub(crate) const TEXT_TOO_LONG: Rule = Rule {
    name: "text-too-long",
    severity: Severity::Error,
    summary: "a chapter is longer than 1 GiB",
    explanation: r#"
No reader opens a chapter of this size, and bindery refuses it rather than run out of memory.

Wrong:

    chapters = ["everything.txt"]

Right:

    chapters = ["parts/one.txt", "parts/two.txt"]
"#,
    epubcheck: &[],
};
