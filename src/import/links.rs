//! Links between texts, which lead to the chapters that these became: by the path of a file, by its name, and by where a
//! page was on the web.

use super::clean::PLACE;
use super::imported::{Imported, ImportedChapter};
use crate::address::{decode, has_scheme};
use crate::slug::slug;
use crate::world::{BookPath, Roots};
use std::collections::HashMap;

/// What became of the sources.
#[derive(Default)]
pub(super) struct Links {
    sources: Vec<Known>,
    by_path: HashMap<BookPath, usize>,
    /// By the names of files alone, as notes that know no folders lead to each other.
    by_name: HashMap<String, usize>,
    /// By their addresses on the web, as [`plain`] has them: a source, and one of its chapters.
    by_web: HashMap<String, (usize, usize)>,
}

/// A source that links may lead to.
struct Known {
    chapters: Vec<Target>,
    /// Where it was on the web, as [`plain`] has it.
    web: Option<String>,
}

/// A chapter that links may lead to.
struct Target {
    file: String,
    /// The places in it that have names; none where it is as its author wrote it, who knows them.
    places: Option<Vec<String>>,
}

impl Links {
    /// Remembers the chapters of a source.
    pub(super) fn know(&mut self, path: &BookPath, work: &Imported, files: &[String]) {
        let own = self.sources.len();
        let web = work.facts.source.as_ref().and_then(|source| plain(&source.value));
        self.by_path.insert(path.clone(), own);
        self.by_name.entry(path.file_name().to_lowercase()).or_insert(own);
        if let Some(web) = &web {
            self.by_web.entry(web.clone()).or_insert((own, 0));
        }
        for (index, chapter) in work.chapters.iter().enumerate() {
            if let Some(web) = chapter.facts.source.as_ref().and_then(|source| plain(&source.value)) {
                self.by_web.entry(web).or_insert((own, index));
            }
        }
        let target = |(file, chapter): (&String, &ImportedChapter)| Target {
            file: file.rsplit('/').next().unwrap_or(file).to_owned(),
            places: chapter.places.clone(),
        };
        self.sources.push(Known { chapters: files.iter().zip(&work.chapters).map(target).collect(), web });
    }

    /// Returns where an address in a source leads to in the book, if it is to another source.
    pub(super) fn find(&self, from: &BookPath, address: &str) -> Option<String> {
        let (whole, place) = address.split_once('#').map_or((address, None), |(whole, place)| (whole, Some(place)));
        let (source, chapter) = match plain(whole) {
            Some(web) => self.on_web(from, &web)?,
            None if has_scheme(whole) || whole.is_empty() => return None,
            None => {
                let file = decode(whole);
                let name = || file.rsplit('/').next().unwrap_or(&file).to_lowercase();
                (self.beside(from, &file).or_else(|| self.by_name.get(&name()).copied())?, 0)
            }
        };
        self.sources[source].address(chapter, place.filter(|place| !place.is_empty()))
    }

    /// Returns the source that was at an address, and the chapter of it.
    fn on_web(&self, from: &BookPath, web: &str) -> Option<(usize, usize)> {
        if let Some(known) = self.by_web.get(web) {
            return Some(*known);
        }
        // A link to a file beside the page led to what was beside it on the web, once it was read; a page may have been
        // the first of its folder.
        let own = self.sources.get(*self.by_path.get(from)?)?.web.as_ref()?;
        let folders = [Some(own.as_str()), own.rsplit_once('/').map(|(folder, _)| folder)];
        let file = |folder: &str| web.strip_prefix(folder)?.strip_prefix('/');
        let mut files = folders.into_iter().flatten().filter_map(file);
        Some((files.find_map(|file| self.beside(from, file))?, 0))
    }

    fn beside(&self, from: &BookPath, file: &str) -> Option<usize> {
        let path = Roots::default().resolve(from.folder(), file).ok()?;
        self.by_path.get(&path).copied()
    }
}

impl Known {
    /// Returns the address of a place in it, or of a chapter where that place is nowhere.
    fn address(&self, chapter: usize, place: Option<&str>) -> Option<String> {
        let target = self.chapters.get(chapter)?;
        let Some(place) = place else { return Some(target.file.clone()) };
        if target.places.is_none() {
            return Some(format!("{}#{place}", target.file));
        }
        // What has a place of its own may have been named anew.
        let names = [place, &format!("{PLACE}{}", slug(place))];
        let found = self.chapters.iter().find_map(|target| {
            let place = target.places.iter().flatten().find(|known| names.contains(&known.as_str()))?;
            Some(format!("{}#{place}", target.file))
        });
        Some(found.unwrap_or_else(|| target.file.clone()))
    }
}

/// Returns an address on the web without what does not tell it from others: the scheme, a place on the page, a slash at
/// the end, capitals in the name of the host. `None` where it is none.
fn plain(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = ["https://", "http://", "//"]
        .into_iter()
        .find(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let rest = address[scheme.len()..].split('#').next().unwrap_or_default();
    let (path, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
    let path = path.trim_end_matches('/');
    let (host, path) = path.find('/').map_or((path, ""), |at| path.split_at(at));
    (!host.is_empty()).then(|| format!("{}{}{query}", host.to_ascii_lowercase(), decode(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_is_told_by_many_addresses() {
        for address in [
            "https://example.org/p/1",
            "http://example.org/p/1/",
            "HTTPS://Example.org/p/1#part",
            "//example.org/%70/1",
        ] {
            assert_eq!(plain(address).as_deref(), Some("example.org/p/1"), "{address}");
        }
        assert_eq!(plain("https://example.org/?p=1").as_deref(), Some("example.org?p=1"));
        for address in ["p/1", "mailto:a@example.org", "https://", "#part"] {
            assert_eq!(plain(address), None, "{address}");
        }
    }
}
