//! Scripts that are written without spaces, in square fields: what joining their lines and marking their words needs.
//!
//! Korean has spaces between words and is not among them.

/// Tells whether a character stands in a square field: a Han character, a kana, or the punctuation between them.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFF}')
}

/// What a character does beside a mark of emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A letter, a digit or anything else that makes words.
    Letter,
    /// Punctuation that opens, such as `「`.
    Opening,
    /// Punctuation that closes or parts, such as `」` and `。`.
    Closing,
    /// White space, or a sign that is markup or of no concern here.
    Other,
}

/// Returns what a character does beside a mark of emphasis.
pub(crate) fn kind(character: char) -> Kind {
    match character {
        '\u{3008}' | '\u{300A}' | '\u{300C}' | '\u{300E}' | '\u{3010}' | '\u{3014}' | '\u{3016}' | '\u{3018}'
        | '\u{301A}' | '\u{301D}' | '\u{FF08}' | '\u{FF3B}' | '\u{FF5B}' | '\u{FF5F}' | '\u{FF62}' | '\u{2018}'
        | '\u{201C}' => Kind::Opening,
        '\u{3001}'..='\u{3003}'
        | '\u{3009}'..='\u{301F}'
        | '\u{3030}'
        | '\u{303D}'
        | '\u{30FB}'
        | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3C}'..='\u{FF40}'
        | '\u{FF5C}'..='\u{FF65}'
        | '\u{2010}'..='\u{2027}'
        | '.'
        | ','
        | ':'
        | ';'
        | '?'
        | '"'
        | '\''
        | '%' => Kind::Closing,
        _ if character.is_alphanumeric() => Kind::Letter,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_east_asian_texts_open_or_close() {
        for (character, expected) in [
            ('「', Kind::Opening),
            ('」', Kind::Closing),
            ('。', Kind::Closing),
            ('（', Kind::Opening),
            ('）', Kind::Closing),
            ('“', Kind::Opening),
            ('”', Kind::Closing),
            ('強', Kind::Letter),
            ('ー', Kind::Letter),
            ('a', Kind::Letter),
            ('\u{3000}', Kind::Other),
            ('*', Kind::Other),
        ] {
            assert_eq!(kind(character), expected, "{character}");
        }
        assert!(is_wide('漢') && is_wide('。') && !is_wide('한') && !is_wide('“'));
    }
}
