//! References inside a container: percent-encoding, and resolving a reference against the file that makes it.
//! EPUB 3.3, section 4.1.5.

use std::fmt::Write;

/// What a reference in a file of the container leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A file of the container by its path, and perhaps a place in it, both decoded.
    Inside { path: String, fragment: Option<String> },
    /// An absolute address: `https:`, `mailto:`, `data:` …
    Absolute,
    /// A relative reference that climbs out of the container, or that begins with `/`.
    Leak,
}

/// Resolves `href` as it stands in the file at `from`.
pub fn resolve(from: &str, href: &str) -> Reference {
    let href = href.trim_matches(|c: char| c.is_ascii_whitespace());
    if has_scheme(href) || href.starts_with("//") {
        return Reference::Absolute;
    }
    let (rest, fragment) = match href.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decode(fragment))),
        None => (href, None),
    };
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    if path.is_empty() {
        return Reference::Inside { path: from.to_owned(), fragment };
    }
    if path.starts_with('/') {
        return Reference::Leak;
    }
    let folder = from.rfind('/').map_or("", |slash| &from[..slash]);
    let mut parts: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in path.split('/') {
        match decode(part).as_str() {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Reference::Leak;
                }
            }
            part => parts.push(part.to_owned()),
        }
    }
    Reference::Inside { path: parts.join("/"), fragment }
}

/// Tells whether an address begins with a scheme, such as `https:`.
pub(super) fn has_scheme(href: &str) -> bool {
    let scheme = href.split([':', '/', '?', '#']).next().unwrap_or_default();
    let follows = href.as_bytes().get(scheme.len()) == Some(&b':');
    follows
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Writes a path or a fragment as a URL may hold it: all that is not a URL code point is percent-encoded.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_plain(character) {
            out.push(character);
            continue;
        }
        let mut buffer = [0; 4];
        for byte in character.encode_utf8(&mut buffer).bytes() {
            write!(out, "%{byte:02X}").expect("a string takes all that is written");
        }
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

/// Reads percent-encoding; what is not UTF-8 after it stays as written.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_resolves_against_the_folder_of_its_file() {
        let cases = [
            ("OEBPS/a.xhtml", "b.xhtml#x", "OEBPS/b.xhtml", Some("x")),
            ("OEBPS/text/a.xhtml", "../images/p%20q.png", "OEBPS/images/p q.png", None),
            ("OEBPS/a.xhtml", "#caf%C3%A9", "OEBPS/a.xhtml", Some("café")),
            ("a.xhtml", "./b.xhtml?q#", "b.xhtml", Some("")),
            ("a.xhtml", "100%.png", "100%.png", None),
            ("a.xhtml", "%é%+1%4", "%é%+1%4", None),
        ];
        for (from, href, path, fragment) in cases {
            let expected = Reference::Inside { path: path.to_owned(), fragment: fragment.map(str::to_owned) };
            assert_eq!(resolve(from, href), expected, "{href}");
        }
    }

    #[test]
    fn what_leads_out_is_told_apart() {
        assert_eq!(resolve("a.xhtml", "https://example.org/"), Reference::Absolute);
        assert_eq!(resolve("a.xhtml", "mailto:a@example.org"), Reference::Absolute);
        assert_eq!(resolve("OEBPS/a.xhtml", "../../b"), Reference::Leak);
        assert_eq!(resolve("OEBPS/a.xhtml", "%2E%2E/../b"), Reference::Leak);
        assert_eq!(resolve("a.xhtml", "/b"), Reference::Leak);
    }

    #[test]
    fn what_is_encoded_resolves_to_what_it_was() {
        for path in ["a b.png", "50%.png", "a?b#c:d.png", "é\u{3000}.png", "[x]\"y\".png"] {
            let expected = Reference::Inside { path: path.to_owned(), fragment: None };
            assert_eq!(resolve("a.xhtml", &encode(path)), expected);
        }
    }
}
