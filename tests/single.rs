//! A text without a manifest becomes a plain book: no page that it does not have itself, and its author under the title.

mod support;

use bindery::edition::PROFILES;
use bindery::package::Package;
use bindery::world::{BookPath, Memory};
use bindery::xml::write_xml;
use bindery::{Build, Input};

fn build(file: &str, text: &str) -> Build {
    let world = Memory::new([(file, text)]);
    bindery::build(&world, &Input::Text(BookPath::own(file)), &[&PROFILES[0]], false)
}

fn page(package: &Package, name: &str) -> String {
    let mut page = String::new();
    write_xml(package.entry(&format!("OEBPS/{name}")).unwrap().document().unwrap().root(), &mut page);
    page
}

#[test]
fn a_lone_text_has_no_pages_but_its_own() {
    let text = "---\ntitle: The Ferry\nsubtitle: A Delay\nauthor: Ann Author\ntranslator: Di Fourth\nlang: en\n\
                rights: CC0\nsource: https://example.org/\n---\n\nIt was late.\n";
    let build = build("ferry.md", text);
    assert!(build.diagnostics.is_empty(), "{:?}", build.diagnostics);
    let package = &build.packages[0];
    let pages: Vec<&str> = support::pages(package).map(|(entry, _)| entry.path.as_str()).collect();
    assert_eq!(pages, ["OEBPS/ferry.xhtml"]);
    let page = page(package, "ferry.xhtml");
    for line in [
        "The Ferry</h1>",
        "A Delay</p>",
        r#"<p class="byline">by Ann Author</p>"#,
        r#"<p class="translator">translated by Di Fourth</p>"#,
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
}

#[test]
fn the_head_of_a_page_says_what_is_known_of_its_piece() {
    let text = "---\nauthor: Ann & Co\ntranslator: Di Fourth\ndate: 1998-05\nlang: en\nrights: CC0\n\
                source: https://example.org/\nsummary: A boat is late.\n---\n\n# The Ferry\n\nIt was late.\n";
    let page = page(&build("ferry.md", text).packages[0], "ferry.xhtml");
    for meta in [
        r#"<meta name="author" content="Ann &amp; Co"/>"#,
        r#"<meta name="translator" content="Di Fourth"/>"#,
        r#"<meta name="dcterms.date" content="1998-05"/>"#,
        r#"<meta name="dcterms.source" content="https://example.org/"/>"#,
        r#"<meta name="dcterms.rights" content="CC0"/>"#,
        r#"<meta name="description" content="A boat is late."/>"#,
    ] {
        assert!(page.contains(meta), "{meta} in {page}");
    }
}
