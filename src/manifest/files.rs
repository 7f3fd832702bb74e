//! The files that a manifest names: whether they are there, and which name was meant by one that is not.

use super::findings::{Findings, excerpt};
use crate::diagnostic::Diagnostic;
use crate::file_findings::{Search, outside, unreadable};
use crate::source::{Located, SourceId, Span};
use crate::world::{BookPath, ReadError, Roots, World};
use std::collections::BTreeMap;

/// What finds the files of a book.
pub(super) struct Files<'a> {
    pub(super) world: &'a dyn World,
    pub(super) roots: Roots,
    /// The folder of each manifest: a path is relative to the one that says it.
    pub(super) folders: BTreeMap<SourceId, String>,
    /// The extensions of texts, in lower case.
    texts: &'a [&'static str],
    search: Search<'a>,
}

impl<'a> Files<'a> {
    pub(super) fn new(world: &'a dyn World, texts: &'a [&'static str]) -> Self {
        Self { world, roots: Roots::default(), folders: BTreeMap::new(), texts, search: Search::new(world) }
    }

    /// Tells by its name whether a file is a text.
    pub(super) fn is_text(&self, path: &BookPath) -> bool {
        self.texts.contains(&path.extension().as_str())
    }

    /// Returns the folder of the manifest that holds `span`.
    pub(super) fn folder(&self, span: Option<Span>) -> String {
        span.and_then(|span| self.folders.get(&span.source)).cloned().unwrap_or_default()
    }

    /// Returns a path as it reads from the book's folder, where another manifest says it.
    pub(super) fn as_from_book(&self, said: Located<String>) -> Located<String> {
        let folder = self.folder(said.span);
        if folder.is_empty() { said } else { Located { value: format!("{folder}/{}", said.value), ..said } }
    }

    /// Returns the path that a manifest says, if it is one of the book's.
    pub(super) fn resolve(&self, said: &Located<String>, findings: &mut Findings) -> Option<BookPath> {
        match self.roots.resolve(&self.folder(said.span), &said.value) {
            Ok(path) => Some(path),
            Err(error) => {
                findings.report(outside(&excerpt(&said.value), error).at(said.span));
                None
            }
        }
    }

    /// Returns the path of a file that is there.
    pub(super) fn existing(&mut self, said: &Located<String>, findings: &mut Findings) -> Option<Located<BookPath>> {
        let path = self.resolve(said, findings)?;
        if let Err(error) = self.world.probe(&path) {
            let diagnostic = self.explain(&path, said, &error);
            findings.report(diagnostic);
            return None;
        }
        Some(Located { value: path, span: said.span })
    }

    /// Returns the finding about a file that cannot be read.
    pub(super) fn explain(&mut self, path: &BookPath, said: &Located<String>, error: &ReadError) -> Diagnostic {
        let shown = excerpt(&said.value);
        let found = unreadable(&shown, error).at(said.span);
        let better = match error {
            ReadError::Missing => self.search.suggest(path, &self.folder(said.span)),
            ReadError::Folder => {
                let pattern = format!("{}/*.md", shown.trim_end_matches(['/', '\\']));
                Some(format!("name a file inside it; in `chapters`, `{pattern}` takes them all"))
            }
            _ => None,
        };
        match better {
            Some(help) => found.help(help),
            None => found,
        }
    }

    /// Returns the names in a folder; folders' names end with `/`.
    pub(super) fn list(&mut self, folder: &str) -> &[String] {
        match self.roots.resolve(folder, ".") {
            Ok(path) => self.search.names(&path),
            Err(_) => &[],
        }
    }
}
