//! Overlays and pages name each other, and overlays name sounds that readers can play. EPUB 3.3, sections 9.2.2.6,
//! 9.2.2.7 and 9.3.1.

use super::{is_overlay, pages};
use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::{is_audio, is_core};
use crate::check::publication::{Listed, Publication, Reached, Rendition};
use crate::check::resource::{attribute, tag};
use crate::check::survey::{Link, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::Body;
use std::collections::BTreeMap;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&SHARED_PAGE, &UNNAMED_OVERLAY, &OTHER_OVERLAY, &UNREAD_PAGE],
    section: "9.3.1",
    example: Example::None,
    look: Look::Rendition(look),
};

pub(in crate::check) const SOUND_CHECK: Check = Check {
    rules: &[&FOREIGN_SOUND, &PART_OF_SOUND, &UNCLEAR_FRAGMENT],
    section: "9.2.2.7",
    example: Example::Overlay,
    look: Look::Rendition(look_at_links),
};

const SHARED_PAGE: Rule = Rule {
    name: "shared-page",
    severity: Severity::Error,
    summary: "two overlays read the same page",
    explanation: "
A page has one overlay, and readers start that one.

Wrong: `one.smil` and `two.smil` both name `page.xhtml`.

Right: what both read is in one of them.
",
    epubcheck: &["MED-011"],
};

const UNNAMED_OVERLAY: Rule = Rule {
    name: "unnamed-overlay",
    severity: Severity::Error,
    summary: "a page that an overlay reads does not name it",
    explanation: "
Readers find the overlay of a page by `media-overlay` of its item.

Wrong: `<item id=\"page\" href=\"page.xhtml\" media-type=\"application/xhtml+xml\"/>`.

Right: `<item id=\"page\" href=\"page.xhtml\" media-type=\"application/xhtml+xml\" media-overlay=\"overlay\"/>`.
",
    epubcheck: &["MED-010"],
};

const OTHER_OVERLAY: Rule = Rule {
    name: "other-overlay",
    severity: Severity::Error,
    summary: "a page names another overlay than the one that reads it",
    explanation: "
`media-overlay` is the id of the item of the overlay that names the page.

Wrong: `media-overlay=\"two\"`, where `one.smil` reads the page.

Right: `media-overlay=\"one\"`.
",
    epubcheck: &["MED-012"],
};

const UNREAD_PAGE: Rule = Rule {
    name: "unread-page",
    severity: Severity::Error,
    summary: "a page names an overlay, and none reads it",
    explanation: "
Readers offer to read the page aloud, and nothing is heard.

Wrong: `media-overlay=\"overlay\"`, where the overlay never names the page.

Right: no `media-overlay`, or an overlay with `<text src=\"page.xhtml#…\"/>`.
",
    epubcheck: &["MED-013"],
};

const FOREIGN_SOUND: Rule = Rule {
    name: "foreign-sound",
    severity: Severity::Error,
    summary: "an overlay plays a sound that not every reader can play",
    explanation: r#"
There is no fallback in an overlay: its sounds are MP3, AAC in MP4, or Opus.

Wrong:

    <par><text src="read.xhtml#p"/><audio src="sound.ogg"/></par>

Right:

    <par><text src="read.xhtml#p"/><audio src="sound.mp3"/></par>
"#,
    epubcheck: &["MED-005"],
};

const PART_OF_SOUND: Rule = Rule {
    name: "part-of-sound",
    severity: Severity::Error,
    summary: "an overlay names a part of a sound in its address",
    explanation: r#"
Which part is played is for `clipBegin` and `clipEnd` to say.

Wrong:

    <par><text src="read.xhtml#p"/><audio src="sound.mp3#t=2,12"/></par>

Right:

    <par><text src="read.xhtml#p"/><audio src="sound.mp3" clipBegin="2s" clipEnd="12s"/></par>
"#,
    epubcheck: &["MED-014"],
};

const UNCLEAR_FRAGMENT: Rule = Rule {
    name: "unclear-fragment",
    severity: Severity::Warning,
    summary: "an overlay names a part of a page by something else than an id",
    explanation: r#"
Readers highlight the element that is being read, and find it by its id.

Wrong:

    <par><text src="read.xhtml#xpointer(id('p'))"/><audio src="sound.mp3"/></par>

Right:

    <par><text src="read.xhtml#p"/><audio src="sound.mp3"/></par>
"#,
    epubcheck: &["MED-017", "MED-018"],
};

fn look_at_links(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for (from, link) in rendition.links().filter(|(from, _)| is_overlay(from)) {
        let reached = rendition.reach(link);
        match link.kind {
            LinkKind::OverlayAudio => diagnostics.extend(sound(link, reached)),
            LinkKind::OverlayText => {
                if let Reached::Listed(to) = reached {
                    diagnostics.extend(fragment(link, to).filter(|_| to.index != from.index));
                }
            }
            _ => {}
        }
    }
}

