//! Collecting recordings: each file is looked into once and packed once, under a name of its own, however many players
//! and readings it has.

use super::rules::{
    BROKEN_RECORDING, FILM_AS_SOUND, FOREIGN_RECORDING, MISNAMED_RECORDING, MISSING_RECORDING, NO_RECORDING,
};
use super::{Fault, Kind, Recording, captions, examine};
use crate::address::split_path;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::file_findings::{Search, outside, unreadable};
use crate::resource::{Content, Names, Resource};
use crate::source::Span;
use crate::world::{BookPath, PathError, ReadError, Roots, World};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Something that a page plays.
    Player,
    /// The text of a piece, read aloud.
    Reading,
    /// What is said in a film, as text.
    Captions,
}

/// A place that names a file.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: BookPath,
    /// The folder of the file that names it.
    pub from: String,
    pub place: Option<Span>,
    pub wanted: Use,
}

/// A file that is packed.
#[derive(Clone, Copy, Debug)]
pub struct Packed {
    /// Its index among the resources of the book.
    pub resource: usize,
    pub media_type: &'static str,
    /// What a recording holds; nothing for captions.
    pub kind: Option<Kind>,
    pub length: Option<Duration>,
}

/// What gathers the recordings of a book.
pub struct Collector<'a> {
    world: &'a dyn World,
    search: Search<'a>,
    names: &'a mut Names,
    resources: &'a mut Vec<Resource>,
    known: BTreeMap<Key, Outcome>,
}

/// A file, and whether it is wanted as captions: what is no recording may well be those.
type Key = (BookPath, bool);

/// What a file is, and where it is packed once it is.
struct Outcome {
    file: Result<File, Trouble>,
    packed: Option<usize>,
}

#[derive(Clone, Copy)]
struct File {
    kind: Option<Kind>,
    media_type: &'static str,
    extension: &'static str,
    length: Option<Duration>,
}

enum Trouble {
    Unreadable(ReadError),
    Faulty(Fault),
}

/// Returns the file that an address means in a file of `folder`.
///
/// # Errors
/// A finding, where it leads out of the book.
pub fn locate(roots: &Roots, folder: &str, address: &str, place: Option<Span>) -> Result<BookPath, Box<Diagnostic>> {
    let (path, _) = split_path(address);
    roots.resolve(folder, &path).map_err(|error| {
        let found = match error {
            PathError::Empty => Diagnostic::new(&MISSING_RECORDING, "a player without an address")
                .help("give the path of the file as `src`"),
            _ => dispensable(outside(&path, error)),
        };
        Box::new(found.at(place))
    })
}

/// Makes a finding about a file outside the book a warning: the page can do without it.
fn dispensable(finding: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..finding }
}

impl<'a> Collector<'a> {
    pub fn new(world: &'a dyn World, names: &'a mut Names, resources: &'a mut Vec<Resource>) -> Self {
        Self { world, search: Search::new(world), names, resources, known: BTreeMap::new() }
    }

    /// Packs the file of a request; nothing where it cannot be had, of which a finding tells.
    pub fn pack(&mut self, request: &Request, diagnostics: &mut Diagnostics) -> Option<Packed> {
        self.prepare(std::slice::from_ref(request));
        match self.find(request) {
            Ok((packed, remark)) => {
                diagnostics.extend(remark.map(|remark| remark.at(request.place)));
                Some(packed)
            }
            Err(finding) => {
                diagnostics.push(finding.at(request.place));
                None
            }
        }
    }

    /// Reads the files that are not known yet, in the order of their paths: a chapter put in front renames nothing.
    pub fn prepare(&mut self, requests: &[Request]) {
        let wanted: BTreeSet<Key> = requests.iter().map(key).collect();
        let wanted: Vec<_> = wanted.into_iter().filter(|key| !self.known.contains_key(key)).collect();
        let world = self.world;
        let found: Vec<Result<File, Trouble>> =
            wanted.par_iter().map(|(path, is_captions)| inspect(world, path, *is_captions)).collect();
        for (key, file) in wanted.into_iter().zip(found) {
            let packed = file.as_ref().ok().map(|file| {
                let folder = match file.kind {
                    Some(Kind::Sound) => "audio",
                    Some(Kind::Film) => "video",
                    None => "captions",
                };
                let name = self.names.give(folder, key.0.stem(), file.extension);
                let content = Content::File(key.0.clone());
                self.resources.push(Resource { name, media_type: file.media_type, content });
                self.resources.len() - 1
            });
            self.known.insert(key, Outcome { file, packed });
        }
    }

