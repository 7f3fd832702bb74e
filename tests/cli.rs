//! The command as a shell sees it: exit codes, where things are printed, and what is left on disk.
//!
//! What a book becomes is tested elsewhere; the books here are as small as can be.

#![allow(clippy::disallowed_methods, reason = "these tests run the real program on real files")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// What the program answered.
#[derive(Debug)]
struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("all that is printed is UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Returns the command as it would be typed in `folder`.
fn bindery(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Answer {
    bindery(folder, arguments).output().unwrap().into()
}

/// Returns a folder with a text that is a book by itself.
fn story() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.md"), "---\nlanguage: en\n---\n# Story\n\nIt was night.\n").unwrap();
    folder
}

/// Returns every path below a folder, sorted.
fn tree(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path.clone());
            }
            found.push(path.strip_prefix(folder).unwrap().to_owned());
        }
    }
    found.sort();
    found
}

#[track_caller]
fn assert_fails(answer: &Answer, code: i32, says: &[&str]) {
    assert_eq!(answer.code, Some(code), "{answer:#?}");
    assert_eq!(answer.out, "", "{answer:#?}");
    for part in says {
        assert!(answer.err.contains(part), "{part:?} is not in {answer:#?}");
    }
}

#[test]
fn a_book_of_one_file_needs_no_manifest() {
    let folder = story();
    let answer = run(folder.path(), &["build", "story.md"]);
    assert_eq!(answer.code, Some(0), "{answer:#?}");
    assert!(answer.out.starts_with(&format!("{}: ", Path::new("build").join("story.epub").display())), "{answer:#?}");
    assert_eq!(answer.out.lines().count(), 1, "{answer:#?}");
    assert!(answer.out.contains(", EPUB 3.3"), "{answer:#?}");
    assert_eq!(tree(folder.path()), ["build", "build/story.epub", "story.md"].map(PathBuf::from));
}

#[test]
fn json_is_alone_on_standard_output() {
    let folder = story();
    let answer = run(folder.path(), &["build", "story.md", "--format", "json"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{answer:#?}");
    assert!(answer.out.lines().all(|line| line.starts_with("{\"code\":\"") && line.ends_with('}')), "{answer:#?}");
}

#[test]
fn an_output_folder_that_is_not_there_is_made() {
    let folder = story();
    for (output, expected) in [("a/b/c.epub", "a/b/c.epub"), ("d/e/", "d/e/story.epub"), ("a", "a/story.epub")] {
        let answer = run(folder.path(), &["build", "story.md", "-o", output]);
        assert_eq!(answer.code, Some(0), "{answer:#?}");
        assert!(folder.path().join(expected).is_file(), "{output}: {:?}", tree(folder.path()));
    }
}

#[test]
fn without_a_manifest_it_says_where_it_looked_and_what_to_do() {
    let folder = story();
    let full = fs::canonicalize(folder.path()).unwrap();
    assert_fails(
        &run(folder.path(), &["build"]),
        2,
        &[&format!("error: no `book.toml` in `{}`", full.display()), "`bindery build story.md`", "[book]"],
    );
}

#[test]
fn without_a_manifest_the_texts_in_a_folder_below_are_its_chapters() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("chapters")).unwrap();
    fs::write(folder.path().join("chapters/one.txt"), "One\n").unwrap();
    assert_fails(&run(folder.path(), &["build"]), 2, &["chapters = [\"chapters/*.txt\"]"]);
}

#[test]
fn without_a_manifest_the_one_above_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("chapters")).unwrap();
    fs::write(folder.path().join("book.toml"), "").unwrap();
    assert_fails(&run(&folder.path().join("chapters"), &["build"]), 2, &["`bindery build ..`"]);
    assert_fails(&run(folder.path(), &["build", "chapters"]), 2, &["`bindery build .`"]);
}

#[test]
fn a_book_that_is_not_there_brings_the_nearest_name() {
    let folder = story();
    let says = ["there is no file or folder `stroy.md`", "did you mean `story.md`?"];
    assert_fails(&run(folder.path(), &["build", "stroy.md"]), 2, &says);
}

