//! Containers of all sorts, and what is read or said of them.

use super::*;
use crate::container::write_to_vec;
use crate::world::Memory;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
}

fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

/// Makes a zip as others make them.
fn zipped(entries: &[(&str, &[u8], SimpleFileOptions)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content, options) in entries {
        writer.start_file(*path, *options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn mimetype() -> (&'static str, &'static [u8], SimpleFileOptions) {
    ("mimetype", b"application/epub+zip", stored())
}

/// Reads a container, and returns it with the names of the rules that it breaks.
fn read_it(bytes: &[u8]) -> (Package, Vec<&'static str>) {
    let (package, diagnostics) = read(bytes, "book.epub", &mut Sources::default());
    (package, diagnostics.iter().map(|finding| finding.rule.name).collect())
}

fn broken_rules(bytes: &[u8]) -> Vec<&'static str> {
    read_it(bytes).1
}

#[test]
fn every_fault_of_a_container_is_told() {
    let page: (&str, &[u8], _) = ("a.txt", b"text", deflated());
    let wrong: &[u8] = b"application/epub+zip\n";
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("nothing wrong", zipped(&[mimetype(), page]), &[]),
        ("no bytes", Vec::new(), &["broken-beginning", "broken-container"]),
        ("a text", b"It was a dark night.".to_vec(), &["broken-beginning", "broken-container"]),
        ("no mimetype", zipped(&[page]), &["missing-mimetype"]),
        ("not first", zipped(&[page, mimetype()]), &["missing-mimetype"]),
        ("compressed", zipped(&[("mimetype", mimetype().1, deflated())]), &["wrong-mimetype"]),
        ("a line end", zipped(&[("mimetype", wrong, stored())]), &["wrong-mimetype"]),
        ("an extra field", zipped(&[("mimetype", mimetype().1, stored().large_file(true))]), &["mimetype-extra-field"]),
        ("climbing", zipped(&[mimetype(), ("../a.txt", b"", stored())]), &["unsafe-entry-name"]),
        ("absolute", zipped(&[mimetype(), ("/a.txt", b"", stored())]), &["unsafe-entry-name"]),
        (
            "latin1",
            zipped(&[mimetype(), ("a.xml", b"<?xml version='1.0' encoding='latin1'?><a>\xE9</a>", stored())]),
            &["foreign-encoding"],
        ),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(broken_rules(&bytes), expected, "{name}");
    }
}

#[test]
fn two_entries_of_one_path_are_both_kept_and_told() {
    let entry = |text: &[u8]| Entry::new("a.txt", Body::Other(Content::Bytes(text.into())));
    let package = Package { entries: vec![entry(b"1"), entry(b"2")] };
    let bytes = write_to_vec(&package, &Memory::default()).unwrap();
    let (again, rules) = read_it(&bytes);
    assert_eq!((again == package, rules), (true, vec!["duplicate-entry"]));
}

#[test]
fn damage_is_told_and_the_rest_is_read() {
    let content = "words and words ".repeat(50);
    let bytes = zipped(&[mimetype(), ("a.txt", content.as_bytes(), deflated()), ("b.txt", b"whole", stored())]);
    let data = bytes.windows(5).position(|window| window == b"a.txt").unwrap() + 5;
    let central = |bytes: &[u8], name: &[u8]| {
        let at = |(index, window): (usize, &[u8])| (window == name).then_some(index);
        bytes.windows(name.len()).enumerate().filter_map(at).next_back().unwrap() - 46
    };
    let record = central(&bytes, b"a.txt");
    let spoilt = |at: usize, to: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = to;
        bytes
    };
    for (name, at) in [("data", data + 5), ("checksum", record + 16)] {
        assert_eq!(broken_rules(&spoilt(at, bytes[at] ^ 0xFF)), ["wrong-checksum"], "{name}");
    }
    for (name, at, to) in [
        ("size", record + 24, bytes[record + 24] - 1),
        ("encrypted", record + 8, 1),
        ("method", record + 10, 12),
        ("offset", record + 42, 7),
    ] {
        let (package, rules) = read_it(&spoilt(at, to));
        assert_eq!(rules, ["unreadable-entry"], "{name}");
        assert!(matches!(package.entries[0].body, Body::Unreadable), "{name}");
        assert!(package.entries[1].body == Body::Other(Content::Bytes(b"whole"[..].into())), "{name}");
    }
    assert_eq!(broken_rules(&spoilt(record + 46, 0xFF)), ["undecodable-entry-name"]);
}

