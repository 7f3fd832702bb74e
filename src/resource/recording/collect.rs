//! Collecting recordings: each file is looked into once and packed once, under a name of its own, however many players
//! and readings it has.

use super::captions::{self, Captions};
use super::rules::{
    BROKEN_RECORDING, CAPTION_SYNTAX, FILM_AS_SOUND, FOREIGN_RECORDING, MISNAMED_RECORDING, MISSING_RECORDING,
    NO_RECORDING, RARE_CODING,
};
use super::{AS_FILM, Fault, Kind, Recording, examine};
use crate::address::split_path;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::file_findings::{Search, outside, unreadable};
use crate::resource::alike::{Alike, Digest, digest};
use crate::resource::{Names, Resource};
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
    known: BTreeMap<Key, Result<Known, Trouble>>,
    /// The resource of each file, by its bytes.
    alike: Alike<usize>,
}

/// A file, and whether it is wanted as captions: what is no recording may well be those.
type Key = (BookPath, bool);

/// What a file is, and where it is packed.
struct Known {
    file: File,
    resource: usize,
    /// What was left out of captions.
    left_out: Vec<(usize, &'static str)>,
}

/// What came of looking into a file.
struct Inspected {
    file: File,
    digest: Digest,
    captions: Captions,
}

#[derive(Clone, Copy)]
struct File {
    kind: Option<Kind>,
    media_type: &'static str,
    extension: &'static str,
    length: Option<Duration>,
    rare: Option<&'static str>,
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
        Self { world, search: Search::new(world), names, resources, known: BTreeMap::new(), alike: Alike::default() }
    }

    /// Packs the file of a request; nothing where it cannot be had, of which a finding tells.
    pub fn pack(&mut self, request: &Request, diagnostics: &mut Diagnostics) -> Option<Packed> {
        self.prepare(std::slice::from_ref(request));
        match self.find(request) {
            Ok((packed, remarks)) => {
                diagnostics.extend(remarks.into_iter().map(|remark| remark.at(request.place)));
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
        let found: Vec<Result<Inspected, Trouble>> =
            wanted.par_iter().map(|(path, is_captions)| inspect(world, path, *is_captions)).collect();
        for (key, found) in wanted.into_iter().zip(found) {
            let known = found.map(|found| self.add(&key.0, found));
            self.known.insert(key, known);
        }
    }

    fn add(&mut self, path: &BookPath, Inspected { file, digest, captions }: Inspected) -> Known {
        let Captions { made, left_out } = captions;
        let resource = self.alike.once(self.world, path, digest, || {
            let folder = match file.kind {
                Some(Kind::Sound) => "audio",
                Some(Kind::Film) => "video",
                None => "captions",
            };
            let name = self.names.give(folder, path.stem(), file.extension);
            self.resources.push(match made {
                Some(made) => Resource::in_memory(name, file.media_type, made.into_bytes()),
                None => Resource::of_file(name, file.media_type, path.clone(), digest.0),
            });
            self.resources.len() - 1
        });
        Known { file, resource, left_out }
    }

    /// Returns what a request gets, and what is to be said of it all the same.
    fn find(&mut self, request: &Request) -> Result<(Packed, Diagnostics), Diagnostic> {
        let &Known { file, resource, ref left_out } = match &self.known[&key(request)] {
            Ok(known) => known,
            Err(trouble) => return Err(complain(&mut self.search, request, trouble)),
        };
        if request.wanted == Use::Reading && file.kind == Some(Kind::Film) {
            let message = format!("`{}` is a film, and a text is read aloud by a sound", request.path);
            return Err(Diagnostic::new(&FILM_AS_SOUND, message).help("save its sound as MP3 or M4A"));
        }
        let packed = Packed { resource, media_type: file.media_type, kind: file.kind, length: file.length };
        // Captions may have any name.
        let path = &request.path;
        let remarks = [misnamed(path, file), incomplete(path, left_out), rare(path, file)];
        Ok((packed, remarks.into_iter().flatten().collect()))
    }
}

fn key(request: &Request) -> Key {
    (request.path.clone(), request.wanted == Use::Captions)
}

fn inspect(world: &dyn World, path: &BookPath, is_captions: bool) -> Result<Inspected, Trouble> {
    let bytes = world.read(path).map_err(Trouble::Unreadable)?;
    let digest = digest(&bytes);
    if is_captions {
        let captions = captions::read(&bytes).map_err(Trouble::Faulty)?;
        let file = File { kind: None, media_type: captions::MEDIA_TYPE, extension: "vtt", length: None, rare: None };
        return Ok(Inspected { file, digest, captions });
    }
    let Recording { kind, media_type, extension, length, rare } = examine(&bytes).map_err(Trouble::Faulty)?;
    let file = File { kind: Some(kind), media_type, extension, length, rare };
    Ok(Inspected { file, digest, captions: Captions::default() })
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
        Fault::NoCaptions => (&FOREIGN_RECORDING, "save the captions as WebVTT or SRT, in UTF-8"),
        Fault::Other(_) => (&NO_RECORDING, "name a sound (MP3, M4A, Opus) or a film (MP4, WebM)"),
    };
    Diagnostic::new(rule, format!("`{path}` {fault}")).help(help)
}

/// Says that there is more in captions than could be taken over.
fn incomplete(path: &BookPath, left_out: &[(usize, &str)]) -> Option<Diagnostic> {
    let (line, what) = left_out.first()?;
    let more = match left_out.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more after it"),
    };
    let message = format!("`{path}`: {what}, in line {line}{more}");
    let help = "write the times of a caption so: `00:00:01,500 --> 00:00:04,000`";
    Some(Diagnostic::new(&CAPTION_SYNTAX, message).help(help))
}

/// Says that only some readers play a film.
fn rare(path: &BookPath, file: File) -> Option<Diagnostic> {
    let message = format!("`{path}` is a film in {}, which only some readers play", file.rare?);
    Some(Diagnostic::new(&RARE_CODING, message).help(AS_FILM))
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
