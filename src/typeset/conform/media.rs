//! Pictures, frames and plug-ins: kept where they are files of the book, else what is left of them.

use super::clean::Cleaner;
use super::is_blank;
use super::rules::{BROKEN_IMAGE_ADDRESS, EMBEDDED_CONTENT, REMOTE_RESOURCE};
use super::style;
use super::url::{self, Address};
use crate::diagnostic::{Diagnostic, Rule};
use crate::vocabulary;
use crate::xml::{Name, NodeId, NodeRef};

/// Where pages say the address of a picture that a script loads later, and other pages the picture itself.
const IMAGE_ADDRESSES: &[&str] = &["src", "data-src", "data-original", "data-lazy-src", "srcset", "data-srcset"];

/// The pictures that a `data:` address may hold, as EPUB's core media types have them.
const IMAGE_DATA: &[&str] =
    &["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/svg+xml"];

/// Keeps an `img` of the book; of another, keeps the alternative text.
pub(super) fn image(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let addresses = || IMAGE_ADDRESSES.iter().filter_map(|name| first_address(node, name));
    let best = addresses().find(|address| matches!(address, Address::Local(_)));
    match best.or_else(|| addresses().next()) {
        Some(Address::Local(address) | Address::Data(address)) => {
            let style = node.attribute("style").map(style::read);
            cleaner.tree.set(id, "src", &address);
            for name in &IMAGE_ADDRESSES[1..] {
                cleaner.tree.unset(id, name);
            }
            let element = vocabulary::element("img")?;
            cleaner.finish(id, element, style.as_ref())
        }
        Some(Address::Remote(address)) => {
            // Those of one pixel count readers; nobody sees them.
            let is_counter = ["width", "height"].iter().all(|name| matches!(node.attribute(name), Some("0" | "1")));
            if is_counter {
                return cleaner.remove(id);
            }
            let message = format!("the picture `{}` is not in the book", shorten(&address));
            let help = "save it beside the chapter and give its file as `src`; its alternative text was kept";
            warn(cleaner, id, &REMOTE_RESOURCE, message, help);
            alternative(cleaner, id)
        }
        _ => {
            let message = "the picture has no address that leads to a file of the book".to_owned();
            let help = "give the file of the picture as `src`; its alternative text was kept";
            warn(cleaner, id, &BROKEN_IMAGE_ADDRESS, message, help);
            alternative(cleaner, id)
        }
    }
}

/// Reads an address that is not empty, of a list of them the first.
fn first_address(node: NodeRef<'_>, attribute: &str) -> Option<Address> {
    let value = node.attribute(attribute)?.trim();
    let value = if attribute.ends_with("srcset") {
        value.split_ascii_whitespace().next()?.trim_end_matches(',')
    } else {
        value
    };
    match url::read(value) {
        Address::Local(address) if address.is_empty() || address.starts_with('#') => None,
        Address::Data(address) if !IMAGE_DATA.iter().any(|kind| is_data_of(&address, kind)) => None,
        address => Some(address),
    }
}

fn is_data_of(address: &str, kind: &str) -> bool {
    address.strip_prefix(kind).is_some_and(|rest| rest.starts_with([',', ';']))
}

fn alternative(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let text = cleaner.tree.get(id).attribute("alt").unwrap_or_default().to_owned();
    replace_keeping_id(cleaner, id, &text)
}

/// Puts text in the place of an element, in a `span` where it has an id that links may lead to.
fn replace_keeping_id(cleaner: &mut Cleaner<'_>, id: NodeId, text: &str) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let (name, span) = (node.attribute("id").map(str::to_owned), node.span());
    let claimed = name.and_then(|name| cleaner.ids.claim(&name, span, cleaner.log));
    let Some(name) = claimed else { return cleaner.replace_by_text(id, text) };
    let next = cleaner.beyond(id);
    let holder = cleaner.tree.create_element(&Name::html("span"), span);
    cleaner.tree.set(holder, "id", &name);
    cleaner.tree.append_text(holder, text, span);
    cleaner.tree.insert_before(id, holder);
    cleaner.tree.detach(id);
    next
}

