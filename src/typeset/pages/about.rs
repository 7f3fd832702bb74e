//! About the authors: what the manifest says `about` people, in the order in which the book names them.

use super::{Draft, Page, View};
use crate::manifest::Person;
use crate::words::Word;
use std::collections::HashSet;

pub(super) const PAGE: Page = Page {
    key: Some("about-the-authors"),
    role: "about-the-authors",
    is_usual: true,
    is_listed: true,
    has_matter: |view| !people(view).is_empty(),
    write,
};

fn people<'a>(view: &'a View<'_>) -> Vec<&'a Person> {
    let facts = &view.manifest.metadata;
    let of_pieces = view.pieces.iter().flat_map(|piece| piece.authors.iter().chain(&piece.facts.translators));
    let mut known = HashSet::new();
    let all = facts.authors.iter().chain(&facts.contributors).chain(of_pieces);
    all.filter(|person| person.about.is_some() && known.insert(person.name.as_str())).collect()
}

fn write(view: &View<'_>, draft: &mut Draft) {
    let people = people(view);
    draft.title(view.word(if people.len() == 1 { Word::AboutTheAuthor } else { Word::AboutTheAuthors }));
    for person in people {
        draft.open("div", "person");
        draft.line("h2", "", &person.name);
        person.about.iter().for_each(|about| draft.markdown(about));
        draft.close();
    }
}
