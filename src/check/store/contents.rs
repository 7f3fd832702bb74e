//! The table of contents is of the form and depth that the store shows.

use super::{Store, StoreCheck};
use crate::check::publication::{Listed, Publication, Rendition};
use crate::check::resource::file;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::{Entry, Point, media_type, nav, ncx};

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_CONTENTS], look };

const STORE_CONTENTS: Rule = Rule {
    name: "store-contents",
    severity: Severity::Warning,
    summary: "the table of contents is deeper than the store shows, or not in a form that it reads",
    explanation: "
What is deeper is left out: Kindle shows two levels (Kindle Publishing Guidelines), Kobo three on telephones and one
on its own readers (Kobo's EPUB guidelines). Kindle wants an NCX besides the navigation document.
`bindery build --profile kindle` leaves the deeper levels out of that edition by itself.

Wrong, for Kindle: parts, chapters and sections in the table of contents, and no NCX.

Right: parts and chapters, and an NCX with the same.
",
    epubcheck: &[],
};

fn look(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if store.needs_ncx && !rendition.items.iter().any(|item| item.media_type() == media_type::NCX) {
        let message = format!("{} wants an NCX, and there is none", store.summary);
        let finding = Diagnostic::new(&STORE_CONTENTS, message).at(rendition.place());
        diagnostics.push(finding.help("add one with the table of contents"));
    }
    let Some((entry, points)) = contents(rendition) else { return };
    let depth = points.iter().map(|point| point.level).max();
    if let (Some(depth), Some(most)) = (depth, store.contents_depth)
        && depth > most
    {
        let message = format!("the table of contents is {depth} levels deep, and {} shows {most}", store.summary);
        let finding = Diagnostic::new(&STORE_CONTENTS, message).at(file(entry));
        diagnostics.push(finding.help("leave the deepest levels out"));
    }
}

/// Returns the table of contents and its file: that of the navigation document, else that of the NCX.
fn contents<'a>(rendition: &Rendition<'a>) -> Option<(&'a Entry, Vec<Point>)> {
    let found = |is_it: fn(&Listed<'_>) -> bool| {
        let entry = rendition.items.iter().find(|item| is_it(item))?.entry?;
        Some((entry, entry.document()?))
    };
    let in_nav = found(|item| item.item.has_property("nav")).map(|(entry, tree)| {
        let navs = nav::read(tree).into_iter().filter(|nav| nav.is("toc"));
        (entry, navs.flat_map(|nav| nav.points).collect())
    });
    in_nav.or_else(|| found(|item| item.media_type() == media_type::NCX).map(|(entry, tree)| (entry, ncx::read(tree))))
}
