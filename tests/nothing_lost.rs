//! Every word that a fixture's texts show is counted again in its book: none may be missing.

mod support;

use bindery::manuscript::{self, READERS};
use bindery::source::Sources;
use bindery::world::{BookPath, Memory};
use bindery::{manifest, rules};
use std::collections::BTreeMap;
use support::fixture;

/// What no page shows on purpose, by fixture.
const TAKEN_OUT: &[(&str, &str)] = &[
    ("a-passage-for-a-profile-that-there-is-not", "as the finding says"),
    ("a-passage-for-another-profile-is-left-out", "what stands in it is for another edition"),
    ("figures-and-tables-are-numbered-and-referred-to", "what names a figure is no text: “Figure 3” stands there"),
    ("hidden-lines-of-an-mdbook-are-left-out", "mdBook hides them too: only the compiler wants them"),
    ("page-marks-become-a-list-of-pages", "the number of a page is in the list of pages"),
    ("page-marks-of-an-edition-that-is-not-named-make-no-list", "as the finding says"),
];

type Counts = BTreeMap<String, usize>;

/// Counts words by their letters and digits: typography changes no more than what stands between them.
fn count<'a>(texts: impl Iterator<Item = &'a str>) -> Counts {
    let mut counts = Counts::new();
    for text in texts {
        let joined = text.replace(['\'', '\u{2019}', '\u{2018}'], "");
        for word in joined.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            // Scripts without spaces between words are counted letter by letter: lines of them are joined.
            let letters = word.chars().any(|letter| letter >= '\u{2E80}');
            let pieces: Vec<String> =
                if letters { word.chars().map(String::from).collect() } else { vec![word.to_owned()] };
            for piece in pieces {
                *counts.entry(piece).or_default() += 1;
            }
        }
    }
    counts
}

/// Returns the words that the texts of a book show as their readers read them, before anything is set.
fn given(world: &Memory) -> Option<Counts> {
    let mut sources = Sources::default();
    let (rules, extensions) = (rules(), manuscript::extensions(READERS));
    let (manifest, _) = manifest::read(world, &BookPath::own("book.toml"), &mut sources, &rules, &extensions);
    let (manuscript, _) = manuscript::read(world, &manifest?, &mut sources, READERS, &rules);
    let mut words = Vec::new();
    for mut piece in manuscript.pieces {
        // A mention of a note is its label until it gets its number.
        for mention in piece.tree.root().descendant_ids() {
            if piece.tree.get(mention).attribute("role") == Some("doc-noteref") {
                piece.tree.detach(mention);
            }
        }
        words.extend(support::words::visible_words(piece.tree.root()));
    }
    Some(count(words.iter().map(String::as_str)))
}

#[test]
fn no_fixture_loses_a_word() {
    let mut lost = Vec::new();
    let mut books = 0;
    let is_whole = |name: &str| !TAKEN_OUT.iter().any(|(other, _)| *other == name);
    for fixture in fixture::all("tests/fixtures").into_iter().filter(|fixture| is_whole(&fixture.name)) {
        let world = fixture.world();
        let build = support::build(&world);
        let (Some(package), Some(given)) = (build.packages.first(), given(&world)) else { continue };
        books += 1;
        let words: Vec<String> =
            support::pages(package).flat_map(|(_, body)| support::words::visible_words(body)).collect();
        // The TeX of a formula is its alternative text.
        let nodes = support::pages(package).flat_map(|(_, body)| body.descendants());
        let tex = nodes.filter_map(|node| node.attribute("alttext"));
        let found = count(words.iter().map(String::as_str).chain(tex));
        for (word, number) in given {
            if found.get(&word).copied().unwrap_or(0) < number {
                lost.push(format!("{}: {word}", fixture.name));
            }
        }
    }
    assert!(books > 50, "{books} books");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
