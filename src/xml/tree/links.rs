//! How nodes hang together: each knows its parent, its neighbours and its first child.

use super::packed::{Content, Node};
use super::{NodeId, Tree};
use crate::xml::name::Name;

impl Tree {
    /// Makes `child` the last child of `parent`, taking it from where it was.
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        self.link(parent, self.last_child(parent), child, None);
    }

    /// Makes `child` the first child of `parent`, taking it from where it was.
    pub fn prepend(&mut self, parent: NodeId, child: NodeId) {
        match self.first_child(parent) {
            Some(first) if first == child => {}
            Some(first) => self.insert_before(first, child),
            None => self.append(parent, child),
        }
    }

    /// Puts `node` before `sibling`, taking it from where it was.
    pub fn insert_before(&mut self, sibling: NodeId, node: NodeId) {
        self.detach(node);
        if let Some(parent) = self.parent(sibling) {
            self.link(parent, self.previous(sibling), node, Some(sibling));
        }
    }

    /// Puts `node` after `sibling`, taking it from where it was.
    pub fn insert_after(&mut self, sibling: NodeId, node: NodeId) {
        self.detach(node);
        if let Some(parent) = self.parent(sibling) {
            self.link(parent, Some(sibling), node, self.next(sibling));
            self.pass_line_end(sibling, node);
        }
    }

    /// Takes a node, with all below it, out of the tree.
    pub fn detach(&mut self, id: NodeId) {
        let Some(parent) = self.parent(id) else { return };
        let Node { before, next, .. } = *self.node(id);
        match self.previous(id) {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.set_first_child(parent, next),
        }
        // Whoever stood behind it has before it what this had; where nobody did, its parent's last child is another.
        if let Some(behind) = next.or_else(|| self.first_child(parent)) {
            self.node_mut(behind).before = before;
        }
        let node = self.node_mut(id);
        (node.parent, node.before, node.next) = (None, None, None);
    }

    /// Puts the children of `id` in its place and takes it out.
    pub fn unwrap(&mut self, id: NodeId) {
        while let Some(child) = self.first_child(id) {
            self.insert_before(id, child);
        }
        self.detach(id);
    }

    /// Makes an element around a node, in its place.
    pub fn wrap(&mut self, id: NodeId, name: &Name) -> NodeId {
        let span = self.span(id);
        let wrapper = self.create_element(name, span);
        self.insert_before(id, wrapper);
        self.append(wrapper, id);
        self.pass_line_end(id, wrapper);
        wrapper
    }

    /// Moves all children of `from` to the end of `to`.
    pub fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self.first_child(from) {
            self.append(to, child);
        }
    }

    /// Takes the line end that follows one node to another, which now stands where it was.
    fn pass_line_end(&mut self, from: NodeId, to: NodeId) {
        if self.ends_line(from) {
            self.node_mut(from).set_ends_line(false);
            self.end_line(to);
        }
    }

    /// Puts a node without a parent between two children of one, or at an end of them.
    fn link(&mut self, parent: NodeId, previous: Option<NodeId>, id: NodeId, next: Option<NodeId>) {
        let last = self.last_child(parent);
        let node = self.node_mut(id);
        (node.parent, node.before, node.next) = (Some(parent), previous.or(last).or(Some(id)), next);
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(id),
            None => self.set_first_child(parent, Some(id)),
        }
        if let Some(behind) = next.or_else(|| self.first_child(parent)) {
            self.node_mut(behind).before = Some(id);
        }
    }

    fn set_first_child(&mut self, parent: NodeId, child: Option<NodeId>) {
        let node = self.node_mut(parent);
        match node.content() {
            Content::Document(_) => node.set_content(Content::Document(child)),
            Content::Element { attributes, name, .. } => {
                node.set_content(Content::Element { first: child, attributes, name });
            }
            Content::Doctype(_) | Content::Text(_) | Content::Comment(_) | Content::Instruction(_) => {}
        }
    }

    // Below: what `NodeRef` reads.

    pub(in crate::xml) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    pub(in crate::xml) fn previous(&self, id: NodeId) -> Option<NodeId> {
        let Node { parent, before, .. } = *self.node(id);
        parent.filter(|parent| self.first_child(*parent) != Some(id)).and(before)
    }

    pub(in crate::xml) fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    pub(in crate::xml) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).first_child()
    }

    pub(in crate::xml) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.first_child(id).and_then(|first| self.node(first).before)
    }
}
