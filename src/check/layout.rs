//! Checks of fixed layout. EPUB 3.3, section 8.

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[];
