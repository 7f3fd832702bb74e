//! From a world to packages: the flow of the crate as one function.

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Scale, Severity, once};
use crate::edition::{self, Profile};
use crate::manifest::{self, Manifest};
use crate::manuscript::{self, Book, Cover, Manuscript, Piece, READERS};
use crate::package::{self, Package};
use crate::resource::stylesheet::{default_stylesheet, own_stylesheet};
use crate::resource::{self, Names, Resource};
use crate::slug::slug;
use crate::source::Sources;
use crate::typeset::{self, Context, PASSES};
use crate::world::{BookPath, Timestamp, World};
use std::collections::HashSet;

/// What to build from.
#[derive(Clone, Debug)]
pub enum Input {
    /// A manifest.
    Manifest(BookPath),
    /// One text, which is a book by itself.
    Text(BookPath),
}

/// What came of a build.
#[derive(Debug)]
pub struct Build {
    /// A package for each profile asked for; none where there are errors.
    pub packages: Vec<Package>,
    /// The name of the book's file, without extension; empty where its title has nothing to make one of.
    pub name: String,
    /// How many pieces the book has.
    pub pieces: usize,
    /// As the book weighs them, in the order in which one reads.
    pub diagnostics: Diagnostics,
    pub sources: Sources,
}

/// Builds a book for some profiles. With `strict`, a warning is an error, and advice on usage is given.
pub fn build(world: &dyn World, input: &Input, profiles: &[&Profile], strict: bool) -> Build {
    // On the threads that do most of it anyway, so that what they gave back serves the rest.
    rayon::scope(|_| flow(world, input, profiles, strict))
}

fn flow(world: &dyn World, input: &Input, profiles: &[&Profile], strict: bool) -> Build {
    let mut sources = Sources::default();
    let rules = crate::rules();
    let (manifest, mut diagnostics) = match input {
        Input::Manifest(path) => manifest::read(world, path, &mut sources, &rules, &manuscript::extensions(READERS)),
        Input::Text(path) => (Some(manifest::for_single_file(path)), Diagnostics::new()),
    };
    let mut build = Build { packages: Vec::new(), name: String::new(), pieces: 0, diagnostics: Vec::new(), sources };
    if let Some(manifest) = manifest {
        build.name = file_name(&manifest);
        let (book, more) = set(world, manifest, input, &rules, &mut build);
        diagnostics.extend(more);
        diagnostics.extend(edition::check(&book));
        let scale = scale(&book);
        let mut books = vec![book];
        for _ in 1..profiles.len() {
            books.extend(books.first().cloned());
        }
        for (book, profile) in books.into_iter().zip(profiles) {
            let (edition, more) = edition::run(book, profile);
            diagnostics.extend(more);
            build.packages.push(package::bind(edition));
        }
        diagnostics.extend(check(&build.packages, &diagnostics));
        diagnostics = scale.weigh(diagnostics);
    }
    let mut said = HashSet::new();
    diagnostics.retain_mut(|finding| {
        let place = finding.place;
        finding.find_origin(&build.sources);
        // What is wrong with a text that is included often is said once.
        finding.place == place || said.insert((finding.rule.name, finding.place, finding.message.clone()))
    });
    if !strict {
        // Advice is for those who ask for all there is to say; a level in the book makes it more than advice.
        diagnostics.retain(|finding| finding.severity != Severity::Usage);
    }
    if strict {
        for finding in diagnostics.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
            finding.severity = Severity::Error;
        }
    }
    if diagnostics.iter().any(|finding| finding.severity.is_error()) {
        build.packages.clear();
    }
    // Each pass has its own findings; an author goes through a text once.
    diagnostics.sort_by_key(|finding| finding.place.in_reading_order());
    build.diagnostics = diagnostics;
    build
}

/// Checks the packages of a book in which nothing is wrong so far: what is known to be wrong would be told twice.
fn check(packages: &[Package], so_far: &[Diagnostic]) -> Diagnostics {
    if so_far.iter().any(|finding| finding.severity.is_error()) {
        return Diagnostics::new();
    }
    // Editions have most of what they say in common.
    once(&packages.iter().flat_map(|package| check::run(package, None)).collect::<Diagnostics>())
}

