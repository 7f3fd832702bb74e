//! An EPUB as it is read: its pages in the order of the spine, its table of contents, and what its pages show.
//!
//! Whatever in it leads to another part of it is an address by number from here on: see `places`.

use super::looks::Looks;
use crate::container;
use crate::import::{Picture, clean, places};
use crate::package::opf::Item;
use crate::package::{Body, Entry, Package, PackageDocument, Point, Reference, media_type, nav, ncx, ns, resolve};
use crate::resource::Content;
use crate::source::Sources;
use crate::xml::{self, Name, NodeRef, Tree, parse_html};
use std::collections::{HashMap, HashSet};

pub(super) struct Publication {
    pub document: PackageDocument,
    /// The package document itself.
    pub tree: Tree,
    pub pages: Vec<Page>,
    /// The table of contents.
    pub points: Vec<TocPoint>,
    pub pictures: Vec<Picture>,
    /// The number of the picture on the front.
    pub cover: Option<usize>,
    pub looks: Looks,
    pub remarks: Vec<String>,
}

/// A page of the spine.
pub(super) struct Page {
    /// What stands in its body.
    pub tree: Tree,
    /// What it is: the kinds that the page, the landmarks and the guide give it.
    pub kinds: Vec<String>,
    pub language: Option<String>,
    /// Whether its title had a number over it, which the book gave it.
    pub has_number: bool,
    /// Whether it is the navigation document.
    pub is_nav: bool,
    /// The texts that a reader sees of it.
    pub seen: Vec<String>,
}

/// A line of the table of contents.
pub(super) struct TocPoint {
    pub level: usize,
    pub label: String,
    /// The number of its page.
    pub page: Option<usize>,
    pub fragment: Option<String>,
}

