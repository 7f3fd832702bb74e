//! How indexes are built. EPUB Indexes 1.0, sections 2 and 3.

use super::collection::{collections, links, roles, target};
use super::profile::{INDEX, is_of};
use super::{fault, has_type, types};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Listed, Rendition};
use crate::check::resource::{Resource, tag};
use crate::check::survey::Features;
use crate::diagnostic::{Rule, Severity};
use crate::xml::NodeRef;
use std::collections::HashSet;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&BROKEN_INDEX],
    section: "EPUB Indexes 1.0, 2",
    example: Example::None,
    look: Look::Resource(look),
};

const BROKEN_INDEX: Rule = Rule {
    name: "broken-index",
    severity: Severity::Error,
    summary: "an index is not built as readers take it apart",
    explanation: r#"
A page that the package document calls an index has one; that is a list of entries, or groups of such lists; an entry is
a term and where it stands in the book.

Wrong:

    <section epub:type="index">
      <h1>Index</h1>
      <p>Whales, 12</p>
    </section>

Right:

    <section epub:type="index">
      <h1>Index</h1>
      <ul>
        <li><span epub:type="index-term">Whales</span> <a epub:type="index-locator" href="page.xhtml#p12">12</a></li>
      </ul>
    </section>
"#,
    epubcheck: &["RSC-005"],
};

fn look(resource: &mut Resource<'_, '_>) {
    if !resource.item.is_xhtml() || !is_index(resource.rendition, resource.item) {
        return;
    }
    let Some(tree) = resource.tree() else { return };
    let Some(root) = tree.root().elements().next() else { return };
    if !resource.survey.features.has(Features::INDEX) {
        let message = "the package document calls this an index, and there is none in it";
        return resource.report(fault(&BROKEN_INDEX, message, "give it `epub:type=\"index\"`").at(tag(root)));
    }
    for node in root.descendants().filter(|node| node.is_element()) {
        let mut report = |message: &str, help: &str| resource.report(fault(&BROKEN_INDEX, message, help).at(tag(node)));
        if is_entry(node) {
            entry(node, &mut report);
        }
        for word in types(node) {
            misplaced(node, word, &mut report);
            lacking(node, word, &mut report);
        }
        let mut inner = node.elements();
        if node.is_html("body")
            && !has_type(node, "index")
            && inner.next().is_some_and(|only| has_type(only, "index"))
            && inner.next().is_none()
        {
            report("the page is nothing but an index", "put `epub:type=\"index\"` on its body");
        }
    }
}

/// Tells whether the package document calls a page an index.
fn is_index(rendition: &Rendition<'_>, item: &Listed<'_>) -> bool {
    rendition.indexes.get_or_init(|| indexes(rendition)).contains(&item.index)
}

/// Returns the items that are called indexes: by themselves, by a collection, or all pages at once.
fn indexes(rendition: &Rendition<'_>) -> HashSet<usize> {
    let is_whole = is_of(rendition, INDEX);
    let says = |listed: &&Listed<'_>| listed.item.has_property("index") || is_whole && !listed.item.has_property("nav");
    let own = rendition.items.iter().filter(says).map(|listed| listed.index);
    let of_index = |node: &NodeRef<'_>| roles(*node).any(|role| matches!(role, "index" | "index-group"));
    let package = rendition.node(rendition.document.node).filter(|_| !is_whole);
    let collections = package.into_iter().flat_map(collections).filter(of_index);
    let named = collections.flat_map(links).filter_map(|link| target(rendition, link).0).map(|listed| listed.index);
    own.chain(named).collect()
}

/// Tells whether an element is a list of entries: it says so, or is a plain list where one is expected.
fn is_list(node: NodeRef<'_>) -> bool {
    let is_plain = node.is_html("ul") && types(node).next().is_none();
    let is_expected =
        |parent: NodeRef<'_>| ["index", "index-group"].iter().any(|word| has_type(parent, word)) || is_entry(parent);
    has_type(node, "index-entry-list") || (is_plain && node.parent().is_some_and(is_expected))
}

/// Tells whether an element is an entry: it says so, or is an item of a list of entries.
fn is_entry(node: NodeRef<'_>) -> bool {
    // Lists stand in entries and entries in lists, to the depth of the index.
    let mut node = node;
    loop {
        if has_type(node, "index-entry") {
            return true;
        }
        let Some(list) = node.parent().filter(|parent| node.is_html("li") && parent.is_html("ul")) else {
            return false;
        };
        if types(list).next().is_some() {
            return has_type(list, "index-entry-list");
        }
        let Some(parent) = list.parent() else { return false };
        if ["index", "index-group"].iter().any(|word| has_type(parent, word)) {
            return true;
        }
        node = parent;
    }
}

