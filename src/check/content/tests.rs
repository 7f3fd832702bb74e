//! What is found in small pieces of pages: each case is a line of a body, and after `=` the rules that it breaks.
//!
//! EPUBCheck finds as many errors and warnings in each, at the same line. A rule stands as often as it is broken.

use crate::check::examples::findings_in_body;
use crate::diagnostic::Severity;
use std::collections::BTreeSet;

#[test]
fn each_case_breaks_the_rules_that_it_should() {
    let own: BTreeSet<&str> = super::CHECKS.iter().flat_map(|check| check.rules).map(|rule| rule.name).collect();
    let mut lines = include_str!("tests/cases.txt").lines();
    let mut faults = Vec::new();
    while let (Some(body), Some(expected)) = (lines.next(), lines.next()) {
        let findings = findings_in_body(body);
        let counts = findings.iter().filter(|found| found.severity <= Severity::Warning);
        let mut found: Vec<&str> = counts.map(|found| found.rule.name).filter(|name| own.contains(name)).collect();
        found.sort_unstable();
        let found = format!("= {}", found.join(" "));
        if found.trim_end() != expected.trim_end() {
            faults.push(format!("{body}\n{found}\nnot\n{expected}\n"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
