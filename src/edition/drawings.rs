//! Drawings that stand in a page, for readers that show no SVG: each becomes a picture of its own, which is then drawn as
//! any other.
//!
//! A stylesheet of the book reaches into a drawing of a page and not into a picture: what is drawn is what the drawing
//! says itself. One that shows other files of the book, or shares parts or links with the page, stays where it is and is
//! reported, since a picture can show nothing but what is in it.

use super::rules::PICTURE_NOT_SUITED;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manuscript::{Book, Target};
use crate::resource::Resource;
use crate::resource::image::svg::{NothingBeside, safe_copy};
use crate::xml::{Name, NodeId, NodeRef, Tree, ns, write_xml};
use std::collections::{BTreeMap, BTreeSet};

/// Makes pictures of the drawings in the pages of a book; says which have to stay.
pub(super) fn take_out(book: &mut Book) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if !book.pieces.iter().any(|piece| piece.tree.has_name("svg")) {
        return diagnostics;
    }
    let linked = linked(book);
    let Book { pieces, resources, .. } = book;
    let stem = |resource: &Resource| resource.name.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
    let mut names: BTreeSet<String> = resources.iter().map(stem).collect();
    for (index, piece) in pieces.iter_mut().enumerate() {
        let drawings = drawings(&piece.tree);
        // Whose parts another drawing shows, cannot be told from one of them.
        let is_shared = drawings.iter().any(|drawing| shows_parts_elsewhere(piece.tree.get(*drawing)));
        for drawing in drawings {
            let node = piece.tree.get(drawing);
            let is_linked = || {
                let mut ids = node.descendants().filter_map(|inner| inner.attribute("id"));
                ids.any(|id| linked.contains(&(index, id.to_owned())))
            };
            let Some(bytes) = (!is_shared && !is_linked()).then(|| picture(node)).flatten() else {
                let message = "a drawing in the page stays SVG, which this edition has no readers for";
                let help = "save it as a file of its own, with all that it shows, and show that as a picture";
                diagnostics.push(Diagnostic::new(&PICTURE_NOT_SUITED, message).help(help).at(node.nearest_span()));
                continue;
            };
            let mut numbered = (1..).map(|number| format!("images/{}-drawing-{number}", piece.name));
            let Some(name) = numbered.find(|name| names.insert(name.clone())) else { continue };
            let mut resource = Resource::in_memory(format!("{name}.svg"), "image/svg+xml", bytes);
            resource.facts.place = node.nearest_span();
            replace(&mut piece.tree, drawing, &Target::Resource(resources.len()));
            resources.push(resource);
        }
    }
    diagnostics
}

/// Returns the ids that links lead to, each with its piece.
fn linked(book: &Book) -> BTreeSet<(usize, String)> {
    let nodes = book.pieces.iter().flat_map(|piece| piece.tree.root().descendants());
    let targets = nodes.flat_map(NodeRef::attributes).filter_map(|attribute| Target::parse(attribute.value));
    let anchors = targets.filter_map(|target| match target {
        Target::Piece { piece, anchor } => Some((piece, anchor?)),
        Target::Resource(_) => None,
    });
    anchors.collect()
}

/// Tells whether a drawing is made with parts that are not in it.
fn shows_parts_elsewhere(drawing: NodeRef<'_>) -> bool {
    let ids: BTreeSet<&str> = drawing.descendants().filter_map(|node| node.attribute("id")).collect();
    let is_elsewhere = |fragment: &str| !ids.contains(fragment.trim_matches(['"', '\'', ' ']));
    let inside = |node: NodeRef<'_>| node.local_in(ns::SVG).is_some_and(|name| name != "a");
    drawing.descendants().filter(|node| inside(*node)).flat_map(NodeRef::attributes).any(|attribute| {
        let value = attribute.value;
        if &*attribute.name.local == "href" {
            let is_piece = matches!(Target::parse(value), Some(Target::Piece { .. }));
            return is_piece || value.strip_prefix('#').is_some_and(is_elsewhere);
        }
        let mut addresses = value.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        addresses.any(|address| address.trim_matches(['"', '\'', ' ']).strip_prefix('#').is_some_and(is_elsewhere))
    })
}

