//! Titles in letters that file names, identifiers and fragments may hold.

/// Returns `text` in `[a-z0-9-]`, transliterated; empty where nothing of it can be written so.
///
/// Apostrophes join (`don't` becomes `dont`), all else that is no letter or digit parts.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let plain = deunicode::deunicode_with_tofu(text, " ");
    for character in plain.chars() {
        match character.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9') => slug.push(letter),
            '\'' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
        if slug.len() >= LONGEST && slug.ends_with('-') {
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len().min(2 * LONGEST));
    slug
}

/// Where a slug ends, at the next word.
const LONGEST: usize = 48;

/// Returns what two writings of one heading have in common: its letters and digits alone.
///
/// Tools differ in how they make a fragment of a heading, but not in its letters.
pub fn key(text: &str) -> String {
    let plain = deunicode::deunicode_with_tofu(text, "");
    plain.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()).collect()
}

/// Gives out names that are each given once: `name`, `name-2`, `name-3` …
#[derive(Clone, Debug, Default)]
pub struct Unique {
    taken: std::collections::HashSet<String>,
    /// The number last tried for a name, so that a thousand equal titles take a thousand steps.
    tried: std::collections::HashMap<String, usize>,
}

impl<'a> FromIterator<&'a str> for Unique {
    /// Takes every name that is there already.
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        let mut unique = Self::default();
        for name in names {
            unique.take(name);
        }
        unique
    }
}

impl Unique {
    /// Marks a name as taken; tells whether it was free.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Returns `name`, or `name` with the first number that makes it unique, and takes it.
    pub fn fresh(&mut self, name: &str) -> String {
        if self.take(name) {
            return name.to_owned();
        }
        let mut number = self.tried.get(name).copied().unwrap_or(1);
        loop {
            number += 1;
            let candidate = format!("{name}-{number}");
            if self.take(&candidate) {
                self.tried.insert(name.to_owned(), number);
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_for_files() {
        let cases = [
            ("The Night Train", "the-night-train"),
            ("Don't—“Stop”!", "dont-stop"),
            ("Über den Fluss", "uber-den-fluss"),
            ("Прощание", "proshchanie"),
            ("…", ""),
            ("  a  ", "a"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_title_ends_at_a_word_and_a_long_word_is_cut() {
        assert_eq!(slug(&"word ".repeat(100)), ["word"; 10].join("-"));
        assert_eq!(slug(&"long".repeat(100)).len(), 2 * LONGEST);
    }

    #[test]
    fn a_name_is_given_once() {
        let mut unique = Unique::default();
        let names = ["a", "a", "a-2", "a"].map(|name| unique.fresh(name));
        assert_eq!(names, ["a", "a-2", "a-2-2", "a-3"]);
    }
}
