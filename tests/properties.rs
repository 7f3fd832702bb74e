//! What holds for any input: pages are well-formed, no word is lost, and the outside oracles have nothing to say.

#![allow(clippy::disallowed_methods, reason = "tests read and write real files")]

mod support;

use bindery::manuscript::{Input, READERS};
use bindery::package::Body;
use bindery::source::SourceId;
use bindery::world::Memory;
use bindery::xml::{parse_html, parse_xml, write_xml};
use std::collections::BTreeSet;
use support::markdown::{Random, random_markdown};
use support::nasty::nasty_html;

/// Builds a book of one chapter in a file of that name.
fn book(file: &str, text: impl Into<Vec<u8>>) -> (bindery::Build, Memory) {
    let world = Memory::new([
        ("book.toml".to_owned(), support::STOCK_MANIFEST.as_bytes().to_vec()),
        (format!("chapters/{file}"), text.into()),
    ]);
    (support::build(&world), world)
}

#[track_caller]
fn assert_well_formed(build: &bindery::Build, input: &dyn Fn() -> String) {
    for entry in build.packages.iter().flat_map(|package| &package.entries) {
        if let Body::Document(tree) = &entry.body {
            let mut text = String::new();
            write_xml(tree.root(), &mut text);
            let again = parse_xml(&text.as_str().into(), None);
            let again = again.unwrap_or_else(|failure| panic!("{}: {failure:?}\n{text}\n{}", entry.path, input()));
            assert!(*tree == again, "{} reads back as another document\n{text}\n{}", entry.path, input());
        }
    }
}

/// Checks that the words `w1x`, `w2x` … (or `w1;` …) of the input stand in the pages, each once and in order.
#[track_caller]
fn assert_no_word_lost(build: &bindery::Build, shown: &str, end: char, input: &str) {
    let numbers = |text: &str| -> Vec<u32> {
        let words = text.match_indices('w').map(|(start, _)| &text[start + 1..]);
        words.filter_map(|rest| rest[..rest.find(end)?].parse().ok()).collect()
    };
    let package = build.packages.first().unwrap_or_else(|| panic!("{:?}\n{input}", build.diagnostics));
    let text: Vec<String> = support::pages(package).flat_map(|(_, body)| support::words::visible_words(body)).collect();
    let (given, expected) = (numbers(&text.join(" ")), numbers(shown));
    // Something that a browser hides may be shown; nothing that it shows may be missing, moved or doubled.
    let mut rest = given.iter();
    let is_kept = expected.iter().all(|word| rest.any(|other| other == word));
    let is_single = given.iter().collect::<BTreeSet<_>>().len() == given.len();
    assert!(is_kept && is_single, "{given:?}\n{expected:?}\n{input}");
}

#[test]
fn any_bytes_as_a_chapter_give_well_formed_pages_or_an_error() {
    for seed in 0..300 {
        let mut random = Random(seed);
        let odd = b"<>&\"'[](){}*_`~#-=+|:;!^$\\/\n\r\t \0\x07\x0c\x80\xff\xed\xa0\x80\xef\xbf\xbfaZ0";
        let length = random.below(600);
        let bytes: Vec<u8> = (0..length).map(|_| odd[random.below(odd.len())]).collect();
        for file in ["one.md", "one.html", "one.txt"] {
            let (build, _) = book(file, bytes.clone());
            let input = || format!("seed {seed}, {file}: {:?}", String::from_utf8_lossy(&bytes));
            let has_error = build.diagnostics.iter().any(|finding| finding.severity.is_error());
            assert_eq!(build.packages.is_empty(), has_error, "{}", input());
            assert_well_formed(&build, &input);
        }
    }
}

#[test]
fn any_markdown_keeps_its_words_and_gives_well_formed_pages() {
    for seed in 0..400 {
        let text = random_markdown(seed);
        let (build, world) = book("one.md", text.clone());
        assert_well_formed(&build, &|| format!("seed {seed}\n{text}"));
        assert_no_word_lost(&build, &text, 'x', &text);
        if seed < 40 {
            support::hand_over(&format!("markdown-{seed:02}"), &build.packages[0], &world);
        }
    }
}

