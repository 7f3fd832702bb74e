//! Drawings that a drawing shows as pictures: they become part of it, since small readers show no drawing within a
//! drawing.
//!
//! SVG 2, sections 8.2 (view boxes) and 13.3 (`image`). A drawing within another takes nothing from what is around it,
//! and nothing of it is seen beyond its frame. One that is shown in other ways than these stays a picture.

use super::safe::{NothingBeside, is_href, safe_copy};
use super::{Lean, length, read, view_box_numbers};
use crate::address;
use crate::xml::{Attribute, Name, NodeId, NodeRef, Tree, ns};

/// What is taken from around an element, and what it is where nothing is around it.
const INITIAL: &[(&str, &str)] = &[
    ("clip-rule", "nonzero"),
    ("color", "#000"),
    ("direction", "ltr"),
    ("fill", "#000"),
    ("fill-opacity", "1"),
    ("fill-rule", "nonzero"),
    ("font-family", "serif"),
    ("font-size", "16px"),
    ("font-stretch", "normal"),
    ("font-style", "normal"),
    ("font-variant", "normal"),
    ("font-weight", "normal"),
    ("letter-spacing", "normal"),
    ("marker-end", "none"),
    ("marker-mid", "none"),
    ("marker-start", "none"),
    ("stroke", "none"),
    ("stroke-dasharray", "none"),
    ("stroke-dashoffset", "0"),
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("stroke-miterlimit", "4"),
    ("stroke-opacity", "1"),
    ("stroke-width", "1"),
    ("text-anchor", "start"),
    ("visibility", "visible"),
    ("word-spacing", "normal"),
];

/// What a root says of its frame, and an `image` of its place.
const OF_FRAMES: &[&str] =
    &["x", "y", "width", "height", "viewBox", "preserveAspectRatio", "version", "baseProfile", "href", "overflow"];

/// Puts drawings that stand in addresses into the drawing; tells whether there were any.
pub(super) fn put_in(tree: &mut Tree) -> bool {
    let is_picture = |node: &NodeRef<'_>| node.local_in(ns::SVG) == Some("image");
    let images: Vec<NodeId> = tree.root().descendants().filter(is_picture).map(NodeRef::id).collect();
    let (mut count, mut free) = (0, None);
    for id in images {
        let node = tree.get(id);
        let Some(inner) = node.attributes().find(|found| is_href(*found)).and_then(|found| drawing(found.value)) else {
            continue;
        };
        let Some(frame) = inner.root().elements().next().and_then(|root| frame(node, root)) else { continue };
        count += 1;
        let prefix = format!("{}{count}-", free.get_or_insert_with(|| free_prefix(tree)));
        replace(tree, id, &inner, &frame, &prefix);
    }
    count > 0
}

/// Returns the drawing that an address holds, as it would be packed.
fn drawing(address: &str) -> Option<Tree> {
    let is_drawing = address.trim_start().get(..18).is_some_and(|head| head.eq_ignore_ascii_case("data:image/svg+xml"));
    let bytes = is_drawing.then(|| address::data(address.trim()))??;
    let safe = safe_copy(&bytes, &NothingBeside).ok().filter(|safe| safe.lost.is_empty())?;
    let whole = safe.copy.unwrap_or(bytes);
    let (lean, mut tree) = read(&whole).ok()?;
    put_data_back(&mut tree, &lean);
    let moves = ["style", "animate", "animateMotion", "animateTransform", "set"];
    (!moves.iter().any(|name| tree.has_name(name))).then_some(tree)
}

/// Puts the data of photographs back into a drawing: its marks mean nothing in another.
fn put_data_back(tree: &mut Tree, lean: &Lean<'_>) {
    if lean.whole_length() == lean.text.len() {
        return;
    }
    for id in tree.root().descendant_ids() {
        let is_data = |found: &Attribute<'_>| is_href(*found) && found.value.trim_start().starts_with("data:");
        let found: Vec<(Name, String)> = tree
            .get(id)
            .attributes()
            .filter(is_data)
            .filter_map(|found| Some((found.name.clone(), String::from_utf8(lean.with_data(found.value)).ok()?)))
            .collect();
        for (name, data) in found {
            tree.set_attribute(id, &name, &data, None);
        }
    }
}

