//! Identifiers: ISBN, UUID and DOI checked and written in one way, and the one made for a book that gives none.

use uuid::Uuid;

/// What is wrong with an identifier, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadIdentifier {
    pub(super) message: String,
    pub(super) help: String,
}

/// Returns an identifier as `dc:identifier` writes it: `urn:isbn:…`, `urn:uuid:…`, `urn:doi:…`, or as it is.
pub(super) fn check(text: &str) -> Result<String, BadIdentifier> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let bare = lower.strip_prefix("urn:").unwrap_or(&lower);
    for prefix in ["isbn:", "isbn-13:", "isbn-10:", "isbn "] {
        if let Some(number) = bare.strip_prefix(prefix) {
            return isbn(number);
        }
    }
    if looks_like_isbn_13(text) {
        return isbn(text);
    }
    if let Some(number) = bare.strip_prefix("uuid:") {
        return match Uuid::try_parse(number.trim()) {
            Ok(uuid) => Ok(format!("urn:uuid:{uuid}")),
            Err(_) => Err(bad("UUID", text, "a UUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12")),
        };
    }
    for prefix in ["doi:", "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"] {
        if bare.starts_with(prefix) {
            // Letters of a DOI keep their case.
            return doi(&text[text.len() - (bare.len() - prefix.len())..], text);
        }
    }
    Ok(text.to_owned())
}

/// Returns the identifier of a book that gives none: the same for the same title, authors and language.
pub(super) fn made<'a>(title: &str, authors: impl Iterator<Item = &'a str>, language: &'a str) -> String {
    let mut name = title.to_owned();
    for part in authors.chain([language]) {
        name.push('\0');
        name.push_str(part);
    }
    format!("urn:uuid:{}", Uuid::new_v5(&NAMESPACE, name.as_bytes()))
}

/// The namespace of the identifiers that this tool makes; chosen once, at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x8d2b_64f3_1c7e_4f0a_9b55_e0a6_37c1_d942);

fn bad(kind: &str, text: &str, help: impl Into<String>) -> BadIdentifier {
    BadIdentifier { message: format!("`{text}` is not a valid {kind}"), help: help.into() }
}

fn looks_like_isbn_13(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b' ');
    let digits = digits(text);
    plain && digits.len() == 13 && (digits.starts_with("978") || digits.starts_with("979"))
}

fn digits(text: &str) -> String {
    text.chars().filter(|letter| !matches!(letter, '-' | ' ' | '\u{2010}'..='\u{2013}')).collect()
}

fn isbn(number: &str) -> Result<String, BadIdentifier> {
    let number = number.trim();
    let plain = digits(number).to_uppercase();
    let values: Option<Vec<u32>> = plain
        .char_indices()
        .map(|(index, letter)| if letter == 'X' && index == 9 { Some(10) } else { letter.to_digit(10) })
        .collect();
    let values = values.unwrap_or_default();
    match values.len() {
        13 if plain.starts_with("978") || plain.starts_with("979") => {
            let check = check_13(&values[..12]);
            if check == values[12] {
                Ok(format!("urn:isbn:{plain}"))
            } else {
                Err(bad_check(number, &check.to_string()))
            }
        }
        10 => {
            let check = check_10(&values[..9]);
            if check != values[9] {
                let check = if check == 10 { "X".to_owned() } else { check.to_string() };
                return Err(bad_check(number, &check));
            }
            let thirteen: Vec<u32> = [9, 7, 8].into_iter().chain(values[..9].iter().copied()).collect();
            Ok(format!("urn:isbn:978{}{}", &plain[..9], check_13(&thirteen)))
        }
        _ => Err(bad("ISBN", number, "an ISBN has 13 digits, of which the first are 978 or 979, or 10 digits")),
    }
}

fn bad_check(number: &str, check: &str) -> BadIdentifier {
    bad("ISBN", number, format!("its last digit would be {check} if the others were right: one of them is not"))
}

/// Returns the check digit of the first 12 digits of an ISBN-13.
fn check_13(values: &[u32]) -> u32 {
    let sum: u32 = values.iter().enumerate().map(|(index, value)| value * if index % 2 == 0 { 1 } else { 3 }).sum();
    (10 - sum % 10) % 10
}

/// Returns the check digit of the first 9 digits of an ISBN-10; 10 is written `X`.
fn check_10(values: &[u32]) -> u32 {
    let sum: u32 = values.iter().zip((2..=10).rev()).map(|(value, weight)| value * weight).sum();
    (11 - sum % 11) % 11
}

fn doi(name: &str, text: &str) -> Result<String, BadIdentifier> {
    let is_doi = name.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(|(registrant, suffix)| {
        let numbers = registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        numbers && registrant.len() >= 4 && !suffix.is_empty() && !suffix.contains(char::is_whitespace)
    });
    if is_doi { Ok(format!("urn:doi:{name}")) } else { Err(bad("DOI", text, "a DOI looks like `doi:10.1000/182`")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_written_in_one_way() {
        for (text, expected) in [
            ("isbn:978-0-306-40615-7", "urn:isbn:9780306406157"),
            ("ISBN 0-306-40615-2", "urn:isbn:9780306406157"),
            ("urn:isbn:080442957X", "urn:isbn:9780804429573"),
            ("isbn:979-10-90636-07-1", "urn:isbn:9791090636071"),
            ("978-0-306-40615-7", "urn:isbn:9780306406157"),
            ("uuid:6BA7B810-9dad-11d1-80b4-00c04fd430c8", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
            ("doi:10.1000/Ab1", "urn:doi:10.1000/Ab1"),
            ("https://doi.org/10.1000/182", "urn:doi:10.1000/182"),
            ("https://example.org/book", "https://example.org/book"),
            ("my book 7", "my book 7"),
            ("4006381333931", "4006381333931"),
        ] {
            assert_eq!(check(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_does_not_check_is_refused() {
        for (text, fragment) in [
            ("isbn:978-0-306-40615-8", "would be 7"),
            ("isbn:0-306-40615-3", "would be 2"),
            ("isbn:0-8044-2957-1", "would be X"),
            ("9780306406158", "would be 7"),
            ("isbn:123", "13 digits"),
            ("isbn:1230306406157", "13 digits"),
            ("isbn:", "13 digits"),
            ("isbn:٩٧٨٠٣٠٦٤٠٦١٥٧", "13 digits"),
            ("uuid:6ba7b810", "hexadecimal"),
            ("doi:11.1000/182", "10.1000"),
            ("doi:10.1000/", "10.1000"),
        ] {
            let help = check(text).expect_err(text).help;
            assert!(help.contains(fragment), "{text}: {help}");
        }
    }

    #[test]
    fn a_made_identifier_depends_on_title_authors_and_language_alone() {
        let one = made("A", ["B"].into_iter(), "en");
        assert_eq!(one, made("A", ["B"].into_iter(), "en"));
        assert!(one.starts_with("urn:uuid:") && one.len() == 45);
        assert_ne!(one, made("A", ["B"].into_iter(), "de"));
        assert_ne!(made("A", ["B", "C"].into_iter(), "en"), made("A", ["BC"].into_iter(), "en"));
    }
}
