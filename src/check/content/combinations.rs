//! Attributes that depend on each other: what goes only with what, and what must be there. HTML 4.2 to 4.10.

use super::attributes::{kind_of, report_missing, report_value};
use crate::check::resource::Resource;
use crate::vocabulary::{Element, input_has};
use crate::xml::{NodeRef, ns};

/// Tells whether an attribute that the element knows does not go with the others that it has, or with its parent.
pub(super) fn excludes(node: NodeRef<'_>, element: &Element, local: &str) -> bool {
    let has = |name: &str| node.attribute(name).is_some();
    match element.name {
        "a" => local == "rev",
        "button" => {
            let submits = node.attribute("type").is_none_or(|kind| kind.eq_ignore_ascii_case("submit"));
            local.starts_with("form") && local != "form" && !submits
        }
        "input" => has("type") && element.own_attribute(local).is_some() && !input_has(&kind_of(node), local),
        "area" => {
            local == "coords" && node.attribute("shape").is_some_and(|shape| shape.eq_ignore_ascii_case("default"))
        }
        "li" => local == "value" && node.parent().is_some_and(|parent| parent.is_html("ul") || parent.is_html("menu")),
        "link" => match local {
            "itemprop" => has("rel"),
            "itemscope" => has("property") || RDFA.into_iter().any(has),
            _ => false,
        },
        "base" => local == "rel",
        "meta" => meta_excludes(node, local),
        "source" => {
            let pictures = matches!(local, "srcset" | "sizes" | "media" | "width" | "height");
            match () {
                () if is_late_source(node) => false,
                () if is_in_picture(node) => local == "src",
                () => pictures && is_in_player(node),
            }
        }
        _ => false,
    }
}

fn meta_excludes(node: NodeRef<'_>, local: &str) -> bool {
    let has = |name: &str| node.attribute(name).is_some();
    let kind = meta_kind(node);
    match local {
        "rel" | "rev" => true,
        "property" => has("itemprop"),
        "content" => kind == Meta::Charset,
        _ if RDFA.contains(&local) => has("itemprop") || matches!(kind, Meta::Charset | Meta::Pragma),
        "itemid" | "itemref" | "itemscope" | "itemtype" => {
            has("property") || matches!(kind, Meta::Charset | Meta::Pragma)
        }
        "media" => kind == Meta::Charset,
        "name" => kind == Meta::Charset || has("itemprop") || !is_in_head(node),
        "charset" => kind == Meta::Property || !is_in_head(node),
        "http-equiv" => matches!(kind, Meta::Charset | Meta::Named | Meta::Property) || !is_in_head(node),
        _ => false,
    }
}

fn is_in_picture(node: NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.is_html("picture"))
}

/// Tells whether a `source` stands after what it should stand before; it is out of place, and no more is said of it.
fn is_late_source(node: NodeRef<'_>) -> bool {
    let is_other = |node: NodeRef<'_>| node.is_element() && !node.is_html("source");
    let mut before = std::iter::successors(node.previous(), |node| node.previous());
    before.any(|node| if is_in_picture(node) { node.is_html("img") } else { is_other(node) })
}

fn is_in_player(node: NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.is_html("audio") || parent.is_html("video"))
}

/// Tells whether an element stands where metadata do: in a head, or in a template before all else.
fn is_in_head(node: NodeRef<'_>) -> bool {
    let is_metadata =
        |node: NodeRef<'_>| matches!(node.html(), Some("link" | "meta" | "script" | "style" | "template"));
    let begins = || {
        let mut before = std::iter::successors(node.previous_element(), |node| node.previous_element());
        before.all(is_metadata)
    };
    node.parent().is_some_and(|parent| parent.is_html("head") || parent.is_html("template") && begins())
}

/// What a `meta` says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meta {
    Charset,
    Named,
    Pragma,
    /// Of RDFa or microdata.
    Property,
    Nothing,
}

fn meta_kind(node: NodeRef<'_>) -> Meta {
    let has = |name: &str| node.attribute(name).is_some();
    if has("property") || has("itemprop") {
        return Meta::Property;
    }
    if !is_in_head(node) {
        return Meta::Nothing;
    }
    match () {
        () if has("charset") => Meta::Charset,
        () if has("name") => Meta::Named,
        () if has("http-equiv") => Meta::Pragma,
        () => Meta::Nothing,
    }
}

/// What says nothing without `property`.
const RDFA: [&str; 8] = ["about", "content", "datatype", "inlist", "prefix", "resource", "typeof", "vocab"];

const MICRODATA: [&str; 5] = ["itemid", "itemprop", "itemref", "itemscope", "itemtype"];

