//! Collections in the package document: what may be in which. EPUB 3.3, appendix G; EPUB Previews, Indexes,
//! Dictionaries and Distributable Objects.

use super::fault;
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Listed, Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::ns;
use crate::xml::{NodeId, NodeRef};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&BROKEN_COLLECTION, &BROKEN_ROLE, &STRANGER_IN_COLLECTION, &COUNTED_PREVIEW],
    section: "G",
    example: Example::Package,
    look: Look::Rendition(look),
};

const BROKEN_COLLECTION: Rule = Rule {
    name: "broken-collection",
    severity: Severity::Error,
    summary: "a collection lacks a part, or has one that it may not have",
    explanation: r#"
A preview has one list of its files and a link to a page; a list of files stands in another collection and holds links.

Wrong:

    <collection role="manifest"><link href="page.xhtml"/></collection>

Right:

    <collection role="preview">
      <collection role="manifest"><link href="page.xhtml"/></collection>
      <link href="page.xhtml"/>
    </collection>
"#,
    epubcheck: &["RSC-005"],
};

const BROKEN_ROLE: Rule = Rule {
    name: "broken-role",
    severity: Severity::Warning,
    summary: "the role of a collection is no address",
    explanation: r#"
A role that no specification of EPUB defines is an address of whoever does.

Wrong:

    <collection role="https://[example]/extras"><link href="page.xhtml"/></collection>

Right:

    <collection role="https://example.org/extras"><link href="page.xhtml"/></collection>
"#,
    epubcheck: &["OPF-070"],
};

const STRANGER_IN_COLLECTION: Rule = Rule {
    name: "stranger-in-collection",
    severity: Severity::Error,
    summary: "a collection names a file of a kind that it is not for",
    explanation: r#"
An index is of pages of XHTML, a preview shows pages of the book.

Wrong:

    <collection role="index"><link href="style.css"/></collection>

Right: `<collection role="index">` with a link to a page that holds the index.
"#,
    epubcheck: &["OPF-071", "OPF-075"],
};

