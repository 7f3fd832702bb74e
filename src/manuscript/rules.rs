//! What can be wrong with a piece, apart from how its text is encoded.

use crate::diagnostic::{Rule, Severity};

/// Every rule of this room.
pub(super) const RULES: &[&Rule] = &[&EMPTY_PIECE, &UNKNOWN_TEXT_KIND, &TOO_DEEP];

pub(crate) const EMPTY_PIECE: Rule = Rule {
    name: "empty-piece",
    severity: Severity::Error,
    summary: "a piece has no text",
    explanation: r#"
A file listed in `chapters` holds nothing that a reader would see.
An empty page in a book is nearly always a file that was saved too early, or under another name.

Wrong:

    chapters = ["chapters/one.md"]      # and chapters/one.md is empty

Right:

    chapters = ["chapters/one.md"]      # and chapters/one.md holds the text
"#,
    epubcheck: &[],
};

pub(crate) const UNKNOWN_TEXT_KIND: Rule = Rule {
    name: "unknown-text-kind",
    severity: Severity::Error,
    summary: "a file is of no kind that can be read as text",
    explanation: r#"
Pieces are Markdown (`.md`), HTML (`.html`) or plain text (`.txt`), told by the extension of the file.

Wrong:

    chapters = ["chapters/one.pages"]

Right:

    chapters = ["chapters/one.md"]
"#,
    epubcheck: &[],
};

pub(crate) const TOO_DEEP: Rule = Rule {
    name: "too-deep",
    severity: Severity::Error,
    summary: "elements stand too deep in each other",
    explanation: "
Browsers and e-readers stop nesting at about five hundred levels, and many crash long before.
A text that goes deeper is nearly always damaged: a mark repeated thousands of times, a tag never closed.

Wrong:

    >>>>>>>>>> … (six hundred times) a quotation

Right:

    > a quotation
",
    epubcheck: &[],
};
