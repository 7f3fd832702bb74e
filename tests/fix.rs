//! Every fix: a sound book is broken in one place, mended, and then the finding is gone and nothing else is changed.
//!
//! Both books are handed to the oracles, so that EPUBCheck says so too.

#![allow(clippy::disallowed_methods, reason = "these tests write real files")]

mod support;

use bindery::diagnostic::{Diagnostic, Severity};
use bindery::repair::repair;
use bindery::source::Sources;
use bindery::{check, container};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

const PACKAGE: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="uid">urn:uuid:12345678-1234-4123-8123-123456789abc</dc:identifier>
    <dc:title id="title">A Book</dc:title>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">None.</meta>
    <meta property="dcterms:rights" refines="#map">Free.</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
    <item id="two" href="two.xhtml" media-type="application/xhtml+xml" properties="svg"/>
    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
    <item id="style" href="style.css" media-type="text/css"/>
    <item id="map" href="images/map.png" media-type="image/png" properties="cover-image"/>
    <item id="font" href="font.woff" media-type="font/woff"/>
  </manifest>
  <spine toc="ncx">
    <itemref idref="one"/>
    <itemref idref="two"/>
  </spine>
  <guide>
    <reference type="text" title="Begin" href="one.xhtml"/>
    <reference type="toc" title="Contents" href="two.xhtml"/>
  </guide>
</package>
"##;

const NAV: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Contents</title></head>
<body><nav epub:type="toc"><h1>Contents</h1><ol>
<li><a href="one.xhtml">One</a></li><li><a href="two.xhtml">Two</a></li>
</ol></nav></body>
</html>
"#;

const ONE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head><title>One</title><meta charset="utf-8"/><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body><h1>Één</h1><p>Text.</p><p><img src="images/map.png" alt="A map"/></p></body>
</html>
"#;

const TWO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head><title>Two</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body><h1>Two</h1><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>Dot</title><circle r="1"/></svg></body>
</html>
"#;

const NCX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="urn:uuid:12345678-1234-4123-8123-123456789abc"/></head>
<docTitle><text>A Book</text></docTitle>
<navMap><navPoint id="p1" playOrder="1"><navLabel><text>One</text></navLabel><content src="one.xhtml"/></navPoint></navMap>
</ncx>
"#;

const OPF: &str = "EPUB/package.opf";

type Files = Vec<(String, Vec<u8>)>;

fn book() -> Files {
    let png = support::picture::png(4, 4);
    let files: [(&str, &[u8]); 9] = [
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        (OPF, PACKAGE.as_bytes()),
        ("EPUB/nav.xhtml", NAV.as_bytes()),
        ("EPUB/one.xhtml", ONE.as_bytes()),
        ("EPUB/two.xhtml", TWO.as_bytes()),
        ("EPUB/toc.ncx", NCX.as_bytes()),
        ("EPUB/style.css", b"@font-face { font-family: x; src: url(font.woff) }\n"),
        ("EPUB/font.woff", b"wOFF"),
        ("EPUB/images/map.png", &png),
    ];
    files.map(|(path, content)| (path.to_owned(), content.to_vec())).to_vec()
}

/// One way to break the book: in a file, this becomes that, and is mended to the third.
struct Case {
    rule: &'static str,
    file: &'static str,
    good: &'static str,
    broken: &'static str,
    mended: &'static str,
}

const fn case(
    rule: &'static str,
    file: &'static str,
    good: &'static str,
    broken: &'static str,
    mended: &'static str,
) -> Case {
    Case { rule, file, good, broken, mended }
}

const SVG_ITEM: &str = r#"media-type="application/xhtml+xml" properties="svg"/>"#;
const MODIFIED: &str = "\n    <meta property=\"dcterms:modified\">2026-01-01T00:00:00Z</meta>";
const XHTML_11: &str =
    r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">"#;

