//! From `book.toml` to a [`Manifest`]: every table read, every mistake reported at once.

use super::fields::Fields;
use super::files::Files;
use super::findings::Findings;
use super::keys::{
    ACCESSIBILITY, BOOK, CODE, CONTENTS, COVER, FORMULAS, IMAGES, NUMBERING, OUTPUT, PAGES, PIECES, ROOT, STYLE, Table,
};
use super::load::{Loaded, load};
use super::node::Node;
use super::rules::MISSING_KEY;
use super::{
    Manifest, book, chapters, collection, cover, facts, images, mdbook, settings, style, technical, typography,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Levels, Place, Rule};
use crate::source::{SourceId, Sources};
use crate::world::{BookPath, World};

/// Reads the manifest at `path`, and the house styles that it extends.
///
/// `rules` are all that `[diagnostics]` may name, `texts` the extensions of what a pattern in `chapters` means. There is no manifest where there is nothing to read on: no file, or
/// no chapter in it. A manifest with errors has stand-ins for what is missing, so that the chapters can be looked at.
pub fn read(
    world: &dyn World,
    path: &BookPath,
    sources: &mut Sources,
    rules: &[&'static Rule],
    texts: &[&'static str],
) -> (Option<Manifest>, Diagnostics) {
    let mut findings = Findings::new(false);
    let mut files = Files::new(world, texts);
    let loaded = load(path, sources, &mut files, &mut findings);
    let manifest = loaded.map(|loaded| assemble(loaded, rules, sources, &mut files, &mut findings));
    let mut diagnostics = findings.list;
    // In the order in which the author meets them: by file, then by line.
    diagnostics.sort_by_key(|diagnostic| match diagnostic.place {
        Place::Nowhere => (None, 0),
        Place::File(source) => (Some(source), 0),
        Place::At(span) => (Some(span.source), span.start),
    });
    (manifest.filter(|manifest| !manifest.entries.is_empty()), diagnostics)
}

fn assemble(
    mut loaded: Loaded,
    rules: &[&'static Rule],
    sources: &mut Sources,
    files: &mut Files<'_>,
    findings: &mut Findings,
) -> Manifest {
    let nothing = Node::empty_table();
    let mdbook = mdbook::take(&mut loaded.root, files, findings);
    let root = Fields::of(&loaded.root, &ROOT, findings);
    let table = |name: &str, table: &'static Table, findings: &mut Findings| {
        Fields::of(root.get(name).unwrap_or(&nothing), table, findings)
    };
    let book = table("book", &BOOK, findings);
    let pieces = table("pieces", &PIECES, findings);
    let pages = table("pages", &PAGES, findings);
    let numbering = table("numbering", &NUMBERING, findings);
    let contents = table("contents", &CONTENTS, findings);
    let style = table("style", &STYLE, findings);
    let formulas = table("formulas", &FORMULAS, findings);
    let code = table("code", &CODE, findings);
    let accessibility = table("accessibility", &ACCESSIBILITY, findings);
    let output = table("output", &OUTPUT, findings);
    let pictures = table("images", &IMAGES, findings);
    let drawn_cover = table("cover", &COVER, findings);
    // A `[book]` that is not there, or is no table, is one mistake and not three.
    let is_book = root.get("book").is_some();
    let mut silent = Findings::new(false);
    let heard = if is_book { &mut *findings } else { &mut silent };
    let metadata = book::read(&book, files, heard);
    let entries = match &mdbook {
        Some(plan) => plan.entries(numbering.has("chapters"), sources, files, heard),
        None => chapters::read(&book, rules, files, heard),
    };
    if !root.has("book") && !findings.lost.holds("book") {
        findings.report(no_book(loaded.source));
    }
    Manifest {
        metadata,
        contents: settings::contents(&contents, &entries, findings),
        entries,
        pieces: collection::pieces(&pieces, findings),
        pages: collection::pages(&pages),
        numbering: collection::numbering(&numbering, findings),
        typography: typography::read(&root, findings),
        style: style::style(&style, files, findings),
        formulas: technical::formulas(&formulas, mdbook.as_ref().map(|plan| &plan.facts), findings),
        code: technical::code(&code),
        images: images::images(&pictures, findings),
        cover: cover::drawn_cover(&drawn_cover, files, findings),
        accessibility: settings::accessibility(&accessibility, findings),
        output: settings::output(&output, findings),
        words: root.get("words").map(|node| settings::words(node, findings)).unwrap_or_default(),
        levels: root.get("diagnostics").map_or_else(Levels::default, |node| facts::levels(node, rules, findings)),
        roots: files.roots.clone(),
        mdbook: mdbook.map(|plan| plan.facts),
    }
}

fn no_book(source: SourceId) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, "the manifest has no `[book]` table")
        .at(Place::File(source))
        .help("begin with `[book]`, and below it `title`, `language` and `chapters`")
}

#[cfg(test)]
mod tests;
