//! `docs/findings.md` holds the page of every rule, as `bindery explain` prints it.
//!
//! `UPDATE_EXPECT=1 cargo test --test findings_page` rewrites the page.

use bindery::diagnostic::Rule;
use std::fmt::Write;

const PAGE: &str = "docs/findings.md";

const OPENING: &str = "\
# Findings, one by one

Every finding has a name, which stands in brackets where it is shown: `warning[missing-image]`.
Look the name up here, or ask `bindery explain missing-image`: the text is the same.

The weight given here holds where your book says nothing else.
`[diagnostics]` in the manifest says otherwise, for the book or for a chapter.

This page is made from the rules themselves, by `UPDATE_EXPECT=1 cargo test --test findings_page`.
";

#[test]
#[expect(clippy::disallowed_methods, reason = "a test of a page on the disk")]
fn the_page_holds_every_rule() {
    let expected = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(PAGE, &expected).expect("the folder of the page is there");
    }
    let found = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(found == expected, "{PAGE} is not what the rules say: rewrite it with UPDATE_EXPECT=1");
}

fn page() -> String {
    let mut page = OPENING.to_owned();
    let rules = bindery::rules();
    page.push('\n');
    for letter in rules.chunk_by(|one, other| one.name[..1] == other.name[..1]) {
        let links: Vec<String> = letter.iter().map(|rule| format!("[{0}](#{0})", rule.name)).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(page, "- {}", links.join(", "));
    }
    for rule in rules {
        let Rule { name, severity, summary, explanation, epubcheck } = rule;
        // Writing to a string cannot fail.
        let _ = write!(page, "\n## {name}\n\n*{}: {}.*\n", capitalised(severity.word()), escaped(summary));
        for block in explanation.trim_matches('\n').trim_end().split("\n\n") {
            let block = if block.starts_with("    ") { block.to_owned() } else { escaped(block) };
            let _ = write!(page, "\n{block}\n");
        }
        if let [first, ..] = epubcheck {
            let ids = if epubcheck.len() == 1 { (*first).to_owned() } else { epubcheck.join(", ") };
            let _ = write!(page, "\nEPUBCheck calls this {ids}.\n");
        }
    }
    page
}

/// Escapes what a page of plain words does not mean as Markdown. Backticks mean there what they mean in Markdown.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for (index, part) in words.split('`').enumerate() {
        let is_code = index % 2 == 1;
        escaped.push_str(if index == 0 { "" } else { "`" });
        for letter in part.chars() {
            if !is_code && "\\*_[]<>{}~^|".contains(letter) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
    }
    escaped
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