/// Reads and sets a manuscript.
fn set(
    world: &dyn World,
    mut manifest: Manifest,
    input: &Input,
    rules: &[&'static Rule],
    build: &mut Build,
) -> (Book, Diagnostics) {
    let (mut manuscript, mut diagnostics) = manuscript::read(world, &manifest, &mut build.sources, READERS, rules);
    build.pieces = manuscript.pieces.len();
    if matches!(input, Input::Text(_)) {
        diagnostics.extend(adopt(&mut manifest, &manuscript.pieces));
        let named = file_name(&manifest);
        if !named.is_empty() {
            build.name = named;
        }
    }
    typeset::set_metadata(&mut manifest);
    let context = Context { manifest: &manifest };
    let mut names = Names::default();
    let typeset = typeset::run(&mut manuscript, &context, world, &mut names, PASSES);
    diagnostics.extend(typeset.diagnostics);
    let mut resources = typeset.resources;
    let is_read_aloud = manuscript.pieces.iter().any(|piece| piece.narration.is_some());
    let (stylesheets, more) =
        stylesheets(world, &manifest, is_read_aloud, &mut names, &mut resources, &mut build.sources);
    diagnostics.extend(more);
    let (cover, more) = cover(world, &manifest, &mut names, &mut resources);
    diagnostics.extend(more);
    let modified = modified(world, &manifest, input, &manuscript);
    let Manuscript { pieces, sections, .. } = manuscript;
    let outline = typeset.outline;
    (Book { manifest, pieces, sections, outline, resources, stylesheets, cover, modified }, diagnostics)
}

/// Takes over into the manifest of a single text what that says of itself.
fn adopt(manifest: &mut Manifest, pieces: &[Piece]) -> Diagnostics {
    let [Piece { tree, facts, source: Some(source), .. }] = pieces else { return Diagnostics::new() };
    if tree.root().first_child().is_none() {
        // It could not be read, and says nothing.
        return Diagnostics::new();
    }
    manifest.adopt(facts, typeset::first_heading(tree).as_deref(), *source)
}

/// Returns how much the findings of a book weigh, as it and its pieces say.
fn scale(book: &Book) -> Scale {
    let pieces = book.pieces.iter().filter_map(|piece| Some((piece.source?, piece.facts.levels.clone())));
    Scale { book: book.manifest.levels.clone(), pieces: pieces.filter(|(_, levels)| !levels.0.is_empty()).collect() }
}

/// Adds the stylesheets of a book to its resources; returns which they are.
fn stylesheets(
    world: &dyn World,
    manifest: &Manifest,
    is_read_aloud: bool,
    names: &mut Names,
    resources: &mut Vec<Resource>,
    sources: &mut Sources,
) -> (Vec<usize>, Diagnostics) {
    let first = resources.len();
    let mut diagnostics = Diagnostics::new();
    if !manifest.style.bare {
        resources.push(default_stylesheet(&manifest.style, is_read_aloud, names));
    }
    for path in &manifest.style.css {
        let (stylesheet, more) = own_stylesheet(world, path, sources, names);
        resources.extend(stylesheet);
        diagnostics.extend(more);
    }
    ((first..resources.len()).collect(), diagnostics)
}

/// Adds the cover of a book to its resources.
fn cover(
    world: &dyn World,
    manifest: &Manifest,
    names: &mut Names,
    resources: &mut Vec<Resource>,
) -> (Option<Cover>, Diagnostics) {
    let Some(path) = &manifest.metadata.cover else { return (None, Diagnostics::new()) };
    let (made, diagnostics) = resource::cover::cover(world, path, names);
    let cover = made.map(|made| {
        resources.push(made.resource);
        let alternative = manifest.metadata.title.value.clone();
        Cover { image: resources.len() - 1, alternative, width: made.width, height: made.height }
    });
    (cover, diagnostics)
}

/// Returns when the book was last changed: as it says itself, else as the environment says, else by its newest file.
fn modified(world: &dyn World, manifest: &Manifest, input: &Input, manuscript: &Manuscript) -> Timestamp {
    let (Input::Manifest(path) | Input::Text(path)) = input;
    let Manuscript { pieces, included, timings, .. } = manuscript;
    let files = pieces.iter().filter_map(|piece| piece.path.as_ref());
    let others = manifest.style.css.iter().chain(&manifest.metadata.cover).map(|file| &file.value);
    let all =
        std::iter::once(path).chain(&manifest.files).chain(files).chain(others).chain(included).chain(timings.keys());
    let newest = || all.filter_map(|path| world.modified(path)).max();
    manifest.metadata.modified.or_else(|| world.epoch()).or_else(newest).unwrap_or(Timestamp(0))
}

/// Returns the name of the book's file: as the manifest says, else its title in letters that every system takes.
fn file_name(manifest: &Manifest) -> String {
    manifest.output.name.clone().unwrap_or_else(|| slug(&manifest.metadata.title.value))
}
