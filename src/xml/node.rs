//! Reading a tree: a node with the tree it is in.

use super::name::{Name, ns};
use super::tree::{Kind, NodeId, Tree};
use crate::source::Span;
use std::num::NonZeroU32;

/// A node, for reading.
#[derive(Clone, Copy)]
pub struct NodeRef<'a> {
    tree: &'a Tree,
    id: NodeId,
}

/// An attribute, for reading.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    pub name: &'a Name,
    pub value: &'a str,
    pub span: Option<Span>,
}

impl<'a> NodeRef<'a> {
    pub(super) fn new(tree: &'a Tree, id: NodeId) -> Self {
        Self { tree, id }
    }

    /// Returns its id, for changing it through [`Tree`].
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Returns what it is.
    pub fn kind(self) -> Kind {
        self.tree.kind(self.id)
    }

    /// Tells whether it is an element.
    pub fn is_element(self) -> bool {
        self.kind() == Kind::Element
    }

    /// Tells whether it is a text node.
    pub fn is_text(self) -> bool {
        self.kind() == Kind::Text
    }

    /// Returns where it comes from.
    pub fn span(self) -> Option<Span> {
        self.tree.span(self.id)
    }

    /// Returns where its start tag stands; all of its span where that does not begin with one.
    pub fn tag_span(self) -> Option<Span> {
        let span = self.span()?;
        let text = self.tree.source().get(span.range()).filter(|text| text.starts_with('<') && self.is_element());
        let mut quote = None;
        let end = text.unwrap_or_default().bytes().position(|byte| match (quote, byte) {
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            (Some(open), _) if open == byte => {
                quote = None;
                false
            }
            (None, b'>') => true,
            _ => false,
        });
        let length = end.and_then(|end| u32::try_from(end + 1).ok());
        Some(length.map_or(span, |length| Span { end: span.start + length, ..span }))
    }

    /// Returns its own span, else that of the nearest node above that has one.
    pub fn nearest_span(self) -> Option<Span> {
        self.span().or_else(|| self.ancestors().find_map(Self::span))
    }

