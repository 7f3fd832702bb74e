//! The metadata of a book as entries of its package document. EPUB 3.3, section 5.5.

use super::opf::Metadatum;
use crate::manifest::{self, Manifest, Person};
use crate::manuscript::{Piece, Shelf};
use crate::world::Timestamp;
use std::collections::HashSet;

/// The entries, in the order in which they are written.
pub(super) type Metadata = Vec<Metadatum>;

/// The id of the unique identifier.
pub(super) const UNIQUE_IDENTIFIER: &str = "publication-id";

/// Says what the manifest and the pieces know of the book.
pub(super) fn describe(manifest: &Manifest, pieces: &[Piece], modified: Timestamp) -> Metadata {
    let facts = &manifest.metadata;
    let mut metadata = Vec::new();
    for (index, identifier) in facts.identifiers.iter().enumerate() {
        let entry = Metadatum::dc("identifier", identifier);
        metadata.push(if index == 0 { entry.named(UNIQUE_IDENTIFIER) } else { entry });
    }
    titles(facts, &mut metadata);
    people(&Shelf::of(manifest, pieces), &mut metadata);
    let languages = std::iter::once(&facts.language.value).chain(pieces.iter().map(|piece| &piece.language));
    let mut known = HashSet::new();
    for language in languages.filter(|language| known.insert(language.to_ascii_lowercase())) {
        metadata.push(Metadatum::dc("language", language));
    }
    let once = [("publisher", &facts.publisher), ("date", &facts.date), ("description", &facts.description)];
    for (name, value) in once {
        metadata.extend(value.as_deref().map(|value| Metadatum::dc(name, value)));
    }
    metadata.extend(facts.subjects.iter().map(|subject| Metadatum::dc("subject", subject)));
    metadata.extend(facts.rights.iter().map(|rights| Metadatum::dc("rights", rights)));
    let of_pieces = pieces.iter().filter_map(|piece| piece.facts.source.as_ref()).map(|source| &source.value);
    let mut known = HashSet::new();
    for source in facts.sources.iter().chain(of_pieces).filter(|source| known.insert(source.as_str())) {
        metadata.push(Metadatum::dc("source", source));
    }
    series(facts, &mut metadata);
    metadata.push(Metadatum::meta("dcterms:modified", &utc(modified)));
    metadata
}

fn titles(facts: &manifest::Metadata, metadata: &mut Metadata) {
    let subtitle = facts.subtitle.as_deref().map(|subtitle| ("subtitle", "subtitle", subtitle));
    let titles = std::iter::once(("title", "main", facts.title.value.as_str())).chain(subtitle);
    for (index, (id, kind, title)) in titles.enumerate() {
        metadata.push(Metadatum::dc("title", title).named(id));
        metadata.push(Metadatum::meta("title-type", kind).refining(id));
        if facts.subtitle.is_some() {
            metadata.push(Metadatum::meta("display-seq", &(index + 1).to_string()).refining(id));
        }
    }
}

/// Names those whom shelves show, and those who contributed.
fn people(shelf: &Shelf, metadata: &mut Metadata) {
    let several = shelf.creators.len() > 1;
    for (index, creator) in shelf.creators.iter().enumerate() {
        let place = several.then_some(index + 1);
        person(creator, "creator", &format!("creator-{}", index + 1), place, metadata);
    }
    for (index, contributor) in shelf.contributors.iter().enumerate() {
        person(contributor, "contributor", &format!("contributor-{}", index + 1), None, metadata);
    }
}

fn person(person: &Person, element: &str, id: &str, place: Option<usize>, metadata: &mut Metadata) {
    metadata.push(Metadatum::dc(element, &person.name).named(id));
    metadata.push(Metadatum::meta("role", &person.role).refining(id).in_scheme("marc:relators"));
    metadata.extend(person.file_as.iter().map(|name| Metadatum::meta("file-as", name).refining(id)));
    metadata.extend(place.map(|place| Metadatum::meta("display-seq", &place.to_string()).refining(id)));
}

/// Names the series twice: as EPUB 3 does, and as the shelves that follow calibre do.
fn series(facts: &manifest::Metadata, metadata: &mut Metadata) {
    let Some(series) = &facts.series else { return };
    metadata.push(Metadatum::meta("belongs-to-collection", &series.name).named("series"));
    metadata.push(Metadatum::meta("collection-type", "series").refining("series"));
    if let Some(number) = &series.number {
        metadata.push(Metadatum::meta("group-position", number).refining("series"));
    }
    metadata.push(Metadatum::named_meta("calibre:series", &series.name));
    if let Some(number) = &series.number {
        metadata.push(Metadatum::named_meta("calibre:series_index", number));
    }
}

/// Writes a moment as `dcterms:modified` wants it: `2026-11-22T10:20:30Z`.
fn utc(Timestamp(seconds): Timestamp) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Returns year, month and day of a count of days since 1970-01-01, in the Gregorian calendar.
///
/// Years begin in March here, so that the day which some years have more is the last of its year.
fn civil(days: i64) -> (i64, i64, i64) {
    const DAYS_TO_1970: i64 = 719_468;
    const DAYS_IN_400_YEARS: i64 = 146_097;
    let days = days.saturating_add(DAYS_TO_1970);
    let (era, day_of_era) = (days.div_euclid(DAYS_IN_400_YEARS), days.rem_euclid(DAYS_IN_400_YEARS));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_utc() {
        let cases = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_342_830, "2026-11-22T10:20:30Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ];
        for (seconds, expected) in cases {
            assert_eq!(utc(Timestamp(seconds)), expected);
        }
    }
}
