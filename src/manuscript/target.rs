//! Symbolic links: where a link leads inside the book, before files have names.
//!
//! In a tree, a target stands as the text of an attribute with a scheme of its own, so that it survives whatever
//! passes do to nodes: `book:piece/3#anchor`, `book:resource/5`.

use std::fmt;

/// Where a link or a picture leads inside the book.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A piece, by its index in `Book::pieces`, and an id in it.
    Piece { piece: usize, anchor: Option<String> },
    /// A resource, by its index in `Book::resources`.
    Resource(usize),
}

const PIECE: &str = "book:piece/";
const RESOURCE: &str = "book:resource/";

impl Target {
    /// Reads a target from an attribute; nothing if it is an address of another kind.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix(RESOURCE) {
            return rest.parse().ok().map(Self::Resource);
        }
        let rest = text.strip_prefix(PIECE)?;
        let (piece, anchor) = match rest.split_once('#') {
            Some((piece, anchor)) => (piece, Some(anchor.to_owned())),
            None => (rest, None),
        };
        Some(Self::Piece { piece: piece.parse().ok()?, anchor })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Piece { piece, anchor: Some(anchor) } => write!(formatter, "{PIECE}{piece}#{anchor}"),
            Self::Piece { piece, anchor: None } => write!(formatter, "{PIECE}{piece}"),
            Self::Resource(resource) => write!(formatter, "{RESOURCE}{resource}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_reads_back_from_its_text() {
        for target in [
            Target::Piece { piece: 3, anchor: Some("a#b".into()) },
            Target::Piece { piece: 0, anchor: None },
            Target::Resource(7),
        ] {
            assert_eq!(Target::parse(&target.to_string()), Some(target));
        }
        assert_eq!(Target::parse("https://example.org/"), None);
        assert_eq!(Target::parse("book:piece/x"), None);
    }
}
