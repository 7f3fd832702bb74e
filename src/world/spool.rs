//! A place for what is made now and written later, when it would be too much to hold in memory: a temporary file.
//!
//! What is little stays in memory, and so does all where no file can be made or the disk is full: only memory is lost
//! then, never text. The file has no name, so that nothing of it is left whatever becomes of the program.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many bytes are held in memory before they go to the file.
const HELD: usize = 1 << 20;

/// So many bytes are read at a time.
const AT_A_TIME: u64 = 1 << 16;

/// Bytes that were put aside, by the place at which they stand.
#[derive(Default)]
pub struct Spool {
    store: Mutex<Store>,
}

#[derive(Default)]
struct Store {
    /// Whether a file may be made.
    may_spill: bool,
    file: Option<File>,
    /// How many bytes are in the file.
    in_file: u64,
    /// What comes after them.
    held: Vec<u8>,
}

impl Spool {
    /// Returns a spool that holds all in memory.
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// Returns a spool that goes to a temporary file once there is much in it.
    pub(super) fn on_disk() -> Self {
        Self { store: Mutex::new(Store { may_spill: true, ..Store::default() }) }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // Whoever panicked while holding it has put aside all or nothing.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts bytes aside; returns where they stand.
    pub fn append(&self, bytes: &[u8]) -> Range<u64> {
        let mut store = self.store();
        let start = store.in_file + store.held.len() as u64;
        store.held.extend_from_slice(bytes);
        if store.may_spill && store.held.len() >= HELD {
            store.spill();
        }
        start..start + bytes.len() as u64
    }

    /// Copies what stands at a place, or at a part of one.
    ///
    /// # Errors
    /// Whatever the system says of the file, or `out` of what it is given.
    pub fn copy(&self, place: Range<u64>, out: &mut dyn Write) -> io::Result<()> {
        let mut at = place.start;
        let mut buffer = Vec::new();
        while at < place.end {
            let end = place.end.min(at + AT_A_TIME);
            buffer.clear();
            self.store().read(at..end, &mut buffer)?;
            out.write_all(&buffer)?;
            at = end;
        }
        Ok(())
    }
}

impl Store {
    /// Moves what is held to the file; where that cannot be done, it stays, and so does all that follows.
    fn spill(&mut self) {
        let Self { file, in_file, held, .. } = self;
        let mut write = || {
            if file.is_none() {
                *file = Some(tempfile::tempfile()?);
            }
            let file = file.as_mut().expect("it was just made");
            file.seek(SeekFrom::Start(*in_file))?;
            file.write_all(held)
        };
        if write().is_ok() {
            *in_file += held.len() as u64;
            held.clear();
        } else {
            self.may_spill = false;
        }
    }

    fn read(&mut self, place: Range<u64>, out: &mut Vec<u8>) -> io::Result<()> {
        let middle = self.in_file.clamp(place.start, place.end);
        if place.start < middle
            && let Some(file) = &mut self.file
        {
            file.seek(SeekFrom::Start(place.start))?;
            let wanted = middle - place.start;
            if file.take(wanted).read_to_end(out)? as u64 != wanted {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let held =
            |at: u64| usize::try_from(at.saturating_sub(self.in_file)).unwrap_or(usize::MAX).min(self.held.len());
        out.extend_from_slice(&self.held[held(middle)..held(place.end)]);
        Ok(())
    }
}

impl fmt::Debug for Spool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let store = self.store();
        write!(formatter, "Spool({} bytes in a file, {} in memory)", store.in_file, store.held.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(spool: &Spool, place: Range<u64>) -> Vec<u8> {
        let mut out = Vec::new();
        spool.copy(place, &mut out).expect("what was put aside is there");
        out
    }

    #[test]
    fn what_was_put_aside_is_there_wherever_it_went() {
        for spool in [Spool::in_memory(), Spool::on_disk()] {
            let pieces: Vec<Vec<u8>> = (0..40_u8).map(|number| vec![number; 100_000 + usize::from(number)]).collect();
            let places: Vec<Range<u64>> = pieces.iter().map(|piece| spool.append(piece)).collect();
            for (piece, place) in pieces.iter().zip(&places) {
                assert!(read(&spool, place.clone()) == *piece);
            }
            let whole = read(&spool, 0..places[39].end);
            assert!(whole == pieces.concat(), "a place may be in the file and in memory");
            assert_eq!(read(&spool, places[7].start + 5..places[7].start + 7), [7, 7]);
            assert_eq!(read(&spool, 3..3), [0_u8; 0]);
        }
        assert!(Spool::on_disk().store().file.is_none(), "little needs no file");
    }

    #[test]
    fn what_no_file_can_take_stays_in_memory() {
        let spool = Spool::on_disk();
        let first = spool.append(&vec![1; HELD]);
        let named = tempfile::NamedTempFile::new().expect("a file");
        // Opened to be read, it refuses to be written.
        let refusing = std::fs::OpenOptions::new().read(true).open(named.path());
        let file = std::mem::replace(&mut spool.store().file, refusing.ok());
        let second = spool.append(&vec![2; HELD]);
        spool.store().file = file;
        assert!(!spool.store().may_spill);
        assert!(read(&spool, first) == vec![1; HELD]);
        assert!(read(&spool, second) == vec![2; HELD]);
    }
}
