//! Addresses that no book may hold, whatever is at their end. EPUB 3.3, sections 3.7, 3.8 and 4.1.5.

use super::missing::{is_remote_type, may_be_remote};
use crate::address::{escaped_byte, push_encoded, split_scheme};
use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Listed, Publication, Rendition, Version};
use crate::check::resource::attribute;
use crate::check::survey::{Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::package::Entry;
use crate::xml::NodeRef;

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
        let finding = fault(href, target, true).map(|finding| {
            let fix = encoded(rendition.entry, rendition.node(listed.item.node), href, &finding);
            finding.at(place()).fix(fix)
        });
        let is_inside = *target == Target::File && !is_remote_type(listed.media_type());
        diagnostics.extend(finding.clone().filter(|_| is_inside).map(|finding| finding.epubcheck("RSC-006")));
        diagnostics.extend(finding);
    }
    for (from, link) in rendition.links() {
        let is_page = link.kind == LinkKind::Hyperlink;
        let finding = fault(link.href, &link.target, is_page);
        let finding = finding.or_else(|| is_page.then(|| scheme(link.href)).flatten());
        let finding = finding.map(|finding| {
            let tree = from.entry.and_then(|entry| entry.document());
            let node = tree.zip(link.node).map(|(tree, node)| tree.get(node));
            let fix = from.entry.and_then(|entry| encoded(entry, node, link.href, &finding));
            finding.at(link.place).fix(fix)
        });
        match finding {
            Some(finding) if finding.rule.name == DATA_ADDRESS.name && rendition.version == Version::Two => {
                diagnostics.push(finding.epubcheck("RSC-011"));
            }
            Some(finding) if finding.rule.name == DATA_ADDRESS.name => {
                diagnostics.extend(finding.under_two_ids("RSC-011"));
            }
            Some(finding) if finding.rule.name == FILE_ADDRESS.name && !is_followed(link.kind) => {
                let ids = ids_of_file(rendition, from, link);
                diagnostics.extend(ids.map(|id| finding.clone().epubcheck(id)));
                diagnostics.push(finding);
            }
            finding => diagnostics.extend(finding),
        }
    }
}

/// Writes an address with `%` and digits for what may not stand in it as it is.
fn encoded(entry: &Entry, node: Option<NodeRef<'_>>, href: &str, finding: &Diagnostic) -> Option<Fix> {
    if finding.rule.name != BROKEN_ADDRESS.name {
        return None;
    }
    let mut new = String::new();
    for (at, character) in href.trim_ascii().char_indices() {
        let is_wrong =
            is_forbidden(character) || character == '%' && escaped_byte(&href.trim_ascii().as_bytes()[at..]).is_none();
        if is_wrong { push_encoded(&mut new, character) } else { new.push(character) }
    }
    let node = node?;
    let name = ["href", "src", "data", "poster"].into_iter().find(|name| node.attribute(name) == Some(href))?;
    let is_sound = new != href && !has_forbidden_character(&new);
    Fix::new(format!("write `{new}`"), [mend::set(entry, node, name, &new)]).filter(|_| is_sound)
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c)
}

/// Tells whether what a link leads to is not part of the page that it stands in.
fn is_followed(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::Hyperlink | LinkKind::Related | LinkKind::Cited)
}

/// Returns EPUBCheck's further ids for a file of the machine in the place of one of the book: it takes it for remote.
fn ids_of_file(
    rendition: &Rendition<'_>,
    from: &Listed<'_>,
    link: &Link<'_>,
) -> impl Iterator<Item = &'static str> + use<> {
    let path = |href: &str| href.get(5..).map(|path| path.trim_start_matches('/').to_owned());
    let is_same = |listed: &&Listed<'_>| {
        listed.target == Some(Target::File)
            && listed.item.href.as_deref().and_then(path) == path(link.href.trim_ascii())
    };
    let is_listed = rendition.items.iter().any(|listed| is_same(&listed));
    let reference =
        if may_be_remote(link.kind, rendition.version) { (!is_listed).then_some("RSC-008") } else { Some("RSC-006") };
    let is_told = matches!(link.kind, LinkKind::Stylesheet | LinkKind::Part)
        || rendition.version == Version::Two
        || from.item.has_property("remote-resources");
    reference.into_iter().chain((!is_told).then_some("OPF-014"))
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
        _ if *target == Target::Broken || has_forbidden_character(href) => {
            let finding = Diagnostic::new(&BROKEN_ADDRESS, format!("`{href}` is no address"));
            Some(finding.help("write it as `https://host/path`, with `%20` for a space"))
        }
        _ => None,
    }
}

/// Tells whether an address has a query of its own; one of the network that a tool took for a path has another.
fn has_query(href: &str) -> bool {
    if href.contains("://") {
        return false;
    }
    href.split('#').next().is_some_and(|href| href.contains('?'))
}

/// Tells whether an address holds what must be written as `%` and digits there.
fn has_forbidden_character(href: &str) -> bool {
    let href = href.trim_matches(|c: char| c.is_ascii_whitespace());
    if !crate::check::target::is_hierarchical(href) {
        return false;
    }
    href.matches('#').count() > 1
        || href.contains(is_forbidden)
        || href.match_indices('%').any(|(at, _)| escaped_byte(&href.as_bytes()[at..]).is_none())
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
