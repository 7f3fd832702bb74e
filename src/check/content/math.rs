//! Formulas: presentation MathML, each element with the parts that it is made for. EPUB 3.3, section 6.1.4.2; MathML 3,
//! chapters 3 and 5.

mod annotation;
mod meaning;

use super::attributes::{report_missing, report_unknown, report_value};
use super::custom::is_custom;
use super::known::enter;
use super::placement::{self, MISPLACED_CONTENT, MISPLACED_TEXT, MISSING_CONTENT, Room, local};
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::vocabulary::{self, MathContent, MathElement, OPS, is_math_attribute, math_element, math_value};
use crate::xml::{Attribute, NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&NO_PRESENTATION_MATHML, &FORMULA_WITHOUT_TEXT],
    section: "6.1.4.2",
    example: Example::Body,
    look: Look::Element(ns::MATHML, &[], look),
};

const NO_PRESENTATION_MATHML: Rule = Rule {
    name: "no-presentation-mathml",
    severity: Severity::Error,
    summary: "a formula holds an element that is not of presentation MathML",
    explanation: r#"
Readers draw presentation MathML.
Content MathML says what a formula means; it may stand beside it, in an `annotation-xml`.

Wrong:

    <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><ci>x</ci></math>

Right:

    <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>
"#,
    epubcheck: &["RSC-005"],
};

const FORMULA_WITHOUT_TEXT: Rule = Rule {
    name: "formula-without-text",
    severity: Severity::Usage,
    summary: "a formula has no text for those who cannot see it",
    explanation: r#"
Not every voice can read MathML aloud; `alttext` says the formula in words.

Wrong:

    <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>

Right:

    <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>
"#,
    epubcheck: &["ACC-009"],
};

/// Elements that hardly any reader draws, and no book of ours has; valid all the same.
const RARE: &[MathElement] = &[
    rare("maligngroup", MathContent::Nothing),
    rare("malignmark", MathContent::Nothing),
    rare("mglyph", MathContent::Nothing),
    rare("mlabeledtr", MathContent::Cells),
    rare("mlongdiv", MathContent::Any),
    rare("mscarries", MathContent::Any),
    rare("mscarry", MathContent::Any),
    rare("msgroup", MathContent::Any),
    rare("msline", MathContent::Nothing),
    rare("msrow", MathContent::Any),
    rare("mstack", MathContent::Any),
];

const ANNOTATION: MathElement = rare("annotation-xml", MathContent::Any);

const fn rare(name: &'static str, content: MathContent) -> MathElement {
    MathElement { name, content, attributes: &[] }
}

fn find(name: &str) -> Option<&'static MathElement> {
    math_element(name).or_else(|| RARE.iter().find(|element| element.name == name))
}

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if !super::html::is_modern(resource) {
        return;
    }
    let name = local(node);
    if name == "math" {
        alternative(node, resource);
    }
    if enter(node, resource).is_none() {
        return;
    }
    if name == "annotation-xml" {
        attributes(node, &ANNOTATION, resource);
        return annotation::look(node, resource);
    }
    if let Some(element) = vocabulary::meaning_element(name).filter(|_| meaning::is_asked_for(node)) {
        return meaning::look(node, element, resource);
    }
    let Some(element) = find(name) else {
        // What it is doing here has been said already.
        return skip(node, resource);
    };
    attributes(node, element, resource);
    content(node, element.content, resource);
}

fn skip<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if let Some(tree) = resource.tree() {
        resource.survey.content.skip(node, tree);
    }
}

fn alternative(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let annotated = || node.descendants().any(|inner| inner.local_in(ns::MATHML) == Some("annotation-xml"));
    if node.attribute("alttext").is_none() && !annotated() {
        let finding = Diagnostic::new(&FORMULA_WITHOUT_TEXT, "the formula has no `alttext`").at(tag(node));
        resource.report(finding.help("say the formula in words, in `alttext`"));
    }
}

fn attributes<'a>(node: NodeRef<'a>, element: &MathElement, resource: &mut Resource<'_, 'a>) {
    for attribute in node.attributes() {
        let name = &*attribute.name.local;
        let is_known = is_common_attribute(attribute, element.name);
        if !is_known {
            report_unknown(node, attribute, resource);
            continue;
        }
        let own = || element.attributes.iter().find(|known| known.name == name).map(|known| known.value);
        let value = math_value(element.name, name).or_else(own).filter(|_| attribute.name.namespace.is_empty());
        if value.is_some_and(|value| !value.accepts(name, attribute.value)) {
            report_value(node, attribute, resource);
        }
    }
    for known in element.attributes.iter().filter(|known| known.required) {
        if node.attribute(known.name).is_none() {
            report_missing(node, &format!("`{}`", known.name), resource);
        }
    }
}

/// Tells whether an element of MathML may have an attribute, by the element's name or, where that is empty, whatever its
/// name.
fn is_common_attribute(attribute: Attribute<'_>, element: &str) -> bool {
    let name = &*attribute.name.local;
    match &*attribute.name.namespace {
        ns::NONE if name.starts_with("data-") => true,
        ns::NONE => match name.strip_prefix("aria-") {
            Some(state) => vocabulary::property(state).is_some_and(|property| property.is_of(None, "", None)),
            None => is_math_attribute(element, name),
        },
        ns::XMLNS | ns::XLINK => true,
        ns::XML => name == "base",
        OPS => name == "type",
        super::attributes::SSML => matches!(name, "ph" | "alphabet"),
        namespace => is_custom(namespace),
    }
}