    /// Returns an element's name.
    pub fn name(self) -> Option<&'a Name> {
        self.tree.name(self.id)
    }

    /// Returns the number of an element's name in [`Tree::names`].
    pub fn name_number(self) -> Option<usize> {
        self.tree.name_number(self.id)
    }

    /// Returns an element's local name where it is in `namespace`.
    pub fn local_in(self, namespace: &str) -> Option<&'a str> {
        self.name().filter(|name| &*name.namespace == namespace).map(|name| &*name.local)
    }

    /// Returns the local name of an XHTML element.
    pub fn html(self) -> Option<&'a str> {
        self.name().filter(|name| name.namespace == html5ever::ns!(html)).map(|name| &*name.local)
    }

    /// Tells whether it is the XHTML element of that name.
    pub fn is_html(self, local: &str) -> bool {
        self.html() == Some(local)
    }

    /// Returns the text of a text node, comment, instruction or document type; empty for others.
    pub fn text(self) -> &'a str {
        self.tree.text(self.id)
    }

    /// Tells whether its text stands in the source word for word.
    pub fn is_verbatim(self) -> bool {
        self.tree.is_verbatim(self.id)
    }

    /// Returns the byte before its place in the source of the tree's text.
    pub fn byte_before(self) -> Option<u8> {
        self.tree.byte_before(self.id)
    }

    /// Returns all the text in it, in order.
    pub fn text_content(self) -> String {
        if self.is_text() {
            return self.text().to_owned();
        }
        let mut text = String::new();
        let mut next = self.first_child();
        while let Some(node) = next {
            if node.is_text() {
                text.push_str(node.text());
            }
            next = node.first_child().or_else(|| node.leave(self.id, |left| text.extend(left.line_end())));
        }
        text
    }

    /// Tells whether a line end follows it that is no text of its own: see [`Tree::end_line`].
    pub fn ends_line(self) -> bool {
        self.tree.ends_line(self.id)
    }

    fn line_end(self) -> Option<char> {
        self.ends_line().then_some('\n')
    }

    /// Returns its attributes in order.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        let tree = self.tree;
        let mut next: Option<NonZeroU32> = tree.first_attribute(self.id);
        std::iter::from_fn(move || {
            let (name, value, span, after) = tree.attribute(next?);
            next = after;
            Some(Attribute { name, value, span })
        })
    }

    /// Returns the value of an attribute in no namespace.
    pub fn attribute(self, local: &str) -> Option<&'a str> {
        self.attribute_in(ns::NONE, local)
    }

    /// Returns the value of an attribute in a namespace.
    pub fn attribute_in(self, namespace: &str, local: &str) -> Option<&'a str> {
        self.attribute_entry(namespace, local).map(|attribute| attribute.value)
    }

    /// Returns an attribute with its span.
    pub fn attribute_entry(self, namespace: &str, local: &str) -> Option<Attribute<'a>> {
        self.attributes().find(|attribute| &*attribute.name.local == local && &*attribute.name.namespace == namespace)
    }

    /// Tells whether a space-separated attribute in no namespace holds `token`.
    pub fn has_token(self, local: &str, token: &str) -> bool {
        self.attribute(local).is_some_and(|value| value.split_ascii_whitespace().any(|word| word == token))
    }

    /// Returns the node it is in.
    pub fn parent(self) -> Option<Self> {
        self.tree.parent(self.id).map(|id| self.tree.get(id))
    }

    /// Returns the node before it under the same parent.
    pub fn previous(self) -> Option<Self> {
        self.tree.previous(self.id).map(|id| self.tree.get(id))
    }

    /// Returns the node after it under the same parent.
    pub fn next(self) -> Option<Self> {
        self.tree.next(self.id).map(|id| self.tree.get(id))
    }

    /// Returns the element before it under the same parent.
    pub fn previous_element(self) -> Option<Self> {
        std::iter::successors(self.previous(), |node| node.previous()).find(|node| node.is_element())
    }

    /// Returns the element after it under the same parent.
    pub fn next_element(self) -> Option<Self> {
        std::iter::successors(self.next(), |node| node.next()).find(|node| node.is_element())
    }

    /// Returns its first child.
    pub fn first_child(self) -> Option<Self> {
        self.tree.first_child(self.id).map(|id| self.tree.get(id))
    }

    /// Returns its last child.
    pub fn last_child(self) -> Option<Self> {
        self.tree.last_child(self.id).map(|id| self.tree.get(id))
    }

    /// Returns its children in order.
    pub fn children(self) -> impl Iterator<Item = Self> + use<'a> {
        std::iter::successors(self.first_child(), |node| node.next())
    }

    /// Returns its children that are elements.
    pub fn elements(self) -> impl Iterator<Item = Self> + use<'a> {
        self.children().filter(|node| node.is_element())
    }

    /// Returns the nodes above it, the nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Self> + use<'a> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// Returns all nodes below it in document order.
    pub fn descendants(self) -> impl Iterator<Item = Self> + use<'a> {
        std::iter::successors(self.first_child(), move |node| node.following_within(self.id))
    }

    /// Returns all XHTML elements below it that have one of these names, in document order.
    pub fn descendants_named(self, locals: &[&str]) -> impl Iterator<Item = Self> + use<'a> {
        let is_wanted = |name: &Name| name.namespace == html5ever::ns!(html) && locals.contains(&&*name.local);
        let numbers = self.tree.names().iter().enumerate().filter(|(_, name)| is_wanted(name));
        let wanted: Vec<usize> = numbers.map(|(number, _)| number).collect();
        // Where no element has such a name, nothing is walked.
        let first = if wanted.is_empty() { None } else { self.first_child() };
        std::iter::successors(first, move |node| node.following_within(self.id))
            .filter(move |node| node.name_number().is_some_and(|number| wanted.contains(&number)))
    }

    /// Returns the next node in document order that is below `top`.
    pub fn following_within(self, top: NodeId) -> Option<Self> {
        self.first_child().or_else(|| self.following_beyond(top))
    }

    /// Returns the next node in document order that is below `top` and not below this one.
    pub fn following_beyond(self, top: NodeId) -> Option<Self> {
        self.leave(top, |_| {})
    }

    /// Returns the same, and tells of every node below `top` that ends on the way.
    fn leave(self, top: NodeId, mut ended: impl FnMut(Self)) -> Option<Self> {
        let mut node = self;
        while node.id != top {
            ended(node);
            if let Some(next) = node.next() {
                return Some(next);
            }
            node = node.parent()?;
        }
        None
    }

    /// Returns the ids of all nodes below it in document order: for passes that change the tree as they go.
    pub fn descendant_ids(self) -> Vec<NodeId> {
        self.descendants().map(Self::id).collect()
    }
}

