//! Which font each letter of a cover is drawn with: the face of its line, or another that has it.
//!
//! It is decided here and said in the SVG, and the drawing library chooses nothing: where it misses one letter, it takes
//! another font for the whole line. So a line is as wide as its words were measured. The monospaced font is never
//! taken: what only that one has is said to be missing.

use super::super::drawing::font::{SANS, SERIF, has_character};
use super::setting::{Face, Ruler, escape};
use resvg::usvg::fontdb::{Family, ID, Query, Stretch, Style, Weight};
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

impl Ruler {
    /// Tells whether a face has every letter of a text.
    pub(super) fn has_all(&self, text: &str, face: &Face) -> bool {
        clusters(text).all(|cluster| self.has(cluster, face))
    }

    /// Returns a text as SVG, with the letters that `face` lacks in one that has them.
    pub(super) fn marked(&self, text: &str, face: &Face) -> String {
        let others = others(face);
        let mut marked = String::new();
        let mut current: Option<&Face> = None;
        for cluster in clusters(text) {
            let chosen =
                if self.has(cluster, face) { None } else { others.iter().find(|other| self.has(cluster, other)) };
            // A space is no reason to go back and forth.
            if !is_unseen(cluster) && chosen.map(key) != current.map(key) {
                marked.push_str(if current.is_some() { "</tspan>" } else { "" });
                if let Some(face) = chosen {
                    // Writing to a string cannot fail.
                    let _ = write!(marked, "<tspan {}>", face.name_attributes());
                }
                current = chosen;
            }
            marked.push_str(&escape(cluster));
        }
        marked.push_str(if current.is_some() { "</tspan>" } else { "" });
        marked
    }

    /// Tells whether a face has a letter with its marks, however they are written.
    fn has(&self, cluster: &str, face: &Face) -> bool {
        let Some(id) = self.find(face) else { return false };
        let has = |letter: char| is_format(letter) || has_character(&self.fonts, id, letter);
        cluster.chars().all(has) || cluster.nfc().all(has) || cluster.nfd().all(has)
    }

    /// Returns the font that the drawing library takes for a face.
    fn find(&self, face: &Face) -> Option<ID> {
        self.fonts.query(&Query {
            families: &[Family::Name(&face.family)],
            weight: Weight(face.weight),
            stretch: Stretch::Normal,
            style: if face.is_italic { Style::Italic } else { Style::Normal },
        })
    }
}

/// Returns what takes the place of a face where it lacks a letter, the likest first.
fn others(face: &Face) -> Vec<Face> {
    let like = |family: &str| Face { family: family.to_owned(), ..face.clone() };
    let plain = |family: &str| Face { weight: 400, is_italic: false, ..like(family) };
    let (first, second) = if face.family == SANS { (SANS, SERIF) } else { (SERIF, SANS) };
    vec![like(first), like(second), plain(first), plain(second)]
}

fn key(face: &Face) -> (&str, u16, bool) {
    (&face.family, face.weight, face.is_italic)
}

/// Cuts a text into letters with the marks that stand over and under them.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices();
        letters.next()?;
        let end = letters.find(|(_, letter)| letter.width() != Some(0)).map_or(rest.len(), |(at, _)| at);
        let (cluster, after) = rest.split_at(end);
        rest = after;
        Some(cluster)
    })
}

fn is_unseen(cluster: &str) -> bool {
    cluster.chars().all(|letter| letter.is_whitespace() || is_format(letter))
}

/// Tells whether a character is never drawn, so that no font needs it.
fn is_format(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::super::super::drawing::font::bundled;
    use super::*;
    use std::sync::Arc;

    fn marked(text: &str) -> String {
        let ruler = Ruler { fonts: Arc::new(bundled()) };
        let face = Face { family: SANS.to_owned(), weight: 700, is_italic: false, spacing: 0.0 };
        ruler.marked(text, &face)
    }

    #[test]
    fn only_the_letters_that_a_face_lacks_are_drawn_with_another() {
        assert_eq!(marked("A & B e\u{301}\u{AD}"), "A &amp; B e\u{301}\u{AD}");
        let serif = "<tspan font-family=\"Libertinus Serif\" font-weight=\"700\" font-style=\"normal\">";
        assert_eq!(marked("A \u{5D0}\u{5D1} \u{5D2} B"), format!("A {serif}\u{5D0}\u{5D1} \u{5D2} </tspan>B"));
    }

    #[test]
    fn the_monospaced_font_is_never_taken() {
        // Arabic, Armenian, Georgian, Lao.
        for text in ["\u{628}", "\u{531}", "\u{10E5}", "\u{E81}"] {
            assert_eq!(marked(text), text);
        }
    }
}
