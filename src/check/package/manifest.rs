//! The manifest lists each file once, and the two files that readers look for. EPUB 3.3, section 5.6.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Listed, Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::check::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Place, Rule, Severity};
use crate::vocabulary::OPS;
use crate::xml::NodeRef;
use std::collections::HashMap;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &MISSING_ITEM,
        &REPEATED_ITEM,
        &ITEM_WITH_FRAGMENT,
        &PACKAGE_LISTS_ITSELF,
        &ITEM_IN_META_INF,
        &NAV_NOT_ONCE,
        &NAV_NOT_XHTML,
        &REPEATED_COVER_IMAGE,
    ],
    section: "5.6",
    example: Example::Manifest,
    look: Look::Rendition(look),
};

const MISSING_ITEM: Rule = Rule {
    name: "missing-item",
    severity: Severity::Error,
    summary: "a file that the manifest lists is not in the container",
    explanation: r#"
A path in the manifest begins at the folder of the package document, and upper and lower case are not the same.

Wrong, where the file is `EPUB/images/map.png`:

    <item id="map-2" href="Images/map.png" media-type="image/png"/>

Right:

    <item id="map-2" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["RSC-001"],
};

const REPEATED_ITEM: Rule = Rule {
    name: "repeated-item",
    severity: Severity::Error,
    summary: "the manifest lists a file twice",
    explanation: r#"
Which of the items speaks for the file, nobody can tell.

Wrong, beside the other item:

    <item id="map" href="images/map.png" media-type="image/png"/>
    <item id="map-2" href="images/map.png" media-type="image/png"/>

Right:

    <item id="map" href="images/map.png" media-type="image/png"/>
"#,
    epubcheck: &["OPF-074"],
};

const ITEM_WITH_FRAGMENT: Rule = Rule {
    name: "item-with-fragment",
    severity: Severity::Error,
    summary: "the address of an item has a fragment",
    explanation: r#"
The manifest lists files, not parts of them.

Wrong: `<item id="map" href="images/map.png#north" media-type="image/png"/>`.

Right: `<item id="map" href="images/map.png" media-type="image/png"/>`.
"#,
    epubcheck: &["OPF-091"],
};

const PACKAGE_LISTS_ITSELF: Rule = Rule {
    name: "package-lists-itself",
    severity: Severity::Error,
    summary: "the manifest lists the package document",
    explanation: r#"
The package document lists all other files, but not itself.

Wrong:

    <item id="package" href="package.opf" media-type="application/oebps-package+xml"/>

Right, without that item.
"#,
    epubcheck: &["OPF-099"],
};

const ITEM_IN_META_INF: Rule = Rule {
    name: "item-in-meta-inf",
    severity: Severity::Error,
    summary: "the manifest lists a file of the folder `META-INF`",
    explanation: "
`META-INF` is the container's own; what belongs to the book lies elsewhere.

Wrong: `META-INF/map.png`.

Right: `EPUB/images/map.png`.
",
    epubcheck: &["PKG-025"],
};

const NAV_NOT_ONCE: Rule = Rule {
    name: "nav-not-once",
    severity: Severity::Error,
    summary: "the manifest does not name exactly one navigation document",
    explanation: r#"
Readers find the table of contents by the property `nav` of its item.

Wrong, where no other item has it:

    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml"/>

Right:

    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
"#,
    epubcheck: &["RSC-005"],
};

const NAV_NOT_XHTML: Rule = Rule {
    name: "nav-not-xhtml",
    severity: Severity::Error,
    summary: "the navigation document is no XHTML",
    explanation: r#"
Its `nav` elements are of XHTML, so the document must be as well.

Wrong: `<item id="nav" href="nav.svg" media-type="image/svg+xml" properties="nav"/>`.

Right: `<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>`.
"#,
    epubcheck: &["RSC-005"],
};

