//! Checks of resources and the addresses that lead to them: core media types, fallbacks, fragments. EPUB 3.3, section 3.

mod missing;
mod well_formed;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[&missing::CHECK, &well_formed::CHECK];