#[rustfmt::skip]
const CASES: &[Case] = &[
    case("missing-property", OPF, SVG_ITEM, r#"media-type="application/xhtml+xml"/>"#, SVG_ITEM),
    case("needless-property", OPF, r#"properties="svg""#, r#"properties="svg mathml""#, r#"properties="svg""#),
    case("needless-property", OPF, r#"href="one.xhtml" media-type="application/xhtml+xml""#,
        r#"href="one.xhtml" media-type="application/xhtml+xml" properties="scripted""#,
        r#"href="one.xhtml" media-type="application/xhtml+xml""#),
    case("needless-remote-resources", OPF, r#"properties="svg""#, r#"properties="remote-resources svg""#, r#"properties="svg""#),
    case("unlisted-resource", OPF, r#"<item id="style" href="style.css" media-type="text/css"/>
    <item id="map""#, r#"<item id="map""#, ""),
    case("other-picture", OPF, r#"media-type="image/png""#, r#"media-type="image/gif""#, r#"media-type="image/png""#),
    case("languages-differ", "EPUB/one.xhtml", r#"xml:lang="en""#, r#"xml:lang="fr""#, r#"xml:lang="en""#),
    case("no-package-language", OPF, r#" xml:lang="en">"#, ">", r#" xml:lang="en">"#),
    case("modified-not-once", OPF, MODIFIED, "", ""),
    case("modified-not-once", OPF, MODIFIED,
        "\n    <meta property=\"dcterms:modified\">2026-01-01T00:00:00Z</meta>\n    <meta property=\"dcterms:modified\">2025-01-01T00:00:00Z</meta>",
        MODIFIED),
    case("broken-modified", OPF, "2026-01-01T00:00:00Z", "2026-01-01", "2026-01-01T00:00:00Z"),
    case("unknown-fallback", OPF, r#"<item id="map""#, r#"<item id="map" fallback="nothing""#, r#"<item id="map""#),
    case("repeated-item", OPF, r#"<item id="map""#, r#"<item id="style2" href="style.css" media-type="text/css"/>
    <item id="map""#, r#"<item id="map""#),
    case("wrong-attribute-value", OPF, r#"<item id="style""#, r#"<item id="the style""#, r#"<item id="the-style""#),
    case("wrong-doctype", "EPUB/one.xhtml", "<!DOCTYPE html>", XHTML_11, "<!DOCTYPE html>"),
    case("unnamed-ncx", OPF, r#"<spine toc="ncx">"#, "<spine>", r#"<spine toc="ncx">"#),
    case("repeated-spine-item", OPF, r#"<itemref idref="two"/>"#, r#"<itemref idref="two"/>
    <itemref idref="one"/>"#, r#"<itemref idref="two"/>"#),
    case("other-ncx-identifier", "EPUB/toc.ncx", r#"content="urn:uuid:12345678-1234-4123-8123-123456789abc""#, r#"content="x""#,
        r#"content="urn:uuid:12345678-1234-4123-8123-123456789abc""#),
    case("spaced-ncx-identifier", "EPUB/toc.ncx", r#"123456789abc""#, r#"123456789abc ""#, r#"123456789abc""#),
    case("missing-page-title", "EPUB/one.xhtml", "<title>One</title>", "", "<title>Één</title>"),
    case("empty-page-title", "EPUB/one.xhtml", "<title>One</title>", "<title></title>", "<title>Één</title>"),
    case("wrong-encoding-declaration", "EPUB/one.xhtml", r#"<meta charset="utf-8"/>"#,
        r#"<meta charset="utf-8"/><meta charset="utf-8"/>"#, r#"<meta charset="utf-8"/>"#),
    case("sizes-without-icon", "EPUB/one.xhtml", r#"rel="stylesheet""#, r#"rel="stylesheet" sizes="1x1""#, r#"rel="stylesheet""#),
    case("package-lists-itself", OPF, r#"<item id="map""#,
        r#"<item id="opf" href="package.opf" media-type="application/oebps-package+xml"/>
    <item id="map""#, r#"<item id="map""#),
    case("item-with-fragment", OPF, r#"href="style.css""#, r#"href="style.css#x""#, r#"href="style.css""#),
    case("nav-not-once", OPF, r#" properties="nav""#, "", r#" properties="nav""#),
    case("repeated-cover-image", OPF, r#"properties="svg""#, r#"properties="svg cover-image""#, ""),
    case("refined-by-path", OPF, r##"refines="#map""##, r#"refines="images/map.png""#, r##"refines="#map""##),
    case("repeated-reference", OPF, "  </guide>", r#"    <reference type="toc" title="Contents" href="two.xhtml"/>
  </guide>"#, "  </guide>"),
    case("guide-to-no-item", OPF, "  </guide>", r#"    <reference type="cover" href="nothing.xhtml"/>
  </guide>"#, "  </guide>"),
    case("older-media-type", OPF, r#"media-type="font/woff""#, r#"media-type="application/font-woff""#, r#"media-type="font/woff""#),
    case("contradicted-type", "EPUB/one.xhtml", r#"<img src="images/map.png" alt="A map"/>"#,
        r#"<object data="images/map.png" type="image/gif">A map</object>"#,
        r#"<object data="images/map.png" type="image/png">A map</object>"#),
    case("broken-address", "EPUB/one.xhtml", "<p>Text.</p>", r#"<p><a href="https://example.org/a b">Text.</a></p>"#,
        r#"<p><a href="https://example.org/a%20b">Text.</a></p>"#),
    case("foreign-encoding", "EPUB/toc.ncx", r#"encoding="UTF-8""#, r#"encoding="ISO-8859-1""#, r#"encoding="UTF-8""#),
];

fn zipped(files: &Files, mimetype: Option<(&str, CompressionMethod)>) -> Vec<u8> {
    let time = DateTime::from_date_and_time(2025, 6, 7, 8, 9, 10).unwrap();
    let options = |method| SimpleFileOptions::default().compression_method(method).last_modified_time(time);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    if let Some((content, method)) = mimetype {
        writer.start_file("mimetype", options(method)).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    for (path, content) in files {
        let method = if path == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(path.as_str(), options(method)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const GOOD: Option<(&str, CompressionMethod)> = Some(("application/epub+zip", CompressionMethod::Stored));

fn look_at(bytes: &[u8]) -> Vec<Diagnostic> {
    let (package, mut found) = container::read(bytes, "book.epub", &mut Sources::default());
    if !found.iter().any(|finding| finding.severity == Severity::Fatal) {
        found.extend(check::run(&package, Some("book.epub")));
    }
    found
}

fn unpacked(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        (file.name().unwrap().into_owned(), content)
    };
    (0..count).map(read).collect()
}

#[test]
fn the_book_is_sound_before_it_is_broken() {
    let found = look_at(&zipped(&book(), GOOD));
    let grave = found.iter().filter(|finding| finding.severity < Severity::Usage);
    let told: Vec<_> = grave.map(|finding| (finding.rule.name, &finding.message)).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn each_fix_mends_what_is_broken_and_nothing_else() {
    for (number, case) in CASES.iter().enumerate() {
        let name = format!("{} ({number})", case.rule);
        let mut files = book();
        let file = files.iter_mut().find(|(path, _)| path == case.file).unwrap();
        let good = String::from_utf8(file.1.clone()).unwrap();
        assert!(good.contains(case.good), "{name}: there is no {}", case.good);
        let broken = good.replacen(case.good, case.broken, 1);
        file.1 = broken.clone().into_bytes();
        let bytes = zipped(&files, GOOD);
        assert!(
            look_at(&bytes).iter().any(|finding| finding.rule.name == case.rule && finding.fix.is_some()),
            "{name}"
        );

        let repaired = repair(&bytes, "book.epub").unwrap();
        assert!(repaired.made.iter().any(|made| made.rule == case.rule), "{name}: {:?}", repaired.made);
        let left: Vec<_> = repaired.left.iter().map(|finding| (finding.rule.name, &finding.message)).collect();
        assert!(!left.iter().any(|(rule, _)| *rule == case.rule), "{name}: {left:?}");
        let mended = unpacked(&repaired.bytes);
        for (path, content) in &mended {
            let before = files.iter().find(|(known, _)| known == path).map(|(_, content)| content);
            match before {
                Some(_) if path == case.file && !case.mended.is_empty() => {
                    let expected = good.replacen(case.good, case.mended, 1);
                    // Where in its tag an attribute stands does not matter.
                    let letters = |text: &str| {
                        let mut letters: Vec<char> = text.chars().collect();
                        letters.sort_unstable();
                        letters
                    };
                    let content = String::from_utf8(content.clone()).unwrap();
                    if case.rule != "wrong-attribute-value" {
                        assert_eq!(letters(&content), letters(&expected), "{name}: {content}");
                    }
                    assert!(content.contains(case.mended) || case.rule == "missing-property", "{name}: {content}");
                }
                Some(before) => assert!(path == case.file || before == content, "{name}: {path} was changed"),
                None => assert_eq!(path, "mimetype", "{name}"),
            }
        }
        support::hand_over_foreign(&format!("broken-{number:02}-{}", case.rule), &bytes);
        support::hand_over_foreign(&format!("mended-{number:02}-{}", case.rule), &repaired.bytes);
    }
}

#[test]
fn the_first_entry_is_made_what_it_must_be() {
    let stored = CompressionMethod::Stored;
    let mut late = book();
    late.push(("mimetype".to_owned(), b"application/epub+zip".to_vec()));
    for (name, bytes) in [
        ("missing", zipped(&book(), None)),
        ("late", zipped(&late, None)),
        ("compressed", zipped(&book(), Some(("application/epub+zip", CompressionMethod::Deflated)))),
        ("longer", zipped(&book(), Some(("application/epub+zip\n", stored)))),
    ] {
        let repaired = repair(&bytes, "book.epub").unwrap();
        assert_eq!(repaired.made.len(), 1, "{name}");
        assert!(repaired.left.iter().all(|finding| finding.severity == Severity::Usage), "{name}: {:?}", repaired.left);
        let mut expected = book();
        expected.insert(0, ("mimetype".to_owned(), b"application/epub+zip".to_vec()));
        assert_eq!(unpacked(&repaired.bytes), expected, "{name}");
        // Of compressed ones EPUBCheck finds some and some not.
        if name != "compressed" {
            support::hand_over_foreign(&format!("broken-mimetype-{name}"), &bytes);
        }
        support::hand_over_foreign(&format!("mended-mimetype-{name}"), &repaired.bytes);
    }
}

/// Repairs a book in which one thing is wrong; says by which rule, and returns the files.
fn mended(name: &str, rule: &str, bytes: &[u8]) -> Files {
    let repaired = repair(bytes, "book.epub").unwrap();
    let made: Vec<_> = repaired.made.iter().map(|made| made.rule).collect();
    assert_eq!(made, [rule], "{name}");
    assert!(repaired.left.iter().all(|finding| finding.severity == Severity::Usage), "{name}: {:?}", repaired.left);
    support::hand_over_foreign(&format!("broken-{name}"), bytes);
    support::hand_over_foreign(&format!("mended-{name}"), &repaired.bytes);
    unpacked(&repaired.bytes)
}

/// The files of a book as they are in its container.
fn packed(mut files: Files) -> Files {
    files.insert(0, ("mimetype".to_owned(), b"application/epub+zip".to_vec()));
    files
}

#[test]
fn a_page_in_utf_16_is_written_in_utf_8() {
    let page = ONE.replace(r#"<meta charset="utf-8"/>"#, "");
    for (order, to_bytes) in [("le", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("be", u16::to_be_bytes)] {
        let text = format!("\u{FEFF}{}", page.replace("UTF-8", "UTF-16"));
        let mut files = book();
        files[3].1 = text.encode_utf16().flat_map(to_bytes).collect();
        let after = mended(&format!("utf-16-{order}"), "foreign-encoding", &zipped(&files, GOOD));
        files[3].1 = page.clone().into_bytes();
        assert_eq!(after, packed(files), "{order}");
    }
}

#[test]
fn an_item_of_an_epub_2_gets_the_media_type_of_its_version() {
    let item =
        |href: &str, media_type: &str| format!(r#"<item id="x{href}" href="{href}" media-type="{media_type}"/>"#);
    let package = |page: &str, style: &str| {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:uuid:12345678-1234-4123-8123-123456789abc</dc:identifier>
<dc:title>A Book</dc:title><dc:language>en</dc:language>
</metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>{}{}</manifest>
<spine toc="ncx"><itemref idref="xone.xhtml"/></spine>
</package>
"#,
            item("one.xhtml", page),
            item("style.css", style)
        )
    };
    let page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{XHTML_11}\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xml:lang=\"en\">\n<head><title>One</title><link rel=\"stylesheet\" type=\"text/css\" \
         href=\"style.css\"/></head>\n<body><p>Text.</p></body>\n</html>\n"
    );
    let files = |types: (&str, &str)| {
        let files = [
            ("META-INF/container.xml", CONTAINER.to_owned()),
            (OPF, package(types.0, types.1)),
            ("EPUB/one.xhtml", page.clone()),
            ("EPUB/toc.ncx", NCX.to_owned()),
            ("EPUB/style.css", "p { margin: 0 }\n".to_owned()),
        ];
        files.map(|(path, content)| (path.to_owned(), content.into_bytes())).to_vec()
    };
    let good = ("application/xhtml+xml", "text/css");
    for (name, page, style) in [
        ("html", "text/html", "text/css"),
        ("oeb1-document", "text/x-oeb1-document", "text/css"),
        ("oeb1-css", "application/xhtml+xml", "text/x-oeb1-css"),
    ] {
        let name = format!("epub-2-{name}");
        let after = mended(&name, "outdated-media-type", &zipped(&files((page, style)), GOOD));
        assert_eq!(after, packed(files(good)), "{name}");
    }
}

#[test]
fn of_two_entries_that_are_the_same_one_is_left() {
    let mut files = book();
    let (style, page) = (files[6].1.clone(), files[3].1.clone());
    // The names are made the same afterwards: no writer writes one twice.
    files.push(("EPUB/style.CSS".to_owned(), style));
    files.push(("EPUB/one.XHTML".to_owned(), page));
    let mut bytes = zipped(&files, GOOD);
    for (other, name) in [(&b"EPUB/style.CSS"[..], &b"EPUB/style.css"[..]), (b"EPUB/one.XHTML", b"EPUB/one.xhtml")] {
        while let Some(at) = bytes.windows(other.len()).position(|window| window == other) {
            bytes[at..at + name.len()].copy_from_slice(name);
        }
    }
    let repaired = repair(&bytes, "book.epub").unwrap();
    let made: Vec<_> = repaired.made.iter().map(|made| made.rule).collect();
    assert_eq!(made, ["duplicate-entry"; 2]);
    assert_eq!(unpacked(&repaired.bytes), packed(book()));
    support::hand_over_foreign("broken-duplicates", &bytes);
    support::hand_over_foreign("mended-duplicates", &repaired.bytes);
}

#[test]
fn a_sound_book_and_a_hopeless_one_stay_as_they_are() {
    let sound = zipped(&book(), GOOD);
    let repaired = repair(&sound, "book.epub").unwrap();
    assert_eq!((repaired.bytes == sound, repaired.made.len()), (true, 0));
    let repaired = repair(b"It was a dark night.", "book.epub").unwrap();
    assert!(repaired.made.is_empty() && !repaired.left.is_empty());
}

#[test]
fn the_time_of_the_last_change_is_that_of_the_newest_entry() {
    let mut files = book();
    let package = PACKAGE.replace(MODIFIED, "");
    files[1].1 = package.into_bytes();
    let repaired = repair(&zipped(&files, GOOD), "book.epub").unwrap();
    let mended = unpacked(&repaired.bytes);
    let text = String::from_utf8_lossy(&mended[2].1).into_owned();
    assert!(text.contains("<meta property=\"dcterms:modified\">2025-06-07T08:09:10Z</meta>"), "{text}");
}
