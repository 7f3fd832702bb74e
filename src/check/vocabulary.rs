//! Checks of vocabularies, prefixes and properties. EPUB 3.3, section 5.5.4 and appendix D.

mod attributes;
mod metadata;
mod prefixes;
mod semantics;
mod terms;

pub(super) use metadata::{only_of_the_whole, properties, wrong_value};

use super::checks::Check;

pub(super) const CHECKS: &[&Check] =
    &[&prefixes::CHECK, &prefixes::CONTENT_CHECK, &attributes::CHECK, &metadata::CHECK, &semantics::CHECK];