const REPEATED_COVER_IMAGE: Rule = Rule {
    name: "repeated-cover-image",
    severity: Severity::Error,
    summary: "two items have the property `cover-image`",
    explanation: r#"
A book has one cover.

Wrong:

    <item id="map" href="images/map.png" media-type="image/png" properties="cover-image"/>
    <item id="drawing" href="images/drawing.svg" media-type="image/svg+xml" properties="cover-image"/>

Right:

    <item id="map" href="images/map.png" media-type="image/png" properties="cover-image"/>
"#,
    epubcheck: &["RSC-005"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let mut known: HashMap<&Target, Option<&str>> = HashMap::new();
    for listed in &rendition.items {
        let Some(target) = listed.target.as_ref() else { continue };
        // Two of one id are told as that.
        let id = listed.item.id.as_deref();
        if *known.entry(target).or_insert(id) != id {
            let message = format!("`{}` is listed already", listed.item.href.as_deref().unwrap_or_default());
            let finding = Diagnostic::new(&REPEATED_ITEM, message).at(href(rendition, listed));
            let is_needless = listed.spine.is_none() && listed.item.properties.is_empty() && !is_named(rendition, id);
            let item = rendition.node(listed.item.node).filter(|_| is_needless);
            let change = item.and_then(|item| mend::remove(rendition.entry, item));
            let fix = Fix::new("take the second item out, which nothing names", [change]);
            diagnostics.push(finding.help("keep one of the items").fix(fix));
            continue;
        }
        diagnostics.extend(item(publication, rendition, listed, target));
    }
    if rendition.version == Version::Three {
        special(rendition, diagnostics);
    }
}

/// Tells whether another element of the package document names an id.
fn is_named(rendition: &Rendition<'_>, id: Option<&str>) -> bool {
    let (Some(id), Some(tree)) = (id, rendition.entry.document()) else { return true };
    tree.root().descendants().any(|node| {
        let others = node.attributes().filter(|attribute| &*attribute.name.local != "id");
        others.into_iter().any(|attribute| attribute.value.trim_ascii().trim_start_matches('#') == id)
    })
}

fn item(
    publication: &Publication<'_>,
    rendition: &Rendition<'_>,
    listed: &Listed<'_>,
    target: &Target,
) -> Vec<Diagnostic> {
    let Target::Inside { path, fragment, .. } = target else { return Vec::new() };
    let mut found = Vec::new();
    let node = rendition.node(listed.item.node);
    if fragment.is_some() {
        let finding = Diagnostic::new(&ITEM_WITH_FRAGMENT, "the address of this item has a fragment");
        let href = listed.item.href.as_deref().and_then(|href| href.split('#').next()).unwrap_or_default();
        let change = node.and_then(|node| mend::set(rendition.entry, node, "href", href));
        found.push(finding.help("take out what begins with `#`").fix(Fix::new(format!("write `{href}`"), [change])));
    }
    if *path == rendition.entry.path {
        let finding = Diagnostic::new(&PACKAGE_LISTS_ITSELF, "this item is the package document itself");
        let change = node.and_then(|node| mend::remove(rendition.entry, node));
        let fix = Fix::new("take the item out", [change]).filter(|_| !is_named(rendition, listed.item.id.as_deref()));
        found.push(finding.help("take the item out").fix(fix));
    }
    if path.starts_with("META-INF/") {
        let finding = Diagnostic::new(&ITEM_IN_META_INF, format!("`{path}` lies in `META-INF`"));
        found.push(finding.help("move the file to another folder"));
    }
    if !publication.files.contains_key(path.as_str()) || fragment.is_some() {
        let finding = Diagnostic::new(&MISSING_ITEM, format!("`{path}` is not in the container"));
        found.push(finding.help("add the file, correct the path, or take the item out"));
    }
    found.into_iter().map(|finding| finding.at(href(rendition, listed))).collect()
}

fn special(rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let with = |property: &'static str| rendition.items.iter().filter(move |listed| listed.item.has_property(property));
    let count = with("nav").count();
    if count != 1 {
        let package = rendition.node(rendition.document.node);
        let manifest = package.and_then(|package| {
            package.elements().find(|node| node.local_in(crate::package::ns::OPF) == Some("manifest"))
        });
        let Some(manifest) = manifest else { return };
        let finding = Diagnostic::new(&NAV_NOT_ONCE, format!("{count} items have the property `nav`"));
        let place = with("nav").nth(1).map_or_else(|| tag(manifest), |listed| properties(rendition, listed));
        let fix = if count == 0 { named_nav(rendition) } else { None };
        diagnostics.push(finding.at(place).help("give it to one item, that of the navigation document").fix(fix));
    }
    for listed in with("nav").filter(|listed| !listed.is_xhtml()) {
        let message = format!("the navigation document is declared as `{}`", listed.whole_media_type());
        let finding = Diagnostic::new(&NAV_NOT_XHTML, message).at(properties(rendition, listed));
        diagnostics.push(finding.help("make it XHTML, and say so in `media-type`"));
    }
    if let Some(second) = with("cover-image").nth(1) {
        let finding = Diagnostic::new(&REPEATED_COVER_IMAGE, "another item has the property `cover-image` too");
        let finding = finding.at(properties(rendition, second)).help("leave it to the cover");
        let node = rendition.node(second.item.node);
        let change = node.and_then(|node| mend::drop_word(rendition.entry, node, "properties", "cover-image"));
        diagnostics.push(finding.fix(Fix::new("leave `cover-image` to the first", [change])));
    }
}

/// Gives the property `nav` to the one page that has a table of contents.
fn named_nav(rendition: &Rendition<'_>) -> Option<Fix> {
    let is_contents = |node: NodeRef<'_>| {
        let kinds = node.attribute_in(OPS, "type").unwrap_or_default();
        node.is_html("nav") && kinds.split_ascii_whitespace().any(|kind| kind == "toc")
    };
    let has_contents = |listed: &&Listed<'_>| {
        let tree = listed.entry.and_then(|entry| entry.document()).filter(|_| listed.is_xhtml());
        tree.is_some_and(|tree| tree.root().descendants().any(is_contents))
    };
    let mut pages = rendition.items.iter().filter(has_contents);
    let (Some(page), None) = (pages.next(), pages.next()) else { return None };
    let change = mend::add_word(rendition.entry, rendition.node(page.item.node)?, "properties", "nav");
    Fix::new(format!("give the property `nav` to `{}`", page.path().unwrap_or_default()), [change])
}

fn href(rendition: &Rendition<'_>, listed: &Listed<'_>) -> Place {
    rendition.node(listed.item.node).map_or(rendition.place(), |node| attribute(node, "href"))
}

fn properties(rendition: &Rendition<'_>, listed: &Listed<'_>) -> Place {
    rendition.node(listed.item.node).map_or(rendition.place(), |node| attribute(node, "properties"))
}
