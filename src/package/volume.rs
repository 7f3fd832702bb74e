//! The documents that tell readers of the book: package document, navigation, NCX and cover page, all from one model.
//!
//! What older readers want (NCX, guide, `<meta name="cover">`) is there beside what EPUB 3.3 asks for.

use super::layout::{Ids, Layout};
use super::markup::Markup;
use super::metadata::{self, UNIQUE_IDENTIFIER};
use super::opf::{self, GuideReference, Item, ItemRef, Metadatum, PackageDocument, Spine};
use super::outline::{Point, flatten};
use super::page::{Page, wrap};
use super::reference::encode;
use super::survey::{Feature, Remote, Survey};
use super::words::{Word, word};
use super::{accessibility, media_type, nav, ncx};
use crate::manifest::Direction;
use crate::manuscript::{Book, Matter, Target};
use crate::resource::Resource;
use crate::xml::{self, Tree};
use std::collections::{BTreeSet, HashSet};

/// The name of the package document, below [`super::layout::FOLDER`].
pub(super) const PACKAGE_DOCUMENT: &str = "package.opf";
const NCX: &str = "toc.ncx";
const COVER_IMAGE: &str = "cover-image";

/// What the generated documents are made from.
pub(super) struct Volume<'a> {
    pub(super) book: &'a Book,
    pub(super) layout: &'a Layout,
    pub(super) stylesheets: &'a [String],
    /// One for each piece.
    pub(super) surveys: &'a [Survey],
}

