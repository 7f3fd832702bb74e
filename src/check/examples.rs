//! The examples of the rules' pages are their tests: each wrong one breaks its rule and no other, each right one none.
//!
//! An example stands in a sample book, at the place that its check names with [`Example`].

use super::checks::Example;
use super::{all, run};
use crate::container::{read, write_to_vec};
use crate::diagnostic::{Diagnostic, Severity};
use crate::package::{Body, Entry, Package};
use crate::resource::Content;
use crate::source::Sources;
use crate::world::Memory;

/// What stands at each place where no example does.
fn default(place: Example) -> &'static str {
    match place {
        Example::Spine => "<itemref idref=\"page\"/>",
        Example::Prefix => "foaf: http://xmlns.com/foaf/spec/",
        Example::Nav => "<nav epub:type=\"toc\"><ol><li><a href=\"page.xhtml\">A page</a></li></ol></nav>",
        Example::Container => {
            "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile \
             full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>"
        }
        Example::Body => "<p>Text.</p>",
        Example::Css => "p { margin: 0 }",
        Example::Svg => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><title>A drawing</title></svg>",
        Example::Ncx => {
            "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"><head><meta name=\"dtb:uid\" \
             content=\"urn:uuid:12345678-1234-4123-8123-123456789abc\"/></head><docTitle><text>A book</text></docTitle>\
             <navMap><navPoint id=\"n1\"><navLabel><text>A page</text></navLabel><content src=\"page.xhtml\"/>\
             </navPoint></navMap></ncx>"
        }
        _ => "",
    }
}

/// The files that a sample book always has, which examples may link to.
const ITEMS: &[(&str, &str, &str)] = &[
    ("nav", "nav.xhtml", "media-type=\"application/xhtml+xml\" properties=\"nav\""),
    ("page", "page.xhtml", "media-type=\"application/xhtml+xml\""),
    ("ncx", "toc.ncx", "media-type=\"application/x-dtbncx+xml\""),
    ("style", "style.css", "media-type=\"text/css\""),
    ("map", "images/map.png", "media-type=\"image/png\""),
    ("drawing", "images/drawing.svg", "media-type=\"image/svg+xml\""),
];

/// What a sample book has besides where the example is a part of its overlay.
const OVERLAY_ITEMS: &str = "<item id=\"read\" href=\"read.xhtml\" media-type=\"application/xhtml+xml\" \
    media-overlay=\"overlay\"/><item id=\"overlay\" href=\"overlay.smil\" media-type=\"application/smil+xml\"/>\
    <item id=\"mp3\" href=\"sound.mp3\" media-type=\"audio/mpeg\"/>\
    <item id=\"ogg\" href=\"sound.ogg\" media-type=\"audio/ogg\"/>";

const OVERLAY_METADATA: &str = "<meta property=\"media:duration\">1s</meta>\
    <meta property=\"media:duration\" refines=\"#overlay\">1s</meta>";

/// A sample book with one example in it.
struct Sample<'a> {
    place: Example,
    text: &'a str,
    /// Whether the manifest tells what the page holds, as it must.
    has_properties: bool,
}

