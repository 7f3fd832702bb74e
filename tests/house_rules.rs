//! The invariants of ARCHITECTURE.md that a program can see.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]

use std::path::{Path, PathBuf};

struct Source {
    /// From `src`, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// Returns the code, without comments and without the tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().take_while(|(_, line)| *line != "#[cfg(test)]");
        lines.filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(index, line)| (index + 1, line))
    }

    fn is_in(&self, rooms: &[&str]) -> bool {
        rooms.iter().any(|room| self.path == format!("{room}.rs") || self.path.starts_with(&format!("{room}/")))
    }
}

fn sources() -> Vec<Source> {
    fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    gather(&root, &mut paths);
    paths.sort();
    let relative = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| Source { path: relative(path), text: std::fs::read_to_string(path).unwrap() }).collect()
}

/// Lists the lines of code outside `rooms` that hold one of `words`.
fn uses_outside(rooms: &[&str], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.is_in(rooms)) {
        for (number, line) in source.code().filter(|(_, line)| words.iter().any(|word| line.contains(word))) {
            found.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    found
}

/// Lists the lines of code inside `room` that hold one of `words`.
fn uses_inside(room: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.is_in(&[room])) {
        for (number, line) in source.code().filter(|(_, line)| words.iter().any(|word| line.contains(word))) {
            found.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    found
}

#[track_caller]
fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn only_the_world_and_the_command_line_touch_the_machine() {
    let words = ["std::fs", "std::env", "SystemTime", "Instant::now", "TcpStream", "UdpSocket", "std::process"];
    assert_none(&uses_outside(&["world", "cli", "main"], &words));
}

#[test]
fn only_the_command_line_prints() {
    assert_none(&uses_outside(&["cli", "main"], &["println!", "eprintln!", "print!(", "eprint!(", "dbg!"]));
}

#[test]
fn rooms_know_only_what_is_before_them() {
    let package = ["crate::package", "crate::container", "crate::check"];
    let authors = ["crate::manifest", "crate::manuscript", "crate::typeset", "crate::edition"];
    assert_none(&uses_inside("xml", &[&package[..], &authors[..], &["epub"]].concat()));
    assert_none(&uses_inside("package", &["pulldown_cmark", "markdown", "crate::typeset", "crate::cli"]));
    assert_none(&uses_inside("container", &["crate::typeset", "crate::edition", "crate::cli"]));
    assert_none(&uses_inside("typeset", &["crate::edition", "crate::container", "crate::cli", "Profile"]));
    assert_none(&uses_inside("vocabulary", &authors));
    assert_none(&uses_inside("report", &authors));
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    let sources = sources();
    let silent = sources.iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path.clone());
    assert_none(&silent.collect::<Vec<_>>());
    let long = sources.iter().map(|source| (source.text.lines().count(), &source.path));
    assert_none(
        &long.filter(|(lines, _)| *lines > 600).map(|(lines, path)| format!("{path}: {lines}")).collect::<Vec<_>>(),
    );
}

#[test]
fn no_function_is_longer_than_a_screen() {
    const SCREEN: usize = 60;
    let mut long = Vec::new();
    for source in sources() {
        let mut open: Option<(usize, String)> = None;
        let is_test = source.path.ends_with("tests.rs");
        for (number, line) in source.code().filter(|_| !is_test) {
            let indent = &line[..line.len() - line.trim_start().len()];
            let begins = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(super) ");
            if begins.starts_with("fn ") && open.is_none() && !line.ends_with('}') && !line.ends_with(';') {
                open = Some((number, indent.to_owned()));
            } else if let Some((start, outer)) = &open
                && line == format!("{outer}}}")
            {
                if number - start > SCREEN {
                    long.push(format!("{}:{start}: {} lines", source.path, number - start));
                }
                open = None;
            }
        }
    }
    assert_none(&long);
}

#[test]
fn nothing_is_left_open() {
    assert_none(&uses_outside(
        &[],
        &["todo!", "unimplemented!", "TODO", "FIXME", "unsafe {", "static mut", "thread_local!"],
    ));
}

#[test]
fn every_rule_has_a_page_that_shows_wrong_and_right() {
    let rules = bindery::rules();
    let mut names: Vec<&str> = rules.iter().map(|rule| rule.name).collect();
    let wrong = rules.iter().filter(|rule| {
        let is_kebab = rule.name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        let page = rule.explanation.to_lowercase();
        !is_kebab || !page.contains("wrong") || !page.contains("right") || rule.summary.ends_with('.')
    });
    assert_none(&wrong.map(|rule| rule.name.to_owned()).collect::<Vec<_>>());
    names.dedup();
    assert_eq!(names.len(), rules.len(), "two rules of one name");
}
