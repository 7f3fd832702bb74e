//! The frame of a drawing: how wide it says that it is, and what lies under it.

use super::super::Fault;
use super::{length, pixels, read, view_box_numbers};
use crate::xml::{Name, NodeRef, Tree, ns, write_xml};

/// What says nothing that lies over a ground.
const UNSEEN: &[&str] = &["title", "desc", "metadata", "defs", "style", "script"];

/// Returns how many pixels of CSS wide a drawing is where nobody says otherwise; nothing for one that is as wide as its
/// place.
pub(crate) fn own_width(bytes: &[u8]) -> Option<u32> {
    let (_, tree) = read(bytes).ok()?;
    let root = tree.root().elements().next()?;
    let own = |name| root.attribute(name).and_then(length);
    let shape = || view_box_numbers(root).map(|[_, _, width, height]| width / height);
    let width = own("width").or_else(|| Some(own("height")? * shape()?))?;
    (width >= 1.0).then(|| pixels(width.round()))
}

/// Returns a drawing with white under all of it.
///
/// # Errors
/// Where it is no sound SVG.
pub(crate) fn on_white(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let (lean, mut tree) = read(bytes)?;
    put_ground(&mut tree);
    let mut copy = String::new();
    write_xml(tree.root(), &mut copy);
    Ok(lean.with_data(&copy))
}

fn put_ground(tree: &mut Tree) {
    let Some(root) = tree.root().elements().next() else { return };
    let side = |name| root.attribute(name).and_then(length).map_or("100%".to_owned(), |side| side.to_string());
    let whole = || ["0".to_owned(), "0".to_owned(), side("width"), side("height")];
    let view = view_box_numbers(root).map(|view| shown(root, view).map(|number| number.to_string()));
    let place = view.unwrap_or_else(whole);
    let is_under = |node: &NodeRef<'_>| !node.local_in(ns::SVG).is_some_and(|local| UNSEEN.contains(&local));
    let prefix = root.name().map(|name| name.prefix.to_string()).unwrap_or_default();
    let (root, first) = (root.id(), root.elements().find(is_under).map(NodeRef::id));
    let ground = tree.create_element(&Name::prefixed(&prefix, ns::SVG, "rect"), None);
    for (name, value) in ["x", "y", "width", "height"].iter().zip(&place) {
        tree.set(ground, name, value);
    }
    // As attributes for small readers, and in `style`, over which no stylesheet of the drawing wins.
    for (name, value) in [("fill", "#fff"), ("stroke", "none"), ("style", "fill:#fff;fill-opacity:1;stroke:none")] {
        tree.set(ground, name, value);
    }
    match first {
        Some(first) => tree.insert_before(first, ground),
        None => tree.append(root, ground),
    }
}

/// Returns what of a drawing's plane is seen: its view box, and what lies beside it where its size has another shape.
fn shown(root: NodeRef<'_>, [x, y, width, height]: [f64; 4]) -> [f64; 4] {
    let own = |name| root.attribute(name).and_then(length).filter(|length| *length > 0.0);
    let is_centred = root.attribute("preserveAspectRatio").is_none_or(|value| value.trim() == "xMidYMid meet");
    let (Some(own_width), Some(own_height), true) = (own("width"), own("height"), is_centred) else {
        return [x, y, width, height];
    };
    let scale = (own_width / width).min(own_height / height);
    let (wide, high) = (own_width / scale, own_height / scale);
    [x - (wide - width) / 2.0, y - (high - height) / 2.0, wide, high]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(attributes: &str, content: &str) -> String {
        format!("<svg xmlns=\"{}\" {attributes}>{content}</svg>", ns::SVG)
    }

    #[test]
    fn a_drawing_is_as_wide_as_it_says() {
        let cases = [
            ("width='30' height='20'", Some(30)),
            ("width='1in'", Some(96)),
            ("height='20' viewBox='0 0 40 10'", Some(80)),
            ("viewBox='0 0 40 10'", None),
            ("width='100%' viewBox='0 0 40 10'", None),
            ("width='0.3'", None),
        ];
        for (attributes, expected) in cases {
            assert_eq!(own_width(svg(attributes, "").as_bytes()), expected, "{attributes}");
        }
    }

    #[test]
    fn white_lies_under_all_that_is_seen() {
        let ground = |attributes: &str| {
            let white = on_white(svg(attributes, "<title>t</title><g/>").as_bytes()).unwrap();
            let white = String::from_utf8(white).unwrap();
            let (before, after) = white.split_once("<rect ").unwrap();
            assert!(before.ends_with("</title>") && after.contains("/><g/>"), "{white}");
            after.split_once(" fill").unwrap().0.replace('"', "")
        };
        assert_eq!(ground("viewBox='-1 0 40 10'"), "x=-1 y=0 width=40 height=10");
        assert_eq!(ground("viewBox='0 0 40 10' width='80' height='40'"), "x=0 y=-5 width=40 height=20");
        assert_eq!(ground("width='80'"), "x=0 y=0 width=80 height=100%");
    }
}