/// Looks for what an element lacks, once for each element.
pub(super) fn look<'a>(node: NodeRef<'a>, element: &'static Element, resource: &mut Resource<'_, 'a>) {
    let has = |name: &str| node.attribute(name).is_some();
    let missing = match element.name {
        "a" => {
            let links = ["target", "download", "ping", "rel", "hreflang", "type", "referrerpolicy"];
            let says = links.iter().chain(&MICRODATA).chain(&RDFA).any(|name| has(name)) || has("property");
            (!has("href") && says).then_some("`href`")
        }
        "area" => area(node, resource),
        "base" => (!has("href") && !has("target")).then_some("`href` or `target`"),
        "input" => {
            let kind = kind_of(node);
            let of_another = |name: &str| element.own_attribute(name).is_some() && !input_has(&kind, name);
            let mut names = node.attributes().map(|attribute| &*attribute.name.local);
            match () {
                () if kind == "image" && !has("alt") => Some("`alt`"),
                () if !has("type") && names.any(of_another) => Some("`type`, which some of its attributes need"),
                () => None,
            }
        }
        "link" => {
            let is_named = has("rel") || has("itemprop");
            match () {
                () if !has("property") && !has("rev") && !RDFA.into_iter().any(has) => (!is_named).then_some("`rel`"),
                () if !has("href") && !has("resource") => Some("`href`"),
                () if has("property") || is_named && is_in_head(node) => None,
                () => Some("`property`"),
            }
        }
        "meta" => match meta_kind(node) {
            Meta::Charset => None,
            Meta::Nothing if is_in_head(node) => Some("`name`, `http-equiv` or `charset`"),
            Meta::Nothing => Some("`property` or `itemprop`"),
            _ => (!has("content")).then_some("`content`"),
        },
        "object" => (!has("data") && !has("type")).then_some("`data`"),
        "source" => {
            let needed = if is_in_picture(node) { "srcset" } else { "src" };
            let what = if is_in_picture(node) { "`srcset`" } else { "`src`" };
            (!has(needed) && !is_late_source(node)).then_some(what)
        }
        "textarea" => {
            let is_hard = node.attribute("wrap").is_some_and(|wrap| wrap.eq_ignore_ascii_case("hard"));
            (is_hard && !has("cols")).then_some("`cols`")
        }
        _ => None,
    };
    if let Some(what) = missing {
        report_missing(node, what, resource);
    }
    let lacks = |name: &str| node.attribute(name).is_none();
    let required = element.attributes.iter().filter(|known| known.required && lacks(known.name));
    let required: Vec<String> = required.map(|known| format!("`{}`", known.name)).collect();
    if !required.is_empty() {
        report_missing(node, &required.join(" and "), resource);
    }
}

/// Looks at a part of a picture that is a link: its shape, and where that is.
fn area<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) -> Option<&'static str> {
    let has = |name: &str| node.attribute(name).is_some();
    let shape = node.attribute("shape").map(str::to_ascii_lowercase);
    let coordinates = node.attribute_entry(ns::NONE, "coords");
    let rectangle = coordinates.is_some_and(|found| fits_shape("rect", found.value));
    match (shape.as_deref(), coordinates) {
        (Some("rect" | "circle" | "poly"), None) => return Some("`coords`"),
        (Some(shape @ ("rect" | "circle" | "poly")), Some(found)) if !fits_shape(shape, found.value) => {
            report_value(node, found, resource);
        }
        (None, Some(_)) if !rectangle => return Some("`shape`"),
        _ => {}
    }
    match (has("href"), has("alt")) {
        (false, true) => Some("`href`"),
        (true, false) => Some("`alt`"),
        _ => None,
    }
}

/// Tells whether coordinates are as many as a shape has, with commas and nothing else between them.
fn fits_shape(shape: &str, coordinates: &str) -> bool {
    let mut count = 0;
    let all = coordinates.split(',').all(|number| {
        count += 1;
        let is_radius = shape == "circle" && count == 3;
        let digits = if is_radius { number } else { number.strip_prefix('-').unwrap_or(number) };
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    all && match shape {
        "rect" => count == 4,
        "circle" => count == 3,
        _ => count >= 6 && count % 2 == 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_as_many_as_the_shape_has() {
        let good = [("rect", "1,2,3,4"), ("rect", "-1,2,3,4"), ("circle", "1,2,3"), ("poly", "1,2,3,4,5,6")];
        let bad = [("rect", "1, 2,3,4"), ("rect", "1,2"), ("circle", "1,2,-3"), ("poly", "1,2,3,4"), ("rect", "")];
        assert!(good.iter().all(|(shape, value)| fits_shape(shape, value)));
        assert!(!bad.iter().any(|(shape, value)| fits_shape(shape, value)));
    }
}
