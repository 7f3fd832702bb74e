//! The check as a whole: what a build makes passes it, whatever is done to a book it ends, and places are in texts.

mod support;

use bindery::diagnostic::{Diagnostic, Place, Severity};
use bindery::package::{Body, Entry, Package};
use bindery::resource::Content;
use bindery::source::Sources;
use bindery::world::Memory;
use bindery::xml::write_xml;
use bindery::{check, container};

/// Returns a book with some of everything, as files by path.
fn files() -> Vec<(String, Vec<u8>)> {
    let text =
        "# One\n\nA note[^1], a table and a [link](two.md#b).\n\n[^1]: The note.\n\n| a | b |\n|---|---|\n| c | d |\n";
    let world = Memory::new([
        ("book.toml", support::STOCK_MANIFEST.as_bytes()),
        ("chapters/one.md", text.as_bytes()),
        ("chapters/two.md", b"# Two {#b}\n\n<math><mi>x</mi></math> and <i>more</i>.\n"),
    ]);
    let build = support::build(&world);
    let package = build.packages.first().unwrap_or_else(|| panic!("{:#?}", build.diagnostics));
    let bytes = |entry: &Entry| match &entry.body {
        Body::Document(tree) => {
            let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
            write_xml(tree.root(), &mut text);
            text.into_bytes()
        }
        Body::Other(Content::Bytes(bytes)) => bytes.to_vec(),
        other => panic!("{other:?}"),
    };
    package.entries.iter().map(|entry| (entry.path.clone(), bytes(entry))).collect()
}

/// Zips files, reads them as a stranger's, and checks them.
fn look_at(files: Vec<(String, Vec<u8>)>, sources: &mut Sources) -> Vec<Diagnostic> {
    let entry = |(path, bytes): (String, Vec<u8>)| Entry::new(path, Body::Other(Content::Bytes(bytes.into())));
    let package = Package { entries: files.into_iter().map(entry).collect() };
    let bytes = container::write_to_vec(&package, &Memory::default()).unwrap();
    let (package, mut diagnostics) = container::read(&bytes, "book.epub", sources);
    diagnostics.extend(check::run(&package, Some("book.epub")));
    diagnostics
}

#[test]
fn what_a_build_makes_has_no_faults() {
    let findings = look_at(files(), &mut Sources::default());
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn the_same_book_gives_the_same_findings_in_the_order_of_its_texts() {
    let broken = || {
        let mut files = files();
        for (_, bytes) in &mut files {
            let text = String::from_utf8_lossy(bytes).replace("href=\"", "href=\"x").replace(" id=", " di=");
            *bytes = text.into_bytes();
        }
        look_at(files, &mut Sources::default())
    };
    let said = |findings: &[Diagnostic]| {
        findings.iter().map(|finding| format!("{:?}{}", finding.place, finding.message)).collect::<Vec<_>>()
    };
    let first = broken();
    assert!(first.len() > 10, "{first:#?}");
    assert_eq!(said(&first), said(&broken()));
}

/// A small generator of numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

/// Spoils one file of a book in one way.
fn spoil(files: &mut Vec<(String, Vec<u8>)>, chance: &mut Chance) {
    const PIECES: [&str; 12] =
        ["<", "&", "\"", "]]>", "<!--", "\0", "<a href='#x'>", "é", "../", "</", "id=\"a\"", "xmlns=\"\""];
    let at = chance.below(files.len());
    let length = files[at].1.len();
    let (start, piece) = (chance.below(length), chance.below(PIECES.len()));
    let end = (start + chance.below(40)).min(length);
    match chance.below(6) {
        0 => drop(files.remove(at)),
        1 => files[at].0.push('\u{301}'),
        2 => drop(files[at].1.drain(start..end)),
        3 => files[at].1 = files[at].1[..start].to_vec(),
        4 => {
            let copy = files[at].1[start..end].to_vec();
            files[at].1.splice(end..end, copy);
        }
        _ => drop(files[at].1.splice(start..end, PIECES[piece].bytes())),
    }
}

#[test]
fn whatever_is_done_to_a_book_it_is_looked_at_to_the_end() {
    const TIMES: usize = 400;
    let whole = files();
    let mut chance = Chance(7);
    let mut with_faults = 0;
    for _ in 0..TIMES {
        let mut files = whole.clone();
        for _ in 0..=chance.below(3) {
            spoil(&mut files, &mut chance);
        }
        let mut sources = Sources::default();
        let findings = look_at(files, &mut sources);
        with_faults += usize::from(findings.iter().any(|finding| finding.severity <= Severity::Warning));
        for finding in &findings {
            if let Place::At(span) = finding.place {
                assert!(span.range().end <= sources.get(span.source).text.len(), "{finding:?}");
            }
        }
    }
    assert!(with_faults > TIMES / 2, "{with_faults}");
}
