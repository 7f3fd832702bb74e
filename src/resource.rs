//! What a book holds beside text: pictures, the cover, stylesheets.
//!
//! A resource is a handle, read again when the container is written, so that a book of pictures needs no more memory
//! than its largest one. What no longer is as its file has it is held in memory.

mod choices;
pub mod classes;
pub mod collect;
pub mod cover;
pub mod image;
mod names;
pub mod recording;
pub(crate) mod rules;
pub mod stylesheet;

pub use names::Names;
pub use rules::RULES;

use crate::world::BookPath;
use std::sync::Arc;

/// A file of the package that is not a document of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its path in the package below the package document's folder: `images/map.png`.
    pub name: String,
    /// Told by content, never by name.
    pub media_type: &'static str,
    pub content: Content,
}

/// Where a resource's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// In memory.
    Bytes(Arc<[u8]>),
    /// In the world: read again when the container is written.
    File(BookPath),
}
