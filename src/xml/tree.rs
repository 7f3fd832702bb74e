//! The arena: nodes by number, names in a table, text in two shared buffers.
//!
//! How nodes hang together is in `links`, what elements say of themselves in `attributes`, how all is kept in `packed`.
//! Text that stands in the source word for word is not copied: a text node is then a range of the source.

mod attributes;
mod links;
mod packed;

use super::name::{Name, Names};
use super::node::NodeRef;
use crate::source::{SourceId, Span};
use packed::{AttributeEntry, Content, IN_OWN, Node, Place, Text};
use std::num::NonZeroU32;
use std::ops::Range;
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
    /// The stretch of it that holds whatever is a range of it: a part of a document has but a part of it.
    used: Range<usize>,
    own: String,
    /// The source of nearly all nodes: that of the first node which has a place.
    home: Option<SourceId>,
    /// Places in other sources, and long ones.
    far: Vec<Span>,
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

/// How many bytes of a text make a node, as a first guess: prose with some emphasis.
const BYTES_PER_NODE: usize = 25;

/// How many nodes passes and packaging may add before a tree grows.
const ROOM: usize = 48;

impl Default for Tree {
    fn default() -> Self {
        Self::new("".into())
    }
}

impl Tree {
    /// Returns an empty document whose text may be ranges of `source`.
    pub fn new(source: Arc<str>) -> Self {
        let mut nodes = Vec::with_capacity(source.len() / BYTES_PER_NODE + 1);
        nodes.push(Node::new(Content::Document(None), Place::Nowhere));
        Self {
            nodes,
            attributes: Vec::new(),
            names: Names::default(),
            source,
            used: 0..0,
            own: String::new(),
            home: None,
            far: Vec::new(),
        }
    }

