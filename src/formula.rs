//! Formulas: TeX, as LaTeX and amsmath have it between dollars, becomes presentation MathML.
//!
//! A formula is cut into tokens (`lexer`, which also expands macros), read into atoms (`parser`, and beside it the
//! files for what takes more than a symbol), and set in rows, where what stands beside an atom decides its spacing
//! (`row`). What comes out is MathML 3 without deprecated attributes, in the part of it that MathML Core draws alike.
//! `linear` writes any formula on a line, for readers that draw none, and `width` guesses how much room one takes. Nothing here knows of Markdown, files or EPUB.

mod alphabet;
mod bracket;
mod chemistry;
mod command;
mod environment;
mod lexer;
mod linear;
mod macros;
mod parser;
mod row;
mod special;
mod symbol;
mod text;
mod unit;
mod width;

pub use linear::{append_html, plain_text};
pub use macros::{Macro, Macros};
pub use width::width;

use crate::source::Span;
use crate::xml::{Name, NodeId, Tree, ns};
use std::borrow::Cow;
use std::ops::Range;

/// Where a formula stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Among words.
    Inline,
    /// On lines of its own.
    Display,
}

/// A formula that was understood.
#[derive(Debug)]
pub struct Formula {
    math: Math,
    /// What the author wants to be shown as its number, by `\tag`.
    pub tag: Option<String>,
}

/// What is not understood in a formula, at the bytes of the TeX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub what: String,
    pub help: Option<String>,
    pub range: Range<usize>,
}

impl Fault {
    fn new(what: impl Into<String>, range: Range<usize>) -> Self {
        Self { what: what.into(), help: None, range }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Reads a formula.
///
/// # Errors
/// What is not understood, in order; never nothing.
pub fn read(tex: &str, style: Style, macros: &Macros) -> Result<Formula, Vec<Fault>> {
    parser::read(tex, style, macros)
}

impl Formula {
    /// Appends the formula to `parent`; `place` says where a range of the TeX is.
    pub fn write(&self, tree: &mut Tree, parent: NodeId, place: &dyn Fn(Range<usize>) -> Option<Span>) -> NodeId {
        write(&self.math, tree, parent, place)
    }
}

/// Writes an element and what is in it. The reader bounds how deep that is.
fn write(math: &Math, tree: &mut Tree, parent: NodeId, place: &dyn Fn(Range<usize>) -> Option<Span>) -> NodeId {
    let span = place(math.range.clone());
    let element = tree.append_element(parent, &Name::new(ns::MATHML, math.name), span);
    for (name, value) in &math.attributes {
        tree.set_attribute(element, &Name::attribute(name), value, None);
    }
    if !math.text.is_empty() {
        tree.append_text(element, &math.text, span);
    }
    for child in &math.children {
        write(child, tree, element, place);
    }
    element
}

/// An element of MathML.
#[derive(Clone, Debug, Default)]
struct Math {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// What a token holds; others hold elements.
    text: Cow<'static, str>,
    children: Vec<Math>,
    /// The bytes of the TeX that it is made of.
    range: Range<usize>,
}

impl Math {
    fn token(name: &'static str, text: impl Into<Cow<'static, str>>, range: Range<usize>) -> Self {
        Self { name, text: text.into(), range, ..Self::default() }
    }

    fn element(name: &'static str, children: Vec<Math>, range: Range<usize>) -> Self {
        Self { name, children, range, ..Self::default() }
    }

    fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.set(name, value);
        self
    }

    fn set(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        self.attributes.retain(|(known, _)| *known != name);
        self.attributes.push((name, value.into()));
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(known, _)| *known == name)
    }

    /// Returns a space as wide as `width` says.
    fn space(width: impl Into<Cow<'static, str>>, range: Range<usize>) -> Self {
        Self::element("mspace", Vec::new(), range).with("width", width)
    }
}
