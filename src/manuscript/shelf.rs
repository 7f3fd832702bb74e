//! Who stands on the shelf as the author of a book, and who contributed.
//!
//! Readers show every `dc:creator` there is: a book of many hands puts its editor there, or whom it says.

use super::Piece;
use crate::manifest::{Facts, Manifest, Person};
use crate::words::{self, Word};
use std::collections::HashSet;

/// The people of a book, each once with each part they had in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Whom the shelf shows.
    pub creators: Vec<Person>,
    pub contributors: Vec<Person>,
    /// Whom the title page shows: those whom the shelf would, had the book not said another.
    pub named: Vec<Person>,
}

/// More names than these do not fit on a shelf.
const MOST: usize = 3;

impl Shelf {
    /// Sorts the people whom a manifest and its pieces name.
    pub fn of(manifest: &Manifest, pieces: &[Piece]) -> Self {
        let facts = &manifest.metadata;
        let of_pieces = pieces.iter().flat_map(|piece| {
            let Facts { translators, narrators, .. } = &piece.facts;
            piece.authors.iter().chain(translators).chain(narrators)
        });
        let mut seen = HashSet::new();
        let mut people: Vec<Person> = Vec::new();
        for person in facts.authors.iter().chain(&facts.contributors).chain(of_pieces) {
            if seen.insert((&*person.name, &*person.role)) {
                people.push(person.clone());
            }
        }
        complete(&mut people);
        let named = creators(manifest, &people);
        let creators = match &facts.shelf_author {
            Some(name) => {
                let known = people.iter().find(|person| person.name == *name).cloned();
                vec![known.unwrap_or_else(|| Person::author(name.as_str()))]
            }
            None => named.clone(),
        };
        let is_creator =
            |person: &Person| creators.iter().any(|one| one.name == person.name && one.role == person.role);
        let contributors = people.iter().filter(|person| !is_creator(person)).cloned().collect();
        Self { creators, contributors, named }
    }
}

/// Gives whoever is named twice the same name to be sorted by.
fn complete(people: &mut [Person]) {
    let known: Vec<(String, String)> =
        people.iter().filter_map(|person| Some((person.name.clone(), person.file_as.clone()?))).collect();
    for person in people.iter_mut().filter(|person| person.file_as.is_none()) {
        person.file_as = known.iter().find(|(name, _)| *name == person.name).map(|(_, file_as)| file_as.clone());
    }
}

fn creators(manifest: &Manifest, people: &[Person]) -> Vec<Person> {
    let facts = &manifest.metadata;
    let with_role = |role: &str| people.iter().filter(|person| person.role == role).cloned().collect::<Vec<_>>();
    let own = &people[..facts.authors.len().min(people.len())];
    let candidates = if facts.authors.is_empty() { with_role("aut") } else { own.to_vec() };
    if candidates.iter().filter(|person| person.role == "aut").count() <= MOST {
        return candidates;
    }
    let editors: Vec<Person> = [with_role("edt"), with_role("com")].concat();
    match (editors.is_empty(), facts.authors.is_empty()) {
        (false, _) => editors,
        // Whoever lists them all as authors of the book means it.
        (true, false) => candidates,
        (true, true) => {
            vec![Person::author(words::lookup(Word::VariousAuthors, &facts.language.value, &manifest.words))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::for_single_file;
    use crate::world::BookPath;
    use crate::xml::Tree;

    fn shelf(change: impl FnOnce(&mut Manifest), authors: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut manifest = for_single_file(&BookPath::own("a.md"));
        change(&mut manifest);
        let piece = |name: &&str| {
            let facts = Facts { authors: vec![Person::author(*name)], ..Facts::default() };
            Piece::new((*name).to_owned(), facts, Tree::default(), &manifest)
        };
        let pieces: Vec<Piece> = authors.iter().map(piece).collect();
        let Shelf { creators, contributors, .. } = Shelf::of(&manifest, &pieces);
        let shown = |people: Vec<Person>| people.iter().map(|one| format!("{} {}", one.name, one.role)).collect();
        (shown(creators), shown(contributors))
    }

    #[test]
    fn the_shelf_shows_the_authors_or_the_editor_or_whom_the_book_says() {
        let authors = |names: &[&str]| names.iter().map(|name| Person::author(*name)).collect::<Vec<_>>();
        let four = ["A", "B", "C", "D"];
        assert_eq!(shelf(|_| {}, &["A", "B", "A"]).0, ["A aut", "B aut"]);
        assert_eq!(shelf(|_| {}, &four).0, ["Various authors aut"]);
        assert_eq!(shelf(|book| book.metadata.authors = authors(&four), &[]).0.len(), 4);
        let (creators, contributors) = shelf(
            |book| {
                book.metadata.authors = authors(&four);
                book.metadata.contributors = vec![Person::new("Ed", "edt")];
            },
            &["E"],
        );
        assert_eq!(
            (creators, contributors.join(", ")),
            (vec!["Ed edt".to_owned()], "A aut, B aut, C aut, D aut, E aut".into())
        );
        let (creators, contributors) = shelf(|book| book.metadata.shelf_author = Some("The Club".into()), &["A"]);
        assert_eq!((creators.join(""), contributors.join("")), ("The Club aut".to_owned(), "A aut".to_owned()));
    }
}
