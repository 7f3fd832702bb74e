//! In which order texts stand in the book, and in which parts: as they were named, by name or by date; by author, folder
//! or year.

use super::imported::Imported;
use super::said::Field;
use super::{Looked, Outcome};
use crate::manifest::natural_order;
use crate::words;
use std::collections::HashMap;

/// How the texts of a book are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    pub sort: Sort,
    pub group: Option<Group>,
}

/// What the order of texts goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The order in which they were named, or in which the tool that they are from has them.
    #[default]
    Given,
    /// The names of their files, numbers as numbers.
    Name,
    /// Their dates; those without one come last.
    Date,
}

/// What the parts of a book are made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Author,
    Folder,
    /// The year of their dates.
    Date,
}

/// Orders sources, and puts them into parts.
pub(super) fn arrange(looked: &mut [Looked], order: Order) {
    match order.sort {
        Sort::Given => {}
        Sort::Name => looked.sort_by(|one, other| natural_order(one.path.file_name(), other.path.file_name())),
        Sort::Date => looked.sort_by_cached_key(|looked| {
            let date = work(looked).and_then(date);
            (date.is_none(), date)
        }),
    }
    if order.sort == Sort::Date || order.group == Some(Group::Date) {
        looked.iter_mut().for_each(remark_date);
    }
    let Some(group) = order.group else { return };
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    for looked in looked.iter() {
        let next = places.len();
        places.entry(part(looked, group)).or_insert(next);
    }
    match group {
        Group::Date => looked.sort_by_cached_key(|looked| {
            let part = part(looked, group);
            (part.is_none(), part)
        }),
        Group::Author | Group::Folder => looked.sort_by_cached_key(|looked| places[&part(looked, group)]),
    }
    for looked in looked {
        let part = part(looked, group);
        if let Outcome::Imported { work, .. } = &mut looked.outcome {
            work.parts.splice(0..0, part);
        }
    }
}

fn work(looked: &Looked) -> Option<&Imported> {
    match &looked.outcome {
        Outcome::Imported { work, .. } => Some(work),
        Outcome::Skipped(_) | Outcome::Passed => None,
    }
}

/// Returns the date of a work, or of its first chapter that has one, as far as it can be sorted.
fn date(work: &Imported) -> Option<String> {
    let of_chapters = work.chapters.iter().find_map(|chapter| chapter.said.text(Field::Date));
    let date = work.said.text(Field::Date).or(of_chapters)?.trim();
    let is_in_figures = date.bytes().take_while(u8::is_ascii_digit).count() == 4;
    words::in_words(date).or_else(|| is_in_figures.then(|| date.to_owned()))
}

/// Says where a date is of no use for the order.
fn remark_date(looked: &mut Looked) {
    let Outcome::Imported { work, .. } = &mut looked.outcome else { return };
    if date(work).is_none() {
        work.remarks.push("it has no date that is understood, and stands behind those that have".to_owned());
    }
}

/// Returns the title of the part that a source belongs to.
fn part(looked: &Looked, group: Group) -> Option<String> {
    let work = work(looked)?;
    match group {
        Group::Author => {
            let of_chapters = work.chapters.iter().map(|chapter| chapter.said.authors());
            let people = std::iter::once(work.said.authors()).chain(of_chapters).find(|people| !people.is_empty())?;
            let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
            Some(names.join(", ")).filter(|names| !names.is_empty())
        }
        Group::Folder => {
            let folder = looked.path.folder().rsplit('/').next().unwrap_or_default();
            (!folder.is_empty()).then(|| super::title_of(folder))
        }
        Group::Date => {
            let date = date(work)?;
            let year: String = date.chars().take_while(char::is_ascii_digit).collect();
            (year.len() == 4).then_some(year)
        }
    }
}
