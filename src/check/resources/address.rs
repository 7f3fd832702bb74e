//! Addresses that no book may hold, whatever is at their end. EPUB 3.3, sections 3.7, 3.8 and 4.1.5.

use super::remote::must_be_inside;
use crate::address::{escaped_byte, split_scheme};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::attribute;
use crate::check::survey::LinkKind;
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&LEAKING_ADDRESS, &FILE_ADDRESS, &DATA_ADDRESS, &QUERY, &UNKNOWN_SCHEME, &BROKEN_ADDRESS],
    section: "4.1.5",
    example: Example::Body,
    look: Look::Rendition(look),
};

const LEAKING_ADDRESS: Rule = Rule {
    name: "leaking-address",
    severity: Severity::Error,
    summary: "an address begins with `/` or climbs out of the container",
    explanation: r#"
Readers keep such an address inside, each in its own way; other programs may follow it out into the system.

Wrong:

    <p><a href="../../EPUB/page.xhtml">Back</a></p>

Right:

    <p><a href="page.xhtml">Back</a></p>
"#,
    epubcheck: &["RSC-026"],
};

const FILE_ADDRESS: Rule = Rule {
    name: "file-address",
    severity: Severity::Error,
    summary: "an address begins with `file:`",
    explanation: r#"
It means a file of the machine on which the book was made, which nobody else has.

Wrong:

    <p><img src="file:///home/me/map.png" alt="A map"/></p>

Right:

    <p><img src="images/map.png" alt="A map"/></p>
"#,
    epubcheck: &["RSC-030"],
};

const DATA_ADDRESS: Rule = Rule {
    name: "data-address",
    severity: Severity::Error,
    summary: "a link or an item of the package leads to a `data:` address",
    explanation: r#"
A page that stands in its own address has no place in the order of reading, and could hide what it does.
Pictures may be given so, pages may not.

Wrong:

    <p><a href="data:text/html,Note">A note</a></p>

Right:

    <p><a href="page.xhtml">A note</a></p>
"#,
    epubcheck: &["RSC-029", "RSC-011"],
};

const QUERY: Rule = Rule {
    name: "query-in-address",
    severity: Severity::Error,
    summary: "an address of a file in the container has a query",
    explanation: r#"
There is no server to answer it.
A `?` that belongs to a name is written `%3F`; but names must not hold one.

Wrong:

    <p><a href="page.xhtml?size=big">The page</a></p>

Right:

    <p><a href="page.xhtml">The page</a></p>
"#,
    epubcheck: &["RSC-033"],
};

const UNKNOWN_SCHEME: Rule = Rule {
    name: "unknown-scheme",
    severity: Severity::Warning,
    summary: "a link begins with a scheme that is not registered",
    explanation: r#"
No reader knows what to do with it.

Wrong:

    <p><a href="htpp://example.org/">A site</a></p>

Right:

    <p><a href="https://example.org/">A site</a></p>
"#,
    epubcheck: &["HTM-025"],
};

