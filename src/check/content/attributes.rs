//! What the elements of HTML say: which attributes each has, with which values. HTML 3.2.6 and 4; EPUB 3.3, 6.1.3.
//!
//! What depends on other attributes is in `combinations`, roles and states are in `aria`, attributes of foreign
//! namespaces and `data-` names in `custom`.

use super::{aria, combinations, custom};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::vocabulary::{ANNOTATIONS, Element, OPS, Value, input_value, is_event_handler};
use crate::xml::{Attribute, NodeRef, ns};

pub(super) const UNKNOWN_HTML_ATTRIBUTE: Rule = Rule {
    name: "unknown-html-attribute",
    severity: Severity::Error,
    summary: "an element of a page has an attribute that HTML does not give it",
    explanation: r#"
Readers ignore attributes that they do not know, and those that HTML has given up (`align`, `bgcolor`, `cellpadding`).
What they were for is in stylesheets now; what is meant for a script of your own goes into `data-…`.

Wrong:

    <p align="center">The End</p>

Right:

    <p class="center">The End</p>
"#,
    epubcheck: &["RSC-005"],
};

pub(super) const WRONG_HTML_VALUE: Rule = Rule {
    name: "wrong-html-value",
    severity: Severity::Error,
    summary: "an attribute of a page says something that it cannot mean",
    explanation: r#"
Many attributes take a number, a language tag, an address, or one of a few words.
Readers ignore what they cannot understand.

Wrong:

    <table><tr><td colspan="two">Sum</td></tr></table>

Right:

    <table><tr><td colspan="2">Sum</td></tr></table>
"#,
    epubcheck: &["RSC-005"],
};

pub(in crate::check) const MISSING_HTML_ATTRIBUTE: Rule = Rule {
    name: "missing-html-attribute",
    severity: Severity::Error,
    summary: "an element of a page lacks an attribute that it must have",
    explanation: r#"
A picture without an address shows nothing; a relation without a target relates to nothing.

Wrong:

    <p><img alt="The map"/></p>

Right:

    <p><img src="images/map.png" alt="The map"/></p>
"#,
    epubcheck: &["RSC-005"],
};

pub(super) const SSML: &str = "http://www.w3.org/2001/10/synthesis";

/// Looks at the attributes of an element.
pub(super) fn look<'a>(node: NodeRef<'a>, element: &'static Element, resource: &mut Resource<'_, 'a>) {
    // Most elements are paragraphs and emphasis, and say nothing.
    if element.attributes.is_empty() && node.attributes().next().is_none() {
        return;
    }
    for attribute in node.attributes() {
        match (&*attribute.name.namespace, &*attribute.name.local) {
            (ns::XMLNS, _) | (SSML, "ph") => {}
            (ns::NONE, local) => plain(node, element, attribute, local, resource),
            (ns::XML, local) => xml(node, attribute, local, resource),
            (OPS, "type") if has_type(element) => judge(Value::Names, node, attribute, "type", resource),
            (OPS, "prefix") if element.name == "html" => {}
            (SSML, "alphabet") => {
                let known = attribute.value == "ipa" || attribute.value.len() > 2 && attribute.value.starts_with("x-");
                if !known {
                    report_value(node, attribute, resource);
                }
            }
            (namespace, _) if custom::is_custom(namespace) => {}
            _ => report_unknown(node, attribute, resource),
        }
    }
    combinations::look(node, element, resource);
    aria::look(node, element, resource);
}

fn plain<'a>(
    node: NodeRef<'a>,
    element: &'static Element,
    attribute: Attribute<'a>,
    local: &str,
    resource: &mut Resource<'_, 'a>,
) {
    let bytes = local.as_bytes();
    // Looked at elsewhere.
    if bytes.starts_with(b"data-") || bytes.starts_with(b"aria-") || local == "role" {
        return;
    }
    let known = element.attribute(local).or_else(|| ANNOTATIONS.iter().find(|known| known.name == local));
    let Some(known) = known.filter(|_| !combinations::excludes(node, element, local)) else {
        let is_known = is_event_handler(element.name, local)
            || element.name == "embed" && !matches!(local, "align" | "href" | "hspace" | "name" | "vspace");
        if !is_known {
            report_unknown(node, attribute, resource);
        }
        return;
    };
    let value = match element.name {
        "input" => input_value(&kind_of(node), local).unwrap_or(known.value),
        _ => known.value,
    };
    judge(value, node, attribute, local, resource);
}

/// Returns the type of an `input`, in lower case.
pub(super) fn kind_of(node: NodeRef<'_>) -> String {
    node.attribute("type").map_or_else(|| "text".to_owned(), str::to_ascii_lowercase)
}

fn xml<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, local: &str, resource: &mut Resource<'_, 'a>) {
    let value = match local {
        "lang" => Value::Language,
        "space" => Value::Exactly(&["default", "preserve"]),
        "base" => Value::Url,
        _ => return report_unknown(node, attribute, resource),
    };
    judge(value, node, attribute, local, resource);
}

/// Tells whether `epub:type` may stand on an element.
fn has_type(element: &Element) -> bool {
    const WITHOUT: &[&str] =
        &["base", "col", "head", "link", "meta", "rb", "rtc", "script", "search", "slot", "style", "template", "title"];
    !WITHOUT.contains(&element.name)
}

fn judge<'a>(value: Value, node: NodeRef<'a>, attribute: Attribute<'a>, local: &str, resource: &mut Resource<'_, 'a>) {
    if !value.accepts(local, attribute.value) {
        report_value(node, attribute, resource);
    }
}

/// Returns the place of an attribute, or of its element.
pub(super) fn place(node: NodeRef<'_>, attribute: Attribute<'_>) -> Place {
    attribute.span.map_or_else(|| tag(node), Place::At)
}

/// Says that an element may not have an attribute.
pub(super) fn report_unknown(node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    let Some(element) = node.name() else { return };
    let message = format!("`{element}` has no attribute `{}`, or not here", attribute.name);
    let finding = Diagnostic::new(&UNKNOWN_HTML_ATTRIBUTE, message).at(place(node, attribute));
    resource.report(finding.help("take it out; say how things look in a stylesheet"));
}

/// Says that an attribute has a value that it cannot have.
pub(super) fn report_value(node: NodeRef<'_>, attribute: Attribute<'_>, resource: &mut Resource<'_, '_>) {
    let shown: String = attribute.value.chars().take(60).collect();
    let message = format!("`{shown}` is nothing that `{}` can say", attribute.name);
    let finding = Diagnostic::new(&WRONG_HTML_VALUE, message).at(place(node, attribute));
    resource.report(finding.help("correct it, or take the attribute out"));
}

/// Says that an element lacks an attribute.
pub(super) fn report_missing(node: NodeRef<'_>, what: &str, resource: &mut Resource<'_, '_>) {
    let Some(element) = node.name() else { return };
    let finding = Diagnostic::new(&MISSING_HTML_ATTRIBUTE, format!("`{element}` has no {what}"));
    resource.report(finding.at(tag(node)).help(format!("add {what}")));
}
