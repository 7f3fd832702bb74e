//! Addresses on a page, seen from where the page was on the web (RFC 3986, section 5.2).

use crate::address::has_scheme;

/// Returns where an address leads from a page; `None` where it is one of the page's own, or cannot be told.
pub(super) fn join(base: &str, address: &str) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') || has_scheme(address) {
        return None;
    }
    let (scheme, rest) = base.split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(other) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    if address.starts_with('?') {
        return Some(format!("{scheme}://{host}/{path}{address}"));
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (plain, tail) = address.split_at(end);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = match plain.strip_prefix('/') {
        Some(from_top) => from_top.to_owned(),
        None if folder.is_empty() => plain.to_owned(),
        None => format!("{folder}/{plain}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(format!("{scheme}://{host}/{}{tail}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined_to_that_of_their_page() {
        let base = "https://example.org/a/b.html?x=1";
        for (address, expected) in [
            ("c.html#d", Some("https://example.org/a/c.html#d")),
            ("./c", Some("https://example.org/a/c")),
            ("../c?d=../e", Some("https://example.org/c?d=../e")),
            ("/c/", Some("https://example.org/c/")),
            ("//other.org/c", Some("https://other.org/c")),
            ("#d", None),
            ("mailto:a@example.org", None),
        ] {
            assert_eq!(join(base, address).as_deref(), expected, "{address}");
        }
        assert_eq!(join("https://example.org", "c").as_deref(), Some("https://example.org/c"));
        assert_eq!(join("/", "c"), None);
    }
}
