//! What a store or reader asks for beyond the specification: asked for by name, and advice only.
//!
//! A store is data; the rules are the same for all and compare a book with that data.

mod contents;
mod cover;
mod files;
mod notes;
mod pages;
mod pictures;
mod rivals;

use super::publication::{Listed, Publication, Rendition};
use super::resource::bytes;
use crate::diagnostic::{Diagnostics, Rule};
use crate::resource::image::examine;

/// What a store asks for. Absent is what it does not care about.
#[expect(clippy::struct_excessive_bools, reason = "each is another thing that a store asks for")]
#[derive(Debug)]
pub struct Store {
    /// As `--profile` names it.
    pub name: &'static str,
    /// One line for people who choose.
    pub summary: &'static str,
    /// The fewest pixels of the shorter and of the longer side of the cover.
    cover_at_least: Option<(u32, u32)>,
    /// The most pixels of the longer side of the cover.
    cover_at_most: Option<u32>,
    /// The types of pictures that are shown.
    pictures: &'static [&'static str],
    /// The most pixels of a picture.
    most_pixels: Option<u64>,
    /// Whether transparent pictures come out wrong.
    dislikes_transparency: bool,
    /// Whether a picture that moves stands still.
    stills_pictures: bool,
    /// The most letters of an alternative text.
    longest_alt: Option<usize>,
    /// How deep the table of contents is shown.
    contents_depth: Option<usize>,
    needs_ncx: bool,
    /// The most bytes of a page.
    largest_page: Option<u64>,
    /// The most bytes of a book.
    largest_book: Option<u64>,
    /// How people send a book to their readers themselves.
    sending: Option<Sending>,
    /// The fewest and the most letters of a note that is shown over the page.
    notes: Option<(usize, usize)>,
    /// Whether names of files are Latin letters, digits, `.`, `-` and `_` alone.
    wants_plain_names: bool,
    /// The most rows of a table.
    most_rows: Option<usize>,
    /// The elements that are not shown.
    shows_no: &'static [&'static str],
    /// Whether a page that names no encoding is taken for one in another than UTF-8.
    guesses_encodings: bool,
    /// Whether the `body` of a page loses its id.
    loses_bodies: bool,
    /// Whether the cover is shown before the book, so that a page for it shows it twice.
    shows_cover_itself: bool,
    /// Whether links to other shops are refused.
    refuses_rivals: bool,
}

/// A way in which people send a book to their readers themselves, and the most bytes that it takes.
#[derive(Clone, Copy, Debug)]
struct Sending {
    name: &'static str,
    by_mail: u64,
    on_web: u64,
}

const NONE: Store = Store {
    name: "",
    summary: "",
    cover_at_least: None,
    cover_at_most: None,
    pictures: &["image/jpeg", "image/png", "image/gif", "image/svg+xml", "image/webp"],
    most_pixels: None,
    dislikes_transparency: false,
    stills_pictures: false,
    longest_alt: None,
    contents_depth: None,
    needs_ncx: false,
    largest_page: None,
    largest_book: None,
    sending: None,
    notes: None,
    wants_plain_names: false,
    most_rows: None,
    shows_no: &[],
    guesses_encodings: false,
    loses_bodies: false,
    shows_cover_itself: false,
    refuses_rivals: false,
};

