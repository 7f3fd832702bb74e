//! Addresses: what kind they are, and their letters put right.
//!
//! The URL Standard tells how browsers read what is not quite an address; what comes out is valid by it.

use crate::address::{escaped_byte, push_encoded, split_scheme};

/// What an address leads to; its text is fit to be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A place in the book, by a relative address.
    Local(String),
    /// A place in the network that pages and pictures are loaded from.
    Remote(String),
    /// Mail, a telephone, a name: fit for a link and nothing else.
    Other(String),
    /// The data itself.
    Data(String),
    /// Nothing that a book can lead to: by its scheme where it has one.
    Nothing(Option<String>),
}

/// Those that EPUBCheck knows as registered, too.
const OTHER_SCHEMES: &[&str] = &["mailto", "tel", "urn", "xmpp"];

/// Reads an address as a browser does.
pub(super) fn read(text: &str) -> Address {
    let text = text.trim_matches(|character: char| character <= ' ');
    let text: String = text.chars().filter(|character| !matches!(character, '\t' | '\n' | '\r')).collect();
    let Some((scheme, rest)) = split_scheme(&text) else { return relative(&text) };
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" | "ftp" => network(&scheme, rest).map_or(Address::Nothing(Some(scheme)), Address::Remote),
        "data" => Address::Data(format!("data:{}", mend(rest, &[]))),
        _ if OTHER_SCHEMES.contains(&&*scheme)
            && rest.starts_with(|first: char| first.is_alphanumeric() || first == '+') =>
        {
            Address::Other(format!("{scheme}:{}", mend(rest, b"#")))
        }
        _ => Address::Nothing(Some(scheme)),
    }
}

fn relative(text: &str) -> Address {
    let is_slash = |character: char| matches!(character, '/' | '\\');
    if text.starts_with(is_slash) && text[1..].starts_with(is_slash) {
        return network("https", text).map_or(Address::Nothing(None), Address::Remote);
    }
    // A file of the book has no query; what pages add so that browsers load a picture anew is of no use.
    let (path, tail) = text.split_at(text.find(['?', '#']).unwrap_or(text.len()));
    let tail = tail.find('#').map_or("", |fragment| &tail[fragment..]);
    // A colon in what is no scheme, such as `1:2`, would make one.
    let path = if path.contains(':') { path.replace(':', "%3A") } else { path.to_owned() };
    Address::Local(encode_tail(&path.replace('\\', "/"), tail))
}

/// Returns an address in the network, or nothing where the host is none.
fn network(scheme: &str, rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches(['/', '\\']);
    let (authority, rest) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
    let (_, host_and_port) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = host_and_port.rsplit_once(':').unwrap_or((host_and_port, ""));
    let port_fits = port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    if !is_host(host) || !port_fits {
        return None;
    }
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    let (path, tail) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    Some(format!("{scheme}://{}{port}{}", host.to_lowercase(), encode_tail(&path.replace('\\', "/"), tail)))
}

fn is_host(host: &str) -> bool {
    let letters = |label: &str| label.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
    let label = |label: &str| match label.strip_prefix("xn--") {
        Some(code) => code.is_ascii() && letters(code) && from_punycode(code).is_some_and(|decoded| letters(&decoded)),
        None => !label.is_empty() && letters(label),
    };
    let host = host.strip_suffix('.').unwrap_or(host).to_lowercase();
    let ends_in_number = host.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()));
    if ends_in_number {
        return host.parse::<std::net::Ipv4Addr>().is_ok();
    }
    host.len() < 254 && host.split('.').all(|part| part.len() < 64 && label(part))
}

/// Decodes a label of an international name (RFC 3492); nothing where it is none.
fn from_punycode(code: &str) -> Option<String> {
    let (basic, extended) = code.rsplit_once('-').unwrap_or(("", code));
    let mut decoded: Vec<char> = basic.chars().collect();
    let (mut next, mut index, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = extended.chars().map(|digit| match digit {
        'a'..='z' => Some(digit as u32 - 'a' as u32),
        '0'..='9' => Some(digit as u32 - '0' as u32 + 26),
        _ => None,
    });
    while let Some(mut digit) = digits.next() {
        let (before, mut weight, mut position) = (index, 1_u32, 36_u32);
        loop {
            let value = digit?;
            index = index.checked_add(value.checked_mul(weight)?)?;
            let threshold = position.saturating_sub(bias).clamp(1, 26);
            if value < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            position += 36;
            digit = digits.next()?;
        }
        let count = u32::try_from(decoded.len()).ok()? + 1;
        let mut delta = (index - before) / if before == 0 { 700 } else { 2 };
        delta += delta / count;
        bias = 0;
        while delta > 455 {
            delta /= 35;
            bias += 36;
        }
        bias += 36 * delta / (delta + 38);
        next = next.checked_add(index / count)?;
        index %= count;
        decoded.insert(usize::try_from(index).ok()?, char::from_u32(next)?);
        index += 1;
    }
    (!extended.is_empty()).then(|| decoded.into_iter().collect())
}

fn encode_tail(path: &str, tail: &str) -> String {
    let (query, fragment) = tail.split_at(tail.find('#').unwrap_or(tail.len()));
    let mut out = mend(path, &[]);
    out.push_str(&mend(query, &[]));
    if let Some(fragment) = fragment.strip_prefix('#') {
        out.push('#');
        out.push_str(&mend(fragment, b"#"));
    }
    out
}

/// Writes every byte that an address may not hold, or that is in `also`, as `%` and its number.
fn mend(text: &str, also: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, character) in text.char_indices() {
        let allowed = match character {
            '%' => escaped_byte(&text.as_bytes()[index..]).is_some(),
            '!'..='~' => !b"\"<>\\^`{|}[]".contains(&(character as u8)) && !also.contains(&(character as u8)),
            _ => !character.is_ascii() && character.is_alphanumeric(),
        };
        if allowed {
            out.push(character);
        } else {
            push_encoded(&mut out, character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_put_right_or_told_to_lead_nowhere() {
        let local = |text: &str| Address::Local(text.to_owned());
        let remote = |text: &str| Address::Remote(text.to_owned());
        let nothing = |scheme: &str| Address::Nothing((!scheme.is_empty()).then(|| scheme.to_owned()));
        let cases = [
            (" a b.png\n", local("a%20b.png")),
            ("img\\a.png", local("img/a.png")),
            ("#a#b c", local("#a%23b%20c")),
            ("x%zz%41", local("x%25zz%41")),
            ("café.md#é", local("café.md#é")),
            ("1:2", local("1%3A2")),
            ("", local("")),
            ("a.png?v=2#x", local("a.png#x")),
            ("tel:#1", nothing("tel")),
            ("http://xn--bcher-kva.example/", remote("http://xn--bcher-kva.example/")),
            ("http://xn--abc/", nothing("http")),
            ("//Example.com/x", remote("https://example.com/x")),
            ("HTTP:\\\\example.com/a\\b", remote("http://example.com/a/b")),
            ("http://example.com/[a]|b", remote("http://example.com/%5Ba%5D%7Cb")),
            ("http://user@example.com:80/", remote("http://example.com:80/")),
            ("http://", nothing("http")),
            ("http://a..b/", nothing("http")),
            ("http://exa mple/", nothing("http")),
            ("http://1.2.3/", nothing("http")),
            ("http://a:99999/", nothing("http")),
            ("java\nscript:x", nothing("javascript")),
            ("C:\\x", nothing("c")),
            ("mailto:a b@c", Address::Other("mailto:a%20b@c".to_owned())),
            ("data:image/png;base64,AA", Address::Data("data:image/png;base64,AA".to_owned())),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
