//! How the sections of educational publications are built: each has one heading, of the rank of its depth.
//! EDUPUB, section 4.

use super::edupub::is_heading;
use super::profile::{EDUPUB, is_of};
use super::{fault, has_type};
use crate::check::checks::{Check, Example, Look};
use crate::check::layout::is_fixed;
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Rule, Severity};
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check =
    Check { rules: &[&BROKEN_SECTION], section: "EDUPUB, 4", example: Example::None, look: Look::Resource(look) };

const BROKEN_SECTION: Rule = Rule {
    name: "broken-section",
    severity: Severity::Error,
    summary: "a section of an educational publication has not the heading that it should",
    explanation: "
Every section has one heading, one rank below that of the section around it; what has none is named by `aria-label`.

Wrong: `<section><h1>One</h1><section><h1>Its part</h1> … </section></section>`.

Right: `<section><h1>One</h1><section><h2>Its part</h2> … </section></section>`.
",
    epubcheck: &["RSC-005"],
};

fn look(resource: &mut Resource<'_, '_>) {
    let item = resource.item;
    let is_page = item.is_xhtml() && !item.item.has_property("nav") && !item.item.has_property("data-nav");
    if !is_page || !is_of(resource.rendition, EDUPUB) || is_fixed(resource.rendition, item) || !is_linear(resource) {
        return;
    }
    let Some(tree) = resource.tree() else { return };
    let mut first: Option<(usize, usize)> = None;
    for node in tree.root().descendants() {
        let mut report =
            |message: &str, help: &str| resource.report(fault(&BROKEN_SECTION, message, help).at(tag(node)));
        match node.html() {
            Some("body") => body(node, &mut report),
            Some("section") => section(node, &mut report),
            _ if is_heading(node) => {
                let rank = node.html().and_then(|name| name[1..].parse().ok()).unwrap_or(1);
                let depth = node.ancestors().filter(|above| above.is_html("section")).count();
                let (base, top) = *first.get_or_insert((rank, depth));
                if rank != (base + depth).saturating_sub(top).min(6) {
                    report("the heading has not the rank of its section", "give each section the next rank");
                }
                if node.ancestors().any(|above| above.is_html("figure") || above.is_html("blockquote")) {
                    report("figures and quotations have no headings with a rank", "make it a paragraph");
                }
                if is_empty(node) {
                    report("the heading is empty", "write it, or take it out");
                }
            }
            _ if has_type(node, "subtitle") && node.parent().is_some_and(|parent| parent.is_html("section")) => {
                report("a subtitle stands in the `header` of its section", "put both headings into `header`");
            }
            _ => {}
        }
    }
}

fn is_linear(resource: &Resource<'_, '_>) -> bool {
    let itemrefs = &resource.rendition.document.spine.itemrefs;
    resource.item.spine.is_none_or(|place| itemrefs[place].linear.as_deref() != Some("no"))
}

/// Looks at a body, which is a section itself where more than sections stands in it.
fn body(node: NodeRef<'_>, report: &mut impl FnMut(&str, &str)) {
    let is_section = |child: NodeRef<'_>| matches!(child.html(), Some("section" | "article" | "aside" | "nav"));
    let mut children = node.elements().peekable();
    if children.peek().is_none() || node.elements().all(is_section) || node.attribute("aria-label").is_some() {
        return;
    }
    if headings(node) == 0 {
        report("the page has no heading", "add one, or put all of it into sections");
    }
}

fn section(node: NodeRef<'_>, report: &mut impl FnMut(&str, &str)) {
    let label = node.attribute("aria-label").map(str::trim);
    match headings(node) {
        0 if label.is_none() => report("the section has no heading", "add one, or name the section by `aria-label`"),
        0 | 1 => {}
        _ => report("the section has more than one heading", "give each part a section of its own"),
    }
    let heading = node.descendants().find(|inner| is_heading(*inner));
    if let (Some(label), Some(heading)) = (label, heading)
        && heading.text_content().trim_ascii() == label
    {
        report("`aria-label` says what the heading says", "take it out");
    }
    let after = std::iter::successors(node.next(), |next| next.next()).find(|next| next.is_element());
    if after.is_some_and(|next| !next.is_html("section")) {
        report("something stands between sections, or after them", "put it into a section");
    }
}

/// Counts the headings of a section that are not those of sections in it.
fn headings(section: NodeRef<'_>) -> usize {
    let is_other = |above: &NodeRef<'_>| matches!(above.html(), Some("section" | "article" | "aside" | "nav"));
    let own = |node: &NodeRef<'_>| {
        let mut above = node.ancestors().take_while(|above| above.id() != section.id());
        is_heading(*node) && !above.any(|above| is_other(&above))
    };
    section.descendants().filter(own).count()
}

fn is_empty(heading: NodeRef<'_>) -> bool {
    let has_text = !heading.text_content().trim_ascii().is_empty();
    let has_picture = heading
        .descendants()
        .any(|node| node.is_html("img") && node.attribute("alt").is_some_and(|alt| !alt.trim_ascii().is_empty()));
    !has_text && !has_picture
}
