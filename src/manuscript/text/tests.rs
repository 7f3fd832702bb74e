//! Plain text as a table (`cases.txt`: a name, a text, the XHTML it becomes), and what holds for any text.
//!
//! Where a judgement has changed on purpose, the failing test prints what is now, to be read and put in place.

use super::*;
use crate::source::SourceId;
use crate::xml::{NodeRef, write_xml};

fn reading(text: &str) -> Reading {
    read(&Input::new(text.into(), SourceId::new(0), 0))
}

fn xhtml(text: &str) -> String {
    let mut out = String::new();
    let piece = reading(text);
    for node in piece.tree.root().children() {
        write_xml(node, &mut out);
    }
    out.replace(" xmlns=\"http://www.w3.org/1999/xhtml\"", "")
}

/// Returns name, text and expectation of each case.
fn cases() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("cases.txt").split("%% ").skip(1).map(|case| {
        let (name, rest) = case.split_once('\n').expect("a name is a line");
        let (text, expected) = rest.split_once("%>\n").unwrap_or((rest, ""));
        (name, text, expected)
    })
}

#[test]
fn every_text_of_the_table_becomes_what_is_expected() {
    let wrong: Vec<String> = cases()
        .filter(|(_, text, expected)| xhtml(text) != *expected)
        .map(|(name, text, expected)| format!("{name}\nexpected\n{expected}\nactual\n{}", xhtml(text)))
        .collect();
    assert!(wrong.is_empty(), "{} differ\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn line_ends_of_all_kinds_mean_the_same() {
    let text = "A Title\n\nOne line that goes on and on and on and on until it is full\nand then goes on.\n\n\nTwo.\n";
    let unix = xhtml(text);
    assert_eq!(xhtml(&text.replace('\n', "\r\n")), unix);
    assert_eq!(xhtml(&text.replace('\n', "\r")), unix);
    assert_eq!(xhtml(&text.replace('\n', " \t\n")), unix);
    assert_eq!(xhtml(&text.replacen('\n', "\r\n", 2).replacen("full\n", "full\r", 1)), unix);
    assert!(!unix.contains('\r'));
}

#[test]
fn a_text_without_text_is_an_empty_tree() {
    for text in ["", "\n", " \r\n\t\n", "\u{A0}", ">", "> \n>>\n"] {
        assert!(reading(text).tree.root().first_child().is_none(), "{text:?}");
    }
}

#[test]
fn title_and_authors_are_facts_with_their_place() {
    let text = "  The _Last_ Train\nby Ann Author & Bo Other\n\nIt was late.";
    let facts = reading(text).facts;
    let title = facts.title.expect("it has one");
    assert_eq!(title.value, "The Last Train");
    assert_eq!(&text[title.span.expect("it has a place").range()], "The _Last_ Train");
    let names: Vec<&str> = facts.authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!(names, ["Ann Author", "Bo Other"]);
    let untitled = reading("It was late.\n\nIt was later.").facts;
    assert!(untitled.title.is_none() && untitled.authors.is_empty());
}

/// Returns what is left out before an item but for its mark.
fn before_mark(left_out: &str) -> &str {
    let mark = left_out.rfind(['\n', '\r', '>']).map_or(0, |at| at + 1);
    let sign = left_out[mark..].trim();
    assert!(sign.len() < 6 && !sign.contains(char::is_alphabetic), "an item begins with {sign:?}");
    &left_out[..mark]
}

/// Returns the letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Asserts what holds for any text: see the header of `text.rs`.
fn keeps_its_promises(text: &str) {
    let piece = reading(text);
    if !piece.diagnostics.is_empty() {
        assert!(text.chars().all(|character| character.is_whitespace() || character == '>'), "{text:?}");
        return;
    }
    let mut reached = 0;
    let mut left_out = String::new();
    let mut marks = 0;
    let mut table_end = 0;
    for node in piece.tree.root().descendants() {
        if node.span().is_some_and(|span| span.range().start < table_end) {
            continue;
        }
        if let Some(span) = node.span().filter(|_| matches!(node.html(), Some("li" | "table"))) {
            let range = span.range();
            let before = &text[reached..range.start];
            left_out.push_str(if node.is_html("li") { before_mark(before) } else { before });
            left_out.push('\0');
            reached = range.start;
            if node.is_html("table") {
                assert_eq!(letters(&node.text_content()), letters(&text[range.clone()]), "{text:?}");
                (reached, table_end) = (range.end, range.end);
                continue;
            }
        }
        if node.is_text() {
            let Some(span) = node.span() else {
                assert!(
                    node.text().chars().all(char::is_whitespace),
                    "text from nowhere: {:?} in {text:?}",
                    node.text()
                );
                continue;
            };
            let range = span.range();
            assert_eq!(&text[range.clone()], node.text(), "{text:?}");
            assert!(range.start >= reached, "out of order: {text:?}");
            left_out.push_str(&text[reached..range.start]);
            left_out.push('\0');
            reached = range.end;
        } else {
            marks += match node.html() {
                Some("em") => 2,
                Some("strong") => 4,
                _ => 0,
            };
        }
        if let (Some(span), Some(above)) = (node.span(), node.parent().and_then(NodeRef::span)) {
            assert!(above.start <= span.start && span.end <= above.end, "a span outside that above it: {text:?}");
        }
    }
    left_out.push_str(&text[reached..]);
    // What is left out is white space, marks before quotations and items, what tables are drawn with, whole lines of
    // ornament, and signs of emphasis.
    let mut signs = 0;
    let first_with_text = left_out.split(['\n', '\r']).position(|line| line.contains('\0'));
    for (number, line) in left_out.split(['\n', '\r']).enumerate() {
        // What parts a title from its author became markup.
        let is_parted = Some(number) == first_with_text;
        let line = &if is_parted { line.replace(['/', '—', '–', '-', '|', ','], "") } else { line.to_owned() };
        let bare = line.trim_start_matches(|character: char| character.is_whitespace() || character == '>').trim_end();
        let is_whole = !line.contains('\0')
            && (crate::manuscript::ornament::is_break(line.trim(), true)
                || crate::manuscript::ornament::is_break(bare, true));
        if is_whole || crate::manuscript::ornament::is_underline(bare) && !line.contains('\0') {
            continue;
        }
        signs += line.matches(['*', '_']).count();
        let is_mark =
            |character: char| character.is_whitespace() || matches!(character, '\0' | '>' | ':' | '|' | '*' | '_');
        assert!(line.chars().all(is_mark), "lost {line:?} of {text:?}");
    }
    assert_eq!(signs, marks, "{text:?}");
    let mut out = "<body>".to_owned();
    piece.tree.root().children().for_each(|node| write_xml(node, &mut out));
    out.push_str("</body>");
    assert!(crate::xml::parse_xml(&out.as_str().into(), None).is_ok(), "{out}");
}

#[test]
fn all_that_is_not_markup_stands_in_the_tree_once_and_in_order() {
    const PARTS: &[&str] = &[
        "a",
        "B",
        "word",
        "Chapter",
        " 1",
        "IV",
        "by",
        "Ann",
        "é",
        "国",
        "界",
        "*",
        "**",
        "***",
        "_",
        "__",
        "****",
        "> ",
        ">",
        ".",
        "!",
        ",",
        ":",
        "“",
        "”",
        "-",
        "=====",
        "~~~",
        "oOo",
        "#",
        "* * *",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\n\n\n",
        "\r\n",
        "\r",
        "\u{A0}",
        "\u{3000}",
        "Prologue",
        "THE END",
        "[break]",
        "<tb>",
        "&",
        "<",
        "\u{2028}",
        "a long line that goes on until it is nearly as wide as text is wrapped",
        "the next line of it",
        "\n- a",
        "\n* b",
        "\n  * c",
        "\n1. one",
        "\n2. two",
        "\na) a",
        "\nb) b",
        "\n| a | b |",
        "\n+--+--+",
        "\nANN: a",
        "\n: a",
        "\n\n• a",
        "\n\n- a",
        "\n\n1. a",
        "\n\n2. B\n\n",
        "\n[x] a",
        "\n☐ a",
        "\nG  C7",
        "\n\n3 May 1913\n\n",
        "\n| : a",
        "\n\nANN\nB",
        ", by ",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for _ in 0..6_000 {
        let length = random(40);
        let text: String = (0..length).map(|_| PARTS[random(PARTS.len())]).collect();
        keeps_its_promises(&text);
    }
    cases().for_each(|(_, text, _)| keeps_its_promises(text));
}

#[test]
fn hostile_texts_take_bounded_time() {
    const SIZE: usize = 200_000;
    for pattern in [
        "a",
        "a ",
        "_a ",
        "_a_ ",
        "*(",
        ")* ",
        "*( )* ",
        "**a *b ",
        "> ",
        ">\n",
        "> a\n>> b\n",
        "\n",
        "a\n",
        "I\n\n",
        "\t",
        "国",
        "x\n\n\n",
        "- a?\n",
        "- a\n  B\n",
        "+--+\n",
        "| a | b |\n",
        "Ann: b\n",
        "ANN: a\nB\n",
        "a   b\n",
        ": a\n",
        "| : > a\n\n",
        "1. a\n\n   b\n\n",
        "- a\n\n",
        "- a?\n\n  b\n\n",
        "ANN\nb\n\nBO\nb\n\n",
        "1. a\n  - b\n    * c\n",
    ] {
        let piece = reading(&pattern.repeat(SIZE / pattern.len()));
        assert!(piece.tree.root().descendants().count() <= SIZE * 2, "{pattern:?}");
    }
    let nested: Vec<String> = (0..10_000).map(|depth| format!("{} a\n", ">".repeat(depth % 100))).collect();
    keeps_its_promises(&nested.concat());
}
