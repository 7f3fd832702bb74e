//! Collecting the pictures that the pieces name: each file once, under one name, judged at every place that names it.
//!
//! Files are read and examined on every core and let go again; what stays is a handle. Telling addresses in documents
//! apart, and what a document shows instead of a picture that is not there, is the work of the images pass.

use super::alike::{Digest, digest, is_same};
use super::font::FONT_NOT_EMBEDDED;
use super::image::svg::{self, Lost, SafeCopy, Tally, safe_copy};
use super::image::{Fault, Picture};
use super::prepare::{Budget, FilesBeside, Loss, Prepared, laid_by, prepare};
use super::rules::{
    BROKEN_IMAGE, MENDED_IMAGE, MISNAMED_IMAGE, MISSING_IMAGE, MOVING_IMAGE, UNKNOWN_IMAGE_KIND, UNSAFE_IMAGE,
};
use super::{Content, FileFacts, Names, Resource};
use crate::address::split_path;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::file_findings::{Search, outside, unreadable};
use crate::manifest::Images;
use crate::source::Span;
use crate::world::{BookPath, PathError, ReadError, Roots, World};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The most letters of lost words that a finding shows.
const MOST_WORDS: usize = 80;

/// A place that names a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub path: BookPath,
    /// The folder of the file that names it.
    pub from: String,
    pub place: Option<Span>,
    /// What is to be done to it.
    pub wanted: Images,
}

impl Reference {
    fn usage(&self) -> Usage<'_> {
        Usage { path: &self.path, wanted: &self.wanted }
    }
}

/// A file, and what is to be done to it: what becomes one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Usage<'a> {
    path: &'a BookPath,
    wanted: &'a Images,
}

/// What came of the references.
#[derive(Debug, Default)]
pub struct Collection {
    /// Each once, in the order in which they are first named.
    pub resources: Vec<Resource>,
    /// For each reference, the index of its picture in `resources`; nothing for one that cannot be shown, of which a
    /// diagnostic tells.
    pub found: Vec<Option<usize>>,
    pub diagnostics: Diagnostics,
}

/// Returns the file that the address of a picture means in a file of `folder`.
///
/// # Errors
/// A finding, where it leads out of the book.
pub fn locate(roots: &Roots, folder: &str, address: &str, place: Option<Span>) -> Result<BookPath, Box<Diagnostic>> {
    let (path, _) = split_path(address);
    roots.resolve(folder, &path).map_err(|error| {
        let found = match error {
            PathError::Empty => Diagnostic::new(&MISSING_IMAGE, "a picture without an address")
                .help("write the path of the file: `![A map](../images/map.png)`"),
            _ => dispensable(outside(&path, error)),
        };
        Box::new(found.at(place))
    })
}

/// Makes a finding about a picture outside the book a warning: the page can do without it, as without a missing one.
fn dispensable(finding: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..finding }
}

/// Collects the files that `references` name, for people who read `language`.
pub fn collect(world: &dyn World, references: &[Reference], names: &mut Names, language: Option<&str>) -> Collection {
    let usages: BTreeSet<Usage<'_>> = references.iter().map(Reference::usage).collect();
    let usages: Vec<Usage<'_>> = usages.into_iter().collect();
    let budget = Budget::default();
    let outcomes: Vec<Outcome> = usages.par_iter().map(|usage| inspect(world, *usage, &budget, language)).collect();
    let shared = share(world, &usages, &outcomes);
    // Names are given in the order of paths, not of use: a chapter put in front renames nothing.
    let files: BTreeMap<Usage<'_>, (&Outcome, Option<String>)> = usages
        .iter()
        .zip(&outcomes)
        .map(|(usage, outcome)| {
            let keeps_name = outcome.as_ref().ok().filter(|_| !shared.contains_key(usage));
            let extension = keeps_name.map(|sound| sound.prepared.picture.extension);
            let name = extension.map(|extension| names.give("images", usage.path.stem(), extension));
            (*usage, (outcome, name))
        })
        .collect();
    let mut collector = Collector {
        search: Search::new(world),
        files,
        shared,
        indices: BTreeMap::new(),
        collection: Collection::default(),
    };
    for reference in references {
        let found = collector.reference(reference);
        collector.collection.found.push(found);
    }
    collector.collection
}

/// What one file is.
type Outcome = Result<Sound, Trouble>;

struct Sound {
    prepared: Prepared,
    digest: Digest,
    safe: SafeCopy,
}

enum Trouble {
    Unreadable(ReadError),
    Faulty(Fault),
}

