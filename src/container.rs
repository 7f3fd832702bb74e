//! The container: a package as one zip file, written and read. EPUB 3.3, section 4.3.
//!
//! What is written is the same, byte for byte, for the same package: fixed times, fixed order, one compressor.
//! What is read may be anything; whatever a [`crate::package::Package`] cannot hold is told as a diagnostic.

mod decode;
mod directory;
mod entities;
mod folder;
mod inflate;
mod pack;
mod read;
mod repair;
pub mod rules;
mod write;

pub use folder::read_folder;
pub use read::read;
pub use repair::repair;
pub use rules::RULES;
pub use write::{write, write_to_vec};

/// The name and content of the first entry of every container.
const MIMETYPE: (&str, &str) = ("mimetype", crate::package::media_type::EPUB);

/// How entries are held: the only two ways that EPUB knows.
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The signatures of the zip's records.
mod signature {
    pub(super) const LOCAL: u32 = 0x0403_4b50;
    pub(super) const CENTRAL: u32 = 0x0201_4b50;
    pub(super) const END: u32 = 0x0605_4b50;
    pub(super) const END_64: u32 = 0x0606_4b50;
    pub(super) const LOCATOR_64: u32 = 0x0706_4b50;
}
