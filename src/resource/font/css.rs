//! What a stylesheet says of fonts: the files in `@font-face`, the families it brings, and those that it names.

use crate::css::{Found, scan};
use std::ops::Range;

const FONT_FACE: &str = "@font-face";

/// Returns the addresses of font files, each with the `url(…)` that it stands in.
pub(in crate::resource) fn urls(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut urls = Vec::new();
    let mut is_face = false;
    for found in scan(text) {
        match found {
            Found::Opening { prelude, .. } => is_face = prelude.eq_ignore_ascii_case(FONT_FACE),
            Found::Closing { .. } => is_face = false,
            Found::Url { address, range } if is_face => urls.push((address, range)),
            _ => {}
        }
    }
    urls
}

/// Returns the families that a stylesheet brings.
pub fn families(text: &str) -> Vec<String> {
    let family = |found| match found {
        Found::Declaration { selector, property, value, .. }
            if selector.eq_ignore_ascii_case(FONT_FACE) && property.eq_ignore_ascii_case("font-family") =>
        {
            Some(unquoted(value).to_owned())
        }
        _ => None,
    };
    scan(text).into_iter().filter_map(family).collect()
}

/// Returns the fonts that a stylesheet names beyond generic ones, each with the declaration that names it.
pub(in crate::resource) fn named_fonts(text: &str) -> Vec<(&str, Range<usize>)> {
    const GENERIC: &[&str] = &[
        "cursive",
        "emoji",
        "fangsong",
        "fantasy",
        "inherit",
        "initial",
        "math",
        "monospace",
        "revert",
        "sans-serif",
        "serif",
        "system-ui",
        "ui-monospace",
        "ui-rounded",
        "ui-sans-serif",
        "ui-serif",
        "unset",
    ];
    let mut fonts = Vec::new();
    for found in scan(text) {
        let Found::Declaration { selector, property, value, range } = found else { continue };
        if selector.eq_ignore_ascii_case(FONT_FACE) || !property.eq_ignore_ascii_case("font-family") {
            continue;
        }
        let value = value.trim_end_matches("!important");
        let names = value.split(',').map(unquoted).filter(|name| !name.is_empty());
        let names = names.filter(|name| GENERIC.iter().all(|generic| !generic.eq_ignore_ascii_case(name)));
        fonts.extend(names.map(|name| (name, range.clone())));
    }
    fonts
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches(['"', '\'']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stylesheet_says_which_fonts_it_brings_and_names() {
        let text = "@font-face { font-family: 'My Font'; src: url(a.otf) format('opentype'), url(\"b.woff\") }\n\
                    p { font-family: \"My Font\", Georgia, serif; background: url(x.png) }";
        assert_eq!(urls(text).iter().map(|(address, _)| *address).collect::<Vec<_>>(), ["a.otf", "b.woff"]);
        assert_eq!(families(text), ["My Font"]);
        assert_eq!(named_fonts(text).iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["My Font", "Georgia"]);
    }
}
