//! The real world: the disk and the environment.

#![expect(clippy::disallowed_methods, reason = "this file is where the crate touches the machine")]

use super::cache::Cache;
use super::{BookPath, ReadError, Spool, Timestamp, World};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// The files below a folder on disk.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    epoch: Option<Timestamp>,
    /// Where folders really are, symbolic links followed.
    real_folders: Mutex<HashMap<String, PathBuf>>,
    cache: Option<Cache>,
}

impl Disk {
    /// Returns the world of the book in `folder`.
    ///
    /// # Errors
    /// Says what is wrong with `SOURCE_DATE_EPOCH` where it is set and is not a whole number of seconds.
    pub fn new(folder: impl Into<PathBuf>) -> Result<Self, String> {
        let epoch = match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(text) => Some(parse_epoch(&text)?),
            Err(std::env::VarError::NotPresent) => None,
            Err(error) => return Err(format!("SOURCE_DATE_EPOCH cannot be read: {error}")),
        };
        Ok(Self { folder: folder.into(), epoch, real_folders: Mutex::default(), cache: None })
    }

    /// Keeps what takes long to make in a folder, which is made when there is something to keep.
    #[must_use]
    pub fn with_cache(self, folder: impl Into<PathBuf>) -> Self {
        Self { cache: Some(Cache::new(folder.into())), ..self }
    }

    /// Removes from the folder of what was kept what nobody asked for in a month.
    pub fn sweep(&self) {
        if let Some(cache) = &self.cache {
            cache.sweep();
        }
    }

    fn on_disk(&self, path: &BookPath) -> PathBuf {
        self.folder.join(path.as_str())
    }

    /// Returns where a file really is, if it may be read.
    fn find(&self, path: &BookPath) -> Result<PathBuf, ReadError> {
        let on_disk = self.on_disk(path);
        let lost = |error: io::Error| match read_error(&error) {
            ReadError::Missing => missing(path, &on_disk),
            error => error,
        };
        let mut facts = fs::symlink_metadata(&on_disk).map_err(lost)?;
        let real = if facts.is_symlink() {
            facts = fs::metadata(&on_disk).map_err(lost)?;
            fs::canonicalize(&on_disk).map_err(lost)?
        } else {
            self.real_folder(path.folder())?.join(path.file_name())
        };
        if facts.is_dir() {
            return Err(ReadError::Folder);
        }
        if facts.len() >= u64::from(u32::MAX) {
            return Err(ReadError::TooLarge);
        }
        if real.starts_with(self.real_folder(path.root())?) { Ok(real) } else { Err(ReadError::Outside) }
    }

    /// Returns where a folder really is. A book has many files in few folders, and the answer costs a look at each
    /// folder above.
    fn real_folder(&self, folder: &str) -> Result<PathBuf, ReadError> {
        let mut known = self.real_folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(real) = known.get(folder) {
            return Ok(real.clone());
        }
        let real = fs::canonicalize(self.folder.join(folder)).map_err(|error| read_error(&error))?;
        known.insert(folder.to_owned(), real.clone());
        Ok(real)
    }
}

impl World for Disk {
    fn read(&self, path: &BookPath) -> Result<Vec<u8>, ReadError> {
        fs::read(self.find(path)?).map_err(|error| read_error(&error))
    }

    fn probe(&self, path: &BookPath) -> Result<(), ReadError> {
        self.find(path).map(drop)
    }

    fn flows(&self, path: &BookPath) -> bool {
        fs::metadata(self.on_disk(path)).is_ok_and(|facts| !facts.is_file() && !facts.is_dir())
    }

    fn list(&self, folder: &BookPath) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.on_disk(folder)) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| {
                // A name that is not UTF-8 is listed as well as can be: to leave the file out would hide it.
                let name = entry.file_name().to_string_lossy().into_owned();
                Some(if entry.file_type().ok()?.is_dir() { name + "/" } else { name })
            })
            .collect();
        names.sort_unstable();
        names
    }

    fn modified(&self, path: &BookPath) -> Option<Timestamp> {
        let time = fs::metadata(self.on_disk(path)).ok()?.modified().ok()?;
        let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
        i64::try_from(seconds).ok().map(Timestamp)
    }

    fn epoch(&self) -> Option<Timestamp> {
        self.epoch
    }

    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        self.cache.as_ref()?.recall(key)
    }

    fn keep(&self, key: &str, bytes: &[u8]) -> bool {
        self.cache.as_ref().is_some_and(|cache| cache.keep(key, bytes))
    }

    fn spool(&self) -> Spool {
        Spool::on_disk()
    }
}

/// Latest moment that four digits of a year can write: the end of the year 9999.
const LATEST: i64 = 253_402_300_799;

fn parse_epoch(text: &str) -> Result<Timestamp, String> {
    match text.parse::<i64>() {
        Ok(seconds) if (0..=LATEST).contains(&seconds) => Ok(Timestamp(seconds)),
        _ => Err(format!("SOURCE_DATE_EPOCH must be a whole number of seconds since 1970, not `{text}`")),
    }
}

/// Says why a file that seems to be there is not found.
fn missing(path: &BookPath, on_disk: &Path) -> ReadError {
    if fs::symlink_metadata(on_disk).is_ok() {
        return ReadError::Failed("it is a symbolic link to nothing".to_owned());
    }
    if path.as_str().contains(char::REPLACEMENT_CHARACTER) {
        return ReadError::Failed("its name is not UTF-8".to_owned());
    }
    ReadError::Missing
}

fn read_error(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
        _ => ReadError::Failed(error.to_string()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_symbolic_link_is_read_inside_the_book_and_refused_where_it_leads_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = folder.path().join("book");
        fs::create_dir_all(book.join("late")).expect("a folder");
        fs::write(folder.path().join("secret.md"), "x").expect("a file");
        fs::write(book.join("a.md"), "x").expect("a file");
        symlink("../secret.md", book.join("out.md")).expect("a link");
        symlink("a.md", book.join("in.md")).expect("a link");
        symlink("..", book.join("late/up")).expect("a link");
        symlink("nothing.md", book.join("late/lost.md")).expect("a link");
        let _socket = std::os::unix::net::UnixListener::bind(book.join("socket")).expect("a socket");
        let world = Disk { folder: book, epoch: None, real_folders: Mutex::default(), cache: None };
        for (path, expected) in [
            ("a.md", Ok(())),
            ("in.md", Ok(())),
            ("out.md", Err(ReadError::Outside)),
            ("late", Err(ReadError::Folder)),
            ("late/up", Err(ReadError::Folder)),
            ("late/lost.md", Err(ReadError::Failed("it is a symbolic link to nothing".to_owned()))),
            ("none.md", Err(ReadError::Missing)),
            ("a.md/x", Err(ReadError::Missing)),
        ] {
            let path = BookPath::own(path);
            assert_eq!(world.probe(&path), expected, "{path}");
            assert_eq!(world.read(&path).map(drop), expected, "{path}");
        }
        let flows = ["a.md", "late", "none.md", "socket"].map(|path| world.flows(&BookPath::own(path)));
        assert_eq!(flows, [false, false, false, true]);
        assert_eq!(world.list(&BookPath::own("late")), ["lost.md", "up"]);
        assert_eq!(world.list(&BookPath::own(".")), ["a.md", "in.md", "late/", "out.md", "socket"]);
    }
}
