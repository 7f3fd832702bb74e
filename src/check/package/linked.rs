//! What `link` in the package document leads to. EPUB 3.3, section 5.5.7.

use crate::check::checks::{Check, Example, Look};
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::check::resources::address::fault;
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::package::ns;
use crate::xml::NodeRef;

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &LINKED_ITEM,
        &LINK_WITHOUT_TYPE,
        &VOICE_WITHOUT_SOUND,
        &LINK_INTO_PACKAGE,
        &ALTERNATE_WITH_OTHERS,
        &MISSING_LINKED_RESOURCE,
        &REFINING_LINK,
    ],
    section: "5.5.7",
    example: Example::Metadata,
    look: Look::Rendition(look),
};

const LINKED_ITEM: Rule = Rule {
    name: "linked-item",
    severity: Severity::Error,
    summary: "`link` leads to a resource that the manifest lists",
    explanation: r#"
A linked resource tells of the book and is not part of it, so it is not in the manifest.
A page of the book that holds metadata may be linked to.

Wrong:

    <link rel="dcterms:conformsTo" href="images/map.png" media-type="image/png"/>

Right:

    <link rel="dcterms:conformsTo" href="https://example.org/record.xml" media-type="application/xml"/>
"#,
    epubcheck: &["OPF-067"],
};

const LINK_WITHOUT_TYPE: Rule = Rule {
    name: "link-without-type",
    severity: Severity::Error,
    summary: "`link` to a file of the container, a record or a voice has no `media-type`",
    explanation: r#"
Readers must know what it is before they open it.

Wrong:

    <link rel="record" href="https://example.org/record.xml"/>

Right:

    <link rel="record" href="https://example.org/record.xml" media-type="application/marc"/>
"#,
    epubcheck: &["OPF-093", "OPF-094"],
};

const VOICE_WITHOUT_SOUND: Rule = Rule {
    name: "voice-without-sound",
    severity: Severity::Error,
    summary: "`link` with the relation `voicing` leads to no sound",
    explanation: r##"
It gives the spoken form of a title or a name.

Wrong:

    <link rel="voicing" refines="#title" href="https://example.org/title.txt" media-type="text/plain"/>

Right:

    <link rel="voicing" refines="#title" href="https://example.org/title.mp3" media-type="audio/mpeg"/>
"##,
    epubcheck: &["OPF-095"],
};

const LINK_INTO_PACKAGE: Rule = Rule {
    name: "link-into-package",
    severity: Severity::Error,
    summary: "`link` leads to an element of the package document",
    explanation: r##"
What `link` leads to is a resource, and the package document speaks of itself by `refines`.

Wrong:

    <link rel="dcterms:conformsTo" href="#title"/>

Right:

    <link rel="dcterms:conformsTo" href="https://example.org/standard"/>
"##,
    epubcheck: &["OPF-098"],
};

const ALTERNATE_WITH_OTHERS: Rule = Rule {
    name: "alternate-with-others",
    severity: Severity::Error,
    summary: "`link` has the relation `alternate` beside another",
    explanation: r#"
An alternate is the whole package in another form, and can be nothing else besides.

Wrong:

    <link rel="alternate record" href="https://example.org/a.json" media-type="application/json"/>

Right:

    <link rel="alternate" href="https://example.org/a.json" media-type="application/json"/>
"#,
    epubcheck: &["OPF-089"],
};

const MISSING_LINKED_RESOURCE: Rule = Rule {
    name: "missing-linked-resource",
    severity: Severity::Warning,
    summary: "`link` leads to a file that is not in the container",
    explanation: r#"
The path is relative to the package document.

Wrong:

    <link rel="dcterms:conformsTo" href="record.xml" media-type="application/xml"/>

Right, with the file in the container, or in the network:

    <link rel="dcterms:conformsTo" href="https://example.org/record.xml" media-type="application/xml"/>
"#,
    epubcheck: &["RSC-007w"],
};

