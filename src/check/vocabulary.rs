//! Checks of vocabularies, prefixes and properties. EPUB 3.3, appendix D.

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[];
