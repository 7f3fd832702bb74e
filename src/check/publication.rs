//! A package laid out for looking at: its files by path, its package documents, and where their items lead.

use super::survey::Survey;
use super::target::{Base, Target, resolve};
use crate::diagnostic::Place;
use crate::package::{Entry, Package, PackageDocument, media_type, ocf, opf};
use crate::xml::{NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// The whole container.
pub(super) struct Publication<'a> {
    pub(super) package: &'a Package,
    /// The first entry of each path.
    pub(super) files: HashMap<&'a str, &'a Entry>,
    documents: &'a [(&'a Entry, PackageDocument)],
}

/// One package document and all that it lists.
pub(super) struct Rendition<'a> {
    /// The package document's own entry.
    pub(super) entry: &'a Entry,
    pub(super) document: &'a PackageDocument,
    pub(super) version: Version,
    /// The items of the manifest, in order.
    pub(super) items: Vec<Listed<'a>>,
    /// What was seen in each of the items; empty while they are being looked at.
    pub(super) surveys: Vec<Survey<'a>>,
    by_path: HashMap<&'a str, usize>,
    by_id: HashMap<&'a str, usize>,
}

/// The version of EPUB that a package document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 2.0.1, or the older OEBPS.
    Two,
    /// Any of 3; also what says nothing that can be understood.
    Three,
}

/// An item of the manifest, and where it leads.
pub(super) struct Listed<'a> {
    /// Its number in the manifest.
    pub(super) index: usize,
    pub(super) item: &'a opf::Item,
    /// Where its `href` leads; nothing without one.
    pub(super) target: Option<Target>,
    /// The file, where the container has it.
    pub(super) entry: Option<&'a Entry>,
    /// Its first place in the spine.
    pub(super) spine: Option<usize>,
}

impl<'a> Publication<'a> {
    pub(super) fn new(package: &'a Package, documents: &'a [(&'a Entry, PackageDocument)]) -> Self {
        Self { package, files: package.index(), documents }
    }

    /// Returns the renditions, in the order of `container.xml`; not yet surveyed.
    pub(super) fn renditions(&self) -> impl Iterator<Item = Rendition<'a>> {
        self.documents.iter().map(|(entry, document)| Rendition::new(entry, document, &self.files))
    }
}

/// Returns the paths of the package documents that the container names, each once.
pub(super) fn rootfile_paths(package: &Package) -> Vec<String> {
    let rootfiles = package.entry(ocf::PATH).and_then(Entry::document).map(ocf::read).unwrap_or_default();
    let mut known = HashSet::new();
    let paths = rootfiles.into_iter().filter_map(ocf::Rootfile::package_path);
    paths.filter(|path| known.insert(path.clone())).collect()
}

impl<'a> Rendition<'a> {
    fn new(entry: &'a Entry, document: &'a PackageDocument, files: &HashMap<&'a str, &'a Entry>) -> Self {
        let mut spine: HashMap<&str, usize> = HashMap::new();
        for (place, itemref) in document.spine.itemrefs.iter().enumerate() {
            spine.entry(itemref.idref.as_deref().unwrap_or_default()).or_insert(place);
        }
        let base = Base::Inside(entry.path.clone());
        let listed = |(index, item): (usize, &'a opf::Item)| {
            let target = item.href.as_deref().map(|href| resolve(&base, href));
            let file = match &target {
                Some(Target::Inside { path, .. }) => files.get(path.as_str()).copied(),
                _ => None,
            };
            let spine = item.id.as_deref().and_then(|id| spine.get(id)).copied();
            Listed { index, item, target, entry: file, spine }
        };
        let items: Vec<Listed<'a>> = document.manifest.iter().enumerate().map(listed).collect();
        let (mut by_path, mut by_id) = (HashMap::new(), HashMap::new());
        for listed in &items {
            if let Some(file) = listed.entry {
                by_path.entry(file.path.as_str()).or_insert(listed.index);
            }
            if let Some(id) = &listed.item.id {
                by_id.entry(id.as_str()).or_insert(listed.index);
            }
        }
        let version = if document.version.as_deref().is_some_and(is_two) { Version::Two } else { Version::Three };
        Self { entry, document, version, items, surveys: Vec::new(), by_path, by_id }
    }

    /// Returns a node of the package document.
    pub(super) fn node(&self, id: Option<NodeId>) -> Option<NodeRef<'a>> {
        self.entry.document().zip(id).map(|(tree, id)| tree.get(id))
    }

    /// Returns the place of the package document as a whole.
    pub(super) fn place(&self) -> Place {
        self.entry.source.map_or(Place::Nowhere, Place::File)
    }

    /// Returns the first item that lists the file at a path.
    pub(super) fn item_at(&self, path: &str) -> Option<&Listed<'a>> {
        self.by_path.get(path).map(|&index| &self.items[index])
    }

    /// Returns the first item of an id.
    pub(super) fn item(&self, id: &str) -> Option<&Listed<'a>> {
        self.by_id.get(id).map(|&index| &self.items[index])
    }

    /// Returns what was seen in an item.
    pub(super) fn survey(&self, item: &Listed<'_>) -> &Survey<'a> {
        &self.surveys[item.index]
    }
}

fn is_two(version: &str) -> bool {
    version.starts_with("1.") || version.starts_with("2.")
}

impl Listed<'_> {
    /// Returns its media type, without parameters; empty where it has none.
    pub(super) fn media_type(&self) -> &str {
        let whole = self.item.media_type.as_deref().unwrap_or_default();
        whole.split(';').next().unwrap_or_default().trim()
    }

    /// Tells whether it is declared to be XHTML.
    pub(super) fn is_xhtml(&self) -> bool {
        self.media_type() == media_type::XHTML
    }

    /// Tells whether it is declared to be SVG.
    pub(super) fn is_svg(&self) -> bool {
        self.media_type() == media_type::SVG
    }

    /// Returns the path of its file, whether the container has it or not.
    pub(super) fn path(&self) -> Option<&str> {
        match &self.target {
            Some(Target::Inside { path, .. }) => Some(path),
            _ => None,
        }
    }
}
