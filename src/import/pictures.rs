//! Pictures: those that stand beside the texts, and those that sources hold, each once.

use super::draft::{DraftFile, FileWriter};
use crate::address::decode;
use crate::slug::{Unique, slug};
use crate::world::{BookPath, Roots, Spool, World};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The pictures that stand beside the texts, each once.
#[derive(Default)]
pub(super) struct Pictures {
    names: Unique,
    known: BTreeMap<BookPath, String>,
    /// Those that stand in the same folders, by their names.
    beside: HashMap<String, BookPath>,
    pub files: Vec<DraftFile>,
}

impl Pictures {
    /// Knows the files that stand in folders beside texts.
    pub(super) fn beside(files: Vec<BookPath>) -> Self {
        let beside = files.into_iter().rev().map(|path| (path.file_name().to_lowercase(), path)).collect();
        Self { beside, ..Self::default() }
    }

    /// Brings in what a source holds; returns the names of the files.
    pub(super) fn bring(&mut self, spool: &Spool, pictures: &[(String, Range<u64>)]) -> Vec<String> {
        let names = pictures.iter().map(|(name, place)| {
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            self.file(spool, stem, extension, place.clone())
        });
        names.collect()
    }

    fn file(&mut self, spool: &Spool, stem: &str, extension: &str, place: Range<u64>) -> String {
        let stem = slug(stem);
        let stem = self.names.fresh(if stem.is_empty() { "picture" } else { &stem });
        let dot = if extension.is_empty() { "" } else { "." };
        let name = format!("images/{stem}{dot}{}", extension.to_ascii_lowercase());
        let mut file = FileWriter::new(spool);
        file.spooled(place);
        self.files.push(file.finish(BookPath::own(&name)));
        name
    }

    /// Brings in a picture that stands beside a text; returns where it is from the chapters, if it is there.
    pub(super) fn find(&mut self, world: &dyn World, spool: &Spool, text: &BookPath, address: &str) -> Option<String> {
        let plain = decode(address);
        let resolve = |folder: &str, address: &str| Roots::default().resolve(folder, address).ok();
        // An address from the top of a site is one from some folder that the text stands in.
        let path = match plain.strip_prefix('/').map(|inner| inner.trim_start_matches('/')) {
            Some(inner) => {
                let mut folders = std::iter::successors(Some(text.folder()), above);
                folders.find_map(|folder| resolve(folder, inner).filter(|path| world.probe(path).is_ok()))
            }
            None => Some(resolve(text.folder(), &plain)?),
        };
        if let Some(name) = path.as_ref().and_then(|path| self.known.get(path)) {
            return Some(name.clone());
        }
        let name = plain.rsplit('/').next().unwrap_or(&plain).to_lowercase();
        let found = path.and_then(|path| Some((path.clone(), world.read(&path).ok()?)));
        let elsewhere = || self.beside.get(&name).and_then(|path| Some((path.clone(), world.read(path).ok()?)));
        let (path, bytes) = found.or_else(elsewhere)?;
        if let Some(name) = self.known.get(&path) {
            return Some(name.clone());
        }
        let name = self.file(spool, path.stem(), &path.extension(), spool.append(&bytes));
        self.known.insert(path, name.clone());
        Some(name)
    }
}

/// Returns the folder that a folder stands in.
fn above<'a>(folder: &&'a str) -> Option<&'a str> {
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    (!folder.is_empty()).then_some(above)
}
