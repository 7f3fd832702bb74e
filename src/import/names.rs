//! Names for the files of a draft: those that a source had before stay its own, and no name is given to two.
//!
//! A file is named by what its text is called. Its owner may have changed it since, or have a file of that name; so a
//! text that is new takes a name that is free.

use super::imported::Imported;
use super::ledger::Ledger;
use super::said::Said;
use crate::manifest::natural_order;
use crate::slug::{Unique, slug};
use crate::world::BookPath;
use std::collections::HashMap;

/// The names of the files in a folder of the draft.
pub(super) struct Names<'a> {
    folder: &'static str,
    taken: Unique,
    /// What files of sources were called by an earlier import: by the name of the source, where that was, and the stem.
    own: HashMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> Names<'a> {
    /// Knows the names of a folder that are taken already, and by whom.
    pub(super) fn new(folder: &'static str, earlier: &'a Ledger) -> Self {
        let stem = |path: &'a str| Some(path.strip_prefix(folder)?.strip_prefix('/')?.rsplit_once('.')?.0);
        let mut known: Vec<_> = earlier.sources().filter_map(|(path, source)| Some((source, stem(path)?))).collect();
        // The last is taken first.
        known.sort_by(|one, other| natural_order(other.1, one.1));
        let mut own: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
        for (source, stem) in known {
            own.entry(name_of(source)).or_default().push((source, stem));
        }
        Self { folder, taken: earlier.paths().filter_map(stem).collect(), own }
    }

    /// Returns the path of a file that comes of a source: a free one, unless the source had such a file already.
    pub(super) fn give(&mut self, source: &BookPath, stem: &str, extension: &str) -> BookPath {
        let stem = self.take(source, stem).unwrap_or_else(|| self.taken.fresh(stem));
        let dot = if extension.is_empty() { "" } else { "." };
        BookPath::own(&format!("{}/{stem}{dot}{extension}", self.folder))
    }

    fn take(&mut self, source: &BookPath, stem: &str) -> Option<String> {
        let known = self.own.get_mut(source.file_name())?;
        let is_own = |(other, known): &(&str, &str)| is_same(other, source.as_str()) && is_numbered(known, stem);
        let at = known.iter().rposition(is_own)?;
        Some(known.remove(at).1.to_owned())
    }
}

/// Names the files of the chapters of each work.
pub(super) fn chapters(works: &[(&BookPath, &Imported)], earlier: &Ledger) -> Vec<Box<[BookPath]>> {
    let mut names = Names::new("chapters", earlier);
    let mut name = |path: &BookPath, said: &Said| names.give(path, &stem(path, said), "md");
    works.iter().map(|(path, work)| work.chapters.iter().map(|chapter| name(path, &chapter.said)).collect()).collect()
}

/// Returns what a file is to be called by what is said of its text.
fn stem(path: &BookPath, said: &Said) -> String {
    let title = said.title().map(slug);
    let role = said.role().filter(|_| title.is_none()).map(|role| role.name.to_owned());
    let stem = [title, role, Some(slug(path.stem())), Some("chapter".to_owned())];
    stem.into_iter().flatten().find(|stem| !stem.is_empty()).unwrap_or_default()
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Tells whether two paths may be those of one file, seen from different folders.
fn is_same(one: &str, other: &str) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
    one == other || ends(one, other) || ends(other, one)
}

/// Tells whether a name is a stem, perhaps with a number that tells it from others.
fn is_numbered(name: &str, stem: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem) else { return false };
    let number = rest.strip_prefix('-');
    rest.is_empty() || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_keeps_its_names() {
        let mut earlier = Ledger::default();
        for (stem, source) in [("a", "p/one.html"), ("a-2", "p/one.html"), ("a-10", "p/one.html"), ("b", "two.html")] {
            let path = BookPath::own(&format!("chapters/{stem}.md"));
            earlier.note(&path, Ledger::digest(b""), Some(&BookPath::own(source)));
        }
        let mut names = Names::new("chapters", &earlier);
        for (source, stem, expected) in [
            ("other/one.html", "a", "a-3"),
            ("p/one.html", "a", "a"),
            ("all/p/one.html", "a", "a-2"),
            ("one.html", "a", "a-10"),
            ("p/one.html", "a", "a-4"),
            ("two.html", "a", "a-5"),
            ("two.html", "b", "b"),
            ("three.html", "b", "b-2"),
        ] {
            let name = names.give(&BookPath::own(source), stem, "md");
            assert_eq!(name.as_str(), format!("chapters/{expected}.md"), "{source}");
        }
    }
}
