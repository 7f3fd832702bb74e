//! What the head of a page says: its title and its encoding. HTML 4.2; EPUB 3.3, section 6.1.2.

use crate::check::checks::{Check, Example, Look};
use crate::check::mend;
use crate::check::resource::{Resource, attribute, tag};
use crate::diagnostic::{Diagnostic, Fix, Rule, Severity};
use crate::xml::{NodeRef, escape_text, ns};

pub(in crate::check) const CHECK: Check = Check {
    rules: &[&MISSING_PAGE_TITLE, &EMPTY_PAGE_TITLE, &WRONG_ENCODING_DECLARATION, &SIZES_WITHOUT_ICON],
    section: "6.1.2",
    example: Example::Page,
    look: Look::Element(ns::XHTML, &["head", "title", "meta", "link"], look),
};

const MISSING_PAGE_TITLE: Rule = Rule {
    name: "missing-page-title",
    severity: Severity::Warning,
    summary: "a page has no title",
    explanation: r#"
Assistive technology says the title when a page is opened.

Wrong:

    <html xmlns="http://www.w3.org/1999/xhtml"><head/><body><p>Text.</p></body></html>

Right:

    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head><body><p>Text.</p></body></html>
"#,
    epubcheck: &["RSC-017"],
};

const EMPTY_PAGE_TITLE: Rule = Rule {
    name: "empty-page-title",
    severity: Severity::Error,
    summary: "the title of a page is empty",
    explanation: r#"
Assistive technology says the title when a page is opened; an empty one is worse than none.

Wrong:

    <html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>Text.</p></body></html>

Right:

    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head><body><p>Text.</p></body></html>
"#,
    epubcheck: &["RSC-005"],
};

const WRONG_ENCODING_DECLARATION: Rule = Rule {
    name: "wrong-encoding-declaration",
    severity: Severity::Error,
    summary: "a page says twice which encoding it has, or says another than UTF-8",
    explanation: r#"
A page of a book is in UTF-8, and a `meta` that says so is needed once at most.

Wrong:

    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title><meta charset="utf-8"/>
    <meta charset="utf-8"/></head><body><p>Text.</p></body></html>

Right:

    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title><meta charset="utf-8"/>
    </head><body><p>Text.</p></body></html>
"#,
    epubcheck: &["RSC-005"],
};

const SIZES_WITHOUT_ICON: Rule = Rule {
    name: "sizes-without-icon",
    severity: Severity::Error,
    summary: "a link that is no icon says of which sizes the icon is",
    explanation: r#"
`sizes` goes with `rel="icon"` only.

Wrong:

    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title>
    <link rel="next" href="nav.xhtml" sizes="16x16"/></head><body><p>Text.</p></body></html>

Right:

    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title>
    <link rel="next" href="nav.xhtml"/></head><body><p>Text.</p></body></html>
"#,
    epubcheck: &["RSC-005"],
};

fn look<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    if !super::html::is_page(resource) {
        return;
    }
    match node.html() {
        Some("head") if !node.elements().any(|child| child.is_html("title")) => {
            let finding = Diagnostic::new(&MISSING_PAGE_TITLE, "the page has no title").at(tag(node));
            let fix = title_of(node, resource).and_then(|title| {
                let mut markup = "<title>".to_owned();
                escape_text(&title, &mut markup);
                markup.push_str("</title>");
                Fix::new(format!("add the title “{title}”"), [mend::first(resource.entry, node, markup)])
            });
            resource.report(finding.help("add a `title` to the `head`").fix(fix));
        }
        Some("title") if node.text_content().trim_ascii().is_empty() => {
            let finding = Diagnostic::new(&EMPTY_PAGE_TITLE, "the title of the page is empty").at(tag(node));
            let fix = title_of(node, resource).and_then(|title| {
                Fix::new(format!("write the title “{title}”"), [mend::retext(resource.entry, node, &title)])
            });
            resource.report(finding.help("say in a few words what the page is").fix(fix));
        }
        Some("link") if node.attribute("sizes").is_some() && !is_icon(node) => {
            let finding = Diagnostic::new(&SIZES_WITHOUT_ICON, "`sizes` stands on a link that is no icon");
            let fix = Fix::new("take `sizes` out", [mend::unset(resource.entry, node, "sizes")]);
            resource.report(finding.at(attribute(node, "sizes")).help("take it out").fix(fix));
        }
        Some("meta") => encoding(node, resource),
        _ => {}
    }
}

/// Returns what the page with this node is called: by its first heading, else as the book is.
fn title_of(node: NodeRef<'_>, resource: &Resource<'_, '_>) -> Option<String> {
    let page = node.ancestors().last()?;
    let mut headings =
        page.descendants().filter(|node| matches!(node.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let heading = headings.find_map(|heading| Some(words(&heading.text_content())).filter(|text| !text.is_empty()));
    let book = || resource.rendition.document.dc("title").next().map(|datum| words(&datum.value));
    heading.or_else(book).filter(|title| !title.is_empty())
}

fn is_icon(link: NodeRef<'_>) -> bool {
    let rel = link.attribute("rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("icon"))
}

fn encoding<'a>(node: NodeRef<'a>, resource: &mut Resource<'_, 'a>) {
    let report = |message: &str, resource: &mut Resource<'_, '_>| {
        let finding = Diagnostic::new(&WRONG_ENCODING_DECLARATION, message).at(tag(node));
        let fix = Fix::new("take this `meta` out", [mend::remove(resource.entry, node)]);
        resource.report(finding.help("say `<meta charset=\"utf-8\"/>`, once, or nothing").fix(fix));
    };
    if node.attribute("charset").is_some() {
        let seen = std::mem::replace(&mut resource.survey.content.has_charset, true);
        if seen {
            report("another `meta` has named the encoding already", resource);
        }
    }
    let is_content_type =
        node.attribute("http-equiv").is_some_and(|name| name.trim_ascii().eq_ignore_ascii_case("content-type"));
    if !is_content_type {
        return;
    }
    let content = node.attribute("content").unwrap_or_default().trim_ascii();
    let (kind, charset) = content.split_once(';').unwrap_or((content, ""));
    if !kind.eq_ignore_ascii_case("text/html") || !charset.trim_start().eq_ignore_ascii_case("charset=utf-8") {
        report("`http-equiv=\"content-type\"` says something else than `text/html; charset=utf-8`", resource);
    }
    let others = node.parent().into_iter().flat_map(NodeRef::elements);
    if others.into_iter().any(|other| other.is_html("meta") && other.attribute("charset").is_some()) {
        report("the page names its encoding by `http-equiv` and by `charset`", resource);
    }
}
