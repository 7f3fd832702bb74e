//! What several tests share.

#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::disallowed_methods, reason = "tests read real files")]

use std::path::PathBuf;

/// Finds the folder of real inputs that is kept beside the repository, and says so loudly where there is none.
///
/// It is `$BINDERY_CORPORA`, or a folder `corpora` inside a neighbour of the repository.
pub fn corpora(wanted: &str) -> Option<PathBuf> {
    let given = std::env::var_os("BINDERY_CORPORA").map(PathBuf::from);
    let beside = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).ok();
    let neighbours = beside.into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path().join("corpora"));
    let found = given.into_iter().chain(neighbours).map(|folder| folder.join(wanted)).find(|path| path.exists());
    if found.is_none() {
        eprintln!("SKIPPED: no {wanted} in $BINDERY_CORPORA or beside the repository");
    }
    found
}