const BROKEN_ADDRESS: Rule = Rule {
    name: "broken-address",
    severity: Severity::Error,
    summary: "an address cannot be understood",
    explanation: r#"
After `https:` come two slashes and the name of a host, which holds no spaces and, after a colon, at most a number.

Wrong:

    <p><a href="https://exa mple.org:x/">A site</a></p>

Right:

    <p><a href="https://example.org/">A site</a></p>
"#,
    epubcheck: &["RSC-020"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for listed in &rendition.items {
        let (Some(target), Some(href)) = (&listed.target, listed.item.href.as_deref()) else { continue };
        let place = || rendition.node(listed.item.node).map_or(rendition.place(), |node| attribute(node, "href"));
        diagnostics.extend(fault(href, target, true).map(|finding| finding.at(place())));
    }
    for (_, link) in rendition.links() {
        let is_page = link.kind == LinkKind::Hyperlink;
        let finding = fault(link.href, &link.target, is_page);
        let finding = finding.or_else(|| is_page.then(|| scheme(link.href)).flatten());
        let finding = finding.map(|finding| finding.at(link.place));
        match finding {
            Some(finding) if finding.rule.name == DATA_ADDRESS.name && rendition.version == Version::Two => {
                diagnostics.push(finding.epubcheck("RSC-011"));
            }
            Some(finding) if finding.rule.name == DATA_ADDRESS.name => {
                diagnostics.extend(finding.under_two_ids("RSC-011"));
            }
            Some(finding) if finding.rule.name == FILE_ADDRESS.name && must_be_inside(link.kind, rendition.version) => {
                diagnostics.extend(finding.under_two_ids("RSC-006"));
            }
            finding => diagnostics.extend(finding),
        }
    }
}

/// Says what is wrong with an address, whatever file it stands in. `is_page` tells whether it opens what it leads to.
pub(in crate::check) fn fault(href: &str, target: &Target, is_page: bool) -> Option<Diagnostic> {
    match target {
        Target::Inside { leaks: true, .. } => {
            let finding = Diagnostic::new(&LEAKING_ADDRESS, format!("`{href}` leads out of the container"));
            Some(finding.help("write it relative to the file it stands in, without a `/` at its beginning"))
        }
        Target::Inside { .. } if has_query(href) => {
            let finding = Diagnostic::new(&QUERY, format!("`{href}` has a query"));
            Some(finding.help("take out what begins with `?`"))
        }
        Target::File => {
            let finding = Diagnostic::new(&FILE_ADDRESS, format!("`{href}` is a file of one machine"));
            Some(finding.help("put the file into the container, and write its path there"))
        }
        Target::Data if is_page => {
            let start: String = href.chars().take(40).collect();
            let finding = Diagnostic::new(&DATA_ADDRESS, format!("`{start}` … holds what it should lead to"));
            Some(finding.help("make a file of it"))
        }
        _ if is_broken(href) || has_forbidden_character(href) => {
            let finding = Diagnostic::new(&BROKEN_ADDRESS, format!("`{href}` is no address"));
            Some(finding.help("write it as `https://host/path`, with `%20` for a space"))
        }
        _ => None,
    }
}

fn has_query(href: &str) -> bool {
    href.split('#').next().is_some_and(|href| href.contains('?'))
}

/// Tells whether the host of an address is none.
pub(in crate::check) fn is_broken(href: &str) -> bool {
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

/// Tells whether the path or the query of an address holds what must be written as `%` and digits there.
fn has_forbidden_character(href: &str) -> bool {
    let href = href.trim_matches(|c: char| c.is_ascii_whitespace());
    if !crate::check::target::is_hierarchical(href) {
        return false;
    }
    let path = href.split('#').next().unwrap_or_default();
    href.matches('#').count() > 1
        || path.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
        || path.match_indices('%').any(|(at, _)| escaped_byte(&path.as_bytes()[at..]).is_none())
}

fn scheme(href: &str) -> Option<Diagnostic> {
    let (scheme, _) = split_scheme(href.trim_ascii())?;
    if REGISTERED.contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let finding = Diagnostic::new(&UNKNOWN_SCHEME, format!("`{scheme}:` is no registered scheme"));
    Some(finding.help("correct the scheme, or take the link out"))
}

/// The permanent and the commonest provisional schemes of IANA's registry that a text may link to.
const REGISTERED: &[&str] = &[
    "about",
    "acct",
    "adiumxtra",
    "aim",
    "app",
    "apt",
    "bitcoin",
    "blob",
    "callto",
    "cap",
    "chrome",
    "cid",
    "crid",
    "data",
    "dav",
    "dict",
    "dns",
    "doi",
    "ed2k",
    "facetime",
    "feed",
    "file",
    "finger",
    "fish",
    "ftp",
    "geo",
    "gg",
    "git",
    "go",
    "gopher",
    "gtalk",
    "h323",
    "hcp",
    "http",
    "https",
    "icap",
    "icon",
    "im",
    "imap",
    "info",
    "ipp",
    "irc",
    "irc6",
    "ircs",
    "iris",
    "isbn",
    "jabber",
    "jar",
    "javascript",
    "keyparc",
    "ldap",
    "ldaps",
    "lastfm",
    "magnet",
    "mailto",
    "maps",
    "market",
    "message",
    "mid",
    "mms",
    "ms-help",
    "msnim",
    "mtqp",
    "mumble",
    "mupdate",
    "mvn",
    "news",
    "nfs",
    "ni",
    "nih",
    "nntp",
    "notes",
    "opaquelocktoken",
    "pop",
    "pres",
    "prospero",
    "proxy",
    "psyc",
    "query",
    "res",
    "resource",
    "rmi",
    "rsync",
    "rtmp",
    "rtsp",
    "secondlife",
    "service",
    "session",
    "sftp",
    "sgn",
    "shttp",
    "sieve",
    "sip",
    "sips",
    "skype",
    "smb",
    "sms",
    "snmp",
    "soldat",
    "spotify",
    "ssh",
    "steam",
    "svn",
    "tag",
    "teamspeak",
    "tel",
    "telnet",
    "tftp",
    "thismessage",
    "tip",
    "tn3270",
    "tv",
    "udp",
    "unreal",
    "urn",
    "ut2004",
    "vemmi",
    "ventrilo",
    "view-source",
    "wais",
    "webcal",
    "ws",
    "wss",
    "wtai",
    "wyciwyg",
    "xcon",
    "xfire",
    "xmpp",
    "xri",
    "ymsgr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_judged_by_their_letters() {
        for fine in ["https://example.org", "http://[::1]:80/x", "http://user@example.org:8080/?q#f", "//example.org/"]
        {
            assert!(!is_broken(fine), "{fine}");
        }
        for broken in ["https://", "http://a b/", "https://example.org:x/", "http://[::1"] {
            assert!(is_broken(broken), "{broken}");
        }
    }
}
