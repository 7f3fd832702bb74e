//! What is said of a work or a chapter, held in as much room as there is to say.
//!
//! [`Facts`] have room for all that may be said, three quarters of a kilobyte; of a text in a pile two or three things are
//! said, and ten thousand texts wait for each other.
//! Held is what a draft can say again, in front matter or in `book.toml`; where in a source it was said is of no use there.

use crate::manifest::{Direction, Facts, Person};
use crate::role::Role;
use crate::source::Located;
use std::sync::Arc;

/// What is said, each thing once; clones share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said(Arc<[Fact]>);

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fact {
    Text(Field, Box<str>),
    Authors(Box<[Person]>),
    Translators(Box<[Person]>),
    Toc(bool),
    Numbered(bool),
    Direction(Direction),
    Role(&'static Role),
}

/// What is said in a text of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    TocTitle,
    Subtitle,
    Date,
    Source,
    Rights,
    Summary,
    Dedication,
    Epigraph,
    NotesBefore,
    NotesAfter,
    Language,
}

impl Field {
    #[rustfmt::skip]
    const ALL: &[Self] = &[
        Self::Title, Self::TocTitle, Self::Subtitle, Self::Date, Self::Source, Self::Rights, Self::Summary,
        Self::Dedication, Self::Epigraph, Self::NotesBefore, Self::NotesAfter, Self::Language,
    ];

    /// Returns where facts have it.
    fn of(self, facts: &mut Facts) -> &mut Option<Located<String>> {
        match self {
            Self::Title => &mut facts.title,
            Self::TocTitle => &mut facts.toc_title,
            Self::Subtitle => &mut facts.subtitle,
            Self::Date => &mut facts.date,
            Self::Source => &mut facts.source,
            Self::Rights => &mut facts.rights,
            Self::Summary => &mut facts.summary,
            Self::Dedication => &mut facts.dedication,
            Self::Epigraph => &mut facts.epigraph,
            Self::NotesBefore => &mut facts.notes_before,
            Self::NotesAfter => &mut facts.notes_after,
            Self::Language => &mut facts.language,
        }
    }
}

impl From<Facts> for Said {
    fn from(mut facts: Facts) -> Self {
        let text = |field: &Field| Some(Fact::Text(*field, field.of(&mut facts).take()?.value.into()));
        let mut said: Vec<Fact> = Field::ALL.iter().filter_map(text).collect();
        let Facts { authors, translators, toc, numbered, direction, role, .. } = facts;
        said.extend((!authors.is_empty()).then(|| Fact::Authors(authors.into())));
        said.extend((!translators.is_empty()).then(|| Fact::Translators(translators.into())));
        said.extend(toc.map(Fact::Toc));
        said.extend(numbered.map(Fact::Numbered));
        said.extend(direction.map(Fact::Direction));
        said.extend(role.map(Fact::Role));
        Self(said.into())
    }
}

impl Said {
    /// Returns it with room for all that may be said.
    pub(super) fn facts(&self) -> Facts {
        let mut facts = Facts::default();
        for fact in self.0.iter().cloned() {
            match fact {
                Fact::Text(field, text) => *field.of(&mut facts) = Some(Located { value: text.into(), span: None }),
                Fact::Authors(people) => facts.authors = people.into(),
                Fact::Translators(people) => facts.translators = people.into(),
                Fact::Toc(toc) => facts.toc = Some(toc),
                Fact::Numbered(numbered) => facts.numbered = Some(numbered),
                Fact::Direction(direction) => facts.direction = Some(direction),
                Fact::Role(role) => facts.role = Some(role),
            }
        }
        facts
    }

    pub(super) fn text(&self, wanted: Field) -> Option<&str> {
        self.0.iter().find_map(|fact| match fact {
            Fact::Text(field, text) if *field == wanted => Some(&**text),
            _ => None,
        })
    }

    /// Returns its title; that for the table of contents, where it has no other.
    pub(super) fn title(&self) -> Option<&str> {
        self.text(Field::Title).or_else(|| self.text(Field::TocTitle))
    }

    pub(super) fn authors(&self) -> &[Person] {
        let authors = self.0.iter().find_map(|fact| match fact {
            Fact::Authors(people) => Some(&**people),
            _ => None,
        });
        authors.unwrap_or_default()
    }

    pub(super) fn role(&self) -> Option<&'static Role> {
        self.0.iter().find_map(|fact| match fact {
            Fact::Role(role) => Some(*role),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::front::matter;
    use crate::manifest::front_matter;

    #[test]
    fn what_front_matter_can_say_is_held() {
        let text = "---\ntitle: \"A\"\ntoc-title: \"B\"\ntoc: false\nsubtitle: \"C\"\nauthors: [\"D\", \"E\"]\n\
                    translators: [\"F\"]\ndate: \"2001\"\nlanguage: \"de\"\ndirection: rtl\nrole: preface\nnumbered: true\n\
                    source: \"G\"\nrights: \"H\"\ndedication: \"I\"\nepigraph: \"J\"\nsummary: \"K\"\nnotes-before: \"L\"\n\
                    notes-after: \"M\"\n---\n\n";
        let said = Said::from(front_matter::read(text, &[], |_| None).facts);
        assert_eq!(matter(&said.facts()), text);
        assert_eq!((said.title(), said.text(Field::Language), said.authors().len()), (Some("A"), Some("de"), 2));
        assert_eq!(Said::from(Facts::default()), Said::default());
    }
}
