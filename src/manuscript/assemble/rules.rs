//! What can be wrong with a directive that includes a file.

use crate::diagnostic::{Rule, Severity};

/// Every rule of this room.
pub(in crate::manuscript) const RULES: &[&Rule] = &[&MISSING_INCLUDE, &EMPTY_INCLUDE, &ENDLESS_INCLUDE];

pub(super) const MISSING_INCLUDE: Rule = Rule {
    name: "missing-include",
    severity: Severity::Warning,
    summary: "a file to be included cannot be had",
    explanation: "
The path of an include is written from the file that it stands in, and leads to a text inside the book's folder.
Where there is none, the directive itself stands in the book as it was typed.

Wrong:

    {{#include ../lsitings/hello.rs}}

Right:

    {{#include ../listings/hello.rs}}
",
    epubcheck: &[],
};

pub(super) const EMPTY_INCLUDE: Rule = Rule {
    name: "empty-include",
    severity: Severity::Warning,
    summary: "an include takes nothing from its file",
    explanation: "
After the path of an include stand the lines that it takes, counted from 1, or the name of an anchor in the file.
Where the file has no such line or anchor, the directive itself stands in the book as it was typed.

Wrong:

    {{#include hello.rs:mian}}      // hello.rs has `// ANCHOR: main`

Right:

    {{#include hello.rs:main}}
",
    epubcheck: &[],
};

pub(super) const ENDLESS_INCLUDE: Rule = Rule {
    name: "endless-include",
    severity: Severity::Warning,
    summary: "an include has no end: it leads in a circle, or makes the text too long",
    explanation: "
A file that includes itself, by itself or by way of others, would make a text without an end.
So would, in practice, files that include each other very often or very deep.
The directive that closes the circle stands in the book as it was typed.

Wrong:

    {{#include chapter.md}}         in chapter.md

Right:

    {{#include terms.md}}           in chapter.md
",
    epubcheck: &[],
};
