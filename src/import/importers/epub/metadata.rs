//! What a package document says of the book, as a manifest says it.

use crate::import::front::{Book, is_date};
use crate::manifest::{Direction, Person, Series, is_relator};
use crate::package::opf::{Metadatum, MetadatumKind};
use crate::package::{PackageDocument, ns};
use crate::xml::Tree;

/// Reads the metadata.
pub(super) fn read(document: &PackageDocument, tree: &Tree) -> Book {
    let facts = Facts { document, tree };
    let (title, subtitle) = facts.titles();
    let first = document.identifier().map(str::to_owned);
    let others = document.dc("identifier").map(|entry| entry.value.clone());
    let mut identifiers: Vec<String> = Vec::new();
    for identifier in first.into_iter().chain(others).filter(|identifier| !identifier.is_empty()) {
        if !identifiers.contains(&identifier) {
            identifiers.push(identifier);
        }
    }
    let all = |name: &'static str| facts.values(name).map(str::to_owned).collect::<Vec<_>>();
    let one = |name: &'static str| facts.values(name).next().map(str::to_owned);
    Book {
        title,
        subtitle,
        authors: facts.people("creator"),
        contributors: facts.people("contributor"),
        language: one("language").unwrap_or_default(),
        direction: (document.spine.page_progression_direction.as_deref() == Some("rtl"))
            .then_some(Direction::RightToLeft),
        identifiers,
        publisher: one("publisher"),
        date: facts.date(),
        description: one("description").map(|text| without_tags(&text)),
        subjects: all("subject"),
        rights: one("rights"),
        sources: all("source"),
        series: facts.series(),
        ..Book::default()
    }
}

struct Facts<'a> {
    document: &'a PackageDocument,
    tree: &'a Tree,
}

impl<'a> Facts<'a> {
    fn values(&self, name: &'static str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.document.dc(name).map(|entry| entry.value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns what refines an entry.
    fn refinement(&self, entry: &Metadatum, property: &str) -> Option<&'a str> {
        let id = entry.id.as_deref()?;
        let all = &self.document.metadata;
        let found = all.iter().find(|other| other.refines.as_deref() == Some(id) && other.name == property);
        found.map(|other| other.value.as_str())
    }

    /// Returns the main title and the subtitle.
    fn titles(&self) -> (String, Option<String>) {
        let kind = |entry: &&Metadatum| self.refinement(entry, "title-type").map(str::to_owned);
        let titles: Vec<&Metadatum> = self.document.dc("title").filter(|title| !title.value.is_empty()).collect();
        let of = |wanted: &str| titles.iter().find(|title| kind(title).as_deref() == Some(wanted));
        let title = of("main").or(titles.first()).map(|title| title.value.clone()).unwrap_or_default();
        (title, of("subtitle").map(|title| title.value.clone()))
    }

    fn people(&self, element: &str) -> Vec<Person> {
        let default = if element == "creator" { "aut" } else { "ctb" };
        let named = self.document.dc(element).filter(|entry| !entry.value.is_empty());
        named
            .map(|entry| {
                let role = self.refinement(entry, "role").map(str::to_owned).or_else(|| self.old(entry, "role"));
                let role = role.filter(|role| is_relator(role)).unwrap_or_else(|| default.to_owned());
                let file_as = self.refinement(entry, "file-as").map(str::to_owned);
                let file_as = file_as.or_else(|| self.old(entry, "file-as")).filter(|name| *name != entry.value);
                Person { file_as, ..Person::new(&entry.value, &role) }
            })
            .collect()
    }

    /// Returns an attribute of EPUB 2: `opf:role`, `opf:file-as`, `opf:event`.
    fn old(&self, entry: &Metadatum, name: &str) -> Option<String> {
        self.tree.get(entry.node?).attribute_in(ns::OPF, name).map(|value| value.trim().to_owned())
    }

    /// Returns when it was published, as the manifest wants it.
    fn date(&self) -> Option<String> {
        let event = |entry: &&Metadatum| self.old(entry, "event");
        let dates: Vec<&Metadatum> = self.document.dc("date").filter(|date| !date.value.is_empty()).collect();
        let published = dates.iter().find(|date| event(date).as_deref() == Some("publication"));
        let usual = dates.iter().find(|date| event(date).is_none());
        published.or(usual).map(|date| date.value.clone()).filter(|date| is_date(date))
    }

    fn series(&self) -> Option<Series> {
        let named = |name: &str| {
            let of_kind = |entry: &&Metadatum| entry.kind == MetadatumKind::NamedMeta && entry.name == name;
            self.document.metadata.iter().find(of_kind).map(|entry| entry.value.clone())
        };
        let collection = self.document.metadata.iter().find(|entry| {
            entry.name == "belongs-to-collection" && self.refinement(entry, "collection-type") == Some("series")
        });
        let number = collection.and_then(|entry| self.refinement(entry, "group-position")).map(str::to_owned);
        let name = collection.map(|entry| entry.value.clone()).or_else(|| named("calibre:series"))?;
        let number = number.or_else(|| named("calibre:series_index"));
        Some(Series { name, number: number.filter(|number| number.parse::<f64>().is_ok()) })
    }
}

/// Takes the tags out of a description, which shops write as HTML.
fn without_tags(text: &str) -> String {
    if !text.contains('<') || !text.contains('>') {
        return text.to_owned();
    }
    let Ok(tree) = crate::xml::parse_html(&text.into(), |_| None) else { return text.to_owned() };
    let texts = tree.root().descendants().filter(|node| node.is_text());
    let words: Vec<&str> = texts.flat_map(|node| node.text().split_whitespace()).collect();
    words.join(" ")
}