const COUNTED_PREVIEW: Rule = Rule {
    name: "counted-preview",
    severity: Severity::Error,
    summary: "a preview names a part of a page by counting",
    explanation: r#"
A preview shows whole pages, or elements by their ids.

Wrong:

    <collection role="preview">
      <collection role="manifest"><link href="page.xhtml"/></collection>
      <link href="page.xhtml#epubcfi(/4/2)"/>
    </collection>

Right:

    <collection role="preview">
      <collection role="manifest"><link href="page.xhtml"/></collection>
      <link href="page.xhtml"/>
    </collection>
"#,
    epubcheck: &["OPF-076"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let Some(package) = rendition.node(rendition.document.node).filter(|_| rendition.version == Version::Three) else {
        return;
    };
    for collection in collections(package) {
        for role in roles(collection) {
            let mut report = |finding: Diagnostic| diagnostics.push(finding);
            match role {
                "manifest" => files(collection, &mut report),
                "preview" => preview(collection, rendition, &mut report),
                "index" | "index-group" => index(collection, role, rendition, &mut report),
                "dictionary" if collection.elements().any(is_collection) => {
                    let message = "a dictionary has no collections in it";
                    report(fault(&BROKEN_COLLECTION, message, "take them out").at(tag(collection)));
                }
                "distributable-object" => object(collection, &mut report),
                _ if has_broken_host(role) => {
                    let finding = fault(&BROKEN_ROLE, format!("`{role}` is no address"), "correct it");
                    report(finding.at(attribute(collection, "role")));
                }
                _ => {}
            }
        }
    }
}

/// Tells whether the host of an address is in brackets and no number of IPv6.
fn has_broken_host(role: &str) -> bool {
    let Some((_, host)) = role.split_once("://[") else { return false };
    let is_digit = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    host.split_once(']').is_none_or(|(number, _)| !number.contains(':') || !number.bytes().all(is_digit))
}

/// Returns every collection of a package document, in order.
pub(super) fn collections(package: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    std::iter::successors(package.first_child(), move |node| after_collection(*node, package.id()))
        .filter(|node| is_collection(*node))
}

/// Returns the node to look at after `node`: collections stand in the package or in one another, and nowhere else.
fn after_collection(node: NodeRef<'_>, top: NodeId) -> Option<NodeRef<'_>> {
    if is_collection(node) { node.following_within(top) } else { node.following_beyond(top) }
}

pub(super) fn roles(collection: NodeRef<'_>) -> impl Iterator<Item = &str> {
    collection.attribute("role").unwrap_or_default().split_ascii_whitespace()
}

fn is_collection(node: NodeRef<'_>) -> bool {
    node.local_in(ns::OPF) == Some("collection")
}

/// Returns the links of a collection itself.
pub(super) fn links(collection: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    collection.elements().filter(|node| node.local_in(ns::OPF) == Some("link"))
}

/// Returns the item that a link leads to, and the fragment.
pub(super) fn target<'r, 'a>(
    rendition: &'r Rendition<'a>,
    link: NodeRef<'_>,
) -> (Option<&'r Listed<'a>>, Option<String>) {
    let base = Base::Inside(rendition.entry.path.clone());
    match resolve(&base, link.attribute("href").unwrap_or_default()) {
        Target::Inside { path, fragment, .. } => (rendition.item_listing(&path), fragment),
        _ => (None, None),
    }
}

fn files(collection: NodeRef<'_>, report: &mut impl FnMut(Diagnostic)) {
    let mut broken = |message: &str, help: &str| report(fault(&BROKEN_COLLECTION, message, help).at(tag(collection)));
    if !collection.parent().is_some_and(is_collection) {
        broken("a list of files belongs into another collection", "put it into the collection whose files it lists");
    }
    if links(collection).next().is_none() {
        broken("the list of files is empty", "add a `link` for each file");
    }
    if collection.elements().any(|node| node.local_in(ns::OPF) != Some("link")) {
        broken("a list of files holds links only", "take the rest out");
    }
}

fn preview(collection: NodeRef<'_>, rendition: &Rendition<'_>, report: &mut impl FnMut(Diagnostic)) {
    let is_list = |node: &NodeRef<'_>| is_collection(*node) && roles(*node).any(|role| role == "manifest");
    if collection.elements().filter(is_list).count() != 1 {
        let message = "a preview has one list of its files";
        report(fault(&BROKEN_COLLECTION, message, "add a `collection` with the role `manifest`").at(tag(collection)));
    }
    if links(collection).next().is_none() {
        let message = "a preview names the pages that it shows";
        report(fault(&BROKEN_COLLECTION, message, "add a `link` to a page").at(tag(collection)));
    }
    for link in links(collection) {
        let (item, fragment) = target(rendition, link);
        if !item.is_some_and(|item| item.is_xhtml() || item.is_svg()) {
            let finding = fault(&STRANGER_IN_COLLECTION, "a preview shows pages of the book only", "name a page");
            report(finding.epubcheck("OPF-075").at(attribute(link, "href")));
        }
        if fragment.is_some_and(|fragment| fragment.starts_with("epubcfi(")) {
            let finding =
                fault(&COUNTED_PREVIEW, "a preview names parts by their ids", "name an id, or the whole page");
            report(finding.at(attribute(link, "href")));
        }
    }
}

fn index(collection: NodeRef<'_>, role: &str, rendition: &Rendition<'_>, report: &mut impl FnMut(Diagnostic)) {
    let is_group = role == "index-group";
    let parent = collection.parent().filter(|parent| is_collection(*parent));
    if is_group && !parent.is_some_and(|parent| roles(parent).any(|role| role == "index")) {
        let finding = fault(&BROKEN_COLLECTION, "a group of an index belongs into an index", "put it there");
        report(finding.at(tag(collection)));
    }
    let mut inner = collection.elements().filter(|node| is_collection(*node));
    if inner.any(|inner| is_group || !roles(inner).any(|role| role == "index-group")) {
        let message = "an index holds groups only, and those hold no collections";
        report(fault(&BROKEN_COLLECTION, message, "take the collection out").at(tag(collection)));
    }
    for link in links(collection) {
        if !target(rendition, link).0.is_some_and(Listed::is_xhtml) {
            let finding =
                fault(&STRANGER_IN_COLLECTION, "an index is of pages of XHTML", "name a page, or take it out");
            report(finding.epubcheck("OPF-071").at(attribute(link, "href")));
        }
    }
}

fn object(collection: NodeRef<'_>, report: &mut impl FnMut(Diagnostic)) {
    let Some(metadata) = collection.elements().find(|node| node.local_in(ns::OPF) == Some("metadata")) else {
        let finding = fault(&BROKEN_COLLECTION, "a distributable object has no metadata", "add `metadata`");
        return report(finding.at(tag(collection)));
    };
    for name in ["identifier", "title", "language"] {
        if !metadata.elements().any(|node| node.local_in(ns::DC) == Some(name)) {
            let message = format!("the metadata of a distributable object has no `dc:{name}`");
            report(fault(&BROKEN_COLLECTION, message, "add it").at(tag(metadata)));
        }
    }
}
