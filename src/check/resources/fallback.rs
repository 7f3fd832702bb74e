//! Foreign resources have a fallback, and fallback chains an end. EPUB 3.3, sections 3.3 and 3.5.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::{is_content_document, is_core, is_core_image, is_outdated_document};
use crate::check::mend;
use crate::check::publication::{Listed, Publication, Reached, Rendition, Version};
use crate::check::resource::attribute;
use crate::check::survey::{Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::package::media_type;
use crate::xml::{NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_FALLBACK, &CIRCULAR_FALLBACK, &UNKNOWN_FALLBACK, &SPINE_WITHOUT_FALLBACK],
    section: "3.3",
    example: Example::Body,
    look: Look::Rendition(look),
};

const MISSING_FALLBACK: Rule = Rule {
    name: "missing-fallback",
    severity: Severity::Error,
    summary: "a resource that not every reader can show has no fallback",
    explanation: r#"
Every reader knows the core media types: GIF, JPEG, PNG, SVG and WebP, MP3, AAC in MP4 and Opus in Ogg, CSS, and fonts.
Another picture or sound needs one of these in its place: a second `source` of a sound, an item that `fallback` of its
item names, or what stands in an `object`.

Wrong:

    <p><img src="data:image/tiff;base64,SUkqAA==" alt="A map"/></p>

Right:

    <p><img src="images/map.png" alt="A map"/></p>
"#,
    epubcheck: &["RSC-032"],
};

const CIRCULAR_FALLBACK: Rule = Rule {
    name: "circular-fallback",
    severity: Severity::Error,
    summary: "a chain of fallbacks leads back to where it began",
    explanation: "
A reader that can show none of them would go on for ever.

Wrong: the item `a` has `b` for its fallback, and `b` has `a`.

Right: the last item of the chain has a core media type, and no fallback.
",
    epubcheck: &["OPF-045"],
};

const UNKNOWN_FALLBACK: Rule = Rule {
    name: "unknown-fallback",
    severity: Severity::Error,
    summary: "`fallback` of an item names no item",
    explanation: r##"
`fallback` holds the id of another item, as it is, without `#`.

Wrong: `fallback="#map-png"`.

Right: `fallback="map-png"`, where that is the id of an item.
"##,
    epubcheck: &["OPF-040", "OPF-041"],
};

