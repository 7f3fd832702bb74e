//! `--export-cover`: the cover as a file of its own, drawn or given, and what is said where there is none.

#![allow(clippy::disallowed_methods, reason = "these tests run the real program on real files")]

use bindery::resource::image::examine;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Builds a book whose manifest ends with `manifest`, and writes its cover to `target`.
fn export(folder: &Path, manifest: &str, target: &str) -> Output {
    let head =
        "[book]\ntitle = \"Leave-Takings\"\nauthors = [\"A. Author\"]\nlanguage = \"en\"\nchapters = [\"one.md\"]\n";
    fs::write(folder.join("book.toml"), [head, manifest].concat()).unwrap();
    fs::write(folder.join("one.md"), "# One\n\nIt was night.\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).args(["build", "--export-cover", target]).env_remove("SOURCE_DATE_EPOCH");
    command.output().unwrap()
}

/// Returns the type and the size of the picture in a file.
fn picture(path: &Path) -> (&'static str, u32, u32) {
    let picture = examine(&fs::read(path).unwrap()).unwrap_or_else(|fault| panic!("{} {fault}", path.display()));
    (picture.media_type, picture.width, picture.height)
}

/// Writes a PNG of one grey.
fn write_png(path: &Path, width: u32, height: u32) {
    let mut encoder = png::Encoder::new(fs::File::create(path).unwrap(), width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![120; (width * height) as usize]).unwrap();
}

#[test]
fn a_drawn_cover_is_as_large_as_shops_want_it() {
    let folder = tempfile::tempdir().unwrap();
    let output = export(folder.path(), "", "front.jpg");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(picture(&folder.path().join("front.jpg")), ("image/jpeg", 1600, 2560));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.lines().any(|line| line.starts_with("front.jpg: the cover, ")), "{said}");
}

#[test]
fn a_given_cover_is_made_no_larger_and_never_too_large() {
    for (given, target, expected) in [
        ((3200, 5120), "front.jpg", ("image/jpeg", 1600, 2560)),
        ((3000, 3000), "front.jpeg", ("image/jpeg", 1600, 1600)),
        ((800, 1280), "front.png", ("image/png", 800, 1280)),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write_png(&folder.path().join("mine.png"), given.0, given.1);
        let output = export(folder.path(), "cover = \"mine.png\"\n", target);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(picture(&folder.path().join(target)), expected);
    }
}

#[test]
fn without_a_cover_none_is_written_and_the_book_is_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let output = export(folder.path(), "\n[cover]\ndesign = \"none\"\n", "front.jpg");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("the book has no cover that could be written") && said.contains("`cover`"), "{said}");
    assert!(!folder.path().join("front.jpg").exists() && folder.path().join("build/leave-takings.epub").exists());
}

#[test]
fn a_file_that_is_no_picture_by_its_name_is_refused_before_anything_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let output = export(folder.path(), "", "front.webp");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.path().join("build").exists());
}
