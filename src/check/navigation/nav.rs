//! The form of the navigation document. EPUB 3.3, sections 7.2 to 7.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::resource::{Resource, tag};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::vocabulary::OPS;
use crate::xml::NodeRef;
use std::collections::HashMap;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&NAV_KIND_NOT_ONCE, &NAV_FORM, &EMPTY_NAV_LABEL, &NAV_WITHOUT_HEADING, &LANDMARKS, &NESTED_PAGE_LIST],
    section: "7.3",
    example: Example::Nav,
    look: Look::Resource(look),
};

const NAV_KIND_NOT_ONCE: Rule = Rule {
    name: "nav-kind-not-once",
    severity: Severity::Error,
    summary: "there is no table of contents, or there are two lists of a kind",
    explanation: r#"
The navigation document has one `nav` of the type `toc`, and at most one each of `page-list` and `landmarks`.

Wrong:

    <nav><ol><li><a href="page.xhtml">A page</a></li></ol></nav>

Right:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
"#,
    epubcheck: &["RSC-005"],
};

const NAV_FORM: Rule = Rule {
    name: "nav-form",
    severity: Severity::Error,
    summary: "`nav` is not a heading and a list of links",
    explanation: r#"
Readers make a menu of it, and so it has a fixed form: perhaps a heading, then an `ol`; in each `li` an `a`, or a `span`
that heads a list below it, and perhaps an `ol`.

Wrong:

    <nav epub:type="toc"><ul><li><a href="page.xhtml">A page</a></li></ul></nav>

Right:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
"#,
    epubcheck: &["RSC-005"],
};

const EMPTY_NAV_LABEL: Rule = Rule {
    name: "empty-nav-label",
    severity: Severity::Error,
    summary: "a link or heading of `nav` has no text",
    explanation: r#"
The text is what readers show in their menu; that of a picture is its `alt`.

Wrong:

    <nav epub:type="toc"><ol><li><a href="page.xhtml"></a></li></ol></nav>

Right:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
"#,
    epubcheck: &["RSC-005"],
};

const NAV_WITHOUT_HEADING: Rule = Rule {
    name: "nav-without-heading",
    severity: Severity::Error,
    summary: "a list that is none of the three that readers know has no heading",
    explanation: r#"
Readers have names of their own for the contents, the pages and the landmarks; any other list needs one.

Wrong:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
    <nav epub:type="loi"><ol><li><a href="page.xhtml">A map</a></li></ol></nav>

Right:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
    <nav epub:type="loi"><h2>Maps</h2><ol><li><a href="page.xhtml">A map</a></li></ol></nav>
"#,
    epubcheck: &["RSC-005"],
};

const LANDMARKS: Rule = Rule {
    name: "landmark-without-kind",
    severity: Severity::Error,
    summary: "a landmark does not say what it is, or stands there twice",
    explanation: r#"
Readers find the beginning of the text or the index by `epub:type` of the link.

Wrong:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
    <nav epub:type="landmarks"><ol><li><a href="page.xhtml">Begin</a></li></ol></nav>

Right:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
    <nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="page.xhtml">Begin</a></li></ol></nav>
"#,
    epubcheck: &["RSC-005"],
};

const NESTED_PAGE_LIST: Rule = Rule {
    name: "nested-page-list",
    severity: Severity::Warning,
    summary: "the list of pages or of landmarks has lists in it",
    explanation: r#"
Readers show them as one list.

Wrong:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
    <nav epub:type="page-list">
      <ol><li><a href="page.xhtml">1</a><ol><li><a href="page.xhtml">2</a></li></ol></li></ol>
    </nav>

Right:

    <nav epub:type="toc"><ol><li><a href="page.xhtml">A page</a></li></ol></nav>
    <nav epub:type="page-list"><ol><li><a href="page.xhtml">1</a></li><li><a href="page.xhtml">2</a></li></ol></nav>
"#,
    epubcheck: &["RSC-017"],
};

