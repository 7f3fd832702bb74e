//! `IMPORT.md`: what became of each source, for people; and, word for word, what is in no chapter.

use super::draft::Stretch;
use super::front::Book;
use super::{Looked, Outcome, Removed};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::Sources;
use std::fmt::Write;

/// The file of the report.
pub(super) const FILE: &str = "IMPORT.md";

/// Returns the report; `named` are the files of each work that was imported.
///
/// Each part of it begins with an empty line.
pub(super) fn write(
    looked: &[Looked],
    named: &[Vec<String>],
    book: &Book,
    findings: &Diagnostics,
    sources: &Sources,
) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut out = String::from("# What became of the sources\n\n");
    if findings.iter().any(|finding| finding.severity.is_error()) {
        out.push_str(
            "The import stopped, and wrote nothing but this report: it tells what would have become of them.\n",
        );
        out.push_str("See below what to look at, and import them again.\n\n");
    }
    let chapters: usize = named.iter().map(Vec::len).sum();
    let imported = named.len();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{} of {} became {}.\nThe book is called “{}”; its language is `{}`.",
        count(imported, "source"),
        looked.iter().filter(|looked| !matches!(looked.outcome, Outcome::Passed)).count(),
        count(chapters, "chapter"),
        book.title,
        book.language
    );
    look_at(looked, findings, sources, &mut out);
    let mut files = named.iter();
    for Looked { path, outcome } in looked {
        match outcome {
            Outcome::Passed => {}
            Outcome::Skipped(why) => {
                let _ = writeln!(out, "\n## `{path}`\n\nNot imported: {why}.");
            }
            Outcome::Imported { kind, work } => {
                let files = files.next().map_or(&[][..], Vec::as_slice);
                let _ = writeln!(out, "\n## `{path}`\n\nRead as {kind}; became {}:\n", count(files.len(), "chapter"));
                for file in files {
                    let _ = writeln!(out, "- `{file}`");
                }
                if !work.taken_out.is_empty() {
                    stretches.push(Stretch::Text(std::mem::take(&mut out)));
                    stretches.push(Stretch::Spooled(work.taken_out.clone()));
                }
            }
        }
    }
    let is_passed = |looked: &&Looked| matches!(looked.outcome, Outcome::Passed);
    let passed: Vec<String> = looked.iter().filter(is_passed).map(|looked| format!("- `{}`", looked.path)).collect();
    if !passed.is_empty() {
        out.push_str("\n## Left where it is\n\nPictures come with the texts that show them.\n\n");
        let _ = writeln!(out, "{}", passed.join("\n"));
    }
    stretches.push(Stretch::Text(out));
    stretches
}

/// Lists what only a person can decide.
fn look_at(looked: &[Looked], findings: &Diagnostics, sources: &Sources, out: &mut String) {
    let line = |finding: &Diagnostic| match source(finding, sources) {
        Some(path) => format!("- `{path}`: {}", finding.message),
        None => format!("- {}", finding.message),
    };
    let mut lines: Vec<String> = findings.iter().map(line).collect();
    for looked in looked {
        if let Outcome::Imported { work, .. } = &looked.outcome {
            lines.extend(work.remarks.iter().map(|remark| format!("- `{}`: {remark}", looked.path)));
        }
    }
    if !lines.is_empty() {
        let _ = writeln!(out, "\n## To look at\n\n{}", lines.join("\n"));
    }
}

/// Returns the path of the source that a finding is about, where its message does not say it.
fn source<'a>(finding: &Diagnostic, sources: &'a Sources) -> Option<&'a str> {
    let id = match finding.place {
        Place::Nowhere => return None,
        Place::File(source) => source,
        Place::At(span) => span.source,
    };
    let path = sources.get(id).name.as_str();
    (!finding.message.contains(&format!("`{path}`"))).then_some(path)
}

/// Returns what was taken out of a source, word for word.
pub(super) fn taken_out(removed: &[Removed]) -> String {
    let mut out = String::new();
    for Removed { what, text } in removed.iter().filter(|removed| !removed.text.trim().is_empty()) {
        let words = text.split_whitespace().count();
        let _ = writeln!(out, "\nTaken out: {what} ({}).\n", count(words, "word"));
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let longest = text.split(|letter| letter != '~').map(str::len).max().unwrap_or(0);
        let fence = "~".repeat(longest.max(2) + 1);
        let _ = writeln!(out, "{fence}\n{}\n{fence}", text.trim_matches('\n').trim_end());
    }
    out
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
