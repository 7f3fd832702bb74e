//! Pictures: those that stand beside the texts, and those that sources hold, each once.

use super::draft::{DraftFile, FileWriter};
use super::ledger::Ledger;
use super::names::Names;
use crate::address::decode;
use crate::slug::slug;
use crate::world::{BookPath, Roots, Spool, World};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The pictures that stand beside the texts, each once.
pub(super) struct Pictures<'a> {
    names: Names<'a>,
    known: BTreeMap<BookPath, String>,
    /// Those that stand in the same folders, by their names.
    beside: HashMap<String, BookPath>,
    pub files: Vec<DraftFile>,
}

impl<'a> Pictures<'a> {
    /// Knows the files that stand in folders beside texts, and the names that are taken in the folder of the book.
    pub(super) fn beside(files: Vec<BookPath>, earlier: &'a Ledger) -> Self {
        let beside = files.into_iter().rev().map(|path| (path.file_name().to_lowercase(), path)).collect();
        Self { names: Names::new("images", earlier), known: BTreeMap::new(), beside, files: Vec::new() }
    }

    /// Brings in what a source holds; returns the names of the files.
    pub(super) fn bring(&mut self, spool: &Spool, source: &BookPath, pictures: &[(String, Range<u64>)]) -> Vec<String> {
        let names = pictures.iter().map(|(name, place)| {
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            self.file(spool, source, (stem, extension), place.clone())
        });
        names.collect()
    }

    fn file(&mut self, spool: &Spool, source: &BookPath, name: (&str, &str), place: Range<u64>) -> String {
        let stem = slug(name.0);
        let stem = if stem.is_empty() { "picture" } else { &stem };
        let path = self.names.give(source, stem, &name.1.to_ascii_lowercase());
        let mut file = FileWriter::new(spool);
        file.spooled(place);
        let name = path.to_string();
        self.files.push(file.finish(path, Some(source)));
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
        let name = self.file(spool, &path, (path.stem(), &path.extension()), spool.append(&bytes));
        self.known.insert(path, name.clone());
        Some(name)
    }
}

/// Returns the folder that a folder stands in.
fn above<'a>(folder: &&'a str) -> Option<&'a str> {
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    (!folder.is_empty()).then_some(above)
}
