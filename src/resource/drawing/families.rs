//! What stands for a family of letters that is on every desk and in no book: a bundled one of its kind.

use super::font::{MONOSPACE, SANS, SERIF};
use resvg::usvg::fontdb::{self, Database, ID, Stretch, Style, Weight};
use resvg::usvg::{Font, FontFamily, FontStyle};

/// Words that begin the names of families, and what those are drawn with. The longer of two stands before the shorter.
const KINDS: &[(&str, &str)] = &[
    ("courier", MONOSPACE),
    ("consolas", MONOSPACE),
    ("menlo", MONOSPACE),
    ("monaco", MONOSPACE),
    ("cascadia", MONOSPACE),
    ("sf mono", MONOSPACE),
    ("sfmono", MONOSPACE),
    ("lucida console", MONOSPACE),
    ("andale mono", MONOSPACE),
    ("dejavu sans mono", MONOSPACE),
    ("bitstream vera sans mono", MONOSPACE),
    ("liberation mono", MONOSPACE),
    ("source code", MONOSPACE),
    ("fira code", MONOSPACE),
    ("fira mono", MONOSPACE),
    ("jetbrains mono", MONOSPACE),
    ("roboto mono", MONOSPACE),
    ("ubuntu mono", MONOSPACE),
    ("noto sans mono", MONOSPACE),
    ("monospace", MONOSPACE),
    ("times", SERIF),
    ("georgia", SERIF),
    ("garamond", SERIF),
    ("palatino", SERIF),
    ("cambria", SERIF),
    ("baskerville", SERIF),
    ("book antiqua", SERIF),
    ("liberation serif", SERIF),
    ("dejavu serif", SERIF),
    ("noto serif", SERIF),
    ("lucida bright", SERIF),
    ("arial", SANS),
    ("helvetica", SANS),
    ("verdana", SANS),
    ("segoe", SANS),
    ("tahoma", SANS),
    ("trebuchet", SANS),
    ("calibri", SANS),
    ("candara", SANS),
    ("corbel", SANS),
    ("aptos", SANS),
    ("lucida", SANS),
    ("gill sans", SANS),
    ("futura", SANS),
    ("geneva", SANS),
    ("impact", SANS),
    ("inter", SANS),
    ("roboto", SANS),
    ("open sans", SANS),
    ("fira sans", SANS),
    ("source sans", SANS),
    ("liberation sans", SANS),
    ("dejavu sans", SANS),
    ("bitstream vera sans", SANS),
    ("noto sans", SANS),
    ("nimbus sans", SANS),
    ("myriad", SANS),
    ("ubuntu", SANS),
    ("cantarell", SANS),
    ("san francisco", SANS),
    ("sf pro", SANS),
    ("system-ui", SANS),
    ("ui-sans-serif", SANS),
    ("-apple-system", SANS),
    ("blinkmacsystemfont", SANS),
    ("sans", SANS),
];

/// Returns the bundled font for a text whose first family that says anything is not here, though its kind is known.
pub(super) fn like(font: &Font, database: &Database, is_here: impl Fn(&FontFamily) -> bool) -> Option<ID> {
    let mut kinds = font.families().iter().map(|family| match family {
        _ if is_here(family) => Some(None),
        FontFamily::Named(name) => kind(name).map(Some),
        _ => Some(None),
    });
    let family = kinds.find_map(|kind| kind)??;
    let query = fontdb::Query {
        families: &[fontdb::Family::Name(family)],
        weight: Weight(font.weight()),
        stretch: Stretch::Normal,
        style: match font.style() {
            FontStyle::Normal => Style::Normal,
            FontStyle::Italic => Style::Italic,
            FontStyle::Oblique => Style::Oblique,
        },
    };
    database.query(&query)
}

fn kind(name: &str) -> Option<&'static str> {
    let name = name.trim_matches(['"', '\'', ' ']).to_lowercase();
    let is_such = |word: &str| {
        let rest = name.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()) || word.len() > 4)
    };
    KINDS.iter().find(|(word, _)| is_such(word)).map(|(_, family)| *family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_of_every_desk_is_drawn_with_one_of_its_kind() {
        let cases = [
            ("Arial", Some(SANS)),
            ("'Segoe UI'", Some(SANS)),
            ("ArialMT", Some(SANS)),
            ("Helvetica Neue", Some(SANS)),
            ("DejaVu Sans Mono", Some(MONOSPACE)),
            ("DejaVu Sans", Some(SANS)),
            ("Courier New", Some(MONOSPACE)),
            ("TimesNewRomanPSMT", Some(SERIF)),
            ("Lucida Console", Some(MONOSPACE)),
            ("Sansation", None),
            ("My Face", None),
        ];
        for (name, expected) in cases {
            assert_eq!(kind(name), expected, "{name}");
        }
    }
}