impl Publication {
    /// Reads an EPUB; says why where that cannot be.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let (package, _) = container::read(bytes, "", &mut Sources::default());
        let (entry, document) = package.package_document().ok_or("it has no package document that can be read")?;
        if is_protected(&package, &document, &entry.path) {
            return Err("it is encrypted: only who sold it can open it".to_owned());
        }
        let opener = Opener { index: package.index(), base: &entry.path, items: document.items_by_id() };
        let mut publication = Self {
            tree: entry.document().cloned().unwrap_or_default(),
            pages: Vec::new(),
            points: Vec::new(),
            pictures: Vec::new(),
            cover: None,
            looks: Looks::of(&package),
            remarks: Vec::new(),
            document: document.clone(),
        };
        let mut by_path: HashMap<String, usize> = HashMap::new();
        for itemref in &document.spine.itemrefs {
            let Some(item) = itemref.idref.as_deref().and_then(|id| opener.items.get(id)) else { continue };
            let Some(path) = opener.path(item) else { continue };
            match opener.page(&path, item) {
                _ if by_path.contains_key(&path) => {}
                Some(page) => {
                    by_path.insert(path, publication.pages.len());
                    publication.pages.push(page);
                }
                None => publication.remarks.push(format!("the page `{path}` cannot be read and is left out")),
            }
        }
        publication.contents(&opener, &by_path);
        publication.places(&opener, &by_path);
        publication.remark_on_files();
        if publication.pages.is_empty() { Err("none of its pages can be read".to_owned()) } else { Ok(publication) }
    }

    /// Reads the table of contents, and what landmarks and guide say that pages are.
    fn contents(&mut self, opener: &Opener<'_>, by_path: &HashMap<String, usize>) {
        let place = |from: &str, href: Option<&str>| match resolve(from, href?) {
            Reference::Inside { path, fragment } => Some((*by_path.get(&path)?, fragment)),
            _ => None,
        };
        let navigation = self.document.manifest.iter().find(|item| item.has_property("nav"));
        let navigation = navigation.and_then(|item| opener.path(item)).and_then(|path| opener.index.get(&*path));
        let old = self.document.spine.toc.as_deref().and_then(|id| opener.items.get(id)).copied();
        let old = old
            .or_else(|| self.document.manifest.iter().find(|item| item.media_type.as_deref() == Some(media_type::NCX)));
        let old = old.and_then(|item| opener.path(item)).and_then(|path| opener.index.get(&*path));
        let (mut points, mut from): (Vec<Point>, &str) = (Vec::new(), "");
        if let Some((entry, tree)) = navigation.and_then(|entry| Some((entry, entry.document()?))) {
            for nav in nav::read(tree) {
                if nav.is("landmarks") {
                    for point in &nav.points {
                        if let (Some(kind), Some((page, _))) = (&point.kind, place(&entry.path, point.href.as_deref()))
                        {
                            self.pages[page].kinds.push(kind.clone());
                        }
                    }
                } else if nav.is("toc") {
                    (points, from) = (nav.points, &entry.path);
                }
            }
        }
        if let Some((entry, tree)) = old.and_then(|entry| Some((entry, entry.document()?)))
            && points.is_empty()
        {
            (points, from) = (ncx::read(tree), &entry.path);
        }
        for reference in &self.document.guide {
            if let (Some(kind), Some((page, _))) = (&reference.kind, place(opener.base, reference.href.as_deref())) {
                self.pages[page].kinds.push(kind.trim_start_matches("other.").to_ascii_lowercase());
            }
        }
        self.points = points
            .into_iter()
            .map(|point| {
                let (page, fragment) =
                    place(from, point.href.as_deref()).map_or((None, None), |(page, fragment)| (Some(page), fragment));
                TocPoint { level: point.level, label: point.label, page, fragment }
            })
            .collect();
    }

    /// Makes numbers of the addresses in pages, and takes the pictures that they show.
    fn places(&mut self, opener: &Opener<'_>, by_path: &HashMap<String, usize>) {
        let mut pictures = Pictures { known: HashMap::new(), found: Vec::new() };
        let mut paths: Vec<(&String, &usize)> = by_path.iter().collect();
        paths.sort_by_key(|(_, page)| **page);
        for (path, page) in paths {
            let tree = &mut self.pages[*page].tree;
            for id in tree.root().descendant_ids() {
                let Some((name, address)) = address(tree.get(id)) else { continue };
                let Reference::Inside { path, fragment } = resolve(path, &address) else { continue };
                let to = match by_path.get(&path) {
                    Some(page) => Some(places::chapter(*page, fragment.as_deref())),
                    None => pictures.take(opener, &path).map(places::picture),
                };
                match to {
                    Some(to) => tree.set_attribute(id, &name, &to, None),
                    None if tree.get(id).is_html("a") => tree.unset_attribute(id, &name),
                    None => {
                        self.remarks.push(format!("`{path}` is not in the file; its place is kept"));
                        tree.set_attribute(id, &name, &path, None);
                    }
                }
            }
        }
        let cover = self.document.manifest.iter().find(|item| item.has_property("cover-image")).or_else(|| {
            let metadata = self.document.metadata.iter();
            let id = metadata.filter(|entry| entry.name == "cover").map(|entry| entry.value.as_str()).next()?;
            opener.items.get(id).copied()
        });
        let cover = cover.and_then(|item| opener.path(item));
        self.cover = cover.and_then(|path| pictures.take(opener, &path));
        self.pictures = pictures.found;
    }

    fn remark_on_files(&mut self) {
        let of = |is_such: fn(&str) -> bool| {
            let types = self.document.manifest.iter().filter_map(|item| item.media_type.as_deref());
            types.filter(|media_type| is_such(media_type)).count()
        };
        let (styles, fonts) = (of(|kind| kind == media_type::CSS), of(|kind| kind.contains("font")));
        let scripts = of(|kind| kind.contains("javascript"));
        for (count, what, why) in [
            (styles, "stylesheets", "the book has its own look, and `[style]` changes it"),
            (fonts, "fonts", "see whether their licence lets you use them, and name them in a stylesheet"),
            (scripts, "scripts", "books must work without"),
        ] {
            if count > 0 {
                self.remarks.push(format!("{what} are left out ({count} files): {why}"));
            }
        }
    }

    /// Returns for each page the ids that something leads to.
    pub(super) fn wanted(&self) -> Vec<HashSet<String>> {
        let mut wanted = vec![HashSet::new(); self.pages.len()];
        let mut want = |page: usize, id: &str| {
            if let Some(page) = wanted.get_mut(page) {
                page.insert(id.to_owned());
            }
        };
        for page in &self.pages {
            for node in page.tree.root().descendants() {
                if let Some((page, Some(id))) = node.attribute("href").and_then(places::as_chapter) {
                    want(page, id);
                }
            }
        }
        for point in &self.points {
            if let (Some(page), Some(id)) = (point.page, &point.fragment) {
                want(page, id);
            }
        }
        wanted
    }
}

/// Tells whether pages are encrypted: fonts alone may be.
fn is_protected(package: &Package, document: &PackageDocument, base: &str) -> bool {
    let encryption = package.entry("META-INF/encryption.xml").and_then(Entry::document);
    let Some(encryption) = encryption else { return package.entry("META-INF/rights.xml").is_some() };
    let encrypted: HashSet<String> = encryption
        .root()
        .descendants()
        .filter_map(|node| match resolve("", node.attribute("URI")?) {
            Reference::Inside { path, .. } => Some(path),
            _ => None,
        })
        .collect();
    let is_page = |item: &&Item| item.media_type.as_deref() == Some(media_type::XHTML);
    document.manifest.iter().filter(is_page).any(|item| {
        let path = item.href.as_deref().map(|href| resolve(base, href));
        matches!(path, Some(Reference::Inside { path, .. }) if encrypted.contains(&path))
    })
}

