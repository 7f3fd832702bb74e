//! Navigation by the regions of pages of fixed layout. EPUB Region-Based Navigation 1.0, sections 2 and 3.

use super::{fault, has_type};
use crate::check::checks::{Check, Example, Look};
use crate::check::layout::is_fixed;
use crate::check::publication::{Publication, Reached, Rendition, Version};
use crate::check::resource::{Resource, attribute, tag};
use crate::check::survey::LinkKind;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::ns;
use crate::xml::{Attribute, NodeRef};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&BROKEN_REGIONS, &TEXT_OF_REGION],
    section: "EPUB Region-Based Navigation 1.0, 2.2",
    example: Example::None,
    look: Look::Resource(look),
};

pub(in crate::check) const SPINE_CHECK: Check = Check {
    rules: &[&DATA_IN_SPINE, &REGION_OF_FLOW],
    section: "EPUB Region-Based Navigation 1.0, 2.1",
    example: Example::None,
    look: Look::Rendition(look_at_rendition),
};

pub(in crate::check) const WORD_CHECK: Check = Check {
    rules: &[&MISPLACED_REGIONS],
    section: "EPUB Region-Based Navigation 1.0, 2.2",
    example: Example::None,
    look: Look::Attribute(ns::OPS, "type", look_at_type),
};

const BROKEN_REGIONS: Rule = Rule {
    name: "broken-regions",
    severity: Severity::Error,
    summary: "navigation by regions is not built as readers take it apart",
    explanation: r#"
There is one document for it at the most; in it, a `nav` holds one list.
Each item of that is a link, or two in a `span`.

Wrong:

    <nav epub:type="region-based"><h1>Panels</h1></nav>

Right:

    <nav epub:type="region-based">
      <ol><li><a href="page.xhtml#xywh=percent:5,5,15,15"></a></li></ol>
    </nav>
"#,
    epubcheck: &["RSC-005"],
};

const TEXT_OF_REGION: Rule = Rule {
    name: "text-of-region",
    severity: Severity::Warning,
    summary: "a link to a region holds text",
    explanation: r#"
Nobody sees it: readers go from region to region.

Wrong: `<a href="page.xhtml#xywh=percent:5,5,15,15">The first panel</a>`.

Right: `<a href="page.xhtml#xywh=percent:5,5,15,15"></a>`.
"#,
    epubcheck: &["RSC-017"],
};

const DATA_IN_SPINE: Rule = Rule {
    name: "data-in-spine",
    severity: Severity::Warning,
    summary: "a document of data for navigation is in the spine",
    explanation: "
It is for readers, and people would see a page of nothing.

Wrong: `<itemref idref=\"data-nav\"/>`.

Right: an item with `properties=\"data-nav\"` that the spine does not name.
",
    epubcheck: &["OPF-077"],
};

const REGION_OF_FLOW: Rule = Rule {
    name: "region-of-flow",
    severity: Severity::Error,
    summary: "a region is of a page whose text flows",
    explanation: "
A region has its place on pages of fixed layout alone.

Wrong: a link to a page that the package document does not call `pre-paginated`.

Right: a link to a page of fixed layout.
",
    epubcheck: &["NAV-009"],
};

const MISPLACED_REGIONS: Rule = Rule {
    name: "misplaced-regions",
    severity: Severity::Error,
    summary: "`region-based` stands where readers do not look for it",
    explanation: "
It is for `nav`, in the document whose item has `properties=\"data-nav\"`.

Wrong: `<section epub:type=\"region-based\">`.

Right: `<nav epub:type=\"region-based\">` in the document of data.
",
    epubcheck: &["HTM-052"],
};

fn is_data(resource: &Resource<'_, '_>) -> bool {
    resource.item.item.has_property("data-nav") && resource.item.is_xhtml()
}