#[test]
fn any_part_of_a_container_gives_a_package() {
    let bytes = zipped(&[mimetype(), ("META-INF/container.xml", b"<a/>", deflated()), ("b.txt", b"b", stored())]);
    for end in 0..bytes.len() {
        let expected: &[&str] =
            if end < 58 { &["broken-beginning", "broken-container"] } else { &["broken-container"] };
        assert_eq!(broken_rules(&bytes[..end]), expected, "{end} bytes");
    }
    for at in 0..bytes.len() {
        for to in [0, 1, 0x7F, 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] = to;
            read_it(&bytes);
        }
    }
}

#[test]
fn a_bomb_is_not_inflated() {
    let mut bytes = zipped(&[mimetype(), ("a.txt", &[0; 1000], deflated())]);
    let size = bytes.windows(4).rposition(|window| window == 1000u32.to_le_bytes()).unwrap();
    bytes[size..size + 4].copy_from_slice(&(80u32 << 20).to_le_bytes());
    assert_eq!(broken_rules(&bytes), ["oversized-entry"]);
}

#[test]
fn what_is_xml_is_parsed_and_points_into_its_own_text() {
    let opf = "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item href='a%20b' media-type='image/svg+xml'/>\
               <item href='c.xml' media-type='text/plain'/></manifest></package>";
    let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile \
                     full-path='x/p.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    let bytes = zipped(&[
        mimetype(),
        ("META-INF/container.xml", container.as_bytes(), stored()),
        ("x/p.opf", opf.as_bytes(), stored()),
        ("x/a b", b"<svg/>", stored()),
        ("x/c.xml", b"<c/>", stored()),
        ("x/looks", b"\xEF\xBB\xBF<?xml version='1.0'?><d/>", stored()),
        ("x/bad.xhtml", b"<p>\n&nbsp;</p>", stored()),
        ("x/", b"", stored()),
    ]);
    let mut sources = Sources::default();
    let (package, diagnostics) = read(&bytes, "book.epub", &mut sources);
    assert_eq!(diagnostics.len(), 0);
    let kinds: Vec<(&str, bool)> =
        package.entries.iter().map(|entry| (entry.path.as_str(), entry.document().is_some())).collect();
    let expected = [
        ("META-INF/container.xml", true),
        ("x/p.opf", true),
        ("x/a b", true),
        ("x/c.xml", false),
        ("x/looks", true),
        ("x/bad.xhtml", false),
    ];
    assert_eq!(kinds, expected);
    let span = package.entries[2].document().unwrap().root().first_child().unwrap().span().unwrap();
    assert_eq!(sources.get(span.source).name, "book.epub/x/a b");
    assert_eq!(&sources.get(span.source).text[span.range()], "<svg/>");
    let Body::Broken { failure, .. } = &package.entries[5].body else { panic!("it is not XML") };
    assert_eq!(sources.get(package.entries[5].source.unwrap()).line_column(failure.offset), (2, 1));
    assert_eq!(package.package_document().unwrap().1.manifest.len(), 2);
}

#[test]
fn elements_deep_in_each_other_do_no_harm() {
    let deep = "<a>".repeat(200_000) + &"</a>".repeat(200_000);
    let (package, _) = read_it(&zipped(&[mimetype(), ("a.xml", deep.as_bytes(), deflated())]));
    assert_eq!(package.entries.len(), 1);
}
