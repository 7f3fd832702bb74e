//! Building small documents an element a line, indented, so that a person can read what a package says.
//!
//! Names are written as in XML (`dc:title`, `epub:type`) with the few prefixes that packages use.

use super::ns;
use crate::xml::{self, Name, NodeId, Tree};

/// Deeper than this, lines are no further indented: the spaces would outgrow the text.
const MAX_INDENT: usize = 12;

/// A document under construction.
pub(super) struct Markup {
    tree: Tree,
    namespace: &'static str,
    open: Vec<NodeId>,
}

impl Markup {
    /// Begins a document whose names without prefix are in `namespace`.
    pub(super) fn new(namespace: &'static str) -> Self {
        Self { tree: Tree::default(), namespace, open: Vec::new() }
    }

    /// Writes a start tag on a line of its own.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let element = self.element(name, attributes);
        self.open.push(element);
    }

    /// Writes the end tag of the innermost open element on a line of its own.
    pub(super) fn close(&mut self) {
        let element = self.open.pop();
        if let Some(element) = element.filter(|&element| self.tree.get(element).first_child().is_some()) {
            self.new_line(element);
        }
    }

    /// Writes an element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.element(name, attributes);
    }

    /// Writes an element with only text in it.
    pub(super) fn line(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        let element = self.element(name, attributes);
        self.tree.append_text(element, text, None);
    }

    /// Returns the document.
    pub(super) fn finish(self) -> Tree {
        self.tree
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)]) -> NodeId {
        let parent = self.open.last().copied();
        if let Some(parent) = parent {
            self.new_line(parent);
        }
        let name = element_name(self.namespace, name);
        let parent = parent.unwrap_or_else(|| self.tree.document());
        let element = self.tree.append_element(parent, &name, None);
        for (name, value) in attributes {
            self.tree.set_attribute(element, &attribute_name(name), value, None);
        }
        element
    }

    fn new_line(&mut self, parent: NodeId) {
        let indent = "  ".repeat(self.open.len().min(MAX_INDENT));
        self.tree.append_text(parent, &format!("\n{indent}"), None);
    }
}

fn element_name(namespace: &str, name: &str) -> Name {
    match name.split_once(':') {
        Some(("dc", local)) => Name::prefixed("dc", ns::DC, local),
        _ => Name::new(namespace, name),
    }
}

/// Returns the name of an attribute as XML writes it.
pub(super) fn attribute_name(name: &str) -> Name {
    match name.split_once(':') {
        Some(("xml", local)) => Name::xml(local),
        Some(("epub", local)) => Name::prefixed("epub", ns::OPS, local),
        Some(("xmlns", prefix)) => Name::prefixed("xmlns", xml::ns::XMLNS, prefix),
        _ => Name::attribute(name),
    }
}
