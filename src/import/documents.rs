//! Files that are more than a text: told by their bytes, since decoding would refuse them, and opened whole.
//!
//! What is to be done for one kind is a file in `importers/` and a line in [`DOCUMENTS`].

use super::{Work, importers};
use crate::world::BookPath;

/// A kind of file that holds a text with all that belongs to it.
pub(super) struct Document {
    pub name: &'static str,
    /// Tells by what it holds whether a file is of this kind.
    pub recognises: fn(&BookPath, &[u8]) -> bool,
    /// Says why, where nothing can be made of it.
    pub open: fn(&File<'_>) -> Result<Work, String>,
}

/// Every such kind; the first that recognises a file takes it.
pub(super) const DOCUMENTS: &[Document] = &[
    Document { name: "EPUB", recognises: importers::epub::recognises, open: importers::epub::open },
    Document { name: "DOCX", recognises: importers::docx::recognises, open: importers::docx::open },
    Document { name: "ODT", recognises: importers::odt::recognises, open: importers::odt::open },
    Document { name: "flat ODT", recognises: importers::odt::recognises_flat, open: importers::odt::open_flat },
    Document { name: "FB2", recognises: importers::fb2::recognises, open: importers::fb2::open },
];

/// A file to open.
pub(super) struct File<'a> {
    pub bytes: &'a [u8],
}

/// Tells whether bytes begin as a zip does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Tells whether a zip names an entry: its directory stands at its end.
pub(super) fn has_entry(bytes: &[u8], name: &str) -> bool {
    const DIRECTORY: usize = 1 << 20;
    let is_named = |part: &[u8]| part.windows(name.len()).any(|window| window == name.as_bytes());
    is_named(&bytes[bytes.len().saturating_sub(DIRECTORY)..]) || is_named(&bytes[..bytes.len().min(DIRECTORY)])
}