impl Sample<'_> {
    fn at(&self, place: Example) -> &str {
        if self.place == place { self.text } else { default(place) }
    }

    fn package_document(&self) -> String {
        if self.place == Example::PackageDocument {
            return self.text.to_owned();
        }
        let items = ITEMS
            .iter()
            .filter(|(_, href, _)| !self.text.contains(&format!("href=\"{href}\"")) || self.place != Example::Manifest);
        let page = format!("{} properties=\"{}\"", ITEMS[1].2, self.properties());
        let item = |(id, href, rest): &(&str, &str, &str)| {
            let rest = if *id == "page" && !self.properties().is_empty() { &page } else { *rest };
            format!("<item id=\"{id}\" href=\"{href}\" {rest}/>")
        };
        let items = items.map(item).collect::<Vec<_>>().join("\n");
        format!(
            "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"uid\" xml:lang=\"en\" \
             prefix=\"{}\">\n\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
             <dc:identifier id=\"uid\">urn:uuid:12345678-1234-4123-8123-123456789abc</dc:identifier>\n\
             <dc:title id=\"title\">A book</dc:title>\n<dc:language>en</dc:language>\n\
             <meta property=\"dcterms:modified\">2026-01-01T00:00:00Z</meta>\n{}</metadata>\n\
             <manifest>\n{items}{}</manifest>\n<spine toc=\"ncx\">\n{}</spine>\n{}</package>\n",
            self.at(Example::Prefix).trim_end(),
            if self.place == Example::Overlay { OVERLAY_METADATA } else { self.at(Example::Metadata) },
            if self.place == Example::Overlay { OVERLAY_ITEMS } else { self.at(Example::Manifest) },
            match self.place {
                Example::FixedHead => "<itemref idref=\"page\" properties=\"rendition:layout-pre-paginated\"/>",
                Example::Overlay => "<itemref idref=\"page\"/><itemref idref=\"read\"/>",
                _ => self.at(Example::Spine),
            },
            self.at(Example::Package),
        )
    }

    fn properties(&self) -> String {
        let marks = [
            ("<math", "mathml"),
            ("<svg", "svg"),
            ("<form", "scripted"),
            ("<script>", "scripted"),
            ("src=\"http", "remote-resources"),
            ("epub:switch", "switch"),
        ];
        let is_page = matches!(self.place, Example::Body | Example::Head | Example::Page) && self.has_properties;
        let present = marks.iter().filter(|(mark, _)| is_page && self.text.contains(mark));
        present.map(|(_, property)| *property).collect::<Vec<_>>().join(" ")
    }

    fn page(&self) -> String {
        match self.place {
            Example::Page => self.text.to_owned(),
            Example::FixedHead => xhtml(self.text, self.at(Example::Body)),
            _ => xhtml(self.at(Example::Head), self.at(Example::Body)),
        }
    }

    fn check(&self) -> Vec<Diagnostic> {
        let mut files: Vec<(&str, Vec<u8>)> = vec![
            ("META-INF/container.xml", self.at(Example::Container).into()),
            ("EPUB/package.opf", self.package_document().into()),
            ("EPUB/nav.xhtml", xhtml("", self.at(Example::Nav)).into()),
            ("EPUB/page.xhtml", self.page().into()),
            ("EPUB/toc.ncx", self.at(Example::Ncx).into()),
            ("EPUB/style.css", self.at(Example::Css).into()),
            ("EPUB/images/map.png", picture()),
            ("EPUB/images/drawing.svg", self.at(Example::Svg).into()),
        ];
        if self.place == Example::Overlay {
            files.push(("EPUB/read.xhtml", xhtml("", "<p id=\"p\">Text.</p>").into()));
            files.push(("EPUB/overlay.smil", overlay(self.text).into()));
            files.extend(["EPUB/sound.mp3", "EPUB/sound.ogg"].map(|path| (path, Vec::new())));
        }
        let entry = |(path, bytes): (&str, Vec<u8>)| Entry::new(path, Body::Other(Content::Bytes(bytes.into())));
        let package = Package { entries: files.into_iter().map(entry).collect() };
        let bytes = write_to_vec(&package, &Memory::default()).unwrap();
        let (package, mut diagnostics) = read(&bytes, "sample.epub", &mut Sources::default());
        diagnostics.extend(run(&package, None));
        diagnostics
    }
}

fn xhtml(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"en\" xml:lang=\"en\">\n<head><title>A page</title>{head}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

fn overlay(body: &str) -> String {
    format!("<smil xmlns=\"http://www.w3.org/ns/SMIL\" version=\"3.0\">\n<body>{body}</body>\n</smil>")
}

fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[0]).unwrap();
    bytes
}

/// Returns the example below a heading of a page; nothing where that is a sentence.
fn example(page: &str, heading: &str) -> Option<String> {
    let mut lines =
        page.lines().skip_while(|line| !line.starts_with(heading)).skip(1).skip_while(|line| line.is_empty());
    let block = lines.by_ref().take_while(|line| line.is_empty() || line.starts_with("    "));
    let block: Vec<&str> = block.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    (!block.is_empty()).then(|| block.join("\n").trim_end().to_owned() + "\n")
}

/// Returns what is found in the sample book where its page has that body.
pub(super) fn findings_in_body(text: &str) -> Vec<Diagnostic> {
    Sample { place: Example::Body, text, has_properties: true }.check()
}

#[test]
fn a_sample_book_is_without_fault() {
    let findings = Sample { place: Example::None, text: "", has_properties: true }.check();
    let grave: Vec<_> = findings.iter().filter(|finding| finding.severity <= Severity::Warning).collect();
    assert!(grave.is_empty(), "{grave:#?}");
}

#[test]
fn every_wrong_example_breaks_its_rule_and_every_right_one_none() {
    let mut faults = Vec::new();
    for check in all().filter(|check| check.example != Example::None) {
        for rule in check.rules {
            for (heading, expected) in [("Wrong", &[rule.name][..]), ("Right", &[])] {
                let Some(text) = example(rule.explanation, heading) else { continue };
                let findings =
                    Sample { place: check.example, text: &text, has_properties: rule.name != "missing-property" }
                        .check();
                let counts =
                    |finding: &&Diagnostic| finding.severity <= Severity::Warning || finding.rule.name == rule.name;
                let mut found: Vec<_> = findings.iter().filter(counts).map(|finding| finding.rule.name).collect();
                found.dedup();
                if found != expected {
                    let messages: Vec<_> = findings.iter().filter(counts).map(|finding| &finding.message).collect();
                    faults.push(format!("{}, {heading}: found {found:?}: {messages:?}", rule.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
