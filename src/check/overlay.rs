//! Checks of media overlays. EPUB 3.3, section 9.

mod clip;
mod clock;
mod document;
mod durations;
mod highlight;
mod order;
mod references;

pub(super) use clock::parse as parse_clock;

use super::checks::Check;
use super::publication::{Listed, Rendition};

pub(super) const CHECKS: &[&Check] = &[
    &document::CHECK,
    &clip::CHECK,
    &references::CHECK,
    &references::SOUND_CHECK,
    &order::CHECK,
    &durations::CHECK,
    &highlight::CHECK,
];

/// The namespace of overlays.
const SMIL: &str = "http://www.w3.org/ns/SMIL";

/// Tells whether an item is declared to be an overlay.
fn is_overlay(item: &Listed<'_>) -> bool {
    item.media_type() == "application/smil+xml"
}

/// Returns the pages of the book that name an overlay, and the ids that they give.
fn pages<'r, 'a>(rendition: &'r Rendition<'a>) -> impl Iterator<Item = (&'r Listed<'a>, &'r str)> {
    rendition.items.iter().filter_map(|item| Some((item, item.item.media_overlay.as_deref()?)))
}
