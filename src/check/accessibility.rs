//! Checks of accessibility, after EPUB Accessibility 1.1 and what Ace asks for: advice, which no store refuses a book for.

mod metadata;
mod page_breaks;
mod pages;

use super::checks::Check;

pub(super) const CHECKS: &[&Check] = &[
    &metadata::CHECK,
    &metadata::VALUE_CHECK,
    &pages::IMAGE_CHECK,
    &pages::HEADING_CHECK,
    &page_breaks::CHECK,
    &page_breaks::LIST_CHECK,
];