    /// Returns an empty document for a part of this one: text of the source is no more copied into it than into this.
    #[must_use]
    pub fn for_part(&self) -> Self {
        let source = self.source.clone();
        // All parts together have about as many nodes as this tree: none begins with room for them all.
        Self { source, ..Self::default() }
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

    /// Returns about how many bytes its text and its tags take, and seldom less.
    pub fn weight(&self) -> usize {
        self.source.len() + self.own.len() + self.nodes.len() * BYTES_PER_NODE
    }

    /// Gives back memory that building took ahead, but for what a few changes need.
    pub fn shrink(&mut self) {
        self.shrink_to(ROOM);
    }

    /// Gives back memory, but for what so many more nodes need, each with an attribute and a word.
    pub fn shrink_to(&mut self, nodes: usize) {
        self.nodes.shrink_to(self.nodes.len() + nodes);
        self.attributes.shrink_to(self.attributes.len() + nodes);
        self.own.shrink_to(self.own.len() + nodes * BYTES_PER_NODE / 2);
    }

    /// Tells whether an element or attribute of that local name was ever made: what a pass asks before it walks.
    pub fn has_name(&self, local: &str) -> bool {
        self.names.all.iter().any(|name| &*name.local == local)
    }

    /// Tells whether an attribute in no namespace was ever given a value: what a pass asks before it walks.
    pub fn has_value(&self, local: &str, is_such: impl Fn(&str) -> bool) -> bool {
        self.values(local).any(is_such)
    }

    /// Returns every value that an attribute in no namespace was ever given, in no order that means anything.
    pub fn values(&self, local: &str) -> impl Iterator<Item = &str> {
        let is_it = |name: &Name| name.namespace.is_empty() && &*name.local == local;
        let number = self.names.all.iter().position(is_it);
        let entries = number.map(|_| self.attributes.iter()).into_iter().flatten();
        entries.filter(move |entry| Some(usize::from(entry.name)) == number).map(|entry| self.str(entry.value))
    }

    /// Returns the text that does not stand in the source, with all values of attributes.
    pub fn own_text(&self) -> &str {
        &self.own
    }

    /// Tells whether some text or value may hold these words; where it says no, none does.
    pub fn may_hold(&self, words: &str) -> bool {
        self.may_match(|text| text.contains(words))
    }

    /// Tells whether some text or value may be what is looked for; where it says no, none is.
    pub fn may_match(&self, test: impl Fn(&str) -> bool) -> bool {
        test(&self.source[self.used.clone()]) || test(&self.own)
    }

    // Making nodes.

    /// Makes an element, without a parent yet.
    pub fn create_element(&mut self, name: &Name, span: Option<Span>) -> NodeId {
        let name = self.names.intern(name);
        self.push(Content::Element { first: None, attributes: None, name }, span)
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
        let Content::Text(before) = self.node(last).content() else { return false };
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
        node.set_content(Content::Text(Text { length: before.length + (text.length & !IN_OWN), ..before }));
        node.set_place(place);
        true
    }

    // Changing nodes.

    /// Gives an element another name.
    pub fn rename(&mut self, id: NodeId, to: &Name) {
        let to = self.names.intern(to);
        let node = self.node_mut(id);
        if let Content::Element { first, attributes, .. } = node.content() {
            node.set_content(Content::Element { first, attributes, name: to });
        }
    }

    /// Gives a text node, comment, instruction or document type other text.
    pub fn set_text(&mut self, id: NodeId, to: &str) {
        let to = self.intern(to);
        let node = self.node_mut(id);
        node.set_content(match node.content() {
            Content::Text(_) => Content::Text(to),
            Content::Comment(_) => Content::Comment(to),
            Content::Instruction(_) => Content::Instruction(to),
            Content::Doctype(_) => Content::Doctype(to),
            other => other,
        });
    }

    /// Puts a line end behind a node: white space between blocks, which needs no node of its own.
    pub fn end_line(&mut self, id: NodeId) {
        self.node_mut(id).set_ends_line(true);
    }

    /// Says where a node comes from.
    pub fn set_span(&mut self, id: NodeId, span: Option<Span>) {
        let place = self.place(span);
        self.node_mut(id).set_place(place);
    }

    // Below: what `NodeRef` reads.

    pub(super) fn kind(&self, id: NodeId) -> Kind {
        match self.node(id).content() {
            Content::Document(_) => Kind::Document,
            Content::Doctype(_) => Kind::Doctype,
            Content::Element { .. } => Kind::Element,
            Content::Text(_) => Kind::Text,
            Content::Comment(_) => Kind::Comment,
            Content::Instruction(_) => Kind::Instruction,
        }
    }

    pub(super) fn name(&self, id: NodeId) -> Option<&Name> {
        self.name_number(id).map(|number| &self.names.all[number])
    }

    pub(super) fn name_number(&self, id: NodeId) -> Option<usize> {
        self.node(id).name().map(usize::from)
    }

    pub(super) fn ends_line(&self, id: NodeId) -> bool {
        self.node(id).ends_line()
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }

    pub(super) fn text(&self, id: NodeId) -> &str {
        match self.node(id).content() {
            Content::Text(text) | Content::Comment(text) | Content::Instruction(text) | Content::Doctype(text) => {
                self.str(text)
            }
            Content::Document(_) | Content::Element { .. } => "",
        }
    }

    pub(super) fn is_verbatim(&self, id: NodeId) -> bool {
        matches!(self.node(id).content(), Content::Text(text) if text.length & IN_OWN == 0)
    }

    pub(super) fn byte_before(&self, id: NodeId) -> Option<u8> {
        let before = self.span(id).filter(|span| Some(span.source) == self.home)?.start.checked_sub(1)?;
        self.source.as_bytes().get(before as usize).copied()
    }

    pub(super) fn span(&self, id: NodeId) -> Option<Span> {
        self.span_at(self.node(id).place())
    }

    fn span_at(&self, place: Place) -> Option<Span> {
        match place {
            Place::Nowhere => None,
            Place::Here(start, length) => {
                self.home.map(|source| Span { source, start, end: start + u32::from(length) })
            }
            Place::Far(index) => Some(self.far[index as usize]),
        }
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

    fn place(&mut self, span: Option<Span>) -> Place {
        let Some(span) = span else { return Place::Nowhere };
        let length = span.end.checked_sub(span.start).and_then(|length| u16::try_from(length).ok());
        if *self.home.get_or_insert(span.source) == span.source
            && let Some(length) = length.filter(|length| *length < Place::FAR)
        {
            return Place::Here(span.start, length);
        }
        self.far.push(span);
        Place::Far(u32::try_from(self.far.len() - 1).expect("fewer places than nodes"))
    }

    fn intern(&mut self, text: &str) -> Text {
        let (source, this) = (self.source.as_bytes().as_ptr_range(), text.as_bytes().as_ptr_range());
        let length = u32::try_from(text.len()).ok().filter(|length| length & IN_OWN == 0);
        let length = length.expect("texts are shorter than 2 GiB: readers refuse longer ones");
        if length > 0 && source.start <= this.start && this.end <= source.end {
            let start = this.start.addr() - source.start.addr();
            let (first, last) = (start, start + text.len());
            let used = &self.used;
            self.used = if used.is_empty() { first..last } else { used.start.min(first)..used.end.max(last) };
            return Text { start: u32::try_from(start).expect("sources are shorter than 4 GiB"), length };
        }
        let start = u32::try_from(self.own.len()).expect("added text is shorter than 4 GiB");
        if self.own.capacity() - self.own.len() < text.len() {
            // As with nodes: doubling would leave half of it empty in every tree of a book.
            self.own.reserve_exact(text.len() + self.own.len() / 8 + ROOM);
        }
        self.own.push_str(text);
        Text { start, length: length | IN_OWN }
    }

    fn str(&self, text: Text) -> &str {
        let buffer = if text.length & IN_OWN == 0 { &*self.source } else { &self.own };
        let start = text.start as usize;
        &buffer[start..start + (text.length & !IN_OWN) as usize]
    }
}

impl PartialEq for Tree {
    /// Compares documents: spans, and how text is cut into nodes, do not count.
    fn eq(&self, other: &Self) -> bool {
        super::node::same_content(self.root(), other.root())
    }
}
