//! The NCX: the table of contents of EPUB 2, which Kindle and old readers want. OPF 2.0.1, section 2.4.1.

use super::markup::Markup;
use super::ns;
use super::outline::{Point, Step, nested, normalise, walk};
use crate::xml::{self, NodeRef, Tree};
use std::collections::HashMap;

/// What an NCX is made from.
pub(super) struct Contents<'a> {
    pub(super) language: &'a str,
    /// The unique identifier of the book, letter for letter.
    pub(super) identifier: &'a str,
    pub(super) title: &'a str,
    pub(super) authors: Vec<&'a str>,
    pub(super) points: &'a [Point],
    pub(super) pages_title: &'a str,
    /// The pages of a printed edition, where they are marked.
    pub(super) pages: &'a [Point],
}

/// Writes an NCX.
pub(super) fn write(contents: &Contents<'_>) -> Tree {
    let mut markup = Markup::new(ns::NCX);
    markup.open("ncx", &[("version", "2005-1"), ("xml:lang", contents.language)]);
    markup.open("head", &[]);
    let depth = contents.points.iter().map(|point| point.level).max().unwrap_or(1).to_string();
    let numbers = contents.pages.iter().filter_map(|page| page.label.parse::<u32>().ok());
    let (total, highest) = (contents.pages.len().to_string(), numbers.max().unwrap_or(0).to_string());
    let facts = [
        ("dtb:uid", contents.identifier),
        ("dtb:depth", depth.as_str()),
        ("dtb:totalPageCount", &total),
        ("dtb:maxPageNumber", &highest),
    ];
    for (name, content) in facts {
        markup.empty("meta", &[("name", name), ("content", content)]);
    }
    markup.close();
    write_text(&mut markup, "docTitle", None, contents.title);
    for author in &contents.authors {
        write_text(&mut markup, "docAuthor", None, author);
    }
    markup.open("navMap", &[]);
    let last = write_points(&mut markup, contents.points);
    markup.close();
    if !contents.pages.is_empty() {
        write_pages(&mut markup, contents, last);
    }
    markup.close();
    markup.finish()
}

/// Writes the table of contents; returns the last place in the order of reading.
fn write_points(markup: &mut Markup, points: &[Point]) -> usize {
    // Points that lead to one place have one place in the order of reading.
    let mut order: HashMap<&str, usize> = HashMap::new();
    for (index, (point, step)) in nested(points).enumerate() {
        let next = order.len() + 1;
        let href = point.href.as_deref().unwrap_or_default();
        let place = order.entry(href).or_insert(next).to_string();
        markup.open("navPoint", &[("id", &format!("point-{}", index + 1)), ("playOrder", &place)]);
        write_label(markup, point.language.as_deref(), &point.label, href);
        if let Step::Up(levels) = step {
            for _ in 0..=levels {
                markup.close();
            }
        }
    }
    order.len()
}

/// Writes the list of pages, whose places follow those of the table of contents.
fn write_pages(markup: &mut Markup, contents: &Contents<'_>, last: usize) {
    markup.open("pageList", &[]);
    write_text(markup, "navLabel", None, contents.pages_title);
    for (page, place) in contents.pages.iter().zip(1..) {
        let (id, order) = (format!("page-{place}"), (last + place).to_string());
        let is_number = page.label.bytes().all(|byte| byte.is_ascii_digit());
        let mut attributes = vec![("id", id.as_str()), ("type", if is_number { "normal" } else { "front" })];
        attributes.extend(is_number.then_some(("value", page.label.as_str())));
        attributes.push(("playOrder", &order));
        markup.open("pageTarget", &attributes);
        write_label(markup, None, &page.label, page.href.as_deref().unwrap_or_default());
        markup.close();
    }
    markup.close();
}

/// Writes what a point says and where it leads, on the line of the point: a book may have thousands.
fn write_label(markup: &mut Markup, language: Option<&str>, label: &str, href: &str) {
    markup.flat(|markup| {
        write_text(markup, "navLabel", language, label);
        markup.empty("content", &[("src", href)]);
    });
}

fn write_text(markup: &mut Markup, element: &str, language: Option<&str>, text: &str) {
    let language = language.map(|language| ("xml:lang", language));
    markup.open(element, language.as_slice());
    markup.line("text", &[], text);
    markup.close();
}

/// Returns the points of the `navMap`.
pub fn read(tree: &Tree) -> Vec<Point> {
    let mut points = Vec::new();
    let mut level = 0;
    let maps = tree.root().descendants().filter(|node| is(*node, "navMap"));
    for map in maps {
        walk(map, |node, begins| {
            if is(node, "navPoint") && begins {
                level += 1;
                points.push(read_point(node, level));
            } else if is(node, "navPoint") {
                level -= 1;
            }
        });
    }
    points
}

fn read_point(point: NodeRef<'_>, level: usize) -> Point {
    let child = |name: &'static str| point.elements().find(move |child| is(*child, name));
    let label = child("navLabel");
    let text = label.and_then(|label| label.elements().find(|child| is(*child, "text")));
    Point {
        level,
        label: text.map(|text| normalise(&text.text_content())).unwrap_or_default(),
        language: label.and_then(|label| label.attribute_in(xml::ns::XML, "lang")).map(str::to_owned),
        href: child("content").and_then(|content| content.attribute("src")).map(|href| href.trim_ascii().to_owned()),
        kind: point.attribute("class").map(str::to_owned),
        node: Some(point.id()),
    }
}

fn is(node: NodeRef<'_>, name: &str) -> bool {
    node.local_in(ns::NCX) == Some(name)
}
