//! Copying nodes from one tree into another.

use super::node::NodeRef;
use super::tree::{Kind, NodeId, Tree};
use crate::source::Span;
use std::collections::HashMap;

impl Tree {
    /// Appends copies of all children of `from`, a node of another tree, with the places that `place` gives them.
    pub fn append_copies(&mut self, parent: NodeId, from: NodeRef<'_>, place: impl Fn(Option<Span>) -> Option<Span>) {
        self.copy_below(parent, from, &place);
    }

    /// Appends a copy of `from`, a node of another tree, with all that is in it; returns the copy of an element.
    pub fn append_copy(&mut self, parent: NodeId, from: NodeRef<'_>) -> Option<NodeId> {
        let copy = self.copy_alone(parent, from, &|span| span)?;
        self.copy_below(copy, from, &|span| span);
        Some(copy)
    }

    /// Appends a copy of an element of another tree, with its attributes and nothing in it.
    pub fn append_shallow_copy(&mut self, parent: NodeId, from: NodeRef<'_>) -> Option<NodeId> {
        self.copy_alone(parent, from, &|span| span)
    }

    fn copy_below(&mut self, parent: NodeId, from: NodeRef<'_>, place: &dyn Fn(Option<Span>) -> Option<Span>) {
        let mut copies: HashMap<NodeId, NodeId> = HashMap::from([(from.id(), parent)]);
        for node in from.descendants() {
            let Some(&above) = node.parent().and_then(|above| copies.get(&above.id())) else { continue };
            if let Some(copy) = self.copy_alone(above, node, place) {
                copies.insert(node.id(), copy);
            }
        }
    }

    fn copy_alone(
        &mut self,
        parent: NodeId,
        node: NodeRef<'_>,
        place: &dyn Fn(Option<Span>) -> Option<Span>,
    ) -> Option<NodeId> {
        let span = place(node.span());
        let copy = match node.kind() {
            Kind::Element => self.create_element(node.name()?, span),
            Kind::Text => self.create_text(node.text(), span),
            Kind::Comment => self.create_comment(node.text(), span),
            Kind::Instruction => self.create_instruction(node.text(), span),
            Kind::Document | Kind::Doctype => return None,
        };
        for attribute in node.attributes() {
            self.set_attribute(copy, attribute.name, attribute.value, place(attribute.span));
        }
        self.append(parent, copy);
        if node.ends_line() {
            self.end_line(copy);
        }
        node.is_element().then_some(copy)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Name, parse_xml};
    use super::*;

    #[test]
    fn copies_are_what_their_originals_are() {
        let from = parse_xml(&"<a x='1'>t<b><!-- c --></b>u</a>".into(), None).unwrap();
        let mut tree = Tree::default();
        let document = tree.document();
        tree.append_copies(document, from.root(), |_| None);
        assert!(tree == from);
        let other = tree.append_element(document, &Name::html("p"), None);
        tree.append_copies(other, from.root(), |_| None);
        assert_eq!(tree.get(other).text_content(), "tu");
    }
}
