//! What formulas mean: content MathML, which may stand in an `annotation-xml`. MathML 3, chapter 4.
//!
//! Each element is looked at when its turn comes; that an element stands where it may is said by what it stands in.

use super::super::attributes::{report_unknown, report_value};
use super::{is_common_attribute, no_text, report_incomplete, report_misplaced};
use crate::check::resource::Resource;
use crate::vocabulary::{Meaning, MeaningElement, is_meaning_expression, is_qualifier, math_element, meaning_element};
use crate::xml::{NodeRef, ns};

/// Tells whether what an `annotation-xml` says is content MathML.
pub(super) fn is_encoding(encoding: Option<&str>) -> bool {
    matches!(encoding, Some("MathML-Content" | "application/mathml-content+xml"))
}

/// Tells whether an element stands where content MathML is asked for.
pub(super) fn is_asked_for(node: NodeRef<'_>) -> bool {
    let mut above = node.ancestors().skip_while(|above| above.local_in(ns::MATHML) == Some("semantics"));
    let Some((parent, name)) = above.next().and_then(|parent| Some((parent, parent.local_in(ns::MATHML)?))) else {
        return false;
    };
    match name {
        "annotation-xml" => is_encoding(parent.attribute("encoding")),
        _ => meaning_element(name).is_some_and(|element| element.holds != Meaning::Token),
    }
}

/// Tells whether an element is an expression.
pub(super) fn is_expression(node: NodeRef<'_>) -> bool {
    node.local_in(ns::MATHML).is_some_and(is_meaning_expression)
}

/// Looks at an element that is not `semantics`, which is looked at as in presentation MathML.
pub(super) fn look<'a>(node: NodeRef<'a>, element: &MeaningElement, resource: &mut Resource<'_, 'a>) {
    attributes(node, element, resource);
    if !matches!(element.holds, Meaning::Text | Meaning::Token) {
        no_text(node, resource);
    }
    let mut before = None;
    let mut seen = Seen::default();
    for child in node.elements() {
        let name = child.local_in(ns::MATHML).unwrap_or_default();
        if !seen.takes(element.holds, name, before) {
            report_misplaced(child, resource);
        }
        before = Some(name);
    }
    if let Some(lack) = seen.lacks(element.holds) {
        report_incomplete(node, lack, resource);
    }
}

fn attributes<'a>(node: NodeRef<'a>, element: &MeaningElement, resource: &mut Resource<'_, 'a>) {
    let is_share = element.name == "share";
    for attribute in node.attributes() {
        let name = &*attribute.name.local;
        if is_common_attribute(attribute, "") || !is_share && matches!(name, "definitionURL" | "encoding") {
            continue;
        }
        match element.attributes.iter().find(|(own, _)| *own == name && attribute.name.namespace.is_empty()) {
            None => report_unknown(node, attribute, resource),
            Some((_, value)) if !value.accepts(name, attribute.value) => report_value(node, attribute, resource),
            Some(_) => {}
        }
    }
}

/// What an element has been seen to hold so far.
#[derive(Default)]
struct Seen {
    /// Expressions; in `bvar`, variables.
    expressions: usize,
    /// `degree`, `otherwise`, or what comes first in an `apply` or `cerror`.
    special: bool,
    /// Whether what comes before expressions has ended, and whether variables have.
    is_past_qualifiers: bool,
    is_past_variables: bool,
}

impl Seen {
    /// Counts a child in; tells whether it may stand there, after the one before.
    fn takes(&mut self, holds: Meaning, name: &str, before: Option<&str>) -> bool {
        match holds {
            Meaning::Nothing | Meaning::Text => false,
            Meaning::Token => name == "sep" || math_element(name).is_some() || name == "mglyph" || name == "share",
            Meaning::Expressions { most, .. } => self.takes_expression(name, most),
            Meaning::Application if !self.special => {
                self.special = is_meaning_expression(name);
                self.special
            }
            Meaning::Application => self.takes_bound(name, before, usize::MAX),
            Meaning::Bound { .. } if matches!(name, "degree" | "logbase" | "momentabout") => false,
            Meaning::Bound { most, .. } => self.takes_bound(name, before, most),
            Meaning::Variable if name == "degree" => !std::mem::replace(&mut self.special, true),
            Meaning::Variable => matches!(name, "ci" | "semantics") && self.takes_expression(name, 1),
            Meaning::Pieces => name == "piece" || name == "otherwise" && !std::mem::replace(&mut self.special, true),
            Meaning::Error if !self.special => {
                self.special = name == "csymbol";
                self.special
            }
            Meaning::Error => is_meaning_expression(name),
        }
    }

    fn takes_expression(&mut self, name: &str, most: usize) -> bool {
        let fits = is_meaning_expression(name) && self.expressions < most;
        self.expressions += usize::from(fits);
        fits
    }

    fn takes_bound(&mut self, name: &str, before: Option<&str>, most: usize) -> bool {
        match name {
            "bvar" => !self.is_past_variables,
            "uplimit" => !self.is_past_qualifiers && before == Some("lowlimit"),
            _ if is_qualifier(name) => {
                self.is_past_variables = true;
                !self.is_past_qualifiers
            }
            // It may be what a variable ranges over, or an expression.
            "interval" if !self.is_past_qualifiers => {
                self.is_past_variables = true;
                true
            }
            _ => {
                (self.is_past_variables, self.is_past_qualifiers) = (true, true);
                self.takes_expression(name, most)
            }
        }
    }

    /// Returns what is still missing.
    fn lacks(&self, holds: Meaning) -> Option<&'static str> {
        match holds {
            Meaning::Expressions { least, .. } if self.expressions < least => Some("as many expressions as it takes"),
            Meaning::Bound { least, .. } if self.expressions < least => Some("an expression"),
            Meaning::Application if !self.special => Some("an operator"),
            Meaning::Variable if self.expressions == 0 => Some("a `ci`"),
            Meaning::Error if !self.special => Some("a `csymbol`"),
            _ => None,
        }
    }
}
