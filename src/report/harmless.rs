//! What a terminal must not be sent as it stands: control characters, and marks that turn the direction of text.
//!
//! A manuscript is a stranger's text: shown raw, it could move the cursor, hide a line or swap what is read.

use std::borrow::Cow;

/// Tells whether a terminal may act on `character` instead of showing it.
pub(super) fn is_harmful(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Returns what stands for `character` on a terminal: itself, the picture of a control, or U+FFFD.
pub(super) fn harmless(character: char) -> char {
    match character {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7F}' => '\u{2421}',
        _ if is_harmful(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Most characters of a message that are shown: it may quote a text of any length.
const LONGEST: usize = 1000;

/// Returns `text` fit for one line of a terminal.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let long = text.char_indices().nth(LONGEST).map(|(cut, _)| cut);
    if long.is_none() && !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown: String = text[..long.unwrap_or(text.len())].chars().map(harmless).collect();
    if long.is_some() {
        shown.push('…');
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_act_on_is_shown_instead() {
        assert_eq!(line("a\u{1B}[2Jb\nc\u{7F}\u{9B}\u{202E}\u{2028}"), "a␛[2Jb␊c␡���");
    }

    #[test]
    fn letters_of_any_script_stay() {
        assert_eq!(line("é 日 ש\u{200F} 👩\u{200D}🚀"), "é 日 ש\u{200F} 👩\u{200D}🚀");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(line(&"é".repeat(LONGEST)).chars().count(), LONGEST);
        let cut = line(&"é".repeat(LONGEST + 1)).into_owned();
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with("é…"));
    }
}
