//! SVG and MathML inside a text: kept where they are drawings and formulas, and nothing more.
//!
//! EPUB 3.3, 6.1.4 ("Embedded MathML", "Embedded SVG") and 6.2.3 ("Restrictions on SVG"). A drawing loses what moves,
//! runs or loads something; a formula with a mistake in it becomes its text, since a schema checks formulas strictly.

use super::clean::Cleaner;
use super::is_blank;
use super::rules::{EVENT_HANDLER, INVALID_MATH, REMOTE_RESOURCE, SCRIPT_REMOVED, STYLE_ELEMENT};
use super::url::{self, Address};
use crate::diagnostic::Diagnostic;
use crate::resource::image::svg::styles;
use crate::source::Span;
use crate::vocabulary::{self, MathContent, Value};
use crate::xml::{Kind, Name, NodeId, NodeRef, ns};

/// What drawings are made of. Anything else is taken away from around its content.
const DRAWING: &[&str] = &[
    "a",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "foreignObject",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Cleans one element of a drawing.
pub(super) fn svg(cleaner: &mut Cleaner<'_>, id: NodeId, local: &str) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let span = node.nearest_span();
    match local {
        "script" => {
            let help = "a book cannot count on scripts; leave it out";
            cleaner
                .log
                .warn(Diagnostic::new(&SCRIPT_REMOVED, "a script in a drawing was left out").at(span).help(help));
            return cleaner.remove(id);
        }
        "style" => return cleaner.remove(id),
        "svg" if !is_in_drawing(node) => write_styles(cleaner, id),
        "animate" | "animateColor" | "animateMotion" | "animateTransform" | "discard" | "metadata" | "mpath"
        | "set" => {
            return cleaner.remove(id);
        }
        "title" | "desc" => {
            let text = node.text_content();
            while let Some(child) = cleaner.tree.get(id).first_child().map(NodeRef::id) {
                cleaner.tree.detach(child);
            }
            cleaner.tree.append_text(id, &text, span);
        }
        "image" | "use" | "feImage" | "textPath" if !has_own_address(cleaner, id, local) => return cleaner.unwrap(id),
        _ if !DRAWING.contains(&local) => return cleaner.unwrap(id),
        _ => {}
    }
    drawing_attributes(cleaner, id, local);
    cleaner.within(id)
}

fn is_in_drawing(node: NodeRef<'_>) -> bool {
    node.ancestors().any(|above| above.local_in(ns::SVG) == Some("svg"))
}

/// Has the elements of a drawing say what its stylesheets do, which go, and tells what they cannot say.
fn write_styles(cleaner: &mut Cleaner<'_>, drawing: NodeId) {
    for (style, left) in styles::write_in_page(cleaner.tree, drawing) {
        let shown: Vec<String> = left.iter().take(3).map(|words| format!("`{}`", normal(words))).collect();
        let more = if left.len() > shown.len() { " and more" } else { "" };
        let message = format!("the `<style>` of a drawing says what its elements cannot: {}{more}", shown.join(", "));
        let help = "a drawing in a page says what always holds: set fonts and rules for some screens in the book's \
                    stylesheet, and save as a picture what moves";
        let found = Diagnostic::new(&STYLE_ELEMENT, message).at(cleaner.tree.get(style).nearest_span());
        cleaner.log.warn(found.help(help));
    }
}

fn normal(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect()
}

/// Tells whether what an element of a drawing refers to is in the book, and puts the address right.
fn has_own_address(cleaner: &mut Cleaner<'_>, id: NodeId, local: &str) -> bool {
    let node = cleaner.tree.get(id);
    let Some(address) = node.attribute("href").or_else(|| node.attribute_in(ns::XLINK, "href")) else { return false };
    match url::read(address) {
        Address::Local(address) => {
            let fits = if local == "image" {
                !address.is_empty() && !address.starts_with('#')
            } else {
                address.len() > 1 && address.starts_with('#')
            };
            set_address(cleaner, id, &address);
            fits
        }
        Address::Data(address) => local == "image" && address.starts_with("data:image/"),
        Address::Remote(_) => {
            let found = Diagnostic::new(&REMOTE_RESOURCE, "a picture inside a drawing is not in the book");
            cleaner.log.warn(found.at(node.nearest_span()).help("save it beside the chapter and refer to its file"));
            false
        }
        _ => false,
    }
}

fn set_address(cleaner: &mut Cleaner<'_>, id: NodeId, address: &str) {
    let plain = cleaner.tree.get(id).attribute("href").is_some();
    let name = if plain { Name::attribute("href") } else { Name::prefixed("xlink", ns::XLINK, "href") };
    cleaner.tree.set_attribute(id, &name, address, None);
}

fn drawing_attributes(cleaner: &mut Cleaner<'_>, id: NodeId, local: &str) {
    let given: Vec<(Name, String, Option<Span>)> = cleaner
        .tree
        .get(id)
        .attributes()
        .map(|found| (found.name.clone(), found.value.to_owned(), found.span))
        .collect();
    for (name, value, span) in given {
        let kept = match (&*name.namespace, &*name.local) {
            (ns::NONE, "id") => cleaner.ids.claim(&value, span, cleaner.log),
            (ns::NONE | ns::XLINK, "href") if local == "a" => match url::read(&value) {
                Address::Local(address) | Address::Remote(address) | Address::Other(address) => Some(address),
                _ => None,
            },
            (ns::NONE | ns::XLINK, "href") => cleaner
                .tree
                .get(id)
                .attribute_in(&name.namespace, "href")
                .map(str::to_owned)
                .filter(|_| is_reference(local, &value)),
            (ns::NONE | ns::XML, "lang") => Value::Language.mend("lang", &value).map(Into::into),
            (ns::NONE, attribute) if attribute.starts_with("on") => {
                cleaner.log.remark(&EVENT_HANDLER, attribute, span, || {
                    format!("`{attribute}` was left out: books run no scripts")
                });
                None
            }
            (ns::NONE, attribute) if is_plain_name(attribute) && is_harmless(attribute, &value) => Some(value.clone()),
            _ => None,
        };
        match kept {
            Some(kept) if kept == value => {}
            Some(kept) => cleaner.tree.set_attribute(id, &name, &kept, span),
            None => cleaner.tree.unset_attribute(id, &name),
        }
    }
}

/// Tells whether an element other than a link may have an address: pictures, and what refers to a part of the drawing.
fn is_reference(local: &str, value: &str) -> bool {
    matches!(local, "image" | "use" | "feImage" | "textPath") || value.trim().starts_with('#')
}

fn is_plain_name(name: &str) -> bool {
    !name.starts_with("data-")
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_harmless(attribute: &str, value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let address = matches!(url::read(value), Address::Remote(_) | Address::Data(_)) && attribute != "aria-label";
    let refers_out = address || lower.replace("url(#", "").contains("url(") || lower.contains("javascript:");
    let useless = matches!(attribute, "tabindex" | "xmlns" | "role" | "src" | "poster" | "srcset" | "data" | "cite")
        || attribute.starts_with("aria-") && attribute != "aria-label";
    !refers_out && !useless
}

/// Keeps a valid formula, and of another its text.
pub(super) fn math(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let descendants = cleaner.tree.get(id).descendant_ids();
    for inner in descendants {
        let node = cleaner.tree.get(inner);
        if node.kind() == Kind::Comment || node.local_in(ns::MATHML) == Some("annotation-xml") {
            cleaner.tree.detach(inner);
        }
    }
    let node = cleaner.tree.get(id);
    let elements: Vec<NodeRef<'_>> = node.descendants().filter(|inner| inner.is_element()).collect();
    let is_math = node.local_in(ns::MATHML) == Some("math");
    if !is_math || !is_sane(node) || !elements.iter().all(|element| is_sane(*element)) {
        return math_as_text(cleaner, id);
    }
    let elements: Vec<NodeId> = elements.into_iter().map(NodeRef::id).collect();
    for element in std::iter::once(id).chain(elements) {
        math_attributes(cleaner, element);
    }
    cleaner.beyond(id)
}

fn is_sane(node: NodeRef<'_>) -> bool {
    let Some(element) = node.local_in(ns::MATHML).and_then(vocabulary::math_element) else { return false };
    let children = || node.elements().filter_map(|child| child.local_in(ns::MATHML));
    let count = node.elements().count();
    // What may stand only in some places is looked for from there.
    let all_expressions =
        || children().all(|name| !matches!(name, "mtr" | "mtd" | "none" | "mprescripts" | "annotation" | "math"));
    let blank = node.children().all(|child| !child.is_text() || is_blank(child.text()));
    let required = element.attributes.iter().all(|known| !known.required || node.attribute(known.name).is_some());
    required
        && match element.content {
            MathContent::Text => count == 0,
            MathContent::Nothing => count == 0 && blank,
            MathContent::Exactly(wanted) => count == wanted && blank && all_expressions(),
            MathContent::Any => blank && all_expressions(),
            MathContent::Some => count > 0 && blank && all_expressions(),
            MathContent::Annotated => {
                let mut children = children();
                let first = children.next().is_some_and(|name| {
                    !matches!(name, "mtr" | "mtd" | "none" | "mprescripts" | "annotation" | "math")
                });
                blank && first && children.all(|name| name == "annotation")
            }
            MathContent::Scripts => blank && scripts_pair_up(&children().collect::<Vec<_>>()),
            MathContent::Rows => blank && children().all(|name| name == "mtr"),
            MathContent::Cells => blank && children().all(|name| name == "mtd"),
        }
}

fn scripts_pair_up(children: &[&str]) -> bool {
    let Some((base, scripts)) = children.split_first() else { return false };
    let mut parts = scripts.split(|name| *name == "mprescripts");
    let fits = |part: &[&str]| {
        part.len().is_multiple_of(2) && part.iter().all(|name| !matches!(*name, "mtr" | "mtd" | "annotation" | "math"))
    };
    !matches!(*base, "mtr" | "mtd" | "none" | "mprescripts" | "annotation" | "math")
        && parts.next().is_none_or(fits)
        && parts.next().is_none_or(fits)
        && parts.next().is_none()
}

fn math_attributes(cleaner: &mut Cleaner<'_>, id: NodeId) {
    let node = cleaner.tree.get(id);
    let Some(element) = node.local_in(ns::MATHML).and_then(vocabulary::math_element) else { return };
    let given: Vec<(Name, String, Option<Span>)> =
        node.attributes().map(|found| (found.name.clone(), found.value.to_owned(), found.span)).collect();
    for (name, value, span) in given {
        let known = element.attributes.iter().find(|known| known.name == &*name.local);
        let kept = match (&*name.namespace, &*name.local) {
            (ns::NONE, "id") => cleaner.ids.claim(&value, span, cleaner.log),
            (ns::NONE, local) => known.and_then(|known| known.value.mend(local, &value)).map(Into::into),
            _ => None,
        };
        match kept {
            Some(kept) => cleaner.tree.set_attribute(id, &name, &kept, span),
            None => cleaner.tree.unset_attribute(id, &name),
        }
    }
}

fn math_as_text(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let texts = node.descendants().filter(|inner| {
        inner.is_text() && !inner.ancestors().take(2).any(|above| above.local_in(ns::MATHML) == Some("annotation"))
    });
    let mut words = String::new();
    for text in texts {
        // The text of one token may be cut; that of two is kept apart.
        if !text.previous().is_some_and(NodeRef::is_text) {
            words.push(' ');
        }
        words.push_str(text.text());
    }
    let found = Diagnostic::new(&INVALID_MATH, "the formula is not valid MathML").at(node.nearest_span());
    cleaner
        .log
        .warn(found.help("its text was kept; mend the formula, or use a picture of it with an alternative text"));
    let span = node.span();
    let next = cleaner.beyond(id);
    if !is_blank(&words) {
        let holder = cleaner.tree.create_element(&Name::html("span"), span);
        cleaner.tree.set(holder, "class", "math");
        cleaner.tree.append_text(holder, words.trim(), span);
        cleaner.tree.insert_before(id, holder);
    }
    cleaner.tree.detach(id);
    next
}
