//! The directives of mdBook in a text: `{{#include a.rs:10:20}}` and its kin.
//!
//! A directive of another name belongs to a preprocessor that is not run, and stays text.

use super::selection::Selection;
use std::ops::Range;

/// A directive, and where it stands in its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive<'a> {
    pub(super) range: Range<usize>,
    pub(super) what: What<'a>,
}

/// What a directive asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// To be shown as it is typed, without the backslash before it.
    Escaped,
    /// Some lines of a file. Of an anchor that stands in it several times, all where `every`, else the first.
    Include { path: &'a str, selection: Selection<'a>, every: bool },
    /// A whole file as a block of Rust code, with these words after its language.
    Playground { path: &'a str, words: Vec<&'a str> },
    /// A title for the page.
    Title(&'a str),
}

const OPENING: &str = "{{";
const CLOSING: &str = "}}";

/// Returns the first directive of a text from a place on.
pub(super) fn next(text: &str, mut from: usize) -> Option<Directive<'_>> {
    while let Some(at) = text[from..].find(OPENING).map(|at| from + at) {
        let is_escaped = text[..at].ends_with('\\') && text[at..].starts_with("{{#");
        let found = if is_escaped { escaped(text, at) } else { directive(text, at) };
        if found.is_some() {
            return found;
        }
        from = at + 1;
    }
    None
}

/// Reads what a backslash keeps from being a directive: as far as the last closing braces of the line, as mdBook does.
fn escaped(text: &str, at: usize) -> Option<Directive<'_>> {
    let line = text[at..].split('\n').next()?;
    let end = at + line.rfind(CLOSING)? + CLOSING.len();
    Some(Directive { range: at - 1..end, what: What::Escaped })
}

fn directive(text: &str, at: usize) -> Option<Directive<'_>> {
    let inner = &text[at + OPENING.len()..];
    let inner = &inner[..inner.find('}').filter(|&end| inner[end..].starts_with(CLOSING))?];
    let end = at + OPENING.len() + inner.len() + CLOSING.len();
    let named = inner.trim_start().strip_prefix('#')?;
    let (name, rest) = named.split_at(named.find(char::is_whitespace)?);
    let rest = rest.trim();
    let mut words = rest.split_whitespace();
    let first = words.next()?;
    let (path, lines) = first.split_once(':').unwrap_or((first, ""));
    let selection = Selection::read(lines);
    let what = match name {
        "include" => What::Include { path, selection, every: false },
        "rustdoc_include" => What::Include { path, selection, every: true },
        "playground" | "playpen" => What::Playground { path: first, words: words.collect() },
        "title" => What::Title(rest),
        _ => return None,
    };
    Some(Directive { range: at..end, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_is_read_with_its_path_and_lines() {
        let include = |path, selection, every| What::Include { path, selection, every };
        let cases = [
            ("a {{#include b.rs}} c", 2..19, include("b.rs", Selection::All, false)),
            ("{{ #include\n b.rs:2 }}", 0..22, include("b.rs", Selection::Lines(1..2), false)),
            ("{{x {{#rustdoc_include b.rs:an}}", 4..32, include("b.rs", Selection::Anchor("an"), true)),
            ("{{#playground b.rs editable x}}", 0..31, What::Playground { path: "b.rs", words: vec!["editable", "x"] }),
            ("{{#title A B}}", 0..14, What::Title("A B")),
            (r"é \{{#include b}} }} c", 3..21, What::Escaped),
        ];
        for (text, range, what) in cases {
            assert_eq!(next(text, 0), Some(Directive { range, what }), "{text}");
        }
        for text in
            ["{{#include}}", "{{#other b.rs}}", "{{include b.rs}}", "{{#include b.rs}", "{{", r"\{{#include b.rs"]
        {
            assert_eq!(next(text, 0), None, "{text}");
        }
    }
}
