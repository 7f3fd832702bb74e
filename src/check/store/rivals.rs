//! No link leads to the page of a shop that competes with the store.
//!
//! Only what sells is such a page: shops have others, and their names mean other things too.

use super::{Store, StoreCheck};
use crate::check::publication::{Publication, Rendition};
use crate::check::survey::LinkKind;
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

pub(super) const CHECK: StoreCheck = StoreCheck { rules: &[&STORE_RIVAL], look };

const STORE_RIVAL: Rule = Rule {
    name: "store-rival",
    severity: Severity::Warning,
    summary: "a link leads to a shop that competes with the store",
    explanation: "
Stores refuse books that lead their customers to another shop: Amazon forbids links to commercial shops for e-books
other than its own (Kindle Publishing Guidelines, on external links); Apple and Kobo send such books back, as authors
and distributors report. Links to the pages of a shop that sell something are found, and no others.

Wrong, for Apple Books: “My other books” with links to `https://www.amazon.com/dp/B00ABCDEFG`.

Right: a link to a page of one's own; in a book that bindery makes, also a passage for the edition that may have it:

    ::: {only=kindle}
    [The second volume](https://www.amazon.com/dp/B00ABCDEFG)
    :::
",
    epubcheck: &[],
};

/// A shop for e-books.
struct Shop {
    name: &'static str,
    /// The store whose own shop it is.
    store: Option<&'static str>,
    /// Where it is: each also below `www.` and the like; `amazon.` in any country.
    hosts: &'static [&'static str],
    /// What stands in the addresses of pages that sell; where it is nothing, all do.
    selling: &'static [&'static str],
}

const SHOPS: &[Shop] = &[
    Shop {
        name: "Amazon",
        store: Some("kindle"),
        hosts: &["amazon."],
        selling: &[
            "/dp/",
            "/gp/product/",
            "/gp/aw/d/",
            "/exec/obidos/",
            "/o/asin/",
            "/review/",
            "/product-reviews/",
            "/stores/",
            "/author/",
            "/e/b0",
            "/s?",
            "/kindle-dbs/",
        ],
    },
    Shop { name: "Amazon", store: Some("kindle"), hosts: &["amzn.to", "amzn.com", "amzn.eu", "a.co"], selling: &[] },
    Shop {
        name: "Apple Books",
        store: Some("apple"),
        hosts: &["books.apple.com", "itunes.apple.com"],
        selling: &["/book/", "/audiobook/", "/author/", "/book-series/"],
    },
    Shop { name: "Barnes & Noble", store: None, hosts: &["barnesandnoble.com"], selling: &["/w/", "/s/", "/b/"] },
    Shop {
        name: "Google Play",
        store: Some("play"),
        hosts: &["play.google.com"],
        selling: &["/store/books/", "/store/audiobooks/"],
    },
    Shop {
        name: "Kobo",
        store: Some("kobo"),
        hosts: &["kobo.com", "kobobooks.com"],
        selling: &["/ebook/", "/audiobook/", "/series/"],
    },
    Shop { name: "Smashwords", store: None, hosts: &["smashwords.com"], selling: &["/books/", "/profile/view/"] },
];

fn look(store: &Store, _: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if !store.refuses_rivals {
        return;
    }
    for (_, link) in rendition.links().filter(|(_, link)| link.kind == LinkKind::Hyperlink) {
        let Target::Remote { url, .. } = &link.target else { continue };
        let Some(shop) = shop(url).filter(|shop| shop.store != Some(store.name)) else { continue };
        let message =
            format!("`{}` leads to {}, and {} refuses links to other shops", link.href, shop.name, store.summary);
        let help = "link to a page of your own; for a book that bindery makes, `only` keeps a passage to one edition";
        diagnostics.push(Diagnostic::new(&STORE_RIVAL, message).at(link.place).help(help));
    }
}

/// Returns the shop that an address is a selling page of.
fn shop(url: &str) -> Option<&'static Shop> {
    let url = url.to_ascii_lowercase();
    let rest = url.split_once("//")?.1;
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = host.split(':').next()?;
    SHOPS.iter().find(|shop| {
        let sells =
            if shop.selling.is_empty() { path.len() > 1 } else { shop.selling.iter().any(|part| path.contains(part)) };
        sells && shop.hosts.iter().any(|known| is_at(host, known))
    })
}

/// Tells whether a host is one that is known, or below it; one that ends in a dot goes on with any country.
fn is_at(host: &str, known: &str) -> bool {
    let is_country = |rest: &str| rest.split('.').count() <= 2 && rest.split('.').all(is_short);
    let mut tails = std::iter::successors(Some(host), |tail| Some(tail.split_once('.')?.1));
    tails.any(|tail| match tail.strip_prefix(known) {
        Some(rest) if known.ends_with('.') => is_country(rest),
        rest => rest == Some(""),
    })
}

fn is_short(label: &str) -> bool {
    matches!(label.len(), 2 | 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selling_pages_of_shops_are_told_from_all_others() {
        let name = |url| shop(url).map(|shop| shop.name);
        for url in [
            "https://www.amazon.com/dp/B00ABCDEFG",
            "http://www.amazon.co.uk/Some-Title-ebook/dp/B00ABCDEFG/ref=sr_1_1",
            "https://smile.amazon.de/gp/product/3123456789?tag=me-21",
            "HTTPS://WWW.AMAZON.COM.AU:443/An-Author/e/B00ABCDEFG",
            "https://www.amazon.com/s?k=a+book",
            "https://amzn.to/3abcde",
            "https://a.co/d/abc",
            "https://www.amazon.com/review/create-review?asin=B00ABCDEFG",
            "//www.amazon.com/dp/B00ABCDEFG",
        ] {
            assert_eq!(name(url), Some("Amazon"), "{url}");
        }
        for (url, expected) in [
            ("https://books.apple.com/us/book/title/id123456789", "Apple Books"),
            ("https://itunes.apple.com/gb/book/id123456789", "Apple Books"),
            ("https://www.kobo.com/us/en/ebook/a-title", "Kobo"),
            ("http://store.kobobooks.com/ebook/a-title", "Kobo"),
            ("https://play.google.com/store/books/details?id=abc", "Google Play"),
            ("https://www.barnesandnoble.com/w/title/1123456789", "Barnes & Noble"),
            ("https://www.smashwords.com/books/view/12345", "Smashwords"),
        ] {
            assert_eq!(name(url), Some(expected), "{url}");
        }
        for url in [
            "https://www.amazon.com",
            "https://www.amazon.com/",
            "https://aws.amazon.com/s3/",
            "https://www.amazonconservation.org/dp/",
            "https://en.wikipedia.org/wiki/Amazon_River",
            "https://example.org/www.amazon.com/dp/B00ABCDEFG",
            "https://amazon.example.org/dp/B00ABCDEFG",
            "https://a.co",
            "https://media.co/one",
            "https://www.apple.com/author/",
            "https://podcasts.apple.com/us/podcast/id1",
            "https://books.google.com/books?id=abc",
            "https://play.google.com/store/apps/details?id=abc",
            "https://www.kobo.com/help",
            "https://github.com/kobolabs/epub-spec",
        ] {
            assert_eq!(name(url), None, "{url}");
        }
    }
}