fn look(resource: &mut Resource<'_, '_>) {
    let Some(tree) = resource.tree().filter(|_| resource.item.item.has_property("nav") && resource.item.is_xhtml())
    else {
        return;
    };
    let navs: Vec<NodeRef<'_>> = tree.root().descendants().filter(|node| node.is_html("nav")).collect();
    let body = tree.root().descendants().find(|node| node.is_html("body"));
    for kind in ["toc", "page-list", "landmarks"] {
        let of_kind: Vec<&NodeRef<'_>> = navs.iter().filter(|nav| is(**nav, kind)).collect();
        let place = match (kind, of_kind.as_slice()) {
            ("toc", []) => body.map_or(resource.place(), tag),
            (_, [_, second, ..]) => tag(**second),
            _ => continue,
        };
        let finding =
            Diagnostic::new(&NAV_KIND_NOT_ONCE, format!("there are {} `nav` of the type `{kind}`", of_kind.len()));
        resource.report(finding.at(place).help(format!("write one `<nav epub:type=\"{kind}\">`")));
    }
    // One in another is told as misplaced by the form of that.
    let is_outer = |nav: &NodeRef<'_>| !nav.ancestors().any(|above| above.is_html("nav"));
    for nav in navs.into_iter().filter(|nav| nav.attribute_in(OPS, "type").is_some()).filter(is_outer) {
        form(nav, resource);
        labels(nav, resource);
        by_kind(nav, resource);
    }
}

fn is(node: NodeRef<'_>, kind: &str) -> bool {
    node.attribute_in(OPS, "type").is_some_and(|kinds| kinds.split_ascii_whitespace().any(|known| known == kind))
}

fn is_heading(node: NodeRef<'_>) -> bool {
    matches!(node.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup"))
}

/// Holds `nav` and all in it against its content model; one finding for each element that does not fit.
fn form(nav: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let mut children = nav.elements().peekable();
    let _ = children.next_if(|child| is_heading(*child));
    match children.next() {
        Some(list) if list.is_html("ol") => {
            if let Some(further) = children.next() {
                misplaced(further, "`nav` holds a heading and one list", resource);
            }
        }
        Some(other) => {
            misplaced(other, "`nav` holds a heading and an `ol`", resource);
            if !children.any(|child| child.is_html("ol")) {
                misplaced(nav, "`nav` holds an `ol`", resource);
            }
        }
        None => misplaced(nav, "`nav` holds an `ol`", resource),
    }
    if has_text(nav) {
        misplaced(nav, "`nav` holds no text of its own", resource);
    }
    for list in nav.descendants().filter(|node| node.is_html("ol") && !in_label(*node, nav)) {
        if has_text(list) {
            misplaced(list, "`ol` holds no text of its own", resource);
        }
        if let Some(other) = list.elements().find(|child| !child.is_html("li")) {
            misplaced(other, "`ol` holds `li` only", resource);
        } else if list.elements().next().is_none() {
            misplaced(list, "`ol` holds at least one `li`", resource);
        }
        for item in list.elements().filter(|child| child.is_html("li")) {
            item_form(item, resource);
        }
    }
}

/// Tells whether a node stands in a link, and so in what may be any text.
fn in_label(node: NodeRef<'_>, nav: NodeRef<'_>) -> bool {
    let inside = node.ancestors().take_while(|above| above.id() != nav.id());
    inside.into_iter().any(|above| above.is_html("a"))
}

fn item_form(item: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let children: Vec<NodeRef<'_>> = item.elements().collect();
    if has_text(item) {
        misplaced(item, "the text of `li` stands in `a` or `span`", resource);
    }
    match children.as_slice() {
        [label] if label.is_html("a") => {}
        [label] if label.is_html("span") => {
            misplaced(*label, "`span` heads a list, and there is none below it", resource);
        }
        [label, list] if matches!(label.html(), Some("a" | "span")) && list.is_html("ol") => {}
        [label, other, ..] if matches!(label.html(), Some("a" | "span")) => {
            let other = if other.is_html("ol") { children[2] } else { *other };
            misplaced(other, "`li` holds `a` or `span`, and then perhaps an `ol`", resource);
        }
        [other, ..] => misplaced(*other, "`li` begins with `a` or `span`", resource),
        [] => misplaced(item, "`li` holds `a` or `span`", resource),
    }
}

/// Tells whether text stands in an element itself, and not in one that it holds.
fn has_text(node: NodeRef<'_>) -> bool {
    node.children().any(|child| child.is_text() && !child.text().trim_ascii().is_empty())
}

fn misplaced(node: NodeRef<'_>, message: &str, resource: &mut Resource<'_, '_>) {
    let finding = Diagnostic::new(&NAV_FORM, message).at(tag(node));
    resource.report(finding.help("write `<nav><h1>…</h1><ol><li><a href=\"…\">…</a></li></ol></nav>`"));
}

fn labels(nav: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let is_label = |node: &NodeRef<'_>| match node.html() {
        Some("a") => node.ancestors().any(|above| above.is_html("li")),
        Some("span") => node.parent().is_some_and(|parent| parent.is_html("li")),
        _ => is_heading(*node) && !node.is_html("hgroup"),
    };
    for node in nav.descendants().filter(is_label).filter(|node| is_silent(*node)) {
        let message = format!("this `{}` has no text", node.html().unwrap_or_default());
        let finding = Diagnostic::new(&EMPTY_NAV_LABEL, message).at(tag(node));
        resource.report(finding.help("write what readers shall show"));
    }
}