fn look_at_type<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, resource: &mut Resource<'_, 'a>) {
    if !attribute.value.contains("region-based") || !has_type(node, "region-based") {
        return;
    }
    if !node.is_html("nav") || !is_data(resource) {
        let place = attribute.span.map_or_else(|| tag(node), Place::At);
        let message = "`region-based` is for `nav` in the document of data for navigation";
        resource.report(fault(&MISPLACED_REGIONS, message, "put it there, or take it out").at(place));
    }
}

fn look(resource: &mut Resource<'_, '_>) {
    let Some(tree) = resource.tree().filter(|_| is_data(resource)) else { return };
    for nav in tree.root().descendants().filter(|node| node.is_html("nav")) {
        if nav.attribute_in(ns::OPS, "type").is_none() {
            let message = "a `nav` of data does not say what it is for";
            resource.report(fault(&BROKEN_REGIONS, message, "add `epub:type`").at(tag(nav)));
        }
        if has_type(nav, "region-based") {
            regions(nav, resource);
        }
    }
}

fn regions(nav: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let mut children = nav.elements();
    if !(children.next().is_some_and(|child| child.is_html("ol")) && children.next().is_none()) {
        let message = "navigation by regions is one `ol`, and nothing else";
        resource.report(fault(&BROKEN_REGIONS, message, "make one list of it").at(tag(nav)));
    }
    for node in nav.descendants() {
        let message = match node.html() {
            Some("li") => item(node),
            Some("span") if node.elements().filter(|child| child.is_html("a")).count() != 2 => {
                Some("a `span` holds two links: a region that goes over two pages")
            }
            Some("a") if node.descendants().any(|inner| inner.is_text() && !inner.text().trim_ascii().is_empty()) => {
                let finding = fault(&TEXT_OF_REGION, "nobody sees the text of a link to a region", "take it out");
                resource.report(finding.at(tag(node)));
                None
            }
            _ => None,
        };
        if let Some(message) = message {
            resource.report(fault(&BROKEN_REGIONS, message, "give it that form").at(tag(node)));
        }
    }
}

/// Says what is wrong with an item of the list.
fn item(li: NodeRef<'_>) -> Option<&'static str> {
    let mut children = li.elements();
    let is_region = children.next().is_some_and(|child| matches!(child.html(), Some("a" | "span")));
    if !is_region {
        return Some("an item begins with a link or a `span`");
    }
    let is_list = children.next().is_none_or(|child| child.is_html("ol"));
    (!is_list || children.next().is_some()).then_some("a region is followed by one `ol` at the most")
}

fn look_at_rendition(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    let data: Vec<_> = rendition.items.iter().filter(|item| item.item.has_property("data-nav")).collect();
    let place = |item: &crate::check::publication::Listed<'_>| {
        rendition.node(item.item.node).map_or(rendition.place(), |node| attribute(node, "properties"))
    };
    for item in data.iter().filter(|item| item.spine.is_some()) {
        let message = "the document of data for navigation is in the spine";
        diagnostics.push(fault(&DATA_IN_SPINE, message, "take it out of the spine").at(place(item)));
    }
    if let Some(second) = data.get(1) {
        let message = "there is more than one document of data for navigation";
        diagnostics.push(fault(&BROKEN_REGIONS, message, "join them").at(place(second)));
    }
    for item in data {
        let Some(tree) = item.entry.and_then(|entry| entry.document()) else { continue };
        for link in rendition.survey(item).links.iter().filter(|link| link.kind == LinkKind::Hyperlink) {
            let node = link.node.map(|node| tree.get(node));
            if !node.is_some_and(|node| node.ancestors().any(|above| has_type(above, "region-based"))) {
                continue;
            }
            let reached = rendition.reach(link);
            if !matches!(reached, Reached::Listed(to) if is_fixed(rendition, to)) {
                let finding = Diagnostic::new(&REGION_OF_FLOW, format!("`{}` is no page of fixed layout", link.href));
                diagnostics.push(finding.at(link.place).help("lead to a page of fixed layout"));
            }
        }
    }
}
