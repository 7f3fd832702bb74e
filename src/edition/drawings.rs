//! Drawings that stand in a page, for readers that show no SVG: each becomes a picture of its own, which is then drawn as
//! any other.
//!
//! A stylesheet of the book reaches into a drawing of a page and not into a picture: what is drawn is what the drawing
//! says itself. One that shows other files of the book stays where it is, since a picture can show none.

use crate::manuscript::{Book, Target};
use crate::resource::image::svg::safe_copy;
use crate::resource::{Content, Resource};
use crate::xml::{Name, NodeId, NodeRef, Tree, ns, write_xml};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Makes pictures of the drawings in the pages of a book.
pub(super) fn take_out(book: &mut Book) {
    let Book { pieces, resources, .. } = book;
    let stem = |resource: &Resource| resource.name.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for piece in pieces.iter_mut().filter(|piece| piece.tree.has_name("svg")) {
        if names.is_empty() {
            names.extend(resources.iter().map(stem));
        }
        for drawing in drawings(&piece.tree) {
            let Some(bytes) = picture(piece.tree.get(drawing)) else { continue };
            let mut numbered = (1..).map(|number| format!("images/{}-drawing-{number}", piece.name));
            let Some(name) = numbered.find(|name| names.insert(name.clone())) else { continue };
            replace(&mut piece.tree, drawing, &Target::Resource(resources.len()));
            let (name, content) = (format!("{name}.svg"), Content::Bytes(Arc::from(bytes)));
            resources.push(Resource { name, media_type: "image/svg+xml", content });
        }
    }
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
    let safe = safe_copy(text.as_bytes(), &|_| None).ok()?;
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
        }
    }
    tree.insert_before(drawing, image);
    tree.detach(drawing);
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
