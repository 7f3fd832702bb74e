//! A package laid out for looking at: its files by path, its package documents, and where their items lead.

use super::media_types;
use super::survey::{Link, LinkKind, Reach, Survey};
use super::target::{Base, Target, resolve};
use crate::diagnostic::Place;
use crate::package::{Entry, Package, PackageDocument, media_type, ns, ocf, opf};
use crate::xml::{NodeId, NodeRef};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// The whole container.
pub(super) struct Publication<'a> {
    /// The name of its file, where it has one.
    pub(super) name: Option<&'a str>,
    pub(super) package: &'a Package,
    /// The first entry of each path.
    pub(super) files: HashMap<&'a str, &'a Entry>,
    /// The paths of the package documents that the container names, whether it has them or not.
    pub(super) rootfiles: Vec<String>,
    /// Every package document that can be read.
    pub(super) documents: &'a [(&'a Entry, PackageDocument)],
}

/// One package document and all that it lists.
pub(super) struct Rendition<'a> {
    /// Whether it is the one that readers open which know of one only.
    pub(super) is_first: bool,
    /// The package document's own entry.
    pub(super) entry: &'a Entry,
    pub(super) document: &'a PackageDocument,
    pub(super) version: Version,
    /// The items of the manifest, in order.
    pub(super) items: Vec<Listed<'a>>,
    /// What was seen in each of the items; empty while they are being looked at.
    pub(super) surveys: Vec<Survey<'a>>,
    /// By the path of the file, whether the container has it or not.
    by_path: HashMap<String, usize>,
    /// The same for paths that can be written in several ways, with accents in the shortest.
    by_normal_path: HashMap<String, usize>,
    by_url: HashMap<String, usize>,
    by_id: HashMap<&'a str, usize>,
    /// The items that the package document calls indexes, once somebody has asked.
    pub(super) indexes: OnceLock<HashSet<usize>>,
}

/// More fallbacks than any item has.
const LONGEST_CHAIN: usize = 64;

/// More package documents than any container has: a stranger's may name the same files in each.
const MOST_RENDITIONS: usize = 16;

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
    /// Its last place in the spine: one is what it should have.
    pub(super) spine: Option<usize>,
}

/// What a link leads to.
#[derive(Clone, Copy)]
pub(super) enum Reached<'r, 'a> {
    /// To a file that the manifest lists; whether it is there is said of the item.
    Listed(&'r Listed<'a>),
    /// To a file of the container that the manifest does not list.
    Unlisted,
    /// To no file of the container.
    Missing,
    /// Into the network, and perhaps to an item that lists the same address.
    Remote(Option<&'r Listed<'a>>),
    /// To data in the address itself, a file of the machine, or no file at all.
    Elsewhere,
}

impl<'a> Publication<'a> {
    pub(super) fn new(
        name: Option<&'a str>,
        package: &'a Package,
        documents: &'a [(&'a Entry, PackageDocument)],
    ) -> Self {
        Self { name, package, files: package.index(), rootfiles: rootfile_paths(package), documents }
    }

    /// Returns the version of EPUB that it follows: that of its first package document.
    pub(super) fn version(&self) -> Version {
        let mut documents = self.documents.iter();
        documents.find_map(|(_, document)| version(document)).unwrap_or(Version::Three)
    }

    /// Tells whether a path is that of a package document.
    pub(super) fn is_rootfile(&self, path: &str) -> bool {
        self.documents.iter().any(|(entry, _)| entry.path == path)
    }

    /// Returns the renditions whose version is known, in the order of `container.xml`; not yet surveyed.
    pub(super) fn renditions(&self) -> impl Iterator<Item = Rendition<'a>> {
        let known = self.documents.iter().filter(|(_, document)| version(document).is_some());
        known.enumerate().map(|(index, (entry, document))| Rendition {
            is_first: index == 0,
            ..Rendition::new(entry, document, &self.files)
        })
    }
}

