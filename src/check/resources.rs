//! Checks of resources and the addresses that lead to them: core media types, fallbacks, fragments. EPUB 3.3, section 3.

pub(super) mod address;
mod declared_type;
mod fallback;
mod fragment;
mod hyperlink;
mod missing;
mod picture;
mod properties;
mod remote;
mod unused;
mod well_formed;
mod xml_declaration;

pub(super) use fallback::has_core_type;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[
    &address::CHECK,
    &declared_type::CHECK,
    &fallback::CHECK,
    &fragment::CHECK,
    &hyperlink::CHECK,
    &missing::CHECK,
    &picture::CHECK,
    &properties::CHECK,
    &remote::CHECK,
    &unused::CHECK,
    &well_formed::CHECK,
    &well_formed::CONTAINER,
    &xml_declaration::CHECK,
    &xml_declaration::CONTAINER,
];
