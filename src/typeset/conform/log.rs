//! Findings as they are made: every warning at its place, every remark once a piece, at the first of its places.

use super::rules::REMARKS;
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
    let remark = REMARKS.iter().find(|(remark, _)| remark.name == rule.name);
    remark.map_or("mend it in the source", |(_, help)| *help)
}

#[cfg(test)]
mod tests {
    use super::super::rules::{REMARKS, RULES};
    use crate::diagnostic::Severity;

    #[test]
    fn every_remark_says_what_to_do() {
        let remarked: Vec<&str> =
            RULES.iter().filter(|rule| rule.severity == Severity::Info).map(|rule| rule.name).collect();
        assert_eq!(remarked, REMARKS.map(|(rule, _)| rule.name));
    }
}
