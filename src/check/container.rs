//! Checks of the container itself: `META-INF`, names of files, `mimetype`. EPUB 3.3, section 4.

mod container_document;
mod encryption;
mod file_names;
mod grammar;
mod publication_name;
mod same_names;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[
    &container_document::CHECK,
    &encryption::CHECK,
    &file_names::CHECK,
    &grammar::CHECK,
    &publication_name::CHECK,
    &same_names::CHECK,
];
