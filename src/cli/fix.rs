//! `bindery check --fix`: writes a copy of an EPUB in which all is mended that bindery knows how to mend.

#![expect(clippy::disallowed_methods, reason = "only `cli` knows where it was called")]

use super::failure::reason;
use super::{Failure, printed, target};
use bindery::repair::{Repaired, repair};
use bindery::world::{Interruption, write_atomically};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Mends `book` and writes the result to `output`, unless there is nothing to mend; tells what was changed.
///
/// `is_listed` tells whether the list goes to standard output, where JSON has no place for it.
pub(super) fn run(
    book: &Path,
    output: &Path,
    name: &str,
    is_listed: bool,
    interruption: &Interruption,
) -> Result<Repaired, Failure> {
    if book.is_dir() {
        let help = "name a packed EPUB; `zip -X0 book.epub mimetype && zip -Xr book.epub META-INF OEBPS` makes one";
        return Err(Failure::new(format!("`{}` is a folder, and `--fix` mends files", book.display())).help(help));
    }
    let same = |path: &Path| fs::canonicalize(path).ok();
    if same(output).is_some() && same(output) == same(book) {
        let failure = Failure::new(format!("`{}` is the book itself, which `--fix` leaves as it is", output.display()));
        return Err(failure.help("name another file with `-o`"));
    }
    target::check(output)?;
    let bytes = fs::read(book)
        .map_err(|error| Failure::new(format!("cannot open `{}`: {}", book.display(), reason(&error))))?;
    let repaired = repair(&bytes, name)
        .map_err(|error| Failure::new(format!("cannot mend `{}`: {error}", book.display())).help("make it again"))?;
    if repaired.made.is_empty() {
        return Ok(repaired);
    }
    write_atomically(output, interruption, |out| out.write_all(&repaired.bytes))
        .map_err(|error| target::unwritable(output, &error))?;
    if is_listed {
        for made in &repaired.made {
            printed(writeln!(io::stdout(), "{}: {} [{}]", made.place, made.title, made.rule))?;
        }
    }
    Ok(repaired)
}

/// Says in how many places a book was mended, and where the result is.
pub(super) fn summary(name: &str, output: &Path, repaired: &Repaired) -> String {
    match repaired.made.len() {
        0 => format!("{name}, in which there is nothing to mend"),
        1 => format!("{}, mended in 1 place", output.display()),
        count => format!("{}, mended in {count} places", output.display()),
    }
}
