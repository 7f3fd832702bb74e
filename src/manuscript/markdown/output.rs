//! Where the Markdown reader's elements go: straight into a tree, or, beside raw HTML, through an HTML parser.
//!
//! With raw HTML, the document is what a browser makes of the HTML that CommonMark prescribes: Markdown's own elements
//! and the author's meet in one parser, which alone knows how `<div>` and a paragraph get along.

use crate::source::Span;
use crate::xml::{HtmlBuilder, MAX_DEPTH, Name, NodeId, Tree, escape_attribute, escape_text};
use std::ops::Range;
use std::sync::Arc;

/// What was met: HTML that needs a parser.
pub(super) struct RawHtml;

/// Takes elements in document order.
pub(super) trait Output {
    fn open(&mut self, name: &'static str, attributes: &[(&str, &str)], span: Option<Span>);
    fn close(&mut self, name: &'static str);
    fn text(&mut self, text: &str, span: Option<Span>);
    /// Ends a line behind an element that has just been closed.
    fn end_line(&mut self) {
        self.text("\n", None);
    }
    /// Takes raw HTML as its author wrote it; `place` tells where a part of it is from.
    fn raw(&mut self, html: &str, place: &dyn Fn(Range<usize>) -> Option<Span>) -> Result<(), RawHtml>;
    /// Tells whether elements stand deeper in each other than a book may have them.
    fn too_deep(&self) -> bool;
}

/// Builds a tree; refuses raw HTML other than comments.
pub(super) struct TreeOutput {
    tree: Tree,
    open: Vec<NodeId>,
    names: Vec<(&'static str, Name)>,
}

impl TreeOutput {
    pub(super) fn new(source: Arc<str>) -> Self {
        let tree = Tree::new(source);
        let open = vec![tree.document()];
        Self { tree, open, names: Vec::new() }
    }

    pub(super) fn finish(mut self) -> Tree {
        self.tree.shrink();
        self.tree
    }

    fn current(&self) -> NodeId {
        *self.open.last().expect("the document is never closed")
    }
}

impl Output for TreeOutput {
    fn open(&mut self, name: &'static str, attributes: &[(&str, &str)], span: Option<Span>) {
        let known = self.names.iter().position(|(known, _)| *known == name);
        let index = known.unwrap_or_else(|| {
            self.names.push((name, Name::html(name)));
            self.names.len() - 1
        });
        let parent = self.current();
        let element = self.tree.append_element(parent, &self.names[index].1, span);
        for (name, value) in attributes {
            self.tree.set_attribute(element, &Name::attribute(name), value, None);
        }
        self.open.push(element);
    }

    fn close(&mut self, _name: &'static str) {
        self.open.pop();
    }

    fn text(&mut self, text: &str, span: Option<Span>) {
        let parent = self.current();
        self.tree.append_text(parent, text, span);
    }

    fn end_line(&mut self) {
        match self.tree.get(self.current()).last_child().filter(|last| last.is_element()) {
            Some(last) => self.tree.end_line(last.id()),
            None => self.text("\n", None),
        }
    }

    fn raw(&mut self, html: &str, place: &dyn Fn(Range<usize>) -> Option<Span>) -> Result<(), RawHtml> {
        let span = place(0..html.len());
        let comment = html.trim_end().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        let inner = comment.filter(|inner| !inner.starts_with(['>', '-']) && !inner.contains("--")).ok_or(RawHtml)?;
        let comment = self.tree.create_comment(inner, span);
        let parent = self.current();
        self.tree.append(parent, comment);
        if html.ends_with('\n') {
            self.text("\n", None);
        }
        Ok(())
    }

    fn too_deep(&self) -> bool {
        self.open.len() > MAX_DEPTH
    }
}

/// Feeds an HTML parser.
pub(super) struct HtmlOutput {
    builder: HtmlBuilder,
    buffer: String,
}

impl HtmlOutput {
    pub(super) fn new(source: Arc<str>) -> Self {
        Self { builder: HtmlBuilder::body(source), buffer: String::new() }
    }

    pub(super) fn finish(self) -> Tree {
        let mut tree = self.builder.finish();
        tree.shrink();
        tree
    }
}

impl Output for HtmlOutput {
    fn open(&mut self, name: &'static str, attributes: &[(&str, &str)], span: Option<Span>) {
        self.buffer.clear();
        self.buffer.push('<');
        self.buffer.push_str(name);
        for (name, value) in attributes {
            self.buffer.push(' ');
            self.buffer.push_str(name);
            self.buffer.push_str("=\"");
            escape_attribute(value, &mut self.buffer);
            self.buffer.push('"');
        }
        self.buffer.push('>');
        self.builder.feed(&self.buffer, span);
    }

    fn close(&mut self, name: &'static str) {
        // The end tags of `br`, `hr` and `img` are nothing in HTML, or worse.
        if !matches!(name, "br" | "hr" | "img") {
            self.builder.feed(&["</", name, ">"].concat(), None);
        }
    }

    fn text(&mut self, text: &str, span: Option<Span>) {
        self.buffer.clear();
        escape_text(text, &mut self.buffer);
        self.builder.feed(&self.buffer, span);
    }

    fn raw(&mut self, html: &str, place: &dyn Fn(Range<usize>) -> Option<Span>) -> Result<(), RawHtml> {
        self.builder.feed_parts(html, place);
        Ok(())
    }

    fn too_deep(&self) -> bool {
        self.builder.too_deep()
    }
}