/// Where an entry leads, but for entries below it.
const PLACES: &[&str] = &[
    "index-locator-list",
    "index-locator",
    "index-locator-range",
    "index-editor-note",
    "index-xref-preferred",
    "index-xref-related",
];

/// References to other entries.
const REFERENCES: &[&str] = &["index-xref-preferred", "index-xref-related"];

fn entry(node: NodeRef<'_>, report: &mut impl FnMut(&str, &str)) {
    if node.elements().filter(|child| has_type(*child, "index-term")).count() != 1 {
        report("the entry has not one term", "mark it by `epub:type=\"index-term\"`");
    }
    let leads_on = |child: NodeRef<'_>| is_list(child) || PLACES.iter().any(|word| has_type(child, word));
    if !node.elements().any(leads_on) {
        report("the entry leads nowhere", "add a locator, a reference to another entry, or entries below it");
    }
}

fn misplaced(node: NodeRef<'_>, word: &str, report: &mut impl FnMut(&str, &str)) {
    let elements: &[&str] = match word {
        "index" => &["body", "section", "article", "aside", "nav"],
        "index-entry-list" | "index-locator-list" => &["ul"],
        "index-entry" => &["li"],
        "index-locator" | "index-term-category" => &["a"],
        _ => &[],
    };
    if !elements.is_empty() && !node.html().is_some_and(|name| elements.contains(&name)) {
        let elements = elements.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        report(&format!("`{word}` is for {elements}"), "use that element");
    }
    if word == "index-term" && node.html().is_some_and(is_block) {
        report("a term is a part of a line", "use an element such as `span`");
    }
    let parent_has =
        |words: &[&str]| node.parent().is_some_and(|parent| words.iter().any(|word| has_type(parent, word)));
    let is_below = |words: &[&str]| node.ancestors().any(|above| words.iter().any(|word| has_type(above, word)));
    let is_right = match word {
        "index-term" => node.parent().is_some_and(is_entry) || parent_has(REFERENCES),
        "index-entry" => node.parent().is_some_and(is_list),
        "index-legend" => parent_has(&["index-headnotes"]),
        "index-locator" => {
            node.parent().is_some_and(is_entry) || is_below(&["index-locator-list", "index-locator-range"])
        }
        "index-term-category" => REFERENCES.iter().any(|word| has_type(node, word)) || is_below(REFERENCES),
        _ => true,
    };
    if !is_right {
        report(&format!("`{word}` may not stand here"), "put it where readers look for it");
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "nav"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "blockquote"
            | "figure"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "footer"
            | "pre"
    )
}

/// Counts the lists of entries that stand in other elements of an index than its groups and entries.
fn inner_lists(index: NodeRef<'_>) -> usize {
    let is_own = |list: &NodeRef<'_>| {
        let mut above = list.ancestors().take_while(|above| above.id() != index.id()).peekable();
        let is_deeper = above.peek().is_some();
        has_type(*list, "index-entry-list")
            && is_deeper
            && !above.any(|above| above.is_html("li") || has_type(above, "index-group"))
    };
    index.descendants().filter(is_own).count()
}

fn lacking(node: NodeRef<'_>, word: &str, report: &mut impl FnMut(&str, &str)) {
    let lists = || node.elements().filter(|child| is_list(*child)).count();
    let count = |word: &str| node.elements().filter(|child| has_type(*child, word)).count();
    match word {
        "index" => {
            if !matches!((lists() + inner_lists(node), count("index-group")), (1, 0) | (0, 1..)) {
                report("an index is one list of entries, or groups", "make a list of it, or put all lists into groups");
            }
            if count("index-headnotes") > 1 {
                report("an index has one set of headnotes", "join them");
            }
        }
        "index-group" if lists() != 1 => report("a group of an index has one list of entries", "make one of them"),
        "index-entry-list" if !node.elements().any(is_entry) => report("the list has no entries", "add one"),
        "index-locator-list" if !node.descendants().any(|inner| inner.is_html("a")) => {
            report("the list has no locators", "add a link");
        }
        "index-xref-preferred" | "index-xref-related" => {
            let is_term = |child: NodeRef<'_>| has_type(child, "index-term") || has_type(child, "index-term-category");
            if !node.elements().any(is_term) {
                report("the reference names no other term", "mark it by `epub:type=\"index-term\"`");
            }
        }
        _ => {}
    }
}