/// Finds files of the container.
struct Opener<'a> {
    index: HashMap<&'a str, &'a Entry>,
    /// The path of the package document.
    base: &'a str,
    items: HashMap<&'a str, &'a Item>,
}

impl Opener<'_> {
    fn path(&self, item: &Item) -> Option<String> {
        match resolve(self.base, item.href.as_deref()?) {
            Reference::Inside { path, .. } | Reference::Leak { path, .. } => Some(path),
            Reference::Absolute => None,
        }
    }

    fn page(&self, path: &str, item: &Item) -> Option<Page> {
        let whole = match &self.index.get(path)?.body {
            Body::Document(tree) => tree.clone(),
            // What is no XML is read as browsers read it.
            Body::Broken { bytes, .. } | Body::Other(Content::Bytes(bytes)) => {
                let is_page = item.media_type.as_deref().is_none_or(|kind| kind.contains("htm"));
                let text = String::from_utf8_lossy(bytes);
                parse_html(&text.as_ref().into(), |_| None).ok().filter(|_| is_page)?
            }
            _ => return None,
        };
        let top = whole.root().elements().next()?;
        let body = top.elements().find(|node| node.is_html("body")).unwrap_or(top);
        let sections = body.elements().filter(|node| matches!(node.html(), Some("section" | "div"))).take(1);
        let said: Vec<NodeRef<'_>> = std::iter::once(body).chain(sections).collect();
        let types = said.iter().filter_map(|node| node.attribute_in(ns::OPS, "type"));
        let mut kinds: Vec<String> = Vec::new();
        // What this tool made says in the class of a section what it is.
        let section =
            said.last().filter(|node| node.is_html("section") && node.attribute_in(ns::OPS, "type").is_some());
        kinds.extend(section.and_then(|node| node.attribute("class")).map(str::to_owned));
        kinds.extend(types.flat_map(str::split_ascii_whitespace).map(str::to_owned));
        let language = said.iter().rev().copied().find_map(language).or_else(|| language(top));
        let mut tree = Tree::default();
        let document = tree.document();
        if body.is_html("body") {
            tree.append_copies(document, body, |_| None);
        } else {
            tree.append_copy(document, body);
        }
        for id in tree.root().descendant_ids() {
            if matches!(tree.get(id).html(), Some("script" | "style" | "template" | "title")) {
                tree.detach(id);
            }
        }
        let seen = clean::lines(tree.root());
        let is_nav = item.has_property("nav");
        Some(Page {
            tree,
            kinds,
            language: language.filter(|language| !language.is_empty()),
            is_nav,
            has_number: false,
            seen,
        })
    }
}

fn language(node: NodeRef<'_>) -> Option<String> {
    node.attribute("lang").or(node.attribute_in(xml::ns::XML, "lang")).map(str::to_owned)
}

/// Returns the attribute of an element that leads somewhere, with the address.
fn address(node: NodeRef<'_>) -> Option<(Name, String)> {
    let local = match node.html() {
        Some("a" | "area") => "href",
        Some("img" | "audio" | "video" | "source" | "track") => "src",
        None if node.local_in(xml::ns::SVG) == Some("image") => "href",
        _ => return None,
    };
    let plain = node.attribute(local).map(|address| (Name::attribute(local), address.to_owned()));
    let linked = || {
        let address = node.attribute_in(xml::ns::XLINK, local)?;
        Some((Name::prefixed("xlink", xml::ns::XLINK, local), address.to_owned()))
    };
    plain.or_else(linked)
}

/// The pictures that pages show, each once.
struct Pictures {
    known: HashMap<String, usize>,
    found: Vec<Picture>,
}

impl Pictures {
    fn take(&mut self, opener: &Opener<'_>, path: &str) -> Option<usize> {
        if let Some(known) = self.known.get(path) {
            return Some(*known);
        }
        let bytes = match &opener.index.get(path)?.body {
            Body::Other(Content::Bytes(bytes)) | Body::Broken { bytes, .. } => bytes.to_vec(),
            Body::Document(tree) => {
                let mut text = String::new();
                xml::write_xml(tree.root(), &mut text);
                text.into_bytes()
            }
            _ => return None,
        };
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        self.found.push(Picture { name, bytes });
        self.known.insert(path.to_owned(), self.found.len() - 1);
        Some(self.found.len() - 1)
    }
}
