//! What may lie outside the container, and how it is fetched. EPUB 3.3, section 3.6.

use super::missing::{is_remote_type, may_be_remote};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Listed, Publication, Reached, Rendition, Version};
use crate::check::resource::attribute;
use crate::check::survey::{Features, Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&REMOTE_FILE, &REMOTE_FILE_OF_A_SCRIPT, &INSECURE_ADDRESS],
    section: "3.6",
    example: Example::Body,
    look: Look::Rendition(look),
};

const REMOTE_FILE: Rule = Rule {
    name: "remote-file",
    severity: Severity::Error,
    summary: "a resource lies outside the container that must be in it",
    explanation: r#"
A book must be whole without a network.
Only sounds, films and fonts may lie elsewhere, and what a script fetches.

Wrong:

    <p><img src="https://example.org/map.png" alt="A map"/></p>

Right:

    <p><img src="images/map.png" alt="A map"/></p>
"#,
    epubcheck: &["RSC-006"],
};

const REMOTE_FILE_OF_A_SCRIPT: Rule = Rule {
    name: "remote-file-of-a-script",
    severity: Severity::Usage,
    summary: "the manifest lists a file in the network that only a script can use",
    explanation: "
No page leads to this file, but the book has scripts, and what those fetch may lie in the network.
Whether one does cannot be told from outside.

Wrong, if no script fetches it.

Right, if one does.
",
    epubcheck: &["RSC-006b"],
};

const INSECURE_ADDRESS: Rule = Rule {
    name: "insecure-address",
    severity: Severity::Warning,
    summary: "a resource in the network is not fetched by `https`",
    explanation: "
Over `http` anybody on the way can read and change what is sent, and many readers refuse to load it.

Wrong, in `src` of a sound that the manifest lists by the same address: `http://example.org/sea.mp3`.

Right: `https://example.org/sea.mp3`.
",
    epubcheck: &["RSC-031"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let mut used = vec![false; rendition.items.len()];
    for (_, link) in rendition.links() {
        let listed = match rendition.reach(link) {
            Reached::Remote(listed) => listed,
            // It is no file at all, such as `mailto:`.
            Reached::Elsewhere if link.target == Target::Other => None,
            _ => continue,
        };
        if let Some(listed) = listed {
            used[listed.index] = true;
        }
        diagnostics.extend(look_at(rendition, link, listed));
    }
    let has_scripts = rendition.surveys.iter().any(|survey| survey.features.has(Features::SCRIPTED));
    for listed in rendition.items.iter().filter(|_| rendition.version == Version::Three) {
        let Some(Target::Remote { .. }) = listed.target else { continue };
        let is_flash = listed.media_type() == "application/x-shockwave-flash";
        if is_flash || is_remote_type(listed.media_type()) || (used[listed.index] && listed.spine.is_none()) {
            continue;
        }
        let href = listed.item.href.as_deref().unwrap_or_default();
        let place = rendition.node(listed.item.node).map_or(rendition.place(), |node| attribute(node, "href"));
        diagnostics.push(if has_scripts && listed.spine.is_none() {
            let message = format!("no page uses `{href}`, which lies outside the container");
            let finding = Diagnostic::new(&REMOTE_FILE_OF_A_SCRIPT, message).at(place);
            finding.help("make sure that a script fetches it, or take the item out")
        } else {
            outside(href, place)
        });
    }
}

fn look_at(rendition: &Rendition<'_>, link: &Link<'_>, listed: Option<&Listed<'_>>) -> Option<Diagnostic> {
    if matches!(link.kind, LinkKind::Hyperlink | LinkKind::Related) {
        return None;
    }
    let is_three = rendition.version == Version::Three;
    let in_spine = is_three && listed.is_some_and(|listed| listed.spine.is_some());
    let is_listed_so = is_three && listed.is_some_and(|listed| is_remote_type(listed.media_type()));
    let is_cited = link.kind == LinkKind::Cited;
    if !is_cited && !in_spine && !is_listed_so && !may_be_remote(link.kind, rendition.version) {
        return Some(outside(link.href, link.place));
    }
    let is_secure = link.href.trim_ascii().get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
    (is_three && !is_secure).then(|| {
        let message = format!("`{}` is not fetched by `https`", link.href);
        Diagnostic::new(&INSECURE_ADDRESS, message).at(link.place).help("write `https:`, if the server knows it")
    })
}

fn outside(href: &str, place: Place) -> Diagnostic {
    let message = format!("`{href}` lies outside the container");
    Diagnostic::new(&REMOTE_FILE, message).at(place).help("put the file into the container, and list it")
}
