//! Accessibility metadata computed from what is in the book, so that it is never a promise that nobody checked.
//! EPUB Accessibility 1.1, section 2; the values are schema.org's.

use super::metadata::Metadata;
use super::opf::Metadatum;
use super::survey::Feature;
use crate::manifest::{Accessibility, Manifest};
use crate::words::{self, Word};
use std::collections::BTreeSet;

/// Says how the book can be read.
pub(super) fn describe(manifest: &Manifest, features: &BTreeSet<Feature>, metadata: &mut Metadata) {
    let claims = &manifest.accessibility;
    let mut say = |property: &str, value: &str| metadata.push(Metadatum::meta(property, value));
    for mode in modes(features) {
        say("schema:accessMode", mode);
    }
    for modes in sufficient_modes(features) {
        say("schema:accessModeSufficient", &modes);
    }
    for feature in accessibility_features(features) {
        say("schema:accessibilityFeature", feature);
    }
    for hazard in &claims.hazards {
        say("schema:accessibilityHazard", hazard);
    }
    if claims.hazards.is_empty() {
        say("schema:accessibilityHazard", "none");
    }
    say("schema:accessibilitySummary", claims.summary.as_deref().unwrap_or(&summary(manifest, features)));
    if let Some(claim) = &claims.claim {
        metadata.push(Metadatum::meta("dcterms:conformsTo", claim).named("conformance"));
        if let Some(certifier) = &claims.certified_by {
            metadata.push(Metadatum::meta("a11y:certifiedBy", certifier).refining("conformance"));
        }
    }
    metadata.extend(claims.exemption.map(|exemption| Metadatum::meta("a11y:exemption", exemption)));
    if features.contains(&Feature::PageMarker) {
        page_source(claims, metadata);
    }
}

/// Names the edition whose pages are marked: as EPUB 3.4 does, and as readers of 3.3 look for it.
fn page_source(claims: &Accessibility, metadata: &mut Metadata) {
    let Some(source) = &claims.page_source else { return };
    metadata.push(Metadatum::meta("pageBreakSource", source));
    metadata.push(Metadatum::dc("source", source).named("page-source"));
    metadata.push(Metadatum::meta("source-of", "pagination").refining("page-source"));
}

/// Returns the senses that all of the book asks for.
fn modes(features: &BTreeSet<Feature>) -> Vec<&'static str> {
    let mut modes = vec!["textual"];
    if has_any(features, &[Feature::DescribedImage, Feature::UndescribedImage, Feature::Video]) {
        modes.push("visual");
    }
    if has_any(features, &[Feature::Audio, Feature::Video]) {
        modes.push("auditory");
    }
    modes
}

/// Returns the sets of senses each of which is enough to miss nothing.
fn sufficient_modes(features: &BTreeSet<Feature>) -> Vec<String> {
    let modes = modes(features);
    let text_says_all = !has_any(features, &[Feature::UndescribedImage, Feature::Audio, Feature::Video]);
    let mut sufficient = Vec::new();
    if text_says_all {
        sufficient.push("textual".to_owned());
    }
    if modes.len() > 1 {
        sufficient.push(modes.join(","));
    }
    sufficient
}

fn accessibility_features(features: &BTreeSet<Feature>) -> Vec<&'static str> {
    let mut found = vec!["tableOfContents", "readingOrder"];
    if features.contains(&Feature::Heading) {
        found.push("structuralNavigation");
    }
    if features.contains(&Feature::DescribedImage) && !features.contains(&Feature::UndescribedImage) {
        found.push("alternativeText");
    }
    if features.contains(&Feature::CaptionedVideo) && !features.contains(&Feature::UncaptionedVideo) {
        found.push("captions");
    }
    if features.contains(&Feature::Math) {
        found.push("MathML");
    }
    if features.contains(&Feature::PageMarker) {
        found.extend(["pageBreakMarkers", "pageNavigation"]);
    }
    if features.contains(&Feature::ReadAlong) {
        found.push("synchronizedAudioText");
    }
    found.extend(["displayTransformability", "unlocked"]);
    found
}

/// Says in a few words what the other properties say, where the book's own author does not.
fn summary(manifest: &Manifest, features: &BTreeSet<Feature>) -> String {
    let described = features.contains(&Feature::DescribedImage);
    let undescribed = features.contains(&Feature::UndescribedImage);
    let sentences = [
        (true, Word::ReadableText),
        (features.contains(&Feature::Heading), Word::ReadableHeadings),
        (undescribed, Word::PicturesUndescribed),
        (described && !undescribed, Word::PicturesDescribed),
    ];
    let sentences = sentences.into_iter().filter(|(is_true, _)| *is_true);
    let word = |(_, word)| words::lookup(word, &manifest.metadata.language.value, &manifest.words);
    sentences.map(word).collect::<Vec<_>>().join(" ")
}

fn has_any(features: &BTreeSet<Feature>, wanted: &[Feature]) -> bool {
    wanted.iter().any(|feature| features.contains(feature))
}
