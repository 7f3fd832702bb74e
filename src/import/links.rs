//! Links between texts, which lead to the chapters that these became: by the path of a file, by its name, and by where a
//! page was on the web.

use super::clean::PLACE;
use super::imported::{Imported, ImportedChapter};
use super::said::{Field, Said};
use super::twins::hash;
use crate::address::{decode, has_scheme};
use crate::slug::slug;
use crate::world::{BookPath, Roots};

/// What became of the sources: what links may lead to.
pub(super) struct Links<'a> {
    works: &'a [(&'a BookPath, &'a Imported)],
    /// The files of the chapters of each.
    named: &'a [Box<[BookPath]>],
    by_path: Index,
    /// By the names of files alone, as notes that know no folders lead to each other.
    by_name: Index,
    /// By their addresses on the web, as [`plain`] has them.
    by_web: Index,
}

/// A source, and one of its chapters.
type Target = (usize, usize);

/// Targets by the hashes of what they are called, in order.
///
/// What a target is called is known to the sources, and need not be held twice.
struct Index(Vec<(u64, Target)>);

impl FromIterator<(u64, Target)> for Index {
    fn from_iter<I: IntoIterator<Item = (u64, Target)>>(targets: I) -> Self {
        let mut targets: Vec<_> = targets.into_iter().collect();
        targets.sort_unstable();
        targets.dedup();
        targets.shrink_to_fit();
        Self(targets)
    }
}

impl Index {
    /// Returns the first target that is called so; `is` tells whether one is, since different names may have one hash.
    fn find(&self, name: &str, is: impl Fn(Target) -> bool) -> Option<Target> {
        let hash = hash(name.as_bytes());
        let same = &self.0[self.0.partition_point(|(other, _)| *other < hash)..];
        same.iter().take_while(|(other, _)| *other == hash).map(|(_, target)| *target).find(|target| is(*target))
    }
}

impl<'a> Links<'a> {
    /// Knows sources, and the files of their chapters.
    pub(super) fn new(works: &'a [(&'a BookPath, &'a Imported)], named: &'a [Box<[BookPath]>]) -> Self {
        let paths = || works.iter().enumerate().map(|(source, (path, _))| (source, *path));
        let by_path = paths().map(|(source, path)| (hash(path.as_str().as_bytes()), (source, 0))).collect();
        let by_name = paths().map(|(source, path)| (hash(name_of(path).as_bytes()), (source, 0))).collect();
        let targets = works.iter().enumerate().flat_map(|(source, (_, work))| {
            let own = web(&work.said).map(|web| (web, (source, 0)));
            let of_chapter =
                move |(index, chapter): (usize, &ImportedChapter)| Some((web(&chapter.said)?, (source, index)));
            own.into_iter().chain(work.chapters.iter().enumerate().filter_map(of_chapter))
        });
        let by_web = targets.map(|(web, target)| (hash(web.as_bytes()), target)).collect();
        Self { works, named, by_path, by_name, by_web }
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
                // What a tool for web pages reads from `a.md` is `a.html` to its links.
                let page = || self.beside(from, &format!("{}.md", file.strip_suffix(".html")?));
                self.beside(from, &file).or_else(page).or_else(|| self.by_name(&name()))?
            }
        };
        self.address(source, chapter, place.filter(|place| !place.is_empty()))
    }

    /// Returns the source that was at an address, and the chapter of it.
    fn on_web(&self, from: &BookPath, address: &str) -> Option<Target> {
        let is_there = |(source, chapter): Target| {
            let work = self.works[source].1;
            let chapter = work.chapters.get(chapter).map(|chapter| &chapter.said);
            [Some(&work.said), chapter].into_iter().flatten().any(|said| web(said).as_deref() == Some(address))
        };
        if let Some(known) = self.by_web.find(address, is_there) {
            return Some(known);
        }
        // A link to a file beside the page led to what was beside it on the web, once it was read; a page may have been
        // the first of its folder.
        let own = web(&self.works[self.by_path(from)?.0].1.said)?;
        let folders = [Some(own.as_str()), own.rsplit_once('/').map(|(folder, _)| folder)];
        let file = |folder: &str| address.strip_prefix(folder)?.strip_prefix('/');
        let mut files = folders.into_iter().flatten().filter_map(file);
        files.find_map(|file| self.beside(from, file))
    }

    fn beside(&self, from: &BookPath, file: &str) -> Option<Target> {
        self.by_path(&Roots::default().resolve(from.folder(), file).ok()?)
    }

    fn by_path(&self, path: &BookPath) -> Option<Target> {
        self.by_path.find(path.as_str(), |(source, _)| self.works[source].0 == path)
    }

    fn by_name(&self, name: &str) -> Option<Target> {
        self.by_name.find(name, |(source, _)| name_of(self.works[source].0) == name)
    }

    /// Returns the address of a place in a source, or of a chapter where that place is nowhere.
    fn address(&self, source: usize, chapter: usize, place: Option<&str>) -> Option<String> {
        let (files, chapters) = (&self.named[source], &self.works[source].1.chapters);
        let file = files.get(chapter)?.file_name();
        let Some(place) = place else { return Some(file.to_owned()) };
        // Its author knows the places in what is as its author wrote it.
        if chapters.get(chapter)?.places.is_none() {
            return Some(format!("{file}#{place}"));
        }
        // What has a place of its own may have been named anew.
        let names = [place, &format!("{PLACE}{}", slug(place))];
        let found = files.iter().zip(chapters).find_map(|(file, chapter)| {
            let place = chapter.places.iter().flatten().find(|known| names.contains(&known.as_str()))?;
            Some(format!("{}#{place}", file.file_name()))
        });
        Some(found.unwrap_or_else(|| file.to_owned()))
    }
}

/// Returns the name of a file, as notes may write it.
fn name_of(path: &BookPath) -> String {
    path.file_name().to_lowercase()
}

/// Returns where a source or a chapter was on the web, as [`plain`] has it.
fn web(said: &Said) -> Option<String> {
    plain(said.text(Field::Source)?)
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
