//! Checks of XHTML, SVG and MathML content. EPUB 3.3, section 6.

mod switch;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[&switch::CHECK];
