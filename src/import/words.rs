//! The words of a text: what stands between characters that are no letters and no digits. All of a pile goes through it.

/// Returns the words of a text.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a text from a place on.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Words<'_> {
    /// Returns how long the character at a place is, where it is of a word or is not, as is asked for.
    fn step(&self, at: usize, of_word: bool) -> Option<usize> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return (byte.is_ascii_alphanumeric() == of_word).then_some(1);
        }
        let letter = self.text[at..].chars().next()?;
        (letter.is_alphanumeric() == of_word).then_some(letter.len_utf8())
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        while let Some(length) = self.step(self.at, false) {
            self.at += length;
        }
        let start = self.at;
        while let Some(length) = self.step(self.at, true) {
            self.at += length;
        }
        (self.at > start).then(|| &self.text[start..self.at])
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
}
