//! A world in which some files are other than they are: what a tool before this one made of them.

use super::{BookPath, ReadError, Spool, Timestamp, World};
use std::collections::BTreeMap;

/// Another world, with some files of its own before it.
pub struct Overlay<'a> {
    below: &'a dyn World,
    files: BTreeMap<BookPath, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// Returns `below` with `files` in the place of what it has there.
    pub fn new(below: &'a dyn World, files: impl IntoIterator<Item = (BookPath, Vec<u8>)>) -> Self {
        Self { below, files: files.into_iter().collect() }
    }
}

impl World for Overlay<'_> {
    fn read(&self, path: &BookPath) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().map_or_else(|| self.below.read(path), Ok)
    }

    fn probe(&self, path: &BookPath) -> Result<(), ReadError> {
        if self.files.contains_key(path) { Ok(()) } else { self.below.probe(path) }
    }

    fn flows(&self, path: &BookPath) -> bool {
        !self.files.contains_key(path) && self.below.flows(path)
    }

    fn list(&self, folder: &BookPath) -> Vec<String> {
        let mut names = self.below.list(folder);
        let own = self.files.keys().filter(|path| path.parent().is_some_and(|parent| parent == *folder));
        names.extend(own.map(|path| path.file_name().to_owned()));
        names.sort();
        names.dedup();
        names
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
    use super::super::Memory;
    use super::*;

    #[test]
    fn what_lies_over_a_file_is_read_in_its_place() {
        let below = Memory::new([("x/a.md", "old"), ("x/b.md", "kept")]);
        let path = BookPath::own;
        let world = Overlay::new(&below, [(path("x/a.md"), b"new".to_vec()), (path("x/c.md"), b"more".to_vec())]);
        let read = |name| String::from_utf8(world.read(&path(name)).unwrap()).unwrap();
        assert_eq!(["x/a.md", "x/b.md", "x/c.md"].map(read), ["new", "kept", "more"]);
        assert_eq!(world.list(&path("x")), ["a.md", "b.md", "c.md"]);

        assert_eq!(world.read(&path("x/d.md")), Err(ReadError::Missing));
    }
}
