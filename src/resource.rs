//! What a book holds beside text: pictures, the cover, stylesheets, fonts.
//!
//! A resource is a handle, read again when the container is written, so that a book of pictures needs no more memory
//! than its largest one. What no longer is as its file has it is held in memory.

mod alike;
mod choices;
pub mod classes;
pub mod collect;
pub mod cover;
mod drawing;
pub mod font;
pub mod image;
mod names;
pub mod prepare;
pub mod recording;
pub(crate) mod rules;
pub mod stylesheet;

pub use drawing::{Fonts as DrawingFonts, draw_svg};
pub use names::Names;
pub use rules::RULES;

use crate::world::{BookPath, World};
use std::borrow::Cow;
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
    /// Made by an earlier build or this one, and kept by the world under a key.
    Kept(String),
}

impl Content {
    /// Returns the bytes.
    ///
    /// # Errors
    /// Why they cannot be had any more.
    pub fn read(&self, world: &dyn World) -> Result<Cow<'_, [u8]>, String> {
        match self {
            Self::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::File(path) => world.read(path).map(Cow::Owned).map_err(|error| format!("`{path}` {error}")),
            Self::Kept(key) => {
                world.recall(key).map(Cow::Owned).ok_or_else(|| "what was kept of it is gone: build again".to_owned())
            }
        }
    }
}
