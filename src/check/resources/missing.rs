//! What an address leads to is there, and is listed. EPUB 3.3, sections 3.1 and 4.1.5.

use super::hyperlink::is_to_package;
use crate::address::encode;
use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::of_file;
use crate::check::media_types::{is_audio, is_font, is_video};
use crate::check::mend;
use crate::check::publication::{Publication, Reached, Rendition, Version};
use crate::check::resource;
use crate::check::survey::{Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::package::ns;
use std::collections::HashSet;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_RESOURCE, &UNLISTED_RESOURCE],
    section: "4.1.5",
    example: Example::Body,
    look: Look::Rendition(look),
};

const MISSING_RESOURCE: Rule = Rule {
    name: "missing-resource",
    severity: Severity::Error,
    summary: "an address leads to a file that is not in the container",
    explanation: r#"
The address is relative to the file it stands in, and upper and lower case are not the same.
Readers show a broken picture, or do nothing when the link is followed.

Wrong, where the file is `images/map.png`:

    <p><img src="images/Map.png" alt="A map"/></p>

Right:

    <p><img src="images/map.png" alt="A map"/></p>
"#,
    epubcheck: &["RSC-007", "RSC-007w"],
};

const UNLISTED_RESOURCE: Rule = Rule {
    name: "unlisted-resource",
    severity: Severity::Error,
    summary: "a resource is used that the manifest does not list",
    explanation: r#"
Readers and stores take from a container what the manifest lists, and may leave out the rest.
That holds for sounds, films and fonts in the network as well.

Wrong, where no item has this address:

    <p><audio src="https://example.org/sea.mp3" controls="controls"></audio></p>

Right, with `<item id="sea" href="sound/sea.mp3" media-type="audio/mpeg"/>` and the file for it, or without the sound:

    <p>The sea.</p>
"#,
    epubcheck: &["RSC-008", "RSC-007"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let mut told: HashSet<&Target> = HashSet::new();
    for (_, link) in rendition.links() {
        match rendition.reach(link) {
            Reached::Missing if !is_unread(rendition, link) => diagnostics.push(missing(link)),
            // A place counted out through the package document begins there; other links to it are told elsewhere.
            Reached::Unlisted if is_to_package(publication, link) => {}
            // EPUBCheck takes the fragment for a part of the name, and does not find such a file.
            Reached::Unlisted if !is_unread(rendition, link) && has_fragment(link) => {
                diagnostics.push(unlisted(link).epubcheck("RSC-007").fix(listing(publication, rendition, link)));
            }
            Reached::Unlisted if !is_unread(rendition, link) && told.insert(&link.target) => {
                diagnostics.push(unlisted(link).fix(listing(publication, rendition, link)));
            }
            Reached::Elsewhere if link.target == Target::Other && may_be_remote(link.kind, rendition.version) => {
                diagnostics.push(unlisted(link));
            }
            Reached::Remote(None) if may_be_remote(link.kind, rendition.version) && told.insert(&link.target) => {
                diagnostics.push(unlisted(link));
            }
            _ => {}
        }
    }
}

/// Tells whether no reader of this version follows a link.
fn is_unread(rendition: &Rendition<'_>, link: &Link<'_>) -> bool {
    link.kind == LinkKind::Related || link.kind == LinkKind::Cited && rendition.version == Version::Two
}

fn has_fragment(link: &Link<'_>) -> bool {
    matches!(&link.target, Target::Inside { fragment: Some(_), .. })
}

fn missing(link: &Link<'_>) -> Diagnostic {
    let path = if let Target::Inside { path, .. } = &link.target { path } else { link.href };
    let message = format!("`{path}` is not in the container");
    Diagnostic::new(&MISSING_RESOURCE, message).at(link.place).help("add the file and list it, or correct the address")
}

fn unlisted(link: &Link<'_>) -> Diagnostic {
    let message = format!("`{}` is not listed in the manifest", link.href);
    Diagnostic::new(&UNLISTED_RESOURCE, message).at(link.place).help("add an `item` for it to the manifest")
}

/// Lists the file that a link leads to, where its type is known; a page would want a place in the spine too.
fn listing(publication: &Publication<'_>, rendition: &Rendition<'_>, link: &Link<'_>) -> Option<Fix> {
    let Target::Inside { path, leaks: false, .. } = &link.target else { return None };
    let file = publication.files.get(path.as_str())?;
    let media_type = of_file(path, resource::bytes(file)).filter(|_| !path.starts_with("META-INF/"))?;
    let folder = rendition.entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let inside = path.strip_prefix(folder).map(|rest| rest.trim_start_matches('/'));
    let href = match inside {
        Some(inside) if folder.is_empty() || path[folder.len()..].starts_with('/') => encode(inside),
        _ => format!("{}{}", "../".repeat(folder.split('/').count()), encode(path)),
    };
    let manifest = rendition.node(rendition.document.node)?;
    let manifest = manifest.elements().find(|node| node.local_in(ns::OPF) == Some("manifest"))?;
    let prefix = &manifest.name()?.prefix;
    let name = if prefix.is_empty() { "item".to_owned() } else { format!("{prefix}:item") };
    let attributes = [
        mend::attribute("id", &rendition.free_id(path)),
        mend::attribute("href", &href),
        mend::attribute("media-type", media_type),
    ];
    let item = format!("<{name} {}/>", attributes.join(" "));
    Fix::new(format!("list `{path}` in the manifest"), [mend::last(rendition.entry, manifest, item)])
}

/// Tells whether what a link of this kind leads to may lie in the network, and must be listed then.
pub(super) fn may_be_remote(kind: LinkKind, version: Version) -> bool {
    version == Version::Three
        && matches!(kind, LinkKind::Audio | LinkKind::Video | LinkKind::Font | LinkKind::OverlayAudio)
}

/// Tells whether a resource of this type may lie in the network.
pub(super) fn is_remote_type(essence: &str) -> bool {
    is_audio(essence) || is_video(essence) || is_font(essence)
}