const SPINE_WITHOUT_FALLBACK: Rule = Rule {
    name: "spine-without-fallback",
    severity: Severity::Error,
    summary: "the spine names an item that is no page and has no page for a fallback",
    explanation: r#"
What stands in the spine is XHTML or SVG, or has an XHTML or SVG fallback.
A picture by itself is put on a page.

Wrong: `<itemref idref="map"/>`, where `map` is a PNG.

Right: `<itemref idref="map-page"/>`, where that is a page which shows the PNG.
"#,
    epubcheck: &["OPF-043", "OPF-044", "OPF-042"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let mut media = HashMap::new();
    for (from, link) in rendition.links() {
        let (essence, has_fallback) = match (&link.target, rendition.reach(link)) {
            (Target::Data, _) => (data_type(link.href), false),
            (_, Reached::Listed(to) | Reached::Remote(Some(to))) => {
                (to.whole_media_type(), has_core_type(rendition, to))
            }
            _ => continue,
        };
        let wants = matches!(
            link.kind,
            LinkKind::Image | LinkKind::Poster | LinkKind::Audio | LinkKind::Video | LinkKind::Embedded
        );
        if !wants || is_core(essence) || has_fallback || has_intrinsic(rendition, from, link, &mut media) {
            continue;
        }
        if let Reached::Remote(_) = rendition.reach(link)
            && !super::missing::is_remote_type(essence)
        {
            continue;
        }
        let name: String = link.href.chars().take(60).collect();
        let message = format!("`{name}` is of the foreign type `{essence}` and has no fallback");
        let finding = Diagnostic::new(&MISSING_FALLBACK, message).at(link.place);
        diagnostics.push(finding.help("use a core media type, or give the item a `fallback` that has one"));
    }
    for listed in &rendition.items {
        chain(rendition, listed, diagnostics);
    }
    circles(rendition, diagnostics);
    spine(rendition, diagnostics);
}

/// Returns the media type that a `data:` address says it has.
fn data_type(href: &str) -> &str {
    let rest = href.trim_ascii().get(5..).unwrap_or_default();
    let head = rest.split(',').next().unwrap_or_default();
    let head = head.trim_ascii().strip_suffix(";base64").unwrap_or(head).trim_ascii();
    if head.is_empty() || head.starts_with(';') { "text/plain" } else { head }
}

/// Tells whether every reader can show an item, or what may be shown in its place.
pub(in crate::check) fn has_core_type(rendition: &Rendition<'_>, item: &Listed<'_>) -> bool {
    rendition.fallbacks(item).any(|listed| is_core(listed.whole_media_type()))
}

/// Tells whether the document itself offers another form: another source of a sound, or what an `object` holds.
///
/// `media` keeps the answers for sounds and films, by the item and the element.
fn has_intrinsic(
    rendition: &Rendition<'_>,
    from: &Listed<'_>,
    link: &Link<'_>,
    media: &mut HashMap<(usize, NodeId), bool>,
) -> bool {
    let Some(node) = from.entry.and_then(|entry| entry.document()).zip(link.node).map(|(tree, node)| tree.get(node))
    else {
        return false;
    };
    match (link.kind, node.html()) {
        // Pictures of `picture` have rules of their own.
        (LinkKind::Image, Some("img" | "source")) => node.parent().is_some_and(|parent| parent.is_html("picture")),
        (LinkKind::Embedded, Some("object")) => node.descendants().any(is_shown),
        (LinkKind::Audio | LinkKind::Video, Some("source")) => {
            let Some(parent) = node.parent() else { return false };
            *media.entry((from.index, parent.id())).or_insert_with(|| {
                let siblings: HashSet<_> = parent.elements().map(NodeRef::id).collect();
                let links = &rendition.survey(from).links;
                let mut others = links.iter().filter(|other| other.node.is_some_and(|node| siblings.contains(&node)));
                others.any(|other| match rendition.reach(other) {
                    Reached::Listed(to) | Reached::Remote(Some(to)) => is_core(to.whole_media_type()),
                    _ => false,
                })
            })
        }
        _ => false,
    }
}

/// Tells whether a node in an `object` is something to be seen in its place.
fn is_shown(node: NodeRef<'_>) -> bool {
    match node.html() {
        None => node.is_text() && !node.text().trim_ascii().is_empty(),
        Some(name) => matches!(name, "img" | "svg" | "audio" | "video" | "table"),
    }
}

fn chain(rendition: &Rendition<'_>, listed: &Listed<'_>, diagnostics: &mut Diagnostics) {
    fallback_style(rendition, listed, diagnostics);
    let Some(fallback) = listed.item.fallback.as_deref() else { return };
    let place = || rendition.node(listed.item.node).map_or(rendition.place(), |node| attribute(node, "fallback"));
    if rendition.item(fallback).is_none() {
        let finding = Diagnostic::new(&UNKNOWN_FALLBACK, format!("there is no item `{fallback}`")).at(place());
        let item = rendition.node(listed.item.node);
        let change = item.and_then(|item| mend::unset(rendition.entry, item, "fallback"));
        // Where the item needs one, nobody can tell which.
        let is_needless = is_core(listed.whole_media_type());
        let fix = Fix::new("take `fallback` out, which the item does not need", [change]).filter(|_| is_needless);
        diagnostics.push(finding.help("write the id of the item that may take its place").fix(fix));
    }
}

/// Tells of every circle of fallbacks once, at the first of its items.
fn circles(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let next = |index: usize| {
        let fallback = rendition.items[index].item.fallback.as_deref()?;
        rendition.item(fallback).map(|listed| listed.index)
    };
    // The item from which each was first come by.
    let mut seen: Vec<Option<usize>> = vec![None; rendition.items.len()];
    for start in 0..rendition.items.len() {
        let mut at = Some(start);
        while let Some(index) = at {
            if seen[index] == Some(start) {
                let circle = std::iter::successors(Some(index), |&at| next(at).filter(|&at| at != index));
                let first = &rendition.items[circle.min().unwrap_or(index)];
                let node = rendition.node(first.item.node);
                let place = node.map_or(rendition.place(), |node| attribute(node, "fallback"));
                let message = "the chain of fallbacks leads back to this item";
                let finding = Diagnostic::new(&CIRCULAR_FALLBACK, message).at(place);
                diagnostics.push(finding.help("take the `fallback` out of the last item of the chain"));
            }
            at = if seen[index].is_none() { next(index) } else { None };
            seen[index].get_or_insert(start);
        }
    }
}

/// Looks at the stylesheet that EPUB 2 lets an item fall back on.
fn fallback_style(rendition: &Rendition<'_>, listed: &Listed<'_>, diagnostics: &mut Diagnostics) {
    let Some(node) = rendition.node(listed.item.node).filter(|_| rendition.version == Version::Two) else { return };
    let Some(style) = node.attribute("fallback-style").filter(|id| rendition.item(id.trim_ascii()).is_none()) else {
        return;
    };
    let finding = Diagnostic::new(&UNKNOWN_FALLBACK, format!("there is no item `{style}`")).epubcheck("OPF-041");
    diagnostics.push(finding.at(attribute(node, "fallback-style")).help("write the id of a stylesheet"));
}

fn spine(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for itemref in &rendition.document.spine.itemrefs {
        let Some(listed) = itemref.idref.as_deref().and_then(|id| rendition.item(id)) else { continue };
        let is_document = |listed: &Listed<'_>| is_content_document(listed.media_type(), rendition.version);
        let is_old = rendition.version == Version::Two && is_outdated_document(listed.media_type());
        let is_never = rendition.version == Version::Two && is_picture_or_style(listed.media_type());
        let has_document = !is_never && rendition.fallbacks(listed).any(is_document);
        if is_old || has_document {
            continue;
        }
        let place = rendition.node(listed.item.node).map_or(rendition.place(), |node| attribute(node, "media-type"));
        let message =
            format!("`{}` stands in the spine and is no page", listed.item.href.as_deref().unwrap_or_default());
        let finding = Diagnostic::new(&SPINE_WITHOUT_FALLBACK, message).at(place);
        let finding = finding.help("give the item a `fallback` that is a page, or put a page into the spine");
        diagnostics.push(match listed.item.fallback {
            _ if is_never => finding.epubcheck("OPF-042"),
            Some(_) => finding.epubcheck("OPF-044"),
            None => finding,
        });
    }
}

/// Tells whether it is of a type that EPUB 2 never lets into the spine.
fn is_picture_or_style(media_type: &str) -> bool {
    is_core_image(media_type) || matches!(media_type, media_type::CSS | "text/x-oeb1-css")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_of_data_stands_at_its_head() {
        for (href, expected) in [
            ("data:image/png;base64,AA", "image/png"),
            ("data:audio/ogg;codecs=opus;base64,AA", "audio/ogg;codecs=opus"),
            ("data:,x", "text/plain"),
            ("data:;charset=utf-8,x", "text/plain"),
        ] {
            assert_eq!(data_type(href), expected);
        }
    }
}
