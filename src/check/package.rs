//! Checks of the package document: its form, its metadata, its spine. EPUB 3.3, section 5.

pub(super) mod grammar;
mod guide;
mod identity;
mod linked;
mod manifest;
mod media_types;
mod meta;
mod spine;
mod values;
mod version;

pub(super) use identity::is_moment;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[
    &super::grammar::CHECK,
    &grammar::CHECK,
    &guide::CHECK,
    &identity::CHECK,
    &linked::CHECK,
    &manifest::CHECK,
    &media_types::CHECK,
    &meta::CHECK,
    &spine::CHECK,
    &spine::LINEAR,
    &values::CHECK,
    &version::CHECK,
];