/// Tells whether an element is an expression: what may stand wherever one is asked for.
fn is_expression(node: NodeRef<'_>) -> bool {
    let Some(name) = node.local_in(ns::MATHML) else { return false };
    let special = [
        "annotation",
        "annotation-xml",
        "math",
        "mglyph",
        "mlabeledtr",
        "mprescripts",
        "mscarries",
        "mscarry",
        "msgroup",
        "msline",
        "msrow",
        "mtd",
        "mtr",
        "none",
    ];
    find(name).is_some() && !special.contains(&name)
}

fn content<'a>(node: NodeRef<'a>, content: MathContent, resource: &mut Resource<'_, 'a>) {
    let mut count = 0;
    match content {
        MathContent::Text => return text(node, resource),
        MathContent::Nothing => each(node, resource, |_| false),
        MathContent::Any if is_stack(node) => {
            each(node, resource, |child| {
                let fits = is_expression(child) || stacks(local(node), child);
                count += usize::from(fits);
                fits
            });
            // Divisor, result, dividend.
            if local(node) == "mlongdiv" && count < 3 {
                report_incomplete(node, "three parts", resource);
            }
        }
        MathContent::Any => each(node, resource, is_expression),
        MathContent::Some => {
            each(node, resource, |child| {
                let fits = is_expression(child);
                count += usize::from(fits);
                fits
            });
            if count == 0 {
                report_incomplete(node, "an expression", resource);
            }
        }
        MathContent::Exactly(wanted) => {
            each(node, resource, |child| {
                let fits = is_expression(child) && count < wanted;
                count += usize::from(fits);
                fits
            });
            if count < wanted {
                report_incomplete(node, &format!("{wanted} expressions"), resource);
            }
        }
        MathContent::Annotated => annotation::annotated(node, resource),
        MathContent::Scripts => scripts(node, resource),
        MathContent::Rows => each(node, resource, |child| matches!(local(child), "mtr" | "mlabeledtr")),
        MathContent::Cells => {
            each(node, resource, |child| {
                let fits = child.local_in(ns::MATHML) == Some("mtd");
                count += usize::from(fits);
                fits
            });
            if count == 0 && local(node) == "mlabeledtr" {
                report_incomplete(node, "an `mtd`", resource);
            }
        }
    }
    no_text(node, resource);
}

fn no_text(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    if let Some(text) = node.children().find(|child| child.is_text() && !child.text().trim_ascii().is_empty()) {
        let message = format!("text may not stand in `{}` itself", local(node));
        let finding = Diagnostic::new(&MISPLACED_TEXT, message).at(text.nearest_span());
        resource.report(finding.help("put it into an `mi`, `mn`, `mo` or `mtext`"));
    }
}

/// Tells whether an element is part of elementary arithmetic.
fn is_stack(node: NodeRef<'_>) -> bool {
    matches!(local(node), "mstack" | "mlongdiv" | "msgroup" | "mscarries" | "mscarry" | "msrow")
}

/// Tells whether such a part holds an element that is no expression.
fn stacks(parent: &str, child: NodeRef<'_>) -> bool {
    let Some(name) = child.local_in(ns::MATHML) else { return false };
    match parent {
        "mscarries" => matches!(name, "mscarry" | "none"),
        "mscarry" | "msrow" => name == "none",
        _ => matches!(name, "mscarries" | "msgroup" | "msline" | "msrow"),
    }
}

fn each<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>, mut fits: impl FnMut(NodeRef<'a>) -> bool) {
    for child in node.elements() {
        if !fits(child) {
            report_misplaced(child, resource);
        }
    }
}

/// Looks at a token: text, and in `mtext` what may stand among text.
fn text<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let is_text = local(node) == "mtext";
    for child in node.elements() {
        let is_mark =
            local(node) != "annotation" && matches!(child.local_in(ns::MATHML), Some("mglyph" | "malignmark"));
        let fits = is_mark || is_text && placement::fits(child, Room::Phrasing, resource);
        if !fits {
            report_misplaced(child, resource);
        }
    }
}

fn scripts<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let (mut has_base, mut count, mut has_divided, mut incomplete) = (false, 0_usize, false, false);
    each(node, resource, |child| match child.local_in(ns::MATHML) {
        _ if !has_base => {
            has_base = is_expression(child);
            has_base
        }
        Some("mprescripts") if !has_divided => {
            incomplete |= count % 2 == 1;
            (has_divided, count) = (true, 0);
            true
        }
        Some("none") => {
            count += 1;
            true
        }
        _ => {
            count += 1;
            is_expression(child)
        }
    });
    if !has_base || incomplete || count % 2 == 1 {
        report_incomplete(node, "scripts in pairs, after what they belong to", resource);
    }
}

fn report_misplaced<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let Some(name) = node.name() else { return };
    let is_foreign = node.local_in(ns::MATHML).is_none();
    if is_foreign || find(local(node)).is_some() || meaning::is_asked_for(node) {
        let parent = node.parent().map_or("", local);
        let message = format!("`{name}` may not stand in `{parent}`, or not here");
        let finding = Diagnostic::new(&MISPLACED_CONTENT, message).at(tag(node));
        return resource.report(finding.help("move it, or use another element in its place"));
    }
    let finding = Diagnostic::new(&NO_PRESENTATION_MATHML, format!("`{name}` is not of presentation MathML"));
    resource
        .report(finding.at(tag(node)).help("use presentation MathML; content MathML goes into an `annotation-xml`"));
}

fn report_incomplete(node: NodeRef<'_>, what: &str, resource: &mut Resource<'_, '_>) {
    let name = local(node);
    let finding = Diagnostic::new(&MISSING_CONTENT, format!("`{name}` does not hold {what}")).at(tag(node));
    resource.report(finding.help(format!("give `{name}` what it is made for; an empty `mrow` is an expression")));
}
