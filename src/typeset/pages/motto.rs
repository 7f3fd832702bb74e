//! The dedication and the epigraph of a book, where the manifest has their text.

use super::Page;

pub(super) const DEDICATION: Page = Page {
    key: Some("dedication"),
    role: "dedication",
    is_usual: true,
    is_listed: false,
    has_matter: |view| view.manifest.metadata.dedication.is_some(),
    write: |view, draft| view.manifest.metadata.dedication.iter().for_each(|text| draft.markdown(text)),
};

pub(super) const EPIGRAPH: Page = Page {
    key: Some("epigraph"),
    role: "epigraph",
    is_usual: true,
    is_listed: false,
    has_matter: |view| view.manifest.metadata.epigraph.is_some(),
    write: |view, draft| view.manifest.metadata.epigraph.iter().for_each(|text| draft.markdown(text)),
};
