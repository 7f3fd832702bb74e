//! Checks of the container itself: `META-INF`, names of files, `mimetype`. EPUB 3.3, section 4.

mod container_document;
mod grammar;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[&container_document::CHECK, &grammar::CHECK];