/// Where a drawing stands in another.
struct Frame {
    view: [f64; 4],
    scale: f64,
    x: f64,
    y: f64,
}

/// Returns where a drawing stands; nothing where its shape or its place is not known.
fn frame(image: NodeRef<'_>, root: NodeRef<'_>) -> Option<Frame> {
    let is_plain = |node: NodeRef<'_>| {
        let aspect = node.attribute("preserveAspectRatio");
        aspect.is_none_or(|aspect| matches!(aspect.trim(), "xMidYMid" | "xMidYMid meet"))
    };
    let is_styled = |style: &str| style.contains("background") || style.contains("width") || style.contains("height");
    if !is_plain(image)
        || !is_plain(root)
        || [image, root].iter().any(|node| node.attribute("style").is_some_and(is_styled))
    {
        return None;
    }
    let side = |node: NodeRef<'_>, name| node.attribute(name).and_then(length).filter(|length| *length > 0.0);
    let place = |name| match image.attribute(name).map(str::trim) {
        None => Some(0.0),
        Some(place) => match place.strip_prefix('-') {
            Some(place) => length(place).map(|place| -place),
            None => length(place),
        },
    };
    let (width, height) = (side(image, "width")?, side(image, "height")?);
    let own = side(root, "width").zip(side(root, "height"));
    let view = match (view_box_numbers(root), own) {
        (Some(view), Some((width, height))) => {
            let is_alike = (view[2] / view[3] - width / height).abs() < 0.01 * width / height;
            is_alike.then_some(view)?
        }
        (Some(view), None) => view,
        (None, own) => own.map(|(width, height)| [0.0, 0.0, width, height])?,
    };
    let scale = (width / view[2]).min(height / view[3]);
    let x = place("x")? + (width - scale * view[2]) / 2.0 - scale * view[0];
    let y = place("y")? + (height - scale * view[3]) / 2.0 - scale * view[1];
    Some(Frame { view, scale, x, y })
}

/// Returns what no id begins with, for the ids of drawings within.
fn free_prefix(tree: &Tree) -> String {
    let mut prefix = "in".to_owned();
    while tree.values("id").any(|id| id.starts_with(&prefix)) {
        prefix.insert(0, '_');
    }
    prefix
}

fn replace(tree: &mut Tree, image: NodeId, inner: &Tree, frame: &Frame, prefix: &str) {
    let Some(root) = inner.root().elements().next() else { return };
    let node = tree.get(image);
    let own = node.name().map(|name| name.prefix.to_string()).unwrap_or_default();
    let named = |local| Name::prefixed(&own, ns::SVG, local);
    let is_around = |property: &str| {
        std::iter::once(node).chain(node.ancestors()).any(|above| {
            above.attribute(property).is_some()
                || above.attribute("style").is_some_and(|style| style.contains(property))
        })
    };
    let initial: Vec<(&str, &str)> = INITIAL.iter().copied().filter(|(property, _)| is_around(property)).collect();
    let of_frame: Vec<Name> = node
        .attributes()
        .filter(|found| is_href(*found) || OF_FRAMES.contains(&&*found.name.local))
        .map(|found| found.name.clone())
        .collect();
    for name in of_frame {
        tree.unset_attribute(image, &name);
    }
    tree.rename(image, &named("g"));
    while let Some(child) = tree.get(image).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    let Frame { view: [x, y, width, height], scale, .. } = frame;
    let clip = tree.append_element(image, &named("clipPath"), None);
    tree.set(clip, "id", &format!("{prefix}frame"));
    let seen = tree.append_element(clip, &named("rect"), None);
    for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
        tree.set(seen, name, &value.to_string());
    }
    let group = tree.append_element(image, &named("g"), None);
    tree.set(group, "transform", &format!("translate({} {}) scale({scale})", frame.x, frame.y));
    tree.set(group, "clip-path", &format!("url(#{prefix}frame)"));
    for (property, value) in initial {
        tree.set(group, property, value);
    }
    // What the drawing says of itself stands inside, since it may have a `clip-path` of its own.
    let content = tree.append_element(group, &named("g"), None);
    let is_own = |found: &Attribute<'_>| {
        let is_namespace = &*found.name.local == "xmlns" || &*found.name.prefix == "xmlns";
        !is_namespace && !OF_FRAMES.contains(&&*found.name.local)
    };
    for found in root.attributes().filter(is_own) {
        tree.set_attribute(content, found.name, found.value, None);
    }
    tree.append_copies(content, root, |_| None);
    let copied: Vec<NodeId> = std::iter::once(content).chain(tree.get(content).descendant_ids()).collect();
    for id in copied {
        rename_ids(tree, id, prefix);
    }
}

