//! bindery as mdBook calls it: what the preprocessors left is what stands in the book.

#![allow(clippy::disallowed_methods, reason = "these tests run the real program on real files")]

mod support;

use bindery::container;
use bindery::source::Sources;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use support::{pages, words::words_without_readings};

/// Calls the renderer in the way of mdBook: the folder of the renderer as its own, the context as its input.
fn call(folder: &Path, context: &str) -> Output {
    let own = folder.join("book/bindery");
    fs::create_dir_all(&own).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    let command = command.arg("mdbook").current_dir(&own).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.env_remove("SOURCE_DATE_EPOCH").spawn().unwrap();
    child.stdin.take().unwrap().write_all(context.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn what_the_preprocessors_left_stands_in_the_book() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("book.toml", "[book]\ntitle = \"Tide\"\nauthors = [\"A\"]\n[preprocessor.shout]\n[output.bindery]\n");
    write("src/SUMMARY.md", "- [One](one.md)\n");
    write("src/one.md", "# One\n\nAs typed.\n");
    let root = serde_json::Value::from(folder.path().to_str().unwrap());
    let destination = serde_json::Value::from(folder.path().join("book/bindery").to_str().unwrap());
    let chapter = r##"{"name":"One","content":"# One\n\nAs left, with {{#include no.md}} to read.\n","number":[1],
        "sub_items":[],"path":"one.md","source_path":"one.md","parent_names":[]}"##;
    let context = format!(
        r#"{{"version":"0.5.0","root":{root},"book":{{"items":[{{"Chapter":{chapter}}}]}},
        "config":{{"book":{{"src":"src"}},"output":{{"bindery":{{"profile":["epub","kobo"]}}}}}},
        "destination":{destination}}}"#
    );
    let output = call(folder.path(), &context);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("preprocessor") && !said.contains("include"), "{said}");
    for name in ["tide.epub", "tide.kepub.epub"] {
        let bytes = fs::read(folder.path().join("book/bindery").join(name)).unwrap();
        let (package, findings) = container::read(&bytes, name, &mut Sources::default());
        assert!(findings.is_empty(), "{findings:?}");
        let words: Vec<String> = pages(&package).flat_map(|(_, body)| words_without_readings(body)).collect();
        assert_eq!(words.join(" "), "Tide A One As left, with {{#include no.md}} to read.");
    }
}

#[test]
fn what_is_no_context_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (context, says) in [("# One", "is not what mdBook tells"), ("{}", "does not say the `root`")] {
        let output = call(folder.path(), context);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(says), "{output:?}");
    }
}