/// Returns the outermost drawings of a page.
fn drawings(tree: &Tree) -> Vec<NodeId> {
    let is_drawing = |node: &NodeRef<'_>| node.local_in(ns::SVG) == Some("svg");
    let is_outermost = |node: &NodeRef<'_>| !node.ancestors().any(|above| is_drawing(&above));
    tree.root().descendants().filter(|node| is_drawing(node) && is_outermost(node)).map(NodeRef::id).collect()
}

/// Returns a drawing as a file of its own; nothing where it shows other files.
fn picture(drawing: NodeRef<'_>) -> Option<Vec<u8>> {
    let shows_files = |node: NodeRef<'_>| {
        node.attributes().any(|attribute| matches!(Target::parse(attribute.value), Some(Target::Resource(_))))
    };
    if drawing.descendants().any(shows_files) {
        return None;
    }
    let mut text = String::new();
    write_xml(drawing, &mut text);
    // Links lead nowhere from a picture.
    let safe = safe_copy(text.as_bytes(), &NothingBeside).ok()?;
    Some(safe.copy.unwrap_or_else(|| text.into_bytes()))
}

/// Puts a picture where a drawing stood.
fn replace(tree: &mut Tree, drawing: NodeId, target: &Target) {
    let node = tree.get(drawing);
    let image = Name::html("img");
    let (span, alt) = (node.span(), description(node));
    let kept: Vec<(&str, String)> = ["id", "class", "style", "width", "height"]
        .into_iter()
        .filter_map(|name| Some((name, node.attribute(name)?.to_owned())))
        .collect();
    let image = tree.create_element(&image, span);
    tree.set(image, "src", &target.to_string());
    tree.set(image, "alt", &alt);
    for (name, value) in kept {
        let is_length = matches!(name, "width" | "height");
        let number = value.strip_suffix("px").unwrap_or(&value);
        if !is_length || number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() {
            tree.set(image, name, if is_length { number } else { &value });
        } else if name == "width" && is_relative(&value) {
            // As large as the letters around it, or a share of the page: an attribute has pixels only.
            let style = tree.get(image).attribute("style").map(|style| format!("{style};")).unwrap_or_default();
            tree.set(image, "style", &format!("{style}width:{value}"));
        }
    }
    tree.insert_before(drawing, image);
    tree.detach(drawing);
}

/// Tells whether a length depends on where something stands.
fn is_relative(length: &str) -> bool {
    let number = ["rem", "em", "ex", "%"].iter().find_map(|unit| length.strip_suffix(unit));
    number.is_some_and(|number| number.parse::<f32>().is_ok_and(f32::is_finite))
}

/// Has pictures that were drawn shown as wide as their drawings, where nothing is said of their size; `widths` has those
/// by the picture's address.
pub(super) fn say_widths(book: &mut Book, widths: &BTreeMap<String, u32>) {
    if widths.is_empty() {
        return;
    }
    for tree in book.pieces.iter_mut().map(|piece| &mut piece.tree) {
        let says_size = |node: NodeRef<'_>| {
            node.attribute("width").is_some()
                || node.attribute("height").is_some()
                || node.attribute("style").is_some_and(|style| style.contains("width") || style.contains("height"))
        };
        let images = tree.root().descendants_named(&["img"]).filter(|node| !says_size(*node));
        let found: Vec<(NodeId, u32)> =
            images.filter_map(|node| Some((node.id(), *widths.get(node.attribute("src")?)?))).collect();
        for (id, width) in found {
            tree.set(id, "width", &width.to_string());
        }
    }
}

/// Returns what a drawing says of itself, else the words in it.
fn description(drawing: NodeRef<'_>) -> String {
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(label) = drawing.attribute("aria-label") {
        return normal(label);
    }
    let all = |local: &str| {
        let found = drawing.descendants().filter(|node| node.local_in(ns::SVG) == Some(local));
        found.map(|node| normal(&node.text_content())).filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    let title = all("title").into_iter().next();
    title.unwrap_or_else(|| all("text").join(", "))
}
