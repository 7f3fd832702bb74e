//! The characters that a font is cut to: those of the book, and those that readers put in by themselves.

use crate::xml::{NodeRef, Tree, ns};
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// The characters that a book has.
pub type Characters = read_fonts::collections::IntSet<u32>;

/// What readers put into any text by themselves, beside the letters that follow from its own.
const INSERTED: &[RangeInclusive<char>] = &[
    // The numbers of lists and counters with their stops, and all else that a stylesheet may write.
    ' '..='~',
    // The space that does not break, the hyphen that is seen at the end of a line only, quotation marks.
    '\u{A0}'..='\u{A0}',
    '«'..='«',
    '\u{AD}'..='\u{AD}',
    '·'..='·',
    '»'..='»',
    // The hyphen of Armenian.
    '\u{58A}'..='\u{58A}',
    // What joins letters, keeps them apart and turns their direction.
    '\u{200B}'..='\u{200F}',
    // Hyphens, dashes, quotation marks of Europe, the bullet, the ellipsis.
    '\u{2010}'..='\u{2015}',
    '\u{2018}'..='\u{201F}',
    '•'..='•',
    '…'..='…',
    '\u{202A}'..='\u{202F}',
    '‹'..='›',
    '\u{2060}'..='\u{2060}',
    // The minus of numbers.
    '\u{2212}'..='\u{2212}',
    // Bullets of lists, the arrows of what opens, and the circle under a mark without its letter.
    '■'..='□',
    '▪'..='▫',
    '▸'..='▸',
    '▾'..='▾',
    '○'..='◌',
    '●'..='●',
    '◦'..='◦',
    // Stops and quotation marks of East Asia.
    '、'..='。',
    '《'..='』',
    '\u{301D}'..='\u{301F}',
    '\u{FEFF}'..='\u{FEFF}',
];

/// Returns the characters of texts, in capitals and small letters, with those that any text may need.
pub fn characters<'t>(trees: impl Iterator<Item = &'t Tree>, words: impl Iterator<Item = &'t str>) -> Characters {
    let mut characters = Characters::empty();
    for range in INSERTED {
        characters.insert_range(u32::from(*range.start())..=u32::from(*range.end()));
    }
    add(&mut characters, trees.flat_map(|tree| tree.root().descendants()), words);
    characters
}

/// Returns the characters that the text of a drawing needs: readers put nothing into one.
pub fn characters_of_drawing(drawing: &Tree) -> Characters {
    const UNSEEN: &[&str] = &["style", "script", "title", "desc", "metadata"];
    let is_seen = |node: &NodeRef<'_>| {
        let above = node.parent().and_then(|above| above.local_in(ns::SVG));
        above.is_none_or(|above| !UNSEEN.contains(&above))
    };
    let mut characters = Characters::empty();
    add(&mut characters, drawing.root().descendants().filter(is_seen), std::iter::empty());
    characters
}

/// Adds the characters of text nodes and of stylesheets.
fn add<'t>(
    characters: &mut Characters,
    nodes: impl Iterator<Item = NodeRef<'t>>,
    words: impl Iterator<Item = &'t str>,
) {
    let mut seen = [false; 0x80];
    let mut add = |text: &str| {
        for letter in text.chars() {
            let known = seen.get_mut(letter as usize).map(|seen| std::mem::replace(seen, true));
            if known == Some(true) || known.is_none() && !characters.insert(letter.into()) {
                continue;
            }
            characters.insert(letter.into());
            characters.extend(letter.to_uppercase().chain(letter.to_lowercase()).map(u32::from));
        }
    };
    nodes.filter(|node| node.is_text()).for_each(|node| add(node.text()));
    for text in words {
        add(text);
        escapes(text).for_each(|letter| add(letter.encode_utf8(&mut [0; 4])));
    }
    add_other_spellings(characters);
}

/// Adds what readers write the characters as, where that is what a font has: `é` as `e` and its accent, or the reverse.
fn add_other_spellings(characters: &mut Characters) {
    let written: Vec<char> = characters.iter().filter_map(char::from_u32).collect();
    characters.extend(written.iter().flat_map(|letter| std::iter::once(*letter).nfd()).map(u32::from));
    for &mark in written.iter().filter(|letter| is_combining_mark(**letter)) {
        characters.extend(written.iter().filter_map(|letter| compose(*letter, mark)).map(u32::from));
    }
}

/// Returns the characters that a stylesheet writes as escapes: `\2766`.
fn escapes(css: &str) -> impl Iterator<Item = char> {
    css.match_indices('\\').filter_map(|(at, _)| {
        let digits = css[at + 1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        char::from_u32(u32::from_str_radix(&css[at + 1..at + 1 + digits], 16).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_put_in_by_themselves_is_always_there() {
        let characters = characters(std::iter::empty(), std::iter::empty());
        for letter in "-\u{2010}\u{AD}…0123456789.)•◦▪“”„‘’‚«»‹›「」『』 \u{A0}\u{200D}".chars()
        {
            assert!(characters.contains(letter.into()), "U+{:04X}", u32::from(letter));
        }
        assert!(!characters.contains('ж'.into()));
    }

    #[test]
    fn letters_come_with_their_capitals_and_their_other_spellings() {
        let found = |text| characters(std::iter::empty(), [text].into_iter());
        let has = |text, letters: &str| letters.chars().all(|letter| found(text).contains(letter.into()));
        assert!(has("ж", "жЖ") && has("é", "éÉ\u{301}") && has("e\u{301}", "é") && has("\\2766", "❦"));
        assert!(!found("e").contains('é'.into()));
    }

    #[test]
    fn a_drawing_needs_the_letters_of_its_text_alone() {
        let text = "<svg xmlns='http://www.w3.org/2000/svg'><style>x{}</style><title>y</title><text>a<tspan>b</tspan></text></svg>";
        let found = characters_of_drawing(&crate::xml::parse_xml(&text.into(), None).unwrap());
        assert_eq!(found.iter().filter_map(char::from_u32).collect::<String>(), "ABab");
    }
}
