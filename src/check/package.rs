//! Checks of the package document: its form, its metadata, its spine. EPUB 3.3, section 5.

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[];
