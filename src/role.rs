//! What a piece is in a book, and how EPUB and ARIA name it.
//!
//! `epub:type` after EPUB 3 Structural Semantics; roles after DPUB-ARIA 1.1, where it has one for the type.

/// A kind of piece.
#[derive(Debug, PartialEq, Eq)]
pub struct Role {
    /// As `role = "…"` writes it, and as `epub:type` does.
    pub name: &'static str,
    /// The DPUB-ARIA role on the piece's `<section>`.
    pub aria: Option<&'static str>,
    pub matter: Matter,
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
        ROLES.iter().find(|role| role.name == name)
    }

    /// Returns the role of a piece of which nothing is said.
    pub fn chapter() -> &'static Self {
        Self::named("chapter").expect("the table holds it")
    }
}

/// Every kind of piece.
pub const ROLES: &[Role] = &[
    role("titlepage", None, Matter::Front),
    role("halftitlepage", None, Matter::Front),
    role("copyright-page", None, Matter::Front),
    role("dedication", Some("doc-dedication"), Matter::Front),
    role("epigraph", Some("doc-epigraph"), Matter::Front),
    role("foreword", Some("doc-foreword"), Matter::Front),
    role("preface", Some("doc-preface"), Matter::Front),
    role("introduction", Some("doc-introduction"), Matter::Front),
    role("prologue", Some("doc-prologue"), Matter::Body),
    role("part", Some("doc-part"), Matter::Body),
    role("chapter", Some("doc-chapter"), Matter::Body),
    role("epilogue", Some("doc-epilogue"), Matter::Body),
    role("conclusion", Some("doc-conclusion"), Matter::Body),
    role("afterword", Some("doc-afterword"), Matter::Back),
    role("acknowledgments", Some("doc-acknowledgments"), Matter::Back),
    role("appendix", Some("doc-appendix"), Matter::Back),
    role("glossary", Some("doc-glossary"), Matter::Back),
    role("index", Some("doc-index"), Matter::Back),
    role("bibliography", Some("doc-bibliography"), Matter::Back),
    role("colophon", Some("doc-colophon"), Matter::Back),
];

const fn role(name: &'static str, aria: Option<&'static str>, matter: Matter) -> Role {
    Role { name, aria, matter }
}
