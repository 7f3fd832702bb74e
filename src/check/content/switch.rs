//! The deprecated elements `epub:switch` and `epub:trigger`: that they are, and their form. EPUB 3.3, section 6.1.3.2,
//! and EPUB Content Documents 3.0.1, 2.1.3.4 and 2.1.3.5.

use super::attributes::{report_missing, report_unknown, report_value};
use super::custom::{XML_EVENTS, is_custom};
use super::known::enter;
use super::placement::{self, Room, room_of};
use super::{html, references};
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::package::ns;
use crate::vocabulary::Value;
use crate::xml::NodeRef;
use crate::xml::ns::{SVG, XMLNS};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&DEPRECATED_ELEMENT],
    section: "6.1.3.2",
    example: Example::Body,
    look: Look::Element(ns::OPS, &["switch", "case", "default", "trigger"], look),
};

const DEPRECATED_ELEMENT: Rule = Rule {
    name: "deprecated-element",
    severity: Severity::Warning,
    summary: "an element of EPUB is deprecated",
    explanation: r#"
`epub:switch` chose between two forms of content, and `epub:trigger` started sounds and films without a script.
Hardly a reader ever understood them.

Wrong:

    <p id="film">A film.</p>
    <epub:trigger action="play" ref="film" ev:event="click" ev:observer="film"
      xmlns:ev="http://www.w3.org/2001/xml-events"/>

Right:

    <p id="film">A film.</p>
"#,
    epubcheck: &["RSC-017"],
};

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let Some(name) = node.name() else { return };
    if !html::is_page(resource) {
        return;
    }
    if matches!(&*name.local, "switch" | "trigger") {
        let finding = Diagnostic::new(&DEPRECATED_ELEMENT, format!("`{name}` is deprecated"));
        resource.report(finding.at(tag(node)).help("take it out, and keep what most readers show"));
    }
    let above = node.parent().and_then(|parent| parent.local_in(SVG));
    if above.is_some_and(|above| above != "foreignObject") || enter(node, resource).is_none() {
        return;
    }
    attributes(node, &name.local, resource);
    match &*name.local {
        "switch" => cases(node, resource),
        "default" => placement::fill(node, room_of(node), resource),
        "case" => case(node, resource),
        "trigger" => placement::hold_nothing(node, resource),
        _ => {}
    }
}

/// Looks at a case, which may hold what the namespace that it asks for has.
fn case<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    for child in node.elements() {
        let is_other = child.html().is_none();
        if !is_other && !placement::fits(child, Room::Flow, resource) {
            placement::report_child(child, resource);
        }
    }
}

/// Looks at what a `switch` holds: cases, and then a default.
fn cases<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let (mut has_case, mut has_default) = (false, false);
    for child in node.children() {
        let fits = match child.local_in(ns::OPS) {
            Some("case") => !has_default,
            Some("default") => has_case && !has_default,
            _ if child.is_element() => false,
            _ => {
                if child.is_text() && !child.text().trim_ascii().is_empty() {
                    placement::report_text(child, resource);
                }
                continue;
            }
        };
        has_case |= child.local_in(ns::OPS) == Some("case");
        has_default |= child.local_in(ns::OPS) == Some("default");
        if !fits {
            placement::report_child(child, resource);
        }
    }
    if !has_default {
        placement::report_missing(node, if has_case { "`epub:default`" } else { "`epub:case`" }, resource);
    }
}

/// Looks at the attributes of an element: each has its own, and needs most of them.
fn attributes<'a>(node: NodeRef<'a>, local: &str, resource: &mut Resource<'_, 'a>) {
    let (may, must): (&[&str], &[&str]) = match local {
        "case" => (&["id", "required-modules"], &["required-namespace"]),
        "trigger" => (&["id"], &["action", "ref", "event", "observer"]),
        _ => (&["id"], &[]),
    };
    for attribute in node.attributes() {
        let (namespace, name) = (&*attribute.name.namespace, &*attribute.name.local);
        let is_event = matches!(name, "event" | "observer");
        let is_known = (may.contains(&name) || must.contains(&name))
            && namespace == if is_event { XML_EVENTS } else { "" }
            || namespace == XMLNS
            || is_custom(namespace);
        let value = match name {
            "id" | "ref" | "observer" => Value::Id,
            "action" => Value::Exactly(&["show", "hide", "play", "pause", "resume", "mute", "unmute"]),
            "event" => Value::Names,
            _ => Value::Text,
        };
        if !is_known {
            report_unknown(node, attribute, resource);
        } else if !value.accepts(name, attribute.value) {
            report_value(node, attribute, resource);
        }
        if local == "trigger" {
            references::gather(node, attribute, name, resource);
        }
    }
    let lacks = |name: &&&str| !node.attributes().any(|attribute| &*attribute.name.local == **name);
    let missing: Vec<String> = must.iter().filter(lacks).map(|name| format!("`{name}`")).collect();
    if !missing.is_empty() {
        report_missing(node, &missing.join(" and "), resource);
    }
}
