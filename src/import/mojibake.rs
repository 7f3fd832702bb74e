//! Letters that were once read in a wrong encoding, `â€™` for `’` and `Ã©` for `é`: found and told of, never mended.
//!
//! UTF-8 that was read as Windows-1252 leaves such pairs, and hardly anything else does. Two of them are enough.

use super::Text;
use super::rules::MOJIBAKE;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Looks for such letters.
pub(super) fn find(text: &Text) -> Option<Diagnostic> {
    // The first byte of all of them, which few texts have.
    if !text.content.as_bytes().contains(&0xC3) {
        return None;
    }
    let mut found = text.content.match_indices(['â', 'Ã', 'Â']).filter(|(at, _)| is_broken(&text.content[*at..]));
    let (first, _) = found.next()?;
    let others = found.count();
    let broken: String = text.content[first..].chars().take(3).collect();
    let message = format!("`{}` at {} places: letters were once read in a wrong encoding", broken.trim(), others + 1);
    let help = "open the source in the encoding that it was written in, or look for a better copy of it";
    let span = Span::new(text.source, first..first + broken.trim_end().len());
    (others > 0).then(|| Diagnostic::new(&MOJIBAKE, message).at(span).help(help))
}

/// Tells whether a text begins with the bytes of one letter, each read as a letter of Windows-1252.
fn is_broken(text: &str) -> bool {
    let bytes: Vec<u8> = text.chars().take(3).map_while(byte).collect();
    let length = match bytes.first() {
        Some(0xC2 | 0xC3) => 2,
        Some(0xE2) => 3,
        _ => return false,
    };
    bytes.get(..length).is_some_and(|bytes| std::str::from_utf8(bytes).is_ok())
}

/// Returns the byte that Windows-1252 has for a letter.
fn byte(letter: char) -> Option<u8> {
    let mut buffer = [0; 4];
    let (bytes, _, has_errors) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
    (!has_errors && bytes.len() == 1).then(|| bytes[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_wrong_encoding_are_told_from_right_ones() {
        for text in ["â€™t", "Ã© ", "Â\u{A0}", "â€œ", "Ã¼b"] {
            assert!(is_broken(text), "{text}");
        }
        for text in ["âge", "Ânes", "Ã", "â", "Âge de"] {
            assert!(!is_broken(text), "{text}");
        }
    }
}