fn inspect(world: &dyn World, usage: Usage<'_>, budget: &Budget, language: Option<&str>) -> Outcome {
    let bytes = world.read(usage.path).map_err(Trouble::Unreadable)?;
    let mut prepared = prepare(&bytes, usage.wanted, world, budget).map_err(Trouble::Faulty)?;
    let mut safe = SafeCopy::default();
    if prepared.picture.extension == "svg" {
        let beside = FilesBeside::new(world, usage.path, usage.wanted, budget).for_readers_of(language);
        safe = safe_copy(&bytes, &beside).map_err(Trouble::Faulty)?;
        if let Some(copy) = safe.copy.take() {
            prepared.picture.bytes = copy.len();
            prepared.made = Some(laid_by(world, copy));
        }
    }
    Ok(Sound { prepared, digest: digest(&bytes), safe })
}

/// What stands for files of the same bytes, with what was made of it.
type Alike<'a, 'b> = (Usage<'a>, &'b Option<Content>);

/// Finds files with the same bytes that come out the same: each of them, and the first in the order of paths, which
/// stands for it.
fn share<'a>(world: &dyn World, usages: &[Usage<'a>], outcomes: &[Outcome]) -> BTreeMap<Usage<'a>, Usage<'a>> {
    let mut firsts: BTreeMap<Digest, Vec<Alike<'_, '_>>> = BTreeMap::new();
    let mut shared = BTreeMap::new();
    for (usage, outcome) in usages.iter().zip(outcomes) {
        let Ok(sound) = outcome else { continue };
        let first = firsts.entry(sound.digest).or_default();
        // An SVG may show what lies beside it, and another file elsewhere.
        let made = &sound.prepared.made;
        let is_same = |(first, same): &&Alike<'_, '_>| *same == made && is_same(world, first.path, usage.path);
        match first.iter().find(is_same) {
            Some((first, _)) => drop(shared.insert(*usage, *first)),
            None => first.push((*usage, made)),
        }
    }
    shared
}

struct Collector<'a> {
    search: Search<'a>,
    files: BTreeMap<Usage<'a>, (&'a Outcome, Option<String>)>,
    shared: BTreeMap<Usage<'a>, Usage<'a>>,
    /// The index of each resource, by what stands for it; what has been told of already.
    indices: BTreeMap<Usage<'a>, usize>,
    collection: Collection,
}

impl<'a> Collector<'a> {
    fn reference(&mut self, reference: &'a Reference) -> Option<usize> {
        let usage = reference.usage();
        let sound = match self.files[&usage].0 {
            Ok(sound) => sound,
            Err(trouble) => {
                let diagnostic = self.complain(reference, trouble).at(reference.place);
                self.collection.diagnostics.push(diagnostic);
                return None;
            }
        };
        let file = self.shared.get(&usage).copied().unwrap_or(usage);
        let is_first = !self.indices.contains_key(&usage);
        if is_first {
            let remarks = remarks(usage.path, sound).into_iter().map(|remark| remark.at(reference.place));
            self.collection.diagnostics.extend(remarks);
        }
        let resource = self.resource(file, sound, reference.place);
        self.indices.insert(usage, resource);
        Some(resource)
    }

    /// Says why a file cannot be shown.
    fn complain(&mut self, reference: &Reference, trouble: &Trouble) -> Diagnostic {
        let path = &reference.path;
        match trouble {
            Trouble::Unreadable(ReadError::Missing) => {
                let counts = "check the path, which counts from the file that names it";
                let help = self.search.suggest(path, &reference.from).unwrap_or_else(|| counts.to_owned());
                Diagnostic::new(&MISSING_IMAGE, format!("there is no file `{path}`")).help(help)
            }
            Trouble::Unreadable(error @ ReadError::Outside) => dispensable(unreadable(path.as_str(), error)),
            Trouble::Unreadable(error) => unreadable(path.as_str(), error),
            Trouble::Faulty(fault) => faulty(path, fault),
        }
    }

    fn resource(&mut self, file: Usage<'a>, sound: &Sound, place: Option<Span>) -> usize {
        if let Some(&index) = self.indices.get(&file) {
            return index;
        }
        let name = self.files[&file].1.clone().expect("a file that stands for others has a name");
        let picture = sound.prepared.picture;
        let content = sound.prepared.made.clone().unwrap_or_else(|| Content::File(file.path.clone()));
        let facts = FileFacts { place, ..picture.into() };
        let resource = Resource { name, media_type: picture.media_type, content, facts };
        let index = self.collection.resources.len();
        self.collection.resources.push(resource);
        self.indices.insert(file, index);
        index
    }
}

