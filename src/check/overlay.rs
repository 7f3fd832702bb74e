//! Checks of media overlays. EPUB 3.3, section 9.

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[];
