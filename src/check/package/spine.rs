//! The order of reading. EPUB 3.3, section 5.7; OPF 2.0.1, section 2.4.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Publication, Reached, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::check::survey::{Features, LinkKind};
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Place, Rule, Severity};
use crate::package::media_type;
use crate::package::opf::ItemRef;
use crate::xml::NodeRef;
use std::collections::HashSet;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&UNKNOWN_ITEM, &REPEATED_SPINE_ITEM, &WRONG_TOC, &UNNAMED_NCX, &PAGE_MAP],
    section: "5.7",
    example: Example::Spine,
    look: Look::Rendition(look),
};

pub(in crate::check) const LINEAR: Check = Check {
    rules: &[&NO_LINEAR_ITEM, &UNREACHABLE_PAGE],
    section: "5.7.2",
    example: Example::Spine,
    look: Look::Rendition(linear),
};

const UNKNOWN_ITEM: Rule = Rule {
    name: "unknown-item",
    severity: Severity::Error,
    summary: "the spine names an item that the manifest does not have",
    explanation: r#"
`idref` holds the id of an item, not its path.

Wrong:

    <itemref idref="page.xhtml"/><itemref idref="page"/>

Right:

    <itemref idref="page"/>
"#,
    epubcheck: &["RSC-005", "OPF-049"],
};

const REPEATED_SPINE_ITEM: Rule = Rule {
    name: "repeated-spine-item",
    severity: Severity::Error,
    summary: "the spine names an item twice",
    explanation: r#"
Readers keep the reader's place by the page; with a page in two places there would be two ways on.

Wrong:

    <itemref idref="page"/><itemref idref="page"/>

Right:

    <itemref idref="page"/>
"#,
    epubcheck: &["RSC-005", "OPF-034"],
};

const WRONG_TOC: Rule = Rule {
    name: "wrong-toc",
    severity: Severity::Error,
    summary: "`toc` of the spine does not name the NCX",
    explanation: r#"
Readers of EPUB 2 find the table of contents by it.

Wrong: `<spine toc="nav">`, where `nav` is a page.

Right: `<spine toc="ncx">`, where `ncx` is of the type `application/x-dtbncx+xml`.
"#,
    epubcheck: &["RSC-005", "OPF-050"],
};

const PAGE_MAP: Rule = Rule {
    name: "page-map",
    severity: Severity::Usage,
    summary: "the spine names a list of pages in a form of Adobe's",
    explanation: r#"
A few old readers know it; all others have the list of pages from the navigation document or the NCX.

Wrong: `<spine toc="ncx" page-map="pages">`.

Right: `<spine toc="ncx">`, and `<pageList>` in the NCX.
"#,
    epubcheck: &["OPF-062", "OPF-063"],
};

const UNNAMED_NCX: Rule = Rule {
    name: "unnamed-ncx",
    severity: Severity::Error,
    summary: "the manifest has an NCX, and the spine does not name it",
    explanation: r#"
Readers of EPUB 2 do not find the NCX without it.

Wrong: `<spine>`.

Right: `<spine toc="ncx">`.
"#,
    epubcheck: &["RSC-005"],
};

const NO_LINEAR_ITEM: Rule = Rule {
    name: "no-linear-item",
    severity: Severity::Error,
    summary: "every item of the spine has `linear=\"no\"`",
    explanation: r#"
Then nothing is left to read from the beginning to the end.

Wrong:

    <itemref idref="page" linear="no"/>

Right:

    <itemref idref="page"/>
"#,
    epubcheck: &["OPF-033"],
};

