//! What took long to make, kept for later builds: a folder of files, each whole or none.
//!
//! A file's name is the key of what it holds, so that nothing in it is ever out of date; what nobody asks for is
//! removed in time. Nobody misses what is not there: whatever goes wrong here only costs the time of making it anew.

#![expect(clippy::disallowed_methods, reason = "this file is where the crate keeps what it made")]

use flate2::Crc;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// A folder of what was made before.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

/// How long something is kept that nobody asks for.
const LIFETIME: Duration = Duration::from_hours(30 * 24);

/// The bytes of the checksum at the end of each file: a machine that lost power may have written the length alone.
const SUM: usize = 4;

impl Cache {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Returns what is kept under a key.
    pub(super) fn recall(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(key);
        let mut bytes = fs::read(&path).ok()?;
        let kept = bytes.len().checked_sub(SUM)?;
        if bytes[kept..] != sum(&bytes[..kept]) {
            return None;
        }
        bytes.truncate(kept);
        // It was of use: its time begins anew.
        let _ = File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        Some(bytes)
    }

    /// Keeps something under a key; tells whether that could be done.
    pub(super) fn keep(&self, key: &str, bytes: &[u8]) -> bool {
        let write = || {
            fs::create_dir_all(&self.folder)?;
            let mut temporary = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder)?;
            temporary.write_all(bytes)?;
            temporary.write_all(&sum(bytes))?;
            temporary.persist(self.folder.join(key)).map_err(|error| error.error)
        };
        write().is_ok()
    }

    /// Removes what nobody asked for in a long time.
    pub(super) fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let now = SystemTime::now();
        for entry in entries.filter_map(Result::ok) {
            let changed = entry.metadata().and_then(|facts| facts.modified());
            let is_old = changed.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|age| age > LIFETIME));
            if is_old {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let mut sum = Crc::new();
    sum.update(bytes);
    sum.sum().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_recalled_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let cache = Cache::new(place.path().join("cache"));
        assert_eq!(cache.recall("a"), None);
        assert!(cache.keep("a", b"picture"));
        assert_eq!(cache.recall("a").as_deref(), Some(&b"picture"[..]));
        let path = place.path().join("cache").join("a");
        let whole = fs::read(&path).unwrap();
        for end in 0..whole.len() {
            fs::write(&path, &whole[..end]).unwrap();
            assert_eq!(cache.recall("a"), None, "{end}");
        }
    }

    #[test]
    fn what_nobody_asks_for_is_removed() {
        let place = tempfile::tempdir().unwrap();
        let cache = Cache::new(place.path().to_owned());
        for key in ["old", "used", "new"] {
            assert!(cache.keep(key, b"x"));
        }
        for key in ["old", "used"] {
            let file = File::options().append(true).open(place.path().join(key)).unwrap();
            file.set_modified(SystemTime::now() - LIFETIME - Duration::from_mins(1)).unwrap();
        }
        assert!(cache.recall("used").is_some());
        cache.sweep();
        assert_eq!(
            [cache.recall("old"), cache.recall("used"), cache.recall("new")].map(|one| one.is_some()),
            [false, true, true]
        );
    }

    #[test]
    fn a_folder_that_cannot_be_made_keeps_nothing() {
        let place = tempfile::NamedTempFile::new().unwrap();
        let cache = Cache::new(place.path().join("cache"));
        assert!(!cache.keep("a", b"x"));
    }
}
