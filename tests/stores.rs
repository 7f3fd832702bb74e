//! What a store says of a stranger's EPUB: each slip is found where the store is named, and nowhere else.

mod support;

use bindery::check::{STORES, Store, run_for};
use bindery::container::{read, write_to_vec};
use bindery::package::{Body, Entry, Package};
use bindery::resource::Content;
use bindery::source::Sources;
use bindery::world::Memory;

const CONTAINER: &str = "<container version='1.0' xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
    <rootfile full-path='p.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

const PACKAGE: &str = "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><manifest>\
    <item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
    <item id='one' href='one.xhtml' media-type='application/xhtml+xml'/>\
    <item id='cover' href='cover.png' media-type='image/png' properties='cover-image'/>\
    <item id='moving' href='moving.gif' media-type='image/gif'/>\
    <item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>\
    </manifest><spine><itemref idref='one'/></spine></package>";

const NAV: &str = "<nav epub:type='toc'><ol><li><a href='one.xhtml'>One</a></li></ol></nav>";

fn page(body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><html xmlns='http://www.w3.org/1999/xhtml' \
         xmlns:epub='http://www.idpf.org/2007/ops'><head><title>A page</title></head><body>{body}</body></html>"
    )
}

const NCX: &str = "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'/>";

/// Returns the rules that a store finds broken in a book of one page and its navigation document.
fn found(store: &Store, one: &str, nav: &str, picture: Vec<u8>) -> Vec<&'static str> {
    found_with(store, PACKAGE, one, nav, picture, NCX)
}

fn found_with(store: &Store, package: &str, one: &str, nav: &str, picture: Vec<u8>, ncx: &str) -> Vec<&'static str> {
    let files = [
        ("META-INF/container.xml", CONTAINER.into()),
        ("p.opf", package.into()),
        ("nav.xhtml", nav.into()),
        ("one.xhtml", one.into()),
        ("cover.png", support::picture::png(1600, 2560)),
        ("moving.gif", picture),
        ("toc.ncx", ncx.into()),
    ];
    let entry = |(path, bytes): (&str, Vec<u8>)| Entry::new(path, Body::Other(Content::Bytes(bytes.into())));
    let package = Package { entries: files.into_iter().map(entry).collect() };
    let bytes = write_to_vec(&package, &Memory::default()).unwrap();
    let (package, _) = read(&bytes, "book.epub", &mut Sources::default());
    let findings = run_for(&package, None, Some(store));
    let rules = findings.iter().map(|finding| finding.rule.name);
    rules.filter(|rule| rule.starts_with("store-")).collect()
}

/// Makes a GIF that shows two frames in turn.
fn moving() -> Vec<u8> {
    let mut bytes = support::picture::gif(4, 3);
    let frame = bytes.windows(1).position(|byte| byte == [0x2c]).unwrap();
    let again = bytes[frame..bytes.len() - 1].to_vec();
    bytes.splice(frame..frame, again);
    bytes
}

fn table(rows: usize) -> String {
    page(&format!("<table>{}</table>", "<tr><td>A cell</td></tr>".repeat(rows)))
}

fn drawing(content: &str) -> String {
    format!("<p><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{content}</svg></p>")
}

/// Returns what a store finds in a book whose manifest has these changes: what stands there, and what shall.
fn found_in(store: &Store, changes: &[(&str, &str)], ncx: &str) -> Vec<&'static str> {
    let manifest = changes.iter().fold(PACKAGE.to_owned(), |text, (old, new)| text.replace(old, new));
    found_with(store, &manifest, &page("<p>Text.</p>"), &page(NAV), support::picture::gif(4, 3), ncx)
}

#[test]
fn a_picture_is_what_its_file_is_and_a_fallback_is_shown_in_its_place() {
    let (kindle, kobo) = (Store::named("kindle").unwrap(), Store::named("kobo").unwrap());
    assert_eq!(found_in(kindle, &[], NCX), [""; 0]);
    assert_eq!(found_in(kobo, &[], NCX), ["store-picture"]);
    let said_to_be = [("media-type='image/gif'", "media-type='image/jpg'")];
    assert_eq!(found_in(kindle, &said_to_be, NCX), [""; 0]);
    assert_eq!(found_in(kobo, &said_to_be, NCX), ["store-picture"]);
    let foreign = |fallback: &str| {
        let manifest = PACKAGE.replace("media-type='image/gif'", &format!("media-type='image/vnd.x'{fallback}"));
        found_with(kobo, &manifest, &page("<p>Text.</p>"), &page(NAV), b"foreign".to_vec(), NCX)
    };
    assert_eq!(foreign(""), ["store-picture"]);
    assert_eq!(foreign(" fallback='cover'"), [""; 0]);
    let moving =
        [(" properties='cover-image'", ""), ("<item id='moving'", "<item id='moving' properties='cover-image'")];
    assert_eq!(found_in(kindle, &moving, NCX), ["store-cover"]);
    assert_eq!(found_in(kobo, &moving, NCX), ["store-picture"]);
}

