//! Where a finished book goes, and what is said if it cannot go there.

#![expect(clippy::disallowed_methods, reason = "only `cli` knows where it was called")]

use super::Failure;
use super::failure::reason;
use bindery::slug::slug;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The folder beside the manifest that results go to.
const FOLDER: &str = "build";

/// The folder in it that holds what later builds need not make again.
const CACHE: &str = ".cache";

/// Returns the folder for what the builds of a book keep.
pub(super) fn cache(book: &Path) -> PathBuf {
    book.join(FOLDER).join(CACHE)
}

/// Returns the file that an edition is written to.
///
/// `output` is what `-o` says: a file; or a folder where it is one, or ends like one, or `is_one_of_many`.
pub(super) fn choose(output: Option<&Path>, book: &Path, file_name: &str, is_one_of_many: bool) -> PathBuf {
    let Some(output) = output else {
        let beside = if book == Path::new(".") { PathBuf::new() } else { book.to_owned() };
        return beside.join(FOLDER).join(file_name);
    };
    let ends_like_a_folder = output.to_string_lossy().ends_with(std::path::is_separator);
    if is_one_of_many || ends_like_a_folder || output.is_dir() { output.join(file_name) } else { output.to_owned() }
}

/// Refuses to make a folder for several editions that is called like one of them.
pub(super) fn check_folder(output: Option<&Path>) -> Result<(), Failure> {
    let is_named_so = |output: &&Path| output.extension().is_some_and(|name| name.eq_ignore_ascii_case("epub"));
    match output.filter(is_named_so).filter(|output| !output.is_dir()) {
        Some(output) => Err(Failure::new(format!("`{}` cannot hold several editions", output.display()))
            .help("name a folder with `-o`, or one profile with `--profile`")),
        None => Ok(()),
    }
}

/// Returns the name of the result for a book whose title gives none: that of its folder.
pub(super) fn name_of(book: &Path) -> String {
    let full = fs::canonicalize(book).unwrap_or_else(|_| book.to_owned());
    let name = full.file_name().map(|name| slug(&name.to_string_lossy())).unwrap_or_default();
    if name.is_empty() { "book".to_owned() } else { name }
}

/// Refuses to replace what is probably not an older result: `bindery build -o story.md` is a slip.
pub(super) fn check(target: &Path) -> Result<(), Failure> {
    let is_named_so = target.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("epub"));
    let is_file = fs::metadata(target).is_ok_and(|facts| facts.is_file() && facts.len() > 0);
    if is_named_so || !is_file {
        return Ok(());
    }
    let mut start = [0; 2];
    let is_zip = File::open(target).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"PK";
    if is_zip {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` is there already, and is no EPUB", target.display()))
        .help("name another file with `-o`, or remove that one first"))
}

/// Says that `target` could not be written, and what to do.
pub(super) fn unwritable(target: &Path, error: &io::Error) -> Failure {
    let shown = target.display();
    if let Some(file) = target.ancestors().skip(1).find(|ancestor| ancestor.is_file()) {
        let file = file.display();
        return Failure::new(format!("cannot write `{shown}`: `{file}` is a file and no folder"))
            .help(format!("move `{file}` away, or name another place with `-o`"));
    }
    if error.kind() == io::ErrorKind::IsADirectory {
        return Failure::new(format!("cannot write `{shown}`: it is a folder"))
            .help("move that folder away, or name another file with `-o`");
    }
    let help = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "make the file and its folder writable, or name another place with `-o`"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room, or name a place on another disk with `-o`; what was there is as it was"
        }
        _ => "name another place with `-o`",
    };
    Failure::new(format!("cannot write `{shown}`: {}", reason(error))).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_goes_beside_its_manifest_unless_told() {
        let choose = |output: Option<&str>, book: &str| {
            choose(output.map(Path::new), Path::new(book), "a.epub", false).to_string_lossy().into_owned()
        };
        assert_eq!(choose(None, "."), "build/a.epub");
        assert_eq!(choose(None, "books/one"), "books/one/build/a.epub");
        assert_eq!(choose(Some("b.epub"), "books/one"), "b.epub");
        assert_eq!(choose(Some("out/"), "books/one"), "out/a.epub");
        assert_eq!(choose(Some("."), "books/one"), "./a.epub");
    }

    #[test]
    fn several_editions_go_into_a_folder() {
        assert_eq!(choose(Some(Path::new("out")), Path::new("."), "a.epub", true), Path::new("out/a.epub"));
    }
}
