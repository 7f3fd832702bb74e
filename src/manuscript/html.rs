//! The HTML reader: a page as browsers read it.
//!
//! What its head says of it (title, author, date, language) becomes facts; the content of its body becomes the piece.

use super::reader::{Input, Reading};
use super::rules::TOO_DEEP;
use crate::diagnostic::Diagnostic;
use crate::manifest::{Direction, Facts, Person};
use crate::source::Located;
use crate::xml::{MAX_DEPTH, NodeRef, Tree, parse_html};

/// Reads an HTML file.
pub(super) fn read(input: &Input) -> Reading {
    let parsed = parse_html(&input.text, |range| Some(input.span(range)));
    let mut tree = match parsed {
        Ok(tree) => tree,
        Err(range) => {
            let mut reading = Reading::new(Tree::default());
            let message = format!("elements stand more than {MAX_DEPTH} deep in each other");
            let diagnostic = Diagnostic::new(&TOO_DEEP, message).at(input.span(range));
            reading.diagnostics.push(diagnostic.help("look for a tag that is never closed"));
            return reading;
        }
    };
    let facts = facts(tree.root());
    keep_body(&mut tree);
    tree.shrink();
    Reading { facts, ..Reading::new(tree) }
}

/// Leaves the content of the body below the document node.
fn keep_body(tree: &mut Tree) {
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

fn facts(root: NodeRef<'_>) -> Facts {
    let mut facts = Facts::default();
    for node in root.descendants() {
        match node.html() {
            Some("html" | "body") => page_attributes(node, &mut facts),
            Some("title") if facts.title.is_none() => {
                let title = node.text_content().split_whitespace().collect::<Vec<_>>().join(" ");
                facts.title = located(node, &title);
            }
            Some("meta") => meta(node, &mut facts),
            _ => {}
        }
        if node.is_html("body") {
            break;
        }
    }
    facts
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

fn meta(node: NodeRef<'_>, facts: &mut Facts) {
    let name = node.attribute("name").or_else(|| node.attribute("property")).unwrap_or_default();
    let content = node.attribute("content").unwrap_or_default().trim();
    if content.is_empty() {
        return;
    }
    match name.to_ascii_lowercase().as_str() {
        "author" | "dc.creator" => {
            facts.authors.push(Person { name: content.to_owned(), file_as: None, role: "aut".to_owned() });
        }
        "date" | "dc.date" | "article:published_time" if facts.date.is_none() => facts.date = located(node, content),
        _ => {}
    }
}

fn located(node: NodeRef<'_>, text: &str) -> Option<Located<String>> {
    (!text.is_empty()).then(|| Located { value: text.to_owned(), span: node.span() })
}
