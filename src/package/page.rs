//! The frame of an XHTML document: what stands around the content that a piece or a generated page brings.
//! EPUB 3.3, section 6.1.

use super::markup::attribute_name;
use crate::manifest::Direction;
use crate::role::Matter;
use crate::xml::{Name, NodeId, Tree};

/// What the frame says of its content.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    pub(super) language: &'a str,
    pub(super) direction: Direction,
    pub(super) matter: Matter,
    /// As `<link>` refers to them.
    pub(super) stylesheets: &'a [String],
    /// `<meta name="…" content="…"/>`.
    pub(super) about: Vec<(&'static str, &'a str)>,
}

/// Makes a document of content that stands below the document node; in a `<section>` where that has attributes.
pub(super) fn wrap(tree: &mut Tree, page: &Page<'_>, section: &[(&str, &str)]) {
    let document = tree.document();
    let body = tree.create_element(&Name::html("body"), None);
    set(tree, body, "epub:type", page.matter.epub_type());
    tree.append_text(body, "\n", None);
    let content = if section.is_empty() { body } else { tree.append_element(body, &Name::html("section"), None) };
    for (name, value) in section {
        set(tree, content, name, value);
    }
    tree.move_children(document, content);
    tree.append_text(body, "\n", None);

    let doctype = tree.create_doctype("html", None);
    tree.append(document, doctype);
    let html = tree.append_element(document, &Name::html("html"), None);
    set(tree, html, "xmlns:epub", super::ns::OPS);
    set(tree, html, "lang", page.language);
    set(tree, html, "xml:lang", page.language);
    if page.direction == Direction::RightToLeft {
        set(tree, html, "dir", "rtl");
        // Some engines look for it on no element above.
        set(tree, body, "dir", "rtl");
    }
    tree.append_text(html, "\n", None);
    head(tree, html, page);
    tree.append_text(html, "\n", None);
    tree.append(html, body);
    tree.append_text(html, "\n", None);
}

fn head(tree: &mut Tree, html: NodeId, page: &Page<'_>) {
    let head = tree.append_element(html, &Name::html("head"), None);
    let child = |tree: &mut Tree, name: &str| {
        tree.append_text(head, "\n", None);
        tree.append_element(head, &Name::html(name), None)
    };
    let charset = child(tree, "meta");
    set(tree, charset, "charset", "utf-8");
    let title = child(tree, "title");
    tree.append_text(title, page.title, None);
    for (name, content) in &page.about {
        let meta = child(tree, "meta");
        set(tree, meta, "name", name);
        set(tree, meta, "content", content);
    }
    for href in page.stylesheets {
        let link = child(tree, "link");
        set(tree, link, "rel", "stylesheet");
        set(tree, link, "type", super::media_type::CSS);
        set(tree, link, "href", href);
    }
    tree.append_text(head, "\n", None);
}

fn set(tree: &mut Tree, element: NodeId, name: &str, value: &str) {
    tree.set_attribute(element, &attribute_name(name), value, None);
}
