//! The folder that a new book goes into: whether it may, and writing it there.

#![expect(clippy::disallowed_methods, reason = "only `cli` knows where it was called")]

use super::failure::reason;
use super::{Failure, target};
use bindery::import::title_of;
use bindery::world::{BookPath, Interruption, write_atomically};
use std::fs;
use std::path::Path;

/// What is in a folder already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Nothing,
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
    if folder.join("book.toml").is_file() {
        return Ok(Holds::ABook);
    }
    Ok(if entries.flatten().next().is_none() { Holds::Nothing } else { Holds::Other })
}

/// Returns the title of a book that is called as its folder is.
pub(super) fn title(folder: &Path) -> String {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    title_of(&full.file_name().unwrap_or_default().to_string_lossy())
}

/// Writes a file of a book.
pub(super) fn write(folder: &Path, path: &BookPath, bytes: &[u8], interruption: &Interruption) -> Result<(), Failure> {
    let file = folder.join(path.as_str());
    write_atomically(&file, interruption, |out| out.write_all(bytes)).map_err(|error| target::unwritable(&file, &error))
}
