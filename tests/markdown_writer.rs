//! Markdown that is written of a tree reads back as that tree: the chapters of all fixtures, and texts that are hard to
//! write.

#![allow(clippy::disallowed_methods, reason = "tests read real files")]

use bindery::import::markdown::write;
use bindery::manuscript::{Input, READERS};
use bindery::source::SourceId;
use bindery::xml::{Tree, write_xml};

fn read(text: &str) -> Tree {
    (READERS[0].read)(&Input::new(text.into(), SourceId::new(0), 0)).tree
}

/// Writes a tree as XHTML, white space as browsers see it, and without spans that say nothing.
fn seen(tree: &Tree) -> String {
    let mut out = String::new();
    tree.root().children().for_each(|node| write_xml(node, &mut out));
    let out = out.replace(" xmlns=\"http://www.w3.org/1999/xhtml\"", "");
    let words: Vec<&str> = out.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect();
    words.join(" ").replace("> <", "><").replace("<span>word</span>", "word")
}

#[track_caller]
fn differs(text: &str) -> Option<String> {
    let tree = read(text);
    let written = write(tree.root());
    let (before, after) = (seen(&tree), seen(&read(&written)));
    (before != after).then(|| format!("--- text\n{text}\n--- written\n{written}\n--- was\n{before}\n--- is\n{after}\n"))
}

/// Returns the Markdown chapters of the fixtures that hold no HTML: what that becomes is written as it can be.
fn chapters() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let sections = texts.flat_map(|text| text.split("==> ").skip(1).map(str::to_owned).collect::<Vec<_>>());
    let chapters = sections.filter_map(|section| {
        let (name, body) = section.split_once('\n')?;
        (name.rsplit_once('.').is_some_and(|(_, extension)| extension == "md")
            && !body.contains('<')
            && !body.starts_with("---"))
        .then(|| body.to_owned())
    });
    chapters.collect()
}

#[test]
fn what_is_written_reads_back_as_what_it_was() {
    let chapters = chapters();
    assert!(chapters.len() > 50, "{}", chapters.len());
    let wrong: Vec<String> = chapters.iter().filter_map(|text| differs(text)).collect();
    assert!(wrong.is_empty(), "{} of {} differ\n{}", wrong.len(), chapters.len(), wrong.join("\n"));
}

#[test]
fn words_that_look_like_marks_stay_words() {
    let hard = [
        "\\# no heading\n\n1\\. no list\n\n\\- nor this\n\n\\> nor a quotation",
        "a \\*b\\* \\_c\\_ d_e_f \\[g\\](h) \\<i\\> &amp;amp; \\`j\\` \\~k\\~ \\^l\\^ \\{m\\}",
        "*a*b **c**d *a **b** c* ***d***",
        "*“Yes,”* he said, *‘no’*.",
        "a *b*.  \nc\\\nd",
        "\\::: verse\n\n\\: x\n\nx\\\n\\===",
        "> a\n>\n> > b\n>\n> - c\n> - d\n>\n>   e",
        "- a\n  - b\n  - c\n- d\n\n1. x\n2. y\n\n3\\) z",
        "a[^1] b[^two].\n\n[^1]: One.\n\n    More.\n\n[^two]: Two *x*.",
        "```rust\nfn a() {}\n\n`x`\n```\n\n    indented\n\n`a` ``b`c`` `` `d` ``",
        "::: verse\nOne\n  two\n\n    three *x*\n:::\n\n::: {.mine #x}\na\n:::",
        "| a | b |\n|:--|--:|\n| c\\|d | *e* |\n",
        "[a](b.html \"c \\\"d\\\"\") ![e](<f g.png>) [h]{.smallcaps}",
        "a\u{A0}b  c",
        "+ a\n\n\\+ b",
        "snake\\_ \\_case_ __x__",
    ];
    let wrong: Vec<String> = hard.iter().filter_map(|text| differs(text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn where_an_address_may_break_is_not_written() {
    let tree = read("See <a href=\"https://example.org/one\">https://<wbr/>example<wbr/>.org<wbr/>/one</a>.");
    assert_eq!(write(tree.root()).trim_end(), "See [https://example.org/one](https://example.org/one).");
}
