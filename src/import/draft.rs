//! A book in the making: what its files are to hold, each put together when it is asked for.
//!
//! Of a pile of texts only what is said of them is held in memory; what they say lies in a [`Spool`], and a file is a
//! list of stretches: words of its own, and places in the spool.

use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::world::{BookPath, Spool};
use std::io::{self, Write};
use std::ops::Range;

/// A book that is not written yet.
#[derive(Debug, Default)]
pub struct Draft {
    /// `book.toml`, the chapters and the pictures, and last `IMPORT.md`.
    pub files: Vec<DraftFile>,
    pub chapters: usize,
    /// The titles of the chapters in their order.
    pub titles: Vec<String>,
    pub diagnostics: Diagnostics,
    pub sources: Sources,
    pub(super) spool: Spool,
}

/// A file of a draft, which holds its stretches one after the other.
#[derive(Debug)]
pub struct DraftFile {
    pub path: BookPath,
    pub(super) stretches: Vec<Stretch>,
}

/// A part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Text(String),
    /// What stands at a place in the spool of the draft.
    Spooled(Range<u64>),
}

impl Draft {
    /// Writes what a file is to hold.
    ///
    /// # Errors
    /// Whatever the system says of the spool, or `out` of what it is given.
    pub fn write(&self, file: &DraftFile, out: &mut dyn Write) -> io::Result<()> {
        file.stretches.iter().try_for_each(|stretch| match stretch {
            Stretch::Text(text) => out.write_all(text.as_bytes()),
            Stretch::Spooled(place) => self.spool.copy(place.clone(), out),
        })
    }

    /// Returns what a file is to hold.
    ///
    /// # Errors
    /// Whatever the system says of the spool.
    pub fn bytes(&self, file: &DraftFile) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.write(file, &mut bytes)?;
        Ok(bytes)
    }
}

impl DraftFile {
    pub(super) fn new(path: &str, stretches: Vec<Stretch>) -> Self {
        Self { path: BookPath::own(path), stretches }
    }
}
