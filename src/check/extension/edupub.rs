//! What educational publications have besides. EDUPUB, the EPUB profile for education, sections 2 to 5.

use super::profile::{EDUPUB, is_of};
use super::{fault, has_type};
use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{file, tag};
use crate::check::survey::Features;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::package::opf::{Metadatum, MetadatumKind};
use crate::xml::{NodeRef, Tree, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &INCOMPLETE_EDUPUB,
        &TEACHERS_OF_NOTHING,
        &PAGES_OF_NOTHING,
        &MISSING_PAGE_LIST,
        &UNLISTED_MEDIA,
        &ONLY_MICRODATA,
    ],
    section: "EDUPUB, 3",
    example: Example::None,
    look: Look::Rendition(look),
};

const INCOMPLETE_EDUPUB: Rule = Rule {
    name: "incomplete-edupub",
    severity: Severity::Error,
    summary: "an educational publication does not say all that it must",
    explanation: r#"
It says which features make it accessible, and each of its renditions says that it is educational.

Wrong: `<dc:type>edupub</dc:type>` alone.

Right:

    <dc:type>edupub</dc:type>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
"#,
    epubcheck: &["RSC-005"],
};

const TEACHERS_OF_NOTHING: Rule = Rule {
    name: "teachers-of-nothing",
    severity: Severity::Warning,
    summary: "a teachers' edition does not tell of which book it is",
    explanation: "
Readers bring the two editions together.

Wrong: `<dc:type>teacher-edition</dc:type>` alone.

Right: the same with `<dc:source>urn:isbn:9783161484100</dc:source>`, the students' edition.
",
    epubcheck: &["RSC-017"],
};

const PAGES_OF_NOTHING: Rule = Rule {
    name: "pages-of-nothing",
    severity: Severity::Error,
    summary: "the breaks of printed pages are marked, and not of which printed book",
    explanation: r##"
Page numbers are of use where everybody has the same edition.

Wrong: `<span epub:type="pagebreak" …/>` in a page, and no source.

Right:

    <dc:source id="print">urn:isbn:9783161484100</dc:source>
    <meta property="source-of" refines="#print">pagination</meta>
"##,
    epubcheck: &["OPF-066"],
};

const MISSING_PAGE_LIST: Rule = Rule {
    name: "missing-page-list",
    severity: Severity::Error,
    summary: "the breaks of printed pages are marked, and not listed",
    explanation: "
Readers go to a page by the list.

Wrong: `<span epub:type=\"pagebreak\" …/>` in a page, and no list.

Right: `<nav epub:type=\"page-list\">` in the navigation document.
",
    epubcheck: &["NAV-003"],
};

const UNLISTED_MEDIA: Rule = Rule {
    name: "unlisted-media",
    severity: Severity::Usage,
    summary: "the navigation document of an educational publication does not list something of it",
    explanation: "
It should list all headings, and the figures, tables, sounds and films.

Wrong: a book with tables, and no list of them.

Right: `<nav epub:type=\"lot\">` in the navigation document.
",
    epubcheck: &["NAV-004", "NAV-005", "NAV-006", "NAV-007", "NAV-008"],
};

