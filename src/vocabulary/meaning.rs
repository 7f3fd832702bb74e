//! Content MathML: what a formula means, said in elements that stand in an `annotation-xml` (MathML 3, chapter 4).
//!
//! Strict and pragmatic elements alike, and those that MathML 3 has given up but still allows.

use super::Value;

/// An element of content MathML.
#[derive(Debug)]
pub struct MeaningElement {
    pub name: &'static str,
    pub holds: Meaning,
    /// Beside the common ones.
    pub attributes: &'static [(&'static str, Value)],
}

/// What an element of content MathML may hold. An expression is any element that is no part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Nothing,
    Text,
    /// Text, `sep`, and how it is written in presentation MathML.
    Token,
    /// As many expressions.
    Expressions {
        least: usize,
        most: usize,
    },
    /// An operator, then as in `Bound`.
    Application,
    /// Variables, what they range over, and as many expressions.
    Bound {
        least: usize,
        most: usize,
    },
    /// `ci`, and perhaps a `degree`.
    Variable,
    /// `piece` and `otherwise`.
    Pieces,
    /// `csymbol`, then expressions.
    Error,
}

/// Returns the element of content MathML of that name; `semantics` belongs to both parts of MathML.
pub fn meaning_element(name: &str) -> Option<&'static MeaningElement> {
    const OPERATOR: &MeaningElement = &element("", Meaning::Nothing, &[]);
    const TENDENCY: &MeaningElement = &element("tendsto", Meaning::Nothing, &[("type", Value::Text)]);
    match name {
        "tendsto" => Some(TENDENCY),
        _ if OPERATORS.contains(&name) => Some(OPERATOR),
        _ => ELEMENTS.iter().find(|element| element.name == name),
    }
}

/// Tells whether an element of content MathML is an expression.
pub fn is_meaning_expression(name: &str) -> bool {
    let part = is_qualifier(name) || matches!(name, "bvar" | "otherwise" | "piece" | "sep");
    !part && (name == "semantics" || meaning_element(name).is_some())
}

/// Tells whether an element says what a variable ranges over, or how an operator is meant; an `interval` may do so, too.
pub fn is_qualifier(name: &str) -> bool {
    matches!(name, "condition" | "degree" | "domainofapplication" | "logbase" | "lowlimit" | "momentabout" | "uplimit")
}

const fn element(name: &'static str, holds: Meaning, attributes: &'static [(&'static str, Value)]) -> MeaningElement {
    MeaningElement { name, holds, attributes }
}

const fn expressions(name: &'static str, least: usize, most: usize) -> MeaningElement {
    element(name, Meaning::Expressions { least, most }, &[])
}

const ANY: usize = usize::MAX;
const COLLECTION: Meaning = Meaning::Bound { least: 0, most: ANY };
const TYPE: (&str, Value) = ("type", Value::Text);

const ELEMENTS: &[MeaningElement] = &[
    element("apply", Meaning::Application, &[]),
    element("bind", Meaning::Application, &[]),
    element("bvar", Meaning::Variable, &[]),
    element("cbytes", Meaning::Text, &[]),
    element("cerror", Meaning::Error, &[]),
    element("ci", Meaning::Token, &[TYPE]),
    element("cn", Meaning::Token, &[TYPE, ("base", Value::Text)]),
    expressions("condition", 1, 1),
    element("cs", Meaning::Text, &[]),
    element("csymbol", Meaning::Token, &[TYPE, ("cd", Value::NcName)]),
    element(
        "declare",
        Meaning::Expressions { least: 1, most: ANY },
        &[TYPE, ("scope", Value::Text), ("nargs", Value::Text), ("occurrence", Value::Text)],
    ),
    expressions("degree", 1, 1),
    expressions("domainofapplication", 1, 1),
    expressions("fn", 1, 1),
    element("interval", Meaning::Expressions { least: 2, most: 2 }, &[("closure", Value::Text)]),
    element("lambda", Meaning::Bound { least: 1, most: 1 }, &[]),
    element("list", COLLECTION, &[("order", Value::Exactly(&["lexicographic", "numeric"]))]),
    expressions("logbase", 1, 1),
    expressions("lowlimit", 1, ANY),
    element("matrix", COLLECTION, &[]),
    element("matrixrow", COLLECTION, &[]),
    expressions("momentabout", 1, 1),
    expressions("otherwise", 1, 1),
    expressions("piece", 2, 2),
    element("piecewise", Meaning::Pieces, &[]),
    expressions("reln", 0, ANY),
    element("sep", Meaning::Nothing, &[]),
    element("set", COLLECTION, &[TYPE]),
    element("share", Meaning::Nothing, &[("src", Value::Url)]),
    expressions("uplimit", 1, ANY),
    element("vector", COLLECTION, &[]),
];

/// Operators, functions and constants: they hold nothing.
#[rustfmt::skip]
const OPERATORS: &[&str] = &[
    "abs", "and", "approx", "arccos", "arccosh", "arccot", "arccoth", "arccsc", "arccsch", "arcsec", "arcsech",
    "arcsin", "arcsinh", "arctan", "arctanh", "arg", "card", "cartesianproduct", "ceiling", "codomain", "complexes",
    "compose", "conjugate", "cos", "cosh", "cot", "coth", "csc", "csch", "curl", "determinant", "diff", "divergence",
    "divide", "domain", "emptyset", "eq", "equivalent", "eulergamma", "exists", "exp", "exponentiale", "factorial",
    "factorof", "false", "floor", "forall", "gcd", "geq", "grad", "gt", "ident", "image", "imaginary", "imaginaryi",
    "implies", "in", "infinity", "int", "integers", "intersect", "inverse", "laplacian", "lcm", "leq", "limit", "ln",
    "log", "lt", "max", "mean", "median", "min", "minus", "mode", "moment", "naturalnumbers", "neq", "not",
    "notanumber", "notin", "notprsubset", "notsubset", "or", "outerproduct", "partialdiff", "pi", "plus", "power",
    "primes", "product", "prsubset", "quotient", "rationals", "real", "reals", "rem", "root", "scalarproduct", "sdev",
    "sec", "sech", "selector", "setdiff", "sin", "sinh", "subset", "sum", "tan", "tanh", "times", "transpose", "true",
    "union", "variance", "vectorproduct", "xor",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_no_expressions_and_operators_are() {
        assert!(["apply", "ci", "plus", "interval", "semantics", "tendsto"].into_iter().all(is_meaning_expression));
        assert!(!["bvar", "degree", "piece", "sep", "mi", "foo", ""].into_iter().any(is_meaning_expression));
        assert!(OPERATORS.is_sorted() && ELEMENTS.is_sorted_by(|left, right| left.name < right.name));
    }
}
