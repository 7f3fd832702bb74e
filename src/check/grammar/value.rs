//! The forms that values of attributes and short texts have.

use crate::check::overlay::parse_clock;

/// A form.
#[derive(Clone, Copy)]
pub(in crate::check) enum Value {
    /// Whatever it is, even nothing.
    Any,
    /// Something.
    Some,
    /// An XML name without a colon: an id, or what refers to one.
    Id,
    /// An address; what is wrong with one is said elsewhere.
    Address,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Words divided by spaces; at least one.
    Words,
    /// A word as XML knows it: letters, digits and a few marks.
    Token,
    /// Such words, divided by spaces; at least one.
    Tokens,
    /// A language by its tag, or nothing. RFC 3066.
    Language,
    /// A language by its tag.
    SomeLanguage,
    /// `type/subtype`, perhaps with parameters.
    MediaType,
    /// A whole number that is not below zero.
    Number,
    /// A moment or length of time.
    Clock,
}

impl Value {
    /// Returns what a text should be and is not.
    pub(in crate::check) fn fault(self, text: &str) -> Option<String> {
        let is_fine = match self {
            Self::Any | Self::Address => true,
            Self::Id => is_id(text),
            Self::Word(words) => words.contains(&text),
            Self::Some | Self::Words => !text.is_empty(),
            Self::Token => is_token(text),
            Self::Tokens => !text.is_empty() && text.split_ascii_whitespace().all(is_token),
            Self::Language => text.is_empty() || is_language(text),
            Self::SomeLanguage => is_language(text),
            Self::MediaType => is_media_type(text),
            Self::Number => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Clock => parse_clock(text).is_some(),
        };
        (!is_fine).then(|| match self {
            Self::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
            other => other.wanted().to_owned(),
        })
    }

    fn wanted(self) -> &'static str {
        match self {
            Self::Any | Self::Address | Self::Word(_) => "anything",
            Self::Some | Self::Words => "something",
            Self::Id => "a name that begins with a letter or `_`, without spaces and colons",
            Self::Token | Self::Tokens => "words of letters, digits and `-`, `_`, `.` or `:`",
            Self::Language | Self::SomeLanguage => "the tag of a language, such as `en-GB`",
            Self::MediaType => "a media type, such as `image/png`",
            Self::Number => "a whole number",
            Self::Clock => "a time, such as `0:12:30` or `2.5s`",
        }
    }
}

/// Tells whether a text is an XML name without a colon. Namespaces in XML, production `NCName`.
fn is_id(text: &str) -> bool {
    text.starts_with(is_name_start) && text.chars().all(is_name_character)
}

/// Tells whether a text is a word as XML knows it. XML 1.0, production `Nmtoken`.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ':' || is_name_character(c))
}

fn is_name_start(c: char) -> bool {
    c == '_'
        || c.is_ascii_alphabetic()
        || matches!(c,
            '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_character(c: char) -> bool {
    is_name_start(c)
        || c.is_ascii_digit()
        || matches!(c, '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Tells whether a text has the form of a language tag, whatever language that may be.
fn is_language(text: &str) -> bool {
    let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.split('-').all(fits)
        && text.split('-').next().is_some_and(|first| first.bytes().all(|b| b.is_ascii_alphabetic()))
}

fn is_media_type(text: &str) -> bool {
    // What comes after is parameters, whatever they look like.
    let essence = text.split(|c: char| c == ';' || c.is_ascii_whitespace()).next().unwrap_or_default();
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&+-^_.".contains(&byte))
    };
    essence.split_once('/').is_some_and(|(kind, subtype)| is_part(kind) && is_part(subtype))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_judged_by_their_form() {
        for (value, fine, wrong) in [
            (Value::Id, "été-1", "1a"),
            (Value::Id, "_", "a:b"),
            (Value::MediaType, "audio/ogg; codecs=opus", "image"),
            (Value::Number, "0", "-1"),
            (Value::Token, "dcterms:modified", "a/b"),
            (Value::Tokens, "nav  x:y", ""),
            (Value::Language, "", "en_GB"),
            (Value::SomeLanguage, "en-GB", ""),
            (Value::Word(&["yes", "no"]), "no", "No"),
        ] {
            assert!(value.fault(fine).is_none(), "{fine}");
            assert!(value.fault(wrong).is_some(), "{wrong}");
        }
    }
}
