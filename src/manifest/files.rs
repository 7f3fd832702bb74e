//! The files that a manifest names: whether they are there, and which name was meant by one that is not.

use super::Located;
use super::findings::{Findings, excerpt};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::nearest::nearest;
use crate::source::{SourceId, Span};
use crate::world::{BookPath, PathError, ReadError, Roots, World};
use std::collections::BTreeMap;

/// A file that the manifest names and that is not there.
pub(super) const MISSING_FILE: Rule = Rule {
    name: "missing-file",
    severity: Severity::Error,
    summary: "the manifest names a file that is not there",
    explanation: "A chapter, cover, stylesheet or house style is not where the manifest says. Paths are written from \
                  the folder of the manifest that names them, with `/` between folders. A missing chapter is never \
                  left out in silence.\n\nWrong:\n\n    chapters = [\"chapters/platfrom-nine.md\"]\n\nRight:\n\n    \
                  chapters = [\"chapters/platform-nine.md\"]",
    epubcheck: &["RSC-001", "RSC-007"],
};

/// A folder where a file is wanted.
pub(super) const FOLDER_AS_FILE: Rule = Rule {
    name: "folder-as-file",
    severity: Severity::Error,
    summary: "the manifest names a folder where a file is wanted",
    explanation: "To take every file of a folder, write a pattern.\n\nWrong:\n\n    chapters = [\"chapters\"]\n\n\
                  Right:\n\n    chapters = [\"chapters/*.md\"]",
    epubcheck: &[],
};

/// A path that leaves the folders of the book.
pub(super) const PATH_OUTSIDE_BOOK: Rule = Rule {
    name: "path-outside-book",
    severity: Severity::Error,
    summary: "a path leads out of the book",
    explanation: "A book takes files from its own folder and from that of the house style it extends, never from \
                  elsewhere, whether by `..`, by an absolute path or by a symbolic link: so it builds the same on \
                  every machine, and a stranger's book cannot pack your files.\n\nWrong:\n\n    \
                  chapters = [\"/home/ann/letter.md\"]\n\nRight:\n\n    chapters = [\"chapters/letter.md\"]",
    epubcheck: &["RSC-026"],
};

/// A file that the system does not let be read.
pub(super) const UNREADABLE_FILE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    summary: "a file of the book cannot be read",
    explanation: "The file is there, but the system does not hand it out, or it is larger than 4 GiB. See to its \
                  permissions.\n\nWrong: a chapter that only another user may read.\n\nRight: one that you may read.",
    epubcheck: &["PKG-015"],
};

/// What finds the files of a book.
pub(super) struct Files<'a> {
    pub(super) world: &'a dyn World,
    pub(super) roots: Roots,
    /// The folder of each manifest: a path is relative to the one that says it.
    pub(super) folders: BTreeMap<SourceId, String>,
    /// The folders listed so far, and how many names were looked for in vain.
    listed: BTreeMap<String, Vec<String>>,
    missed: usize,
}

/// After so many missing files, nearby names are no longer looked for: each costs a walk through a folder.
const MOST_SUGGESTIONS: usize = 20;

impl<'a> Files<'a> {
    pub(super) fn new(world: &'a dyn World) -> Self {
        let (listed, folders) = (BTreeMap::new(), BTreeMap::new());
        Self { world, roots: Roots::default(), folders, listed, missed: 0 }
    }

    /// Returns the folder of the manifest that holds `span`.
    pub(super) fn folder(&self, span: Option<Span>) -> String {
        span.and_then(|span| self.folders.get(&span.source)).cloned().unwrap_or_default()
    }

    /// Returns the path that a manifest says, if it is one of the book's.
    pub(super) fn resolve(&self, said: &Located<String>, findings: &mut Findings) -> Option<BookPath> {
        match self.roots.resolve(&self.folder(said.span), &said.value) {
            Ok(path) => Some(path),
            Err(error) => {
                findings.report(outside(said, error));
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
        match error {
            ReadError::Missing => {
                let help = self.suggest(path);
                Diagnostic::new(&MISSING_FILE, format!("there is no file `{shown}`"))
                    .at(said.span)
                    .help(help.unwrap_or_else(|| "write the file, or take it out of the manifest".to_owned()))
            }
            ReadError::Folder => Diagnostic::new(&FOLDER_AS_FILE, format!("`{shown}` is a folder"))
                .at(said.span)
                .help(format!("for all its files write a pattern: `{}/*.md`", shown.trim_end_matches(['/', '\\']))),
            ReadError::Outside => {
                Diagnostic::new(&PATH_OUTSIDE_BOOK, format!("`{shown}` is a symbolic link that leads out of the book"))
                    .at(said.span)
                    .help("put the file itself into the book's folder")
            }
            ReadError::TooLarge => Diagnostic::new(&UNREADABLE_FILE, format!("`{shown}` is larger than 4 GiB"))
                .at(said.span)
                .help("divide it into several files"),
            ReadError::Failed(reason) => {
                Diagnostic::new(&UNREADABLE_FILE, format!("`{shown}` cannot be read: {}", excerpt(reason)))
                    .at(said.span)
                    .help("see that it is a file which you may read")
            }
        }
    }

    /// Returns the names in a folder; folders' names end with `/`.
    pub(super) fn list(&mut self, folder: &str) -> &[String] {
        let world = self.world;
        let roots = &self.roots;
        self.listed.entry(folder.to_owned()).or_insert_with(|| match roots.resolve(folder, ".") {
            Ok(path) => world.list(&path),
            Err(_) => Vec::new(),
        })
    }

    /// Returns the help that names the nearest file that is there.
    fn suggest(&mut self, path: &BookPath) -> Option<String> {
        self.missed += 1;
        if self.missed > MOST_SUGGESTIONS {
            return None;
        }
        let (folder, name) = (path.folder().to_owned(), path.file_name().to_owned());
        if self.list(&folder).is_empty() && !folder.is_empty() {
            let (parent, last) = folder.rsplit_once('/').unwrap_or(("", &folder));
            let parent = parent.to_owned();
            let folders = self.list(&parent).iter().filter_map(|name| name.strip_suffix('/'));
            let meant = nearest(last, folders).map(|meant| format!(": did you mean `{meant}`?"));
            return Some(format!("there is no folder `{folder}`{}", meant.unwrap_or_default()));
        }
        let files = self.list(&folder).iter().map(String::as_str).filter(|name| !name.ends_with('/'));
        let meant = nearest(&name, files)?;
        let meant = if folder.is_empty() { meant.to_owned() } else { format!("{folder}/{meant}") };
        Some(format!("did you mean `{meant}`?"))
    }
}

/// Returns the finding about a path that is not one of the book's.
pub(super) fn outside(said: &Located<String>, error: PathError) -> Diagnostic {
    let shown = excerpt(&said.value);
    let (message, help) = match error {
        PathError::Absolute => (
            format!("`{shown}` is an absolute path"),
            "write the path from the folder of the manifest, and put the file there",
        ),
        PathError::Outside => (
            format!("`{shown}` leads out of the book's folder"),
            "put the file into the book's folder, or into that of the house style it `extends`",
        ),
        PathError::Empty => ("the path is empty".to_owned(), "write the name of a file"),
    };
    Diagnostic::new(&PATH_OUTSIDE_BOOK, message).at(said.span).help(help)
}
