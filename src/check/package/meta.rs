//! What `meta` and `refines` say. EPUB 3.3, sections 5.3.6, 5.5.4 and 5.9.3.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::publication::{Publication, Rendition, Version};
use crate::check::resource::{attribute, tag};
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::package::ns;
use crate::xml::NodeRef;
use std::collections::{HashMap, HashSet};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&META_WITHOUT_PROPERTY, &EMPTY_META, &UNKNOWN_REFINED, &REFINED_BY_PATH, &CIRCULAR_REFINES],
    section: "5.5.4",
    example: Example::Metadata,
    look: Look::Rendition(look),
};

const META_WITHOUT_PROPERTY: Rule = Rule {
    name: "meta-without-property",
    severity: Severity::Error,
    summary: "`meta` does not say what it tells",
    explanation: r##"
`property` names what the text of the element tells; in the older form, `name` names what `content` tells.

Wrong:

    <meta id="role">aut</meta>

Right:

    <meta property="title-type" refines="#title">main</meta>
"##,
    epubcheck: &["RSC-005"],
};

const EMPTY_META: Rule = Rule {
    name: "empty-meta",
    severity: Severity::Error,
    summary: "`meta` holds no text",
    explanation: r##"
A property without a value tells nothing.

Wrong:

    <meta property="title-type" refines="#title"></meta>

Right:

    <meta property="title-type" refines="#title">main</meta>
"##,
    epubcheck: &["RSC-005"],
};

const UNKNOWN_REFINED: Rule = Rule {
    name: "unknown-refined",
    severity: Severity::Error,
    summary: "`refines` leads to nothing in the package document, or is no relative address",
    explanation: r##"
It says by `#` and an id what the property tells more of.

Wrong:

    <meta property="alternate-script" refines="#titel">A Book</meta>

Right:

    <meta property="alternate-script" refines="#title">A Book</meta>
"##,
    epubcheck: &["RSC-005"],
};

const REFINED_BY_PATH: Rule = Rule {
    name: "refined-by-path",
    severity: Severity::Warning,
    summary: "`refines` names a file by its path, not by the id of its item",
    explanation: r##"
The item in the manifest stands for the file, and its id for the item.

Wrong:

    <meta property="dcterms:rights" refines="page.xhtml">Free</meta>

Right:

    <meta property="dcterms:rights" refines="#page">Free</meta>
"##,
    epubcheck: &["RSC-017"],
};

const CIRCULAR_REFINES: Rule = Rule {
    name: "circular-refines",
    severity: Severity::Error,
    summary: "a property tells more of itself, by way of others",
    explanation: r##"
What a chain of `refines` tells more of must stand at its end.

Wrong: `<meta id="a" refines="#b" …>` and `<meta id="b" refines="#a" …>`.

Right: `<meta id="a" refines="#title" …>` and `<meta id="b" refines="#a" …>`.
"##,
    epubcheck: &["OPF-065"],
};

fn look(_: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let (Some(tree), Version::Three) = (rendition.entry.document(), rendition.version) else { return };
    let all = || tree.root().descendants().filter(|node| node.is_element());
    let ids: HashMap<&str, NodeRef<'_>> =
        all().filter_map(|node| Some((node.attribute("id")?.trim_ascii(), node))).collect();
    for node in all().filter(|node| node.local_in(ns::OPF) == Some("meta")) {
        meta(node, diagnostics);
    }
    for node in all().filter(|node| !node.ancestors().any(is_collection)) {
        if let Some(refines) = node.attribute("refines") {
            refined(rendition, node, refines.trim_ascii(), &ids, diagnostics);
        }
    }
    if let Some(circle) = all().find(|node| goes_round(*node, &ids)) {
        let finding = Diagnostic::new(&CIRCULAR_REFINES, "this property tells more of itself");
        diagnostics.push(finding.at(attribute(circle, "refines")).help("let one of the chain refine something else"));
    }
}

fn is_collection(node: NodeRef<'_>) -> bool {
    node.local_in(ns::OPF) == Some("collection")
}

fn meta(node: NodeRef<'_>, diagnostics: &mut Diagnostics) {
    match (node.attribute("property"), node.attribute("name"), node.attribute("content")) {
        (Some(_), None, None) => {
            if node.text_content().trim_ascii().is_empty() {
                let finding = Diagnostic::new(&EMPTY_META, "this property has no value").at(tag(node));
                diagnostics.push(finding.help("write the value between the tags, or take the element out"));
            }
        }
        (None, Some(_), Some(_)) => {}
        _ => {
            let finding = Diagnostic::new(&META_WITHOUT_PROPERTY, "`meta` has neither a property nor name and content");
            diagnostics.push(finding.at(tag(node)).help("add `property`, or both `name` and `content`"));
        }
    }
}

fn refined(
    rendition: &Rendition<'_>,
    node: NodeRef<'_>,
    refines: &str,
    ids: &HashMap<&str, NodeRef<'_>>,
    diagnostics: &mut Diagnostics,
) {
    let place = attribute(node, "refines");
    if let Some(id) = refines.strip_prefix('#') {
        if !ids.contains_key(id) {
            let finding = Diagnostic::new(&UNKNOWN_REFINED, format!("nothing here has the id `{id}`")).at(place);
            diagnostics.push(finding.help("write `#` and the id of what the property tells more of"));
        }
        return;
    }
    let Target::Inside { path, fragment, .. } = resolve(&Base::Inside(rendition.entry.path.clone()), refines) else {
        let finding = Diagnostic::new(&UNKNOWN_REFINED, format!("`{refines}` is no relative address")).at(place);
        diagnostics.push(finding.help("write `#` and the id of what the property tells more of"));
        return;
    };
    if fragment.is_none()
        && let Some(id) = rendition.item_listing(&path).and_then(|listed| listed.item.id.as_ref())
    {
        let finding = Diagnostic::new(&REFINED_BY_PATH, format!("`{refines}` is a path")).at(place);
        let change = mend::set(rendition.entry, node, "refines", &format!("#{id}"));
        diagnostics.push(finding.help(format!("write `#{id}`")).fix(Fix::new(format!("write `#{id}`"), [change])));
    }
}

fn goes_round(node: NodeRef<'_>, ids: &HashMap<&str, NodeRef<'_>>) -> bool {
    let above =
        |node: &NodeRef<'_>| node.attribute("refines")?.trim_ascii().strip_prefix('#').and_then(|id| ids.get(id));
    let mut seen = HashSet::new();
    let mut at = node;
    while seen.insert(at.id()) && seen.len() < LONGEST_CHAIN {
        match above(&at) {
            Some(next) => at = *next,
            None => return false,
        }
    }
    at.id() == node.id() && seen.len() < LONGEST_CHAIN
}

/// More properties than ever refine one another.
const LONGEST_CHAIN: usize = 64;
