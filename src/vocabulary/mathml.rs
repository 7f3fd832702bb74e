//! The part of presentation MathML that books use: elements, how many children they take, what they may say.
//!
//! MathML 3, chapter 3, without `mstack` and `mlongdiv` (elementary arithmetic, which hardly any reader draws),
//! `mglyph`, alignment marks and deprecated attributes. EPUB 3.3, 6.1.4, "Embedded MathML", allows no other part
//! outside `annotation-xml`.

use super::Value;
use super::attributes::{Attribute, may, must};

/// An element of MathML.
#[derive(Debug)]
pub struct MathElement {
    pub name: &'static str,
    pub content: MathContent,
    pub attributes: &'static [Attribute],
}

/// What an element of MathML may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MathContent {
    Nothing,
    Text,
    /// So many expressions.
    Exactly(usize),
    /// Any number of expressions.
    Any,
    /// One expression or more.
    Some,
    /// One expression, then annotations.
    Annotated,
    /// An expression and pairs of scripts, with `mprescripts` between.
    Scripts,
    /// `mtr`.
    Rows,
    /// `mtd`.
    Cells,
}

/// Returns the element of MathML of that name.
pub fn math_element(name: &str) -> Option<&'static MathElement> {
    ELEMENTS.iter().find(|element| element.name == name)
}

const YES_NO: Value = Value::OneOf(&["true", "false"]);
const SIDE: Value = Value::OneOf(&["left", "center", "right"]);
const ROW: Value = Value::OneOf(&["top", "bottom", "center", "baseline", "axis"]);
const DIRECTION: Attribute = may("dir", Value::OneOf(&["ltr", "rtl"]));
const VARIANT: Attribute = may(
    "mathvariant",
    Value::OneOf(&[
        "normal",
        "bold",
        "italic",
        "bold-italic",
        "double-struck",
        "bold-fraktur",
        "script",
        "bold-script",
        "fraktur",
        "sans-serif",
        "bold-sans-serif",
        "sans-serif-italic",
        "sans-serif-bold-italic",
        "monospace",
    ]),
);
const TOKEN: &[Attribute] = &[VARIANT, DIRECTION];
const OPERATOR: &[Attribute] = &[
    VARIANT,
    DIRECTION,
    may("form", Value::OneOf(&["prefix", "infix", "postfix"])),
    may("fence", YES_NO),
    may("separator", YES_NO),
    may("stretchy", YES_NO),
    may("symmetric", YES_NO),
    may("largeop", YES_NO),
    may("movablelimits", YES_NO),
    may("accent", YES_NO),
    may("lspace", Value::Length),
    may("rspace", Value::Length),
    may("minsize", Value::Length),
    may("maxsize", Value::Length),
];
const THICKNESS: Attribute = may("linethickness", Value::LengthOr(&["thin", "medium", "thick"]));
const SPAN: Value = Value::Span { least: 1, most: 1000 };

const fn element(name: &'static str, content: MathContent, attributes: &'static [Attribute]) -> MathElement {
    MathElement { name, content, attributes }
}

pub(super) const ELEMENTS: &[MathElement] = &[
    element("mi", MathContent::Text, TOKEN),
    element("mn", MathContent::Text, TOKEN),
    element("mo", MathContent::Text, OPERATOR),
    element("mrow", MathContent::Any, &[DIRECTION]),
    element("math", MathContent::Any, &[DIRECTION, may("display", Value::OneOf(&["block", "inline"])), ALT]),
    element(
        "mfrac",
        MathContent::Exactly(2),
        &[may("numalign", SIDE), may("denomalign", SIDE), may("bevelled", YES_NO), THICKNESS],
    ),
    element("msup", MathContent::Exactly(2), &[]),
    element("msub", MathContent::Exactly(2), &[]),
    element("msubsup", MathContent::Exactly(3), &[]),
    element("mtext", MathContent::Text, TOKEN),
    element(
        "mspace",
        MathContent::Nothing,
        &[may("width", Value::Length), may("height", Value::Length), may("depth", Value::Length)],
    ),
    element("ms", MathContent::Text, &[VARIANT, DIRECTION, may("lquote", Value::Text), may("rquote", Value::Text)]),
    element("msqrt", MathContent::Any, &[]),
    element("mroot", MathContent::Exactly(2), &[]),
    element("mstyle", MathContent::Any, &[DIRECTION, may("displaystyle", YES_NO), may("scriptlevel", Value::Integer)]),
    element("merror", MathContent::Any, &[]),
    element("mpadded", MathContent::Any, &[]),
    element("mphantom", MathContent::Any, &[]),
    element(
        "mfenced",
        MathContent::Any,
        &[may("open", Value::Text), may("close", Value::Text), may("separators", Value::Text)],
    ),
    element("menclose", MathContent::Any, &[may("notation", Value::Text)]),
    element("munder", MathContent::Exactly(2), &[may("accentunder", YES_NO), may("align", SIDE)]),
    element("mover", MathContent::Exactly(2), &[may("accent", YES_NO), may("align", SIDE)]),
    element(
        "munderover",
        MathContent::Exactly(3),
        &[may("accent", YES_NO), may("accentunder", YES_NO), may("align", SIDE)],
    ),
    element("mmultiscripts", MathContent::Scripts, &[]),
    element("none", MathContent::Nothing, &[]),
    element("mprescripts", MathContent::Nothing, &[]),
    element(
        "mtable",
        MathContent::Rows,
        &[may("displaystyle", YES_NO), may("columnalign", Value::Words(&["left", "center", "right"]))],
    ),
    element("mtr", MathContent::Cells, &[may("rowalign", ROW)]),
    element(
        "mtd",
        MathContent::Any,
        &[may("columnspan", SPAN), may("rowspan", SPAN), may("rowalign", ROW), may("columnalign", SIDE)],
    ),
    element("maction", MathContent::Some, &[must("actiontype", Value::Text), may("selection", SPAN)]),
    element("semantics", MathContent::Annotated, &[]),
    element("annotation", MathContent::Text, &[may("encoding", Value::Text)]),
];

const ALT: Attribute = may("alttext", Value::Text);
