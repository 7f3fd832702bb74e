//! The HTML reader: a page as browsers read it.
//!
//! What its head says of it becomes facts: title and language, and every meta that is a key of a chapter in the manifest.
//! The content of its body becomes the piece.

use super::reader::{Input, Reading};
use super::rules::TOO_DEEP;
use crate::address::is_absolute;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manifest::{Direction, Facts, Meta, read_metas};
use crate::source::Located;
use crate::xml::{MAX_DEPTH, NodeRef, Tree, parse_html};

/// Reads an HTML file.
pub(super) fn read(input: &Input) -> Reading {
    let mut reading = read_page(input);
    keep_body(&mut reading.tree);
    reading.tree.shrink();
    reading
}

/// Reads a page with its head.
pub(crate) fn read_page(input: &Input) -> Reading {
    let parsed = parse_html(&input.text, |range| Some(input.span(range)));
    let tree = match parsed {
        Ok(tree) => tree,
        Err(range) => {
            let mut reading = Reading::new(Tree::default());
            let message = format!("elements stand more than {MAX_DEPTH} deep in each other");
            let diagnostic = Diagnostic::new(&TOO_DEEP, message).at(input.span(range));
            reading.diagnostics.push(diagnostic.help("look for a tag that is never closed"));
            return reading;
        }
    };
    let (facts, diagnostics) = facts(tree.root());
    Reading { tree, facts, diagnostics }
}

/// Leaves the content of the body below the document node.
pub(crate) fn keep_body(tree: &mut Tree) {
    let document = tree.document();
    let body = tree.root().descendants().find(|node| node.is_html("body") || node.is_html("frameset"));
    let body = body.map(NodeRef::id);
    let others: Vec<_> = tree.root().children().map(NodeRef::id).collect();
    if let Some(body) = body {
        tree.move_children(body, document);
    }
    for other in others {
        tree.detach(other);
    }
}

/// Reads what the head says of its page.
fn facts(root: NodeRef<'_>) -> (Facts, Diagnostics) {
    let mut facts = Facts::default();
    let mut metas = Vec::new();
    for node in root.descendants() {
        match node.html() {
            Some("html" | "body") => page_attributes(node, &mut facts),
            Some("title") if facts.title.is_none() => {
                let title = node.text_content().split_whitespace().collect::<Vec<_>>().join(" ");
                facts.title = located(node, &title);
            }
            Some("meta") => metas.extend(meta(node)),
            Some("link") => metas.extend(link(node)),
            _ => {}
        }
        if node.html() == Some("body") {
            break;
        }
    }
    let (said, diagnostics) = read_metas(metas);
    (facts.or(said), diagnostics)
}

fn page_attributes(node: NodeRef<'_>, facts: &mut Facts) {
    let language = node.attribute("lang").map(str::trim).filter(|lang| oxilangtag::LanguageTag::parse(*lang).is_ok());
    if let Some(language) = language {
        facts.language = located(node, language);
    }
    match node.attribute("dir") {
        Some("rtl") => facts.direction = Some(Direction::RightToLeft),
        Some("ltr") => facts.direction = Some(Direction::LeftToRight),
        _ => {}
    }
}

/// Reads a meta whose name is a key of a chapter, with or without the prefix of a vocabulary.
fn meta(node: NodeRef<'_>) -> Option<Meta> {
    // Of these, pages say something else: the title of the site, the language by its name, when the file was made.
    const FOREIGN: [&str; 6] = ["title", "language", "url", "direction", "toc", "created"];
    let name = node.attribute("name").or_else(|| node.attribute("property"))?.to_lowercase();
    let name = ["dcterms.", "dc."].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(&name);
    pair(name, node.attribute("content")?, node).filter(|meta| !FOREIGN.contains(&meta.name.as_str()))
}

/// Reads a link that says where a page comes from, or what one may do with it.
fn link(node: NodeRef<'_>) -> Option<Meta> {
    let address = node.attribute("href").filter(|address| is_absolute(address))?;
    let name = match node.attribute("rel")?.to_ascii_lowercase().as_str() {
        "canonical" => "source",
        "license" => "rights",
        _ => return None,
    };
    pair(name, address, node)
}

fn pair(name: &str, value: &str, node: NodeRef<'_>) -> Option<Meta> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then(|| Meta { name: name.replace(':', "-"), value, span: node.span() })
}

fn located(node: NodeRef<'_>, text: &str) -> Option<Located<String>> {
    (!text.is_empty()).then(|| Located { value: text.to_owned(), span: node.span() })
}