    /// Returns what a request gets, and what is to be said of it all the same.
    fn find(&mut self, request: &Request) -> Result<(Packed, Option<Diagnostic>), Diagnostic> {
        let outcome = &self.known[&key(request)];
        let (file, resource) = match (&outcome.file, outcome.packed) {
            (Ok(file), Some(resource)) => (*file, resource),
            (Err(trouble), _) => return Err(complain(&mut self.search, request, trouble)),
            (Ok(_), None) => unreachable!("a sound file is packed as soon as it is known"),
        };
        if request.wanted == Use::Reading && file.kind == Some(Kind::Film) {
            let message = format!("`{}` is a film, and a text is read aloud by a sound", request.path);
            return Err(Diagnostic::new(&FILM_AS_SOUND, message).help("save its sound as MP3 or M4A"));
        }
        let packed = Packed { resource, media_type: file.media_type, kind: file.kind, length: file.length };
        Ok((packed, misnamed(&request.path, file)))
    }
}

fn key(request: &Request) -> Key {
    (request.path.clone(), request.wanted == Use::Captions)
}

fn inspect(world: &dyn World, path: &BookPath, is_captions: bool) -> Result<File, Trouble> {
    let bytes = world.read(path).map_err(Trouble::Unreadable)?;
    if is_captions {
        captions::examine(&bytes).map_err(Trouble::Faulty)?;
        return Ok(File { kind: None, media_type: captions::MEDIA_TYPE, extension: "vtt", length: None });
    }
    let Recording { kind, media_type, extension, length } = examine(&bytes).map_err(Trouble::Faulty)?;
    Ok(File { kind: Some(kind), media_type, extension, length })
}

/// Says why a file cannot be packed.
fn complain(search: &mut Search<'_>, request: &Request, trouble: &Trouble) -> Diagnostic {
    let path = &request.path;
    match trouble {
        Trouble::Unreadable(error @ ReadError::Missing) => {
            let finding = match request.wanted {
                Use::Reading => unreadable(path.as_str(), error),
                _ => Diagnostic::new(&MISSING_RECORDING, format!("there is no file `{path}`"))
                    .help("check the path, which counts from the file that names it"),
            };
            match search.suggest(path, &request.from) {
                Some(help) => finding.help(help),
                None => finding,
            }
        }
        Trouble::Unreadable(error @ ReadError::Outside) => dispensable(unreadable(path.as_str(), error)),
        Trouble::Unreadable(error) => unreadable(path.as_str(), error),
        Trouble::Faulty(fault) => faulty(path, *fault),
    }
}

fn faulty(path: &BookPath, fault: Fault) -> Diagnostic {
    let (rule, help): (&'static Rule, _) = match fault {
        Fault::Empty => (&BROKEN_RECORDING, "copy the file again from where it came from"),
        Fault::Broken(_) => (&BROKEN_RECORDING, "open it in a program that plays it and save it anew"),
        Fault::Foreign(_, help) => (&FOREIGN_RECORDING, help),
        Fault::NoCaptions => (&FOREIGN_RECORDING, "save the captions as WebVTT, whose first line is `WEBVTT`"),
        Fault::Other(_) => (&NO_RECORDING, "name a sound (MP3, M4A, Opus) or a film (MP4, WebM)"),
    };
    Diagnostic::new(rule, format!("`{path}` {fault}")).help(help)
}

/// Says that a file is not what its name says.
fn misnamed(path: &BookPath, file: File) -> Option<Diagnostic> {
    let known: &[&str] = match file.media_type {
        "audio/mpeg" => &["mp3"],
        "audio/mp4" => &["m4a", "m4b", "mp4"],
        "video/mp4" => &["mp4", "m4v"],
        "video/webm" => &["webm"],
        captions::MEDIA_TYPE => return None,
        _ => &["opus", "ogg", "oga"],
    };
    if known.contains(&path.extension().as_str()) {
        return None;
    }
    let message = format!("`{path}` is not what its name says: it is of the type `{}`", file.media_type);
    let help = format!("it is packed as `.{}`; rename the file to silence this", file.extension);
    Some(Diagnostic::new(&MISNAMED_RECORDING, message).help(help))
}