/// Puts a prefix before the ids that an element has and refers to.
fn rename_ids(tree: &mut Tree, id: NodeId, prefix: &str) {
    let node = tree.get(id);
    let renamed = node.attributes().filter_map(|found| {
        let value = found.value;
        let new = match &*found.name.local {
            "id" => format!("{prefix}{value}"),
            "href" => format!("#{prefix}{}", value.trim().strip_prefix('#')?),
            name if name.starts_with("aria-") && name.ends_with("by") => {
                value.split_ascii_whitespace().map(|token| format!("{prefix}{token}")).collect::<Vec<_>>().join(" ")
            }
            _ if value.contains("url(") => value
                .replace("url('#", &format!("url('#{prefix}"))
                .replace("url(\"#", &format!("url(\"#{prefix}"))
                .replace("url(#", &format!("url(#{prefix}")),
            _ => return None,
        };
        Some((found.name.clone(), new))
    });
    for (name, value) in renamed.collect::<Vec<_>>() {
        tree.set_attribute(id, &name, &value, None);
    }
}

#[cfg(test)]
mod tests {
    use super::super::safe::tests::safe;
    use super::*;

    fn shown(image: &str, drawing: &str) -> Option<String> {
        let data =
            format!("<svg xmlns=\"{}\" {drawing}", ns::SVG).replace('%', "%25").replace('<', "%3C").replace('#', "%23");
        safe(&image.replace("HREF", &format!("href=\"data:image/svg+xml,{}\"", data.replace('"', "'")))).0
    }

    #[test]
    fn a_drawing_in_a_drawing_becomes_part_of_it() {
        let part = "viewBox=\"-1 0 20 10\"><g id=\"a\"/><use href=\"#a\" fill=\"url(#b) red\"/></svg>";
        let copy =
            shown("<g fill=\"red\"><image id=\"c\" x=\"5\" width=\"40\" height=\"40\" HREF/></g>", part).unwrap();
        let expected = "<g fill=\"red\"><g id=\"c\"><clipPath id=\"in1-frame\"><rect x=\"-1\" y=\"0\" width=\"20\" height=\"10\"/></clipPath>\
            <g transform=\"translate(7 10) scale(2)\" clip-path=\"url(#in1-frame)\" fill=\"#000\"><g>\
            <g id=\"in1-a\"/><use href=\"#in1-a\" fill=\"red\"/></g></g></g></g>";
        assert_eq!(copy, expected);
    }

    #[test]
    fn photographs_within_come_along() {
        let photograph = |letter: &str| format!("<image href=\"data:image/png;base64,{}\"/>", letter.repeat(8000));
        let part = format!("viewBox=\"0 0 9 9\">{}</svg>", photograph("B"));
        let image = format!("{}<image width=\"9\" height=\"9\" HREF/>", photograph("A"));
        let copy = shown(&image, &part).unwrap();
        assert!(copy.starts_with(&photograph("A")) && copy.contains(&photograph("B")) && copy.contains("in1-frame"));
    }

    #[test]
    fn one_whose_place_or_shape_nobody_knows_stays_a_picture() {
        let plain = "viewBox=\"0 0 2 1\"/>";
        for (image, drawing) in [
            ("<image HREF/>", plain),
            ("<image width=\"100%\" height=\"9\" HREF/>", plain),
            ("<image width=\"9\" height=\"9\" preserveAspectRatio=\"none\" HREF/>", plain),
            ("<image width=\"9\" height=\"9\" HREF/>", "/>"),
            ("<image width=\"9\" height=\"9\" HREF/>", "viewBox=\"0 0 2 1\" width=\"9\" height=\"9\"/>"),
            ("<image width=\"9\" height=\"9\" HREF/>", "viewBox=\"0 0 2 1\"><g><set attributeName=\"x\"/></g></svg>"),
        ] {
            assert_eq!(shown(image, drawing), None, "{image} {drawing}");
        }
    }
}