#[test]
fn an_ncx_is_measured_where_there_is_no_navigation_document() {
    let points = "<navPoint>".repeat(3) + &"</navPoint>".repeat(3);
    let deep = NCX.replace("/>", &format!("><navMap>{points}</navMap></ncx>"));
    let kindle = Store::named("kindle").unwrap();
    assert_eq!(found_in(kindle, &[], &deep), [""; 0]);
    assert_eq!(found_in(kindle, &[(" properties='nav'", "")], &deep), ["store-contents"]);
}

#[test]
fn notes_of_a_length_that_kobo_does_not_show_are_found_for_kobo_alone() {
    let note = |reference: &str, note: &str| {
        page(&format!("<p>Text.<a {reference} href='#n'>1</a></p><section>{note}</section>"))
    };
    let (by_type, by_role) = ("epub:type='noteref'", "role='doc-noteref'");
    let long = format!("<p id='n'>{}</p>", "letters, ".repeat(600));
    let cases = [
        (note(by_type, "<p id='n'>1. A word.</p>"), &[][..]),
        (note(by_type, "<p id='n'>1. Ibid.</p>"), &["store-note"]),
        (note(by_role, "<p id='n'>1. <i>Ibid.</i> </p>"), &["store-note"]),
        (note(by_type, "<p><a id='n'/>1. A note after an anchor.</p>"), &["store-note"]),
        (note(by_role, &long), &["store-note"]),
        // A link that is no reference to a note leads to where it leads.
        (note("class='note'", "<p id='n'>Ibid.</p>"), &[]),
    ];
    for (one, expected) in cases {
        for store in STORES {
            let found = found(store, &one, &page(NAV), support::picture::png(1, 1));
            let found: Vec<_> = found.into_iter().filter(|rule| *rule == "store-note").collect();
            assert_eq!(found, if store.name == "kobo" { expected } else { &[] }, "{}: {one}", store.name);
        }
    }
}

#[test]
fn what_kindle_does_not_show_is_found_for_kindle_alone() {
    let still = || support::picture::gif(4, 3);
    let nav = page(NAV);
    let nested = "<table><tr><td><table><tr><td>A cell</td></tr></table></td></tr></table>";
    let cases = [
        (page("<p>Text.</p>"), nav.clone(), still(), &[][..]),
        (table(50), nav.clone(), still(), &[]),
        (table(51), nav.clone(), still(), &["store-table"]),
        (page(&nested.repeat(30)), nav.clone(), still(), &[]),
        (page("<script type='application/ld+json'>{}</script>"), nav.clone(), still(), &[]),
        (page("<script>1</script>"), nav.clone(), still(), &["store-element"]),
        (page("<form action='a'><p>Text.</p></form>"), nav.clone(), still(), &["store-element"]),
        (
            page("<p>Text.</p>").replace("<?xml version='1.0' encoding='UTF-8'?>", ""),
            nav.clone(),
            still(),
            &["store-encoding"],
        ),
        (page("<p>Text.</p>").replace("<body>", "<body id='a'>"), nav.clone(), still(), &[]),
        (
            page("<p>Text.</p>").replace("<body>", "<body id='a'>"),
            nav.replace("one.xhtml", "one.xhtml#a"),
            still(),
            &["store-link"],
        ),
        (page("<p><img src='cover.png' alt='The cover'/></p>"), nav.clone(), still(), &["store-cover-page"]),
        (page("<p><img src='cover.png' alt='The cover'/> Text.</p>"), nav.clone(), still(), &[]),
        (page("<p>Text.</p>"), nav.clone(), moving(), &["store-picture"]),
        (page(&drawing("<text y='5'>Quay</text>")), nav.clone(), still(), &["store-element"]),
        (page(&drawing("<path d='M0 0h9'/>")), nav.clone(), still(), &["store-element"]),
        (page(&drawing("<image href='moving.gif' width='9' height='9'/>")), nav.clone(), still(), &[]),
    ];
    for (one, nav, picture, expected) in cases {
        for store in STORES {
            let found = found(store, &one, &nav, picture.clone());
            // Kobo has its own word on GIFs, still or not.
            let found: Vec<_> =
                found.into_iter().filter(|rule| store.name == "kindle" || *rule != "store-picture").collect();
            assert_eq!(found, if store.name == "kindle" { expected } else { &[] }, "{}: {one}", store.name);
        }
    }
}