/// Returns the paths of the package documents that the container names, each once.
pub(super) fn rootfile_paths(package: &Package) -> Vec<String> {
    let rootfiles = package.entry(ocf::PATH).and_then(Entry::document).map(ocf::read).unwrap_or_default();
    let mut known = HashSet::new();
    let paths = rootfiles.into_iter().filter_map(ocf::Rootfile::package_path);
    paths.filter(|path| known.insert(path.clone())).take(MOST_RENDITIONS).collect()
}

impl<'a> Rendition<'a> {
    fn new(entry: &'a Entry, document: &'a PackageDocument, files: &HashMap<&'a str, &'a Entry>) -> Self {
        let mut spine: HashMap<&str, usize> = HashMap::new();
        for (place, itemref) in document.spine.itemrefs.iter().enumerate() {
            spine.insert(itemref.idref.as_deref().unwrap_or_default(), place);
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
        let (mut by_path, mut by_normal_path) = (HashMap::new(), HashMap::<String, usize>::new());
        let (mut by_url, mut by_id) = (HashMap::new(), HashMap::new());
        // Of items that share an id, readers know the last.
        let last: HashMap<&str, usize> =
            items.iter().filter_map(|listed| Some((listed.item.id.as_deref()?, listed.index))).collect();
        let is_lost = |listed: &Listed<'_>| listed.item.id.as_deref().is_some_and(|id| last[id] != listed.index);
        for listed in &items {
            if is_lost(listed) {
                continue;
            }
            match &listed.target {
                // An item without an id is none that anything could mean.
                _ if listed.item.id.is_none() => {}
                Some(Target::Inside { fragment: Some(_), .. }) => {}
                Some(Target::Inside { path, .. }) => {
                    by_path.entry(path.clone()).or_insert(listed.index);
                    if !path.is_ascii() {
                        by_normal_path.entry(path.nfc().collect()).or_insert(listed.index);
                    }
                }
                Some(Target::Remote { url, .. }) => drop(by_url.entry(url.clone()).or_insert(listed.index)),
                _ => {}
            }
            // An item without an address is none that could be meant.
            if let Some(id) = listed.item.id.as_ref().filter(|_| listed.target.is_some()) {
                by_id.entry(id.as_str()).or_insert(listed.index);
            }
        }
        let version = version(document).unwrap_or(Version::Three);
        Self {
            is_first: true,
            entry,
            document,
            version,
            items,
            surveys: Vec::new(),
            by_path,
            by_normal_path,
            by_url,
            by_id,
            indexes: OnceLock::new(),
        }
    }

    /// Returns a node of the package document.
    pub(super) fn node(&self, id: Option<NodeId>) -> Option<NodeRef<'a>> {
        self.entry.document().zip(id).map(|(tree, id)| tree.get(id))
    }

    /// Tells whether it is older than EPUB, in the form of OEBPS 1.2.
    pub(super) fn is_oebps(&self) -> bool {
        let root = self.entry.document().and_then(|tree| tree.root().elements().next());
        let namespace = root.and_then(NodeRef::name).map(|name| name.namespace.to_string());
        namespace.as_deref() == Some(ns::OEBPS)
    }

    /// Returns the place of the package document as a whole.
    pub(super) fn place(&self) -> Place {
        self.entry.source.map_or(Place::Nowhere, Place::File)
    }

