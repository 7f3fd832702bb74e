//! Pictures of a page: those that load late, those that stand in it as data (RFC 2397), smileys and spies.

use super::address::join;
use crate::address::data;
use crate::import::mime::extension;
use crate::import::{Body, Chapter, Picture, Text, places};
use crate::slug::slug;
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};
use std::collections::HashMap;

/// Gives each picture its address; returns those that are in the file of the page, which go by their numbers.
pub(super) fn settle(tree: &mut Tree, base: Option<&str>, text: &Text) -> Vec<Picture> {
    let mut own: Vec<Picture> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    replace_by_fallbacks(tree);
    drawings(tree);
    let pictures: Vec<NodeId> = tree.root().descendants().filter(|node| node.is_html("img")).map(NodeRef::id).collect();
    for id in pictures {
        let node = tree.get(id);
        let alternative = node.attribute("alt").unwrap_or_default().trim().to_owned();
        if node.has_token("class", "emoji") || node.has_token("class", "wp-smiley") {
            let text = tree.create_text(&alternative, None);
            tree.insert_before(id, text);
            tree.detach(id);
            continue;
        }
        let Some(address) = address(node).filter(|_| !is_spy(node)) else {
            tree.detach(id);
            continue;
        };
        if address.starts_with("data:") {
            match read_data(&address) {
                Some((extension, bytes)) => {
                    tree.set(id, "src", &places::picture(own.len()));
                    let stem = stem_of(&alternative, text);
                    own.push(Picture { name: format!("{stem}.{extension}"), bytes });
                }
                None => tree.detach(id),
            }
            continue;
        }
        // What stands beside the page keeps its address; `bind` looks for it there.
        let is_local = base.is_none() || !address.starts_with('/');
        let whole = base.filter(|_| !is_local).and_then(|base| join(base, &address)).unwrap_or(address);
        let number = known.get(&whole).copied().or_else(|| {
            let (_, picture) = text.pictures.iter().find(|(address, _)| *address == whole)?;
            let (stem, extension) = picture.name.rsplit_once('.')?;
            known.insert(whole.clone(), own.len());
            own.push(Picture { name: format!("{}.{extension}", stem_of(stem, text)), bytes: picture.bytes.clone() });
            Some(own.len() - 1)
        });
        tree.set(id, "src", &number.map_or(whole, places::picture));
    }
    own
}

/// Returns what the file of a picture is called without its extension: as the page calls it, or else as the page.
fn stem_of(name: &str, text: &Text) -> String {
    if slug(name).is_empty() { format!("{} picture", text.path.stem()) } else { name.to_owned() }
}

/// Leaves out the pictures that no chapter shows, and counts the others in the order in which chapters show them.
pub(super) fn keep_shown(pictures: Vec<Picture>, chapters: &mut [Chapter]) -> Vec<Picture> {
    let mut pictures: Vec<Option<Picture>> = pictures.into_iter().map(Some).collect();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let mut shown = Vec::new();
    for chapter in chapters {
        let Body::Tree(tree) = &mut chapter.body else { continue };
        for id in tree.root().descendant_ids() {
            let Some(old) = tree.get(id).attribute("src").and_then(places::as_picture) else { continue };
            if let Some(picture) = pictures.get_mut(old).and_then(Option::take) {
                numbers.insert(old, shown.len());
                shown.push(picture);
            }
            if let Some(new) = numbers.get(&old) {
                tree.set(id, "src", &places::picture(*new));
            }
        }
    }
    shown
}

/// Returns where a picture is: what loads late says so elsewhere, and shows something of one dot meanwhile.
fn address(node: NodeRef<'_>) -> Option<String> {
    let shown = node.attribute("src").map(str::trim).filter(|src| !src.is_empty());
    let late = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-orig-file", "data-full-src"];
    let late = || late.iter().find_map(|name| node.attribute(name)).filter(|src| !is_placeholder(src));
    let set = || {
        let set = node.attribute("srcset").or_else(|| node.attribute("data-srcset"))?;
        // The last of a list is the largest.
        set.rsplit(", ").next()?.split_whitespace().next()
    };
    // A picture in the page may be the dot that stands there until another is loaded.
    let data = shown.filter(|src| src.starts_with("data:") && !src.contains("image/gif"));
    let shown = shown.filter(|src| !is_placeholder(src));
    shown.or_else(late).or_else(set).or(data).map(|address| address.trim().to_owned())
}

fn is_placeholder(address: &str) -> bool {
    const FEW: usize = 200;
    let is_short = address.starts_with("data:") && address.len() < FEW;
    is_short || address.starts_with("about:") || address.starts_with("javascript:")
}

/// Tells whether a picture is of one dot: it counts readers.
fn is_spy(node: NodeRef<'_>) -> bool {
    let is_dot = |name: &str| matches!(node.attribute(name), Some("0" | "1" | "0px" | "1px"));
    is_dot("width") && is_dot("height")
}

/// Puts the picture that pages have for those without programs in place of the one that a program would load.
fn replace_by_fallbacks(tree: &mut Tree) {
    let fallbacks = tree.root().descendants().filter(|node| node.is_html("noscript"));
    for id in fallbacks.map(NodeRef::id).collect::<Vec<_>>() {
        let node = tree.get(id);
        let Some(fallback) = node.descendants().find(|inner| inner.is_html("img")) else { continue };
        let before = node.previous_element().filter(|before| before.is_html("img"));
        let fallback = fallback.id();
        match before {
            Some(before) if address(before).is_some() => {}
            Some(before) => {
                let before = before.id();
                tree.insert_before(before, fallback);
                tree.detach(before);
            }
            None => tree.insert_before(id, fallback),
        }
    }
}

/// Takes out signs that are drawn in the page, and what leads out of other drawings.
fn drawings(tree: &mut Tree) {
    const SIGN: f32 = 64.0;
    let is_svg = |node: &NodeRef<'_>| node.local_in(ns::SVG).is_some();
    for id in tree.root().descendants().filter(is_svg).map(NodeRef::id).collect::<Vec<_>>() {
        let node = tree.get(id);
        let is_top = node.local_in(ns::SVG) == Some("svg");
        let width = node.attribute("width").and_then(|width| width.trim_end_matches("px").parse::<f32>().ok());
        let is_sign = is_top && width.is_none_or(|width| width <= SIGN) && node.text_content().trim().is_empty();
        let leads: Vec<Name> = node
            .attributes()
            .filter(|said| {
                &*said.name.local == "href" && (!said.value.starts_with('#') || node.local_in(ns::SVG) == Some("a"))
            })
            .map(|said| said.name.clone())
            .collect();
        for name in leads {
            tree.unset_attribute(id, &name);
        }
        if is_sign {
            tree.detach(id);
        }
    }
}

/// Reads `data:image/png;base64,…`: the extension of its kind, and its bytes.
fn read_data(address: &str) -> Option<(&'static str, Vec<u8>)> {
    let bytes = data(address).filter(|bytes| !bytes.is_empty())?;
    let kind = address.split_once(':')?.1.split([';', ',']).next()?;
    Some((extension(kind)?, bytes))
}
