//! Checks of stylesheets and fonts. EPUB 3.3, sections 3.4 and 6.3.

mod alternate;
mod embedded;
mod judge;
mod stylesheet;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] =
    &[&stylesheet::CHECK, &embedded::HTML_CHECK, &embedded::SVG_CHECK, &embedded::ATTRIBUTE_CHECK, &alternate::CHECK];
