//! Nodes and attributes as the arena keeps them: a book holds all of them at once, and they are most of what it holds.

use super::NodeId;
use crate::xml::name::LAST_NAME;
use std::num::NonZeroU32;

pub(super) type NameId = u16;
pub(super) type AttributeId = NonZeroU32;

/// One node, in 28 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) parent: Option<NodeId>,
    /// The node before it; before a first child, its parent's last, which is so found without room for it elsewhere.
    pub(super) before: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    place: u32,
    place_length: u16,
    /// The number of an element's name; above those, what else the node is. The top bit: a line end follows it.
    label: u16,
    /// The first child, or where the text begins.
    first: u32,
    /// The first attribute, or how long the text is.
    second: u32,
}

const _: () = assert!(size_of::<Node>() == 28);

/// An attribute, in 20 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct AttributeEntry {
    pub(super) name: NameId,
    place_length: u16,
    place: u32,
    pub(super) value: Text,
    pub(super) next: Option<AttributeId>,
}

const _: () = assert!(size_of::<AttributeEntry>() == 20);

/// What a node is, with its first child, or with its text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    Document(Option<NodeId>),
    Doctype(Text),
    Element { first: Option<NodeId>, attributes: Option<AttributeId>, name: NameId },
    Text(Text),
    Comment(Text),
    Instruction(Text),
}

// Numbers that no name has say what a node is that has none.
const DOCUMENT: u16 = LAST_NAME + 1;
const DOCTYPE: u16 = LAST_NAME + 2;
const TEXT: u16 = LAST_NAME + 3;
const COMMENT: u16 = LAST_NAME + 4;
const INSTRUCTION: u16 = LAST_NAME + 5;
const LINE_END: u16 = 1 << 15;

const _: () = assert!(INSTRUCTION < LINE_END);

/// A range of one of the two buffers; the top bit of `length` says which.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    pub(super) start: u32,
    pub(super) length: u32,
}

pub(super) const IN_OWN: u32 = 1 << 31;

/// Where something comes from, in half the room of a span: nearly all nodes of a tree have one source, and are short.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Nowhere,
    /// From an offset in the tree's own source, so many bytes, fewer than [`Place::FAR`].
    Here(u32, u16),
    /// What the tree has at that index among its far places.
    Far(u32),
}

impl Place {
    /// Instead of a length: the rest of the place is not what it is for others.
    pub(super) const FAR: u16 = u16::MAX;

    fn pack(self) -> (u32, u16) {
        match self {
            Self::Nowhere => (u32::MAX, Self::FAR),
            Self::Here(start, length) => (start, length),
            Self::Far(index) => (index, Self::FAR),
        }
    }

    fn unpack(start: u32, length: u16) -> Self {
        match (start, length) {
            (u32::MAX, Self::FAR) => Self::Nowhere,
            (index, Self::FAR) => Self::Far(index),
            (start, length) => Self::Here(start, length),
        }
    }
}

impl Node {
    pub(super) fn new(content: Content, place: Place) -> Self {
        let (place, place_length) = place.pack();
        let mut node =
            Self { parent: None, before: None, next: None, place, place_length, label: 0, first: 0, second: 0 };
        node.set_content(content);
        node
    }

    pub(super) fn content(&self) -> Content {
        let text = Text { start: self.first, length: self.second };
        match self.kind() {
            DOCUMENT => Content::Document(self.first_child()),
            DOCTYPE => Content::Doctype(text),
            TEXT => Content::Text(text),
            COMMENT => Content::Comment(text),
            INSTRUCTION => Content::Instruction(text),
            name => Content::Element { first: self.first_child(), attributes: NonZeroU32::new(self.second), name },
        }
    }

    pub(super) fn set_content(&mut self, content: Content) {
        let number = |id: Option<NodeId>| id.map_or(0, |id| id.0.get());
        let label;
        (label, self.first, self.second) = match content {
            Content::Document(first) => (DOCUMENT, number(first), 0),
            Content::Element { first, attributes, name } => {
                (name, number(first), attributes.map_or(0, NonZeroU32::get))
            }
            Content::Doctype(text) => (DOCTYPE, text.start, text.length),
            Content::Text(text) => (TEXT, text.start, text.length),
            Content::Comment(text) => (COMMENT, text.start, text.length),
            Content::Instruction(text) => (INSTRUCTION, text.start, text.length),
        };
        self.label = label | (self.label & LINE_END);
    }

    /// Returns the number of an element's name.
    pub(super) fn name(&self) -> Option<NameId> {
        let kind = self.kind();
        (kind <= LAST_NAME).then_some(kind)
    }

    pub(super) fn first_child(&self) -> Option<NodeId> {
        if self.kind() > DOCUMENT {
            return None;
        }
        NonZeroU32::new(self.first).map(NodeId)
    }

    pub(super) fn ends_line(&self) -> bool {
        self.label & LINE_END != 0
    }

    pub(super) fn set_ends_line(&mut self, ends_line: bool) {
        self.label = self.kind() | if ends_line { LINE_END } else { 0 };
    }

    fn kind(&self) -> u16 {
        self.label & !LINE_END
    }

    pub(super) fn place(&self) -> Place {
        Place::unpack(self.place, self.place_length)
    }

    pub(super) fn set_place(&mut self, place: Place) {
        (self.place, self.place_length) = place.pack();
    }
}

impl AttributeEntry {
    pub(super) fn new(name: NameId, value: Text, place: Place) -> Self {
        let (place, place_length) = place.pack();
        Self { name, place_length, place, value, next: None }
    }

    pub(super) fn place(&self) -> Place {
        Place::unpack(self.place, self.place_length)
    }
}

impl Text {
    pub(super) fn is_followed_by(self, next: Self) -> bool {
        let same_buffer = (self.length ^ next.length) & IN_OWN == 0;
        same_buffer && self.start + (self.length & !IN_OWN) == next.start
    }
}
