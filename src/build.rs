//! From a world to packages: the flow of the crate as one function.

use crate::check::{self, Store};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Scale, Severity, of_editions};
use crate::edition::{self, Profile};
use crate::manifest::{self, Manifest, Ornament};
use crate::manuscript::{self, Book, Cover, Manuscript, Outline, Piece, READERS};
use crate::package::{self, Package};
use crate::resource::cover::{CoverText, Front};
use crate::resource::font::{self, Face, Fonts};
use crate::resource::stylesheet::{Needs, OwnStylesheet, default_stylesheet, font_stylesheet, read_own};
use crate::resource::{self, Names, Resource};
use crate::slug::slug;
use crate::source::Sources;
use crate::typeset::{self, Context, PASSES};
use crate::words::{self, Word};
use crate::world::{BookPath, Timestamp, Witness, World};
use crate::xml::{NodeRef, Tree, ns};
use std::collections::HashSet;

/// What to build from.
#[derive(Clone, Debug)]
pub enum Input {
    /// A manifest.
    Manifest(BookPath),
    /// The manifest of an mdBook whose texts are as its preprocessors left them.
    Prepared(BookPath),
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
    /// Where the cover comes from, if there is one.
    pub front: Option<Front>,
}

/// Builds a book for some profiles. With `strict`, a warning is an error, and advice on usage is given.
pub fn build(world: &dyn World, input: &Input, profiles: &[&Profile], strict: bool) -> Build {
    // On the threads that do most of it anyway, so that what they gave back serves the rest.
    rayon::scope(|_| flow(&Witness::new(world), input, profiles, strict))
}

