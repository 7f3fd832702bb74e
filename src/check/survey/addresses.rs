//! Which attributes of which elements are addresses, and what those are there for. HTML, SVG 1.1, MathML 3, SMIL 3.

use super::{LinkKind, Survey};
use crate::diagnostic::Place;
use crate::package::ns::NCX;
use crate::xml::{NodeRef, ns};
use std::collections::HashSet;

const SMIL: &str = "http://www.w3.org/ns/SMIL";

/// Keeps the addresses of an element.
pub(super) fn gather<'a>(node: NodeRef<'a>, survey: &mut Survey<'a>) {
    let Some(name) = node.name() else { return };
    match &*name.namespace {
        ns::XHTML => html(node, &name.local, survey),
        ns::SVG => svg(node, &name.local, survey),
        ns::MATHML => math(node, survey),
        NCX if &*name.local == "content" => keep(node, "src", LinkKind::Hyperlink, survey),
        SMIL => overlay(node, &name.local, survey),
        _ => {}
    }
}

/// Keeps the stylesheet that a processing instruction names: only in SVG do readers heed it.
pub(super) fn stylesheet_instruction<'a>(node: NodeRef<'a>, survey: &mut Survey<'a>) {
    let Some(rest) = node.text().strip_prefix("xml-stylesheet") else { return };
    let value = |name: &str| {
        let (_, rest) = rest.split_once(&format!(" {name}="))?;
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    if let Some(href) = value("href").filter(|_| value("type").is_none_or(|kind| kind == "text/css")) {
        survey.link(LinkKind::Stylesheet, href, node.span().into(), node);
    }
}

fn html<'a>(node: NodeRef<'a>, name: &str, survey: &mut Survey<'a>) {
    match name {
        "a" | "area" => keep(node, "href", LinkKind::Hyperlink, survey),
        "link" => keep(node, "href", link_kind(node), survey),
        "img" => {
            keep(node, "src", LinkKind::Image, survey);
            keep_set(node, survey);
        }
        "source" => {
            let kind = match node.parent().and_then(NodeRef::html) {
                Some("audio") => LinkKind::Audio,
                Some("video") => LinkKind::Video,
                _ => LinkKind::Image,
            };
            keep(node, "src", kind, survey);
            keep_set(node, survey);
        }
        "audio" => keep(node, "src", LinkKind::Audio, survey),
        "video" => {
            keep(node, "src", LinkKind::Video, survey);
            keep(node, "poster", LinkKind::Poster, survey);
        }
        "track" => keep(node, "src", LinkKind::Track, survey),
        "script" => keep(node, "src", LinkKind::Script, survey),
        "iframe" | "embed" => keep(node, "src", LinkKind::Embedded, survey),
        "object" => keep(node, "data", LinkKind::Embedded, survey),
        "input" if node.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")) => {
            keep(node, "src", LinkKind::Image, survey);
        }
        "blockquote" | "q" | "ins" | "del" => keep(node, "cite", LinkKind::Cited, survey),
        _ => {}
    }
}

fn link_kind(node: NodeRef<'_>) -> LinkKind {
    let has = |word: &str| {
        node.attribute("rel")
            .is_some_and(|rel| rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case(word)))
    };
    if has("stylesheet") { LinkKind::Stylesheet } else { LinkKind::Related }
}

fn svg<'a>(node: NodeRef<'a>, name: &str, survey: &mut Survey<'a>) {
    for attribute in node.attributes().filter(|attribute| matches!(&*attribute.name.local, "fill" | "stroke")) {
        let inside = attribute.value.trim_ascii().strip_prefix("url(").and_then(|rest| rest.strip_suffix(')'));
        if let Some(href) = inside {
            let place = attribute.span.map_or_else(|| node.tag_span().into(), Place::At);
            survey.link(LinkKind::Paint, href.trim_matches(['"', '\'']), place, node);
        }
    }
    let kind = match name {
        "a" => LinkKind::Hyperlink,
        "image" | "feImage" => LinkKind::Image,
        "script" => LinkKind::Script,
        "font-face-uri" => LinkKind::Font,
        "use" => LinkKind::Part,
        _ => return,
    };
    keep(node, "href", kind, survey);
    if let Some(href) = node.attribute_entry(ns::XLINK, "href").filter(|_| node.attribute("href").is_none()) {
        survey.link(kind, href.value, href.span.map_or_else(|| node.tag_span().into(), Place::At), node);
    }
}

fn math<'a>(node: NodeRef<'a>, survey: &mut Survey<'a>) {
    keep(node, "altimg", LinkKind::Image, survey);
    keep(node, "href", LinkKind::Hyperlink, survey);
}

fn overlay<'a>(node: NodeRef<'a>, name: &str, survey: &mut Survey<'a>) {
    match name {
        "text" => keep(node, "src", LinkKind::OverlayText, survey),
        "audio" => keep(node, "src", LinkKind::OverlayAudio, survey),
        "body" | "seq" => {
            if let Some(reference) = node.attribute_entry(crate::package::ns::OPS, "textref") {
                let place = reference.span.map_or_else(|| node.tag_span().into(), Place::At);
                survey.link(LinkKind::OverlayText, reference.value, place, node);
            }
        }
        _ => {}
    }
}

fn keep<'a>(node: NodeRef<'a>, attribute: &str, kind: LinkKind, survey: &mut Survey<'a>) {
    if let Some(found) = node.attribute_entry(ns::NONE, attribute) {
        let place = found.span.map_or_else(|| node.tag_span().into(), Place::At);
        survey.link(kind, found.value, place, node);
    }
}

/// Keeps the pictures of a `srcset`: each an address, then perhaps a width or density, divided by commas.
fn keep_set<'a>(node: NodeRef<'a>, survey: &mut Survey<'a>) {
    let Some(found) = node.attribute_entry(ns::NONE, "srcset") else { return };
    let place = found.span.map_or_else(|| node.tag_span().into(), Place::At);
    let mut rest = found.value;
    // A picture that is there in several sizes, or is in `src` as well, is one.
    let mut known: HashSet<&str> = node.attribute("src").into_iter().collect();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let href = rest[..end].trim_end_matches(',');
        if known.insert(href) {
            survey.link(LinkKind::Image, href, place, node);
        }
        rest = &rest[end..];
        if href.len() == end {
            rest = rest.find(',').map_or("", |comma| &rest[comma..]);
        }
    }
}
