//! What can be wrong with an mdBook apart from what can be wrong with any book.

use crate::diagnostic::{Rule, Severity};

pub(in crate::manifest) const PREPROCESSOR_NOT_RUN: Rule = Rule {
    name: "preprocessor-not-run",
    severity: Severity::Warning,
    summary: "a preprocessor of an mdBook is not run",
    explanation: "
An mdBook may send its chapters through programs of its own before they are set.
Such a program is not run here: what it would have made of a chapter stands in the book as it was typed.
mdBook's own preprocessors, `links` and `index`, are built in.

Wrong:

    [preprocessor.mermaid]
    command = \"mdbook-mermaid\"

Right:

    [preprocessor.mermaid]
    command = \"mdbook-mermaid\"
    renderers = [\"html\"]           # and pictures in the chapters of the book
",
    epubcheck: &[],
};

pub(in crate::manifest) const UNCLEAR_SUMMARY: Rule = Rule {
    name: "unclear-summary",
    severity: Severity::Error,
    summary: "an entry of an mdBook's summary is not a chapter",
    explanation: "
`SUMMARY.md` lists the chapters of an mdBook as links, in lists that stand in each other at most thirty deep.
Before and after the lists, links alone are chapters without a number.

Wrong:

    - Getting started

Right:

    - [Getting started](start.md)
",
    epubcheck: &[],
};

pub(in crate::manifest) const DRAFT_CHAPTER: Rule = Rule {
    name: "draft-chapter",
    severity: Severity::Info,
    summary: "a chapter of an mdBook is not written yet, and left out",
    explanation: "
A link to nothing in `SUMMARY.md` announces a chapter.
A book can show nothing of it; where others stand in it, it is a part of the book.

Wrong:

    - [Getting started]()

Right:

    - [Getting started](start.md)
",
    epubcheck: &[],
};
