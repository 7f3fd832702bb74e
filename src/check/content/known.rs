//! What the elements of a document are, each name looked up once, and which parts of the document are not looked into.

use super::references::Reference;
use crate::check::resource::Resource;
use crate::vocabulary::{self, Categories, Content, Element, OPS};
use crate::xml::{NodeId, NodeRef, Tree, ns};
use std::collections::{HashMap, HashSet};

/// What an element is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known {
    Html(&'static Element),
    /// One that a script gives its meaning: its name has a hyphen.
    Custom,
    /// In the namespace of XHTML, and not of HTML.
    Unknown,
    Svg,
    Math,
    /// `epub:switch`, `epub:case`, `epub:default`, `epub:trigger`.
    Epub(&'static str),
    /// In another namespace.
    Foreign,
}

/// What has been learnt of a document during its walk.
#[derive(Debug, Default)]
pub(in crate::check) struct Progress<'a> {
    pub(super) kind: Option<Kind>,
    /// By the numbers of names.
    known: Vec<Known>,
    /// What refers to other elements by their ids.
    pub(super) references: Vec<Reference<'a>>,
    /// The ids that more than one element has.
    pub(super) repeated: HashSet<&'a str>,
    /// The maps by their names, each with the first that has it.
    pub(super) maps: HashMap<&'a str, NodeId>,
    pub(super) repeated_maps: HashSet<&'a str>,
    /// Whether an element has been seen.
    has_begun: bool,
    /// Whether a `meta` has named the encoding.
    pub(super) has_charset: bool,
    /// Where the part ends that is not looked into.
    skipped: Skipped,
}

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// XHTML of EPUB 3.
    Page,
    /// SVG of EPUB 3.
    Drawing,
    Other,
}

/// A part that is not looked into: what is in an element that nobody knows may mean anything.
#[derive(Clone, Copy, Debug, Default)]
enum Skipped {
    #[default]
    Nothing,
    Until(NodeId),
    TheRest,
}

impl Known {
    fn new(name: &crate::xml::Name) -> Self {
        match &*name.namespace {
            ns::XHTML => match vocabulary::element(&name.local) {
                // Drawings and formulas have namespaces of their own.
                Some(element) if element.content == Content::Foreign => Self::Unknown,
                Some(element) => Self::Html(element),
                None if is_custom(&name.local) => Self::Custom,
                None => Self::Unknown,
            },
            ns::SVG => Self::Svg,
            ns::MATHML => Self::Math,
            OPS => {
                const ELEMENTS: &[&str] = &["switch", "case", "default", "trigger"];
                ELEMENTS.iter().find(|&&known| known == &*name.local).map_or(Self::Foreign, |known| Self::Epub(known))
            }
            _ => Self::Foreign,
        }
    }

    /// Tells whether it may stand among blocks; `name` is its local name.
    pub(super) fn is_flow(self, name: &str) -> bool {
        match self {
            Self::Html(element) => element.categories.has(Categories::FLOW),
            Self::Epub(local) => matches!(local, "switch" | "trigger"),
            _ => self.is_phrasing(name),
        }
    }

    /// Tells whether it may stand among text; `name` is its local name.
    pub(super) fn is_phrasing(self, name: &str) -> bool {
        match self {
            Self::Html(element) => element.is_phrasing(),
            Self::Custom => true,
            Self::Svg => name == "svg",
            Self::Math => name == "math",
            Self::Epub(local) => local == "switch",
            Self::Unknown | Self::Foreign => false,
        }
    }

    /// Tells whether what is in it is looked into, wherever it stands.
    fn is_looked_into(self) -> bool {
        !matches!(self, Self::Unknown | Self::Foreign)
    }
}

/// Tells whether a name of XHTML is that of a custom element.
fn is_custom(name: &str) -> bool {
    name.contains('-') && name.starts_with(|first: char| first.is_ascii_alphabetic())
}

impl Progress<'_> {
    /// Returns what an element is.
    pub(super) fn known(&mut self, node: NodeRef<'_>, tree: &Tree) -> Known {
        if self.known.is_empty() {
            self.known = tree.names().iter().map(Known::new).collect();
        }
        node.name_number().and_then(|number| self.known.get(number)).copied().unwrap_or(Known::Foreign)
    }

    /// Begins with an element: the part that is not looked into may end here. Tells whether it is the outermost.
    pub(super) fn reach(&mut self, node: NodeRef<'_>) -> bool {
        if matches!(self.skipped, Skipped::Until(end) if end == node.id()) {
            self.skipped = Skipped::Nothing;
        }
        !std::mem::replace(&mut self.has_begun, true)
    }

    /// Looks no further into an element.
    pub(super) fn skip(&mut self, node: NodeRef<'_>, tree: &Tree) {
        let mut next = node.following_beyond(tree.document());
        while let Some(other) = next.filter(|other| !other.is_element()) {
            next = other.following_beyond(tree.document());
        }
        self.skipped = next.map_or(Skipped::TheRest, |next| Skipped::Until(next.id()));
    }
}

/// Returns what an element is, unless it is in a part that is not looked into; begins such a part where one begins.
pub(super) fn enter(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) -> Option<Known> {
    let tree = resource.tree()?;
    let progress = &mut resource.survey.content;
    if !matches!(progress.skipped, Skipped::Nothing) {
        return None;
    }
    let known = progress.known(node, tree);
    if !known.is_looked_into() || is_in_drawing(node) {
        progress.skip(node, tree);
        return None;
    }
    Some(known)
}

/// Tells whether an element of HTML stands in a drawing outside `foreignObject` and `title`, where nobody shows it.
fn is_in_drawing(node: NodeRef<'_>) -> bool {
    let parent = node.parent().and_then(|parent| parent.local_in(ns::SVG));
    node.html().is_some() && parent.is_some_and(|parent| !matches!(parent, "foreignObject" | "title"))
}