/// Keeps of a frame or plug-in what browsers without it would show, else a link.
pub(super) fn embedded(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let local = node.html().unwrap_or_default().to_owned();
    let address = node.attribute(if local == "object" { "data" } else { "src" }).map(url::read);
    if local == "object"
        && let Some(Address::Local(address)) = &address
        && is_picture(address)
    {
        let (address, text) = (address.clone(), node.text_content().trim().to_owned());
        return object_as_image(cleaner, id, &address, &text);
    }
    let has_fallback = matches!(&*local, "object" | "applet") && node.children().any(is_fallback);
    if !(has_fallback && node.descendants().any(|inner| matches!(inner.html(), Some("object" | "embed" | "iframe")))) {
        let message = format!("a book cannot have an `<{local}>`");
        warn(cleaner, id, &EMBEDDED_CONTENT, message, "say what it shows in words, or link to it");
    }
    if has_fallback {
        return cleaner.unwrap(id);
    }
    let remote = match address {
        Some(Address::Remote(address)) => Some(address),
        _ => None,
    };
    link(cleaner, id, remote)
}

fn is_fallback(child: NodeRef<'_>) -> bool {
    child.is_element() && !child.is_html("param") || child.is_text() && !is_blank(child.text())
}

fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"].iter().any(|ending| path.ends_with(ending))
}

fn object_as_image(cleaner: &mut Cleaner<'_>, id: NodeId, address: &str, text: &str) -> Option<NodeId> {
    while let Some(child) = cleaner.tree.get(id).first_child().map(NodeRef::id) {
        cleaner.tree.detach(child);
    }
    cleaner.tree.rename(id, &Name::html("img"));
    cleaner.tree.set(id, "src", address);
    if !text.is_empty() {
        cleaner.tree.set(id, "alt", text);
    }
    image(cleaner, id)
}

/// Puts a link in the place of an element, called by its title, or nothing where there is no address.
pub(super) fn link(cleaner: &mut Cleaner<'_>, id: NodeId, address: Option<String>) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let title = ["title", "aria-label", "alt"].iter().find_map(|name| node.attribute(name));
    let title = title.map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
    let Some(address) = address else { return replace_keeping_id(cleaner, id, &title.unwrap_or_default()) };
    let next = cleaner.beyond(id);
    let span = node.span();
    let link = cleaner.tree.create_element(&Name::html("a"), span);
    cleaner.tree.set(link, "href", &address);
    cleaner.tree.append_text(link, &title.unwrap_or_else(|| address.clone()), span);
    cleaner.tree.insert_before(id, link);
    cleaner.tree.detach(id);
    next
}

/// Keeps an `area` of a map whose shape and link make sense.
pub(super) fn area(cleaner: &mut Cleaner<'_>, id: NodeId) -> Option<NodeId> {
    let node = cleaner.tree.get(id);
    let shape = node.attribute("shape").unwrap_or("rect").trim().to_ascii_lowercase();
    let shape = match shape.as_str() {
        "circ" => "circle",
        "polygon" => "poly",
        shape => shape,
    };
    let numbers: Option<Vec<i32>> =
        node.attribute("coords").unwrap_or_default().split(',').map(|part| part.trim().parse().ok()).collect();
    let numbers = numbers.unwrap_or_default();
    let fits = match (shape, numbers.as_slice()) {
        ("rect", [_, _, _, _]) | ("default", _) => true,
        ("circle", [_, _, radius]) => *radius >= 0,
        ("poly", points) => points.len() >= 6 && points.len().is_multiple_of(2),
        _ => false,
    };
    let in_map = node.ancestors().any(|above| above.is_html("map"));
    let leads = matches!(
        node.attribute("href").map(url::read),
        Some(Address::Local(_) | Address::Remote(_) | Address::Other(_))
    );
    if !fits || !in_map || !leads {
        return cleaner.unwrap(id);
    }
    let coordinates: Vec<String> = numbers.iter().map(i32::to_string).collect();
    let (shape, alt) = (shape.to_owned(), node.attribute("alt").unwrap_or_default().to_owned());
    cleaner.tree.set(id, "shape", &shape);
    cleaner.tree.set(id, "alt", &alt);
    if shape == "default" {
        cleaner.tree.unset(id, "coords");
    } else {
        cleaner.tree.set(id, "coords", &coordinates.join(","));
    }
    let element = vocabulary::element("area")?;
    let next = cleaner.finish(id, element, None);
    if cleaner.tree.get(id).attribute("href").is_none() {
        cleaner.tree.unset(id, "alt");
    }
    next
}

pub(super) fn warn(cleaner: &mut Cleaner<'_>, id: NodeId, rule: &'static Rule, message: String, help: &str) {
    let span = cleaner.tree.get(id).nearest_span();
    cleaner.log.warn(Diagnostic::new(rule, message).at(span).help(help));
}

pub(super) fn shorten(address: &str) -> String {
    if address.chars().count() <= 60 { address.to_owned() } else { address.chars().take(59).chain(['…']).collect() }
}
