//! Files of the same bytes under several paths, which are packed once.

use crate::world::{BookPath, World};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A sum of the bytes of a file: other sums are other bytes, and equal ones a hint.
pub(super) type Digest = (usize, u64);

pub(super) fn digest(bytes: &[u8]) -> Digest {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    (bytes.len(), hasher.finish())
}

/// Tells whether two files have the same bytes.
pub(super) fn is_same(world: &dyn World, one: &BookPath, other: &BookPath) -> bool {
    one == other || world.read(one) == world.read(other)
}

/// What was packed so far, by the bytes of its files.
pub(super) struct Alike<T> {
    known: BTreeMap<Digest, Vec<(BookPath, T)>>,
}

impl<T> Default for Alike<T> {
    fn default() -> Self {
        Self { known: BTreeMap::new() }
    }
}

impl<T: Clone> Alike<T> {
    /// Returns what was packed of a file with the same bytes; else packs this one.
    pub(super) fn once(&mut self, world: &dyn World, path: &BookPath, digest: Digest, pack: impl FnOnce() -> T) -> T {
        let same = self.known.entry(digest).or_default();
        if let Some((_, packed)) = same.iter().find(|(other, _)| is_same(world, other, path)) {
            return packed.clone();
        }
        let packed = pack();
        same.push((path.clone(), packed.clone()));
        packed
    }
}
