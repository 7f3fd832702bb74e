//! The package: what an EPUB holds, as one value for building and for checking.
//!
//! [`bind`] makes it from a book; `container::read` makes it from anybody's file, and then nothing about it is sure.
//! The views ([`PackageDocument`], [`nav`], [`ncx`], [`ocf`]) are computed from the trees and never assume that those
//! are whole. Each kind of document is written and read in one file. EPUB 3.3, sections 4 to 7.

mod accessibility;
mod bind;
mod layout;
mod markup;
mod metadata;
pub mod nav;
pub mod ncx;
pub mod ocf;
pub mod opf;
mod outline;
mod overlay;
mod page;
mod reference;
#[cfg(test)]
pub(crate) mod samples;
mod survey;
mod volume;

pub use bind::bind;
pub use opf::PackageDocument;
pub use outline::Point;
pub use reference::{Reference, resolve};

use crate::resource::{Content, FileFacts};
use crate::source::SourceId;
use crate::xml::{Beginning, ParseFailure, Tree, parse_xml};
use std::collections::HashMap;
use std::sync::Arc;

/// Namespaces and paths of EPUB.
pub mod ns {
    pub use crate::vocabulary::OPS;

    pub const OPF: &str = "http://www.idpf.org/2007/opf";
    /// Of package documents before EPUB.
    pub const OEBPS: &str = "http://openebook.org/namespaces/oeb-package/1.0/";
    pub const DC: &str = "http://purl.org/dc/elements/1.1/";
    pub const DCTERMS: &str = "http://purl.org/dc/terms/";
    pub const NCX: &str = "http://www.daisy.org/z3986/2005/ncx/";
    pub const CONTAINER: &str = "urn:oasis:names:tc:opendocument:xmlns:container";
}

/// The media types that the package itself needs to know.
pub mod media_type {
    pub const EPUB: &str = "application/epub+zip";
    pub const PACKAGE: &str = "application/oebps-package+xml";
    pub const XHTML: &str = "application/xhtml+xml";
    pub const NCX: &str = "application/x-dtbncx+xml";
    pub const CSS: &str = "text/css";
    pub const SVG: &str = "image/svg+xml";
}

/// The entries of a container, in order. `mimetype` is not among them: the container writes and checks it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    pub entries: Vec<Entry>,
}

/// One file of the container.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path from the root of the container.
    pub path: String,
    pub body: Body,
    /// What its text is called where it was read from a container; a file that is not text is an empty source.
    pub source: Option<SourceId>,
    /// How the container held it, where it was read from one.
    pub zip: Option<ZipFacts>,
    /// What is known of the file that it is made of, where it is a resource of a book that is being built.
    pub file: Option<FileFacts>,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Body {
    /// XML: XHTML, SVG, OPF, NCX, container.xml …
    Document(Tree),
    /// What should be XML and is not, with what stands before the fault.
    Broken { bytes: Arc<[u8]>, failure: ParseFailure, beginning: Option<Box<Beginning>> },
    /// Anything else.
    Other(Content),
    /// What could not be taken out of the container; the reader of the container has said why.
    Unreadable,
}

/// What the zip's directory says of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZipFacts {
    /// 0 is stored, 8 deflated; EPUB knows no other.
    pub method: u16,
    pub compressed_size: u64,
    pub size: u64,
    /// Where its local header begins.
    pub offset: u64,
    /// When the file was last changed: day and time as MS-DOS wrote them.
    pub time: (u16, u16),
}

impl ZipFacts {
    /// Returns when the file was last changed, written as `dcterms:modified` is; nobody knows in which zone it was.
    pub fn modified(self) -> Option<String> {
        let (day, time) = self.time;
        let (month, date) = (day >> 5 & 15, day & 31);
        let (hour, minute, second) = (time >> 11, time >> 5 & 63, (time & 31) * 2);
        let is_sound = (1..=12).contains(&month) && date > 0 && hour < 24 && minute < 60 && second < 60;
        let year = 1980 + (day >> 9);
        is_sound.then(|| format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}Z"))
    }
}

impl Package {
    /// Returns the entry at a path. It looks through all of them: who asks often builds [`Package::index`] first.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }

    /// Returns the first entry of each path.
    pub fn index(&self) -> HashMap<&str, &Entry> {
        let mut index = HashMap::with_capacity(self.entries.len());
        for entry in &self.entries {
            index.entry(entry.path.as_str()).or_insert(entry);
        }
        index
    }

    /// Returns the path of the package document that readers open: the first that `container.xml` names.
    pub fn rootfile(&self) -> Option<String> {
        let container = self.entry(ocf::PATH)?.document()?;
        ocf::read(container).into_iter().find_map(ocf::Rootfile::package_path)
    }

    /// Returns the package document's entry and what it says, where both can be had.
    pub fn package_document(&self) -> Option<(&Entry, PackageDocument)> {
        let entry = self.entry(&self.rootfile()?)?;
        Some((entry, opf::read(entry.document()?)))
    }
}

impl Entry {
    /// Returns an entry of a package that was not read from a container.
    pub fn new(path: impl Into<String>, body: Body) -> Self {
        Self { path: path.into(), body, source: None, zip: None, file: None }
    }

    /// Returns its tree, where it is well-formed XML.
    pub fn document(&self) -> Option<&Tree> {
        match &self.body {
            Body::Document(tree) => Some(tree),
            _ => None,
        }
    }

    /// Returns what was read of it before its fault, where it is not well-formed.
    pub fn beginning(&self) -> Option<&Beginning> {
        match &self.body {
            Body::Broken { beginning, .. } => beginning.as_deref(),
            _ => None,
        }
    }
}

impl PartialEq for Entry {
    /// Compares paths and bodies: how a container held them does not count.
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.body == other.body
    }
}

impl PartialEq for Body {
    /// Compares documents as trees and all else by bytes. An SVG picture is bytes before it is written, and a tree or
    /// a broken one once it has been read: that makes no difference.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Document(left), Self::Document(right)) => left == right,
            (Self::Document(tree), Self::Other(Content::Bytes(bytes)))
            | (Self::Other(Content::Bytes(bytes)), Self::Document(tree)) => {
                let parsed = std::str::from_utf8(bytes).ok().and_then(|text| parse_xml(&text.into(), None).ok());
                parsed.is_some_and(|parsed| parsed == *tree)
            }
            (
                Self::Broken { bytes: left, .. } | Self::Other(Content::Bytes(left)),
                Self::Broken { bytes: right, .. } | Self::Other(Content::Bytes(right)),
            ) => left == right,
            (Self::Other(left), Self::Other(right)) => left == right,
            (Self::Unreadable, Self::Unreadable) => true,
            _ => false,
        }
    }
}
