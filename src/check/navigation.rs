//! Checks of the navigation document and the NCX. EPUB 3.3, section 7, and OPF 2.0.1, section 2.4.1.

mod ncx_grammar;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[&ncx_grammar::CHECK];
