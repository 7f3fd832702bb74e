//! Writing a file whole or not at all, whatever happens meanwhile.
//!
//! A temporary file beside the target is written, synced, and renamed. Whoever stops the program asks an
//! [`Interruption`] first, which waits until no temporary file is there: the thread that writes removes its own.
//! Only a crash of the machine or an unstoppable kill can leave a `.bindery-…` file, never half a book.

#![expect(clippy::disallowed_methods, reason = "this file is where the crate writes to the machine")]

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::NamedTempFile;

/// A wish to stop, and the gate that it must pass.
#[derive(Debug, Default)]
pub struct Interruption {
    requested: AtomicBool,
    /// Held as long as a temporary file is there.
    gate: Mutex<()>,
}

impl Interruption {
    /// Asks whoever writes to stop, and waits until nothing half-written is there.
    ///
    /// As long as the result is held, nothing more is begun: the caller can leave the program.
    #[must_use = "a new file may be begun once this is dropped"]
    pub fn request(&self) -> MutexGuard<'_, ()> {
        self.requested.store(true, Ordering::SeqCst);
        self.pass()
    }

    /// Tells whether somebody asked to stop.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::SeqCst)
    }

    fn pass(&self) -> MutexGuard<'_, ()> {
        // A panic while writing has dropped the temporary file, and that is all the gate is about.
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check(&self) -> io::Result<()> {
        // Not `ErrorKind::Interrupted`, which says "try again".
        if self.is_requested() { Err(io::Error::other("interrupted")) } else { Ok(()) }
    }
}

/// Writes a file so that it is there whole or not at all; missing folders are made.
///
/// A symbolic link stays, and the file that it leads to is replaced. A file that is there keeps its permissions.
/// What is no file, such as a pipe, is written into.
///
/// # Errors
/// Whatever the system says, or that `interruption` was asked for; the target is then as it was, and neither a
/// temporary file nor a new folder is left.
pub fn write_atomically(
    target: &Path,
    interruption: &Interruption,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut write = Some(write);
    let write = |_: usize, out: &mut dyn Write| write.take().map_or(Ok(()), |write| write(out));
    write_together(&[target], interruption, write).map_err(|(_, error)| error)
}

/// Writes several files as [`write_atomically`] writes each: they wait for the disk together, and then for their folders.
///
/// `write` is told the place of the file in `targets`. All of them are open at a time.
///
/// # Errors
/// What the system says of which of them. Each is whole, as it should be or as it was.
pub fn write_together<T: AsRef<Path>>(
    targets: &[T],
    interruption: &Interruption,
    mut write: impl FnMut(usize, &mut dyn Write) -> io::Result<()>,
) -> Result<(), (usize, io::Error)> {
    let gate = interruption.pass();
    let mut made = Vec::new();
    let files = targets.iter().enumerate().map(|(index, target)| {
        let write = |out: &mut dyn Write| write(index, out);
        begin(target.as_ref(), interruption, &mut made, write).map_err(|error| (index, error))
    });
    let begun = files.collect::<Result<Vec<_>, _>>();
    let result = begun.and_then(|begun| finish(begun, interruption));
    if result.is_err() {
        for folder in made.iter().rev() {
            // Something may be in it: a file that was written, or one of somebody else.
            let _ = fs::remove_dir(folder);
        }
    }
    drop(gate);
    result
}

/// A file that is written and does not have its name yet.
struct Begun {
    temporary: NamedTempFile,
    target: PathBuf,
}

