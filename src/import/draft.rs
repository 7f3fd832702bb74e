//! A book in the making: what its files are to hold, each put together when it is asked for.
//!
//! Of a pile of texts only what is said of them is held in memory; what they say lies in a [`Spool`], and a file is a
//! list of places in it: words of its own are put aside as well.

use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::world::{BookPath, Spool};
use std::fmt;
use std::io::{self, Write};
use std::ops::Range;

/// A book that is not written yet.
#[derive(Debug, Default)]
pub struct Draft {
    /// `book.toml`, the chapters and the pictures, and last `IMPORT.md`.
    pub files: Vec<DraftFile>,
    pub chapters: usize,
    pub diagnostics: Diagnostics,
    pub sources: Sources,
    pub(super) spool: Spool,
}

/// A file of a draft.
#[derive(Debug)]
pub struct DraftFile {
    pub path: BookPath,
    /// The source that a chapter or a picture comes of.
    pub source: Option<BookPath>,
    /// Where in the spool of the draft that lies which it is to hold, one after the other.
    places: Box<[Range<u64>]>,
}

/// Puts a file of a draft together.
#[derive(Debug)]
pub(super) struct FileWriter<'a> {
    spool: &'a Spool,
    /// Words that are not put aside yet.
    text: String,
    places: Vec<Range<u64>>,
}

/// So many bytes of words are put aside together.
const TOGETHER: usize = 1 << 16;

impl Draft {
    /// Returns `IMPORT.md`; none where nothing came of the sources.
    pub fn report(&self) -> Option<&DraftFile> {
        self.files.last()
    }

    /// Writes what a file is to hold.
    ///
    /// # Errors
    /// Whatever the system says of the spool, or `out` of what it is given.
    pub fn write(&self, file: &DraftFile, out: &mut dyn Write) -> io::Result<()> {
        file.places.iter().try_for_each(|place| self.spool.copy(place.clone(), out))
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

impl<'a> FileWriter<'a> {
    pub(super) fn new(spool: &'a Spool) -> Self {
        Self { spool, text: String::new(), places: Vec::new() }
    }

    /// Writes words.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
        if self.text.len() >= TOGETHER {
            self.put_aside();
        }
    }

    /// Writes what stands at a place in the spool.
    pub(super) fn spooled(&mut self, place: Range<u64>) {
        self.put_aside();
        self.place(place);
    }

    /// Returns the file, which comes of a source or tells of all.
    pub(super) fn finish(mut self, path: BookPath, source: Option<&BookPath>) -> DraftFile {
        self.put_aside();
        DraftFile { path, source: source.cloned(), places: self.places.into() }
    }

    fn put_aside(&mut self) {
        if !self.text.is_empty() {
            let place = self.spool.append(self.text.as_bytes());
            self.text.clear();
            self.place(place);
        }
    }

    fn place(&mut self, place: Range<u64>) {
        match self.places.last_mut() {
            _ if place.is_empty() => {}
            Some(last) if last.end == place.start => last.end = place.end,
            _ => self.places.push(place),
        }
    }
}

impl fmt::Write for FileWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text(text);
        Ok(())
    }
}
