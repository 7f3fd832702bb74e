//! Checks of collections, and the specifications beside EPUB 3.3 that are built on them.

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[];
