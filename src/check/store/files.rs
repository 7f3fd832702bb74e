//! Files are named and sized as the store takes them.

use super::{Sending, Store, StoreCheck};
use crate::check::publication::{Listed, Publication, Rendition};
use crate::check::resource::file;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_FILE, &STORE_SENDING], look };

const STORE_FILE: Rule = Rule {
    name: "store-file",
    severity: Severity::Warning,
    summary: "a file is named or sized as the store does not take it",
    explanation: "
Some readers do not find files with spaces or accents in their names, and are slow with long pages; Kobo takes pages of
10 MB at the most (Kobo's EPUB guidelines). A whole book may have 650 MB for Amazon, 1 GB for Kobo, 2 GB for Apple and
Google; Amazon takes a fee by the megabyte.

Wrong, for Kobo: `chapter one.xhtml`.

Right: `chapter-1.xhtml`.
",
    epubcheck: &[],
};

const STORE_SENDING: Rule = Rule {
    name: "store-sending",
    severity: Severity::Warning,
    summary: "the book is too large for people to send it to their readers",
    explanation: "
Whoever has a book as a file sends it to a Kindle by e-mail or on Amazon's page for that: the first takes 50 MB, and the
second 200 MB (Amazon's help on Send to Kindle). A book that is only sold in the shop may have more; then this can be
allowed with `store-sending = \"allow\"` in `[diagnostics]`.

Wrong, for Kindle: a book of 61 MB, with photographs as the camera took them.

Right: a book of 20 MB; `max-width` or `quality` in `[images]` makes its photographs smaller.
",
    epubcheck: &[],
};

fn look(store: &Store, publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.is_first {
        let book = size(publication, rendition);
        diagnostics.extend(too_large(store, book).map(|finding| finding.at(rendition.place())));
    }
    for item in &rendition.items {
        let Some(entry) = item.entry else { continue };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'/');
        if store.wants_plain_names && !entry.path.bytes().all(is_plain) {
            let message = format!("`{}` is not a name that {} takes", entry.path, store.summary);
            let finding = Diagnostic::new(&STORE_FILE, message).at(file(entry));
            diagnostics.push(finding.help("name it with Latin letters, digits, `-` and `_`"));
        }
        let size = entry.zip.map_or(0, |zip| zip.size);
        if item.is_xhtml() && store.largest_page.is_some_and(|most| size > most) {
            let message = format!("`{}` has {size} bytes, too many for {}", entry.path, store.summary);
            let finding = Diagnostic::new(&STORE_FILE, message).at(file(entry));
            diagnostics.push(finding.help("divide it"));
        }
    }
}

/// Returns how many bytes a book has.
///
/// Of one that is being built, only pictures and recordings are counted: the container makes all else smaller, and it is
/// little beside them.
fn size(publication: &Publication<'_>, rendition: &Rendition<'_>) -> u64 {
    let in_zip = publication.package.entries.iter().filter_map(|entry| Some(entry.zip?.compressed_size));
    let is_large = |item: &&Listed<'_>| {
        let kind = item.media_type().split('/').next();
        matches!(kind, Some("image" | "audio" | "video")) && !item.is_svg()
    };
    let items = rendition.items.iter().filter(is_large);
    let in_files = items.filter_map(|item| Some(item.entry?.file?.bytes as u64));
    in_zip.chain(in_files).sum()
}

/// Returns what a store says of a book that has so many bytes.
fn too_large(store: &Store, book: u64) -> Option<Diagnostic> {
    let megabytes = |bytes: u64| format!("{} MB", bytes.div_ceil(1_000_000));
    let has = format!("the book has {}", megabytes(book));
    if store.largest_book.is_some_and(|most| book > most) {
        let message = format!("{has}, too many for {}", store.summary);
        let help = "make its pictures and recordings smaller, or two books of it";
        return Some(Diagnostic::new(&STORE_FILE, message).help(help));
    }
    let Sending { name, by_mail, on_web } = store.sending.filter(|sending| book > sending.by_mail)?;
    let help = "make its pictures and recordings smaller";
    let (message, help) = if book > on_web {
        let message = format!("{has}, and {name} takes {} at the most", megabytes(on_web));
        (message, format!("{help}, or take it to the reader by cable"))
    } else {
        let message = format!("{has}, and {name} takes {} by e-mail", megabytes(by_mail));
        (message, format!("{help}, or send it on the web, which takes {}", megabytes(on_web)))
    };
    Some(Diagnostic::new(&STORE_SENDING, message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_is_weighed_against_the_store_and_against_what_can_be_sent() {
        let said = |store, megabytes: u64| {
            let finding = too_large(Store::named(store).unwrap(), megabytes * 1_000_000);
            finding.map(|finding| (finding.rule.name, finding.message))
        };
        let told = |rule, message: &str| Some((rule, message.to_owned()));
        assert_eq!(said("kindle", 50), None);
        let by_mail = "the book has 51 MB, and Send to Kindle takes 50 MB by e-mail";
        assert_eq!(said("kindle", 51), told("store-sending", by_mail));
        let at_all = "the book has 201 MB, and Send to Kindle takes 200 MB at the most";
        assert_eq!(said("kindle", 201), told("store-sending", at_all));
        let in_shop = "the book has 651 MB, too many for Amazon Kindle Direct Publishing";
        assert_eq!(said("kindle", 651), told("store-file", in_shop));
        assert_eq!(said("apple", 1_999), None);
        assert_eq!(said("kobo", 1_001), told("store-file", "the book has 1001 MB, too many for Kobo Writing Life"));
    }
}
