//! What attributes mean whatever element they stand on: ids and what refers to them, languages, speech, names that
//! authors make up. EPUB 3.3, sections 6.1.3 and 3.9.
//!
//! One look at each attribute of each element of a page or drawing; the files beside this one judge.

use super::known::Kind;
use super::{custom, html, ids, language, placement, references, speech};
use crate::check::checks::{Check, Example, Look};
use crate::check::resource::Resource;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::vocabulary::OPS;
use crate::xml::{Attribute, NodeRef, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[
        &custom::WRONG_DATA_NAME,
        &custom::RESERVED_NAMESPACE,
        &ids::REPEATED_PAGE_ID,
        &language::LANGUAGES_DIFFER,
        &speech::EMPTY_PRONUNCIATION,
        &speech::NESTED_PRONUNCIATION,
        &ODD_EPUB_PREFIX,
    ],
    section: "6.1.3",
    example: Example::Body,
    look: Look::Element("", &[], look),
};

const ODD_EPUB_PREFIX: Rule = Rule {
    name: "odd-epub-prefix",
    severity: Severity::Usage,
    summary: "the prefix `epub` stands for another namespace than that of EPUB",
    explanation: r#"
Readers know `epub:type` by its namespace, `http://www.idpf.org/2007/ops`, and not by its prefix.

Wrong:

    <p xmlns:epub="http://example.org/ops">Text.</p>

Right:

    <p xmlns:epub="http://www.idpf.org/2007/ops">Text.</p>
"#,
    epubcheck: &["HTM-010"],
};

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if resource.survey.content.reach(node) {
        root(node, resource);
    }
    let mut attributes = node.attributes().peekable();
    if attributes.peek().is_none() || !html::is_modern(resource) {
        return;
    }
    let is_page = html::is_page(resource);
    for attribute in attributes {
        match (&*attribute.name.namespace, &*attribute.name.local) {
            (ns::NONE, "id") => ids::look(node, attribute, resource),
            (ns::NONE, local) if local.starts_with("data-") => custom::data(node, attribute, resource),
            (ns::NONE, _) if is_page => plain(node, attribute, resource),
            (ns::NONE, _) => {}
            _ if is_page => namespaced(node, attribute, resource),
            _ => {}
        }
    }
}

/// Looks at the outermost element: a page is `html`, a drawing is `svg`.
fn root<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let fits = match html::kind(resource) {
        Kind::Page => node.is_html("html"),
        Kind::Drawing => node.local_in(ns::SVG) == Some("svg"),
        Kind::Other => true,
    };
    if !fits {
        placement::report_child(node, resource);
    }
}

fn plain<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, resource: &mut Resource<'_, 'a>) {
    let local = &*attribute.name.local;
    match local {
        "class" | "href" | "src" => {}
        "lang" => language::look(node, attribute, resource),
        "for" | "form" | "headers" | "list" => references::gather(node, attribute, local, resource),
        _ if local.starts_with("aria-") => references::gather(node, attribute, local, resource),
        _ => {}
    }
}

fn namespaced<'a>(node: NodeRef<'a>, attribute: Attribute<'a>, resource: &mut Resource<'_, 'a>) {
    match (&*attribute.name.namespace, &*attribute.name.local) {
        (ns::XMLNS, "epub") if attribute.value != OPS => {
            let message = format!("the prefix `epub` stands for `{}`", attribute.value);
            let finding = Diagnostic::new(&ODD_EPUB_PREFIX, message).at(crate::check::resource::tag(node));
            resource.report(finding.help(format!("bind `epub` to `{OPS}`, and use another prefix for other things")));
        }
        (super::attributes::SSML, "ph") => speech::look(node, attribute, resource),
        (ns::XMLNS, _) => {}
        _ => custom::namespaced(node, attribute, resource),
    }
}
