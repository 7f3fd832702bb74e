//! What an import wrote, so that the next one knows what its owner has changed since: that is never written over.
//!
//! The ledger is a hidden file in the book's folder: a line a file, the digest of what was written and the path.

use crate::world::{BookPath, World};
use std::collections::BTreeMap;
use std::fmt::Write;
use uuid::Uuid;

/// The file of the ledger.
const FILE: &str = ".bindery-import";

/// What was written, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    digests: BTreeMap<String, Digest>,
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

    /// Reads the ledger of a book's folder; an empty one where there is none.
    pub fn read(folder: &dyn World) -> Self {
        let bytes = folder.read(&Self::path()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let entry = |line: &str| {
            let (digest, path) = line.split_once("  ")?;
            Some((path.to_owned(), Digest(Uuid::try_parse(digest).ok()?)))
        };
        Self { digests: text.lines().filter_map(entry).collect() }
    }

    /// Says what is to be done with a file that is to hold these bytes.
    pub fn action(&self, path: &BookPath, bytes: &[u8], folder: &dyn World) -> Action {
        let Ok(there) = folder.read(path) else { return Action::Write };
        let is_as_written = || self.digests.get(path.as_str()).is_some_and(|written| *written == Self::digest(&there));
        match () {
            () if there == bytes => Action::Same,
            () if is_as_written() => Action::Replace,
            () => Action::Keep,
        }
    }

    /// Returns what a ledger has for a file with these bytes.
    pub fn digest(bytes: &[u8]) -> Digest {
        Digest(Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes))
    }

    /// Notes what a file holds now.
    pub fn note(&mut self, path: &BookPath, digest: Digest) {
        self.digests.insert(path.to_string(), digest);
    }

    /// Returns what the file of the ledger holds.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (path, Digest(digest)) in &self.digests {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}  {path}", digest.simple());
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
        let mut folder = Memory::new([("c.md", "theirs")]);
        let path = BookPath::own;
        let mut ledger = Ledger::default();
        for name in ["a.md", "b.md"] {
            assert_eq!(ledger.action(&path(name), b"one", &folder), Action::Write);
            ledger.note(&path(name), Ledger::digest(b"one"));
        }
        folder.files.insert("a.md".to_owned(), b"one".to_vec());
        folder.files.insert("b.md".to_owned(), b"mended".to_vec());
        folder.files.insert(FILE.to_owned(), ledger.text().into_bytes());
        let ledger = Ledger::read(&folder);
        let actions = ["a.md", "b.md", "c.md", "d.md"].map(|name| ledger.action(&path(name), b"two", &folder));
        assert_eq!(actions, [Action::Replace, Action::Keep, Action::Keep, Action::Write]);
        assert_eq!(ledger.action(&path("a.md"), b"one", &folder), Action::Same);
    }
}
