//! The package: what an EPUB holds, as one value for building and for checking.

/// Namespaces and paths of EPUB.
pub mod ns {
    pub const OPF: &str = "http://www.idpf.org/2007/opf";
    pub const DC: &str = "http://purl.org/dc/elements/1.1/";
    pub const DCTERMS: &str = "http://purl.org/dc/terms/";
    pub const OPS: &str = "http://www.idpf.org/2007/ops";
    pub const NCX: &str = "http://www.daisy.org/z3986/2005/ncx/";
    pub const CONTAINER: &str = "urn:oasis:names:tc:opendocument:xmlns:container";
}

use crate::resource::Content;
use crate::xml::{ParseFailure, Tree};
use std::sync::Arc;

/// The entries of a container, in order. `mimetype` is not among them: the container writes and checks it.
#[derive(Clone, Debug, Default)]
pub struct Package {
    pub entries: Vec<Entry>,
}

/// One file of the container.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path from the root of the container.
    pub path: String,
    pub body: Body,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Body {
    /// XML: XHTML, SVG, OPF, NCX, container.xml …
    Document(Tree),
    /// What should be XML and is not.
    Broken { bytes: Arc<[u8]>, failure: ParseFailure },
    /// Anything else.
    Other(Content),
}
