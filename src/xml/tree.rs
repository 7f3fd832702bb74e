//! The arena: nodes by number, names in a table, text in two shared buffers.
//!
//! Text that stands in the source word for word is not copied: a text node is then a range of the source.

use super::name::{Name, Names};
use super::node::NodeRef;
use crate::source::{SourceId, Span};
use std::num::NonZeroU32;
use std::sync::Arc;

/// Names a node of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    fn new(index: usize) -> Self {
        let number = u32::try_from(index + 1).expect("fewer than four thousand million nodes");
        Self(NonZeroU32::new(number).expect("index + 1 is not zero"))
    }

    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A document or a piece of one.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<AttributeEntry>,
    names: Names,
    source: Arc<str>,
    own: String,
    /// The source of nearly all nodes: that of the first node which has a place.
    home: Option<SourceId>,
    /// Places in other sources.
    foreign: Vec<Span>,
}

/// What a node is; its text, where it has some, is read through [`NodeRef`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Document,
    /// What stands between `<!DOCTYPE ` and `>`.
    Doctype,
    Element,
    Text,
    Comment,
    /// A processing instruction: target, a space, data.
    Instruction,
}

/// One node: 36 bytes. A book holds all its nodes at once, and they are most of what it holds.
#[derive(Clone, Copy, Debug)]
struct Node {
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    place: Place,
    content: Content,
}

/// Where a node comes from, in half the room of an `Option<Span>`: nearly all nodes of a tree have one source.
///
/// `start` is an offset in that source, or says that `end` is nothing, or an index in `Tree::foreign`.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    end: u32,
}

/// There is no place.
const NOWHERE: u32 = u32::MAX;
/// The place is in another source than that of the tree.
const FOREIGN: u32 = u32::MAX - 1;

#[derive(Clone, Copy, Debug)]
enum Content {
    Document(Children),
    Doctype(Text),
    Element { children: Children, attributes: Option<AttributeId>, name: NameId },
    Text(Text),
    Comment(Text),
    Instruction(Text),
}

#[derive(Clone, Copy, Debug, Default)]
struct Children {
    first: Option<NodeId>,
    last: Option<NodeId>,
}

type NameId = u16;
type AttributeId = NonZeroU32;

#[derive(Clone, Debug)]
struct AttributeEntry {
    name: NameId,
    value: Text,
    span: Option<Span>,
    next: Option<AttributeId>,
}

/// A range of one of the two buffers; the top bit of `length` says which.
#[derive(Clone, Copy, Debug)]
struct Text {
    start: u32,
    length: u32,
}

const IN_OWN: u32 = 1 << 31;

/// How many bytes of a text make a node, as a first guess: prose with some emphasis.
const BYTES_PER_NODE: usize = 20;

/// How many nodes passes and packaging may add before a tree grows.
const ROOM: usize = 64;

impl Default for Tree {
    fn default() -> Self {
        Self::new("".into())
    }
}

impl Tree {
    /// Returns an empty document whose text may be ranges of `source`.
    pub fn new(source: Arc<str>) -> Self {
        let mut nodes = Vec::with_capacity(source.len() / BYTES_PER_NODE + 1);
        nodes.push(Node::new(Content::Document(Children::default()), Place { start: NOWHERE, end: 0 }));
        Self {
            nodes,
            attributes: Vec::new(),
            names: Names::default(),
            source,
            own: String::new(),
            home: None,
            foreign: Vec::new(),
        }
    }

    /// Returns the document node.
    pub fn document(&self) -> NodeId {
        NodeId::new(0)
    }