/// Writes a file beside its target, and notes the folders that are made; nothing is left to do where that is no file.
fn begin(
    target: &Path,
    interruption: &Interruption,
    made: &mut Vec<PathBuf>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Option<Begun>> {
    let permissions = match fs::metadata(target) {
        Ok(facts) if facts.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(facts) if !facts.is_file() => {
            let mut device = OpenOptions::new().write(true).open(target)?;
            return write(&mut Interruptible { inner: &mut device, interruption }).map(|()| None);
        }
        Ok(facts) => {
            // Renaming would replace even a file that its owner protects.
            OpenOptions::new().write(true).open(target)?;
            Some(facts.permissions())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let target = follow_links(target)?;
    let folder = folder_of(&target);
    interruption.check()?;
    let missing: Vec<&Path> = folder.ancestors().take_while(|ancestor| is_missing(ancestor)).collect();
    made.extend(missing.into_iter().rev().map(Path::to_owned));
    fs::create_dir_all(folder)?;
    let mut temporary = like_any_new_file(tempfile::Builder::new().prefix(".bindery-")).tempfile_in(folder)?;
    write(&mut Interruptible { inner: temporary.as_file_mut(), interruption })?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    Ok(Some(Begun { temporary, target }))
}

/// Waits until files are on the disk, and gives them their names.
fn finish(begun: Vec<Option<Begun>>, interruption: &Interruption) -> Result<(), (usize, io::Error)> {
    let begun: Vec<(usize, Begun)> =
        begun.into_iter().enumerate().filter_map(|(index, begun)| Some((index, begun?))).collect();
    sync(&begun)?;
    let mut folders = BTreeSet::new();
    for (index, Begun { temporary, target }) in begun {
        interruption.check().map_err(|error| (index, error))?;
        temporary.persist(&target).map_err(|error| (index, error.error))?;
        folders.insert(folder_of(&target).to_owned());
    }
    for folder in &folders {
        sync_folder(folder);
    }
    Ok(())
}

/// Waits until files are on the disk. Whatever waits at the same time is written at one go, so that many wait no longer
/// than one.
fn sync(begun: &[(usize, Begun)]) -> Result<(), (usize, io::Error)> {
    const SIDE_BY_SIDE: usize = 32;
    let sync = |share: &[(usize, Begun)]| {
        share
            .iter()
            .try_for_each(|(index, begun)| begun.temporary.as_file().sync_all().map_err(|error| (*index, error)))
    };
    if begun.len() < 2 {
        return sync(begun);
    }
    std::thread::scope(|scope| {
        let shares = begun.chunks(begun.len().div_ceil(SIDE_BY_SIDE));
        let waiting: Vec<_> = shares.map(|share| scope.spawn(move || sync(share))).collect();
        waiting.into_iter().try_for_each(|share| share.join().expect("waiting for a disk does not panic"))
    })
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn is_missing(folder: &Path) -> bool {
    !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err()
}

/// Gives the file the permissions that the user's own settings give to new files; the default is private.
#[cfg(unix)]
fn like_any_new_file<'a, 'b, 'c>(builder: &'c mut tempfile::Builder<'a, 'b>) -> &'c mut tempfile::Builder<'a, 'b> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn like_any_new_file<'a, 'b, 'c>(builder: &'c mut tempfile::Builder<'a, 'b>) -> &'c mut tempfile::Builder<'a, 'b> {
    builder
}

/// Makes the new name last through a crash, where the system can; the file itself is whole either way.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Returns the file that a chain of symbolic links leads to, whether it is there or not.
fn follow_links(target: &Path) -> io::Result<PathBuf> {
    let mut target = target.to_owned();
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// A writer that refuses once somebody asked to stop.
struct Interruptible<'a> {
    inner: &'a mut File,
    interruption: &'a Interruption,
}

impl Write for Interruptible<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.interruption.check()?;
        // Little at a time, so that a large book on a slow disk can be stopped.
        self.inner.write(&bytes[..bytes.len().min(1 << 18)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the names below a folder, sorted.
    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn write_all(target: &Path, bytes: &[u8]) -> io::Result<()> {
        write_atomically(target, &Interruption::default(), |out| out.write_all(bytes))
    }

    #[test]
    fn folders_are_made_and_an_old_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a/b/book.epub");
        write_all(&target, b"old").unwrap();
        write_all(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(&folder.path().join("a/b")), ["book.epub"]);
    }

    #[test]
    fn many_are_written_together_and_a_failure_leaves_all_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let targets: Vec<PathBuf> =
            (0..100).map(|number| folder.path().join(format!("a/{}/{number}", number % 3))).collect();
        let write = |index: usize, out: &mut dyn Write| out.write_all(index.to_string().as_bytes());
        write_together(&targets, &Interruption::default(), write).unwrap();
        for (index, target) in targets.iter().enumerate() {
            assert_eq!(fs::read(target).unwrap(), index.to_string().as_bytes());
        }
        let more = [targets[0].clone(), folder.path().join("b/c/d"), targets[1].clone()];
        let failing = |index: usize, _: &mut dyn Write| {
            if index < 2 { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
        };
        let (index, error) = write_together(&more, &Interruption::default(), failing).unwrap_err();
        assert_eq!((index, error.kind()), (2, io::ErrorKind::StorageFull));
        assert_eq!(fs::read(&targets[0]).unwrap(), b"0");
        assert_eq!(names(folder.path()), ["a"]);
        assert_eq!(names(&folder.path().join("a/0")).len(), 34);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("book.epub");
        write_all(&target, b"old").unwrap();
        let failing = |out: &mut dyn Write| {
            out.write_all(b"half a bo")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let error = write_atomically(&target, &Interruption::default(), failing).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["book.epub"]);
    }

    #[test]
    fn a_failure_removes_the_folders_it_made() {
        let folder = tempfile::tempdir().unwrap();
        let failing = |_: &mut dyn Write| Err(io::ErrorKind::StorageFull.into());
        write_atomically(&folder.path().join("a/b/book.epub"), &Interruption::default(), failing).unwrap_err();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn an_interruption_in_the_middle_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("book.epub");
        write_all(&target, b"old").unwrap();
        let interruption = Interruption::default();
        let begun = std::sync::Barrier::new(2);
        std::thread::scope(|scope| {
            let stopper = scope.spawn(|| {
                begun.wait();
                let _gate = interruption.request();
                names(folder.path())
            });
            let endless = |out: &mut dyn Write| {
                out.write_all(b"half a bo")?;
                assert_eq!(names(folder.path()).len(), 2, "the temporary file is there");
                begun.wait();
                loop {
                    out.write_all(b"x")?;
                }
            };
            write_atomically(&target, &interruption, endless).unwrap_err();
            assert_eq!(stopper.join().unwrap(), ["book.epub"], "as whoever asked sees it");
        });
        assert_eq!(fs::read(&target).unwrap(), b"old");
    }

    #[test]
    fn an_interruption_behind_the_last_byte_still_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("book.epub");
        write_all(&target, b"old").unwrap();
        let interruption = Interruption::default();
        let write = |out: &mut dyn Write| {
            out.write_all(b"new")?;
            interruption.requested.store(true, Ordering::SeqCst);
            Ok(())
        };
        write_atomically(&target, &interruption, write).unwrap_err();
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["book.epub"]);
    }

    #[test]
    fn a_folder_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(write_all(folder.path(), b"new").unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn a_file_in_the_way_of_a_folder_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        write_all(&folder.path().join("build"), b"a file").unwrap();
        write_all(&folder.path().join("build/book.epub"), b"new").unwrap_err();
        assert_eq!(fs::read(folder.path().join("build")).unwrap(), b"a file");
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::fs::{PermissionsExt, symlink};

        fn mode(file: &Path) -> u32 {
            fs::metadata(file).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn a_new_file_has_the_permissions_of_any_new_file() {
            let folder = tempfile::tempdir().unwrap();
            let (ours, any) = (folder.path().join("ours"), folder.path().join("any"));
            write_all(&ours, b"x").unwrap();
            File::create(&any).unwrap();
            assert_eq!(mode(&ours), mode(&any));
        }

        #[test]
        fn a_replaced_file_keeps_its_permissions() {
            let folder = tempfile::tempdir().unwrap();
            let target = folder.path().join("book.epub");
            write_all(&target, b"old").unwrap();
            fs::set_permissions(&target, Permissions::from_mode(0o660)).unwrap();
            write_all(&target, b"new").unwrap();
            assert_eq!(mode(&target), 0o660);
        }

        #[test]
        fn a_symbolic_link_stays_one() {
            let folder = tempfile::tempdir().unwrap();
            let (link, real) = (folder.path().join("link"), folder.path().join("real"));
            symlink("real", &link).unwrap();
            write_all(&link, b"through a dangling link").unwrap();
            write_all(&link, b"new").unwrap();
            assert_eq!(fs::read_link(&link).unwrap(), Path::new("real"));
            assert_eq!(fs::read(&real).unwrap(), b"new");
            assert_eq!(names(folder.path()), ["link", "real"]);
        }

        #[test]
        fn links_in_a_circle_are_an_error() {
            let folder = tempfile::tempdir().unwrap();
            symlink("b", folder.path().join("a")).unwrap();
            symlink("a", folder.path().join("b")).unwrap();
            write_all(&folder.path().join("a"), b"new").unwrap_err();
        }

        #[test]
        fn a_device_is_written_into_and_stays() {
            write_all(Path::new("/dev/null"), b"x").unwrap();
            assert!(!fs::metadata("/dev/null").unwrap().is_file());
        }
    }
}