const REFINING_LINK: Rule = Rule {
    name: "refining-link",
    severity: Severity::Error,
    summary: "a link to a record refines something, or one to a voice nothing",
    explanation: r##"
A record tells of the whole book; a voice speaks one title or name.

Wrong:

    <link rel="record" refines="#title" href="https://example.org/r.xml" media-type="application/marc"/>

Right:

    <link rel="record" href="https://example.org/r.xml" media-type="application/marc"/>
"##,
    epubcheck: &["RSC-005"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let (Some(tree), Version::Three) = (rendition.entry.document(), rendition.version) else { return };
    let links = tree.root().descendants().filter(|node| node.local_in(ns::OPF) == Some("link"));
    for node in links.filter(|node| node.parent().is_some_and(is_metadata)) {
        let Some(href) = node.attribute("href") else { continue };
        let target = resolve(&Base::Inside(rendition.entry.path.clone()), href);
        relation(node, diagnostics);
        diagnostics.extend(fault(href, &target, true).map(|finding| finding.at(attribute(node, "href"))));
        if let Some(finding) = destination(publication, rendition, node, href, &target) {
            diagnostics.push(finding.at(attribute(node, "href")));
        }
        let is_file = matches!(&target, Target::Inside { path, .. } if *path != rendition.entry.path);
        if is_file && node.attribute("media-type").is_none() {
            let finding = Diagnostic::new(&LINK_WITHOUT_TYPE, format!("`link` to `{href}` has no `media-type`"));
            diagnostics.push(finding.at(tag(node)).help("add it"));
        }
    }
}

fn is_metadata(node: NodeRef<'_>) -> bool {
    node.local_in(ns::OPF) == Some("metadata")
}

fn destination(
    publication: &Publication<'_>,
    rendition: &Rendition<'_>,
    node: NodeRef<'_>,
    href: &str,
    target: &Target,
) -> Option<Diagnostic> {
    let Target::Inside { path, .. } = target else { return None };
    if *path == rendition.entry.path {
        let finding = Diagnostic::new(&LINK_INTO_PACKAGE, format!("`{href}` is of the package document itself"));
        return Some(finding.help("use `refines`, or link to a resource"));
    }
    if let Some(listed) = rendition.item_listing(path) {
        // A page of the book may hold metadata.
        if listed.spine.is_some() || listed.is_xhtml() || listed.is_svg() {
            return None;
        }
        let finding = Diagnostic::new(&LINKED_ITEM, format!("the manifest lists `{href}`"));
        return Some(finding.help("take the item out of the manifest, or the link out of the metadata"));
    }
    if !publication.files.contains_key(path.as_str()) && node.attribute("rel").is_some() {
        let finding = Diagnostic::new(&MISSING_LINKED_RESOURCE, format!("`{path}` is not in the container"));
        return Some(finding.help("add the file, or correct the path"));
    }
    None
}

fn relation(node: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    let words: Vec<&str> = node.attribute("rel").unwrap_or_default().split_ascii_whitespace().collect();
    let media_type = node.attribute("media-type");
    let is_inside = node.attribute("href").is_some_and(|href| !crate::address::is_absolute(href.trim_ascii()));
    if words.contains(&"alternate") && words.len() > 1 {
        let finding = Diagnostic::new(&ALTERNATE_WITH_OTHERS, "`alternate` stands beside another relation");
        diagnostics.push(finding.at(attribute(node, "rel")).help("make two links of it"));
    }
    for word in words.iter().filter(|word| matches!(**word, "record" | "voicing")) {
        if media_type.is_none() && !is_inside {
            let finding = Diagnostic::new(&LINK_WITHOUT_TYPE, format!("a link to a {word} has no `media-type`"));
            diagnostics.push(finding.epubcheck("OPF-094").at(tag(node)).help("add it"));
        }
        if (*word == "record") == node.attribute("refines").is_some() {
            let message =
                if *word == "record" { "a record is of the whole book" } else { "a voice is of one title or name" };
            let finding = Diagnostic::new(&REFINING_LINK, message).at(tag(node));
            diagnostics.push(finding.help(if *word == "record" { "take `refines` out" } else { "add `refines`" }));
        }
    }
    if words.contains(&"voicing")
        && let Some(media_type) = media_type.filter(|media_type| !media_type.trim_ascii().starts_with("audio/"))
    {
        let finding = Diagnostic::new(&VOICE_WITHOUT_SOUND, format!("`{media_type}` is no type of a sound"));
        diagnostics.push(finding.at(attribute(node, "media-type")).help("link to a sound"));
    }
}
