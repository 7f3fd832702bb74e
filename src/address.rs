//! Addresses as pages and packages write them: their scheme, and their letters as `%` and two digits.
//!
//! What an address may lead to is for those to say who follow it: a link, a picture, a reference in a package.

mod data;

pub(crate) use data::{base64, data, write_base64};

/// Tells whether an address leads out of the folder it stands in by itself: `https:…`, `mailto:…`, `//example.org`.
pub(crate) fn is_absolute(address: &str) -> bool {
    has_scheme(address) || address.starts_with("//")
}

/// Tells whether an address begins with a scheme, such as `https:`.
pub(crate) fn has_scheme(address: &str) -> bool {
    split_scheme(address).is_some()
}

/// Parts a scheme from what follows its colon. RFC 3986, section 3.1.
pub(crate) fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// Parts a relative address into the path before `?` and the fragment after `#`, both decoded.
pub(crate) fn split_path(address: &str) -> (String, Option<String>) {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decode(fragment))),
        None => (address, None),
    };
    (decode(rest.split_once('?').map_or(rest, |(path, _)| path)), fragment)
}

/// Writes a path or a fragment so that an address may hold it: what would mean something else is encoded, a `%` too.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_plain(character) { out.push(character) } else { push_encoded(&mut out, character) }
    }
    out
}

/// Tells whether a character means nothing but itself in a path. Readers know letters beyond ASCII as they are.
fn is_plain(character: char) -> bool {
    const MARKS: &str = "-._~/!$&'()*+,;=@";
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || MARKS.contains(character);
    }
    !character.is_whitespace() && !character.is_control()
}

/// Writes every byte of a character as `%` and its number.
pub(crate) fn push_encoded(out: &mut String, character: char) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        out.extend([byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)])));
    }
}

/// Returns the byte that `%41` and its like at the beginning of `bytes` stand for.
pub(crate) fn escaped_byte(bytes: &[u8]) -> Option<u8> {
    let &[b'%', high, low, ..] = bytes else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

/// Reads `%20` and its like; what is no such escape stays, and so does a text that is not UTF-8 once it is read.
pub(crate) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut rest = text.as_bytes();
    let mut out = Vec::with_capacity(rest.len());
    while let Some(&byte) = rest.first() {
        let escaped = escaped_byte(rest);
        out.push(escaped.unwrap_or(byte));
        rest = &rest[if escaped.is_some() { 3 } else { 1 }..];
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_and_what_is_none_stays() {
        for (text, expected) in [
            ("a%20b%zz%C3%A9%", "a b%zzé%"),
            ("%é%+1%4", "%é%+1%4"),
            ("100%.png", "100%.png"),
            ("%FF", "%FF"),
            ("%2e%2E", ".."),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_encoded_reads_back() {
        for text in ["a b.png", "50%.png", "a?b#c:d.png", "é\u{3000}.png", "[x]\"y\".png", "%41"] {
            let encoded = encode(text);
            assert_eq!(decode(&encoded), text);
            assert!(!encoded.contains(['?', '#', ':', ' ', '"', '[']), "{encoded}");
        }
    }

    #[test]
    fn a_scheme_is_told_from_a_colon_elsewhere() {
        for (address, expected) in [
            ("https://example.org/", Some("https")),
            ("svn+ssh:x", Some("svn+ssh")),
            ("a/b:c", None),
            ("#a:b", None),
            ("1:2", None),
            (":", None),
        ] {
            assert_eq!(split_scheme(address).map(|(scheme, _)| scheme), expected, "{address}");
        }
        assert!(is_absolute("//example.org") && !is_absolute("/a"));
    }

    #[test]
    fn an_address_has_a_path_and_perhaps_a_fragment() {
        assert_eq!(split_path("my%20map.png?v=2#x%20y"), ("my map.png".into(), Some("x y".into())));
        assert_eq!(split_path("a#b?c"), ("a".into(), Some("b?c".into())));
        assert_eq!(split_path(""), (String::new(), None));
    }
}
