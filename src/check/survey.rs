//! What one walk over a resource gathers for the looks that come after it.

mod addresses;
mod features;

pub(super) use features::is_run;

use super::content::Progress;
use super::target::{Base, Target, resolve};
use crate::diagnostic::Place;
use crate::vocabulary::OPS;
use crate::xml::{NodeId, NodeRef, ns};
use std::collections::HashMap;

/// What one resource holds.
#[derive(Debug)]
pub(super) struct Survey<'a> {
    /// Every id, with the first element that bears it.
    pub(super) ids: HashMap<&'a str, Anchor>,
    /// Every address, in document order.
    pub(super) links: Vec<Link<'a>>,
    pub(super) features: Features,
    /// What relative addresses are relative to, but for `xml:base` on some elements.
    pub(super) base: Base,
    /// How many elements have been seen.
    elements: u32,
    /// What the checks of content have learnt so far.
    pub(super) content: Progress<'a>,
    /// The rank of the heading that was seen last; 0 before the first.
    pub(super) heading: u8,
    /// Whether `xml:base` stands anywhere.
    has_local_bases: bool,
}

impl<'a> Survey<'a> {
    /// Returns the survey of a file in which nothing has been seen yet.
    pub(super) fn new(path: &str) -> Self {
        Self {
            ids: HashMap::new(),
            links: Vec::new(),
            features: Features::default(),
            base: Base::Inside(path.to_owned()),
            elements: 0,
            content: Progress::default(),
            heading: 0,
            has_local_bases: false,
        }
    }

    /// Sees an element: its id and its addresses. Elements come in document order.
    pub(super) fn see(&mut self, node: NodeRef<'a>) {
        self.elements = self.elements.saturating_add(1);
        let anchor = Anchor { node: node.id(), order: self.elements };
        for attribute in node.attributes() {
            match (&*attribute.name.namespace, &*attribute.name.local) {
                (ns::NONE | ns::XML, "id") => drop(self.ids.entry(attribute.value.trim_ascii()).or_insert(anchor)),
                (ns::XML, "base") => self.has_local_bases = true,
                (OPS, "type") => self.features.add(features::of_type(attribute.value)),
                (ns::NONE, name) if name.starts_with("on") => self.features.add(Features::SCRIPTED),
                _ => {}
            }
        }
        if node.is_html("base")
            && let Some(href) = node.attribute("href")
        {
            self.base = self.base.join(href);
        }
        self.features.add(features::of(node));
        addresses::gather(node, self);
    }

    /// Sees a processing instruction of an SVG document.
    pub(super) fn see_instruction(&mut self, node: NodeRef<'a>) {
        addresses::stylesheet_instruction(node, self);
    }

    /// Gives back what only the walk needs: a book's surveys stand beside all its trees.
    pub(super) fn finish(&mut self) {
        self.content = Progress::default();
        self.links.shrink_to_fit();
        self.ids.shrink_to_fit();
    }

    /// Keeps an address that stands in `node`.
    pub(super) fn link(&mut self, kind: LinkKind, href: &'a str, place: Place, node: NodeRef<'_>) {
        let target =
            if self.has_local_bases { resolve(&self.local_base(node), href) } else { resolve(&self.base, href) };
        self.links.push(Link { kind, href, target, place, node: Some(node.id()), reach: Reach::default() });
    }

    /// Keeps an address that stands in a stylesheet.
    pub(super) fn link_of_style(&mut self, kind: LinkKind, href: &'a str, place: Place) {
        let target = resolve(&self.base, href);
        self.links.push(Link { kind, href, target, place, node: None, reach: Reach::default() });
    }

    fn local_base(&self, node: NodeRef<'_>) -> Base {
        let above = std::iter::once(node).chain(node.ancestors());
        let mut bases: Vec<&str> = above.filter_map(|node| node.attribute_in(ns::XML, "base")).collect();
        bases.reverse();
        bases.into_iter().fold(self.base.clone(), |base, href| base.join(href))
    }
}

/// An element with an id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) node: NodeId,
    /// How many elements have begun before it and with it: an order of the elements of one document.
    pub(super) order: u32,
}

/// An address in a resource.
#[derive(Clone, Debug)]
pub(super) struct Link<'a> {
    pub(super) kind: LinkKind,
    /// As written.
    pub(super) href: &'a str,
    /// Where it leads.
    pub(super) target: Target,
    pub(super) place: Place,
    /// The element that holds it, where it stands in a document.
    pub(super) node: Option<NodeId>,
    /// What that is to the rendition, once all is surveyed.
    pub(super) reach: Reach,
}

/// What an address leads to: an item by its number, or no item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Reach {
    Listed(usize),
    Unlisted,
    Missing,
    Remote(Option<usize>),
    #[default]
    Elsewhere,
}

/// What an address is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum LinkKind {
    /// `a`, `area`, SVG's `a`: goes somewhere when somebody asks for it.
    Hyperlink,
    /// `link` to anything but a stylesheet.
    Related,
    Stylesheet,
    Image,
    Audio,
    Video,
    Poster,
    Track,
    Font,
    Script,
    /// `iframe`, `embed`, `object`.
    Embedded,
    /// SVG's `use`: a part of this or another document.
    Part,
    /// `fill` and `stroke` of SVG: a gradient or a pattern.
    Paint,
    /// `cite`: nobody is led there.
    Cited,
    /// A page that the map of a dictionary leads to.
    SearchKey,
    /// The text or sound of a media overlay.
    OverlayText,
    OverlayAudio,
}

/// A set of what a document may use that the manifest must tell of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Features(u16);

impl Features {
    pub(super) const SCRIPTED: Self = Self(1);
    pub(super) const MATHML: Self = Self(2);
    pub(super) const SVG: Self = Self(4);
    pub(super) const SWITCH: Self = Self(8);
    /// Part of an index.
    pub(super) const INDEX: Self = Self(16);
    /// Has a script that is a module, which not everybody takes for scripting.
    pub(super) const MODULE: Self = Self(64);
    /// Entries of a dictionary.
    pub(super) const DICTIONARY: Self = Self(128);
    /// The break of a page of the printed book.
    pub(super) const PAGE_BREAK: Self = Self(256);
    /// Part of a glossary.
    pub(super) const GLOSSARY: Self = Self(32);

    /// Adds those of another set.
    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Tells whether it holds all of `other`.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}