    /// Returns the first item that lists a path.
    pub(super) fn item_listing(&self, path: &str) -> Option<&Listed<'a>> {
        // Systems write accents in different ways, and mean the same file.
        let normal = || (!path.is_ascii()).then(|| self.by_normal_path.get(&path.nfc().collect::<String>())).flatten();
        self.by_path.get(path).or_else(normal).map(|&index| &self.items[index])
    }

    /// Returns an id that no element of the package document has, made of the name of a file.
    pub(super) fn free_id(&self, path: &str) -> String {
        let name = path.rsplit('/').next().unwrap_or_default();
        let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
        let mut id: String = letters.collect::<String>().trim_matches('-').to_owned();
        if !id.starts_with(|first: char| first.is_ascii_alphabetic()) {
            id.insert_str(0, "item-");
        }
        let all = || self.entry.document().into_iter().flat_map(|tree| tree.root().descendants());
        let is_taken = |id: &str| all().any(|node| node.attribute("id").is_some_and(|known| known.trim_ascii() == id));
        let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
        let mut candidates = std::iter::once(id.clone()).chain(numbered);
        candidates.find(|id| !is_taken(id)).unwrap_or_default()
    }

    /// Returns the first item of an id.
    pub(super) fn item(&self, id: &str) -> Option<&Listed<'a>> {
        self.by_id.get(id).map(|&index| &self.items[index])
    }

    /// Keeps what was seen in each item, and finds what every link leads to.
    pub(super) fn keep(&mut self, mut surveys: Vec<Survey<'a>>, publication: &Publication<'a>) {
        if self.version == Version::Two {
            for (listed, survey) in self.items.iter().zip(&mut surveys) {
                survey.links.retain(|link| is_of_old(listed, link));
            }
        }
        for link in surveys.iter_mut().flat_map(|survey| &mut survey.links) {
            link.reach = self.find(publication, &link.target);
        }
        self.surveys = surveys;
    }

    fn find(&self, publication: &Publication<'a>, target: &Target) -> Reach {
        match target {
            Target::Inside { path, .. } => match self.item_listing(path) {
                Some(listed) => Reach::Listed(listed.index),
                None if publication.files.contains_key(path.as_str()) => Reach::Unlisted,
                None => Reach::Missing,
            },
            Target::Remote { url, .. } => Reach::Remote(self.by_url.get(url.as_str()).copied()),
            Target::Data | Target::File | Target::Other | Target::Broken => Reach::Elsewhere,
        }
    }

    /// Returns what a link leads to.
    pub(super) fn reach(&self, link: &Link<'_>) -> Reached<'_, 'a> {
        match link.reach {
            Reach::Listed(index) => Reached::Listed(&self.items[index]),
            Reach::Unlisted => Reached::Unlisted,
            Reach::Missing => Reached::Missing,
            Reach::Remote(index) => Reached::Remote(index.map(|index| &self.items[index])),
            Reach::Elsewhere => Reached::Elsewhere,
        }
    }

    /// Returns every link of every resource, with the item that it stands in.
    pub(super) fn links(&self) -> impl Iterator<Item = (&Listed<'a>, &Link<'a>)> {
        self.items
            .iter()
            .zip(&self.surveys)
            .flat_map(|(item, survey)| survey.links.iter().map(move |link| (item, link)))
    }

    /// Returns the items that may be shown in the place of one, itself first, the nearest first.
    ///
    /// A chain that bites its tail, or is longer than any book needs, ends somewhere.
    pub(super) fn fallbacks<'r>(&'r self, item: &'r Listed<'a>) -> impl Iterator<Item = &'r Listed<'a>> {
        let next = |listed: &&'r Listed<'a>| listed.item.fallback.as_deref().and_then(|id| self.item(id));
        std::iter::successors(Some(item), next).take(LONGEST_CHAIN)
    }

    /// Returns what was seen in an item.
    pub(super) fn survey(&self, item: &Listed<'_>) -> &Survey<'a> {
        &self.surveys[item.index]
    }
}

/// Tells whether EPUB 2 knows what a link is there for: it has no sounds and films, and no frames.
fn is_of_old(listed: &Listed<'_>, link: &Link<'_>) -> bool {
    let node = || listed.entry?.document().zip(link.node).map(|(tree, node)| tree.get(node));
    match link.kind {
        LinkKind::Audio | LinkKind::Video | LinkKind::Poster | LinkKind::Track => false,
        LinkKind::Embedded => node().is_none_or(|node| node.is_html("object")),
        _ => true,
    }
}

/// Returns the version that a package document follows, where it says one that there is.
pub(super) fn version(document: &PackageDocument) -> Option<Version> {
    match document.version.as_deref()? {
        "2.0" => Some(Version::Two),
        "3.0" => Some(Version::Three),
        _ => None,
    }
}

impl Listed<'_> {
    /// Returns its media type, without parameters; empty where it has none.
    pub(super) fn media_type(&self) -> &str {
        media_types::essence(self.whole_media_type())
    }

    /// Returns its media type as written; empty where it has none.
    pub(super) fn whole_media_type(&self) -> &str {
        self.item.media_type.as_deref().unwrap_or_default()
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
