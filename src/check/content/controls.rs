//! Rules of single elements that neither content models nor tables of attributes can say: maps, players, menus of
//! options, properties of microdata. HTML 4.7, 4.8.14, 4.10.7; microdata 5.2.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, attribute, tag};
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::xml::{NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&WRONG_MAP, &WRONG_TRACK, &TWO_SELECTED, &PROPERTY_WITHOUT_VALUE],
    section: "HTML 4.8",
    example: Example::Body,
    look: Look::Element(ns::XHTML, NAMES, look),
};

const NAMES: &[&str] = &["a", "area", "audio", "embed", "iframe", "map", "object", "select", "track", "video"];

const WRONG_MAP: Rule = Rule {
    name: "wrong-map",
    severity: Severity::Error,
    summary: "two maps of a page have one name, or the id of a map is another than its name",
    explanation: r#"
A picture finds its map by the name; readers take the first of that name, or the one of that id.

Wrong:

    <p><map name="parts" id="other"><area href="page.xhtml" alt="The page"/></map></p>

Right:

    <p><map name="parts" id="parts"><area href="page.xhtml" alt="The page"/></map></p>
"#,
    epubcheck: &["RSC-005"],
};

const WRONG_TRACK: Rule = Rule {
    name: "wrong-track",
    severity: Severity::Error,
    summary: "a text track has an empty label, or two are the default",
    explanation: r#"
A reader lets people choose tracks by their labels, and begins with the default one.

Wrong:

    <p><video><track src="nav.xhtml" label=""/></video></p>

Right:

    <p><video><track src="nav.xhtml" label="English"/></video></p>
"#,
    epubcheck: &["RSC-005"],
};

const TWO_SELECTED: Rule = Rule {
    name: "two-selected",
    severity: Severity::Error,
    summary: "two options are selected where one can be",
    explanation: r#"
Only a `select` with `multiple` lets several options be selected.

Wrong:

    <p><select><option selected="">One</option><option selected="">Two</option></select></p>

Right:

    <p><select><option selected="">One</option><option>Two</option></select></p>
"#,
    epubcheck: &["RSC-005"],
};

const PROPERTY_WITHOUT_VALUE: Rule = Rule {
    name: "property-without-value",
    severity: Severity::Error,
    summary: "an element with `itemprop` lacks the address that is the property's value",
    explanation: r#"
The value of a property on a link or player is its address.

Wrong:

    <p><audio itemprop="reading"/></p>

Right:

    <p><span itemprop="reading">Aloud</span></p>
"#,
    epubcheck: &["RSC-005"],
};

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if !super::html::is_page(resource) {
        return;
    }
    match node.html() {
        Some("map") => map(node, resource),
        Some("track") => track(node, resource),
        Some("select") => select(node, resource),
        Some(name) => property(node, name, resource),
        None => {}
    }
}

fn map<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let Some(name) = node.attribute("name") else { return };
    if node.attribute("id").is_some_and(|id| id != name) {
        let finding = Diagnostic::new(&WRONG_MAP, format!("the id of the map `{name}` is another than its name"));
        resource.report(finding.at(attribute(node, "id")).help("let both be the same"));
    }
    let first = *resource.survey.content.maps.entry(name).or_insert(node.id());
    if first == node.id() {
        return;
    }
    let twice = |place: Place| {
        let finding = Diagnostic::new(&WRONG_MAP, format!("there are two maps of the name `{name}`")).at(place);
        finding.help("give each map a name of its own")
    };
    let first = resource.tree().map(|tree| tree.get(first));
    if let Some(first) = first.filter(|_| resource.survey.content.repeated_maps.insert(name)) {
        resource.report(twice(attribute(first, "name")));
    }
    resource.report(twice(attribute(node, "name")));
}

fn track(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    if node.attribute("label").is_some_and(|label| label.trim_ascii().is_empty()) {
        let finding = Diagnostic::new(&WRONG_TRACK, "the label of the track is empty").at(attribute(node, "label"));
        resource.report(finding.help("say what the track is, such as its language"));
    }
    let is_default = |node: NodeRef<'_>| node.is_html("track") && node.attribute("default").is_some();
    let mut before = std::iter::successors(node.previous(), |node| node.previous());
    if is_default(node) && before.any(is_default) {
        let finding = Diagnostic::new(&WRONG_TRACK, "another track is the default already");
        resource.report(finding.at(attribute(node, "default")).help("keep one default"));
    }
}

fn select(node: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    if node.attribute("multiple").is_some() {
        return;
    }
    let selected = node.descendants().filter(|node| node.is_html("option") && node.attribute("selected").is_some());
    if selected.take(2).count() == 2 {
        let finding = Diagnostic::new(&TWO_SELECTED, "more than one option is selected").at(tag(node));
        resource.report(finding.help("select one, or add `multiple`"));
    }
}

fn property(node: NodeRef<'_>, name: &str, resource: &mut Resource<'_, '_>) {
    if node.attribute("itemprop").is_none() {
        return;
    }
    let value = match name {
        "a" | "area" => "href",
        "audio" | "video" => "src",
        _ => "data",
    };
    if node.attribute(value).is_none() {
        let finding = Diagnostic::new(&PROPERTY_WITHOUT_VALUE, format!("`{name}` has `itemprop` and no `{value}`"));
        resource.report(
            finding.at(attribute(node, "itemprop")).help(format!("add `{value}`, or put `itemprop` on a `span`")),
        );
    }
}
