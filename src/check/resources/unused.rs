//! What the manifest lists is used, and what the container holds is listed. EPUB 3.3, section 5.6.1.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Listed, Publication, Reached, Rendition, Version};
use crate::check::resource::{file, tag};
use crate::check::survey::LinkKind;
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::media_type;
use crate::package::opf::MetadatumKind;
use std::collections::HashSet;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&UNUSED_ITEM, &UNLISTED_FILE],
    section: "5.6.1",
    example: Example::Manifest,
    look: Look::Rendition(look),
};

const UNUSED_ITEM: Rule = Rule {
    name: "unused-item",
    severity: Severity::Usage,
    summary: "no page uses a resource that the manifest lists",
    explanation: r#"
It makes the book larger for nothing; or the address that should lead to it is wrong.
What only a script uses cannot be seen from outside.

Wrong:

    <item id="old" href="images/map.png" media-type="image/png"/>

Right, without what no page uses.
"#,
    epubcheck: &["OPF-097"],
};

const UNLISTED_FILE: Rule = Rule {
    name: "unlisted-file",
    severity: Severity::Usage,
    summary: "the container holds a file that the manifest does not list",
    explanation: "
Readers never see it.
It may be left from an older version, or wait for an item that was forgotten.

Wrong: a container with `EPUB/notes.txt`, and no item for it.

Right: a container without it.
",
    epubcheck: &["OPF-003"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Three {
        unused(rendition, diagnostics);
    }
    if rendition.is_first {
        unlisted(publication, diagnostics);
    }
}

fn unused(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let mut is_used = vec![false; rendition.items.len()];
    for (from, link) in rendition.links() {
        if matches!(link.kind, LinkKind::Hyperlink | LinkKind::Related | LinkKind::Cited) {
            continue;
        }
        if let Reached::Listed(to) | Reached::Remote(Some(to)) = rendition.reach(link) {
            is_used[to.index] |= from.index != to.index;
        }
    }
    let overlays = rendition.items.iter().filter_map(|listed| listed.item.media_overlay.as_deref());
    for overlay in overlays.filter_map(|id| rendition.item(id)) {
        is_used[overlay.index] = true;
    }
    let is_known = |listed: &&Listed<'_>| {
        let is_special = listed.item.has_property("nav") || listed.item.has_property("cover-image");
        listed.spine.is_some() || is_used[listed.index] || is_special || listed.media_type() == media_type::NCX
    };
    for listed in rendition.items.iter().filter(|listed| !is_known(listed)) {
        let Some(href) = listed.item.href.as_deref() else { continue };
        let place = rendition.node(listed.item.node).map_or(rendition.place(), tag);
        let finding = Diagnostic::new(&UNUSED_ITEM, format!("no page uses `{href}`")).at(place);
        diagnostics.push(finding.help("take the item and its file out, or use it"));
    }
}

fn unlisted(publication: &Publication<'_>, diagnostics: &mut Diagnostics) {
    let renditions: Vec<Rendition<'_>> = publication.renditions().collect();
    let linked: HashSet<String> = renditions.iter().flat_map(linked_paths).collect();
    for entry in &publication.package.entries {
        let is_listed = || renditions.iter().any(|rendition| rendition.item_listing(&entry.path).is_some());
        let is_own = entry.path.starts_with("META-INF/") || publication.is_rootfile(&entry.path);
        if is_own || linked.contains(&entry.path) || is_listed() {
            continue;
        }
        let finding = Diagnostic::new(&UNLISTED_FILE, format!("the manifest does not list `{}`", entry.path));
        diagnostics.push(finding.at(file(entry)).help("list it, or take it out of the container"));
    }
}

/// Returns the files that the metadata of a package document links to.
fn linked_paths(rendition: &Rendition<'_>) -> Vec<String> {
    let base = Base::Inside(rendition.entry.path.clone());
    let links = rendition.document.metadata.iter().filter(|datum| datum.kind == MetadatumKind::Link);
    let paths = links.filter_map(|link| match resolve(&base, &link.value) {
        Target::Inside { path, .. } => Some(path),
        _ => None,
    });
    paths.collect()
}
