//! The outside world: files, their times, and the environment's one word on time.
//!
//! Everything else in the crate asks a [`World`] and can be run in memory; only this room (and `cli`, which prints)
//! touches the machine. `clippy.toml` forbids the rest.

mod cache;
mod disk;
mod memory;
mod overlay;
mod path;
mod spool;
mod witness;
mod write;

pub use disk::Disk;
pub use memory::Memory;
pub use overlay::Overlay;
pub use path::{BookPath, PathError, Roots};
pub use spool::Spool;
pub use witness::Witness;
pub use write::{Interruption, write_atomically, write_together};

use std::fmt;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    Missing,
    /// It is a folder.
    Folder,
    /// A symbolic link leads out of the roots that the book declares.
    Outside,
    /// Larger than the 4 GiB that offsets can count.
    TooLarge,
    /// What the system says.
    Failed(String),
}

impl fmt::Display for ReadError {
    /// Goes on after the name of the file.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str("is not there"),
            Self::Folder => formatter.write_str("is a folder"),
            Self::Outside => formatter.write_str("is a symbolic link that leads out of the book"),
            Self::TooLarge => formatter.write_str("is larger than 4 GiB"),
            Self::Failed(reason) => write!(formatter, "cannot be read: {reason}"),
        }
    }
}

/// What the compiler may ask of the outside.
pub trait World: Sync {
    /// Returns the bytes of a file.
    ///
    /// # Errors
    /// Why there are none to be had.
    fn read(&self, path: &BookPath) -> Result<Vec<u8>, ReadError>;

    /// Tells whether a file could be read, without reading it.
    ///
    /// # Errors
    /// Why it could not.
    fn probe(&self, path: &BookPath) -> Result<(), ReadError> {
        self.read(path).map(drop)
    }

    /// Tells whether it is a pipe, a socket or a device, from which bytes may come for ever, or never.
    fn flows(&self, _path: &BookPath) -> bool {
        false
    }

    /// Returns the names in a folder, sorted by bytes; folders' names end with `/`. Nothing if it is no folder.
    ///
    /// Symbolic links to folders are listed as files, so that nobody who goes down walks in circles.
    fn list(&self, folder: &BookPath) -> Vec<String>;

    /// Returns when a file was last changed.
    fn modified(&self, path: &BookPath) -> Option<Timestamp>;

    /// Returns `SOURCE_DATE_EPOCH`, where it is set.
    fn epoch(&self) -> Option<Timestamp>;

    /// Returns what was kept under a key, by this build or an earlier one.
    fn recall(&self, _key: &str) -> Option<Vec<u8>> {
        None
    }

    /// Keeps what took long to make under a key that says all that it was made of: a name for a file.
    ///
    /// Tells whether it can be recalled; a world need not keep anything.
    fn keep(&self, _key: &str, _bytes: &[u8]) -> bool {
        false
    }

    /// Returns a place to put aside what is too much for memory; a world may have none but memory.
    fn spool(&self) -> Spool {
        Spool::in_memory()
    }
}
