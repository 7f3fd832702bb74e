//! What elements say of themselves: a list of attributes for each, in the order in which they were set.

use super::packed::{AttributeEntry, AttributeId, Content, Text};
use super::{NodeId, ROOM, Tree};
use crate::source::Span;
use crate::xml::name::Name;
use std::num::NonZeroU32;

/// How many attributes back a value is looked for.
const RECENT: usize = 16;

impl Tree {
    /// Sets an attribute in no namespace.
    pub fn set(&mut self, id: NodeId, local: &str, value: &str) {
        self.set_attribute(id, &Name::attribute(local), value, None);
    }

    /// Sets an attribute, keeping its place among the others where it is there already.
    pub fn set_attribute(&mut self, id: NodeId, name: &Name, value: &str, span: Option<Span>) {
        let (name, value) = (self.names.intern(name), self.intern_value(value));
        let Content::Element { attributes: mut slot, .. } = self.node(id).content() else { return };
        let mut last = None;
        while let Some(current) = slot {
            let entry = self.attribute_mut(current);
            if entry.name == name {
                entry.value = value;
                return;
            }
            last = slot;
            slot = entry.next;
        }
        if self.attributes.len() == self.attributes.capacity() {
            // As with nodes: doubling would double what a book holds.
            self.attributes.reserve_exact(self.attributes.len() / 8 + ROOM);
        }
        let place = self.place(span);
        self.attributes.push(AttributeEntry::new(name, value, place));
        let added = u32::try_from(self.attributes.len()).ok().and_then(NonZeroU32::new);
        match last {
            Some(last) => self.attribute_mut(last).next = added,
            None => self.set_first_attribute(id, added),
        }
    }

    /// Takes away an attribute in no namespace.
    pub fn unset(&mut self, id: NodeId, local: &str) {
        self.unset_attribute(id, &Name::attribute(local));
    }

    /// Takes away an attribute.
    pub fn unset_attribute(&mut self, id: NodeId, name: &Name) {
        let Some(name) = self.names.all.iter().position(|known| known == name) else { return };
        let Content::Element { attributes: mut slot, .. } = self.node(id).content() else { return };
        let mut last: Option<AttributeId> = None;
        while let Some(current) = slot {
            let AttributeEntry { name: found, next, .. } = *self.attribute_mut(current);
            if usize::from(found) == name {
                match last {
                    Some(last) => self.attribute_mut(last).next = next,
                    None => self.set_first_attribute(id, next),
                }
                return;
            }
            last = slot;
            slot = next;
        }
    }

    // Below: what `NodeRef` reads.

    pub(in crate::xml) fn first_attribute(&self, id: NodeId) -> Option<NonZeroU32> {
        match self.node(id).content() {
            Content::Element { attributes, .. } => attributes,
            _ => None,
        }
    }

    /// Returns the name, value and span of an attribute, and the one after it.
    pub(in crate::xml) fn attribute(&self, id: NonZeroU32) -> (&Name, &str, Option<Span>, Option<NonZeroU32>) {
        let entry = &self.attributes[id.get() as usize - 1];
        (&self.names.all[usize::from(entry.name)], self.str(entry.value), self.span_at(entry.place()), entry.next)
    }

    /// Keeps a value: what one attribute says, those before it have often said.
    fn intern_value(&mut self, value: &str) -> Text {
        let recent = self.attributes.iter().rev().take(RECENT).map(|entry| entry.value);
        let known = recent.into_iter().find(|known| self.str(*known) == value);
        known.unwrap_or_else(|| self.intern(value))
    }

    fn set_first_attribute(&mut self, id: NodeId, to: Option<AttributeId>) {
        let node = self.node_mut(id);
        if let Content::Element { first, name, .. } = node.content() {
            node.set_content(Content::Element { first, attributes: to, name });
        }
    }

    fn attribute_mut(&mut self, id: AttributeId) -> &mut AttributeEntry {
        &mut self.attributes[id.get() as usize - 1]
    }
}
