//! The manifest tells what each page holds that not every reader can do. EPUB 3.3, section 5.6.2.1 and appendix D.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Listed, Version};
use crate::check::resource::{Resource, attribute};
use crate::check::survey::{Features, LinkKind};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Fix, Place, Rule, Severity};
use crate::package::media_type;
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_PROPERTY, &NEEDLESS_PROPERTY, &NEEDLESS_REMOTE_RESOURCES],
    section: "5.6.2.1",
    example: Example::Body,
    look: Look::Resource(look),
};

const MISSING_PROPERTY: Rule = Rule {
    name: "missing-property",
    severity: Severity::Error,
    summary: "the manifest does not tell what a page holds",
    explanation: r#"
Readers prepare for scripts, formulas and drawings by what `properties` of the item says, before they open the page.
A page with MathML has the property `mathml`, one with SVG `svg`, one with scripts or forms `scripted`, one that takes
sounds, films or fonts from the network `remote-resources`.

Wrong, in a page whose item does not have the property `mathml`:

    <p><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math></p>

Right: `<item id="page" href="page.xhtml" media-type="application/xhtml+xml" properties="mathml"/>`.
"#,
    epubcheck: &["OPF-014"],
};

const NEEDLESS_PROPERTY: Rule = Rule {
    name: "needless-property",
    severity: Severity::Error,
    summary: "the manifest says that a page holds what it does not",
    explanation: r#"
Readers that cannot do it may refuse to open the page.

Wrong, for a page without a script: `properties="scripted"`.

Right: no `properties`.
"#,
    epubcheck: &["OPF-015"],
};

const NEEDLESS_REMOTE_RESOURCES: Rule = Rule {
    name: "needless-remote-resources",
    severity: Severity::Warning,
    summary: "the manifest says that a page uses the network, and it does not",
    explanation: r#"
Readers may warn of it, or refuse to open the page.
Where the page has a script, that may be what uses the network; then it is a mere hint.

Wrong, for a page whose files are all in the container: `properties="remote-resources"`.

Right: no `properties`.
"#,
    epubcheck: &["OPF-018", "OPF-018b"],
};

/// What is told of a page by a property.
const PROPERTIES: &[(&str, Features)] = &[
    ("mathml", Features::MATHML),
    ("scripted", Features::SCRIPTED),
    ("svg", Features::SVG),
    ("switch", Features::SWITCH),
    ("index", Features::INDEX),
    ("glossary", Features::GLOSSARY),
];

fn look(resource: &mut Resource<'_, '_>) {
    if resource.rendition.version == Version::Two || resource.rendition.node(resource.item.item.node).is_none() {
        return;
    }
    let is_document = resource.tree().is_some() && (resource.item.is_xhtml() || resource.item.is_svg());
    if is_document {
        for (property, feature) in PROPERTIES {
            let (has, says) = (resource.survey.features.has(*feature), resource.item.item.has_property(property));
            let is_optional =
                matches!(*property, "index" | "glossary") || (*property == "svg" && resource.item.is_svg());
            if has && !says && !is_optional {
                missing(resource, property);
            }
            let is_shown = *property == "svg" && (resource.item.is_svg() || has_svg_picture(resource));
            let is_module = *property == "scripted" && resource.survey.features.has(Features::MODULE);
            if says && !has && !is_shown && !is_module {
                needless(resource, property);
            }
        }
    }
    if is_document || matches!(resource.item.media_type(), media_type::CSS | "application/smil+xml") {
        remote_resources(resource, is_document);
    }
}

/// Tells whether a page shows an SVG file: it may say so, and need not.
fn has_svg_picture(resource: &Resource<'_, '_>) -> bool {
    let is_svg = |path: &str| resource.rendition.item_listing(path).is_some_and(Listed::is_svg);
    let mut links = resource.survey.links.iter();
    links.any(|link| {
        let is_embedded = matches!(link.kind, LinkKind::Image | LinkKind::Embedded);
        is_embedded && matches!(&link.target, Target::Inside { path, .. } if is_svg(path))
    })
}

fn remote_resources(resource: &mut Resource<'_, '_>, is_document: bool) {
    const PROPERTY: &str = "remote-resources";
    // That a file of the machine is no resource is told where it is named.
    let has = |is_remote: fn(&Target) -> bool| {
        resource.survey.links.iter().any(|link| {
            let is_foreign = matches!(
                link.kind,
                LinkKind::Hyperlink | LinkKind::Related | LinkKind::Cited | LinkKind::Stylesheet | LinkKind::Part
            );
            is_remote(&link.target) && !is_foreign
        })
    };
    let says = resource.item.item.has_property(PROPERTY);
    let needs = has(|target| matches!(target, Target::Remote { .. } | Target::Other));
    let uses = needs || has(|target| *target == Target::File);
    if needs && !says {
        missing(resource, PROPERTY);
    }
    if says && !uses && is_document {
        let finding = Diagnostic::new(&NEEDLESS_REMOTE_RESOURCES, "nothing here lies outside the container");
        let finding = finding.at(place(resource)).help("take `remote-resources` out of `properties` of its item");
        let mut finding = finding.fix(without(resource, PROPERTY));
        if resource.survey.features.has(Features::SCRIPTED) {
            finding = Diagnostic { severity: Severity::Usage, ..finding }.epubcheck("OPF-018b");
        }
        resource.report(finding);
    }
}

fn missing(resource: &mut Resource<'_, '_>, property: &str) {
    let message = format!("`{}` needs the property `{property}` in the manifest", resource.entry.path);
    let finding = Diagnostic::new(&MISSING_PROPERTY, message).at(place(resource));
    let fix = Fix::new(
        format!("add `{property}` to `properties` of its item"),
        [item(resource).and_then(|node| mend::add_word(resource.rendition.entry, node, "properties", property))],
    );
    resource.report(finding.help(format!("add `{property}` to `properties` of its item")).fix(fix));
}

fn needless(resource: &mut Resource<'_, '_>, property: &str) {
    let message = format!("`{}` does not need the property `{property}`", resource.entry.path);
    let finding = Diagnostic::new(&NEEDLESS_PROPERTY, message).at(place(resource));
    let fix = without(resource, property);
    resource.report(finding.help(format!("take `{property}` out of `properties` of its item")).fix(fix));
}

fn without(resource: &Resource<'_, '_>, property: &str) -> Option<Fix> {
    let change =
        item(resource).and_then(|node| mend::drop_word(resource.rendition.entry, node, "properties", property));
    Fix::new(format!("take `{property}` out of `properties` of its item"), [change])
}

fn item<'a>(resource: &Resource<'_, 'a>) -> Option<NodeRef<'a>> {
    resource.rendition.node(resource.item.item.node)
}

/// Returns the place of the item's properties, else of the item.
fn place(resource: &Resource<'_, '_>) -> Place {
    item(resource).map_or(Place::Nowhere, |node| attribute(node, "properties"))
}