/// Tells whether nothing in an element says what it is.
fn is_silent(node: NodeRef<'_>) -> bool {
    let says = |text: Option<&str>| text.is_some_and(|text| !text.trim_ascii().is_empty());
    let mut all = std::iter::once(node).chain(node.descendants());
    !all.any(|node| {
        let is_text = node.is_text() && !node.text().trim_ascii().is_empty();
        is_text || ["alt", "title", "aria-label", "alttext"].iter().any(|name| says(node.attribute(name)))
    })
}

fn by_kind(nav: NodeRef<'_>, resource: &mut Resource<'_, '_>) {
    let is_flat = is(nav, "page-list") || is(nav, "landmarks");
    let lists = nav.descendants().filter(|node| node.is_html("ol")).count();
    if is_flat && lists != 1 {
        let finding = Diagnostic::new(&NESTED_PAGE_LIST, format!("here are {lists} lists, not one")).at(tag(nav));
        resource.report(finding.help("make one list of it"));
    }
    if !is_flat && !is(nav, "toc") && !nav.elements().next().is_some_and(is_heading) {
        let finding = Diagnostic::new(&NAV_WITHOUT_HEADING, "this list has no heading").at(tag(nav));
        resource.report(finding.help("begin it with a heading that says what it lists"));
    }
    if !is(nav, "landmarks") {
        return;
    }
    let mut counts: HashMap<(String, &str), usize> = HashMap::new();
    let links: Vec<NodeRef<'_>> = nav.descendants().filter(|node| node.is_html("a")).collect();
    for link in &links {
        *counts.entry(key(*link)).or_default() += 1;
    }
    for link in links {
        let message = if link.attribute_in(OPS, "type").is_none() {
            "this landmark does not say what it is"
        } else if counts[&key(link)] > 1 {
            "this landmark stands here twice"
        } else {
            continue;
        };
        let finding = Diagnostic::new(&LANDMARKS, message).at(tag(link));
        resource.report(finding.help("give each landmark an `epub:type`, and name no place twice as the same"));
    }
}

/// Returns what makes two landmarks the same.
fn key(link: NodeRef<'_>) -> (String, &str) {
    (kinds(link), link.attribute("href").unwrap_or_default().trim_ascii())
}

/// Returns the types of a link, so that their order does not count.
fn kinds(link: NodeRef<'_>) -> String {
    let mut kinds: Vec<&str> = link.attribute_in(OPS, "type").unwrap_or_default().split_ascii_whitespace().collect();
    kinds.sort_unstable();
    kinds.join(" ").to_lowercase()
}
