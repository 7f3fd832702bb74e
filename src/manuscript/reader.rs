//! What a reader of one kind of text takes and gives.

use crate::diagnostic::Diagnostics;
use crate::manifest::{Delimiters, Facts};
use crate::source::{SourceId, Span};
use crate::xml::Tree;
use std::ops::Range;
use std::sync::Arc;

/// A decoded text, and where in it the piece itself begins: front matter is before.
#[derive(Clone, Debug)]
pub struct Input {
    pub text: Arc<str>,
    pub source: SourceId,
    pub start: usize,
    /// What stands around formulas in Markdown.
    pub delimiters: Delimiters,
}

impl Input {
    /// Returns a text without formulas.
    pub fn new(text: Arc<str>, source: SourceId, start: usize) -> Self {
        Self { text, source, start, delimiters: Delimiters::default() }
    }

    /// Returns the span of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }
}

/// A piece as read: its content below the document node, what it says of itself, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Reading {
    pub tree: Tree,
    pub facts: Facts,
    pub diagnostics: Diagnostics,
}

impl Reading {
    /// Returns a reading of which nothing is said yet.
    pub fn new(tree: Tree) -> Self {
        Self { tree, facts: Facts::default(), diagnostics: Diagnostics::new() }
    }
}
