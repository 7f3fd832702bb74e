//! Checks of fixed layout. EPUB 3.3, section 8.

mod rendering;
mod viewport;

use super::checks::Check;
use super::publication::{Listed, Rendition, Version};

pub(super) const CHECKS: &[&Check] =
    &[&rendering::CHECK, &rendering::SPINE_CHECK, &viewport::CHECK, &viewport::SVG_CHECK];

/// Tells whether an item is a page of fixed layout: its own place in the spine says so, else the whole book.
pub(super) fn is_fixed(rendition: &Rendition<'_>, item: &Listed<'_>) -> bool {
    let Some(place) = item.spine.filter(|_| rendition.version == Version::Three) else { return false };
    let properties = &rendition.document.spine.itemrefs[place].properties;
    let has = |wanted: &str| properties.iter().any(|property| property == wanted);
    has("rendition:layout-pre-paginated")
        || (!has("rendition:layout-reflowable")
            && rendition
                .document
                .metadata
                .iter()
                .any(|entry| entry.name == "rendition:layout" && entry.value == "pre-paginated"))
}
