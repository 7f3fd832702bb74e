//! `IMPORT.md`: what became of each source, for people; and, word for word, what is in no chapter.

use super::bind::Remarks;
use super::draft::FileWriter;
use super::front::Book;
use super::imported::{Imported, ImportedChapter};
use super::{Looked, Outcome, Removed};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::Sources;
use crate::world::BookPath;
use std::fmt::Write;

/// The file of the report.
pub(super) const FILE: &str = "IMPORT.md";

/// What an owner should look at.
pub(super) struct Notices<'a> {
    pub findings: &'a Diagnostics,
    pub sources: &'a Sources,
    pub remarks: &'a Remarks,
}

/// Writes the report; `named` are the files of each work that was imported.
///
/// Each part of it begins with an empty line.
pub(super) fn write(
    looked: &[Looked],
    named: &[Box<[BookPath]>],
    book: &Book,
    notices: &Notices<'_>,
    out: &mut FileWriter<'_>,
) {
    out.text("# What became of the sources\n\n");
    if notices.findings.iter().any(|finding| finding.severity.is_error()) {
        out.text("The import stopped, and wrote nothing but this report: it tells what would have become of them.\n");
        out.text("See below what to look at, and import them again.\n\n");
    }
    let imported_works = looked.iter().filter_map(|looked| match &looked.outcome {
        Outcome::Imported { work, .. } => Some(&**work),
        Outcome::Skipped(_) | Outcome::Passed => None,
    });
    let chapters: usize = imported_works.zip(named).map(|(work, files)| written(work, files).count()).sum();
    let imported = named.len();
    // To put words aside cannot fail.
    let _ = writeln!(
        out,
        "{} of {} became {}.\nThe book is called “{}”; its language is `{}`.",
        count(imported, "source"),
        looked.iter().filter(|looked| !matches!(looked.outcome, Outcome::Passed)).count(),
        count(chapters, "chapter"),
        book.title,
        book.language
    );
    look_at(looked, notices, out);
    let mut files = named.iter();
    for Looked { path, outcome } in looked {
        match outcome {
            Outcome::Passed => {}
            Outcome::Skipped(why) => {
                let _ = writeln!(out, "\n## `{path}`\n\nNot imported: {why}.");
            }
            Outcome::Imported { kind, work } => {
                let files = files.next().map(|files| &**files).unwrap_or_default();
                let number = written(work, files).count();
                let _ = writeln!(out, "\n## `{path}`\n\nRead as {kind}; became {}:\n", count(number, "chapter"));
                for file in written(work, files) {
                    let _ = writeln!(out, "- `{file}`");
                }
                if !work.taken_out.is_empty() {
                    out.spooled(work.taken_out.clone());
                }
            }
        }
    }
    let is_passed = |looked: &&Looked| matches!(looked.outcome, Outcome::Passed);
    let mut passed = looked.iter().filter(is_passed).peekable();
    if passed.peek().is_some() {
        out.text("\n## Left where it is\n\nPictures come with the texts that show them.\n\n");
    }
    for Looked { path, .. } in passed {
        let _ = writeln!(out, "- `{path}`");
    }
}

/// Returns the files of a work that are written: a part without a text is a title in `chapters` alone.
fn written<'a>(work: &'a Imported, files: &'a [BookPath]) -> impl Iterator<Item = &'a BookPath> {
    let is_part = work.is_part && work.chapters.len() == 1;
    let is_title = move |chapter: &ImportedChapter| (chapter.is_part || is_part) && chapter.is_blank;
    work.chapters.iter().zip(files).filter(move |(chapter, _)| !is_title(chapter)).map(|(_, file)| file)
}

/// Lists what only a person can decide.
fn look_at(looked: &[Looked], notices: &Notices<'_>, out: &mut FileWriter<'_>) {
    let finding = |finding: &Diagnostic| match source(finding, notices.sources) {
        Some(path) => format!("- `{path}`: {}", finding.message),
        None => format!("- {}", finding.message),
    };
    let remarks = looked.iter().flat_map(|looked| {
        let own = match &looked.outcome {
            Outcome::Imported { work, .. } => &work.remarks[..],
            Outcome::Skipped(_) | Outcome::Passed => &[],
        };
        let more = notices.remarks.get(&looked.path).into_iter().flatten();
        own.iter().chain(more).map(|remark| format!("- `{}`: {remark}", looked.path))
    });
    let mut lines = notices.findings.iter().map(finding).chain(remarks).peekable();
    if lines.peek().is_some() {
        out.text("\n## To look at\n\n");
    }
    for line in lines {
        let _ = writeln!(out, "{line}");
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
