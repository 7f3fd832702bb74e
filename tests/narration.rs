//! Reading along in books as they are: long chapters, markup across sentences, hostile timing files.

#![allow(clippy::disallowed_methods, reason = "tests measure how long it takes")]

mod support;

use bindery::Build;
use bindery::package::{Body, Package};
use bindery::world::Memory;
use bindery::xml::{NodeRef, Tree};
use std::collections::HashSet;
use std::fmt::Write;
use std::time::{Duration, Instant};
use support::recording::make;

fn book(chapter: &str, timing: &str, seconds: &str) -> Memory {
    let manifest = support::STOCK_MANIFEST
        .replace("[\"chapters/**\"]", "[{ file = \"one.md\", recording = \"one.mp3\", timing = \"one.vtt\" }]");
    let recording = make("mp3", seconds).unwrap();
    Memory::new([
        ("book.toml", manifest.as_bytes()),
        ("one.md", chapter.as_bytes()),
        ("one.vtt", timing.as_bytes()),
        ("one.mp3", &recording),
    ])
}

/// Writes a cue for each sentence, a second long each.
fn cues<'a>(sentences: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = "WEBVTT\n\n".to_owned();
    for (second, sentence) in sentences.into_iter().enumerate() {
        let clock = |second: usize| format!("{:02}:{:02}:{:02}.000", second / 3600, second / 60 % 60, second % 60);
        writeln!(text, "{} --> {}\n{sentence}\n", clock(second), clock(second + 1)).unwrap();
    }
    text
}

fn document<'p>(package: &'p Package, path: &str) -> &'p Tree {
    let entry = package.entries.iter().find(|entry| entry.path == path);
    match &entry.unwrap_or_else(|| panic!("no {path}")).body {
        Body::Document(tree) => tree,
        other => panic!("{other:?}"),
    }
}

/// Returns what each clip of an overlay reads, in order: every one leads to an element of its page.
fn read(package: &Package, stem: &str) -> Vec<String> {
    let page = document(package, &format!("OEBPS/{stem}.xhtml"));
    let texts = document(package, &format!("OEBPS/{stem}.smil")).root().descendants();
    let texts = texts.filter(|node| node.name().is_some_and(|name| &*name.local == "text"));
    let found = texts.map(|text| {
        let (file, id) = text.attribute("src").unwrap().split_once('#').unwrap();
        assert_eq!(file, format!("{stem}.xhtml"));
        let element = page.root().descendants().find(|node| node.attribute("id") == Some(id));
        element.unwrap_or_else(|| panic!("no #{id} in {file}")).text_content()
    });
    found.collect()
}

fn sound(build: &Build) -> &Package {
    assert!(build.diagnostics.is_empty(), "{}", support::findings(&build.diagnostics, &build.sources));
    &build.packages[0]
}

fn words(build: &Build) -> Vec<String> {
    support::pages(&build.packages[0]).flat_map(|(_, body)| support::words::visible_words(body)).collect()
}

#[test]
fn the_overlay_of_a_chapter_in_several_files_is_in_several_files() {
    let sentences: Vec<String> =
        (0..6000).map(|number| format!("The road went on, and this was mile {number} of it.")).collect();
    let chapter = "# The Road\n\n".to_owned() + &sentences.join("\n\n");
    let timing = cues(std::iter::once("The road.").chain(sentences.iter().map(String::as_str)));
    let world = book(&chapter, &timing, "6001");
    let begun = Instant::now();
    let build = support::build(&world);
    assert!(begun.elapsed() < Duration::from_mins(1), "{:?}", begun.elapsed());
    let package = sound(&build);
    let (first, second) = (read(package, "one"), read(package, "one-2"));
    assert_eq!(first.len() + second.len(), 6001);
    assert_eq!(first[0], "The Road");
    let expected: Vec<&str> = sentences.iter().map(String::as_str).collect();
    assert_eq!([&first[1..], &second].concat(), expected);
    support::hand_over_book("long-narration", package, &world);
}

#[test]
fn sentences_across_markup_are_marked_and_no_word_is_lost() {
    let chapter = "# One\n\n“He *said so*,” she [went on. “And](https://example.org/) **then _what?_ Nothing” came** of \
                   it.[^1] “*No.*” He <ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby> wrote (`code`). Then: end\n\n\
                   > All of it.\n>\n> And this.\n\n[^1]: A note.\n";
    let spoken = [
        "One",
        "He said so, she went on.",
        "and then what",
        "Nothing came of it.",
        "No.",
        "He 漢字 wrote code",
        "Then end",
    ];
    let spoken = spoken.into_iter().chain(["All of it. And this.", "A note."]);
    let world = book(chapter, &cues(spoken), "9");
    let build = support::build(&world);
    let package = sound(&build);
    let read = read(package, "one");
    let expected = [
        "One",
        "“He said so,” she went on.",
        "“And then what?",
        "Nothing” came of it.",
        "“No.”",
        "He 漢かん字じ wrote (code).",
        "Then: end",
    ];
    assert_eq!(read[..7], expected);
    assert!(read[7].starts_with("All of it."), "{read:?}");
    let plain = Memory::new([("book.toml", support::STOCK_MANIFEST), ("chapters/one.md", chapter)]);
    assert_eq!(words(&build), words(&support::build(&plain)));
    support::hand_over_book("narration-across-markup", package, &world);
}

