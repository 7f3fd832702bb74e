//! A world that remembers which of its files were read: those are what a book is made of.

use super::{BookPath, ReadError, Spool, Timestamp, World};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Another world, with a list of what was read of it.
pub struct Witness<'a> {
    below: &'a dyn World,
    seen: Mutex<BTreeSet<BookPath>>,
}

impl<'a> Witness<'a> {
    pub fn new(below: &'a dyn World) -> Self {
        Self { below, seen: Mutex::default() }
    }

    /// Returns when the newest of the files that were read was changed.
    pub fn newest(&self) -> Option<Timestamp> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.iter().filter_map(|path| self.below.modified(path)).max()
    }
}

impl World for Witness<'_> {
    fn read(&self, path: &BookPath) -> Result<Vec<u8>, ReadError> {
        let bytes = self.below.read(path)?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.contains(path) {
            seen.insert(path.clone());
        }
        Ok(bytes)
    }

    fn probe(&self, path: &BookPath) -> Result<(), ReadError> {
        self.below.probe(path)
    }

    fn flows(&self, path: &BookPath) -> bool {
        self.below.flows(path)
    }

    fn list(&self, folder: &BookPath) -> Vec<String> {
        self.below.list(folder)
    }

    fn modified(&self, path: &BookPath) -> Option<Timestamp> {
        self.below.modified(path)
    }

    fn epoch(&self) -> Option<Timestamp> {
        self.below.epoch()
    }

    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        self.below.recall(key)
    }

    fn keep(&self, key: &str, bytes: &[u8]) -> bool {
        self.below.keep(key, bytes)
    }

    fn spool(&self) -> Spool {
        self.below.spool()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A world in which a file was changed as many seconds after the beginning as its name has letters.
    struct Dated;

    impl World for Dated {
        fn read(&self, path: &BookPath) -> Result<Vec<u8>, ReadError> {
            if path.as_str().contains('x') { Err(ReadError::Missing) } else { Ok(Vec::new()) }
        }

        fn list(&self, _: &BookPath) -> Vec<String> {
            Vec::new()
        }

        fn modified(&self, path: &BookPath) -> Option<Timestamp> {
            i64::try_from(path.as_str().len()).ok().map(Timestamp)
        }

        fn epoch(&self) -> Option<Timestamp> {
            None
        }
    }

    #[test]
    fn only_what_was_read_makes_a_book_newer() {
        let world = Witness::new(&Dated);
        assert_eq!(world.newest(), None);
        for (path, newest) in [("aaaa", 4), ("aa", 4), ("no-such-x", 4), ("bbbbbb", 6), ("aaaa", 6)] {
            let _ = world.read(&BookPath::own(path));
            let _ = world.probe(&BookPath::own("a-file-that-is-there"));
            assert_eq!(world.newest(), Some(Timestamp(newest)), "{path}");
        }
    }
}
