//! The folder that a new book goes into: whether it may, and writing it there.

#![expect(clippy::disallowed_methods, reason = "only `cli` knows where it was called")]

use super::failure::reason;
use super::{Failure, target};
use bindery::import::{Ledger, title_of};
use bindery::world::{BookPath, Interruption, write_atomically, write_together};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is in a folder already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Nothing,
    /// A book, or what an import left of one.
    ABook,
    Other,
}

/// Returns what a folder holds, which need not be there.
pub(super) fn holds(folder: &Path) -> Result<Holds, Failure> {
    let shown = folder.display();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Holds::Nothing),
        Err(error) => {
            return Err(Failure::new(format!("cannot use `{shown}`: {}", reason(&error)))
                .help("name a folder that is not there yet, or is empty"));
        }
    };
    let is_there = |path: &str| folder.join(path).is_file();
    // An import that stopped has left its report and the ledger.
    if is_there("book.toml") || is_there(Ledger::path().as_str()) {
        return Ok(Holds::ABook);
    }
    Ok(if entries.flatten().next().is_none() { Holds::Nothing } else { Holds::Other })
}

/// Returns the title of a book that is called as its folder is.
pub(super) fn title(folder: &Path) -> String {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    title_of(&full.file_name().unwrap_or_default().to_string_lossy())
}

/// Writes files of a book, as many of them together as a system lets a program have open.
pub(super) fn write_all<T: Sync>(
    folder: &Path,
    files: &[(&BookPath, T)],
    interruption: &Interruption,
    write: impl Fn(&T, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    const TOGETHER: usize = 128;
    for files in files.chunks(TOGETHER) {
        let targets: Vec<PathBuf> = files.iter().map(|(path, _)| folder.join(path.as_str())).collect();
        write_together(&targets, interruption, |index, out| write(&files[index].1, out))
            .map_err(|(index, error)| target::unwritable(&targets[index], &error))?;
    }
    Ok(())
}

/// Writes a file of a book.
pub(super) fn write(folder: &Path, path: &BookPath, bytes: &[u8], interruption: &Interruption) -> Result<(), Failure> {
    let file = folder.join(path.as_str());
    write_atomically(&file, interruption, |out| out.write_all(bytes)).map_err(|error| target::unwritable(&file, &error))
}
