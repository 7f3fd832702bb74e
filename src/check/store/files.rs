//! Files are named and sized as the store takes them.

use super::{Store, StoreCheck};
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::file;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_FILE], look };

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

fn look(store: &Store, publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let zipped = publication.package.entries.iter().filter_map(|entry| entry.zip);
    let total: u64 = zipped.map(|zip| zip.compressed_size).sum();
    if store.largest_book.is_some_and(|most| total > most) {
        let message = format!("the book has {} MB, too many for {}", total / 1_000_000, store.summary);
        let help = "make its pictures and recordings smaller, or two books of it";
        diagnostics.push(Diagnostic::new(&STORE_FILE, message).at(rendition.place()).help(help));
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
