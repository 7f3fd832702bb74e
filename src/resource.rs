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

use crate::source::Span;
use crate::world::{BookPath, World};
use image::Picture;
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
    pub facts: FileFacts,
}

/// What is known of a file without reading it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// How many bytes it has.
    pub bytes: usize,
    /// How wide and how high it is, where it is a picture made of pixels.
    pub pixels: Option<(u32, u32)>,
    /// Where the book names it first, where it is a picture.
    pub place: Option<Span>,
}

impl From<Picture> for FileFacts {
    fn from(Picture { media_type, width, height, bytes, .. }: Picture) -> Self {
        Self { bytes, pixels: (media_type != "image/svg+xml").then_some((width, height)), place: None }
    }
}

impl Resource {
    /// Returns a file that is packed as it stands and is no picture.
    pub fn of_file(name: String, media_type: &'static str, path: BookPath, bytes: usize) -> Self {
        let facts = FileFacts { bytes, pixels: None, place: None };
        Self { name, media_type, content: Content::File(path), facts }
    }

    /// Returns one whose bytes are in memory and are no picture made of pixels.
    pub fn in_memory(name: String, media_type: &'static str, bytes: Vec<u8>) -> Self {
        let facts = FileFacts { bytes: bytes.len(), pixels: None, place: None };
        Self { name, media_type, content: Content::Bytes(bytes.into()), facts }
    }
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
