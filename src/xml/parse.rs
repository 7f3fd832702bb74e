//! Parsing XML, with the byte range of every node and attribute.
//!
//! The grammar is roxmltree's: strict, without external entities, with bounds on the internal ones.

use super::limits;
use super::name::{Name, ns};
use super::strict;
use super::tree::{NodeId, Tree};
use crate::source::{SourceId, Span};
use roxmltree::{Document, Node, NodeType, ParsingOptions};
use std::sync::Arc;

/// Why a text is not well-formed XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseFailure {
    pub message: String,
    /// The byte at which the parser gave up.
    pub offset: usize,
}

/// Parses a document. Spans are kept where `source` says what the text is called.
///
/// # Errors
/// The first place where the text is not well-formed.
pub fn parse_xml(text: &Arc<str>, source: Option<SourceId>) -> Result<Tree, ParseFailure> {
    limits::check(text)?;
    strict::check(text)?;
    parse_well_formed(text, source)
}

/// Parses what has been looked at for what the parser lets pass.
pub(super) fn parse_well_formed(text: &Arc<str>, source: Option<SourceId>) -> Result<Tree, ParseFailure> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| failure(text, &error))?;
    // The parser reads over most of a document type, and may have another opinion of where it ends.
    if let Some(doctype) = doctype(text).filter(|doctype| !ends_alike(text, doctype.end, &document)) {
        let message = "the document type is not well-formed".to_owned();
        return Err(ParseFailure { message, offset: doctype.start });
    }
    let is_stray = |node: Node<'_, '_>| is_declaration(node) && node.range().start > 0;
    if text.rfind("<?xml").is_some_and(|at| at > 0)
        && let Some(stray) = document.descendants().find(|node| is_stray(*node))
    {
        let message = "an XML declaration stands within the document".to_owned();
        return Err(ParseFailure { message, offset: stray.range().start });
    }
    let mut builder = Builder { tree: Tree::new(text.clone()), source, text };
    builder.document(&document);
    Ok(builder.tree)
}

/// Tells whether it is an XML declaration, which the parser takes for an instruction where a line ends in it early.
fn is_declaration(node: Node<'_, '_>) -> bool {
    node.pi().is_some_and(|pi| pi.target == "xml")
}

/// Tells whether the parser, too, has a document type end at `end`: there is nothing but space before what comes next.
fn ends_alike(text: &str, end: usize, document: &Document<'_>) -> bool {
    let starts = document.root().children().map(|node| node.range().start);
    let next = starts.filter(|start| *start > end).min();
    let is_space = |next: usize| text[end + 1..next].bytes().all(|byte| byte.is_ascii_whitespace());
    document.root_element().range().start > end && next.is_some_and(is_space)
}

fn failure(text: &str, error: &roxmltree::Error) -> ParseFailure {
    if matches!(error, roxmltree::Error::UnclosedRootNode) {
        return ParseFailure { message: "the root element does not end".to_owned(), offset: text.len() };
    }
    let position = error.pos();
    let line_start: usize = text.split_inclusive('\n').take(position.row as usize - 1).map(str::len).sum();
    let column = text[line_start..].char_indices().nth(position.col as usize - 1).map_or(0, |(index, _)| index);
    let message = error.to_string();
    let message = message.rfind(" at ").map_or(message.as_str(), |at| &message[..at]);
    ParseFailure { message: message.to_owned(), offset: line_start + column }
}

struct Builder<'a> {
    tree: Tree,
    source: Option<SourceId>,
    text: &'a str,
}

