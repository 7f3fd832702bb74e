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

/// Returns the rooms in the order of the table in `ARCHITECTURE.md`.
fn rooms() -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let table = text.split("## The rooms").nth(1).unwrap().split("\n## ").next().unwrap();
    let cells = table.lines().filter(|line| line.starts_with("| `")).map(|line| line.split('|').nth(1).unwrap());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn every_room_is_in_the_table_and_knows_only_those_before_it() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    for source in sources() {
        let own = source.path.split(['/', '.']).next().unwrap();
        let Some(floor) = rooms.iter().position(|room| room == own) else {
            wrong.push(format!("{}: not in the table of `ARCHITECTURE.md`", source.path));
            continue;
        };
        for (number, line) in source.code() {
            let known =
                line.split("crate::").skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_'));
            let known = known.filter_map(|mut words| words.next());
            for room in known.filter(|room| rooms[floor + 1..].iter().any(|later| later == room)) {
                wrong.push(format!("{}:{number}: `{own}` is below `{room}`", source.path));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn rooms_do_not_know_what_is_none_of_their_business() {
    assert_none(&uses_inside("xml", &["epub"]));
    assert_none(&uses_inside("package", &["pulldown_cmark", "markdown", "crate::typeset", "crate::edition"]));
    assert_none(&uses_inside("container", &["crate::manuscript", "crate::typeset", "crate::edition"]));
    assert_none(&uses_inside("typeset", &["Profile"]));
    assert_none(&uses_inside("check", &["crate::manuscript", "crate::typeset", "crate::edition", "crate::build"]));
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

/// Returns the name of every rule that the code declares, with the place.
fn declared_rules() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.path.starts_with("cli/")) {
        let lines: Vec<(usize, &str)> = source.code().collect();
        for pair in lines.windows(2).filter(|pair| pair[0].1.ends_with(": Rule = Rule {")) {
            let name = pair[1].1.trim().trim_start_matches("name: \"").trim_end_matches("\",");
            found.push((name.to_owned(), format!("{}:{}", source.path, pair[0].0)));
        }
    }
    found
}

#[test]
fn every_rule_is_in_the_table_of_its_room() {
    let declared = declared_rules();
    let listed: Vec<&str> = bindery::rules().iter().map(|rule| rule.name).collect();
    let forgotten = declared.iter().filter(|(name, _)| !listed.contains(&name.as_str()));
    assert_none(&forgotten.map(|(name, place)| format!("{place}: {name}")).collect::<Vec<_>>());
    assert_eq!(declared.len(), listed.len());
    assert!(listed.is_sorted_by(|one, other| one < other), "two rules of one name");
}

#[test]
fn every_rule_has_a_page_that_shows_wrong_and_right() {
    let odd = bindery::rules().into_iter().filter_map(|rule| {
        let is_kebab = rule.name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        let is_summary = !rule.summary.ends_with('.') && !rule.summary.starts_with(char::is_uppercase);
        let fault = page_fault(rule.explanation).or((!is_kebab).then_some("its name is not in kebab-case"));
        let fault = fault.or((!is_summary).then_some("its summary is a sentence"))?;
        Some(format!("{}: {fault}", rule.name))
    });
    assert_none(&odd.collect::<Vec<_>>());
}

/// Says what is amiss with the page of a rule: some prose, `Wrong:` with an example, `Right:` with another.
fn page_fault(page: &str) -> Option<&'static str> {
    const WIDTH: usize = 120;
    let blocks: Vec<&str> = page.trim().split("\n\n").collect();
    let is_code = |block: &str| block.lines().all(|line| line.starts_with("    "));
    let heading = |word: &str| blocks.iter().position(|block| block.starts_with(word));
    let (Some(wrong), Some(right)) = (heading("Wrong"), heading("Right")) else {
        return Some("it does not show wrong and right");
    };
    if wrong == 0 || right < wrong {
        return Some("it is not prose, then wrong, then right");
    }
    for at in [wrong, right] {
        let shows = blocks.get(at + 1).is_some_and(|block| is_code(block));
        let is_fine = if blocks[at].ends_with(':') { shows } else { blocks[at].ends_with('.') && !shows };
        if !is_fine || blocks[at].contains('\n') {
            return Some("`Wrong` and `Right` are a line with a colon above an indented example, or one sentence");
        }
    }
    if blocks.iter().any(|block| block.starts_with(' ') != is_code(block)) || page.contains("\n\n\n") {
        return Some("an example is not four spaces in, or not parted from the prose by one empty line");
    }
    page.lines().any(|line| line.chars().count() > WIDTH).then_some("it has a line over 120 columns")
}

#[test]
fn every_finding_says_what_to_do() {
    let mut silent = Vec::new();
    for source in sources().iter().filter(|source| !source.is_in(&["report"])) {
        let code: Vec<&str> = source.code().map(|(_, line)| line).collect();
        let code = code.join("\n");
        for made in code.split("Diagnostic::new(").skip(1) {
            let rest_of_function = made.split("\n}\n").next().unwrap_or_default();
            if !rest_of_function.contains("help") {
                silent.push(format!("{}: {}", source.path, made.lines().next().unwrap_or_default()));
            }
        }
    }
    assert_none(&silent);
}
