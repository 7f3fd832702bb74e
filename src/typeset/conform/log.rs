//! Findings as they are made: every warning at its place, every remark once a piece, at the first of its places.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::source::Span;
use std::collections::BTreeMap;

/// The findings of one piece.
#[derive(Default)]
pub(super) struct Log {
    diagnostics: Diagnostics,
    /// For each kind of remark and what it is about: where it is in `diagnostics`, and how often it was made.
    remarks: BTreeMap<(&'static str, String), (usize, usize)>,
}

impl Log {
    /// Warns of something that changes what a reader sees.
    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Remarks on something about `subject`, in the words of `message` where it is the first of its kind.
    pub(super) fn remark(
        &mut self,
        rule: &'static Rule,
        subject: &str,
        span: Option<Span>,
        message: impl Fn() -> String,
    ) {
        let next = self.diagnostics.len();
        let entry = self.remarks.entry((rule.name, subject.to_owned())).or_insert((next, 0));
        entry.1 += 1;
        if entry.1 == 1 {
            self.diagnostics.push(Diagnostic::new(rule, message()).at(span).help(help(rule)));
        }
    }

    /// Returns the findings, each remark with the number of its places.
    pub(super) fn finish(mut self) -> Diagnostics {
        for (index, times) in self.remarks.into_values() {
            if times > 1 {
                let more = if times == 2 { "once more".to_owned() } else { format!("{} times more", times - 1) };
                let message = &mut self.diagnostics[index].message;
                *message = format!("{message}, and {more} in this piece");
            }
        }
        self.diagnostics
    }
}

/// Returns what to do about something that was only remarked on.
fn help(rule: &Rule) -> &'static str {
    match rule.name {
        "event-handler" => "leave it out, or link to where the reader should go",
        "style-element" => "put the styles of the book into its stylesheet",
        "hidden-content" => "leave it out, or take away what hides it",
        "unknown-element" => "use an element of HTML, with a class; its content was kept",
        "obsolete-element" => "use the element or class that it became",
        "misplaced-element" => "put it where HTML allows it; no word of it was lost",
        "invalid-id" => "write ids as one word",
        "duplicate-id" => "give each element an id of its own; the first kept it",
        _ => "mend it in the source",
    }
}