impl Builder<'_> {
    fn document(&mut self, document: &Document<'_>) {
        let mut parent = self.tree.document();
        if let Some(doctype) = doctype(self.text) {
            let span = self.span(doctype.clone());
            let node = self.tree.create_doctype(self.text[doctype].trim(), span);
            self.tree.append(parent, node);
        }
        let mut next = document.root().children().find(|node| !is_declaration(*node));
        while let Some(node) = next {
            let id = self.node(parent, node);
            next = node.first_child();
            if next.is_some() {
                parent = id;
                continue;
            }
            let mut done = node;
            next = loop {
                if let Some(sibling) = done.next_sibling() {
                    break Some(sibling);
                }
                match done.parent().filter(Node::is_element) {
                    Some(above) => {
                        done = above;
                        parent = self.tree.get(parent).parent().map_or(parent, super::node::NodeRef::id);
                    }
                    None => break None,
                }
            };
        }
    }

    fn node(&mut self, parent: NodeId, node: Node<'_, '_>) -> NodeId {
        let span = self.span(node.range());
        let text = node.text().unwrap_or_default();
        let id = match node.node_type() {
            NodeType::Root => parent,
            NodeType::Element => self.element(node, span),
            NodeType::Text => self.tree.create_text(text, span),
            NodeType::Comment => self.tree.create_comment(text, span),
            NodeType::PI => {
                let pi = node.pi().expect("a node of this type is an instruction");
                let text = [pi.target, pi.value.unwrap_or_default()].join(" ");
                self.tree.create_instruction(text.trim_end(), span)
            }
        };
        self.tree.append(parent, id);
        id
    }

    fn element(&mut self, node: Node<'_, '_>, span: Option<Span>) -> NodeId {
        let start = node.range().start + 1;
        let tag = node.tag_name();
        let namespace = tag.namespace().unwrap_or_default();
        let written = self.text[start..].split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next();
        let name = Name::prefixed(prefix(written.unwrap_or_default(), tag.name()), namespace, tag.name());
        let id = self.tree.create_element(&name, span);
        self.declarations(node, id);
        for attribute in node.attributes() {
            let written = &self.text[attribute.range_qname()];
            let prefix = prefix(written, attribute.name());
            let name = Name::prefixed(prefix, attribute.namespace().unwrap_or_default(), attribute.name());
            let span = self.span(attribute.range());
            self.tree.set_attribute(id, &name, attribute.value(), span);
        }
        id
    }

    /// Keeps the namespace declarations that stand on this element, so that it can be written as it was.
    fn declarations(&mut self, node: Node<'_, '_>, id: NodeId) {
        let above = node.parent_element();
        for namespace in node.namespaces() {
            let inherited =
                above.is_some_and(|above| above.lookup_namespace_uri(namespace.name()) == Some(namespace.uri()));
            if inherited || namespace.uri() == ns::XML {
                continue;
            }
            let name = match namespace.name() {
                Some(prefix) => Name::prefixed("xmlns", ns::XMLNS, prefix),
                None => Name::new(ns::XMLNS, "xmlns"),
            };
            self.tree.set_attribute(id, &name, namespace.uri(), None);
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Option<Span> {
        self.source.map(|source| Span::new(source, range))
    }
}

/// Returns the prefix that `written` has before `local`; empty where there is none.
fn prefix<'a>(written: &'a str, local: &str) -> &'a str {
    match written.find(':') {
        Some(colon) if &written[colon + 1..] == local => &written[..colon],
        _ => "",
    }
}

/// Finds what stands between `<!DOCTYPE` and its `>`, before the first element.
pub fn doctype(text: &str) -> Option<std::ops::Range<usize>> {
    const OPENING: &str = "<!DOCTYPE";
    let is_tag = |at: usize| text[at + 1..].starts_with(|next: char| !matches!(next, '!' | '?'));
    let first_element = text.match_indices('<').map(|(at, _)| at).find(|&at| is_tag(at))?;
    let start = text[..first_element].find(OPENING)? + OPENING.len();
    let (mut in_subset, mut quote, mut at) = (false, None, start);
    while let Some(&byte) = text.as_bytes().get(at) {
        match (quote, byte) {
            (Some(open), _) => quote = (open != byte).then_some(open),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'<') if text[at..].starts_with("<!--") => at += text[at..].find("-->")?,
            (None, b'<') if text[at..].starts_with("<?") => at += text[at..].find("?>")?,
            (None, b'[') => in_subset = true,
            (None, b']') => in_subset = false,
            (None, b'>') if !in_subset => return Some(start..at),
            _ => {}
        }
        at += 1;
    }
    None
}
