//! What a piece is in a book, and how EPUB and ARIA name it.
//!
//! `epub:type` after EPUB 3 Structural Semantics; roles after DPUB-ARIA 1.1, where it has one for the type.

use crate::words::Word;

/// A kind of piece.
#[derive(Debug, PartialEq, Eq)]
pub struct Role {
    /// As `role = "…"` writes it.
    pub name: &'static str,
    /// Other names that mean the same.
    pub synonyms: &'static [&'static str],
    pub epub_type: &'static str,
    /// The DPUB-ARIA role on the piece's `<section>`.
    pub aria: Option<&'static str>,
    pub matter: Matter,
    /// What the piece is called where it has no title.
    pub word: Option<Word>,
}

/// Where in a printed book it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    Front,
    Body,
    Back,
}

impl Matter {
    /// Returns its `epub:type`.
    pub fn epub_type(self) -> &'static str {
        match self {
            Self::Front => "frontmatter",
            Self::Body => "bodymatter",
            Self::Back => "backmatter",
        }
    }
}

impl Role {
    /// Returns the role of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        ROLES.iter().find(|role| role.name == name || role.synonyms.contains(&name))
    }

    /// Returns the role of a piece of which nothing is said.
    pub fn chapter() -> &'static Self {
        Self::named("chapter").expect("the table holds it")
    }

    /// Returns its place in the order of a printed book.
    pub fn place(&self) -> usize {
        ROLES.iter().position(|role| role == self).unwrap_or(ROLES.len())
    }
}

/// Every kind of piece, in the order in which printed books have them.
#[rustfmt::skip]
pub const ROLES: &[Role] = &[
    role("halftitlepage", Matter::Front).or(&["half-title"]).called(Word::HalfTitle),
    role("titlepage", Matter::Front).or(&["title-page"]).called(Word::TitlePage),
    role("copyright-page", Matter::Front).or(&["copyright", "imprint"]).called(Word::Copyright),
    role("dedication", Matter::Front).read("doc-dedication").called(Word::Dedication),
    role("epigraph", Matter::Front).read("doc-epigraph").called(Word::Epigraph),
    role("contents", Matter::Front).or(&["toc"]).typed("toc").read("doc-toc").called(Word::Contents),
    role("foreword", Matter::Front).read("doc-foreword").called(Word::Foreword),
    role("preface", Matter::Front).read("doc-preface").called(Word::Preface),
    role("introduction", Matter::Front).read("doc-introduction").called(Word::Introduction),
    role("prologue", Matter::Body).read("doc-prologue").called(Word::Prologue),
    role("part", Matter::Body).read("doc-part"),
    role("chapter", Matter::Body).read("doc-chapter"),
    role("interlude", Matter::Body).typed("chapter").read("doc-chapter").called(Word::Interlude),
    role("epilogue", Matter::Body).read("doc-epilogue").called(Word::Epilogue),
    role("conclusion", Matter::Body).read("doc-conclusion").called(Word::Conclusion),
    role("afterword", Matter::Back).read("doc-afterword").called(Word::Afterword),
    role("acknowledgments", Matter::Back).or(&["acknowledgements"]).read("doc-acknowledgments")
        .called(Word::Acknowledgments),
    role("appendix", Matter::Back).read("doc-appendix").called(Word::Appendix),
    role("author-notes", Matter::Back).typed("appendix").read("doc-appendix").called(Word::AuthorNotes),
    role("endnotes", Matter::Back).or(&["notes"]).read("doc-endnotes").called(Word::Notes),
    role("glossary", Matter::Back).read("doc-glossary").called(Word::Glossary),
    role("bibliography", Matter::Back).read("doc-bibliography").called(Word::Bibliography),
    role("sources", Matter::Back).or(&["credits", "permissions"]).typed("credits").read("doc-credits")
        .called(Word::Sources),
    role("about-the-authors", Matter::Back).or(&["about-the-author", "contributors"]).typed("contributors")
        .called(Word::AboutTheAuthors),
    role("index", Matter::Back).read("doc-index").called(Word::Index),
    role("colophon", Matter::Back).read("doc-colophon").called(Word::Colophon),
];

const fn role(name: &'static str, matter: Matter) -> Role {
    Role { name, synonyms: &[], epub_type: name, aria: None, matter, word: None }
}

impl Role {
    const fn or(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    const fn typed(mut self, epub_type: &'static str) -> Self {
        self.epub_type = epub_type;
        self
    }

    const fn read(mut self, aria: &'static str) -> Self {
        self.aria = Some(aria);
        self
    }

    const fn called(mut self, word: Word) -> Self {
        self.word = Some(word);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{is_static_role, is_structural_term};
    use std::collections::BTreeSet;

    #[test]
    fn names_are_given_once_and_terms_are_those_of_the_vocabularies() {
        let mut names = BTreeSet::new();
        for role in ROLES {
            for name in [role.name].iter().chain(role.synonyms) {
                assert!(names.insert(*name), "{name}");
            }
            assert!(is_structural_term(role.epub_type), "{}", role.epub_type);
            assert!(role.aria.is_none_or(is_static_role), "{}", role.name);
        }
    }

    #[test]
    fn front_matter_stands_before_the_text_and_back_matter_after() {
        assert!(ROLES.is_sorted_by_key(|role| role.matter));
    }
}
