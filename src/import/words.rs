//! The words of a text: what stands between characters that are no letters and no digits. All of a pile goes through it.

/// Returns the words of a text.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { rest: text }
}

/// The words of what is left of a text.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    rest: &'a str,
}

/// What a byte of UTF-8 tells of the character that it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Between,
    OfWord,
    /// It takes the whole character to know.
    Wide,
}

/// The classes of all bytes.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        classes[byte as usize] = if byte.is_ascii_alphanumeric() { Class::OfWord } else { Class::Between };
        byte += 1;
    }
    classes
};

/// Returns how many bytes a text begins with that are of a word, or that are of none.
fn run(text: &str, of_word: bool) -> usize {
    let wanted = if of_word { Class::OfWord } else { Class::Between };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let class = CLASSES[usize::from(bytes[at])];
        if class == wanted {
            at += 1;
        } else if class == Class::Wide {
            match text[at..].chars().next() {
                Some(letter) if letter.is_alphanumeric() == of_word => at += letter.len_utf8(),
                _ => break,
            }
        } else {
            break;
        }
    }
    at
}

impl<'a> Words<'a> {
    /// Goes beyond the words that both begin with, as far as what stands between them is the same too.
    pub(super) fn skip_same(&mut self, other: &mut Words<'_>) {
        let same = same(self.rest.as_bytes(), other.rest.as_bytes());
        let both = &self.rest[..self.rest.floor_char_boundary(same)];
        // The last word may go on differently.
        let words = both.trim_end_matches(char::is_alphanumeric).len();
        self.rest = &self.rest[words..];
        other.rest = &other.rest[words..];
    }

    /// Returns what stands behind the words that were taken.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }
}

/// Returns how many bytes two texts begin with that are the same.
fn same(one: &[u8], other: &[u8]) -> usize {
    const TOGETHER: usize = 16;
    let together = one.chunks_exact(TOGETHER).zip(other.chunks_exact(TOGETHER));
    let start = TOGETHER * together.take_while(|(one, other)| one == other).count();
    start + one[start..].iter().zip(&other[start..]).take_while(|(one, other)| one == other).count()
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        let rest = &self.rest[run(self.rest, false)..];
        let (word, rest) = rest.split_at(run(rest, true));
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        for text in ["", " - ", "one", "It’s *late*, 2nd—été! ", "日本語。x", "\u{301}e\u{301}f"] {
            let expected: Vec<&str> =
                text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn words_that_two_texts_begin_with_are_skipped_whole() {
        for (one, other, rests) in [
            ("the old ferry house", "the old ferry came in", ["house", "came in"]),
            ("the old ferry houses stood", "the old ferry house stood", ["houses stood", "house stood"]),
            ("é à", "é ä", ["à", "ä"]),
            ("one", "two", ["one", "two"]),
            ("all of it. ", "all of it. ", ["", ""]),
        ] {
            let (mut one, mut other) = (words(one), words(other));
            one.skip_same(&mut other);
            assert_eq!([one.rest(), other.rest()], rests);
        }
    }
}
