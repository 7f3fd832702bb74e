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

/// Words for kinds of fonts, and for what another rule says.
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
    "revert-layer",
    "sans-serif",
    "serif",
    "system-ui",
    "ui-monospace",
    "ui-rounded",
    "ui-sans-serif",
    "ui-serif",
    "unset",
];

/// Returns the fonts that a stylesheet names beyond generic ones, each with the declaration that names it.
pub(in crate::resource) fn named_fonts(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut fonts = Vec::new();
    for found in scan(text) {
        let Found::Declaration { selector, property, value, range } = found else { continue };
        if selector.eq_ignore_ascii_case(FONT_FACE) {
            continue;
        }
        let value = value.rfind('!').map_or(value, |at| &value[..at]);
        let list = match property {
            _ if property.eq_ignore_ascii_case("font-family") => value,
            _ if property.eq_ignore_ascii_case("font") => families_of_shorthand(value),
            _ => continue,
        };
        // What a variable or another function stands for is known only where the text is shown.
        let is_name = |name: &&str| {
            let is_quoted = name.starts_with(['"', '\'']);
            !name.is_empty() && (is_quoted || !name.contains('(')) && !is_one_of(GENERIC, unquoted(name))
        };
        let names = pieces(list, |byte| byte == b',').into_iter().map(|(name, _)| name.trim()).filter(is_name);
        fonts.extend(names.map(|name| (unquoted(name), range.clone())));
    }
    fonts
}

/// Returns the families of a `font`, which follow its size and, after a slash, the height of its lines.
fn families_of_shorthand(value: &str) -> &str {
    let mut words = pieces(value, |byte| byte.is_ascii_whitespace()).into_iter().filter(|(word, _)| !word.is_empty());
    let Some((size, mut end)) = words.by_ref().find(|(word, _)| is_size(word)) else { return "" };
    let mut is_height = size.ends_with('/');
    for (word, word_end) in words {
        if !is_height && !word.starts_with('/') {
            break;
        }
        end = word_end;
        is_height = word == "/";
    }
    &value[end..]
}

/// Tells whether a word of a `font` is its size, and not a weight, which has no unit, or a slant.
fn is_size(word: &str) -> bool {
    const SIZES: &[&str] =
        &["xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "smaller", "larger"];
    const FUNCTIONS: &[&str] = &["calc", "clamp", "max", "min"];
    const ANGLES: &[&str] = &["deg", "grad", "rad", "turn"];
    let size = word.split_once('/').map_or(word, |(size, _)| size);
    if let Some((function, _)) = word.split_once('(') {
        return is_one_of(FUNCTIONS, function);
    }
    let unit = size.trim_start_matches(|letter: char| letter.is_ascii_digit() || "+-.".contains(letter));
    let is_number = unit.len() < size.len();
    is_one_of(SIZES, size)
        || is_number && (size.len() < word.len() || size == "0" || !unit.is_empty() && !is_one_of(ANGLES, unit))
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Cuts a value where it is cut outside quotation marks and brackets; returns each piece with where it ends.
fn pieces(value: &str, is_cut: impl Fn(u8) -> bool) -> Vec<(&str, usize)> {
    let (mut pieces, mut start, mut depth, mut quote) = (Vec::new(), 0, 0u32, None);
    for (at, byte) in value.bytes().enumerate() {
        match (byte, quote) {
            (_, Some(open)) => quote = (byte != open).then_some(open),
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'(', None) => depth += 1,
            (b')', None) => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_cut(byte) => {
                pieces.push((&value[start..at], at));
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push((&value[start..], value.len()));
    pieces
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

    #[test]
    fn the_shorthand_names_fonts_after_the_size() {
        for (value, names) in [
            ("italic 1em/1.2 \"Comic Sans MS\", Papyrus, cursive", &["Comic Sans MS", "Papyrus"][..]),
            ("12px Optima", &["Optima"]),
            ("700 small-caps 1.2em / 1.4 New Baskerville !important", &["New Baskerville"]),
            ("bold calc(1em + 2px)/ 130% Optima, serif", &["Optima"]),
            ("oblique 10deg x-large Optima", &["Optima"]),
            ("var(--slant) 80%/1 'A, B', var(--more, Georgia)", &["A, B"]),
            ("1em serif", &[]),
            ("caption", &[]),
            ("var(--all)", &[]),
        ] {
            let text = format!("p {{ font: {value} }}");
            assert_eq!(named_fonts(&text).iter().map(|(name, _)| *name).collect::<Vec<_>>(), names, "{value}");
        }
    }

    #[test]
    fn a_variable_is_no_font() {
        let names = |text| named_fonts(text).into_iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(names("p { font-family: var(--x), Foo, env(a, Bar), 'serif' }"), ["Foo"]);
    }
}