fn sound(link: &Link<'_>, reached: Reached<'_, '_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if link.href.contains('#') {
        let message = format!("`{}` names a part of a sound", link.href);
        let finding = Diagnostic::new(&PART_OF_SOUND, message).at(link.place);
        findings.push(finding.help("say the part with `clipBegin` and `clipEnd`"));
    }
    if let Reached::Listed(to) | Reached::Remote(Some(to)) = reached
        && !(is_core(to.whole_media_type()) && is_audio(to.media_type()))
    {
        let message = format!("`{}` is of the type `{}`", link.href, to.whole_media_type());
        let finding = Diagnostic::new(&FOREIGN_SOUND, message).at(link.place);
        findings.push(finding.help("convert it to MP3, AAC in MP4 or Opus, or correct its media type"));
    }
    findings
}

fn fragment(link: &Link<'_>, to: &Listed<'_>) -> Option<Diagnostic> {
    let Target::Inside { fragment: Some(fragment), .. } = &link.target else { return None };
    let is_id = !fragment.contains(['(', '=']);
    let is_view = || {
        let view = fragment.strip_prefix("svgView(").and_then(|rest| rest.strip_suffix(')'));
        let has_part = |name: &str| fragment.split('&').any(|part| part.starts_with(name));
        view.is_some_and(|view| !view.is_empty()) || has_part("xywh=") || has_part("t=")
    };
    let (id, message) = match (to.is_xhtml(), to.is_svg()) {
        (true, _) if !is_id => ("MED-017", format!("`#{fragment}` is no id")),
        (_, true) if !is_id && !is_view() => ("MED-018", format!("`#{fragment}` names no part of a drawing")),
        _ => return None,
    };
    let finding = Diagnostic::new(&UNCLEAR_FRAGMENT, message).epubcheck(id).at(link.place);
    Some(finding.help("give the element an id, and name that"))
}

/// The overlays that read a page, each with the place where it first names the page.
type Readers = BTreeMap<usize, Place>;

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let mut read: BTreeMap<usize, Readers> = BTreeMap::new();
    for (from, link) in rendition.links().filter(|(from, link)| is_overlay(from) && link.kind == LinkKind::OverlayText)
    {
        if let Reached::Listed(to) = rendition.reach(link)
            && (to.is_xhtml() || to.is_svg())
        {
            read.entry(to.index).or_default().entry(from.index).or_insert(link.place);
        }
    }
    for (&page, readers) in &read {
        look_at_page(rendition, &rendition.items[page], readers, diagnostics);
    }
    for (item, overlay) in pages(rendition).filter(|(item, _)| !read.contains_key(&item.index)) {
        // An overlay that is no XML may name the page.
        let entry = rendition.item(overlay).and_then(|overlay| overlay.entry);
        let is_broken = entry.is_some_and(|entry| match &entry.body {
            Body::Broken { bytes, .. } => bytes.windows(5).any(|part| part == b"<text"),
            _ => false,
        });
        if (item.is_xhtml() || item.is_svg()) && !is_broken {
            let finding = Diagnostic::new(&UNREAD_PAGE, format!("no overlay reads `{}`", shown(item)));
            let place =
                rendition.node(item.item.node).map_or(rendition.place(), |node| attribute(node, "media-overlay"));
            diagnostics.push(finding.at(place).help("take `media-overlay` out, or let the overlay name the page"));
        }
    }
}

fn look_at_page(rendition: &Rendition<'_>, page: &Listed<'_>, readers: &Readers, diagnostics: &mut Diagnostics) {
    for place in readers.values().skip(1) {
        let finding = Diagnostic::new(&SHARED_PAGE, format!("another overlay reads `{}` too", shown(page)));
        diagnostics.push(finding.at(*place).help("put what both read into one of them"));
    }
    let node = rendition.node(page.item.node);
    let Some(named) = page.item.media_overlay.as_deref() else {
        let finding = Diagnostic::new(&UNNAMED_OVERLAY, format!("`{}` does not name its overlay", shown(page)));
        diagnostics.push(finding.at(node.map_or(rendition.place(), tag)).help("add `media-overlay` with its id"));
        return;
    };
    let is_named = |&index: &usize| rendition.items[index].item.id.as_deref() == Some(named);
    if !readers.keys().any(is_named) {
        let message = format!("`{}` names another overlay than the one that reads it", shown(page));
        let place = node.map_or(rendition.place(), |node| attribute(node, "media-overlay"));
        diagnostics.push(Diagnostic::new(&OTHER_OVERLAY, message).at(place).help("name the one that reads it"));
    }
}

fn shown<'r>(item: &'r Listed<'_>) -> &'r str {
    item.path().unwrap_or_default()
}