#[test]
fn a_file_that_is_no_text_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.docx"), "PK").unwrap();
    let says = ["`story.docx` is neither a manifest nor a text", "`.md`"];
    assert_fails(&run(folder.path(), &["build", "story.docx"]), 2, &says);
}

#[test]
fn a_title_that_names_no_file_leaves_that_to_the_folder_or_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("Late Trams");
    fs::create_dir(&book).unwrap();
    fs::write(book.join("one.md"), "---\ntitle: …\nlanguage: en\n---\nIt was night.\n").unwrap();
    let manifest = "[book]\ntitle = \"…\"\nlanguage = \"en\"\nchapters = [\"one.md\"]\n";
    fs::write(book.join("book.toml"), manifest).unwrap();
    for (from, named) in [(&book, "."), (&folder.path().to_owned(), "Late Trams"), (&book, "one.md")] {
        let answer = run(from, &["build", named]);
        assert_eq!(answer.code, Some(0), "{answer:#?}");
    }
    let built = ["build/late-trams.epub", "build/one.epub"].map(|path| book.join(path).is_file());
    assert_eq!(built, [true; 2], "{:?}", tree(&book));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_not_utf8_is_not_left_out_in_silence() {
    use std::os::unix::ffi::OsStrExt;
    let folder = story();
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9.md");
    if fs::write(folder.path().join(name), "Text.").is_err() {
        // Some disks refuse such names.
        return;
    }
    let manifest = "[book]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [\"*.md\"]\n";
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    assert_fails(&run(folder.path(), &["build"]), 1, &["`caf\u{FFFD}.md` cannot be read: its name is not UTF-8"]);
}

#[test]
fn a_wrong_flag_is_a_usage_error() {
    let folder = story();
    let says = ["unexpected argument '--formt'", "'--format'"];
    assert_fails(&run(folder.path(), &["build", "--formt", "short"]), 2, &says);
}

#[test]
fn an_unknown_profile_brings_those_that_exist() {
    let folder = story();
    let says = ["'stone-tablet'", "[possible values: epub"];
    assert_fails(&run(folder.path(), &["build", "story.md", "--profile", "stone-tablet"]), 2, &says);
    assert_eq!(tree(folder.path()), ["story.md"].map(PathBuf::from));
}

#[test]
fn each_edition_counts_what_concerns_it() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[book]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [\"a.md\"]\n[contents]\ndepth = 6\n";
    fs::write(folder.path().join("book.toml"), manifest).unwrap();
    fs::write(folder.path().join("a.md"), "# A\n\n## B\n\n### C\n\n#### D\n\nText, [in Kindles]{only=kindel}.\n")
        .unwrap();
    let answer = run(folder.path(), &["build", "--profile", "epub", "--profile", "kobo", "--format", "short"]);
    let counts: Vec<&str> =
        answer.out.lines().filter_map(|line| line.split_once(" EPUB 3.3")).map(|(_, count)| count).collect();
    assert_eq!(counts, [" (1 warning)", " (2 warnings)"], "{answer:#?}");
    let about = |rule: &str| answer.err.lines().find(|line| line.contains(rule)).unwrap_or_default().to_owned();
    assert!(about("store-contents").contains(", in the edition for `kobo`"), "{answer:#?}");
    assert!(!about("unknown-profile").contains("in the edition"), "{answer:#?}");
}

