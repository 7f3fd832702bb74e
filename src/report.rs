//! Showing findings: to a person, to a script, to a build server.
//!
//! Each way is one file and one line in [`FORMATS`]. Nothing here decides what weighs how much, or where to print.
//! `bindery explain` tells what a rule means.

mod excerpt;
mod github;
mod harmless;
mod human;
mod json;
mod positions;
mod short;
mod summary;

pub use summary::Summary;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{SourceId, Sources, Span};
use positions::Positions;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A way to show findings.
#[derive(Debug)]
pub struct Format {
    /// As `--format` writes it.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Whether it is the program's result, so that it goes to standard output and no summary follows.
    pub is_result: bool,
    render: fn(&Findings<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every way to show findings; the first is the default.
pub const FORMATS: &[Format] = &[
    Format {
        name: "human",
        summary: "each finding with its line of text, for a person",
        is_result: false,
        render: human::render,
    },
    Format {
        name: "short",
        summary: "one finding a line, `file:line:column: severity[rule]: message`, for an editor",
        is_result: false,
        render: short::render,
    },
    Format {
        name: "json",
        summary: "one JSON object a line on standard output, for a program",
        is_result: true,
        render: json::render,
    },
    Format {
        name: "github",
        summary: "annotations on the lines of a pull request, for GitHub Actions",
        is_result: false,
        render: github::render,
    },
];

/// What is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    pub diagnostics: &'a [Diagnostic],
    /// The sources that the findings point into.
    pub sources: &'a Sources,
    /// Put before the name of every source, so that a path can be opened from where the command was called.
    pub folder: &'a str,
    /// Whether a terminal that understands colours reads it; only `human` uses them.
    pub colour: bool,
}

impl Report<'_> {
    /// Writes it in this format.
    ///
    /// # Errors
    /// Whatever `out` says.
    pub fn render(&self, format: &Format, out: &mut dyn Write) -> io::Result<()> {
        (format.render)(&Findings::new(*self), out)
    }
}

/// A report with what is needed to find lines and columns in its sources.
struct Findings<'a> {
    report: Report<'a>,
    positions: BTreeMap<SourceId, Positions<'a>>,
}

/// Where a finding is, as people and programs count.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Location {
    file: String,
    extent: Option<Extent>,
}

/// From one character to the one behind the last, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extent {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> Findings<'a> {
    fn new(report: Report<'a>) -> Self {
        let mut positions = BTreeMap::new();
        for diagnostic in report.diagnostics {
            let label = diagnostic.label.as_ref().map(|label| label.span);
            for span in span_of(diagnostic.place).into_iter().chain(label) {
                let text: &'a str = &report.sources.get(span.source).text;
                positions.entry(span.source).or_insert_with(|| Positions::new(text));
            }
        }
        Self { report, positions }
    }

    /// Returns where a finding is; nothing for one that concerns the whole book.
    fn locate(&self, diagnostic: &Diagnostic) -> Option<Location> {
        match diagnostic.place {
            Place::Nowhere => None,
            Place::File(source) => Some(Location { file: self.file(source), extent: None }),
            Place::At(span) => Some(Location { file: self.file(span.source), extent: Some(self.extent(span)) }),
        }
    }

    /// Returns the name of a source, as it can be opened.
    fn file(&self, source: SourceId) -> String {
        let name = &self.report.sources.get(source).name;
        match self.report.folder {
            "" => name.clone(),
            folder if folder.ends_with('/') => format!("{folder}{name}"),
            folder => format!("{folder}/{name}"),
        }
    }

    /// Returns in which editions a finding is, where not in all: "in the edition for `kobo`".
    fn editions(diagnostic: &Diagnostic) -> Option<String> {
        let (last, others) = diagnostic.editions.split_last()?;
        let plural = if others.is_empty() { "" } else { "s" };
        let others = others.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let and = if others.is_empty() { "" } else { " and " };
        Some(format!("in the edition{plural} for {others}{and}`{last}`"))
    }

    fn extent(&self, span: Span) -> Extent {
        let positions = self.positions(span.source);
        let (start, end) = (positions.of(span.range().start), positions.of(span.range().end));
        Extent { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }

    fn positions(&self, source: SourceId) -> &Positions<'a> {
        self.positions.get(&source).expect("every source that a finding points into was read by `new`")
    }
}

fn span_of(place: Place) -> Option<Span> {
    match place {
        Place::At(span) => Some(span),
        Place::Nowhere | Place::File(_) => None,
    }
}

#[cfg(test)]
mod fixture;

#[cfg(test)]
mod tests {
    use super::fixture::{render, stock};

    #[test]
    fn every_format_says_which_editions_a_finding_is_about() {
        let (stock, sources) = stock();
        let shown = |editions: &[&'static str], format| {
            let mut finding = stock[3].clone();
            finding.editions = editions.into();
            render(&[finding], &sources, format, false)
        };
        assert!(shown(&["kobo"], "human").ends_with("`cover`\n  = note: in the edition for `kobo`\n\n"));
        let three = shown(&["kindle", "kobo", "play"], "short");
        assert!(three.contains("has no cover, in the editions for `kindle`, `kobo` and `play` (draw"), "{three}");
        assert!(shown(&["kobo"], "json").ends_with(",\"editions\":[\"kobo\"]}\n"));
        assert!(shown(&["kobo"], "github").contains("has no cover, in the edition for `kobo`%0A"));
        assert!(!shown(&[], "human").contains("edition"));
    }
}