const ONLY_MICRODATA: Rule = Rule {
    name: "only-microdata",
    severity: Severity::Warning,
    summary: "an educational publication is described by microdata, not by RDFa",
    explanation: "
EDUPUB recommends RDFa Lite.

Wrong: `<p itemscope=\"\" itemtype=\"http://schema.org/Person\">`.

Right: `<p vocab=\"http://schema.org/\" typeof=\"Person\">`.
",
    epubcheck: &["HTM-051"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    if rendition.version == Version::Two {
        return;
    }
    if !is_of(rendition, EDUPUB) {
        // Where one rendition is educational, all are.
        let is_edupub =
            |document: &crate::package::PackageDocument| document.dc("type").any(|kind| kind.value == EDUPUB);
        if publication.documents.iter().any(|(_, document)| is_edupub(document)) {
            let message = "another rendition is of the kind `edupub`, and this one is not";
            let finding = fault(&INCOMPLETE_EDUPUB, message, "add `<dc:type>edupub</dc:type>`");
            diagnostics.push(finding.at(rendition.place()));
        }
        return;
    }
    metadata(rendition, diagnostics);
    pages(rendition, diagnostics);
}

fn metadata(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    const FEATURE: &str = "schema:accessibilityFeature";
    let metadata = &rendition.document.metadata;
    let features = || metadata.iter().filter(|entry| entry.kind == MetadatumKind::Meta && entry.name == FEATURE);
    let place = |entry: &Metadatum| rendition.node(entry.node).map_or(rendition.place(), tag);
    if features().next().is_none() {
        let message = "the book does not say which features make it accessible";
        let finding = fault(&INCOMPLETE_EDUPUB, message, "add `schema:accessibilityFeature`: `tableOfContents` is one");
        diagnostics.push(finding.at(rendition.place()));
    }
    for feature in features().filter(|feature| feature.value == "none") {
        let message = "every educational publication has a table of contents";
        diagnostics.push(fault(&INCOMPLETE_EDUPUB, message, "write `tableOfContents`").at(place(feature)));
    }
    let teachers = rendition.document.dc("type").find(|entry| entry.value == "teacher-edition");
    if let Some(teachers) = teachers.filter(|_| rendition.document.dc("source").next().is_none()) {
        let message = "the teachers' edition does not tell of which book it is";
        diagnostics.push(fault(&TEACHERS_OF_NOTHING, message, "add `dc:source`").at(place(teachers)));
    }
}

fn pages(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let nav = rendition.items.iter().find(|item| item.item.has_property("nav")).and_then(|item| item.entry);
    let nav_tree = nav.and_then(|entry| entry.document());
    let place = nav.map_or(rendition.place(), file);
    let lists = |word: &str| {
        nav_tree.is_some_and(|tree| tree.root().descendants().any(|node| node.is_html("nav") && has_type(node, word)))
    };
    let has_breaks = rendition.surveys.iter().any(|survey| survey.features.has(Features::PAGE_BREAK));
    let sources: Vec<_> = rendition.document.dc("source").filter_map(|entry| entry.id.as_deref()).collect();
    let names_source = |entry: &Metadatum| entry.refines.as_deref().is_some_and(|id| sources.contains(&id));
    let is_of_print = rendition.document.metadata.iter().any(|entry| entry.name == "source-of" && names_source(entry));
    if has_breaks && !is_of_print {
        let message = "the breaks of printed pages are marked, and not of which printed book";
        let finding = fault(&PAGES_OF_NOTHING, message, "add `dc:source`, and `source-of` with the value `pagination`");
        diagnostics.push(finding.at(rendition.place()));
    }
    if has_breaks && !lists("page-list") {
        let message = "the breaks of printed pages are marked, and not listed";
        diagnostics.push(fault(&MISSING_PAGE_LIST, message, "add a `page-list` to the navigation document").at(place));
    }
    let trees: Vec<&Tree> = pages_of_text(rendition).collect();
    let any = |name: &str| trees.iter().any(|tree| tree.names().iter().any(|known| &*known.local == name));
    for (element, word, id) in [
        ("audio", "loa", "NAV-005"),
        ("figure", "loi", "NAV-006"),
        ("table", "lot", "NAV-007"),
        ("video", "lov", "NAV-008"),
    ] {
        if any(element) && !lists(word) {
            diagnostics.push(unlisted(&format!("`{element}`"), id, place));
        }
    }
    let headings: usize =
        trees.iter().map(|tree| tree.root().descendants().filter(|node| is_heading(*node)).count()).sum();
    let entries = nav_tree.map_or(0, |tree| {
        let toc = tree.root().descendants().find(|node| node.is_html("nav") && has_type(*node, "toc"));
        toc.map_or(0, |toc| toc.descendants().filter(|node| node.is_html("li")).count())
    });
    if entries < headings {
        diagnostics.push(unlisted("heading", "NAV-004", place));
    }
    for item in rendition.items.iter().filter(|item| item.is_xhtml()) {
        let Some((entry, tree)) = item.entry.and_then(|entry| Some((entry, entry.document()?))) else { continue };
        if has_attribute(tree, "itemscope") && !has_attribute(tree, "typeof") && !has_attribute(tree, "vocab") {
            let message = format!("`{}` is described by microdata, not by RDFa", entry.path);
            diagnostics.push(fault(&ONLY_MICRODATA, message, "write RDFa Lite").at(file(entry)));
        }
    }
}

/// Returns the pages of the spine, which the navigation document leads to.
fn pages_of_text<'r, 'a>(rendition: &'r Rendition<'a>) -> impl Iterator<Item = &'a Tree> + use<'r, 'a> {
    let pages = rendition.items.iter().filter(|item| item.is_xhtml() && item.spine.is_some());
    pages.filter_map(|item| item.entry.and_then(|entry| entry.document()))
}

fn has_attribute(tree: &Tree, name: &str) -> bool {
    tree.names().iter().any(|known| &*known.local == name && known.namespace.is_empty())
}

fn unlisted(what: &str, id: &'static str, place: Place) -> Diagnostic {
    let message = format!("the navigation document does not list every {what}");
    fault(&UNLISTED_MEDIA, message, "list them").epubcheck(id).at(place)
}

/// Tells whether an element is a heading with a rank.
pub(super) fn is_heading(node: NodeRef<'_>) -> bool {
    node.local_in(ns::XHTML).is_some_and(|name| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}