#[test]
fn help_and_version_are_answers() {
    let folder = tempfile::tempdir().unwrap();
    for flag in ["--help", "--version"] {
        let answer = run(folder.path(), &[flag]);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{answer:#?}");
    }
}

#[test]
fn a_malformed_source_date_epoch_is_refused() {
    let folder = story();
    for epoch in ["tomorrow", "-1", "1.5", "", "99999999999999"] {
        let answer = bindery(folder.path(), &["build", "story.md"]).env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
        assert_fails(&answer.into(), 2, &["SOURCE_DATE_EPOCH must be a whole number of seconds since 1970"]);
    }
    assert_eq!(tree(folder.path()), ["story.md"].map(PathBuf::from));
}

#[test]
fn a_folder_in_place_of_the_result_is_left() {
    let folder = story();
    fs::create_dir_all(folder.path().join("build/story.epub")).unwrap();
    assert_fails(&run(folder.path(), &["build", "story.md"]), 2, &["it is a folder"]);
    assert_eq!(tree(folder.path()), ["build", "build/story.epub", "story.md"].map(PathBuf::from));
}

#[test]
fn a_file_in_place_of_a_folder_is_left() {
    let folder = story();
    fs::write(folder.path().join("build"), "mine").unwrap();
    let says = ["`build` is a file and no folder", "-o"];
    assert_fails(&run(folder.path(), &["build", "story.md"]), 2, &says);
    assert_eq!(fs::read(folder.path().join("build")).unwrap(), b"mine");
}

#[test]
fn a_text_is_not_replaced_by_a_book() {
    let folder = story();
    let says = ["`story.md` is there already, and is no EPUB"];
    assert_fails(&run(folder.path(), &["build", "story.md", "-o", "story.md"]), 2, &says);
    assert_eq!(
        fs::read(folder.path().join("story.md")).unwrap(),
        b"---\nlanguage: en\n---\n# Story\n\nIt was night.\n"
    );
}

#[test]
fn every_rule_that_is_listed_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let list = run(folder.path(), &["explain"]);
    assert_eq!(list.code, Some(0));
    let names: Vec<&str> = list.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(!names.is_empty());
    let page = run(folder.path(), &["explain", names[0]]);
    assert_eq!(page.code, Some(0));
    assert!(page.out.contains(&format!("[{}]: ", names[0])), "{page:#?}");
}

