//! What typography needs to know of a language, and finding it by a tag.
//!
//! The table itself is in [`languages`](super::languages): a new language is one row there.

use super::languages::LANGUAGES;

/// The habits of one language.
#[derive(Debug)]
pub(super) struct Language {
    /// BCP 47.
    pub tag: &'static str,
    /// What `"` becomes.
    pub double: Pair,
    /// What `'` becomes where it is no apostrophe.
    pub single: Pair,
    pub dash: Dash,
    /// Signs before which French has a space.
    pub high: &'static str,
    /// Words that have lost their beginning, without the apostrophe that says so; in lower case.
    pub elisions: &'static [&'static str],
    /// The same, of words that are also words without it: what follows decides.
    pub doubtful_elisions: &'static [&'static str],
    /// Words that end in an apostrophe, without it; in lower case.
    pub clipped: &'static [&'static str],
    /// Abbreviations with a full stop that belong to a name after them.
    pub titles: &'static [&'static str],
    /// The same, without a full stop.
    pub bare_titles: &'static [&'static str],
    /// Abbreviations with a full stop that belong to a number after them.
    pub counted: &'static [&'static str],
    /// Units beside those that all languages share.
    pub units: &'static [&'static str],
    /// Whether a word of one letter stays on the line of the next.
    pub clings: bool,
    /// Whether a space parts the thousands.
    pub groups: bool,
    /// Whether an ellipsis is six dots, and a dash twice as long.
    pub is_wide: bool,
}

/// Two quotation marks, each with the space inside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub open: &'static str,
    pub close: &'static str,
}

/// How a language uses dashes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dash {
    /// For a hyphen or two between spaces.
    pub spaced: &'static str,
    /// For two hyphens without spaces.
    pub joined: &'static str,
    /// Whether a spaced one loses its spaces.
    pub closes: bool,
    /// What begins a speech, with its space.
    pub leading: Option<&'static str>,
}

impl Dash {
    /// Tells whether the text on both sides of a dash stands off from it.
    pub(super) fn keeps_spaces(self) -> bool {
        !self.closes
    }
}

/// Returns the row of a language, or of the nearest wider tag; none where there are no rules for it.
pub(super) fn language(tag: &str) -> Option<&'static Language> {
    let row = |tag: &str| LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
    let mut known = tag.to_ascii_lowercase();
    loop {
        let same = SAME.iter().find(|(other, _)| *other == known).map(|(_, row)| *row);
        if let Some(found) = row(same.unwrap_or(&known)) {
            return Some(found);
        }
        let hyphen = known.rfind('-')?;
        // `es-AR` is nearer to the Spanish of Latin America than to that of Spain.
        if known.starts_with("es-") && hyphen == 2 {
            return row("es-419");
        }
        known.truncate(hyphen);
    }
}

/// Tags whose row stands under another.
#[rustfmt::skip]
const SAME: &[(&str, &str)] = &[
    ("en-au", "en-GB"), ("en-nz", "en-GB"), ("en-ie", "en-GB"), ("en-za", "en-GB"), ("en-in", "en-GB"),
    ("en-sg", "en-GB"), ("en-hk", "en-GB"),
    ("de-li", "de-CH"), ("es-es", "es"), ("no", "nb"), ("iw", "he"), ("mo", "ro"),
    ("zh-tw", "zh-Hant"), ("zh-hk", "zh-Hant"), ("zh-mo", "zh-Hant"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_falls_back_on_a_wider_tag_and_not_on_another_language() {
        for (tag, expected) in [
            ("en", Some("en")),
            ("EN-gb", Some("en-GB")),
            ("en-AU", Some("en-GB")),
            ("en-CA", Some("en")),
            ("de-DE-1996", Some("de")),
            ("es-MX", Some("es-419")),
            ("es-ES", Some("es")),
            ("no", Some("nb")),
            ("zh-Hant-TW", Some("zh-Hant")),
            ("zh-Hans", Some("zh")),
            ("tlh", None),
            ("und", None),
            ("", None),
        ] {
            assert_eq!(language(tag).map(|row| row.tag), expected, "{tag}");
        }
    }

    #[test]
    fn every_language_that_must_have_rules_has_them() {
        let wanted = "en en-GB en-US de de-AT de-CH fr fr-CH fr-CA es es-419 it pt pt-BR nl sv da nb nn fi is et lv lt \
            pl cs sk sl hr hu ro bg ru uk el tr ca he ar ja zh zh-Hant";
        for tag in wanted.split_whitespace() {
            assert!(language(tag).is_some(), "{tag}");
        }
        for (_, row) in SAME {
            assert!(language(row).is_some(), "{row}");
        }
    }

    #[test]
    fn words_are_written_as_they_are_looked_up() {
        for row in LANGUAGES {
            for word in row.elisions.iter().chain(row.doubtful_elisions).chain(row.clipped) {
                assert_eq!(**word, word.to_lowercase(), "{}", row.tag);
            }
            for word in row.titles.iter().chain(row.counted) {
                assert!(!word.ends_with('.') && !word.contains(' '), "{}: {word}", row.tag);
            }
        }
    }
}
