//! EPUBCheck's own scenarios, where they are to be had: what is found in each book is what the scenario expects.
//!
//! The books are test data of others and not part of this repository.

#![allow(clippy::disallowed_methods, reason = "these tests read real files")]

mod support;

use bindery::diagnostic::Severity;
use bindery::source::Sources;
use bindery::{check, container};
use std::path::Path;

/// The least number of scenarios in which all is as expected, the books with faults and those without.
const FAULTY: usize = 166;
const CLEAN: usize = 102;

/// Returns the value of a string in a line of JSON, as flat and as tidy as these are.
fn string<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = &line[line.find(&format!("\"{key}\": \""))? + key.len() + 5..];
    rest.split('"').next()
}

/// Returns the list behind a key, up to its closing bracket.
fn list<'a>(line: &'a str, key: &str) -> &'a str {
    let start = line.find(&format!("\"{key}\": [")).map_or(line.len(), |at| at + key.len() + 5);
    let mut depth = 1;
    let end = line[start..].bytes().position(|byte| {
        depth += i32::from(byte == b'[') - i32::from(byte == b']');
        depth == 0
    });
    &line[start..start + end.unwrap_or(0)]
}

/// What was found: severity and EPUBCheck's id.
type Found = Vec<(String, &'static str)>;

fn look_at(path: &Path) -> Found {
    let bytes = std::fs::read(path).unwrap();
    let (package, mut diagnostics) = container::read(&bytes, &path.to_string_lossy(), &mut Sources::default());
    if !diagnostics.iter().any(|finding| finding.severity == Severity::Fatal) {
        diagnostics.extend(check::run(&package, Some(&path.to_string_lossy())));
    }
    let with_id =
        diagnostics.iter().filter_map(|finding| Some((finding.severity.word().to_uppercase(), finding.epubcheck?)));
    with_id.collect()
}

/// Takes what is expected out of what was found; tells whether all of it was there, and nothing grave besides.
fn agrees(line: &str, mut found: Found) -> bool {
    for expected in list(line, "expect").split('}').filter(|expected| expected.contains("\"id\"")) {
        let (id, severity) = (string(expected, "id").unwrap(), string(expected, "sev").unwrap());
        let count = expected.split("\"count\": ").nth(1).unwrap_or("1");
        let count: usize = count.split([',', '}']).next().unwrap().trim().parse().unwrap();
        if count == 1 {
            let Some(at) = found.iter().position(|(_, known)| *known == id) else { return false };
            if found.remove(at).0 != severity {
                return false;
            }
        } else {
            let before = found.len();
            found.retain(|(_, known)| *known != id);
            if before - found.len() != count {
                return false;
            }
        }
    }
    for group in list(line, "lists").split("\"items\"").collect::<Vec<_>>().windows(2) {
        let severity = group[0].rsplit("\"sev\": \"").next().and_then(|rest| rest.split('"').next()).unwrap();
        let mut wanted: Vec<&str> =
            group[1].split("\"id\": \"").skip(1).map(|id| id.split('"').next().unwrap()).collect();
        let mut got: Vec<&str> = found.iter().filter(|(known, _)| known == severity).map(|(_, id)| *id).collect();
        wanted.sort_unstable();
        got.sort_unstable();
        if wanted != got {
            return false;
        }
        found.retain(|(known, _)| known != severity);
    }
    let is_grave = |severity: &str| matches!(severity, "FATAL" | "ERROR" | "WARNING");
    let is_clean = !line.contains("\"clean\": true") || !found.iter().any(|(severity, _)| is_grave(severity));
    let has_no_usage = !line.contains("\"no_usage\": true") || !found.iter().any(|(severity, _)| severity == "USAGE");
    is_clean && has_no_usage
}

#[test]
fn the_scenarios_of_epubcheck_find_what_they_expect() {
    let Some(folder) = support::epubcheck_suite() else { return };
    let scenarios = std::fs::read_to_string(folder.join("scenarios.jsonl")).unwrap();
    let (mut faulty, mut clean, mut wrong) = (0, 0, Vec::new());
    for line in scenarios.lines() {
        let book = string(line, "book").unwrap();
        let is_faulty = list(line, "expect").contains("\"id\"") || list(line, "lists").contains("\"id\"");
        match agrees(line, look_at(&folder.join(book))) {
            true if is_faulty => faulty += 1,
            true => clean += 1,
            false => wrong.push(book),
        }
    }
    let told =
        format!("{faulty} books with faults and {clean} without are as expected; these are not:\n{}", wrong.join("\n"));
    assert!(faulty >= FAULTY && clean >= CLEAN, "{told}");
}
