//! Links between texts, which lead to the chapters that these became.

use super::places;
use crate::address::{decode, has_scheme};
use crate::manifest::front_matter;
use crate::manuscript::{Input, READERS};
use crate::source::SourceId;
use crate::world::{BookPath, Roots};
use crate::xml::{NodeRef, Tree};
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

    /// Makes the links of a tree lead to chapters.
    pub(super) fn lead(&self, from: &BookPath, tree: &mut Tree) {
        for id in tree.root().descendant_ids() {
            let node = tree.get(id);
            let to = node.attribute("href").filter(|_| node.is_html("a")).and_then(|address| self.find(from, address));
            if let Some(to) = to {
                tree.set(id, "href", &to);
            }
        }
    }

    /// Makes the links of Markdown that stays as it is lead to chapters.
    pub(super) fn lead_in_markdown(&self, from: &BookPath, text: String) -> String {
        if text.contains("](") { rewrite(text, "a", "href", |address| self.find(from, address)) } else { text }
    }

    fn find(&self, from: &BookPath, address: &str) -> Option<String> {
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

/// Gives other addresses to elements of Markdown that stays as it is otherwise.
pub(super) fn rewrite(
    mut text: String,
    element: &str,
    attribute: &str,
    mut to: impl FnMut(&str) -> Option<String>,
) -> String {
    let start = front_matter::read(&text, &[], |_| None).end;
    let tree = (READERS[0].read)(&Input::new(text.as_str().into(), SourceId::new(0), start)).tree;
    let elements = tree.root().descendants().filter(|node| node.is_html(element));
    let place = |node: NodeRef<'_>| Some((node.span()?.range(), node.attribute(attribute)?.to_owned()));
    let mut found: Vec<(usize, usize, String)> =
        elements.filter_map(place).map(|(range, address)| (range.start, range.end, address)).collect();
    found.sort();
    // From the last to the first, so that places stay what they are.
    for (start, end, address) in found.into_iter().rev().filter(|(_, _, address)| !has_scheme(address)) {
        let written = |address: &str| Some((text.get(start..end)?.rfind(address)? + start, address.len()));
        let place = written(&address).or_else(|| written(&decode(&address)));
        if let Some((at, length)) = place
            && let Some(to) = to(&address)
        {
            text.replace_range(at..at + length, &to);
        }
    }
    text
}

/// The files of one work: what its chapters and pictures are called.
pub(super) struct Own<'a> {
    pub chapters: &'a [String],
    pub pictures: Vec<String>,
}

impl Own<'_> {
    /// Makes the links of a chapter lead to files.
    pub(super) fn resolve(&self, tree: &mut Tree, own: usize) {
        for id in tree.root().descendant_ids() {
            for attribute in ["href", "src", "poster"] {
                let Some(address) = tree.get(id).attribute(attribute) else { continue };
                let file = match (places::as_chapter(address), places::as_picture(address)) {
                    (Some((chapter, place)), _) => self.link(chapter, place, own),
                    (_, Some(picture)) => self.pictures.get(picture).map(|name| format!("../{name}")),
                    _ => continue,
                };
                match file {
                    Some(file) => tree.set(id, attribute, &file),
                    None => tree.unset(id, attribute),
                }
            }
        }
    }

    fn link(&self, chapter: usize, place: Option<&str>, own: usize) -> Option<String> {
        let file = self.chapters.get(chapter)?.rsplit('/').next()?;
        Some(match place {
            Some(place) if chapter == own => format!("#{place}"),
            Some(place) => format!("{file}#{place}"),
            None => file.to_owned(),
        })
    }
}
