//! Where an address leads, from the file and the base that it stands in. EPUB 3.3, 4.1.5, and RFC 3986.

use crate::address::{is_absolute, split_scheme};
use crate::package::{Reference, resolve as resolve_inside};
use std::borrow::Cow;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// To a file of the container by its path, and perhaps a place in it, both decoded; `leaks` where it climbs out on
    /// the way, and only readers that let nobody out find the file.
    Inside { path: String, fragment: Option<String>, leaks: bool },
    /// Into the network: the whole address without its fragment, and that.
    Remote { url: String, fragment: Option<String> },
    /// Nowhere: it holds what it means.
    Data,
    /// To a file of the machine.
    File,
    /// To something that is no file: `mailto:`, `tel:` …
    Other,
    /// Nowhere: it has no host, or one that cannot be.
    Broken,
}

/// What relative addresses of a document are relative to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// A path in the container.
    Inside(String),
    /// An absolute address.
    Remote(String),
}

impl Base {
    /// Returns the base that `href` makes where this one holds.
    pub(super) fn join(&self, href: &str) -> Self {
        match resolve(self, href) {
            Target::Inside { path, .. } => {
                // A base that ends in `/` is a folder: addresses are relative to what is in it.
                Self::Inside(if href.trim_end().ends_with('/') { format!("{path}/") } else { path })
            }
            Target::Remote { url, .. } => Self::Remote(url),
            Target::Data | Target::File | Target::Other | Target::Broken => self.clone(),
        }
    }
}

/// Resolves an address.
pub(super) fn resolve(base: &Base, href: &str) -> Target {
    let href = href.trim_matches(|c: char| c.is_ascii_whitespace());
    let whole: Cow<'_, str> = match base {
        Base::Remote(url) if !is_absolute(href) => Cow::Owned(join_remote(url, href)),
        _ => Cow::Borrowed(href),
    };
    if is_absolute(&whole) {
        return absolute(&whole);
    }
    let Base::Inside(from) = base else { return Target::Other };
    match resolve_inside(from, href) {
        Reference::Inside { path, fragment } => Target::Inside { path, fragment, leaks: false },
        Reference::Leak { path, fragment } => Target::Inside { path, fragment, leaks: true },
        Reference::Absolute => Target::Other,
    }
}

/// Tells whether an address has a path, and not what only its scheme understands.
pub(super) fn is_hierarchical(address: &str) -> bool {
    let scheme = split_scheme(address).map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_none_or(|scheme| matches!(scheme.as_str(), "http" | "https" | "ftp" | "ws" | "wss" | "file"))
}

/// Tells whether the host of an address is none.
pub(super) fn has_broken_host(href: &str) -> bool {
    let href = href.trim_ascii();
    let Some((scheme, rest)) = split_scheme(href) else { return false };
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "ftp" | "ws" | "wss") {
        return false;
    }
    if !rest.starts_with("//") {
        return true;
    }
    let authority = rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    if let Some(address) = host.strip_prefix('[') {
        return !address.contains(']');
    }
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let is_forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>[]\\^|%#".contains(c);
    host.is_empty() || host.contains(is_forbidden) || port.parse::<u16>().is_err() && !port.is_empty()
}

fn absolute(address: &str) -> Target {
    let scheme = split_scheme(address).map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("data") => Target::Data,
        Some("file") => Target::File,
        _ if has_broken_host(address) => Target::Broken,
        None | Some("http" | "https" | "ftp" | "ws" | "wss") => {
            let (url, fragment) = match address.split_once('#') {
                Some((url, fragment)) => (url, Some(fragment.to_owned())),
                None => (address, None),
            };
            Target::Remote { url: url.to_owned(), fragment }
        }
        Some(_) => Target::Other,
    }
}

/// Joins a relative address to an absolute one, as far as telling them apart needs.
fn join_remote(base: &str, href: &str) -> String {
    let origin = base.find("://").map_or(0, |at| at + 3);
    let path = base[origin..].find('/').map_or(base.len(), |at| origin + at);
    if href.starts_with('/') {
        return format!("{}{href}", &base[..path]);
    }
    let folder = base[path..].rfind('/').map_or(path, |at| path + at);
    format!("{}/{href}", &base[..folder])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_where_its_base_says() {
        let inside = Base::Inside("EPUB/a.xhtml".into());
        let remote = Base::Remote("https://example.org/x/y".into());
        let file = |path: &str| Target::Inside { path: path.into(), fragment: None, leaks: false };
        let far = |url: &str| Target::Remote { url: url.into(), fragment: None };
        assert_eq!(resolve(&inside, "b.png"), file("EPUB/b.png"));
        assert_eq!(resolve(&inside.join("c/"), "b.png"), file("EPUB/c/b.png"));
        assert_eq!(resolve(&remote, "b.png"), far("https://example.org/x/b.png"));
        assert_eq!(resolve(&remote, "/b.png"), far("https://example.org/b.png"));
        assert_eq!(resolve(&inside.join("http://a.b/"), "c"), far("http://a.b/c"));
        assert_eq!(resolve(&inside, "HTTP://a.b"), far("HTTP://a.b"));
        for (href, target) in [("data:,x", Target::Data), ("file:///x", Target::File), ("tel:1", Target::Other)] {
            assert_eq!(resolve(&inside, href), target);
        }
        for href in ["/x", "../../x"] {
            assert_eq!(resolve(&inside, href), Target::Inside { path: "x".into(), fragment: None, leaks: true });
        }
    }

    #[test]
    fn hosts_are_judged_by_their_letters() {
        for fine in ["https://example.org", "http://[::1]:80/x", "http://user@example.org:8080/?q#f", "//example.org/"]
        {
            assert!(!has_broken_host(fine), "{fine}");
        }
        for broken in ["https://", "http://a b/", "https://example.org:x/", "http://[::1"] {
            assert!(has_broken_host(broken), "{broken}");
        }
    }
}
