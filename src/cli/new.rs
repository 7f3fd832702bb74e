//! `bindery new`: begins a book.

use super::folder::{self, Holds};
use super::{Failure, Status, printed};
use bindery::import::empty;
use bindery::world::Interruption;
use std::io::{self, Write};
use std::path::PathBuf;

/// Begin a book
///
/// Writes a book.toml and a first chapter, which build as they are.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the book: one that is not there yet, or is empty
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// Writes the files of an empty book.
pub(super) fn run(arguments: &Arguments, interruption: &Interruption) -> Result<Status, Failure> {
    let target = &arguments.folder;
    let shown = target.display();
    if folder::holds(target)? != Holds::Nothing {
        return Err(Failure::new(format!("`{shown}` is not empty")).help("name a folder that is not there yet"));
    }
    for (path, text) in empty(&folder::title(target)) {
        folder::write(target, &path, text.as_bytes(), interruption)?;
    }
    printed(writeln!(io::stdout(), "{shown}: an empty book; build it with `bindery build {shown}`"))?;
    Ok(Status::Done)
}