impl Volume<'_> {
    /// Returns the documents that the package itself writes, by name.
    pub(super) fn generated(&self) -> Vec<(String, Tree)> {
        let points = self.points();
        let mut documents = vec![
            (PACKAGE_DOCUMENT.to_owned(), opf::write(&self.package_document())),
            (self.layout.nav.clone(), self.nav(&points)),
            (NCX.to_owned(), self.ncx(&points)),
        ];
        documents.extend(self.cover_page());
        documents
    }

    fn word(&self, wanted: Word) -> &str {
        word(&self.book.manifest, wanted)
    }

    fn title(&self) -> &str {
        &self.book.manifest.metadata.title.value
    }

    /// Returns the table of contents; never an empty one, which no navigation document may have.
    fn points(&self) -> Vec<Point> {
        let points = flatten(&self.book.outline, self.book.manifest.contents.depth, self.layout);
        if !points.is_empty() {
            return points;
        }
        let first = self.layout.pieces.first().unwrap_or(&self.layout.nav);
        vec![Point { level: 1, label: self.title().to_owned(), href: Some(encode(first)), ..Point::default() }]
    }

    /// Returns the index of the piece at which the text proper begins.
    fn start(&self) -> Option<usize> {
        let position = |wanted: fn(Matter) -> bool| self.book.pieces.iter().position(|piece| wanted(piece.role.matter));
        position(|matter| matter == Matter::Body).or_else(|| position(|matter| matter != Matter::Front))
    }

    /// Returns cover, contents and start of the text: the kind as landmark, the kind as guide, label and reference.
    fn landmarks(&self) -> Vec<(&'static str, &'static str, &str, String)> {
        let mut landmarks = Vec::new();
        if let Some(cover) = &self.layout.cover {
            landmarks.push(("cover", "cover", self.word(Word::Cover), encode(cover)));
        }
        landmarks.push(("toc", "toc", self.word(Word::Contents), encode(&self.layout.nav)));
        if let Some(start) = self.start() {
            landmarks.push(("bodymatter", "text", self.word(Word::Start), encode(&self.layout.pieces[start])));
        }
        landmarks
    }

    fn page<'a>(&'a self, title: &'a str) -> Page<'a> {
        let facts = &self.book.manifest.metadata;
        Page {
            title,
            language: &facts.language.value,
            direction: facts.direction,
            matter: Matter::Front,
            stylesheets: self.stylesheets,
            about: Vec::new(),
        }
    }

    fn nav(&self, points: &[Point]) -> Tree {
        let landmarks = self.landmarks().into_iter().map(|(kind, _, label, href)| Point {
            level: 1,
            label: label.to_owned(),
            href: Some(href),
            kind: Some(kind.to_owned()),
            ..Point::default()
        });
        let contents = nav::Contents {
            title: self.word(Word::Contents),
            points,
            landmarks_title: self.word(Word::Landmarks),
            landmarks: &landmarks.collect::<Vec<_>>(),
        };
        nav::write(&contents, &self.page(self.word(Word::Contents)))
    }

    fn ncx(&self, points: &[Point]) -> Tree {
        let facts = &self.book.manifest.metadata;
        ncx::write(&ncx::Contents {
            language: &facts.language.value,
            identifier: facts.identifiers.first().map_or("", String::as_str),
            title: self.title(),
            authors: facts.authors.iter().map(|author| author.name.as_str()).collect(),
            points,
        })
    }

    fn cover_page(&self) -> Option<(String, Tree)> {
        let (name, cover) = (self.layout.cover.as_ref()?, self.book.cover.as_ref()?);
        let source = self.layout.href(&Target::Resource(cover.image), None)?;
        let text = if cover.alternative.trim().is_empty() { self.title() } else { &cover.alternative };
        let mut markup = Markup::new(xml::ns::XHTML);
        markup.empty("img", &[("src", &source), ("alt", text), ("role", "doc-cover")]);
        let mut tree = markup.finish();
        // The role belongs to the picture: on the section it would hide what is in it.
        let label = self.word(Word::Cover);
        wrap(&mut tree, &self.page(label), &[("epub:type", "cover"), ("class", "cover"), ("aria-label", label)]);
        Some((name.clone(), tree))
    }

    fn package_document(&self) -> PackageDocument {
        let facts = &self.book.manifest.metadata;
        let is_rtl = facts.direction == Direction::RightToLeft;
        let direction = is_rtl.then(|| "rtl".to_owned());
        let mut metadata = metadata::describe(&self.book.manifest, &self.book.pieces, self.book.modified);
        accessibility::describe(&self.book.manifest.accessibility, &self.features(), &mut metadata);
        if self.book.cover.is_some() {
            metadata.push(Metadatum::named_meta("cover", COVER_IMAGE));
        }
        let mut ids = Ids::default();
        let pieces = self.piece_items(&mut ids);
        let itemrefs = self.itemrefs(&pieces);
        let mut manifest = self.generated_items();
        manifest.extend(pieces);
        manifest.extend(
            self.book
                .resources
                .iter()
                .enumerate()
                .map(|(index, resource)| self.resource_item(index, resource, &mut ids)),
        );
        manifest.extend(self.remote_items());
        PackageDocument {
            node: None,
            version: Some("3.0".to_owned()),
            unique_identifier: Some(UNIQUE_IDENTIFIER.to_owned()),
            language: Some(facts.language.value.clone()),
            direction: direction.clone(),
            prefix: None,
            metadata,
            manifest,
            spine: Spine { node: None, toc: Some("ncx".to_owned()), page_progression_direction: direction, itemrefs },
            guide: self.guide(),
        }
    }

    fn features(&self) -> BTreeSet<Feature> {
        let cover = self.layout.cover.iter().map(|_| Feature::DescribedImage);
        self.surveys.iter().flat_map(|survey| survey.features.iter().copied()).chain(cover).collect()
    }

    fn guide(&self) -> Vec<GuideReference> {
        let landmarks = self.landmarks().into_iter();
        let references = landmarks.map(|(_, kind, label, href)| GuideReference {
            node: None,
            kind: Some(kind.to_owned()),
            title: Some(label.to_owned()),
            href: Some(href),
        });
        references.collect()
    }

    /// Returns the spine: the cover, what stands before the text, the contents, and the text.
    fn itemrefs(&self, pieces: &[Item]) -> Vec<ItemRef> {
        let contents_at = self.start().unwrap_or(pieces.len());
        let (before, after) = pieces.split_at(contents_at);
        let cover = self.layout.cover.iter().map(|_| Some("cover".to_owned()));
        let before = before.iter().map(|item| item.id.clone());
        let after = after.iter().map(|item| item.id.clone());
        let contents = std::iter::once(Some("nav".to_owned()));
        let idrefs = cover.chain(before).chain(contents).chain(after);
        idrefs.map(|idref| ItemRef { idref, ..ItemRef::default() }).collect()
    }

    fn generated_items(&self) -> Vec<Item> {
        let mut items = vec![
            item("nav", &self.layout.nav, media_type::XHTML, vec!["nav"]),
            item("ncx", NCX, media_type::NCX, vec![]),
        ];
        items.extend(self.layout.cover.iter().map(|cover| item("cover", cover, media_type::XHTML, vec![])));
        items
    }

    fn piece_items(&self, ids: &mut Ids) -> Vec<Item> {
        let pieces = self.book.pieces.iter().zip(&self.layout.pieces).zip(self.surveys);
        pieces
            .map(|((piece, file), survey)| {
                let mut properties = Vec::new();
                if survey.features.contains(&Feature::Math) {
                    properties.push("mathml");
                }
                if !survey.remote.is_empty() {
                    properties.push("remote-resources");
                }
                if survey.features.contains(&Feature::Svg) {
                    properties.push("svg");
                }
                item(&ids.make("piece", &piece.name), file, media_type::XHTML, properties)
            })
            .collect()
    }

    fn resource_item(&self, index: usize, resource: &Resource, ids: &mut Ids) -> Item {
        if self.book.cover.as_ref().is_some_and(|cover| cover.image == index) {
            return item(COVER_IMAGE, &resource.name, resource.media_type, vec!["cover-image"]);
        }
        item(&ids.make("file", &resource.name), &resource.name, resource.media_type, vec![])
    }

    /// Returns the sounds and films outside the container: the manifest lists them too.
    fn remote_items(&self) -> Vec<Item> {
        let mut known: HashSet<&str> = HashSet::new();
        let remote = self.surveys.iter().flat_map(|survey| &survey.remote);
        let remote = remote.filter(|Remote { href, .. }| known.insert(href));
        remote
            .enumerate()
            .map(|(index, Remote { href, media_type })| Item {
                href: Some(href.clone()),
                ..item(&format!("remote-{}", index + 1), "", media_type, vec![])
            })
            .collect()
    }
}

fn item(id: &str, name: &str, media_type: &str, properties: Vec<&str>) -> Item {
    Item {
        id: Some(id.to_owned()),
        href: Some(encode(name)),
        media_type: Some(media_type.to_owned()),
        properties: properties.into_iter().map(str::to_owned).collect(),
        ..Item::default()
    }
}
