//! The sample and the handbook in every edition: nothing is found in any, and all have the same words.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]

mod support;

use bindery::edition::PROFILES;
use bindery::world::{BookPath, Disk};
use bindery::xml::{NodeRef, ns};
use bindery::{Input, diagnostic::Severity};
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
        let usual = words(&build.packages[0]);
        assert!(usual.len() > 10_000 && with_formulas.len() == pages(&build.packages[1]).count());
        for (package, profile) in build.packages.iter().zip(&profiles) {
            assert!(words(package) == usual, "{name} for {}", profile.name);
            support::hand_over(&format!("{name}-{}", profile.name), package, &world);
        }
    }
}

fn has_formula(body: NodeRef<'_>) -> bool {
    body.descendants().any(|node| node.local_in(ns::MATHML) == Some("math"))
}
