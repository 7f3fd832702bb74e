//! Checks of pictures as files. EPUB 3.3, sections 3.2 and 5.6.2.

mod picture;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[&picture::CHECK];