fn flow(world: &Witness<'_>, input: &Input, profiles: &[&Profile], strict: bool) -> Build {
    let mut sources = Sources::default();
    let rules = crate::rules();
    let (mut manifest, mut diagnostics) = match input {
        Input::Manifest(path) | Input::Prepared(path) => {
            manifest::read(world, path, &mut sources, &rules, &manuscript::extensions(READERS))
        }
        Input::Text(path) => (Some(manifest::for_single_file(path)), Diagnostics::new()),
    };
    let mut build =
        Build { packages: Vec::new(), name: String::new(), pieces: 0, diagnostics: Vec::new(), sources, front: None };
    if matches!(input, Input::Prepared(_)) {
        diagnostics = manifest::take_as_prepared(manifest.as_mut(), diagnostics);
    }
    if let Some(manifest) = manifest {
        build.name = file_name(&manifest);
        let (book, more) = set(world, manifest, input, &rules, &mut build);
        diagnostics.extend(more);
        diagnostics.extend(edition::check(&book));
        let scale = scale(&book);
        let (packages, more) = editions(book, profiles, world, &diagnostics);
        build.packages = packages;
        diagnostics.extend(more);
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

/// Makes the editions of a book for some profiles, and checks them, each after what its store wants, too.
///
/// Where something is known to be wrong with the book, they are not checked: it would be told twice.
fn editions(
    book: Book,
    profiles: &[&Profile],
    world: &dyn World,
    so_far: &[Diagnostic],
) -> (Vec<Package>, Diagnostics) {
    let mut books = vec![book];
    for _ in 1..profiles.len() {
        books.extend(books.first().cloned());
    }
    let (mut packages, mut findings) = (Vec::new(), Vec::new());
    for (book, profile) in books.into_iter().zip(profiles) {
        let (mut edition, found) = edition::run(book, profile, world);
        dress(&mut edition);
        packages.push(package::bind(edition));
        findings.push(found);
    }
    if !so_far.iter().chain(findings.iter().flatten()).any(|finding| finding.severity.is_error()) {
        for ((package, profile), findings) in packages.iter().zip(profiles).zip(&mut findings) {
            findings.extend(check::run_for(package, None, Store::named(profile.name)));
        }
    }
    let names = profiles.iter().map(|profile| profile.name);
    (packages, of_editions(names.zip(findings)))
}

/// Reads and sets a manuscript.
fn set(
    world: &Witness<'_>,
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
    let text = (&manuscript.pieces[..], &typeset.outline[..]);
    let (stylesheets, more) = stylesheets(world, &manifest, text, &mut names, &mut resources, &mut build.sources);
    diagnostics.extend(more);
    let text = typeset::cover_text(&manifest, &manuscript.pieces);
    let (cover, more) = cover(world, &manifest, &text, &mut names, &mut resources);
    diagnostics.extend(more);
    build.front = cover.as_ref().map(|_| match &manifest.metadata.cover {
        Some(path) => Front::Given(path.clone()),
        None => Front::Drawn(Box::new(text), manifest.cover.clone()),
    });
    let modified = modified(world, &manifest);
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

/// Adds the stylesheets of a book to its resources, and the fonts that they bring; returns which are stylesheets.
fn stylesheets(
    world: &dyn World,
    manifest: &Manifest,
    (pieces, outline): (&[Piece], &[Outline]),
    names: &mut Names,
    resources: &mut Vec<Resource>,
    sources: &mut Sources,
) -> (Vec<usize>, Diagnostics) {
    let first = resources.len();
    let mut diagnostics = Diagnostics::new();
    if !manifest.style.bare {
        // Each edition writes its own, by what its pages hold.
        resources.push(default_stylesheet(&manifest.style, Needs::default(), names.give("styles", "book", "css")));
    }
    let mut own = Vec::new();
    for path in &manifest.style.css {
        match read_own(world, path, sources) {
            Ok(stylesheet) => own.push(stylesheet),
            Err(finding) => diagnostics.push(*finding),
        }
    }
    let mut families: Vec<String> = own.iter().flat_map(|stylesheet| font::families(&stylesheet.text)).collect();
    let brings_fonts = !families.is_empty() || !manifest.style.fonts.is_empty();
    let characters = if brings_fonts { characters(manifest, pieces, outline, &own) } else { font::Characters::empty() };
    let any_feature = own.iter().any(|stylesheet| stylesheet.text.contains("font-feature-settings"));
    let mut fonts = Fonts::new(world, &manifest.roots, characters, any_feature);
    let faces = manifest.style.fonts.iter().filter_map(|path| fonts.pack(&path.value, "", path.span, names));
    let faces: Vec<Face> = faces.collect();
    if !faces.is_empty() {
        families.extend(faces.iter().map(|face| face.family.clone()));
        resources.push(font_stylesheet(&faces, names));
    }
    for stylesheet in &own {
        resources.push(stylesheet.pack(&mut fonts, &families, names, &mut diagnostics));
    }
    let stylesheets = (first..resources.len()).collect();
    resources.append(&mut fonts.resources);
    diagnostics.append(&mut fonts.diagnostics);
    (stylesheets, diagnostics)
}

/// Gives an edition the default stylesheet with the rules that its pages need, unless the book goes without.
fn dress(book: &mut Book) {
    let Some(&first) = book.stylesheets.first().filter(|_| !book.manifest.style.bare) else { return };
    let is_formula = |node: NodeRef<'_>| node.local_in(ns::MATHML) == Some("math");
    let has_formula = |tree: &Tree| tree.has_name("math") && tree.root().descendants().any(is_formula);
    let needs = Needs {
        code: book.pieces.iter().any(|piece| typeset::is_highlighted(&piece.tree)),
        formulas: book.pieces.iter().any(|piece| has_formula(&piece.tree)),
        reading_aloud: book.pieces.iter().any(|piece| piece.narration.is_some()),
    };
    let stylesheet = &mut book.resources[first];
    *stylesheet = default_stylesheet(&book.manifest.style, needs, std::mem::take(&mut stylesheet.name));
}

/// Returns the characters that a book shows: those of its pages, of its contents, and of what stylesheets write.
fn characters(manifest: &Manifest, pieces: &[Piece], outline: &[Outline], own: &[OwnStylesheet]) -> font::Characters {
    let mut titles: Vec<&str> = Vec::new();
    let mut waiting: Vec<&Outline> = outline.iter().collect();
    while let Some(entry) = waiting.pop() {
        titles.extend([entry.label.as_str()].into_iter().chain(entry.author.as_deref()));
        waiting.extend(&entry.children);
    }
    let words = Word::all().map(|word| words::lookup(word, &manifest.metadata.language.value, &manifest.words));
    let sheets = own.iter().map(|stylesheet| stylesheet.text.as_str());
    let ornament = match &manifest.style.scene_break {
        Ornament::Text(signs) => signs.as_str(),
        Ornament::Blank | Ornament::Line => "",
    };
    let words = titles.into_iter().chain(words).chain(sheets).chain([ornament]);
    font::characters(pieces.iter().map(|piece| &piece.tree), words)
}

/// Adds the cover of a book to its resources.
fn cover(
    world: &dyn World,
    manifest: &Manifest,
    text: &CoverText,
    names: &mut Names,
    resources: &mut Vec<Resource>,
) -> (Option<Cover>, Diagnostics) {
    let given = &manifest.metadata.cover;
    let (made, diagnostics) = match given {
        Some(path) => resource::cover::cover(world, path, &manifest.images, names),
        None => resource::cover::drawn(world, text, &manifest.cover, names),
    };
    let cover = made.map(|made| {
        resources.push(made.resource);
        let alternative = if given.is_some() { text.title.clone() } else { text.alternative() };
        Cover { image: resources.len() - 1, alternative, width: made.width, height: made.height }
    });
    (cover, diagnostics)
}

/// Returns when the book was last changed: as it says itself, else as the environment says, else by the newest of the
/// files that were read for it.
fn modified(world: &Witness<'_>, manifest: &Manifest) -> Timestamp {
    let said = manifest.metadata.modified.or_else(|| world.epoch());
    said.or_else(|| world.newest()).unwrap_or(Timestamp(0))
}

/// Returns the name of the book's file: as the manifest says, else its title in letters that every system takes.
fn file_name(manifest: &Manifest) -> String {
    manifest.output.name.clone().unwrap_or_else(|| slug(&manifest.metadata.title.value))
}
