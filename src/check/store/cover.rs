//! The cover is there, of a size that the store shows, and seen once.

use super::{Store, StoreCheck, kind};
use crate::check::publication::{Listed, Publication, Reached, Rendition};
use crate::check::resource::{file, pixels};
use crate::check::survey::LinkKind;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::Entry;
use crate::package::opf::MetadatumKind;

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_COVER, &STORE_COVER_PAGE], look };

const STORE_COVER: Rule = Rule {
    name: "store-cover",
    severity: Severity::Warning,
    summary: "the book has no cover, or one of a size or kind that the store does not want",
    explanation: "
A cover is shown on a shelf and on a page of the shop; from a small one both are blurred. Amazon asks for 1000 × 625
pixels at least, 2560 × 1600 at best, and 10,000 at most (Kindle Publishing Guidelines); Apple for 1400 on the short
side, and four million in all at the most (Book Asset Guide); Google for 640 to 7200 (Play Books Partner Center).
All take JPEG and PNG, and nothing else is taken by all.

Wrong: a cover of 300 × 480 pixels, or one in SVG.

Right: a JPEG of 1600 × 2400 pixels, named by `properties=\"cover-image\"`.
",
    epubcheck: &[],
};

const STORE_COVER_PAGE: Rule = Rule {
    name: "store-cover-page",
    severity: Severity::Warning,
    summary: "a page shows the cover, which the store shows before the book already",
    explanation: "
Kindle puts the picture of the cover before the first page, and wants no page for it (Kindle Publishing Guidelines):
readers would see it twice.
`bindery build --profile kindle` leaves the page out of that edition by itself.

Wrong, for Kindle: a page `cover.xhtml` that holds the picture of the cover and nothing else.

Right: the picture alone, named by `properties=\"cover-image\"`.
",
    epubcheck: &[],
};

/// The kinds of covers that every store takes.
const COVER_KINDS: &[&str] = &["image/jpeg", "image/png"];

fn look(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(cover) = cover(rendition) else {
        let message = format!("the book names no picture as its cover, and {} wants one", store.summary);
        let help = "name one with `cover` in book.toml; in a package document, with `properties=\"cover-image\"`";
        diagnostics.push(Diagnostic::new(&STORE_COVER, message).at(rendition.place()).help(help));
        return;
    };
    if store.shows_cover_itself {
        diagnostics.extend(page(store, rendition, cover));
    }
    let Some(entry) = cover.entry else { return };
    let kind = kind(cover);
    // Of a kind that the store does not show at all, the look at pictures tells.
    if !COVER_KINDS.contains(&kind) && store.pictures.contains(&kind) {
        let message = format!("the cover is of the type `{kind}`, and {} takes JPEG and PNG", store.summary);
        let finding = Diagnostic::new(&STORE_COVER, message).at(file(entry));
        diagnostics.push(finding.help("save it as a JPEG of 1600 × 2400 pixels"));
        return;
    }
    let Some((width, height)) = pixels(entry) else { return };
    let (short, long) = (width.min(height), width.max(height));
    let is_small = store.cover_at_least.is_some_and(|(least, most)| short < least || long < most);
    let is_large = store.cover_at_most.is_some_and(|most| long > most);
    if is_small || is_large {
        let size = if is_small { "small" } else { "large" };
        let message = format!("the cover of {width} × {height} pixels is too {size} for {}", store.summary);
        let finding = Diagnostic::new(&STORE_COVER, message).at(file(entry));
        diagnostics.push(finding.help("make it 1600 × 2400 pixels"));
    }
}

/// Returns a finding where a page of the spine shows the cover and says nothing.
fn page(store: &Store, rendition: &Rendition<'_>, cover: &Listed<'_>) -> Option<Diagnostic> {
    let is_cover = |reached| matches!(reached, Reached::Listed(picture) if picture.index == cover.index);
    let showing = rendition.links().filter(|(page, link)| {
        link.kind == LinkKind::Image && page.is_xhtml() && page.spine.is_some() && is_cover(rendition.reach(link))
    });
    let is_silent = |entry: &&Entry| {
        let body = entry.document().and_then(|tree| tree.root().descendants().find(|node| node.is_html("body")));
        body.is_some_and(|body| body.text_content().trim().is_empty())
    };
    let entry = showing.filter_map(|(page, _)| page.entry).find(is_silent)?;
    let message = format!("`{}` shows the cover, as {} does before the book", entry.path, store.summary);
    Some(Diagnostic::new(&STORE_COVER_PAGE, message).at(file(entry)).help("leave the page out of the spine"))
}

/// Returns the picture that is the cover, in the form of EPUB 3 or of EPUB 2.
fn cover<'r, 'a>(rendition: &'r Rendition<'a>) -> Option<&'r Listed<'a>> {
    let by_property = rendition.items.iter().find(|item| item.item.has_property("cover-image"));
    by_property.or_else(|| {
        let is_cover = |kind, name: &str| kind == MetadatumKind::NamedMeta && name == "cover";
        let metadata = &rendition.document.metadata;
        rendition.item(&metadata.iter().find(|entry| is_cover(entry.kind, &entry.name))?.value)
    })
}