/// One step of a walk: what two equal documents have in common.
#[derive(PartialEq, Debug)]
enum Step<'a> {
    Open(&'a Name),
    Attribute(&'a Name, &'a str),
    Text(String),
    Comment(&'a str),
    Instruction(&'a str),
    Doctype(&'a str),
    Close,
}

/// Tells whether two nodes have the same content, however their text is cut.
pub(super) fn same_content(left: NodeRef<'_>, right: NodeRef<'_>) -> bool {
    let (mut left, mut right) = (Steps::new(left), Steps::new(right));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (left, right) if left == right => {}
            _ => return false,
        }
    }
}

/// Walks below a node, joining neighbouring texts. Namespace declarations say nothing that names do not.
struct Steps<'a> {
    top: NodeId,
    next: Option<NodeRef<'a>>,
    /// Text that may go on.
    text: String,
    waiting: std::collections::VecDeque<Step<'a>>,
}

impl<'a> Steps<'a> {
    fn new(top: NodeRef<'a>) -> Self {
        Self { top: top.id, next: top.first_child(), text: String::new(), waiting: std::collections::VecDeque::new() }
    }

    fn open(&mut self, node: NodeRef<'a>) {
        match node.kind() {
            Kind::Text => self.text.push_str(node.text()),
            Kind::Comment => self.say(Step::Comment(node.text())),
            Kind::Instruction => self.say(Step::Instruction(node.text())),
            Kind::Doctype => self.say(Step::Doctype(node.text())),
            Kind::Document => {}
            Kind::Element => {
                if let Some(name) = node.name() {
                    self.say(Step::Open(name));
                }
                let mut attributes: Vec<Attribute<'a>> = node.attributes().collect();
                attributes.retain(|attribute| &*attribute.name.namespace != ns::XMLNS);
                attributes.sort_by_key(|attribute| (&*attribute.name.namespace, &*attribute.name.local));
                let steps = attributes.iter().map(|attribute| Step::Attribute(attribute.name, attribute.value));
                self.waiting.extend(steps);
            }
        }
        let top = self.top;
        self.next = node.first_child().or_else(|| {
            node.leave(top, |ended| {
                if ended.is_element() {
                    self.say(Step::Close);
                }
                self.text.extend(ended.line_end());
            })
        });
    }

    /// Puts a step behind the text before it.
    fn say(&mut self, step: Step<'a>) {
        if !self.text.is_empty() {
            self.waiting.push_back(Step::Text(std::mem::take(&mut self.text)));
        }
        self.waiting.push_back(step);
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        while self.waiting.is_empty() {
            let Some(node) = self.next.take() else {
                return Some(std::mem::take(&mut self.text)).filter(|text| !text.is_empty()).map(Step::Text);
            };
            self.open(node);
        }
        self.waiting.pop_front()
    }
}