/// Says why a file is no picture for a book.
pub(super) fn faulty(path: &BookPath, fault: &Fault) -> Diagnostic {
    let is_of_other_kind = matches!(fault, Fault::Unknown(_) | Fault::Unsupported(_));
    let rule = if is_of_other_kind { &UNKNOWN_IMAGE_KIND } else { &BROKEN_IMAGE };
    let help = match fault {
        Fault::Empty | Fault::Truncated(_) => "copy the file again from where it came from",
        Fault::Undrawable(_, help) => help,
        Fault::Broken(..) | Fault::Undecodable(_) => "open the picture in a program that shows it and save it anew",
        Fault::Unknown(_) | Fault::Unsupported(_) => "convert it: save the picture as JPEG, PNG, GIF or SVG",
        Fault::TooLarge(..) | Fault::TooCostly(..) => {
            "save the picture smaller: a page shows at most some 4,000,000 pixels"
        }
        Fault::TooMuch(_) => "simplify its paths, or save it as PNG",
    };
    Diagnostic::new(rule, format!("`{path}` {fault}")).help(help)
}

/// Says what the author may want to know of a sound file.
fn remarks(path: &BookPath, sound: &Sound) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    let Prepared { source, picture, loss, .. } = &sound.prepared;
    remarks.extend(misnamed(path, source, picture));
    remarks.extend(loss.map(|loss| lost(path, loss)));
    let SafeCopy { removed, mended, lost, .. } = &sound.safe;
    if !removed.is_empty() {
        let mut message = format!("`{path}` holds what a book may not: {}", counted(removed));
        let words: Vec<&str> = lost.iter().flat_map(Lost::words).collect();
        if !words.is_empty() {
            let words: String = words.join(" ").chars().take(MOST_WORDS).collect();
            message.extend([", with the words “", &*words, "”"]);
        }
        if let Some(address) = lost.iter().find_map(Lost::address) {
            let address: String = address.chars().take(MOST_WORDS).collect();
            message.extend(["; it no longer shows `", &*address, "`"]);
        }
        let help = if removed.contains_key(&svg::ADDRESS) {
            "a copy without it is packed; put what it shows beside the file, or into it: `data:image/png;base64,…`"
        } else {
            "a copy without it is packed; save the picture as plain SVG to silence this"
        };
        remarks.push(Diagnostic::new(&UNSAFE_IMAGE, message).help(help));
    }
    for fault in lost.iter().filter_map(Lost::font) {
        let message = format!("the letters of `{path}` are shown in another font: {}", fault.message);
        remarks.push(Diagnostic { help: fault.help.clone(), ..Diagnostic::new(&FONT_NOT_EMBEDDED, message) });
    }
    if !mended.is_empty() {
        let message = format!("`{path}` is mended: it holds {}", counted(mended));
        let help = "a copy put right is packed; save the picture as plain SVG to silence this";
        remarks.push(Diagnostic::new(&MENDED_IMAGE, message).help(help));
    }
    remarks
}

/// Says that a file is not what its name says.
pub(super) fn misnamed(path: &BookPath, source: &Picture, packed: &Picture) -> Option<Diagnostic> {
    let extension = path.extension();
    if source.is_named_by(&extension) {
        return None;
    }
    let message = match extension.as_str() {
        "" => format!("`{path}` has no extension, and holds a {} picture", source.format.name),
        _ => format!("`{path}` is not what its name says: it holds a {} picture", source.format.name),
    };
    let help = format!("it is packed as `.{}`; rename the file to silence this", packed.extension);
    Some(Diagnostic::new(&MISNAMED_IMAGE, message).help(help))
}

/// Says what happened to a picture that moves.
fn lost(path: &BookPath, loss: Loss) -> Diagnostic {
    match loss {
        Loss::Stilled => Diagnostic::new(&MOVING_IMAGE, format!("`{path}` moves, and the book shows its first frame"))
            .help("save it as a GIF of the size that the book has, which moves in most readers"),
        Loss::NotScaled => {
            Diagnostic::new(&MOVING_IMAGE, format!("`{path}` moves, and is larger than the book wants its pictures"))
                .help("save it smaller, or as a still picture: what moves is not scaled")
        }
    }
}