#[test]
fn texts_of_markdown_stand_where_their_spans_say() {
    let reader = READERS.iter().find(|reader| reader.name == "Markdown").unwrap();
    for seed in 0..400 {
        let text = random_markdown(seed);
        let reading = (reader.read)(&Input::new(text.as_str().into(), SourceId::new(0), 0));
        for node in reading.tree.root().descendants().filter(|node| node.is_text() && node.is_verbatim()) {
            let place = node.span().map(|span| &text[span.range()]);
            assert!(place.is_none_or(|place| place.contains(node.text())), "{place:?}: {:?}\n{text}", node.text());
        }
    }
}

#[test]
fn any_html_keeps_its_words_and_gives_well_formed_pages() {
    for seed in 0..400 {
        let text = nasty_html(seed);
        let (build, world) = book("one.html", text.clone());
        if build.packages.is_empty() {
            let rules: Vec<&str> = build.diagnostics.iter().map(|finding| finding.rule.name).collect();
            assert!(rules.contains(&"empty-piece"), "seed {seed}: {rules:?}\n{text}");
            continue;
        }
        assert_well_formed(&build, &|| format!("seed {seed}\n{text}"));
        if seed % 2 == 0 {
            let given = parse_html(&text.as_str().into(), |_| None).expect("it is not deep");
            assert_no_word_lost(&build, &support::words::visible_words(given.root()).join(" "), ';', &text);
        }
        if seed % 2 == 0 && seed < 60 {
            // Engines differ in what they make of ruby, formulas and players: they are asked for validity only.
            support::hand_over_book(&format!("html-{seed:02}"), &build.packages[0], &world);
        }
    }
}

/// A manifest that asks for everything that a collection may have.
const EVERYTHING: &str = "
[book]
title = \"Everything\"
authors = [{ name = \"A. Author\", about = \"A *note*[^1].\\n\\n[^1]: On the author.\" }]
language = \"en\"
identifier = \"urn:uuid:00000000-0000-4000-8000-000000000000\"
modified = \"2026-01-01T00:00:00Z\"
rights = \"CC0\"
dedication = \"For *you*\"
epigraph = \"> Late.\"
chapters = [
  { part = \"One\", file = \"chapters/0.md\", epigraph = \"Early.\", chapters = [
    { file = \"chapters/1.md\", author = \"Bo Other\", summary = \"A <b>boat</b>[^1].\\n\\n[^1]: Note.\", notes-before = \"<p>x\" },
    { file = \"chapters/2.html\", source = \"https://example.org/?a&b\", notes-after = \"# H\\n\\n* a\", language = \"he\" },
  ] },
  { file = \"chapters/3.md\", subtitle = \"S & T\", translator = \"Cy\", date = \"2019-05-01\", dedication = \"D\" },
]
[pieces]
author-notes = \"appendix\"
footnotes = \"appendix\"
[pages]
half-title = true
contents = true
[numbering]
parts = \"words\"
chapters = \"roman\"
[accessibility]
page-source = \"The edition of 1926\"
";

#[test]
fn any_texts_make_a_collection_with_everything_on() {
    for seed in 0..60 {
        let world = Memory::new([
            ("book.toml".to_owned(), EVERYTHING.to_owned()),
            ("chapters/0.md".to_owned(), format!("w1x <a id=\"page_{seed}\"></a>\n\n{}", random_markdown(seed))),
            ("chapters/1.md".to_owned(), format!("# T\n\nw2x[^n]\n\n[^n]: w3x\n\n{}", random_markdown(seed + 1000))),
            ("chapters/2.html".to_owned(), format!("<p class=author-note>w4x</p>{}", nasty_html(seed))),
            (
                "chapters/3.md".to_owned(),
                format!("w5x [a](1.md#t) [b](0.md#page_{seed})\n\n{}", random_markdown(seed + 2000)),
            ),
        ]);
        let build = support::build(&world);
        let package = build.packages.first().unwrap_or_else(|| panic!("seed {seed}: {:?}", build.diagnostics));
        assert_well_formed(&build, &|| format!("seed {seed}"));
        let words: Vec<String> =
            support::pages(package).flat_map(|(_, body)| support::words::visible_words(body)).collect();
        for word in ["w1x", "w3x", "w4x", "w5x"] {
            assert!(words.iter().any(|shown| shown.starts_with(word)), "seed {seed}: {word}");
        }
        if seed < 20 {
            support::hand_over_book(&format!("everything-{seed:02}"), package, &world);
        }
    }
}
