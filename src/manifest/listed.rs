//! The files of chapters that a manifest or a summary has named so far: each is a chapter once.

use super::files::Files;
use super::findings::{Findings, excerpt};
use super::rules::REPEATED_CHAPTER;
use crate::diagnostic::Diagnostic;
use crate::source::{Located, Span};
use crate::world::BookPath;
use std::collections::BTreeMap;

/// The files, and where each is named.
#[derive(Default)]
pub(super) struct Listed(BTreeMap<BookPath, Option<Span>>);

impl Listed {
    /// Returns a file that is there and was not named before.
    pub(super) fn file(
        &mut self,
        said: &Located<String>,
        files: &mut Files<'_>,
        findings: &mut Findings,
    ) -> Option<Located<BookPath>> {
        let path = files.existing(said, findings)?;
        let Some(first) = self.0.get(&path.value) else {
            self.0.insert(path.value.clone(), path.span);
            return Some(path);
        };
        let message = format!("`{}` is listed twice", excerpt(&said.value));
        let diagnostic = Diagnostic::new(&REPEATED_CHAPTER, message).at(said.span).help("keep one of the two");
        findings.report(match first {
            Some(first) => diagnostic.label(*first, "the first is here"),
            None => diagnostic,
        });
        None
    }

    /// Notes a file that a pattern matches; tells whether it was not named before.
    pub(super) fn is_new(&mut self, path: &BookPath, span: Option<Span>) -> bool {
        let is_new = !self.0.contains_key(path);
        if is_new {
            self.0.insert(path.clone(), span);
        }
        is_new
    }
}
