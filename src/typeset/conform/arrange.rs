//! Puts every element where it may stand, so that no word is lost and meaning stays.
//!
//! The tree is taken apart and built again in document order, much as a browser builds one from tags, by the content
//! models of the vocabulary. A block inside a paragraph ends the paragraph; inside a run of text it takes the run into
//! itself (`<b><p>x</p></b>` becomes `<p><b>x</b></p>`); inside a heading it dissolves. What needs a parent of a kind,
//! such as `li`, gets one. The stack that tells where the next node goes is in `stack`; what can only be seen when
//! an element is whole is in `groups`.

mod model;
mod stack;

use self::model::{Need, Room, Separator, need_of, separator_of};
use self::stack::Arranger;
use super::is_blank;
use super::log::Log;
use super::rules::MISPLACED_ELEMENT;
use crate::typeset::classes;
use crate::vocabulary::{self, Content, Element};
use crate::xml::{Name, NodeId, NodeRef, Tree, ns};

/// Puts every element of a clean tree where it may stand.
pub(super) fn arrange(tree: &mut Tree, log: &mut Log) {
    let is_nested = |node: &NodeRef<'_>| node.local_in(ns::SVG) == Some("foreignObject");
    let nested: Vec<NodeId> = if tree.has_name("foreignObject") {
        tree.root().descendants().filter(is_nested).map(NodeRef::id).collect()
    } else {
        Vec::new()
    };
    rebuild(tree, log, tree.document(), false);
    for root in nested {
        rebuild(tree, log, root, true);
    }
}

/// What the walk over the old tree meets.
enum Event {
    Open(NodeId),
    /// Text, or a drawing or formula with all that is in it.
    Leaf(NodeId),
    Close,
}

fn rebuild(tree: &mut Tree, log: &mut Log, root: NodeId, inside_drawing: bool) {
    let events = events(tree.get(root));
    for event in &events {
        if let Event::Open(id) | Event::Leaf(id) = event {
            tree.detach(*id);
        }
    }
    let mut arranger = Arranger::new(tree, log, root, inside_drawing);
    for event in events {
        if let Event::Open(id) | Event::Leaf(id) = &event {
            arranger.span = arranger.tree.get(*id).span();
        }
        match event {
            Event::Open(id) => arranger.open(id),
            Event::Leaf(id) => arranger.leaf(id),
            Event::Close => arranger.close(),
        }
    }
    arranger.finish();
}

fn events(root: NodeRef<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    let mut node = root;
    loop {
        let opened = node.id() == root.id() || node.html().is_some();
        if node.id() != root.id() {
            events.push(if opened { Event::Open(node.id()) } else { Event::Leaf(node.id()) });
        }
        if opened && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if opened && node.id() != root.id() {
            events.push(Event::Close);
        }
        loop {
            if node.id() == root.id() {
                return events;
            }
            if let Some(next) = node.next() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return events };
            node = parent;
            if node.id() != root.id() {
                events.push(Event::Close);
            }
        }
    }
}

impl Arranger<'_> {
    fn leaf(&mut self, id: NodeId) {
        let node = self.tree.get(id);
        if node.is_text() && is_blank(node.text()) {
            self.place_space(id);
        } else {
            self.place(id);
        }
    }

    fn open(&mut self, id: NodeId) {
        let Some(element) = self.tree.get(id).html().and_then(vocabulary::element) else {
            return self.push_gone(id, None);
        };
        let Some(element) = self.fit_context(id, element) else { return self.push_gone(id, None) };
        match element.content {
            Content::Nothing | Content::Foreign if element.is_phrasing() => {
                self.place(id);
                self.push_gone(id, None);
            }
            Content::Ruby | Content::Media => self.open_embedded(id, element),
            Content::Transparent if self.top_is_open_flow() => self.open_block(id, element, Need::Phrasing),
            Content::Transparent => self.open_inline(id, element, None),
            _ if element.is_phrasing() => self.open_inline(id, element, None),
            _ => self.open_block(id, element, need_of(element)),
        }
    }

    fn open_block(&mut self, id: NodeId, element: &'static Element, need: Need) {
        match self.room_for(need, element.name) {
            Room::At(index) => self.push_block(id, element, index),
            Room::Nowhere(fallback) => {
                self.remark(id, element.name);
                match fallback {
                    Need::Block => {
                        if let Some(element) =
                            self.become_other(id, "div", (element.name == "figcaption").then_some("figcaption"))
                        {
                            self.open_block(id, element, Need::Block);
                        }
                    }
                    Need::Phrasing => {
                        let separator = separator_of(element);
                        self.dissolve(id, separator);
                    }
                    _ => self.push_gone(id, None),
                }
            }
        }
    }

    /// Lets a block go that stands where only text may; a `span` stays where it says something of its content.
    fn dissolve(&mut self, id: NodeId, separator: Option<Separator>) {
        self.separate(separator);
        let span = self.become_other(id, "span", None);
        match span {
            Some(element) if self.tree.get(id).attributes().next().is_some() => {
                self.open_inline(id, element, separator);
            }
            _ => self.push_gone(id, separator),
        }
    }

    /// Returns what an element may be inside those that are open, having made it that; nothing where it must go.
    fn fit_context(&mut self, id: NodeId, element: &'static Element) -> Option<&'static Element> {
        let context = self.context;
        let plain = match element.name {
            "a" | "dfn" if context.is_in(element.name) => "span",
            "header" | "footer" if context.is_in("header") || context.is_in("footer") || context.is_in("address") => {
                "div"
            }
            "address" | "section" | "article" | "nav" | "aside" if context.is_in("address") => "div",
            "details" if context.is_in("a") => "div",
            "table" if context.is_in("caption") => "div",
            "audio" | "video" if context.is_in("audio") || context.is_in("video") => return None,
            "audio" | "video" if context.is_in("a") => {
                self.tree.unset(id, "controls");
                return Some(element);
            }
            "img" if context.is_in("a") => {
                self.tree.unset(id, "usemap");
                return Some(element);
            }
            _ => return Some(element),
        };
        self.remark(id, element.name);
        let fitting = self.become_other(id, plain, None)?;
        (plain == "div" || self.tree.get(id).attributes().next().is_some()).then_some(fitting)
    }

    /// Gives an element another name, and takes away the attributes that only the old one may have.
    fn become_other(&mut self, id: NodeId, to: &str, class: Option<&str>) -> Option<&'static Element> {
        let element = vocabulary::element(to)?;
        let node = self.tree.get(id);
        let dropped: Vec<Name> = node
            .attributes()
            .filter(|attribute| {
                let local = &*attribute.name.local;
                let fits = match local {
                    "role" => element.roles.allow_static(attribute.value),
                    "aria-level" => {
                        node.attribute("role").is_some_and(|role| role == "heading" && element.roles.allow_static(role))
                    }
                    _ => local.starts_with("data-") || element.attribute(local).is_some(),
                };
                attribute.name.namespace.is_empty() && !fits
            })
            .map(|attribute| attribute.name.clone())
            .collect();
        for name in dropped {
            self.tree.unset_attribute(id, &name);
        }
        if let Some(class) = class {
            classes::add(self.tree, id, class);
        }
        self.tree.rename(id, &Name::html(to));
        Some(element)
    }

    fn remark(&mut self, id: NodeId, local: &str) {
        let span = self.tree.get(id).span();
        self.log.remark(&MISPLACED_ELEMENT, local, span, || format!("`<{local}>` may not stand here"));
    }
}
