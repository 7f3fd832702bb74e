//! Texts too long for one file: whole novels, chapters without end, blocks that nothing can divide.

mod support;

use bindery::package::{Body, Package};
use bindery::world::{BookPath, Memory};
use bindery::xml::write_xml;
use bindery::{Build, Input, edition::PROFILES};
use std::fmt::Write;

/// What no file may have more of.
const MOST: usize = 250_000;

/// Returns the files that the texts of authors became; the title page is none of them.
fn texts(package: &Package) -> Vec<(&str, String)> {
    let pages = support::pages(package).map(|(entry, _)| entry).filter(|entry| entry.path != "OEBPS/titlepage.xhtml");
    let text = |body: &Body| {
        let mut text = String::new();
        if let Body::Document(tree) = body {
            write_xml(tree.root(), &mut text);
        }
        text
    };
    pages.map(|entry| (entry.path.as_str(), text(&entry.body))).collect()
}

fn words(package: &Package) -> Vec<String> {
    support::pages(package).flat_map(|(_, body)| support::words::visible_words(body)).collect()
}

fn single(name: &str, text: String) -> Build {
    let world = Memory::new([(name.to_owned(), text)]);
    bindery::build(&world, &Input::Text(BookPath::own(name)), &[&PROFILES[0]], false)
}

#[test]
fn a_novel_in_one_file_becomes_a_book_of_chapters() {
    let mut novel = String::from("# The Long Way\n\n");
    for chapter in 1..=12 {
        writeln!(novel, "## Chapter {chapter}\n\nIt went on.[^{chapter}]\n").unwrap();
        novel.push_str(&"She walked, and the road went on before her.\n\n".repeat(200));
        writeln!(novel, "[^{chapter}]: Note {chapter}.\n").unwrap();
    }
    let build = single("novel.md", novel);
    let package = &build.packages[0];
    let texts = texts(package);
    let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), 13, "{names:?}");
    assert_eq!(names[..3], ["OEBPS/novel.xhtml", "OEBPS/chapter-1.xhtml", "OEBPS/chapter-2.xhtml"]);
    assert!(texts[0].1.contains("epub:type=\"titlepage\""), "{}", texts[0].1);
    for (chapter, (_, text)) in texts.iter().enumerate().skip(1) {
        assert!(text.contains("epub:type=\"chapter\"") && text.contains(&format!("Note {chapter}.")), "{text}");
        assert_eq!(text.matches("doc-footnote").count(), 1);
    }
}

#[test]
fn a_story_in_one_file_stays_one_chapter() {
    let build = single("story.md", "# A Story\n\n## One\n\nText.\n\n## Two\n\nText.\n".to_owned());
    assert_eq!(support::pages(&build.packages[0]).count(), 1);
}

#[test]
fn a_chapter_without_end_is_cut_at_scene_breaks_and_loses_nothing() {
    let mut text = String::from("# One\n\nSee [the end](#end) and the note.[^1]\n\n[^1]: At the *end*.\n\n");
    for paragraph in 0..6000 {
        writeln!(text, "Paragraph w{paragraph} of a chapter that has more paragraphs than most books do, alas.\n")
            .unwrap();
        if paragraph % 100 == 99 {
            text.push_str("* * *\n\n");
        }
    }
    text.push_str("<span id=\"end\">The end.</span> Back to [the top](#one).\n");
    let world = Memory::new([("book.toml", support::STOCK_MANIFEST), ("chapters/one.md", &text)]);
    let build = support::build(&world);
    assert!(build.diagnostics.is_empty(), "{:?}", build.diagnostics);
    let package = &build.packages[0];
    let texts = texts(package);
    assert_eq!(texts.len(), 3);
    assert!(texts.iter().all(|(_, text)| text.len() <= MOST));
    assert!(texts[0].1.contains("href=\"one-3.xhtml#end\"") && texts[0].1.contains("href=\"one-3.xhtml#fn-1\""));
    assert!(texts[2].1.contains("href=\"one.xhtml#one\"") && texts[2].1.contains("href=\"one.xhtml#fnref-1\""));
    for (_, text) in &texts[1..] {
        let first = text.split_once("<section class=\"chapter\">").expect("it goes on").1.trim_start();
        assert!(first.starts_with("<hr"), "{}", &first[..200]);
    }
    let numbers = words(package).into_iter().filter_map(|word| word.strip_prefix('w')?.parse::<u32>().ok());
    assert!(numbers.eq(0..6000));
    support::hand_over("a-chapter-without-end", package, &world);
}

#[test]
fn a_long_box_goes_on_in_the_next_file() {
    let text =
        format!("# One\n\n<div class=\"far\" id=\"far\">\n\n{}</div>\n", "A line of a letter.\n\n".repeat(20_000));
    let world = Memory::new([("book.toml", support::STOCK_MANIFEST), ("chapters/one.md", &text)]);
    let build = support::build(&world);
    let texts = texts(&build.packages[0]);
    assert!(texts.len() > 1);
    assert!(texts.iter().all(|(_, text)| text.len() <= MOST && text.matches("<div class=\"far\"").count() == 1));
    assert_eq!(texts.iter().filter(|(_, text)| text.contains("id=\"far\"")).count(), 1);
    support::hand_over("a-long-box", &build.packages[0], &world);
}

#[test]
fn a_block_that_nothing_can_divide_is_reported_at_its_place() {
    let text = format!("# One\n\n{}\n", "word ".repeat(60_000));
    let world = Memory::new([("book.toml", support::STOCK_MANIFEST), ("chapters/one.md", &text)]);
    let build = support::build(&world);
    let findings = support::findings(&build.diagnostics, &build.sources);
    assert!(findings.starts_with("chapters/one.md:3:1 warning[large-block] a single block of 300 KB"), "{findings}");
    assert_eq!(build.packages.len(), 1);
}
