//! Checks of the navigation document and the NCX. EPUB 3.3, section 7, and OPF 2.0.1, section 2.4.1.

mod nav;
mod nav_links;
mod ncx;
mod ncx_grammar;
pub(super) mod order;
mod play_order;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] =
    &[&nav::CHECK, &nav_links::CHECK, &ncx::CHECK, &ncx_grammar::CHECK, &order::CHECK, &play_order::CHECK];
