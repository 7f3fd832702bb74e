//! The sample and the handbook in every edition: nothing is found in any, and all have the same words. And of every
//! edition of every book, a build says what a check says of its file.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]

mod support;

use bindery::check::{Store, run_for};
use bindery::container::{read, write_to_vec};
use bindery::diagnostic::{Diagnostic, Severity};
use bindery::edition::{PROFILES, Profile};
use bindery::package::Body;
use bindery::source::Sources;
use bindery::world::{BookPath, Disk, Memory, World};
use bindery::xml::{NodeRef, ns};
use bindery::{Build, Input};
use support::{pages, words::words_without_readings};

#[test]
fn every_edition_of_the_shipped_books_is_clean_and_has_the_same_words() {
    let profiles: Vec<_> = PROFILES.iter().collect();
    for (name, folder) in [("sample", ""), ("handbook", "/docs")] {
        let world = Disk::new(format!("{}{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let input = Input::Manifest(BookPath::own("book.toml"));
        let build = bindery::build(&world, &input, &profiles, false);
        let warnings = build.diagnostics.iter().filter(|finding| finding.severity == Severity::Warning);
        // What a store advises about shows that its rules were asked; nothing else is found.
        let others: Vec<_> = warnings.filter(|finding| !finding.rule.name.starts_with("store-")).collect();
        assert!(others.is_empty() && build.packages.len() == profiles.len(), "{name}: {:#?}", build.diagnostics);
        // What a formula is on a line has brackets that it has not in MathML.
        let with_formulas: Vec<bool> = pages(&build.packages[0]).map(|(_, body)| has_formula(body)).collect();
        let words = |package| {
            let plain = pages(package).zip(&with_formulas).filter(|(_, has_formula)| !**has_formula);
            plain.flat_map(|((_, body), _)| words_without_readings(body)).collect::<Vec<String>>()
        };
        compare(name, &build, &profiles, &world);
        let usual = words(&build.packages[0]);
        assert!(usual.len() > 10_000 && with_formulas.len() == pages(&build.packages[1]).count());
        for (package, profile) in build.packages.iter().zip(&profiles) {
            assert!(words(package) == usual, "{name} for {}", profile.name);
            support::hand_over(&format!("{name}-{}", profile.name), package, &world);
        }
    }
}

#[test]
fn a_build_says_of_an_edition_what_a_check_says_of_its_file() {
    let profiles: Vec<_> = PROFILES.iter().collect();
    for fixture in support::fixture::all("tests/fixtures") {
        let world = fixture.world();
        compare(&fixture.name, &support::build_for(&world, &profiles), &profiles, &world);
    }
}

#[test]
fn an_edition_has_the_rules_for_formulas_where_its_pages_have_formulas() {
    let world =
        Memory::new([("book.toml", support::STOCK_MANIFEST), ("chapters/one.md", "# One\n\nA half is $\\frac12$.")]);
    let profiles = ["epub", "kindle"].map(|name| Profile::named(name).unwrap());
    let build = support::build_for(&world, &profiles);
    let has_rules = build.packages.iter().map(|package| match &package.entry("OEBPS/styles/book.css").unwrap().body {
        Body::Other(content) => String::from_utf8_lossy(&content.read(&world).unwrap()).contains("math[xmlns]"),
        _ => panic!("a stylesheet is bytes"),
    });
    assert_eq!(has_rules.collect::<Vec<_>>(), [true, false]);
}

/// Compares what stores say of the editions of a book while they are made with what they say of the files.
fn compare(name: &str, build: &Build, profiles: &[&Profile], world: &dyn World) {
    for (package, profile) in build.packages.iter().zip(profiles) {
        let said: Vec<&Diagnostic> =
            build.diagnostics.iter().filter(|finding| finding.concerns(profile.name)).collect();
        let bytes = write_to_vec(package, world).unwrap();
        let (package, _) = read(&bytes, "book.epub", &mut Sources::default());
        let checked = run_for(&package, None, Store::named(profile.name));
        // Of a picture that it could not change, an edition says why: that stands for what the file shows of it.
        let is_told = said.iter().any(|finding| finding.rule.name == "picture-not-suited");
        let of_stores = |findings: &[&Diagnostic]| {
            let rules = findings.iter().map(|finding| finding.rule.name);
            let is_left = |rule: &&str| !is_told || !["store-picture", "store-element"].contains(rule);
            let mut rules: Vec<_> = rules.filter(|rule| rule.starts_with("store-")).filter(is_left).collect();
            rules.sort_unstable();
            rules
        };
        let checked: Vec<&Diagnostic> = checked.iter().collect();
        assert_eq!(of_stores(&said), of_stores(&checked), "{name} for {}", profile.name);
    }
}

fn has_formula(body: NodeRef<'_>) -> bool {
    body.descendants().any(|node| node.local_in(ns::MATHML) == Some("math"))
}
