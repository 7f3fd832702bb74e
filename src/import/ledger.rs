//! What an import wrote, so that the next one knows what its owner has changed since: that is never written over.
//!
//! The ledger is a hidden file in the book's folder: a line a file, the digest of what was written and the path.

use super::DraftFile;
use crate::world::{BookPath, World};
use std::collections::BTreeMap;
use std::fmt::Write;
use uuid::Uuid;

/// The file of the ledger.
const FILE: &str = ".bindery-import";

/// What was written, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    digests: BTreeMap<String, String>,
}

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

/// A file of a draft, and what is to be done with it.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    pub file: &'a DraftFile,
    pub action: Action,
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
        let entries = text.lines().filter_map(|line| line.split_once("  "));
        Self { digests: entries.map(|(digest, path)| (path.to_owned(), digest.to_owned())).collect() }
    }

    /// Says what is to be done with each file of a draft, and what the ledger is after that.
    pub fn plan<'a>(&self, files: &'a [DraftFile], folder: &dyn World) -> (Vec<Planned<'a>>, Self) {
        let mut after = self.clone();
        let plan = files.iter().map(|file| {
            let new = digest(&file.bytes);
            let action = match folder.read(&file.path) {
                Err(_) => Action::Write,
                Ok(there) => {
                    let old = digest(&there);
                    match self.digests.get(file.path.as_str()) {
                        _ if old == new => Action::Same,
                        Some(written) if *written == old => Action::Replace,
                        _ => Action::Keep,
                    }
                }
            };
            if action != Action::Keep {
                after.digests.insert(file.path.to_string(), new);
            }
            Planned { file, action }
        });
        (plan.collect(), after)
    }

    /// Returns what the file of the ledger holds.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (path, digest) in &self.digests {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{digest}  {path}");
        }
        text
    }
}

fn digest(bytes: &[u8]) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes).simple().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    fn file(path: &str, text: &str) -> DraftFile {
        DraftFile { path: BookPath::own(path), bytes: text.into() }
    }

    #[test]
    fn what_its_owner_changed_stays_and_what_an_import_wrote_may_go() {
        let first = [file("a.md", "one"), file("b.md", "one")];
        let mut folder = Memory::new([("c.md", "theirs")]);
        let (plan, ledger) = Ledger::default().plan(&first, &folder);
        assert!(plan.iter().all(|planned| planned.action == Action::Write));
        folder.files.insert("a.md".to_owned(), b"one".to_vec());
        folder.files.insert("b.md".to_owned(), b"mended".to_vec());
        folder.files.insert(FILE.to_owned(), ledger.text().into_bytes());
        let ledger = Ledger::read(&folder);
        let second = [file("a.md", "two"), file("b.md", "two"), file("c.md", "two"), file("d.md", "two")];
        let (plan, _) = ledger.plan(&second, &folder);
        let actions: Vec<Action> = plan.iter().map(|planned| planned.action).collect();
        assert_eq!(actions, [Action::Replace, Action::Keep, Action::Keep, Action::Write]);
        let (plan, _) = ledger.plan(&first[..1], &folder);
        assert_eq!(plan[0].action, Action::Same);
    }
}
