//! What several tests share.

#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(unreachable_pub, reason = "each test file is a crate of its own")]
#![allow(clippy::disallowed_methods, reason = "tests read and write real files")]
#![allow(clippy::print_stderr, reason = "tests say what they skip")]

pub(crate) mod fixture;
pub(crate) mod markdown;
pub(crate) mod nasty;
pub(crate) mod picture;
pub(crate) mod recording;
pub(crate) mod words;

use bindery::diagnostic::Diagnostic;
use bindery::edition::{PROFILES, Profile};
use bindery::import::Draft;
use bindery::package::{Body, Entry, Package};
use bindery::source::Sources;
use bindery::world::{BookPath, Memory, World};
use bindery::xml::NodeRef;
use bindery::{Build, Input};
use std::fmt::Write;
use std::path::PathBuf;

/// Returns the world of the book that an import made.
pub(crate) fn drafted(draft: &Draft) -> Memory {
    Memory::new(draft.files.iter().map(|file| (file.path.to_string(), draft.bytes(file).unwrap())))
}

/// Finds the folder of real inputs that is kept beside the repository, and says so loudly where there is none.
///
/// It is `$BINDERY_CORPORA`, or a folder `corpora` inside a neighbour of the repository.
pub(crate) fn corpora(wanted: &str) -> Option<PathBuf> {
    beside("corpora", "BINDERY_CORPORA", wanted)
}

/// Finds EPUBCheck's own scenarios: in `$BINDERY_EPUBCHECK_SUITE`, or a folder `epubcheck-suite` inside a neighbour.
pub(crate) fn epubcheck_suite() -> Option<PathBuf> {
    let scenarios = beside("epubcheck-suite", "BINDERY_EPUBCHECK_SUITE", "scenarios.jsonl")?;
    scenarios.parent().map(PathBuf::from)
}

fn beside(folder: &str, variable: &str, wanted: &str) -> Option<PathBuf> {
    let given = std::env::var_os(variable).map(PathBuf::from);
    let beside = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).ok();
    let neighbours = beside.into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path().join(folder));
    let found = given.into_iter().chain(neighbours).map(|folder| folder.join(wanted)).find(|path| path.exists());
    if found.is_none() {
        eprintln!("SKIPPED: no {wanted} in ${variable} or beside the repository");
    }
    found
}

/// A manifest for tests that are not about the manifest.
pub(crate) const STOCK_MANIFEST: &str = "\
[book]
title = \"Stock\"
authors = [\"A. Author\"]
language = \"en\"
identifier = \"urn:uuid:00000000-0000-4000-8000-000000000000\"
modified = \"2026-01-01T00:00:00Z\"
chapters = [\"chapters/**\"]

[cover]
design = \"none\"
";

/// Returns a manifest that wants no cover drawn, unless it says something of covers: most tests are about other things,
/// and drawing takes time.
pub(crate) fn without_cover(manifest: &str) -> String {
    let says_nothing = !manifest.contains("cover");
    format!("{manifest}{}", if says_nothing { "\n[cover]\ndesign = \"none\"\n" } else { "" })
}

/// Builds the book of a world for the default profile.
pub(crate) fn build(world: &Memory) -> Build {
    build_for(world, &[&PROFILES[0]])
}

/// Builds the book of a world for some profiles.
pub(crate) fn build_for(world: &Memory, profiles: &[&Profile]) -> Build {
    bindery::build(world, &Input::Manifest(BookPath::own("book.toml")), profiles, false)
}

/// Writes findings as fixtures hold them: a line each, and its help on the next.
pub(crate) fn findings(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut text = String::new();
    for finding in diagnostics {
        let place = match finding.place {
            bindery::diagnostic::Place::Nowhere => String::new(),
            bindery::diagnostic::Place::File(source) => format!("{} ", sources.get(source).name),
            bindery::diagnostic::Place::At(span) => {
                let source = sources.get(span.source);
                let (line, column) = source.line_column(span.start as usize);
                format!("{}:{line}:{column} ", source.name)
            }
        };
        let (severity, name) = (finding.severity.word(), finding.rule.name);
        writeln!(text, "{place}{severity}[{name}] {}", finding.message).unwrap();
        if let Some(help) = &finding.help {
            writeln!(text, "    {help}").unwrap();
        }
    }
    text
}

/// Returns the documents that hold the text of the book, in spine order.
pub(crate) fn pages(package: &Package) -> impl Iterator<Item = (&Entry, NodeRef<'_>)> {
    package.entries.iter().filter_map(|entry| match &entry.body {
        Body::Document(tree) if is_page(&entry.path) => {
            let body = tree.root().descendants().find(|node| node.is_html("body"))?;
            Some((entry, body))
        }
        _ => None,
    })
}

fn is_page(path: &str) -> bool {
    let stem = path.strip_prefix("OEBPS/").and_then(|name| name.strip_suffix(".xhtml"));
    stem.is_some_and(|stem| stem != "nav" && stem != "cover")
}

/// Hands a book to the outside oracles: the EPUB and the words that a reader must see.
pub(crate) fn hand_over(name: &str, package: &Package, world: &dyn World) {
    let Some(folder) = hand_over_book(name, package, world) else { return };
    let words: Vec<String> = pages(package).flat_map(|(_, body)| words::words_on_a_page(body)).collect();
    std::fs::write(folder.join(format!("{name}.text")), words.join("\n")).unwrap();
}

/// Hands over a book that another tool made.
pub(crate) fn hand_over_foreign(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("BINDERY_TEST_OUT").map(PathBuf::from) {
        std::fs::write(folder.join(format!("{name}.foreign.epub")), bytes).unwrap();
    }
}

/// Hands over a book whose words no reading engine need show in order; returns the folder, if oracles are to come.
pub(crate) fn hand_over_book(name: &str, package: &Package, world: &dyn World) -> Option<PathBuf> {
    let folder = std::env::var_os("BINDERY_TEST_OUT").map(PathBuf::from)?;
    let mut bytes = Vec::new();
    bindery::container::write(package, world, &mut bytes).unwrap();
    std::fs::write(folder.join(format!("{name}.epub")), bytes).unwrap();
    Some(folder)
}
