//! What a check is, and which of them want which element.

use super::publication::{Publication, Rendition};
use super::resource::Resource;
use crate::diagnostic::{Diagnostics, Rule};
use crate::xml::{Attribute, Name, NodeRef, Tree};
use std::collections::HashMap;

/// One look, and the rules that it can find broken.
pub(super) struct Check {
    pub(super) rules: &'static [&'static Rule],
    /// Of EPUB 3.3 where nothing else is said: `5.6.2`, `OPF 2.0.1, 2.3`, `HTML 4.4.1`.
    pub(super) section: &'static str,
    /// Where the examples of the rules' pages stand when a test tries them.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
    pub(super) example: Example,
    pub(super) look: Look,
}

/// What is looked at.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// The whole container, before all else.
    Publication(fn(&Publication<'_>, &mut Diagnostics)),
    /// Each of these elements of a namespace, during the one walk over each document of the manifest; all elements of
    /// the namespace where no names are given. An empty namespace and no names mean every element there is.
    Element(&'static str, &'static [&'static str], ElementLook),
    /// Each attribute of this name, by its namespace and local name, during the same walk.
    Attribute(&'static str, &'static str, AttributeLook),
    /// Each resource of the manifest that is in the container: a document after its walk, or any other file.
    Resource(ResourceLook),
    /// The same, even where a document is not well-formed: then it is looked at as far as its fault.
    Beginning(ResourceLook),
    /// A package document with all it lists, once everything has been surveyed.
    Rendition(fn(&Publication<'_>, &Rendition<'_>, &mut Diagnostics)),
}

pub(super) type ElementLook = for<'r, 'a> fn(NodeRef<'a>, &mut Resource<'r, 'a>);
pub(super) type AttributeLook = for<'r, 'a> fn(NodeRef<'a>, Attribute<'a>, &mut Resource<'r, 'a>);
pub(super) type ResourceLook = fn(&mut Resource<'_, '_>);

/// Where in a sample book an example of a rule's page stands; each takes the place of what is there by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "every place that an example may stand in is here, whether one does or not")]
pub(super) enum Example {
    /// It is no XML, or needs more than one place: the test is written by hand.
    None,
    /// Added in the package document's `metadata`.
    Metadata,
    /// Added in its `manifest`.
    Manifest,
    /// All `itemref` elements of its spine.
    Spine,
    /// What follows the spine, such as a `guide` or a `collection`.
    Package,
    /// The attribute `prefix` of the package document.
    Prefix,
    /// The whole package document.
    PackageDocument,
    /// The whole of `META-INF/container.xml`.
    Container,
    /// The body of the navigation document.
    Nav,
    /// The whole NCX.
    Ncx,
    /// The body of a page.
    Body,
    /// Added in the head of a page.
    Head,
    /// Added in the head of a page of fixed layout.
    FixedHead,
    /// A whole page.
    Page,
    /// A stylesheet.
    Css,
    /// A whole SVG document.
    Svg,
    /// What the `body` of a media overlay holds.
    Overlay,
}

/// Which looks want which element, found by its name.
pub(super) struct Dispatch {
    named: HashMap<Name, Vec<ElementLook>>,
    /// By namespace.
    general: HashMap<&'static str, Vec<ElementLook>>,
    attributes: Vec<(Name, AttributeLook)>,
    pub(super) resources: Vec<ResourceLook>,
    /// Those of them that want what is not well-formed too.
    pub(super) beginnings: Vec<ResourceLook>,
}

impl Dispatch {
    /// Sorts the looks of all checks.
    pub(super) fn new(checks: impl Iterator<Item = &'static Check>) -> Self {
        let mut dispatch = Self {
            named: HashMap::new(),
            general: HashMap::new(),
            attributes: Vec::new(),
            resources: Vec::new(),
            beginnings: Vec::new(),
        };
        let mut of_names = Vec::new();
        for check in checks {
            match check.look {
                Look::Element(namespace, [], look) => dispatch.general.entry(namespace).or_default().push(look),
                Look::Element(namespace, names, look) => of_names.push((namespace, names, look)),
                Look::Attribute(namespace, name, look) => dispatch.attributes.push((Name::new(namespace, name), look)),
                Look::Resource(look) => dispatch.resources.push(look),
                Look::Beginning(look) => {
                    dispatch.resources.push(look);
                    dispatch.beginnings.push(look);
                }
                Look::Publication(_) | Look::Rendition(_) => {}
            }
        }
        for (namespace, names, look) in of_names {
            for name in names {
                let name = Name::new(namespace, name);
                let looks = dispatch.named.entry(name).or_insert_with_key(|name| general(&dispatch.general, name));
                looks.push(look);
            }
        }
        dispatch
    }

    /// Returns the looks that want each of a tree's names, by the names' numbers.
    pub(super) fn of_tree(&self, tree: &Tree) -> Vec<Vec<ElementLook>> {
        let looks = |name| self.named.get(name).cloned().unwrap_or_else(|| general(&self.general, name));
        tree.names().iter().map(looks).collect()
    }
}

impl Dispatch {
    /// Returns the looks at attributes that a tree can hold: most hold few of those that are looked at.
    pub(super) fn of_attributes(&self, tree: &Tree) -> Vec<(&Name, AttributeLook)> {
        let known = self.attributes.iter().filter(|(name, _)| tree.names().contains(name));
        known.map(|(name, look)| (name, *look)).collect()
    }
}

/// Returns the looks that want every element, and every one of the namespace.
fn general(general: &HashMap<&'static str, Vec<ElementLook>>, name: &Name) -> Vec<ElementLook> {
    let of = |namespace: &str| general.get(namespace).into_iter().flatten().copied();
    let namespace = Some(&*name.namespace).filter(|namespace| !namespace.is_empty());
    of("").chain(namespace.into_iter().flat_map(of)).collect()
}
