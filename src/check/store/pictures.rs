//! Pictures are of kinds and sizes that the store shows, and their words short enough.

use super::{NONE, Store, StoreCheck, kind};
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::{attribute, bytes, file, pixels};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::resource::prepare::{is_moving, is_transparent};

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_PICTURE], look };

pub(super) const ALT_CHECK: StoreCheck = StoreCheck { rules: &[&STORE_ALT], look: look_at_alt };

const STORE_PICTURE: Rule = Rule {
    name: "store-picture",
    severity: Severity::Warning,
    summary: "a picture is of a kind or size that the store does not show well",
    explanation: "
Stores convert books for their own readers, and not every picture comes through. Kindle shows JPEG, PNG and GIF, of
five million pixels at the most, without transparency and without motion (Kindle Publishing Guidelines); Apple takes
four million pixels at the most, and shows what is transparent as black at night (Book Asset Guide); Kobo shows no GIF
(Kobo's EPUB guidelines).

Wrong, for Kindle: a drawing in SVG, or a PNG with transparent parts, which may come out black.

Right: a JPEG, or a PNG with a white ground.
",
    epubcheck: &[],
};

const STORE_ALT: Rule = Rule {
    name: "store-alt",
    severity: Severity::Warning,
    summary: "the alternative text of a picture is longer than the store allows",
    explanation: "
What is longer is cut off (Kindle Publishing Guidelines).

Wrong, for Kindle: an alternative text of 200 letters.

Right: one of 140 letters at the most, and the rest in the text of the book.
",
    epubcheck: &[],
};

fn look(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    for item in rendition.items.iter().filter(|item| item.media_type().starts_with("image/")) {
        let Some(entry) = item.entry else { continue };
        let mut report = |what: String, help: &str| {
            let finding = Diagnostic::new(&STORE_PICTURE, format!("`{}` {what}", entry.path)).at(file(entry));
            diagnostics.push(finding.help(help));
        };
        // Of a book that is being built, its edition has said why an SVG could not be drawn.
        let is_told = entry.file.is_some() && item.is_svg();
        let kind = kind(item);
        if !store.pictures.contains(&kind) {
            // What stands instead of a kind that EPUB does not know is shown by every reader.
            let is_replaced = !NONE.pictures.contains(&kind)
                && rendition.fallbacks(item).skip(1).any(|other| store.pictures.contains(&other.media_type()));
            if is_told || is_replaced {
                continue;
            }
            let what = format!("is of the type `{kind}`, which {} does not show well", store.summary);
            report(what, "convert it to JPEG or PNG");
            continue;
        }
        let pixels = pixels(entry).map_or(0, |(width, height)| u64::from(width) * u64::from(height));
        if store.most_pixels.is_some_and(|most| pixels > most) {
            report(format!("has {pixels} pixels, too many for {}", store.summary), "make it smaller");
        }
        // Of a book that is being built, its edition has put on white what is transparent, and told of what moves.
        let Some(bytes) = bytes(entry).filter(|_| entry.file.is_none()) else { continue };
        if store.dislikes_transparency && is_transparent(bytes) {
            report(
                format!("may be transparent in parts, which come out black with {}", store.summary),
                "fill the ground",
            );
        }
        if store.stills_pictures && is_moving(bytes) {
            report(format!("moves, and stands still with {}", store.summary), "save the frame that shows most, as PNG");
        }
    }
}

fn look_at_alt(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(longest) = store.longest_alt else { return };
    for tree in rendition.items.iter().filter(|item| item.is_xhtml()).filter_map(|item| item.entry?.document()) {
        for image in tree.root().descendants().filter(|node| node.is_html("img")) {
            let length = image.attribute("alt").unwrap_or_default().chars().count();
            if length > longest {
                let message =
                    format!("the alternative text has {length} letters, and {} takes {longest}", store.summary);
                let finding = Diagnostic::new(&STORE_ALT, message).at(attribute(image, "alt"));
                diagnostics.push(finding.help("say the rest in the text of the book"));
            }
        }
    }
}
