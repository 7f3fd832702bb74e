//! References inside a container, each resolved against the file that makes it. EPUB 3.3, section 4.1.5.

use crate::address::{decode, is_absolute};

/// What a reference in a file of the container leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A file of the container by its path, and perhaps a place in it, both decoded.
    Inside { path: String, fragment: Option<String> },
    /// An absolute address: `https:`, `mailto:`, `data:` …
    Absolute,
    /// A relative reference that climbs out of the container, or that begins with `/`; with what readers, who let
    /// nobody out, take it for.
    Leak { path: String, fragment: Option<String> },
}

/// Resolves `href` as it stands in the file at `from`.
pub fn resolve(from: &str, href: &str) -> Reference {
    let href = href.trim_matches(|c: char| c.is_ascii_whitespace());
    if is_absolute(href) {
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
    let folder = from.rfind('/').map_or("", |slash| &from[..slash]);
    let is_odd = |path: &str| path.contains(['%', '\\']) || path.split('/').any(|part| matches!(part, "" | "." | ".."));
    if !is_odd(path) && (folder.is_empty() || !is_odd(folder)) {
        let path = if folder.is_empty() { path.to_owned() } else { [folder, path].join("/") };
        return Reference::Inside { path, fragment };
    }
    let mut leaks = path.starts_with('/');
    let folder = if leaks { "" } else { folder };
    let mut parts: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in path.split('/') {
        match decode(part).as_str() {
            "" | "." => {}
            ".." => leaks |= parts.pop().is_none(),
            part => parts.push(part.to_owned()),
        }
    }
    let path = parts.join("/");
    if leaks { Reference::Leak { path, fragment } } else { Reference::Inside { path, fragment } }
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
        for (from, href) in [("OEBPS/a.xhtml", "../../b"), ("OEBPS/a.xhtml", "%2E%2E/../b"), ("x/a.xhtml", "/b")] {
            assert_eq!(resolve(from, href), Reference::Leak { path: "b".to_owned(), fragment: None });
        }
    }
}
