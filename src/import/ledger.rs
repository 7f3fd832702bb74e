//! What an import wrote, so that the next one knows what its owner has changed since: that is never written over.
//!
//! The ledger is a hidden file in the book's folder: a line a file, with the digest of what was written, the path, and,
//! behind a tab, the source that it came of.

use crate::world::{BookPath, World};
use std::collections::BTreeMap;
use std::fmt::Write;
use uuid::Uuid;

/// The file of the ledger.
const FILE: &str = ".bindery-import";

/// Where a draft writes, beside the top of the book.
const FOLDERS: &[&str] = &["chapters", "images"];

/// What was written, and what else is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    written: BTreeMap<String, Written>,
    /// Files of the owner.
    others: Vec<String>,
}

/// A file that an import wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    digest: Digest,
    source: Option<String>,
}

/// What tells whether a file was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(Uuid);

/// What is to be done with a file of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is not there yet.
    Write,
    /// It is as an earlier import left it.
    Replace,
    /// It is what it would be.
    Same,
    /// Its owner has changed it: it stays.
    Keep,
}

impl Ledger {
    /// Returns the path of the ledger in a book's folder.
    pub fn path() -> BookPath {
        BookPath::own(FILE)
    }

    /// Reads the ledger of a book's folder, and what else is there; an empty one where there is neither.
    pub fn read(folder: &dyn World) -> Self {
        let bytes = folder.read(&Self::path()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let entry = |line: &str| {
            let (digest, rest) = line.split_once("  ")?;
            let (path, source) = rest.split_once('\t').map_or((rest, None), |(path, source)| (path, Some(source)));
            let digest = Digest(Uuid::try_parse(digest).ok()?);
            Some((path.to_owned(), Written { digest, source: source.map(str::to_owned) }))
        };
        let written: BTreeMap<String, Written> = text.lines().filter_map(entry).collect();
        let inside = |name: &&str| {
            let names = folder.list(&BookPath::own(name));
            names.into_iter().map(|file| format!("{name}/{file}")).collect::<Vec<_>>()
        };
        let others = FOLDERS.iter().flat_map(inside).filter(|path| !written.contains_key(path)).collect();
        Self { written, others }
    }

    /// Returns the paths of all files that were written or are there.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.written.keys().chain(&self.others).map(String::as_str)
    }

    /// Returns the paths of what was written, each with the source that it came of.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.written.iter().filter_map(|(path, written)| Some((path.as_str(), written.source.as_deref()?)))
    }

    /// Says what is to be done with a file that is to hold these bytes.
    pub fn action(&self, path: &BookPath, bytes: &[u8], folder: &dyn World) -> Action {
        let Ok(there) = folder.read(path) else { return Action::Write };
        match () {
            () if there == bytes => Action::Same,
            () if self.wrote(path, Self::digest(&there)) => Action::Replace,
            () => Action::Keep,
        }
    }

    /// Tells whether that was written to a file when it was written last.
    pub fn wrote(&self, path: &BookPath, digest: Digest) -> bool {
        self.written.get(path.as_str()).is_some_and(|written| written.digest == digest)
    }

    /// Returns what a ledger has for a file with these bytes.
    pub fn digest(bytes: &[u8]) -> Digest {
        Digest(Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes))
    }

    /// Notes what a file holds now, and of which source.
    pub fn note(&mut self, path: &BookPath, digest: Digest, source: Option<&BookPath>) {
        // A name may hold whatever a system lets it; a line of the ledger ends at the first line end.
        let source = source.map(|source| source.as_str().replace(['\n', '\r'], " "));
        self.written.insert(path.to_string(), Written { digest, source });
    }

    /// Returns what the file of the ledger holds.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (path, Written { digest: Digest(digest), source }) in &self.written {
            let source = source.as_ref().map(|source| format!("\t{source}")).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}  {path}{source}", digest.simple());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn what_its_owner_changed_stays_and_what_an_import_wrote_may_go() {
        let mut folder = Memory::new([("c.md", "theirs"), ("chapters/own.md", "theirs")]);
        let path = BookPath::own;
        let mut ledger = Ledger::default();
        for name in ["a.md", "b.md"] {
            assert_eq!(ledger.action(&path(name), b"one", &folder), Action::Write);
            ledger.note(&path(name), Ledger::digest(b"one"), Some(&path("pile/a\tb.txt")));
        }
        folder.files.insert("a.md".to_owned(), b"one".to_vec());
        folder.files.insert("b.md".to_owned(), b"mended".to_vec());
        folder.files.insert(FILE.to_owned(), ledger.text().into_bytes());
        let ledger = Ledger::read(&folder);
        let actions = ["a.md", "b.md", "c.md", "d.md"].map(|name| ledger.action(&path(name), b"two", &folder));
        assert_eq!(actions, [Action::Replace, Action::Keep, Action::Keep, Action::Write]);
        assert_eq!(ledger.action(&path("a.md"), b"one", &folder), Action::Same);
        assert_eq!(ledger.paths().collect::<Vec<_>>(), ["a.md", "b.md", "chapters/own.md"]);
        assert_eq!(ledger.sources().next(), Some(("a.md", "pile/a\tb.txt")));
    }
}
