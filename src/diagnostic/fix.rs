//! How a finding can be mended: changes of the bytes that it is about, and of nothing else.
//!
//! Only a rule that knows the one right repair offers a fix; where an author must choose, there is help and no fix.
//! Making the changes is for whoever holds the bytes: see `container::repair`.

use crate::source::{SourceId, Span};

/// A repair.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, in one line: lower-case, no full stop.
    pub title: String,
    /// All of them are made, or none.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Other text in the place of some.
    Replace(Span, String),
    /// Some text is taken out, and the white space before it.
    Remove(Span),
    /// An attribute, such as `lang="en"`, is added to the start tag that stands here.
    Attribute(Span, String),
    /// An element becomes the first in the one whose start tag stands here.
    First(Span, String),
    /// An element becomes the last in the one that stands here.
    Last(Span, String),
    /// A text is written in UTF-8.
    Utf8(SourceId),
    /// An entry is taken out of the container.
    Drop(SourceId),
    /// The entry `mimetype` is written as it must be.
    Mimetype,
}

impl Fix {
    /// Returns a repair of one or more changes; nothing where one of them could not be told.
    pub fn new(title: impl Into<String>, changes: impl IntoIterator<Item = Option<Change>>) -> Option<Self> {
        let changes: Option<Vec<Change>> = changes.into_iter().collect();
        changes.filter(|changes| !changes.is_empty()).map(|changes| Self { title: title.into(), changes })
    }
}