#[test]
fn wherever_sentences_are_cut_the_text_stays_whole_and_the_book_sound() {
    let chapter = "# One two\n\nA *b c **d e** f* [g h](https://example.org/) i <ruby>漢<rt>かん</rt></ruby>j `k l` m.\n\n- n *o*\n- p\n\n| q r | s |\n|---|---|\n| t | u v |\n\n> w\n>\n> *x y*\n";
    let letters: Vec<char> = "Onetwoabcdefghi漢jklmnopqrstuvwxy".chars().collect();
    let plain = Memory::new([("book.toml", support::STOCK_MANIFEST), ("chapters/one.md", chapter)]);
    let expected = words(&support::build(&plain));
    let mut seed = 7_u32;
    for _ in 0..60 {
        let mut spoken: Vec<String> = vec!["one two".to_owned()];
        for letter in &letters[6..] {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            match spoken.last_mut().filter(|last| *last != "one two" && seed >> 24 < 150) {
                Some(last) => last.extend([' ', *letter]),
                None => spoken.push(letter.to_string()),
            }
        }
        let build = support::build(&book(chapter, &cues(spoken.iter().map(String::as_str)), "60"));
        let package = sound(&build);
        assert_eq!(words(&build), expected, "{spoken:?}");
        let plain = |text: &str| {
            text.replace("かん", "").chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
        };
        let heard: String = read(package, "one").iter().map(|text| plain(text)).collect();
        assert_eq!(heard, letters.iter().collect::<String>().to_lowercase(), "{spoken:?}");
        let page = document(package, "OEBPS/one.xhtml").root();
        let ids: Vec<&str> = page.descendants().filter_map(|node: NodeRef<'_>| node.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    }
}

#[test]
fn cues_go_on_after_what_is_left_out_and_after_what_was_named_before() {
    let middle = "And the road went on before her. ".repeat(50);
    let chapter = format!(
        "# One\n\nIn the [first]{{#first}} place. {middle}\n\nThe long refrain is sung again and again. Yes.\n\n{middle}\n\n\
         The long refrain is sung once and for all. No.\n"
    );
    let spoken = ["In the first place.", "The long refrain is sung again and again.", "#first", "Yes.", "#one"];
    let spoken = spoken.into_iter().chain(["The long refrain is sung once and for all!", "No"]);
    let build = support::build(&book(&chapter, &cues(spoken), "9"));
    let found = ["In the first place.", "The long refrain is sung again and again.", "first", "Yes.", "One"];
    let found = found.into_iter().chain(["The long refrain is sung once and for all.", "No."]);
    assert_eq!(read(sound(&build), "one"), found.collect::<Vec<_>>());
    // The narrator changed a line whose words come again later: the text goes on here.
    let spoken =
        ["In the first place.", "The long refrain is sung once and for all.", "And the road went on before her"];
    let build = support::build(&book(&chapter, &cues(spoken), "9"));
    let said = support::findings(&build.diagnostics, &build.sources);
    assert!(said.contains("one.vtt:6:1 warning[unmatched-cue]"), "{said}");
    assert_eq!(read(&build.packages[0], "one")[1], "And the road went on before her.");
}

#[test]
fn the_same_book_has_the_same_ids_again() {
    let chapter = "# One\n\nFirst. Second. Third.\n";
    let built = || {
        let build = support::build(&book(chapter, &cues(["First", "Second", "Third"]), "3"));
        build.packages[0].entries.clone()
    };
    assert_eq!(built(), built());
}

#[test]
fn a_hostile_timing_file_is_given_up_soon() {
    let chapter = "# One\n\n".to_owned() + &"She walked, and the road went on before her. ".repeat(20_000);
    let other = cues(std::iter::repeat_n("The road went on before her, and she walked and walked.", 20_000));
    let many = cues(std::iter::repeat_n("on", 50_000));
    let deep = format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}\n", "<".repeat(1_000_000));
    let long = format!("0\t1\t{}\n", "she walked ".repeat(100_000));
    for timing in [other, many, deep, long, "\0".repeat(1000), "-->\n".repeat(500_000)] {
        let begun = Instant::now();
        let build = support::build(&book(&chapter, &timing, "60"));
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?} for {:?}", begun.elapsed(), &timing[..20]);
        assert!(!build.diagnostics.is_empty() && build.diagnostics.len() < 50, "{}", build.diagnostics.len());
    }
}
