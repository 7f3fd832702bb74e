//! What old parts of the package name: the guide, and `bindings`. EPUB 3.3, sections 5.6.3 and 5.9; OPF 2.0.1, 2.6.

use crate::check::checks::{Check, Example, Look};
use crate::check::media_types::{is_content_document, is_outdated_document};
use crate::check::mend;
use crate::check::publication::{Publication, Rendition};
use crate::check::resource::{attribute, tag};
use crate::check::resources::address::fault;
use crate::check::resources::has_core_type;
use crate::check::target::{Base, Target, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::package::ns;
use crate::package::opf::GuideReference;
use crate::xml::NodeRef;
use std::collections::{HashMap, HashSet};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&GUIDE_TO_NO_ITEM, &GUIDE_TO_NO_PAGE, &REPEATED_REFERENCE, &BINDINGS],
    section: "5.9",
    example: Example::Package,
    look: Look::Rendition(look),
};

const GUIDE_TO_NO_ITEM: Rule = Rule {
    name: "guide-to-no-item",
    severity: Severity::Error,
    summary: "the guide leads to a file that the manifest does not list",
    explanation: r#"
Readers of EPUB 2 go by the guide to the cover and to the beginning of the text.

Wrong:

    <guide><reference type="text" title="Begin" href="begin.xhtml"/></guide>

Right:

    <guide><reference type="text" title="Begin" href="page.xhtml"/></guide>
"#,
    epubcheck: &["OPF-031", "RSC-006", "RSC-007", "RSC-008"],
};

const GUIDE_TO_NO_PAGE: Rule = Rule {
    name: "guide-to-no-page",
    severity: Severity::Error,
    summary: "the guide leads to a file that is no page",
    explanation: r#"
What the guide leads to is opened.

Wrong:

    <guide><reference type="cover" title="Cover" href="images/map.png"/></guide>

Right:

    <guide><reference type="cover" title="Cover" href="page.xhtml"/></guide>
"#,
    epubcheck: &["OPF-032"],
};

const REPEATED_REFERENCE: Rule = Rule {
    name: "repeated-reference",
    severity: Severity::Warning,
    summary: "the guide names one place twice as the same thing",
    explanation: r#"
Readers would list it twice.

Wrong:

    <guide>
      <reference type="text" title="Begin" href="page.xhtml"/>
      <reference type="text" title="Start" href="page.xhtml"/>
    </guide>

Right:

    <guide><reference type="text" title="Begin" href="page.xhtml"/></guide>
"#,
    epubcheck: &["RSC-017"],
};

const BINDINGS: Rule = Rule {
    name: "deprecated-bindings",
    severity: Severity::Warning,
    summary: "`bindings` is deprecated",
    explanation: r#"
It gave scripts that would show what a reader could not, and hardly a reader used them.

Wrong:

    <bindings><mediaType handler="page" media-type="application/x-demo"/></bindings>

Right, without it.
"#,
    epubcheck: &["RSC-017"],
};

fn look(publication: &Publication<'_>, rendition: &Rendition<'_>, diagnostics: &mut Diagnostics) {
    let base = Base::Inside(rendition.entry.path.clone());
    let key = |reference: &GuideReference| {
        let lower = |text: &Option<String>| text.as_deref().unwrap_or_default().to_lowercase();
        (lower(&reference.kind), lower(&reference.href))
    };
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    for reference in &rendition.document.guide {
        *counts.entry(key(reference)).or_default() += 1;
    }
    let mut first = HashSet::new();
    for reference in &rendition.document.guide {
        let (Some(node), Some(href)) = (rendition.node(reference.node), reference.href.as_deref()) else { continue };
        let place = attribute(node, "href");
        if counts[&key(reference)] > 1 {
            let finding = Diagnostic::new(&REPEATED_REFERENCE, format!("`{href}` stands here twice")).at(place);
            let fix = Fix::new("take it out", [mend::remove(rendition.entry, node)]);
            let is_later = !first.insert(key(reference));
            diagnostics.push(finding.help("keep one of them").fix(fix.filter(|_| is_later)));
        }
        let target = resolve(&base, href);
        if matches!(target, Target::Inside { .. }) {
            diagnostics.extend(fault(href, &target, true).map(|finding| finding.at(place)));
        }
        let listed = match &target {
            Target::Inside { path, .. } => rendition.item_listing(path),
            _ => None,
        };
        let Some(listed) = listed else {
            let finding = Diagnostic::new(&GUIDE_TO_NO_ITEM, format!("the manifest does not list `{href}`")).at(place);
            let is_last = rendition.document.guide.len() == 1;
            let out = if is_last { node.parent() } else { Some(node) };
            let fix = Fix::new("take it out of the guide", [out.and_then(|out| mend::remove(rendition.entry, out))]);
            let finding = finding.help("correct the path, or take the reference out").fix(fix);
            diagnostics.extend(finding.under_two_ids(match target {
                Target::Inside { path, .. } if publication.is_rootfile(&path) => "RSC-032",
                Target::Inside { path, .. } if publication.files.contains_key(path.as_str()) => "RSC-008",
                Target::Remote { .. } => "RSC-006",
                _ => "RSC-007",
            }));
            continue;
        };
        let media_type = listed.media_type();
        if !is_content_document(media_type, rendition.version) && !is_outdated_document(media_type) {
            let finding =
                Diagnostic::new(&GUIDE_TO_NO_PAGE, format!("`{href}` is of the type `{media_type}`")).at(place);
            let finding = finding.help("lead to a page");
            if has_core_type(rendition, listed) {
                diagnostics.push(finding);
            } else {
                diagnostics.extend(finding.under_two_ids("RSC-032"));
            }
        }
    }
    let package = rendition.node(rendition.document.node);
    let mut children = package.into_iter().flat_map(NodeRef::elements);
    if let Some(bindings) = children.find(|node| node.local_in(ns::OPF) == Some("bindings")) {
        let finding = Diagnostic::new(&BINDINGS, "`bindings` is deprecated").at(tag(bindings));
        diagnostics.push(finding.help("take it out, and give what it was for a fallback"));
    }
}
