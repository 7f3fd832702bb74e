//! The documents that tell readers of the book: package document, navigation, NCX and cover page, all from one model.
//!
//! What older readers want (NCX, guide, `<meta name="cover">`) is there beside what EPUB 3.3 asks for.

use super::layout::{Ids, Layout};
use super::markup::Markup;
use super::metadata::{self, UNIQUE_IDENTIFIER};
use super::opf::{self, GuideReference, Item, ItemRef, Metadatum, PackageDocument, Spine};
use super::outline::{Point, flatten};
use super::page::{Page, wrap};
use super::survey::{Feature, Remote, Survey};
use super::{accessibility, media_type, nav, ncx, overlay};
use crate::address::encode;
use crate::manifest::{Direction, NARRATOR, Writing};
use crate::manuscript::{Book, Narration, Piece, Shelf, Target};
use crate::resource::Resource;
use crate::role::{Matter, Role};
use crate::words::{self, Word};
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
        documents.extend(self.narrated().map(|(index, piece, narration)| {
            (overlay_file(piece), overlay::write(index, piece, narration, self.layout))
        }));
        documents
    }

    /// Returns the pieces that are read aloud, with their numbers.
    fn narrated(&self) -> impl Iterator<Item = (usize, &Piece, &Narration)> {
        let pieces = self.book.pieces.iter().enumerate();
        pieces.filter_map(|(index, piece)| Some((index, piece, piece.narration.as_ref()?)))
    }

    fn word(&self, wanted: Word) -> &str {
        let manifest = &self.book.manifest;
        words::lookup(wanted, &manifest.metadata.language.value, &manifest.words)
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

    /// Returns the index of the piece that shows the contents, in a book that has one beside the navigation document.
    fn contents_page(&self) -> Option<usize> {
        self.book.pieces.iter().position(|piece| piece.role.name == "contents")
    }

    /// Returns the pages of a printed edition, where they are marked.
    fn pages(&self) -> Vec<Point> {
        let all = self.surveys.iter().enumerate().flat_map(|(index, survey)| {
            survey
                .pages
                .iter()
                .map(move |(label, id)| (label, Target::Piece { piece: index, anchor: Some(id.clone()) }))
        });
        let point = |(label, target): (&String, Target)| Point {
            level: 1,
            label: label.clone(),
            href: self.layout.href(&target, None),
            ..Point::default()
        };
        all.map(point).collect()
    }

    /// Returns cover, contents and start of the text: the kind as landmark, the kind as guide, label and reference.
    fn landmarks(&self) -> Vec<(&'static str, &'static str, &str, String)> {
        let mut landmarks = Vec::new();
        if let Some(cover) = &self.layout.cover {
            landmarks.push(("cover", "cover", self.word(Word::Cover), encode(cover)));
        }
        let contents = self.contents_page().map_or(&self.layout.nav, |page| &self.layout.pieces[page]);
        landmarks.push(("toc", "toc", self.word(Word::Contents), encode(contents)));
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
            pages_title: self.word(Word::Pages),
            pages: &self.pages(),
        };
        nav::write(&contents, &self.page(self.word(Word::Contents)))
    }

    fn ncx(&self, points: &[Point]) -> Tree {
        let facts = &self.book.manifest.metadata;
        let shown = Shelf::of(&self.book.manifest, &self.book.pieces);
        ncx::write(&ncx::Contents {
            language: &facts.language.value,
            identifier: facts.identifiers.first().map_or("", String::as_str),
            title: self.title(),
            authors: shown.creators.iter().map(|author| author.name.as_str()).collect(),
            points,
            pages_title: self.word(Word::Pages),
            pages: &self.pages(),
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
        // Lines from top to bottom begin on the right, and so do pages of them.
        let is_vertical = self.book.manifest.style.writing == Writing::Vertical;
        let progression = (is_rtl || is_vertical).then(|| "rtl".to_owned());
        let mut metadata = metadata::describe(&self.book.manifest, &self.book.pieces, self.book.modified);
        accessibility::describe(&self.book.manifest, &self.features(), &mut metadata);
        if self.book.cover.is_some() {
            metadata.push(Metadatum::named_meta("cover", COVER_IMAGE));
        }
        let mut ids = Ids::default();
        let overlays: Vec<Item> = self.narrated().map(|(_, piece, _)| overlay_item(piece, &mut ids)).collect();
        self.describe_overlays(&overlays, &mut metadata);
        let pieces = self.piece_items(&overlays, &mut ids);
        let itemrefs = self.itemrefs(&pieces);
        let mut manifest = self.generated_items();
        manifest.extend(pieces);
        manifest.extend(overlays);
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
            direction,
            prefix: None,
            metadata,
            manifest,
            spine: Spine { node: None, toc: Some("ncx".to_owned()), page_progression_direction: progression, itemrefs },
            guide: self.guide(),
        }
    }

    fn features(&self) -> BTreeSet<Feature> {
        let cover = self.layout.cover.iter().map(|_| Feature::DescribedImage);
        let narrated = self.narrated().map(|_| Feature::ReadAlong);
        self.surveys.iter().flat_map(|survey| survey.features.iter().copied()).chain(cover).chain(narrated).collect()
    }

    fn describe_overlays(&self, items: &[Item], metadata: &mut Vec<Metadatum>) {
        let ids = items.iter().filter_map(|item| item.id.clone());
        let lengths = self.narrated().map(|(_, _, narration)| overlay::length(narration));
        let Shelf { creators, contributors, .. } = Shelf::of(&self.book.manifest, &self.book.pieces);
        let people = creators.iter().chain(&contributors);
        let narrators = people.filter(|person| person.role == NARRATOR).map(|person| person.name.as_str());
        overlay::describe(&ids.zip(lengths).collect::<Vec<_>>(), narrators, !self.stylesheets.is_empty(), metadata);
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
    ///
    /// A book with a contents page of its own does not show the navigation document beside it.
    fn itemrefs(&self, pieces: &[Item]) -> Vec<ItemRef> {
        let contents_place = Role::named("contents").map_or(0, Role::place);
        let contents_at = self.book.pieces.iter().take_while(|piece| piece.role.place() < contents_place).count();
        let (before, after) = pieces.split_at(contents_at);
        let cover = self.layout.cover.iter().map(|_| Some("cover".to_owned()));
        let before = before.iter().map(|item| item.id.clone());
        let after = after.iter().map(|item| item.id.clone());
        let contents = self.contents_page().is_none().then(|| Some("nav".to_owned()));
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

    fn piece_items(&self, overlays: &[Item], ids: &mut Ids) -> Vec<Item> {
        let mut overlays = overlays.iter();
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
                let overlay = piece.narration.as_ref().and_then(|_| overlays.next());
                Item {
                    media_overlay: overlay.and_then(|overlay| overlay.id.clone()),
                    ..item(&ids.make("piece", &piece.name), file, media_type::XHTML, properties)
                }
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

fn overlay_file(piece: &Piece) -> String {
    format!("{}.smil", piece.name)
}

fn overlay_item(piece: &Piece, ids: &mut Ids) -> Item {
    item(&ids.make("overlay", &piece.name), &overlay_file(piece), overlay::MEDIA_TYPE, vec![])
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

#[cfg(test)]
mod tests {
    use super::super::bind;
    use super::super::samples::{book, entry, located, person, resource, text};
    use super::*;
    use crate::manifest::{Person, Series};
    use crate::manuscript::Cover;
    use crate::role::Role;

    #[test]
    fn a_small_book_has_a_small_package_document() {
        let package = bind(book(&[("one", "<p>Text.</p>")]));
        let expected = r##"<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="publication-id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="publication-id">urn:uuid:6d1d2c7b-6d0f-5f6b-9d0e-3c6e6d0f5f6b</dc:identifier>
    <dc:title id="title">Title</dc:title>
    <meta property="title-type" refines="#title">main</meta>
    <dc:creator id="creator-1">A. Author</dc:creator>
    <meta property="role" refines="#creator-1" scheme="marc:relators">aut</meta>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">1970-01-01T00:00:00Z</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">readingOrder</meta>
    <meta property="schema:accessibilityFeature">displayTransformability</meta>
    <meta property="schema:accessibilityFeature">unlocked</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">The text can be resized and read aloud.</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
    <item id="piece-one" href="one.xhtml" media-type="application/xhtml+xml"/>
  </manifest>
  <spine toc="ncx">
    <itemref idref="nav"/>
    <itemref idref="piece-one"/>
  </spine>
  <guide>
    <reference type="toc" title="Contents" href="nav.xhtml"/>
    <reference type="text" title="Begin reading" href="one.xhtml"/>
  </guide>
</package>
"##;
        assert_eq!(text(&package, "OEBPS/package.opf"), expected);
    }

    #[test]
    fn everything_that_the_manifest_says_is_in_the_metadata() {
        let mut book = book(&[("one", ""), ("deux", "")]);
        let facts = &mut book.manifest.metadata;
        facts.subtitle = Some("Sub".to_owned());
        facts.authors.push(Person { file_as: Some("Other, Bo".to_owned()), ..person("Bo Other", "aut") });
        facts.contributors = vec![person("C. Editor", "edt")];
        facts.identifiers.push("urn:isbn:9780306406157".to_owned());
        facts.series = Some(Series { name: "S".to_owned(), number: Some("2.5".to_owned()) });
        facts.sources = vec!["https://example.org/".to_owned()];
        facts.subjects = vec!["Fiction".to_owned()];
        book.pieces[1].language = "fr".to_owned();
        book.pieces[1].authors = vec![person("Bo Other", "aut"), person("D. Late", "aut")];
        let opf = text(&bind(book), "OEBPS/package.opf");
        for expected in [
            r#"<dc:title id="subtitle">Sub</dc:title>"#,
            r##"<meta property="title-type" refines="#subtitle">subtitle</meta>"##,
            r##"<meta property="display-seq" refines="#subtitle">2</meta>"##,
            r##"<meta property="file-as" refines="#creator-2">Other, Bo</meta>"##,
            r##"<meta property="display-seq" refines="#creator-2">2</meta>"##,
            r#"<dc:contributor id="contributor-1">C. Editor</dc:contributor>"#,
            r#"<dc:contributor id="contributor-2">D. Late</dc:contributor>"#,
            "<dc:identifier>urn:isbn:9780306406157</dc:identifier>",
            "<dc:language>en</dc:language>\n    <dc:language>fr</dc:language>",
            r#"<meta property="belongs-to-collection" id="series">S</meta>"#,
            r##"<meta property="group-position" refines="#series">2.5</meta>"##,
            r#"<meta name="calibre:series_index" content="2.5"/>"#,
            "<dc:source>https://example.org/</dc:source>",
            "<dc:subject>Fiction</dc:subject>",
        ] {
            assert!(opf.contains(expected), "{expected} in {opf}");
        }
        assert_eq!(opf.matches("Bo Other").count(), 1, "nobody is named twice: {opf}");
    }

    #[test]
    fn what_a_page_holds_is_told_in_the_manifest_and_in_the_accessibility_metadata() {
        let content = "<h1>H</h1><svg role='img' aria-label='A line'/><math/><img src='book:resource/0' alt='A map'/>\
                       <audio><source src='https://example.org/a.mp3'/></audio>";
        let mut book = book(&[("one", content), ("two", "<img src='book:resource/0'/>")]);
        book.resources = vec![resource("images/a.png", "image/png", b"")];
        let opf = text(&bind(book), "OEBPS/package.opf");
        for expected in [
            r#"properties="mathml remote-resources svg"/>"#,
            r#"<item id="remote-1" href="https://example.org/a.mp3" media-type="audio/mpeg"/>"#,
            r#"<item id="file-images-a.png" href="images/a.png" media-type="image/png"/>"#,
            "accessMode\">visual<",
            "accessMode\">auditory<",
            "accessModeSufficient\">textual,visual,auditory<",
            "accessibilityFeature\">structuralNavigation<",
            "accessibilityFeature\">MathML<",
        ] {
            assert!(opf.contains(expected), "{expected} in {opf}");
        }
        assert!(!opf.contains("alternativeText"), "one picture has none: {opf}");
        assert!(!opf.contains("accessModeSufficient\">textual<"), "{opf}");
    }

    #[test]
    fn a_claim_is_made_only_with_its_certifier() {
        let mut book = book(&[("one", "")]);
        book.manifest.accessibility.claim = Some("EPUB Accessibility 1.1 - WCAG 2.2 Level AA".to_owned());
        book.manifest.accessibility.certified_by = Some("A. Person".to_owned());
        book.manifest.accessibility.hazards = vec!["flashing".to_owned()];
        let opf = text(&bind(book), "OEBPS/package.opf");
        let claim =
            r#"<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<"#;
        assert!(opf.contains(claim), "{opf}");
        assert!(opf.contains(r##"<meta property="a11y:certifiedBy" refines="#conformance">A. Person<"##), "{opf}");
        assert!(opf.contains(">flashing<") && !opf.contains(">none<"), "{opf}");
    }

    #[test]
    fn nav_and_ncx_give_back_the_outline_down_to_its_depth() {
        let mut book = book(&[("one", ""), ("two", "")]);
        let mut part = entry("Part & co", 0, None);
        part.children = vec![entry("One", 0, None), entry("Two", 1, Some("a"))];
        part.children[1].language = Some("fr".to_owned());
        part.children[1].children = vec![entry("Too deep", 1, Some("b"))];
        book.outline = vec![part, entry("Last", 1, None)];
        book.manifest.contents.depth = 2;
        let package = bind(book);
        let expected = [
            (1, "Part & co", "one.xhtml", None),
            (2, "One", "one.xhtml", None),
            (2, "Two", "two.xhtml#a", Some("fr")),
            (1, "Last", "two.xhtml", None),
        ];
        let navs = nav::read(package.entry("OEBPS/nav.xhtml").unwrap().document().unwrap());
        let points = ncx::read(package.entry("OEBPS/toc.ncx").unwrap().document().unwrap());
        for points in [&navs[0].points, &points] {
            let read: Vec<_> = points
                .iter()
                .map(|p| (p.level, p.label.as_str(), p.href.as_deref().unwrap(), p.language.as_deref()))
                .collect();
            assert_eq!(read, expected);
        }
        let ncx = text(&package, "OEBPS/toc.ncx");
        let places: Vec<&str> = ncx.split("playOrder=\"").skip(1).map(|rest| &rest[..1]).collect();
        assert_eq!(places, ["1", "1", "2", "3"], "one place, one number");
        assert!(ncx.contains(r#"name="dtb:depth" content="2""#), "{ncx}");
    }

    #[test]
    fn the_contents_stand_before_the_text_and_landmarks_lead_there() {
        let mut book = book(&[("title", ""), ("one", "")]);
        book.pieces[0].role = Role::named("titlepage").unwrap();
        book.resources = vec![resource("images/c.png", "image/png", b"")];
        book.cover = Some(Cover { image: 0, alternative: String::new(), width: 1, height: 1 });
        book.manifest.metadata.direction = Direction::RightToLeft;
        book.manifest.metadata.title = located("T & U".to_owned());
        let package = bind(book);
        let (_, view) = package.package_document().unwrap();
        let spine: Vec<_> = view.spine.itemrefs.iter().filter_map(|itemref| itemref.idref.as_deref()).collect();
        assert_eq!(spine, ["cover", "piece-title", "nav", "piece-one"]);
        assert_eq!(view.spine.page_progression_direction.as_deref(), Some("rtl"));
        let navs = nav::read(package.entry("OEBPS/nav.xhtml").unwrap().document().unwrap());
        let landmarks: Vec<_> =
            navs[1].points.iter().map(|p| (p.kind.as_deref().unwrap(), p.href.as_deref().unwrap())).collect();
        assert_eq!(landmarks, [("cover", "cover.xhtml"), ("toc", "nav.xhtml"), ("bodymatter", "one.xhtml")]);
        let cover = view.items_by_id()["cover-image"];
        assert!(cover.has_property("cover-image"));
        assert!(text(&package, "OEBPS/cover.xhtml").contains("alt=\"T &amp; U\""));
    }

    #[test]
    fn a_book_without_outline_or_pieces_still_has_contents() {
        let package = bind(book(&[]));
        let navs = nav::read(package.entry("OEBPS/nav.xhtml").unwrap().document().unwrap());
        assert_eq!(navs[0].points.len(), 1);
    }
}
