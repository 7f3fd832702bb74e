//! Checks of stylesheets and fonts. EPUB 3.3, section 6.3.

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[];
