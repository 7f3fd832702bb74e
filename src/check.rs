//! The check: what is wrong with a package, whoever made it. EPUB 3.3, and EPUB 2.0.1 as far as books in use need it.
//!
//! It runs in three steps. First the `Publication` is laid out: which package documents there are, what each lists,
//! where every address leads. Then every resource is looked at once, all of them in parallel: one walk over the tree
//! hands each element to the looks that want it, and gathers a `Survey` of ids, links and features. Last come the
//! looks at a whole rendition, which read the surveys and walk no tree again.
//!
//! A `Check` is one look and the rules it can find broken, in one file, and one line in the table of its folder; the
//! folders are the chapters of the specification.
//! Nothing here knows how a package came to be: spans of its nodes lead into whatever texts it was made from.

mod accessibility;
mod checks;
mod container;
mod content;
#[cfg(test)]
mod examples;
mod extension;
mod grammar;
mod layout;
mod media;
mod media_types;
mod mend;
mod navigation;
mod overlay;
mod package;
mod publication;
mod resource;
mod resources;
mod store;
mod style;
mod survey;
mod target;
mod vocabulary;

pub use store::{STORES, Store};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::package::{Package, PackageDocument, opf};
use checks::{Check, Dispatch, Look};
use publication::{Publication, Rendition};
use rayon::prelude::*;

/// Every check, in the order of the specification's chapters.
const CHECKS: &[&[&Check]] = &[
    container::CHECKS,
    // Before the looks at resources, which ask for the addresses that stand in stylesheets.
    style::CHECKS,
    package::CHECKS,
    resources::CHECKS,
    navigation::CHECKS,
    content::CHECKS,
    media::CHECKS,
    layout::CHECKS,
    overlay::CHECKS,
    vocabulary::CHECKS,
    extension::CHECKS,
    accessibility::CHECKS,
];

/// Returns every kind of finding that a check may make.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    all().flat_map(|check| check.rules).copied().chain(store::rules())
}

/// Returns the section of the specification that a rule comes from, where it is one of a check.
pub fn section(rule: &Rule) -> Option<&'static str> {
    all().find(|check| check.rules.iter().any(|known| known.name == rule.name)).map(|check| check.section)
}

fn all() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().copied().flatten().copied()
}

/// Checks a package; `name` is that of its file, where it has one.
///
/// The findings stand in the order of the texts that they point into.
pub fn run(package: &Package, name: Option<&str>) -> Diagnostics {
    run_for(package, name, None)
}

/// Checks a package as [`run`] does, and after what a store asks for besides.
pub fn run_for(package: &Package, name: Option<&str>, store: Option<&Store>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let documents = package_documents(package);
    let publication = Publication::new(name, package, &documents);
    for check in all() {
        if let Look::Publication(look) = check.look {
            look(&publication, &mut diagnostics);
        }
    }
    let dispatch = Dispatch::new(all());
    for mut rendition in publication.renditions() {
        let looked: Vec<_> = rendition
            .items
            .par_iter()
            .map(|item| resource::look_at(&publication, &rendition, item, &dispatch))
            .collect();
        let (surveys, found): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
        diagnostics.extend(found.into_iter().flatten());
        rendition.keep(surveys, &publication);
        look_at_rendition(&publication, &rendition, &mut diagnostics);
        if let Some(store) = store {
            store::look(store, &publication, &rendition, &mut diagnostics);
        }
    }
    diagnostics.sort_by_key(order);
    diagnostics
}

fn look_at_rendition(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for check in all() {
        if let Look::Rendition(look) = check.look {
            look(publication, rendition, diagnostics);
        }
    }
}

/// Reads every package document that the container names and holds, in the order of `container.xml`.
fn package_documents(package: &Package) -> Vec<(&crate::package::Entry, PackageDocument)> {
    let paths = publication::rootfile_paths(package);
    let entries = paths.iter().filter_map(|path| package.entry(path));
    entries.filter_map(|entry| Some((entry, opf::read(entry.document()?)))).collect()
}

/// Where a finding stands among the others: those of a whole file come before those in it.
fn order(finding: &Diagnostic) -> (Option<crate::source::SourceId>, u32) {
    match finding.place {
        Place::Nowhere => (None, 0),
        Place::File(source) => (Some(source), 0),
        Place::At(span) => (Some(span.source), span.start),
    }
}
