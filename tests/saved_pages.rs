//! Saved pages that nobody on the project made: the words of the article that are kept, and those that are left out,
//! against what its expectation has.
//!
//! Precision is how much of what is kept is expected, recall is how much of what is expected is kept.

#![allow(clippy::disallowed_methods, reason = "these tests read real files")]
#![allow(clippy::print_stderr, reason = "figures are for people")]

mod support;

use bindery::import::{Draft, IMPORTERS, Request, Source};
use bindery::manuscript::{Input, READERS};
use bindery::source::SourceId;
use bindery::world::{BookPath, Memory};
use bindery::xml::{NodeRef, parse_html};
use std::collections::HashMap;

/// Returns the words of a text, letters and digits alone.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Returns the texts of a tree, each block apart.
fn text(root: NodeRef<'_>) -> String {
    let texts = root.descendants().filter(|node| node.is_text());
    texts.flat_map(|node| [node.text(), " "]).collect()
}

fn import(name: &str, bytes: Vec<u8>) -> Draft {
    let path = format!("{name}.html");
    let world = Memory::new([(path.clone(), bytes)]);
    let sources = vec![Source::Path(BookPath::own(&path))];
    bindery::import::run(&world, &Request { sources, title: "A Page".to_owned(), ..Request::default() }, IMPORTERS)
}

/// Returns the words of a draft's chapters.
fn kept(draft: &Draft) -> Vec<String> {
    let chapters = draft.files.iter().filter(|file| file.path.as_str().starts_with("chapters/"));
    let read = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let start = bindery::manifest::front_matter::read(&text, &[], |_| None).end;
        (READERS[0].read)(&Input::new(text.into(), SourceId::new(0), start)).tree
    };
    chapters.flat_map(|file| words(&text(read(&draft.bytes(file).unwrap()).root()))).collect()
}

/// Returns how many words two texts have in common.
fn common(one: &[String], other: &[String]) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *counts.entry(word).or_default() += 1;
    }
    let mut found = 0;
    for word in other {
        if let Some(count) = counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            found += 1;
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "a page has few words")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[test]
fn the_words_of_the_article_are_kept_and_those_around_it_are_not() {
    const FLOOR: f64 = 0.95;
    const AVERAGE: f64 = 0.98;
    let Some(folder) = support::corpora("html/saved-pages") else { return };
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let (mut precisions, mut recalls) = (0.0, 0.0);
    let mut low = Vec::new();
    for name in &names {
        let draft = import(name, std::fs::read(folder.join(name).join("source.html")).unwrap());
        let expected = std::fs::read_to_string(folder.join(name).join("expected.html")).unwrap();
        let expected = words(&text(parse_html(&expected.into(), |_| None).unwrap().root()));
        let kept = kept(&draft);
        let both = common(&kept, &expected);
        let (precision, recall) = (share(both, kept.len()), share(both, expected.len()));
        eprintln!("{name}: precision {precision:.3}, recall {recall:.3}, `{}`", draft.files[1].path);
        precisions += precision;
        recalls += recall;
        if precision < FLOOR || recall < FLOOR {
            low.push(name);
        }
    }
    let (precision, recall) = (precisions / share(names.len(), 1), recalls / share(names.len(), 1));
    eprintln!("on average: precision {precision:.4}, recall {recall:.4}");
    assert!(low.is_empty(), "{low:?} are below {FLOOR}");
    assert!(precision >= AVERAGE && recall >= AVERAGE, "{precision} {recall}");
}
