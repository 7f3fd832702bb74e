//! Links between texts, which lead to the chapters that these became.

use crate::address::{decode, has_scheme};
use crate::world::{BookPath, Roots};
use std::collections::HashMap;

/// What became of the sources: the first chapter of each.
#[derive(Default)]
pub(super) struct Links {
    by_path: HashMap<BookPath, String>,
    /// By the names of files alone, as notes that know no folders lead to each other.
    by_name: HashMap<String, String>,
}

impl Links {
    /// Remembers the first chapter of a source.
    pub(super) fn know(&mut self, source: &BookPath, chapter: Option<&String>) {
        let Some(file) = chapter.and_then(|chapter| chapter.rsplit('/').next()) else { return };
        self.by_path.insert(source.clone(), file.to_owned());
        self.by_name.entry(source.file_name().to_lowercase()).or_insert_with(|| file.to_owned());
    }

    /// Returns where an address in a source leads to in the book, if it is to another source.
    pub(super) fn find(&self, from: &BookPath, address: &str) -> Option<String> {
        if has_scheme(address) || address.starts_with('#') {
            return None;
        }
        let (file, place) = address.split_once('#').map_or((address, None), |(file, place)| (file, Some(place)));
        let plain = decode(file);
        let by_path = Roots::default().resolve(from.folder(), &plain).ok().and_then(|path| self.by_path.get(&path));
        let name = plain.rsplit('/').next().unwrap_or(&plain).to_lowercase();
        let chapter = by_path.or_else(|| self.by_name.get(&name))?;
        Some(place.map_or_else(|| chapter.clone(), |place| format!("{chapter}#{place}")))
    }
}
