//! Pictures: those that stand beside the texts, and those that sources hold, each once.

use super::links::rewrite;
use super::{DraftFile, Embedded, Picture};
use crate::address::decode;
use crate::slug::{Unique, slug};
use crate::world::{BookPath, Roots, World};
use crate::xml::{NodeRef, Tree};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The pictures that stand beside the texts, each once.
#[derive(Default)]
pub(super) struct Pictures {
    names: Unique,
    names_in_use: HashSet<String>,
    known: BTreeMap<BookPath, String>,
    /// Those in the files of texts, by the text and what it calls them.
    embedded: BTreeMap<(BookPath, String), String>,
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
    pub(super) fn bring(&mut self, pictures: Vec<Picture>) -> Vec<String> {
        let names = pictures.into_iter().map(|picture| {
            let (stem, extension) = picture.name.rsplit_once('.').unwrap_or((&picture.name, ""));
            self.file(stem, extension, picture.bytes)
        });
        names.collect()
    }

    fn file(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let stem = slug(stem);
        let stem = self.names.fresh(if stem.is_empty() { "picture" } else { &stem });
        let dot = if extension.is_empty() { "" } else { "." };
        let name = format!("images/{stem}{dot}{}", extension.to_ascii_lowercase());
        self.files.push(DraftFile { path: BookPath::own(&name), bytes });
        self.names_in_use.insert(name.clone());
        name
    }

    /// Brings in the pictures of a text, and makes its tree name them where they are now.
    pub(super) fn take(
        &mut self,
        world: &dyn World,
        text: &BookPath,
        embedded: &[Embedded],
        tree: &mut Tree,
        remarks: &mut Vec<String>,
    ) {
        let pictures = tree.root().descendants().filter(|node| node.is_html("img"));
        let pictures: Vec<_> = pictures.map(NodeRef::id).collect();
        for id in pictures {
            let address = tree.get(id).attribute("src").unwrap_or_default().to_owned();
            if address.strip_prefix("../").is_some_and(|name| self.names_in_use.contains(name)) {
                continue;
            }
            let own = embedded.iter().find(|picture| picture.address == address);
            let found = own.map(|picture| self.unpack(text, picture)).or_else(|| self.find(world, text, &address));
            match found {
                Some(name) => tree.set(id, "src", &format!("../{name}")),
                None => remarks.push(format!("the picture `{address}` is not beside the text; its place is kept")),
            }
        }
    }

    /// Brings in a picture that stands in the file of a text.
    fn unpack(&mut self, text: &BookPath, picture: &Embedded) -> String {
        let key = (text.clone(), picture.address.clone());
        if let Some(name) = self.embedded.get(&key) {
            return name.clone();
        }
        let stems = [picture.name.clone(), format!("{} picture", text.stem())];
        let stem = stems.into_iter().find(|stem| !slug(stem).is_empty()).unwrap_or_default();
        let name = self.file(&stem, picture.extension, picture.bytes.clone());
        self.embedded.insert(key, name.clone());
        name
    }

    /// Brings in the pictures of Markdown that stays as it is, but for where they are.
    pub(super) fn take_from_markdown(
        &mut self,
        world: &dyn World,
        path: &BookPath,
        text: String,
        remarks: &mut Vec<String>,
    ) -> String {
        if !text.contains("![") && !text.contains("<img") {
            return text;
        }
        rewrite(text, "img", "src", |address| {
            let name = self.find(world, path, address);
            if name.is_none() {
                remarks.push(format!("the picture `{address}` is not beside the text; its place is kept"));
            }
            name.map(|name| format!("../{name}"))
        })
    }

    fn find(&mut self, world: &dyn World, text: &BookPath, address: &str) -> Option<String> {
        let plain = decode(address);
        let path = Roots::default().resolve(text.folder(), &plain).ok()?;
        if let Some(name) = self.known.get(&path) {
            return Some(name.clone());
        }
        let name = plain.rsplit('/').next().unwrap_or(&plain).to_lowercase();
        let found = world.read(&path).ok().map(|bytes| (path.clone(), bytes));
        let elsewhere = || self.beside.get(&name).and_then(|path| Some((path.clone(), world.read(path).ok()?)));
        let (path, bytes) = found.or_else(elsewhere)?;
        if let Some(name) = self.known.get(&path) {
            return Some(name.clone());
        }
        let name = self.file(path.stem(), &path.extension(), bytes);
        self.known.insert(path, name.clone());
        Some(name)
    }
}
