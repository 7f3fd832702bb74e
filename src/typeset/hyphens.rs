//! Hyphens at which no line ends: those that begin an option in code, and those between a name and its number.
//!
//! Engines may end a line behind any hyphen, and would leave the `--` of an option behind, or “UTF-” without its 8. The
//! hyphen that joins is another character, which no search finds and which code must not have; a span that does not
//! break is understood by all.

use super::{Context, spans};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::xml::{NodeId, NodeRef};
use std::ops::Range;

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    let tree = &mut piece.tree;
    let has_code = tree.has_name("code") && tree.may_hold("-");
    if !has_code && !tree.may_match(|text| in_words(text, 0).is_some()) {
        return Diagnostics::new();
    }
    let finder = |node: NodeRef<'_>| -> Option<(NodeId, Find)> {
        // What stands in a drawing or a formula is no text of the page.
        let is_text = node.is_text() && node.parent().is_some_and(|parent| parent.html().is_some());
        if !is_text || !node.text().contains('-') {
            return None;
        }
        let is_code = node.ancestors().any(|above| above.is_html("code"));
        let find = if is_code { in_code } else { in_words };
        find(node.text(), 0).map(|_| (node.id(), find))
    };
    let found: Vec<_> = tree.root().descendants().filter_map(finder).collect();
    for (text, find) in found {
        spans::wrap(tree, text, "nowrap", find);
    }
    Diagnostics::new()
}

/// Finds what is kept together in a text, from an offset on.
type Find = fn(&str, usize) -> Option<Range<usize>>;

fn in_code(text: &str, from: usize) -> Option<Range<usize>> {
    find(text, from, |hyphen| option(text, hyphen).or_else(|| numbered_name(text, hyphen)))
}

fn in_words(text: &str, from: usize) -> Option<Range<usize>> {
    find(text, from, |hyphen| numbered_name(text, hyphen))
}

fn find(text: &str, mut from: usize, at: impl Fn(usize) -> Option<Range<usize>>) -> Option<Range<usize>> {
    loop {
        let hyphen = from + text[from..].find('-')?;
        if let Some(found) = at(hyphen) {
            return Some(found);
        }
        from = hyphen + 1;
    }
}

/// Returns the option whose first hyphen stands there, up to its next one: of `--dry-run`, `--dry`.
fn option(text: &str, hyphen: usize) -> Option<Range<usize>> {
    let is_first = !text[..hyphen].ends_with(|before: char| before == '-' || before.is_alphanumeric());
    let rest = &text[hyphen..];
    let name = rest.trim_start_matches('-');
    let length = alphanumerics(name);
    let hyphens = rest.len() - name.len();
    (is_first && hyphens <= 2 && length > 0).then(|| hyphen..hyphen + hyphens + length)
}

/// Returns the name in capitals and the number that a hyphen joins: `UTF-8`, `ISO-8859-1`, `B-52s`.
fn numbered_name(text: &str, hyphen: usize) -> Option<Range<usize>> {
    // What is longer may have to break somewhere.
    const LONGEST: usize = 16;
    let before = &text[..hyphen];
    let name = before.trim_end_matches(|letter: char| letter.is_ascii_uppercase());
    let start = name.len();
    let is_name = start < hyphen && !name.ends_with(|before: char| before == '-' || before.is_alphanumeric());
    let mut end = hyphen;
    while is_name && text[end..].starts_with('-') && text[end + 1..].starts_with(|digit: char| digit.is_ascii_digit()) {
        let next = end + 1 + alphanumerics(&text[end + 1..]);
        if next - start > LONGEST {
            break;
        }
        end = next;
    }
    (end > hyphen).then_some(start..end)
}

/// Returns how many letters and digits a text begins with, in bytes.
fn alphanumerics(text: &str) -> usize {
    text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(find: Find, text: &str) -> Vec<&str> {
        let mut from = 0;
        std::iter::from_fn(|| {
            let found = find(text, from)?;
            from = found.end;
            Some(&text[found])
        })
        .collect()
    }

    #[test]
    fn names_are_kept_with_their_numbers() {
        let cases: &[(&str, &[&str])] = &[
            ("saved as UTF-8.", &["UTF-8"]),
            ("OPF-004a, RSC-005", &["OPF-004a", "RSC-005"]),
            ("ISO-8859-1 and B-52s", &["ISO-8859-1", "B-52s"]),
            ("ISBN-978-0-306-40615-7", &["ISBN-978-0-306"]),
            ("2026-11-22, thirty-8, X-ray, -5, WORLD—1, NASA-", &[]),
            ("McD-5, 3D-4, ÉA-6, KB-", &[]),
            ("COUNTERREVOLUTIONARIES-1", &[]),
            ("--strict", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(all(in_words, text), *expected, "{text}");
        }
    }

    #[test]
    fn options_are_kept_with_their_hyphens() {
        let cases: &[(&str, &[&str])] = &[
            ("build --profile kobo -o x", &["--profile", "-o"]),
            ("--dry-run [-v|-q]", &["--dry", "-v", "-q"]),
            ("explain RSC-005 --strict", &["RSC-005", "--strict"]),
            (".-epub-media-overlay-active { margin: -2em }", &["-epub", "-2em"]),
            ("<!-- a --> - item, --- rule, x-y, 3 - 4, a--b", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(all(in_code, text), *expected, "{text}");
        }
    }
}
