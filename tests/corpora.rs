//! Real books and pages that nobody on the project wrote, each as a book by itself and all of a kind as chapters.
//!
//! They are built without an error and handed to the outside oracles; pictures that they name are not there.

#![allow(clippy::disallowed_methods, reason = "these tests read real files")]

mod support;

use bindery::edition::PROFILES;
use bindery::world::{BookPath, Memory};
use bindery::{Build, Input};
use std::path::{Path, PathBuf};

/// Returns the files below a folder with one of these extensions, each by its path from there, sorted.
fn files(folder: &Path, extensions: &[&str]) -> Vec<(String, PathBuf)> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.contains(&&*extension) {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, path));
            }
        }
    }
    found.sort();
    found
}

#[track_caller]
fn hand_over(name: &str, build: &Build, world: &Memory) {
    let errors: Vec<_> = build.diagnostics.iter().filter(|finding| finding.severity.is_error()).collect();
    let package = build.packages.first().unwrap_or_else(|| panic!("{name}: {errors:#?}"));
    support::hand_over(name, package, world);
}

/// Builds every file of a folder as a book by itself, and as a chapter of one book.
fn check(folder: &str, extensions: &[&str]) {
    let Some(found) = support::corpora(folder) else { return };
    let files = files(&found, extensions);
    assert!(!files.is_empty(), "{} holds none of {extensions:?}", found.display());
    let mut gathered = Memory::new([("book.toml", support::STOCK_MANIFEST)]);
    for (name, path) in files {
        let bytes = std::fs::read(path).unwrap();
        let world = Memory::new([(name.clone(), bytes.clone())]);
        let input = Input::Text(BookPath::own(&name));
        let build = bindery::build(&world, &input, &[&PROFILES[0]], false);
        let id = bindery::slug::slug(&format!("corpora {folder} {}", name.replace(['/', '.'], " ")));
        hand_over(&id, &build, &world);
        gathered.files.insert(format!("chapters/{name}"), bytes);
    }
    let build = support::build(&gathered);
    hand_over(&format!("corpora-{folder}"), &build, &gathered);
}

#[test]
fn markdown_books_are_built() {
    check("markdown", &["md"]);
}

#[test]
fn saved_pages_and_old_html_books_are_built() {
    check("html", &["html", "htm"]);
}

#[test]
fn books_in_plain_text_are_built() {
    check("text", &["txt"]);
}

/// Builds real mdBooks as they stand: every directive is followed, whatever else is said of them.
#[test]
fn mdbooks_are_built() {
    let Some(found) = support::corpora("mdbook") else { return };
    for name in ["rust-book", "rust-by-example", "nomicon"] {
        let extensions = ["md", "toml", "rs", "txt", "png", "svg", "gif", "jpg", "lock", "html"];
        let files = files(&found.join(name), &extensions);
        let world = Memory::new(files.into_iter().map(|(name, path)| (name, std::fs::read(path).unwrap())));
        let build = support::build(&world);
        let open: Vec<_> = build.diagnostics.iter().filter(|finding| finding.rule.name.ends_with("-include")).collect();
        assert!(open.is_empty(), "{name}: {open:#?}");
        hand_over(&format!("corpora-mdbook-{name}"), &build, &world);
        for (entry, page) in support::pages(&build.packages[0]) {
            assert!(!page.text_content().contains("{{#"), "{name}: a directive is left in {}", entry.path);
        }
    }
}
