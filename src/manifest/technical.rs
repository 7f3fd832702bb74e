//! `[formulas]` and `[code]`: what technical books have beside words.

use super::fields::Fields;
use super::findings::{Findings, excerpt};
use super::mdbook::Mdbook;
use super::node::Data;
use super::rules::{BAD_VALUE, WRONG_TYPE};
use crate::diagnostic::Diagnostic;
use crate::formula::Macros;

/// `[formulas]`.
#[derive(Clone, Debug)]
pub struct Formulas {
    pub delimiters: Delimiters,
    pub macros: Macros,
}

/// What stands around formulas in Markdown; by default, nothing does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delimiters {
    /// `$…$` and `$$…$$`.
    pub dollars: bool,
    /// `$$…$$`, and what `MathJax` has in an mdBook: `\\(…\\)` and `\\[…\\]`.
    pub mathjax: bool,
}

impl Default for Formulas {
    fn default() -> Self {
        Self { delimiters: Delimiters { dollars: true, mathjax: false }, macros: Macros::default() }
    }
}

/// `[code]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Whether the words of code are set by what they are.
    pub highlight: bool,
}

impl Default for Code {
    fn default() -> Self {
        Self { highlight: true }
    }
}

/// Reads `[formulas]`. An mdBook has those of `MathJax`, where it asks for them.
pub(super) fn formulas(fields: &Fields<'_>, mdbook: Option<&Mdbook>, findings: &mut Findings) -> Formulas {
    let delimiters = Delimiters {
        dollars: fields.boolean("dollars").unwrap_or(mdbook.is_none()),
        mathjax: mdbook.is_some_and(|book| book.has_mathjax),
    };
    let mut macros = Macros::default();
    for member in fields.get("macros").map(super::node::Node::members).unwrap_or_default() {
        let Some(body) = member.value.text() else {
            if !matches!(member.value.data, Data::Broken) {
                let message = format!("`{}` takes a text, and this is {}", excerpt(&member.key), member.value.kind());
                let help = "put the TeX that it stands for in single quotes: `R = '\\mathbb{R}'`";
                findings.report(Diagnostic::new(&WRONG_TYPE, message).at(member.value.span).help(help));
            }
            continue;
        };
        if !macros.add(&member.key, body) {
            let message = format!("`{}` is no name of a command", excerpt(&member.key));
            let help = "a command is called by letters alone, such as `norm`, or by one sign";
            findings.report(Diagnostic::new(&BAD_VALUE, message).at(member.key_span).help(help));
        }
    }
    Formulas { delimiters, macros }
}

/// Reads `[code]`.
pub(super) fn code(fields: &Fields<'_>) -> Code {
    Code { highlight: fields.boolean("highlight").unwrap_or(Code::default().highlight) }
}
