//! The same book gives the same bytes, and its EPUB reads back as the package that was written.

#![allow(clippy::disallowed_methods, reason = "tests read and write real files")]

use bindery::edition::PROFILES;
use bindery::package::Package;
use bindery::source::Sources;
use bindery::world::{BookPath, Disk};
use bindery::{Input, container};
use std::path::{Path, PathBuf};
use std::process::Command;

const SAMPLE: &str = env!("CARGO_MANIFEST_DIR");

fn package(world: &Disk) -> Package {
    let input = Input::Manifest(BookPath::own("book.toml"));
    let mut build = bindery::build(world, &input, &[&PROFILES[0]], true);
    build.packages.pop().unwrap_or_else(|| panic!("{:#?}", build.diagnostics))
}

#[test]
fn thread_counts_do_not_show() {
    let with_threads = |count| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
        pool.install(|| {
            let world = Disk::new(SAMPLE).unwrap();
            container::write_to_vec(&package(&world), &world).unwrap()
        })
    };
    assert!(with_threads(1) == with_threads(4));
}

#[test]
fn folders_and_locales_do_not_show() {
    let build = |locale: &str| {
        let folder = tempfile::tempdir().unwrap();
        for part in ["book.toml", "chapters", "covers"] {
            copy(&Path::new(SAMPLE).join(part), &folder.path().join(part));
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        let command = command.arg("build").arg(folder.path()).env("LC_ALL", locale).env("TZ", "Asia/Kathmandu");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(folder.path().join("build/leave-takings.epub")).unwrap()
    };
    assert!(build("C") == build("tr_TR.UTF-8"));
}

fn copy(from: &Path, to: &PathBuf) {
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            copy(&from.join(&name), &to.join(&name));
        }
    } else {
        std::fs::copy(from, to).unwrap();
    }
}

#[test]
fn the_sample_reads_back_as_it_was_written() {
    let world = Disk::new(SAMPLE).unwrap();
    let written = package(&world);
    let bytes = container::write_to_vec(&written, &world).unwrap();
    let (read, findings) = container::read(&bytes, "sample.epub", &mut Sources::default());
    assert!(findings.is_empty(), "{findings:#?}");
    let paths = |package: &Package| package.entries.iter().map(|entry| entry.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&read), paths(&written));
    for (read, written) in read.entries.iter().zip(&written.entries) {
        let is_document = written.document().is_some();
        assert!(!is_document || read == written, "{} reads back as another document", written.path);
    }
}