const UNREACHABLE_PAGE: Rule = Rule {
    name: "unreachable-page",
    severity: Severity::Error,
    summary: "a page out of the order of reading is linked from nowhere",
    explanation: r#"
Readers pass over a page with `linear="no"`, so that only a link can lead to it.
In a book with scripts one of those may do it; then it is a mere hint.

Wrong, where no page links to it: `<itemref idref="answers" linear="no"/>`.

Right: `<itemref idref="answers" linear="no"/>`, and a link to the page in another or in the table of contents.
"#,
    epubcheck: &["OPF-096", "OPF-096b"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let is_two = rendition.version == Version::Two;
    let mut known = HashSet::new();
    for itemref in &rendition.document.spine.itemrefs {
        let Some(id) = itemref.idref.as_deref() else { continue };
        let place = place(rendition, itemref);
        if rendition.item(id).is_none() {
            let finding = Diagnostic::new(&UNKNOWN_ITEM, format!("there is no item `{id}`")).at(place);
            let finding = finding.help("write the id of an item of the manifest");
            let [schema, own] = finding.under_two_ids("OPF-049");
            let has_id = rendition.items.iter().any(|listed| listed.item.id.as_deref() == Some(id));
            diagnostics.extend((!is_two && !has_id).then_some(schema).into_iter().chain([own]));
        } else if !known.insert(id) {
            let finding =
                Diagnostic::new(&REPEATED_SPINE_ITEM, format!("`{id}` stands in the spine already")).at(place);
            let change = rendition.node(itemref.node).and_then(|node| mend::remove(rendition.entry, node));
            let fix = Fix::new("take the second out", [change]);
            let finding = finding.help("keep one of them").fix(fix);
            diagnostics.push(if is_two { finding.epubcheck("OPF-034") } else { finding });
        }
    }
    toc(rendition, diagnostics);
}

fn toc(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let spine = &rendition.document.spine;
    let Some(node) = rendition.node(spine.node) else { return };
    page_map(rendition, node, diagnostics);
    let Some(toc) = spine.toc.as_deref() else {
        let has_ncx = rendition.items.iter().any(|listed| listed.media_type() == media_type::NCX);
        if has_ncx && rendition.version == Version::Three {
            let finding = Diagnostic::new(&UNNAMED_NCX, "the spine does not name the NCX").at(tag(node));
            let fix = named_ncx(rendition, node);
            diagnostics.push(finding.help("add `toc` with the id of the NCX").fix(fix));
        } else if rendition.version == Version::Two {
            let finding = Diagnostic::new(&UNNAMED_NCX, "the spine does not name the NCX").at(tag(node));
            let fix = named_ncx(rendition, node);
            diagnostics.push(finding.help("add `toc` with the id of the NCX, which EPUB 2 must have").fix(fix));
        }
        return;
    };
    let (message, id) = match rendition.item(toc) {
        Some(listed) if listed.media_type() == media_type::NCX => return,
        Some(listed) => (format!("`{toc}` is of the type `{}`", listed.whole_media_type()), "OPF-050"),
        None => (format!("there is no item `{toc}`"), "OPF-049"),
    };
    let finding = Diagnostic::new(&WRONG_TOC, message).at(attribute(node, "toc"));
    let finding = finding.help("write the id of the NCX, or take `toc` out");
    let [schema, own] = finding.under_two_ids(id);
    diagnostics.extend((rendition.version == Version::Three).then_some(schema).into_iter().chain([own]));
}

/// Names the one NCX that there is.
fn named_ncx(rendition: &Rendition<'_>, spine: NodeRef<'_>) -> Option<Fix> {
    let mut all = rendition.items.iter().filter(|listed| listed.media_type() == media_type::NCX);
    let (Some(ncx), None) = (all.next(), all.next()) else { return None };
    let id = ncx.item.id.as_deref()?;
    Fix::new(format!("add `toc=\"{id}\"`"), [mend::set(rendition.entry, spine, "toc", id)])
}

/// Looks at the list of pages that Adobe's readers know.
fn page_map(rendition: &Rendition<'_>, node: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    let Some(map) = node.attribute("page-map") else { return };
    let finding = Diagnostic::new(&PAGE_MAP, "`page-map` is of Adobe, and of no standard");
    let finding = finding.at(attribute(node, "page-map")).help("list the pages in the NCX or the navigation document");
    if rendition.item(map.trim_ascii()).is_none() {
        let missing = Diagnostic::new(&PAGE_MAP, format!("there is no item `{map}`")).epubcheck("OPF-063");
        let missing = Diagnostic { severity: Severity::Warning, ..missing };
        diagnostics.push(missing.at(attribute(node, "page-map")).help("write the id of an item, or take it out"));
    }
    diagnostics.push(finding);
}

fn linear(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let spine = &rendition.document.spine;
    let is_linear = |itemref: &ItemRef| itemref.linear.as_deref() != Some("no");
    if !spine.itemrefs.is_empty() && !spine.itemrefs.iter().any(is_linear) {
        let place = rendition.node(spine.node).map_or(rendition.place(), tag);
        let finding =
            Diagnostic::new(&NO_LINEAR_ITEM, "nothing in the spine is part of the order of reading").at(place);
        diagnostics.push(finding.help("take `linear=\"no\"` from what is"));
    }
    if rendition.version == Version::Two {
        return;
    }
    let links = rendition.links().filter(|(_, link)| link.kind == LinkKind::Hyperlink);
    let reached: HashSet<usize> = links
        .filter_map(|(_, link)| match rendition.reach(link) {
            Reached::Listed(to) => Some(to.index),
            _ => None,
        })
        .collect();
    let has_scripts = rendition.surveys.iter().any(|survey| survey.features.has(Features::SCRIPTED));
    for itemref in spine.itemrefs.iter().filter(|itemref| !is_linear(itemref)) {
        let Some(listed) = itemref.idref.as_deref().and_then(|id| rendition.item(id)) else { continue };
        if reached.contains(&listed.index) {
            continue;
        }
        let message = format!("no link leads to `{}`", listed.item.href.as_deref().unwrap_or_default());
        let finding = Diagnostic::new(&UNREACHABLE_PAGE, message).at(place(rendition, itemref));
        let finding = finding.help("link to it, or take `linear=\"no\"` out");
        diagnostics.push(if has_scripts {
            Diagnostic { severity: Severity::Usage, ..finding }.epubcheck("OPF-096b")
        } else {
            finding
        });
    }
}

fn place(rendition: &Rendition<'_>, itemref: &ItemRef) -> Place {
    rendition.node(itemref.node).map_or(rendition.place(), tag)
}
