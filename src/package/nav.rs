//! The navigation document: table of contents, landmarks, and the pages of a printed edition. EPUB 3.3, section 7.

use super::markup::Markup;
use super::outline::{Point, Step, nested, normalise, walk};
use super::{ns, page};
use crate::xml::{self, NodeId, NodeRef, Tree};

/// What a navigation document is made from.
pub(super) struct Contents<'a> {
    pub(super) title: &'a str,
    pub(super) points: &'a [Point],
    pub(super) landmarks_title: &'a str,
    /// Points of one level, each with its kind.
    pub(super) landmarks: &'a [Point],
    pub(super) pages_title: &'a str,
    /// Points of one level; none where no pages are marked.
    pub(super) pages: &'a [Point],
}

/// Writes the navigation document as a page of the book.
pub(super) fn write(contents: &Contents<'_>, page: &page::Page<'_>) -> Tree {
    let mut markup = Markup::new(xml::ns::XHTML);
    let labelled = ("aria-labelledby", "contents");
    markup.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("id", "toc"), labelled]);
    markup.line("h1", &[("id", "contents")], contents.title);
    write_list(&mut markup, contents.points);
    markup.close();
    markup.open("nav", &[("epub:type", "landmarks"), ("hidden", "hidden"), ("aria-labelledby", "landmarks")]);
    markup.line("h2", &[("id", "landmarks")], contents.landmarks_title);
    write_list(&mut markup, contents.landmarks);
    markup.close();
    if !contents.pages.is_empty() {
        let labelled = ("aria-labelledby", "pages");
        markup.open("nav", &[("epub:type", "page-list"), ("role", "doc-pagelist"), ("hidden", "hidden"), labelled]);
        markup.line("h2", &[("id", "pages")], contents.pages_title);
        write_list(&mut markup, contents.pages);
        markup.close();
    }
    let mut tree = markup.finish();
    page::wrap(&mut tree, page, &[]);
    tree
}

fn write_list(markup: &mut Markup, points: &[Point]) {
    markup.open("ol", &[]);
    for (point, step) in nested(points) {
        markup.open("li", &[]);
        let mut attributes = Vec::new();
        attributes.extend(point.kind.as_deref().map(|kind| ("epub:type", kind)));
        attributes.extend(point.href.as_deref().map(|href| ("href", href)));
        if let Some(language) = &point.language {
            attributes.extend([("lang", language.as_str()), ("xml:lang", language.as_str())]);
        }
        markup.flat(|markup| markup.line("a", &attributes, &point.label));
        match step {
            Step::Down => markup.open("ol", &[]),
            Step::Up(levels) => {
                markup.close();
                for _ in 0..levels {
                    markup.close();
                    markup.close();
                }
            }
        }
    }
    markup.close();
}

/// One `<nav>` of a navigation document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nav {
    pub node: NodeId,
    /// What its `epub:type` says: `toc`, `landmarks`, `page-list` …
    pub kinds: Vec<String>,
    pub points: Vec<Point>,
}

impl Nav {
    /// Tells whether it is of a kind.
    pub fn is(&self, kind: &str) -> bool {
        self.kinds.iter().any(|known| known == kind)
    }
}

/// Returns every `<nav>` of a document that says what it is.
pub fn read(tree: &Tree) -> Vec<Nav> {
    let navs = tree.root().descendants().filter(|node| node.is_html("nav"));
    navs.filter_map(|node| {
        let kinds = node.attribute_in(ns::OPS, "type")?;
        let kinds = kinds.split_ascii_whitespace().map(str::to_owned).collect();
        Some(Nav { node: node.id(), kinds, points: read_points(node) })
    })
    .collect()
}

fn read_points(nav: NodeRef<'_>) -> Vec<Point> {
    let mut points = Vec::new();
    let mut level = 0;
    walk(nav, |node, begins| match node.html() {
        Some("ol") if begins => level += 1,
        Some("ol") => level -= 1,
        Some("li") if begins => {
            let label = node.elements().find(|child| matches!(child.html(), Some("a" | "span")));
            points.extend(label.map(|label| read_point(label, level)));
        }
        _ => {}
    });
    points
}

fn read_point(label: NodeRef<'_>, level: usize) -> Point {
    Point {
        level,
        label: label_text(label),
        language: label.attribute_in(xml::ns::XML, "lang").or(label.attribute("lang")).map(str::to_owned),
        href: label.attribute("href").map(|href| href.trim_ascii().to_owned()),
        kind: label.attribute_in(ns::OPS, "type").map(str::to_owned),
        node: Some(label.id()),
    }
}

/// Returns what a label says, with the texts that stand for its pictures.
fn label_text(label: NodeRef<'_>) -> String {
    let mut text = String::new();
    for node in label.descendants() {
        if node.is_text() {
            text.push_str(node.text());
        } else if node.is_html("img") {
            text.push_str(node.attribute("alt").or(node.attribute("title")).unwrap_or_default());
        }
    }
    normalise(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::parse_xml;

    #[test]
    fn a_strangers_list_is_read_with_its_levels_and_labels() {
        let text = format!(
            "<html xmlns='{}' xmlns:e='{}'><nav><ol><li><a href='x'>no</a></li></ol></nav><nav e:type='toc x'>\
             <ol><li><span>Part\n one</span><ol><li><a href=' a '>A <img alt='pic'/><!-- c --></a></li></ol></li>\
             <li/><li><a href='b' lang='fr'>B</a></li></ol></nav></html>",
            xml::ns::XHTML,
            ns::OPS
        );
        let navs = read(&parse_xml(&text.as_str().into(), None).unwrap());
        assert_eq!(navs.len(), 1);
        assert!(navs[0].is("toc") && navs[0].is("x"));
        let points: Vec<_> =
            navs[0].points.iter().map(|point| (point.level, point.label.as_str(), point.href.as_deref())).collect();
        assert_eq!(points, [(1, "Part one", None), (2, "A pic", Some("a")), (1, "B", Some("b"))]);
        assert_eq!(navs[0].points[2].language.as_deref(), Some("fr"));
    }
}
