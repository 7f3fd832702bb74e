//! Roles, and the states and properties that go with them. ARIA in HTML, 4; DPUB-ARIA 1.1; ARIA 1.2, chapter 6.

use super::attributes::{kind_of, place, report_unknown, report_value};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::vocabulary::{self, Element, Roles, is_deprecated_role, required_properties};
use crate::xml::{Attribute, NodeRef, ns};

pub(super) const WRONG_ROLE: Rule = Rule {
    name: "wrong-role",
    severity: Severity::Error,
    summary: "an element of a page has a role that it may not have",
    explanation: r#"
A role tells assistive technology what an element is.
It must be one of ARIA or DPUB-ARIA, written in lower case, and not contradict what the element is anyway.

Wrong:

    <ul><li role="doc-footnote">A note.</li></ul>

Right:

    <ul><li><p role="doc-footnote">A note.</p></li></ul>
"#,
    epubcheck: &["RSC-005"],
};

pub(super) const DEPRECATED_ROLE: Rule = Rule {
    name: "deprecated-role",
    severity: Severity::Warning,
    summary: "a role is used that DPUB-ARIA has given up",
    explanation: r#"
`doc-endnote` and `doc-biblioentry` were for items of lists, and made readers forget that they were in one.
The list has the role instead: `doc-endnotes`, `doc-bibliography`.

Wrong:

    <ol><li role="doc-endnote">A note.</li></ol>

Right:

    <section role="doc-endnotes"><ol><li>A note.</li></ol></section>
"#,
    epubcheck: &["RSC-017"],
};

pub(super) const UNSUPPORTED_STATE: Rule = Rule {
    name: "unsupported-state",
    severity: Severity::Error,
    summary: "an `aria-` attribute stands on an element whose role does not have it",
    explanation: r#"
Some states and properties belong to some roles only: a button can be pressed, a paragraph cannot.

Wrong:

    <p aria-pressed="true">Text.</p>

Right:

    <p aria-label="Text">Text.</p>
"#,
    epubcheck: &["RSC-005"],
};

pub(super) const MISSING_STATE: Rule = Rule {
    name: "missing-state",
    severity: Severity::Error,
    summary: "an element has a role that means nothing without a certain `aria-` attribute",
    explanation: r#"
A checkbox is checked or not, a slider stands somewhere: assistive technology must be told.

Wrong:

    <p role="checkbox">Done</p>

Right:

    <p role="checkbox" aria-checked="true">Done</p>
"#,
    epubcheck: &["RSC-005"],
};

/// Looks at the role of an element, and its states.
pub(super) fn look<'a>(node: NodeRef<'a>, element: &'static Element, resource: &mut Resource<'_, 'a>) {
    let role = node.attribute_entry(ns::NONE, "role");
    if let Some(found) = role
        && !role_fits(node, element, found, resource)
    {
        return;
    }
    for attribute in node.attributes() {
        if let (ns::NONE, Some(name)) = (&*attribute.name.namespace, attribute.name.local.strip_prefix("aria-")) {
            state(node, element, role.map(|role| role.value), attribute, name, resource);
        }
    }
}

fn role_fits<'a>(
    node: NodeRef<'a>,
    element: &'static Element,
    role: Attribute<'a>,
    resource: &mut Resource<'_, 'a>,
) -> bool {
    if is_deprecated_role(role.value) {
        let message = format!("the role `{}` is deprecated", role.value);
        let help = "take it out, and give the list the role `doc-endnotes` or `doc-bibliography`";
        resource.report(Diagnostic::new(&DEPRECATED_ROLE, message).at(place(node, role)).help(help));
    }
    if element.roles == Roles::None && !matches!(element.name, "input" | "area") {
        report_unknown(node, role, resource);
        return false;
    }
    if !allows(node, element, role.value) {
        let message = format!("`{}` may not have the role `{}`", element.name, role.value);
        let help = "take the role out, or put it on an element that it fits, such as a `div` or `span`";
        resource.report(Diagnostic::new(&WRONG_ROLE, message).at(place(node, role)).help(help));
        return false;
    }
    let lacks = |name: &&&str| node.attribute(&format!("aria-{name}")).is_none();
    let missing: Vec<String> =
        required_properties(role.value).iter().filter(lacks).map(|name| format!("`aria-{name}`")).collect();
    // A checkbox of HTML tells by itself whether it is checked.
    let is_told_otherwise = element.name == "input"
        && matches!(role.value, "switch" | "menuitemcheckbox" | "menuitemradio")
        && !matches!(&*kind_of(node), "button" | "image");
    if !missing.is_empty() && !is_told_otherwise {
        let message = format!("the role `{}` needs {}", role.value, missing.join(" and "));
        resource.report(Diagnostic::new(&MISSING_STATE, message).at(tag(node)).help("add it, or take the role out"));
    }
    true
}

/// Tells whether an element may have a role: links and controls differ by their other attributes.
fn allows(node: NodeRef<'_>, element: &Element, role: &str) -> bool {
    match element.name {
        "a" if node.attribute("href").is_none() => Roles::Any.allow(role),
        "area" => matches!(role, "button" | "link"),
        "li" if matches!(role, "separator" | "doc-biblioentry" | "doc-endnote") => {
            !is_in_menu(node) && element.roles.allow(role)
        }
        "input" => vocabulary::input_roles(&kind_of(node)).contains(&role),
        _ => element.roles.allow(role),
    }
}

fn is_in_menu(node: NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.is_html("menu"))
}

fn state<'a>(
    node: NodeRef<'a>,
    element: &'static Element,
    role: Option<&str>,
    attribute: Attribute<'a>,
    name: &str,
    resource: &mut Resource<'_, 'a>,
) {
    let Some(property) = vocabulary::property(name) else {
        // What a foreign program brings along may have attributes that nobody else knows.
        if element.name != "embed" {
            report_unknown(node, attribute, resource);
        }
        return;
    };
    let kind = (element.name == "input").then(|| kind_of(node));
    // Neither is what it seems to be.
    let is_nothing = match element.name {
        "a" => node.attribute("href").is_none(),
        "li" => is_in_menu(node),
        _ => false,
    };
    let own = if is_nothing { "" } else { element.name };
    if element.name != "embed" && !property.is_of(role, own, kind.as_deref()) {
        let message = match role {
            Some(role) => format!("`{}` is nothing that the role `{role}` has", attribute.name),
            None => format!("`{}` is nothing that `{}` has without a role", attribute.name, element.name),
        };
        let finding = Diagnostic::new(&UNSUPPORTED_STATE, message).at(place(node, attribute));
        return resource.report(finding.help("take it out, or give the element a role that has it"));
    }
    if !property.value.accepts(&attribute.name.local, attribute.value) {
        report_value(node, attribute, resource);
    }
}
