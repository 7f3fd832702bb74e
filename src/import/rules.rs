//! What can be wrong with sources.

use crate::diagnostic::{Rule, Severity};

/// Every rule of this room.
pub const RULES: &[&Rule] = &[
    &SKIPPED_SOURCE,
    &NOTHING_TO_IMPORT,
    &LOST_WORDS,
    &OMITTED_PARAGRAPHS,
    &REPEATED_SOURCE,
    &MOJIBAKE,
    &UNDECIDED_LANGUAGE,
];

pub(super) const SKIPPED_SOURCE: Rule = Rule {
    name: "skipped-source",
    severity: Severity::Warning,
    summary: "a source was not imported",
    explanation: "
A file cannot be read, is no text, or holds nothing that a reader would see.
The others are imported; `IMPORT.md` names every file that is not.

Wrong:

    bindery import notes.pdf -o book

Right:

    bindery import notes.txt -o book
",
    epubcheck: &[],
};

pub(super) const NOTHING_TO_IMPORT: Rule = Rule {
    name: "nothing-to-import",
    severity: Severity::Error,
    summary: "none of the sources could be imported",
    explanation: "
What was named holds no text: the folder is empty, the pattern matches nothing, or no file could be read.
Nothing is written then.

Wrong:

    bindery import 'storeis/*.txt' -o book

Right:

    bindery import 'stories/*.txt' -o book
",
    epubcheck: &[],
};

pub(super) const LOST_WORDS: Rule = Rule {
    name: "lost-words",
    severity: Severity::Error,
    summary: "words of a source are neither in the draft nor in its report",
    explanation: "
Every import adds up the words: each of a source is in a chapter, in what is said of it, or in what `IMPORT.md` lists
as taken out.
Where one is missing, that is a fault of the program, and nothing is written but `IMPORT.md`, which names the source.
Please report it, with the file if you may.

Wrong: a page whose last paragraph is in no chapter.

Right: the same page, its last paragraph in a chapter or in the report.
",
    epubcheck: &[],
};

pub(super) const OMITTED_PARAGRAPHS: Rule = Rule {
    name: "omitted-paragraphs",
    severity: Severity::Error,
    summary: "much of an article is taken for what surrounds it",
    explanation: r#"
A box inside the article of a saved page is called a menu, an advertisement or the like, and what stands in it reads
like paragraphs: more than a tenth of the text.
A whole article beside the one that is taken for the text counts, too.
That may be what it is called, or a part of the text that somebody called so; nothing is written but `IMPORT.md` until
you decide, which has each paragraph word for word.

`--allow-loss` goes on, with the same report.
To keep them instead, take the class or the id away from the box around them.

Wrong:

    <div class="related"><p>She did not answer.</p> …</div>

Right:

    <div class="scene"><p>She did not answer.</p> …</div>
"#,
    epubcheck: &[],
};

pub(super) const MOJIBAKE: Rule = Rule {
    name: "mojibake",
    severity: Severity::Warning,
    summary: "letters of a source were once read in a wrong encoding",
    explanation: "
Somebody opened the text in another encoding than it was written in, and saved what they saw.
The letters are as the source has them: which were meant is for you to say.

Wrong:

    Donâ€™t go to the cafÃ©.

Right:

    Don’t go to the café.
",
    epubcheck: &[],
};

pub(super) const UNDECIDED_LANGUAGE: Rule = Rule {
    name: "undecided-language",
    severity: Severity::Warning,
    summary: "no source says in which language it is",
    explanation: r#"
Hyphens, quotation marks and the voice that reads a book aloud follow its language.
No source names its own, so it is guessed by the words that are used most, or the draft says English.
If that is wrong, correct it in `book.toml` before you build.

Wrong:

    language = "en"          # and the texts are French

Right:

    language = "fr"
"#,
    epubcheck: &[],
};

pub(super) const REPEATED_SOURCE: Rule = Rule {
    name: "repeated-source",
    severity: Severity::Warning,
    summary: "two sources are nearly the same text",
    explanation: "
Nine tenths of the words of a source are those of one before it: a copy, an older version, the same story exported
twice.
Both are imported, since only you know which of them is meant.

Wrong:

    bindery import ferry.txt 'ferry (copy).txt' -o book

Right:

    bindery import ferry.txt -o book
",
    epubcheck: &[],
};
