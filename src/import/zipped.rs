//! The files in a zip that is a document, as trees and as bytes.

use super::Picture;
use crate::container;
use crate::package::{Body, Package};
use crate::resource::Content;
use crate::source::Sources;
use crate::xml::{Tree, parse_xml, write_xml};
use std::borrow::Cow;
use std::collections::HashMap;

/// A zip that was opened; nothing, for a document that is one file.
#[derive(Default)]
pub(super) struct Archive {
    package: Package,
    index: HashMap<String, usize>,
    /// The pictures that were taken, each once.
    pub pictures: Vec<Picture>,
    known: HashMap<String, usize>,
}

impl Archive {
    /// Opens a zip; says why where nothing can be read of it.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, String> {
        let (package, diagnostics) = container::read(bytes, "", &mut Sources::default());
        let has_any = package.entries.iter().any(|entry| !matches!(entry.body, Body::Unreadable));
        if !has_any {
            let why =
                diagnostics.into_iter().map(|finding| finding.message).find(|message| !message.contains("mimetype"));
            return Err(why.unwrap_or_else(|| "the zip holds nothing that can be read".to_owned()));
        }
        let index = package.entries.iter().enumerate().map(|(at, entry)| (entry.path.clone(), at)).collect();
        Ok(Self { package, index, pictures: Vec::new(), known: HashMap::new() })
    }

    fn body(&self, path: &str) -> Option<&Body> {
        Some(&self.package.entries[*self.index.get(path)?].body)
    }

    /// Returns the paths of its files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.package.entries.iter().map(|entry| entry.path.as_str())
    }

    /// Returns a file that is XML.
    pub(super) fn tree(&self, path: &str) -> Option<Cow<'_, Tree>> {
        match self.body(path)? {
            Body::Document(tree) => Some(Cow::Borrowed(tree)),
            Body::Other(Content::Bytes(bytes)) => {
                parse_xml(&std::str::from_utf8(bytes).ok()?.into(), None).ok().map(Cow::Owned)
            }
            _ => None,
        }
    }

    /// Takes a picture; returns its number.
    pub(super) fn picture(&mut self, path: &str) -> Option<usize> {
        if let Some(known) = self.known.get(path) {
            return Some(*known);
        }
        let bytes = match self.body(path)? {
            Body::Other(Content::Bytes(bytes)) | Body::Broken { bytes, .. } => bytes.to_vec(),
            Body::Document(tree) => {
                let mut text = String::new();
                write_xml(tree.root(), &mut text);
                text.into_bytes()
            }
            _ => return None,
        };
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        self.pictures.push(Picture { name, bytes });
        self.known.insert(path.to_owned(), self.pictures.len() - 1);
        Some(self.pictures.len() - 1)
    }
}
