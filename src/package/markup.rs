//! Building small documents an element a line, indented, so that a person can read what a package says; what belongs
//! closely together stands on one line.
//!
//! Names are written as in XML (`dc:title`, `epub:type`) with the few prefixes that packages use.

use super::ns;
use crate::xml::{self, Name, NodeId, Tree};
use std::sync::Arc;

/// A new line, indented as far as any is: deeper down the spaces would outgrow the text.
const NEW_LINE: &str = "\n                        ";

/// By how much a level is indented.
const INDENT: usize = 2;

/// A document under construction.
pub(super) struct Markup {
    tree: Tree,
    /// The source of the tree, so that no line costs it text of its own.
    new_line: Arc<str>,
    namespace: &'static str,
    open: Vec<Open>,
    /// Whether elements begin on the line that is there.
    is_flat: bool,
}

/// An element whose end tag is not written yet.
struct Open {
    node: NodeId,
    /// Whether a line begins in it.
    is_broken: bool,
}

impl Markup {
    /// Begins a document whose names without prefix are in `namespace`.
    pub(super) fn new(namespace: &'static str) -> Self {
        let new_line: Arc<str> = NEW_LINE.into();
        Self { tree: Tree::new(new_line.clone()), new_line, namespace, open: Vec::new(), is_flat: false }
    }

    /// Writes a start tag on a line of its own.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let node = self.element(name, attributes);
        self.open.push(Open { node, is_broken: false });
    }

    /// Writes the end tag of the innermost open element: on a line of its own, where lines begin in the element.
    pub(super) fn close(&mut self) {
        if let Some(Open { node, .. }) = self.open.pop().filter(|element| element.is_broken) {
            self.new_line(node);
        }
    }

    /// Writes what `write` does on the line that is there.
    pub(super) fn flat(&mut self, write: impl FnOnce(&mut Self)) {
        let was_flat = std::mem::replace(&mut self.is_flat, true);
        write(self);
        self.is_flat = was_flat;
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
    pub(super) fn finish(mut self) -> Tree {
        self.tree.shrink();
        self.tree
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)]) -> NodeId {
        let mut parent = self.tree.document();
        if let Some(open) = self.open.last_mut() {
            parent = open.node;
            if !self.is_flat {
                open.is_broken = true;
                self.new_line(parent);
            }
        }
        let name = element_name(self.namespace, name);
        let element = self.tree.append_element(parent, &name, None);
        for (name, value) in attributes {
            self.tree.set_attribute(element, &attribute_name(name), value, None);
        }
        element
    }

    fn new_line(&mut self, parent: NodeId) {
        let length = (1 + INDENT * self.open.len()).min(self.new_line.len());
        self.tree.append_text(parent, &self.new_line[..length], None);
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
