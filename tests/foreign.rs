//! EPUBs that another tool made from Rust: they are read, and what is known to be wrong with them is found.
//!
//! They are kept for the oracles too, which compare what is found with what EPUBCheck finds.

mod support;

use bindery::source::Sources;
use bindery::{check, container};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};

fn made(version: EpubVersion) -> Vec<u8> {
    let page = |text: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\
             <head><title>A page</title></head><body>{text}</body></html>"
        )
    };
    let mut book = EpubBuilder::new(ZipLibrary::new().unwrap()).unwrap();
    book.epub_version(version).metadata("author", "Ann Author").unwrap();
    book.metadata("title", "The Sea & the Shore").unwrap().metadata("lang", "en").unwrap();
    book.stylesheet("p { margin: 0 }".as_bytes()).unwrap();
    book.add_cover_image("cover.png", support::picture::png(600, 800).as_slice(), "image/png").unwrap();
    for (name, title, text) in
        [("one", "Ebb", "<h1>Ebb</h1><p>One.</p>"), ("two", "Flood", "<h1>Flood</h1><p>Two.</p>")]
    {
        let content = EpubContent::new(format!("{name}.xhtml"), std::io::Cursor::new(page(text)));
        book.add_content(content.title(title).reftype(ReferenceType::Text)).unwrap();
    }
    let mut bytes = Vec::new();
    book.inline_toc();
    book.generate(&mut bytes).unwrap();
    bytes
}

#[test]
fn books_of_epub_builder_are_read_and_their_faults_found() {
    for (name, version) in [("two", EpubVersion::V20), ("three", EpubVersion::V30), ("three-three", EpubVersion::V33)] {
        let bytes = made(version);
        support::hand_over_foreign(&format!("epub-builder-{name}"), &bytes);
        let (package, mut found) = container::read(&bytes, "book.epub", &mut Sources::default());
        found.extend(check::run(&package, Some("book.epub")));
        let errors = found.iter().filter(|finding| finding.severity.is_error());
        let rules: Vec<&str> = errors.map(|finding| finding.rule.name).collect();
        // With one language and one author, two elements share an id.
        let expected: &[&str] = if name == "two" { &[] } else { &["repeated-id", "repeated-id"] };
        assert_eq!(rules, expected, "{name}");
    }
}