    /// Returns the document node for reading.
    pub fn root(&self) -> NodeRef<'_> {
        self.get(self.document())
    }

    /// Returns a node for reading.
    pub fn get(&self, id: NodeId) -> NodeRef<'_> {
        NodeRef::new(self, id)
    }

    /// Returns the version of XML that its declaration names.
    pub fn xml_version(&self) -> Option<&str> {
        let declaration = self.source.strip_prefix("<?xml")?;
        let declaration = &declaration[..declaration.find("?>")?];
        let value = declaration[declaration.find("version")? + "version".len()..].trim_start().strip_prefix('=')?;
        value.trim_start().split(['"', '\'']).nth(1)
    }

    /// Returns the names of all its elements and attributes, each once: see [`NodeRef::name_number`].
    pub fn names(&self) -> &[Name] {
        &self.names.all
    }

    /// Gives back memory that building took ahead, but for what a few changes need.
    pub fn shrink(&mut self) {
        self.nodes.shrink_to(self.nodes.len() + ROOM);
        self.attributes.shrink_to(self.attributes.len() + ROOM);
        self.own.shrink_to(self.own.len() + ROOM * BYTES_PER_NODE);
    }

    // Making nodes.

    /// Makes an element, without a parent yet.
    pub fn create_element(&mut self, name: &Name, span: Option<Span>) -> NodeId {
        let name = self.names.intern(name);
        self.push(Content::Element { children: Children::default(), attributes: None, name }, span)
    }

    /// Makes a text node, without a parent yet.
    pub fn create_text(&mut self, text: &str, span: Option<Span>) -> NodeId {
        let text = self.intern(text);
        self.push(Content::Text(text), span)
    }

    /// Makes a comment, without a parent yet.
    pub fn create_comment(&mut self, text: &str, span: Option<Span>) -> NodeId {
        let text = self.intern(text);
        self.push(Content::Comment(text), span)
    }

    /// Makes a processing instruction: `text` is its target, a space and its data.
    pub fn create_instruction(&mut self, text: &str, span: Option<Span>) -> NodeId {
        let text = self.intern(text);
        self.push(Content::Instruction(text), span)
    }

    /// Makes a document type declaration: `text` is what follows `<!DOCTYPE `.
    pub fn create_doctype(&mut self, text: &str, span: Option<Span>) -> NodeId {
        let text = self.intern(text);
        self.push(Content::Doctype(text), span)
    }

    /// Makes an element and appends it.
    pub fn append_element(&mut self, parent: NodeId, name: &Name, span: Option<Span>) -> NodeId {
        let element = self.create_element(name, span);
        self.append(parent, element);
        element
    }

    /// Appends text, joining it to a text node that it goes on from, or that has the same place.
    pub fn append_text(&mut self, parent: NodeId, text: &str, span: Option<Span>) {
        if text.is_empty() {
            return;
        }
        let text = self.intern(text);
        if let Some(last) = self.last_child(parent)
            && self.extend_text(last, text, span)
        {
            return;
        }
        let node = self.push(Content::Text(text), span);
        self.append(parent, node);
    }

    fn extend_text(&mut self, last: NodeId, text: Text, span: Option<Span>) -> bool {
        let Content::Text(before) = self.node(last).content else { return false };
        if !before.is_followed_by(text) {
            return false;
        }
        let joined = match (self.span(last), span) {
            (Some(first), Some(second)) if first.source == second.source && first.end == second.start => {
                Some(Span { end: second.end, ..first })
            }
            (first, second) if first == second => first,
            _ => return false,
        };
        let place = self.place(joined);
        let node = self.node_mut(last);
        node.content = Content::Text(Text { length: before.length + (text.length & !IN_OWN), ..before });
        node.place = place;
        true
    }

    // Moving nodes.

    /// Makes `child` the last child of `parent`, taking it from where it was.
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.last_child(parent);
        self.link(Some(parent), last, child, None);
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
        let Node { parent, previous, .. } = *self.node(sibling);
        self.link(parent, previous, node, Some(sibling));
    }

    /// Puts `node` after `sibling`, taking it from where it was.
    pub fn insert_after(&mut self, sibling: NodeId, node: NodeId) {
        self.detach(node);
        let Node { parent, next, .. } = *self.node(sibling);
        self.link(parent, Some(sibling), node, next);
    }

    /// Takes a node, with all below it, out of the tree.
    pub fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        match previous {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.set_children(parent, |children| children.first = next),
        }
        match next {
            Some(next) => self.node_mut(next).previous = previous,
            None => self.set_children(parent, |children| children.last = previous),
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (None, None, None);
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
        wrapper
    }

    /// Moves all children of `from` to the end of `to`.
    pub fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self.first_child(from) {
            self.append(to, child);
        }
    }

    fn link(&mut self, parent: Option<NodeId>, previous: Option<NodeId>, id: NodeId, next: Option<NodeId>) {
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (parent, previous, next);
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(id),
            None => self.set_children(parent, |children| children.first = Some(id)),
        }
        match next {
            Some(next) => self.node_mut(next).previous = Some(id),
            None => self.set_children(parent, |children| children.last = Some(id)),
        }
    }

    fn set_children(&mut self, parent: Option<NodeId>, set: impl FnOnce(&mut Children)) {
        let Some(parent) = parent else { return };
        match &mut self.node_mut(parent).content {
            Content::Document(children) | Content::Element { children, .. } => set(children),
            Content::Doctype(_) | Content::Text(_) | Content::Comment(_) | Content::Instruction(_) => {}
        }
    }

    // Changing nodes.

    /// Gives an element another name.
    pub fn rename(&mut self, id: NodeId, to: &Name) {
        let to = self.names.intern(to);
        if let Content::Element { name, .. } = &mut self.node_mut(id).content {
            *name = to;
        }
    }

    /// Gives a text node, comment, instruction or document type other text.
    pub fn set_text(&mut self, id: NodeId, to: &str) {
        let to = self.intern(to);
        match &mut self.node_mut(id).content {
            Content::Text(text) | Content::Comment(text) | Content::Instruction(text) | Content::Doctype(text) => {
                *text = to;
            }
            Content::Document(_) | Content::Element { .. } => {}
        }
    }

    /// Says where a node comes from.
    pub fn set_span(&mut self, id: NodeId, span: Option<Span>) {
        let place = self.place(span);
        self.node_mut(id).place = place;
    }

    /// Sets an attribute in no namespace.
    pub fn set(&mut self, id: NodeId, local: &str, value: &str) {
        self.set_attribute(id, &Name::attribute(local), value, None);
    }

    /// Sets an attribute, keeping its place among the others where it is there already.
    pub fn set_attribute(&mut self, id: NodeId, name: &Name, value: &str, span: Option<Span>) {
        let (name, value) = (self.names.intern(name), self.intern(value));
        let Content::Element { attributes: mut slot, .. } = self.node(id).content else { return };
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
        self.attributes.push(AttributeEntry { name, value, span, next: None });
        let added = u32::try_from(self.attributes.len()).ok().and_then(NonZeroU32::new);
        match last {
            Some(last) => self.attribute_mut(last).next = added,
            None => {
                if let Content::Element { attributes, .. } = &mut self.node_mut(id).content {
                    *attributes = added;
                }
            }
        }
    }

    /// Takes away an attribute in no namespace.
    pub fn unset(&mut self, id: NodeId, local: &str) {
        self.unset_attribute(id, &Name::attribute(local));
    }

    /// Takes away an attribute.
    pub fn unset_attribute(&mut self, id: NodeId, name: &Name) {
        let Some(name) = self.names.all.iter().position(|known| known == name) else { return };
        let Content::Element { attributes: mut slot, .. } = self.node(id).content else { return };
        let mut last: Option<AttributeId> = None;
        while let Some(current) = slot {
            let AttributeEntry { name: found, next, .. } = *self.attribute_mut(current);
            if usize::from(found) == name {
                match last {
                    Some(last) => self.attribute_mut(last).next = next,
                    None => {
                        if let Content::Element { attributes, .. } = &mut self.node_mut(id).content {
                            *attributes = next;
                        }
                    }
                }
                return;
            }
            last = slot;
            slot = next;
        }
    }

    // Below: what `NodeRef` reads.

    pub(super) fn kind(&self, id: NodeId) -> Kind {
        match self.node(id).content {
            Content::Document(_) => Kind::Document,
            Content::Doctype(_) => Kind::Doctype,
            Content::Element { .. } => Kind::Element,
            Content::Text(_) => Kind::Text,
            Content::Comment(_) => Kind::Comment,
            Content::Instruction(_) => Kind::Instruction,
        }
    }

    pub(super) fn name(&self, id: NodeId) -> Option<&Name> {
        match self.node(id).content {
            Content::Element { name, .. } => Some(&self.names.all[usize::from(name)]),
            _ => None,
        }
    }

    pub(super) fn name_number(&self, id: NodeId) -> Option<usize> {
        match self.node(id).content {
            Content::Element { name, .. } => Some(usize::from(name)),
            _ => None,
        }
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }

    pub(super) fn text(&self, id: NodeId) -> &str {
        match self.node(id).content {
            Content::Text(text) | Content::Comment(text) | Content::Instruction(text) | Content::Doctype(text) => {
                self.str(text)
            }
            Content::Document(_) | Content::Element { .. } => "",
        }
    }

    pub(super) fn is_verbatim(&self, id: NodeId) -> bool {
        matches!(self.node(id).content, Content::Text(text) if text.length & IN_OWN == 0)
    }

    pub(super) fn span(&self, id: NodeId) -> Option<Span> {
        let Place { start, end } = self.node(id).place;
        match start {
            NOWHERE => None,
            FOREIGN => Some(self.foreign[end as usize]),
            _ => self.home.map(|source| Span { source, start, end }),
        }
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    pub(super) fn previous(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).previous
    }

    pub(super) fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.children(id).first
    }

    pub(super) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.children(id).last
    }

    fn children(&self, id: NodeId) -> Children {
        match self.node(id).content {
            Content::Document(children) | Content::Element { children, .. } => children,
            Content::Doctype(_) | Content::Text(_) | Content::Comment(_) | Content::Instruction(_) => {
                Children::default()
            }
        }
    }

    pub(super) fn first_attribute(&self, id: NodeId) -> Option<NonZeroU32> {
        match self.node(id).content {
            Content::Element { attributes, .. } => attributes,
            _ => None,
        }
    }

    /// Returns the name, value and span of an attribute, and the one after it.
    pub(super) fn attribute(&self, id: NonZeroU32) -> (&Name, &str, Option<Span>, Option<NonZeroU32>) {
        let entry = &self.attributes[id.get() as usize - 1];
        (&self.names.all[usize::from(entry.name)], self.str(entry.value), entry.span, entry.next)
    }

    // Below: the arena itself.

    fn push(&mut self, content: Content, span: Option<Span>) -> NodeId {
        if self.nodes.len() == self.nodes.capacity() {
            // A book holds all its trees at once: doubling would double that.
            self.nodes.reserve_exact(self.nodes.len() / 8 + ROOM);
        }
        let place = self.place(span);
        self.nodes.push(Node::new(content, place));
        NodeId::new(self.nodes.len() - 1)
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    fn attribute_mut(&mut self, id: AttributeId) -> &mut AttributeEntry {
        &mut self.attributes[id.get() as usize - 1]
    }

    fn place(&mut self, span: Option<Span>) -> Place {
        let Some(span) = span else { return Place { start: NOWHERE, end: 0 } };
        if *self.home.get_or_insert(span.source) == span.source {
            return Place { start: span.start, end: span.end };
        }
        self.foreign.push(span);
        let index = u32::try_from(self.foreign.len() - 1).expect("fewer places than nodes");
        Place { start: FOREIGN, end: index }
    }

    fn intern(&mut self, text: &str) -> Text {
        let (source, this) = (self.source.as_bytes().as_ptr_range(), text.as_bytes().as_ptr_range());
        let length = u32::try_from(text.len()).ok().filter(|length| length & IN_OWN == 0);
        let length = length.expect("texts are shorter than 2 GiB: readers refuse longer ones");
        if length > 0 && source.start <= this.start && this.end <= source.end {
            let start = this.start.addr() - source.start.addr();
            return Text { start: u32::try_from(start).expect("sources are shorter than 4 GiB"), length };
        }
        let start = u32::try_from(self.own.len()).expect("added text is shorter than 4 GiB");
        self.own.push_str(text);
        Text { start, length: length | IN_OWN }
    }

    fn str(&self, text: Text) -> &str {
        let buffer = if text.length & IN_OWN == 0 { &*self.source } else { &self.own };
        let start = text.start as usize;
        &buffer[start..start + (text.length & !IN_OWN) as usize]
    }
}

impl Node {
    fn new(content: Content, place: Place) -> Self {
        Self { parent: None, previous: None, next: None, place, content }
    }
}

impl Text {
    fn is_followed_by(self, next: Text) -> bool {
        let same_buffer = (self.length ^ next.length) & IN_OWN == 0;
        same_buffer && self.start + (self.length & !IN_OWN) == next.start
    }
}

impl PartialEq for Tree {
    /// Compares documents: spans, and how text is cut into nodes, do not count.
    fn eq(&self, other: &Self) -> bool {
        super::node::same_content(self.root(), other.root())
    }
}