#[test]
fn an_unknown_rule_is_a_usage_error() {
    let folder = tempfile::tempdir().unwrap();
    let says = ["no rule `no-such-rule-at-all`", "`bindery explain` lists all rules"];
    assert_fails(&run(folder.path(), &["explain", "no-such-rule-at-all"]), 2, &says);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let folder = story();
    for arguments in [&["explain"][..], &["build", "story.md"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = bindery(folder.path(), arguments).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::time::Duration;

    #[test]
    fn a_book_with_errors_leaves_the_old_result() {
        let folder = tempfile::tempdir().unwrap();
        let outside = story();
        symlink(outside.path().join("story.md"), folder.path().join("story.md")).unwrap();
        fs::create_dir(folder.path().join("build")).unwrap();
        fs::write(folder.path().join("build/story.epub"), "old").unwrap();
        assert_fails(
            &run(folder.path(), &["build", "story.md"]),
            1,
            &["error[", "--> story.md", "no book was written: 1 error\n"],
        );
        assert_eq!(tree(folder.path()), ["build", "build/story.epub", "story.md"].map(PathBuf::from));
        assert_eq!(fs::read(folder.path().join("build/story.epub")).unwrap(), b"old");
    }

    #[test]
    fn errors_in_json_are_alone_on_standard_output() {
        let folder = tempfile::tempdir().unwrap();
        let outside = story();
        symlink(outside.path().join("story.md"), folder.path().join("story.md")).unwrap();
        let answer = run(folder.path(), &["build", "story.md", "--format", "json"]);
        assert_eq!((answer.code, answer.err.as_str()), (Some(1), ""), "{answer:#?}");
        assert!(answer.out.contains("\"severity\":\"error\""), "{answer:#?}");
        assert!(answer.out.contains("\"file\":\"story.md\""), "{answer:#?}");
    }

    #[test]
    fn a_full_disk_is_said() {
        // A device that is always full, where the system has one.
        if Path::new("/dev/full").exists() {
            let folder = story();
            let answer = run(folder.path(), &["build", "story.md", "-o", "/dev/full"]);
            assert_fails(&answer, 2, &["cannot write `/dev/full`: no space left", "make room"]);
        }
    }

    #[test]
    fn interrupted_it_leaves_the_old_result_and_nothing_else() {
        for signal in ["-INT", "-TERM"] {
            let folder = tempfile::tempdir().unwrap();
            // A text that never comes: whoever reads it waits until the signal.
            assert!(Command::new("mkfifo").arg(folder.path().join("story.md")).status().unwrap().success());
            fs::create_dir(folder.path().join("build")).unwrap();
            fs::write(folder.path().join("build/story.epub"), "old").unwrap();
            let child = bindery(folder.path(), &["build", "story.md"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            // Only when somebody reads can the other end be opened: then the program is at work.
            let text = fs::OpenOptions::new().write(true).open(folder.path().join("story.md")).unwrap();
            assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
            let answer: Answer = child.wait_with_output().unwrap().into();
            drop(text);
            assert_eq!((answer.code, answer.out.as_str()), (Some(130), ""), "{answer:#?}");
            assert_eq!(tree(folder.path()), ["build", "build/story.epub", "story.md"].map(PathBuf::from));
            assert_eq!(fs::read(folder.path().join("build/story.epub")).unwrap(), b"old");
        }
    }

    #[test]
    fn an_import_waits_for_no_pipe_and_names_what_is_no_text() {
        let folder = tempfile::tempdir().unwrap();
        let pile = folder.path().join("pile");
        fs::create_dir(&pile).unwrap();
        fs::write(pile.join("a.md"), "# Ferry\n\nIt was late.\n").unwrap();
        fs::write(pile.join("b.zip"), b"PK\x03\x04\0\0\0").unwrap();
        assert!(Command::new("mkfifo").arg(pile.join("c.md")).status().unwrap().success());
        std::os::unix::fs::symlink("..", pile.join("d")).unwrap();
        let answer = run(folder.path(), &["import", "pile", "-o", "book"]);
        assert!(answer.code == Some(0) && answer.out.contains("1 chapter;"), "{answer:#?}");
        let report = fs::read_to_string(folder.path().join("book/IMPORT.md")).unwrap();
        for name in ["b.zip", "c.md", "d"] {
            assert!(answer.err.contains(&format!("`{name}` is left out: ")), "{answer:#?}");
            assert!(report.contains(&format!("## `{name}`\n\nNot imported: ")), "{report}");
        }
    }

    #[test]
    fn in_a_pipe_there_is_no_progress_and_no_colour() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Command::new("mkfifo").arg(folder.path().join("story.md")).status().unwrap().success());
        let child = bindery(folder.path(), &["build", "story.md"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut text = fs::OpenOptions::new().write(true).open(folder.path().join("story.md")).unwrap();
        std::thread::sleep(Duration::from_millis(1200));
        std::io::Write::write_all(&mut text, b"---\nlanguage: en\n---\n# Story\n\nIt was night.\n").unwrap();
        drop(text);
        let answer: Answer = child.wait_with_output().unwrap().into();
        assert_eq!(answer.code, Some(0), "{answer:#?}");
        assert!(!answer.err.contains("making the book") && !answer.err.contains('\x1B'), "{answer:#?}");
    }
}

#[test]
fn several_editions_go_to_a_folder() {
    let folder = story();
    let two = ["build", "story.md", "--profile", "epub", "--profile", "kobo", "-o"];
    assert_fails(&run(folder.path(), &[&two[..], &["x.epub"]].concat()), 2, &["cannot hold several editions", "help"]);
    assert_eq!(run(folder.path(), &[&two[..], &["editions"]].concat()).code, Some(0));
    let files = ["editions/story.epub", "editions/story.kepub.epub"];
    assert!(files.iter().all(|file| folder.path().join(file).is_file()));
}

#[test]
fn strictness_turns_a_warning_into_an_error_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.md"), "---\nlanguage: en\n---\n# Story\n\n![A map](map.png)\n").unwrap();
    let answer = run(folder.path(), &["build", "story.md"]);
    assert_eq!(answer.code, Some(0), "{answer:#?}");
    assert!(answer.err.contains("warning[missing-image]") && answer.err.contains("story.md:6:1"), "{answer:#?}");
    fs::remove_dir_all(folder.path().join("build")).unwrap();
    assert_fails(&run(folder.path(), &["build", "story.md", "--strict"]), 1, &["error[missing-image]"]);
    assert_eq!(tree(folder.path()), ["story.md"].map(PathBuf::from));
}

#[test]
fn a_book_that_was_built_passes_the_check_packed_and_unpacked() {
    let folder = story();
    assert_eq!(run(folder.path(), &["build", "story.md", "-o", "story.epub"]).code, Some(0));
    let answer = run(folder.path(), &["check", "story.epub"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{answer:#?}");
    assert_eq!(answer.out, "story.epub: no findings\n");

    let mut zip = zip::ZipArchive::new(fs::File::open(folder.path().join("story.epub")).unwrap()).unwrap();
    zip.extract(folder.path().join("unpacked")).unwrap();
    let answer = run(folder.path(), &["check", "story.epub", "unpacked/"]);
    assert_eq!(answer.code, Some(0), "{answer:#?}");
    assert_eq!(answer.out, "story.epub: no findings\nunpacked: no findings\n");
}

#[test]
fn faults_of_an_epub_are_told_with_their_places() {
    let folder = story();
    assert_eq!(run(folder.path(), &["build", "story.md", "-o", "story.epub"]).code, Some(0));
    let mut zip = zip::ZipArchive::new(fs::File::open(folder.path().join("story.epub")).unwrap()).unwrap();
    zip.extract(folder.path().join("unpacked")).unwrap();
    let page = folder.path().join("unpacked/OEBPS/story.xhtml");
    let text = fs::read_to_string(&page).unwrap().replace("</h1>", "</h1>\n<p><a href=\"none.xhtml\">x</a></p>");
    fs::write(&page, text).unwrap();

    let answer = run(folder.path(), &["check", "unpacked"]);
    assert_eq!(answer.code, Some(1), "{answer:#?}");
    assert_eq!(answer.out, "unpacked: 1 error\n");
    assert!(answer.err.contains("error[missing-resource]: `OEBPS/none.xhtml` is not in the container"), "{answer:#?}");

    let answer = run(folder.path(), &["check", "--format", "json", "unpacked"]);
    assert_eq!((answer.code, answer.out.lines().count()), (Some(1), 1), "{answer:#?}");
    for part in ["\"epubcheck\":\"RSC-007\"", "\"file\":\"unpacked/OEBPS/story.xhtml\"", "\"severity\":\"error\""] {
        assert!(answer.out.contains(part), "{part} is not in {answer:#?}");
    }
}

#[test]
fn what_is_no_epub_and_what_is_not_there_are_told_apart() {
    let folder = story();
    let answer = run(folder.path(), &["check", "story.md"]);
    assert_eq!(answer.code, Some(1), "{answer:#?}");
    assert!(answer.err.contains("fatal[broken-container]"), "{answer:#?}");
    assert_fails(&run(folder.path(), &["check", "none.epub"]), 2, &["cannot open `none.epub`"]);
    assert_fails(&run(folder.path(), &["check"]), 2, &["FILE|FOLDER"]);
}

#[test]
fn a_new_book_builds_and_a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let answer = run(folder.path(), &["new", "winter-tales"]);
    assert_eq!(answer.code, Some(0), "{answer:#?}");
    let answer = run(folder.path(), &["build", "winter-tales"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{answer:#?}");
    assert!(folder.path().join("winter-tales/build/winter-tales.epub").is_file());
    assert_fails(&run(folder.path(), &["new", "winter-tales"]), 2, &["is not empty", "help"]);
}

#[test]
fn an_import_writes_a_book_that_builds_and_nothing_over_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let pile = folder.path().join("pile");
    fs::create_dir(&pile).unwrap();
    fs::write(pile.join("a.txt"), "The Ferry\nby Ann Author\n\nIt was late.\n\nIt was later.\n").unwrap();
    fs::write(pile.join("b.md"), "# The Train\n\nIt was early.\n").unwrap();
    let answer = run(folder.path(), &["import", "pile", "-o", "book", "--dry-run"]);
    assert_eq!(answer.code, Some(0), "{answer:#?}");
    assert!(answer.out.contains("chapters/the-ferry.md: would be written"), "{answer:#?}");
    assert!(answer.out.contains("Taken out: the title and who wrote it"), "{answer:#?}");
    assert!(!folder.path().join("book").exists());
    let answer = run(folder.path(), &["import", "pile/*.txt", "pile/b.md", "-o", "book"]);
    assert_eq!(answer.code, Some(0), "{answer:#?}");
    assert!(answer.out.contains("2 chapters"), "{answer:#?}");
    assert_eq!(run(folder.path(), &["build", "book"]).code, Some(0));
    let ferry = folder.path().join("book/chapters/the-ferry.md");
    fs::write(&ferry, "mended").unwrap();
    fs::write(pile.join("b.md"), "# The Train\n\nIt was very early.\n").unwrap();
    let answer = run(folder.path(), &["import", "pile", "-o", "book"]);
    assert!(answer.out.contains("chapters/the-ferry.md: kept as you changed it"), "{answer:#?}");
    assert_eq!(fs::read_to_string(&ferry).unwrap(), "mended");
    let train = fs::read_to_string(folder.path().join("book/chapters/the-train.md")).unwrap();
    assert!(train.contains("very early"), "{train}");
}

#[test]
fn texts_of_one_name_take_free_files_and_each_keeps_its_own() {
    let text = |words: &str| format!("The Tower\n\nBy Ann Author\n\nIt was late, and {words}.\n");
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    fs::create_dir(folder.path().join("pile")).unwrap();
    write("pile/1.txt", &text("one"));
    write("pile/3.txt", &text("three"));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let import = || {
        let answer = run(folder.path(), &["import", "pile", "-o", "new"]);
        assert_eq!(answer.code, Some(0), "{answer:#?}");
        answer.out
    };
    import();
    let mended = read("new/chapters/the-tower-2.md") + "\nMended.\n";
    write("new/chapters/the-tower-2.md", &mended);
    // It stands between the two, and may have the name of neither.
    write("pile/2.txt", &text("two"));
    let out = import();
    assert!(out.contains("chapters/the-tower-2.md: kept as you changed it\n"), "{out}");
    let files = ["the-tower", "the-tower-2", "the-tower-3"].map(|name| read(&format!("new/chapters/{name}.md")));
    assert!(files[0].contains("and one") && files[1] == mended && files[2].contains("and two"), "{files:?}");
    let listed = read("new/book.toml");
    let at = |name: &str| listed.find(&format!("chapters/{name}.md")).unwrap();
    assert!(at("the-tower") < at("the-tower-3") && at("the-tower-3") < at("the-tower-2"), "{listed}");
    // What its owner keeps needs telling of what is new, and of what is gone.
    write("new/book.toml", &(listed + "\n# Mine.\n"));
    write("new/chapters/the-door.md", "Mine.\n");
    write("pile/4.txt", &text("four").replace("Tower", "Door"));
    write("pile/3.txt", &text("three again"));
    fs::remove_file(folder.path().join("pile/1.txt")).unwrap();
    let out = import();
    for expected in [
        "chapters/the-tower-2.md: kept as you changed it; what its source says now is another text, and is not in it\n",
        "chapters/the-tower.md: stays from an earlier import; none of these sources is in it\n",
        "add to `chapters` in book.toml, which is kept as you changed it:\n    \"chapters/the-door-2.md\",\n",
    ] {
        assert!(out.contains(expected), "{out}");
    }
    assert_eq!(read("new/chapters/the-door.md"), "Mine.\n");
    assert!(read("new/chapters/the-door-2.md").contains("and four"));
}

#[test]
fn an_import_leaves_a_folder_that_is_no_book_alone_and_says_where_there_is_nothing() {
    let folder = story();
    fs::create_dir(folder.path().join("other")).unwrap();
    fs::write(folder.path().join("other/x"), "x").unwrap();
    let answer = run(folder.path(), &["import", "story.md", "-o", "other"]);
    assert_fails(&answer, 2, &["holds no book", "help"]);
    assert_fails(&run(folder.path(), &["import", "none.md", "-o", "book"]), 2, &["cannot open `none.md`"]);
    fs::write(folder.path().join("empty.txt"), " \n").unwrap();
    assert_fails(&run(folder.path(), &["import", "empty.txt", "-o", "book"]), 1, &["nothing was written"]);
    assert!(!folder.path().join("book").exists());
}

#[test]
fn a_book_is_mended_in_a_copy_and_stays_as_it_was() {
    let folder = story();
    assert_eq!(run(folder.path(), &["build", "story.md", "-o", "good.epub"]).code, Some(0));
    let good = fs::read(folder.path().join("good.epub")).unwrap();
    // Without its first entry, whose length is that of its header, its name and what it holds.
    let (name, content) = ("mimetype", "application/epub+zip");
    let broken = [&good[..30], b"mimetypo", &good[38..]].concat();
    let at = broken.windows(name.len()).rposition(|window| window == name.as_bytes()).unwrap();
    let broken = [&broken[..at], b"mimetypo", &broken[at + name.len()..]].concat();
    assert!(broken[38..].starts_with(content.as_bytes()));
    fs::write(folder.path().join("broken.epub"), &broken).unwrap();

    let answer = run(folder.path(), &["check", "--fix", "broken.epub", "-o", "new.epub"]);
    assert_eq!(answer.code, Some(0), "{answer:#?}");
    assert!(answer.out.starts_with("broken.epub: write `mimetype` first, stored and bare [missing-mimetype]\n"));
    assert!(answer.out.contains("new.epub, mended in 1 place: "), "{answer:#?}");
    assert_eq!(fs::read(folder.path().join("broken.epub")).unwrap(), broken);
    assert_eq!(run(folder.path(), &["check", "--strict", "new.epub"]).code, Some(0));

    let answer = run(folder.path(), &["check", "--fix", "good.epub", "-o", "other.epub"]);
    assert_eq!((answer.code, folder.path().join("other.epub").exists()), (Some(0), false), "{answer:#?}");
    assert!(answer.out.contains("nothing to mend"), "{answer:#?}");

    let answer = run(folder.path(), &["check", "broken.epub", "--format", "json"]);
    assert!(answer.out.contains("\"fix\":\"write `mimetype` first, stored and bare\""), "{answer:#?}");
    assert_fails(&run(folder.path(), &["check", "--fix", "good.epub", "-o", "good.epub"]), 2, &["the book itself"]);
    assert_fails(&run(folder.path(), &["check", "--fix", "good.epub"]), 2, &["--output"]);
    assert_fails(&run(folder.path(), &["check", "--fix", ".", "-o", "x.epub"]), 2, &["is a folder"]);
}

#[test]
fn an_import_keeps_comments_and_goes_on_with_loss_where_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let page = "<html lang=en><head><title>The Ferry</title></head><body><article><h1>The Ferry</h1>\
        <p>It was late, and she had not come.</p><div class=promo><p>She came when it was later still.</p></div></article>\
        <div class=comments><div class=comment><p>I did not see that coming at all.</p></div></div></body></html>";
    fs::write(folder.path().join("page.html"), page).unwrap();
    let stopped = run(folder.path(), &["import", "page.html", "-o", "book"]);
    assert_fails(
        &stopped,
        1,
        &["omitted-paragraphs", "She came when it was later still.", "nothing but IMPORT.md was written"],
    );
    let report = fs::read_to_string(folder.path().join("book/IMPORT.md")).unwrap();
    assert!(report.contains("The import stopped") && report.contains("She came when it was later still."), "{report}");
    assert!(!folder.path().join("book/book.toml").exists());
    let arguments = ["import", "page.html", "-o", "book", "--allow-loss", "--comments", "keep"];
    assert_eq!(run(folder.path(), &arguments).code, Some(0));
    let text = fs::read_to_string(folder.path().join("book/chapters/the-ferry.md")).unwrap();
    assert!(text.contains("## Comments") && text.contains("I did not see that coming"), "{text}");
    let report = fs::read_to_string(folder.path().join("book/IMPORT.md")).unwrap();
    assert!(report.contains("She came when it was later still."), "{report}");
}