fn counted(tally: &Tally) -> String {
    let counted = tally.iter().map(|(thing, count)| match count {
        1 => format!("1 {}", thing.one),
        _ => format!("{count} {}", thing.many),
    });
    counted.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::image::tests::{GIF, JPEG, SVG, png};
    use super::*;
    use crate::world::Memory;

    fn collected(files: &[(&str, &[u8])], paths: &[&str]) -> Collection {
        let world = Memory::new(files.iter().map(|(path, bytes)| (*path, bytes.to_vec())));
        let references: Vec<Reference> = paths
            .iter()
            .map(|path| Reference {
                path: BookPath::own(path),
                from: String::new(),
                place: None,
                wanted: Images::default(),
            })
            .collect();
        let collection = collect(&world, &references, &mut Names::default(), None);
        assert_eq!(collection.found.len(), paths.len());
        collection
    }

    fn said(collection: &Collection) -> Vec<String> {
        let one =
            |d: &Diagnostic| format!("{}: {} ({})", d.rule.name, d.message, d.help.as_deref().unwrap_or_default());
        collection.diagnostics.iter().map(one).collect()
    }

    #[test]
    fn each_file_is_packed_once_in_the_order_of_use() {
        let files: &[(&str, &[u8])] = &[("a/x.jpg", JPEG), ("b/x.gif", GIF), ("c/copy.jpg", JPEG)];
        let collection = collected(files, &["b/x.gif", "c/copy.jpg", "a/x.jpg", "b/x.gif"]);
        let names: Vec<&str> = collection.resources.iter().map(|resource| &*resource.name).collect();
        assert_eq!(names, ["images/x-2.gif", "images/x.jpg"]);
        let indices: Vec<usize> = collection.found.iter().map(|found| found.unwrap()).collect();
        assert_eq!(indices, [0, 1, 1, 0]);
        assert_eq!(collection.resources[1].content, Content::File(BookPath::own("a/x.jpg")));
        assert!(collection.diagnostics.is_empty());
    }

    #[test]
    fn every_place_that_names_a_missing_file_is_told_of() {
        let files: &[(&str, &[u8])] = &[("images/the-map.png", &png(1, 1)), ("images/sub/x.png", b"")];
        let collection = collected(files, &["images/The_Map.png", "images/The_Map.png", "imges/a.png", "images/sub"]);
        let twice =
            "missing-image: there is no file `images/The_Map.png` (did you mean `images/the-map.png`?)".to_owned();
        let folder =
            "missing-image: there is no file `imges/a.png` (there is no folder `imges`: did you mean `images`?)";
        let is_folder = "folder-as-file: `images/sub` is a folder (name a file inside it)".to_owned();
        let folder = folder.to_owned();
        assert_eq!(said(&collection), [twice.clone(), twice, folder, is_folder]);
        assert!(collection.found.iter().all(Option::is_none));
    }

    #[test]
    fn a_misnamed_file_is_packed_as_what_it_is() {
        let collection = collected(&[("map.png", JPEG)], &["map.png", "map.png"]);
        assert_eq!(collection.resources[0].name, "images/map.jpg");
        assert_eq!(collection.resources[0].media_type, "image/jpeg");
        let message = "misnamed-image: `map.png` is not what its name says: it holds a JPEG picture \
                       (it is packed as `.jpg`; rename the file to silence this)";
        assert_eq!(said(&collection), [message]);
    }

    #[test]
    fn a_bad_file_is_an_error() {
        let files: &[(&str, &[u8])] =
            &[("a.jpg", &JPEG[..20]), ("b.png", b""), ("c.png", b"\0\0\0\x1Cftypavif"), ("d.svg", b"<svg/>")];
        let collection = collected(files, &["a.jpg", "b.png", "c.png", "d.svg"]);
        let rules: Vec<&str> = collection.diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect();
        assert_eq!(rules, ["broken-image", "broken-image", "unknown-image-kind", "broken-image"]);
        assert!(collection.diagnostics.iter().all(|diagnostic| diagnostic.severity.is_error()));
        assert!(collection.resources.is_empty());
    }

    #[test]
    fn an_svg_with_scripts_is_packed_as_a_safe_copy_and_a_plain_one_as_it_is() {
        let unsafe_svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/><script/></svg>";
        let collection = collected(&[("a.svg", unsafe_svg), ("b.svg", SVG)], &["a.svg", "b.svg"]);
        assert!(
            matches!(&collection.resources[0].content, Content::Bytes(bytes) if !bytes.windows(7).any(|w| w == b"<script"))
        );
        assert_eq!(collection.resources[1].content, Content::File(BookPath::own("b.svg")));
        let message = "unsafe-image: `a.svg` holds what a book may not: 2 scripts \
                       (a copy without it is packed; save the picture as plain SVG to silence this)";
        assert_eq!(said(&collection), [message]);
    }

    #[test]
    fn an_address_is_a_path_with_escapes_inside_the_book() {
        let roots = Roots::default();
        let located = |address| locate(&roots, "chapters", address, None).map(|path| path.to_string());
        assert_eq!(located("../images/my%20map.png?v=2#x").unwrap(), "images/my map.png");
        assert_eq!(located("100%.png").unwrap(), "chapters/100%.png");
        assert_eq!(located("/etc/passwd").unwrap_err().rule.name, "path-outside-book");
        assert_eq!(located("%2e%2e/../a.png").unwrap_err().rule.name, "path-outside-book");
        assert_eq!(located("").unwrap_err().rule.name, "missing-image");
    }
}