/// Every store, by name.
pub const STORES: &[Store] = &[
    Store {
        name: "kindle",
        summary: "Amazon Kindle Direct Publishing",
        cover_at_least: Some((625, 1000)),
        cover_at_most: Some(10_000),
        pictures: &["image/jpeg", "image/png", "image/gif"],
        most_pixels: Some(5_000_000),
        dislikes_transparency: true,
        stills_pictures: true,
        longest_alt: Some(140),
        contents_depth: Some(2),
        needs_ncx: true,
        largest_book: Some(650_000_000),
        sending: Some(Sending { name: "Send to Kindle", by_mail: 50_000_000, on_web: 200_000_000 }),
        most_rows: Some(50),
        shows_no: &["canvas", "form", "iframe", "script"],
        guesses_encodings: true,
        loses_bodies: true,
        shows_cover_itself: true,
        refuses_rivals: true,
        ..NONE
    },
    Store {
        name: "kobo",
        summary: "Kobo Writing Life",
        pictures: &["image/jpeg", "image/png", "image/svg+xml"],
        contents_depth: Some(3),
        largest_page: Some(10_000_000),
        largest_book: Some(1_000_000_000),
        notes: Some((9, 5_000)),
        wants_plain_names: true,
        refuses_rivals: true,
        ..NONE
    },
    Store {
        name: "apple",
        summary: "Apple Books",
        cover_at_least: Some((1400, 1400)),
        most_pixels: Some(4_000_000),
        dislikes_transparency: true,
        largest_book: Some(2_000_000_000),
        refuses_rivals: true,
        ..NONE
    },
    Store {
        name: "play",
        summary: "Google Play Books",
        cover_at_least: Some((640, 640)),
        cover_at_most: Some(7200),
        largest_book: Some(2_000_000_000),
        ..NONE
    },
];

impl Store {
    /// Returns the store of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        STORES.iter().find(|store| store.name == name)
    }
}

/// A rule, and the look that finds it broken.
struct StoreCheck {
    rules: &'static [&'static Rule],
    look: fn(&Store, &Publication<'_>, &Rendition<'_>, &mut Diagnostics),
}

const CHECKS: &[StoreCheck] = &[
    cover::CHECK,
    pictures::CHECK,
    pictures::ALT_CHECK,
    contents::CHECK,
    files::CHECK,
    notes::CHECK,
    pages::CHECK,
    rivals::CHECK,
];

/// Returns the type of a picture: what its file is, whatever it is said to be, which is another rule's matter.
fn kind<'a>(item: &'a Listed<'_>) -> &'a str {
    let picture = item.entry.and_then(bytes).and_then(|bytes| examine(bytes).ok());
    picture.map_or_else(|| item.media_type(), |picture| picture.media_type)
}

/// Returns every kind of finding.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().flat_map(|check| check.rules).copied()
}

/// Says what a store would say of a book.
pub(super) fn look(
    store: &Store,
    publication: &Publication<'_>,
    rendition: &Rendition<'_>,
    diagnostics: &mut Diagnostics,
) {
    for check in CHECKS {
        (check.look)(store, publication, rendition, diagnostics);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{run, run_for};
    use crate::package::{Body, Entry, Package};
    use crate::xml::parse_xml;

    fn package() -> Package {
        let container = "<container version='1.0' xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
             <rootfile full-path='p.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
        let document = "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><manifest><item id='a' \
             href='a b.svg' media-type='image/svg+xml'/></manifest></package>";
        let entry =
            |(path, text): (&str, &str)| Entry::new(path, Body::Document(parse_xml(&text.into(), None).unwrap()));
        let files = [("META-INF/container.xml", container), ("p.opf", document), ("a b.svg", "<svg/>")];
        Package { entries: files.into_iter().map(entry).collect() }
    }

    #[test]
    fn a_store_is_heard_when_it_is_asked() {
        let of_stores: Vec<&str> = rules().map(|rule| rule.name).collect();
        let found = |findings: Diagnostics| -> Vec<&str> {
            let names = findings.iter().map(|finding| finding.rule.name);
            names.filter(|name| of_stores.contains(name)).collect()
        };
        assert_eq!(found(run(&package(), None)), [""; 0]);
        let ask = |name| found(run_for(&package(), None, Store::named(name)));
        assert_eq!(ask("kindle"), ["store-cover", "store-picture", "store-contents"]);
        assert_eq!(ask("kobo"), ["store-cover", "store-file"]);
        assert_eq!(ask("apple"), ["store-cover"]);
    }
}
