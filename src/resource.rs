//! What a book holds beside text: pictures, the cover, stylesheets.
//!
//! A resource is a handle, read again when the container is written, so that a book of pictures needs no more memory
//! than its largest one. What no longer is as its file has it is held in memory.

pub mod collect;
pub mod cover;
mod css;
pub mod image;
mod names;
pub mod stylesheet;

pub use names::Names;

use crate::diagnostic::Rule;
use crate::world::BookPath;
use std::sync::Arc;

/// Every rule of this room.
pub const RULES: &[&Rule] = &[
    &collect::MISSING_IMAGE,
    &collect::BROKEN_IMAGE,
    &collect::MISNAMED_IMAGE,
    &collect::UNKNOWN_IMAGE_KIND,
    &collect::UNSAFE_IMAGE,
    &collect::IMAGE_OUTSIDE,
    &collect::UNREADABLE_IMAGE,
    &cover::MISSING_COVER,
    &cover::LARGE_COVER,
    &cover::SMALL_COVER,
    &cover::COVER_SHAPE,
    &cover::COVER_KIND,
    &cover::COVER_FONT,
    &cover::COVER_CHARACTERS,
    &cover::COVER_NOT_DRAWN,
    &cover::UNREADABLE_FONT,
    &stylesheet::UNREADABLE_STYLESHEET,
    &stylesheet::CSS_SYNTAX,
    &stylesheet::CSS_ADDRESS,
    &stylesheet::CSS_DIRECTION,
    &stylesheet::CSS_COLOUR_SCHEME,
    &stylesheet::CSS_HIDDEN,
    &stylesheet::CSS_LAYOUT,
    &stylesheet::CSS_READERS_OWN,
];

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
