//! The words that a browser would show of a tree: what property tests compare between an input and a book.
//!
//! It knows HTML's own defaults; style sheets are not looked at.

use bindery::xml::{NodeRef, ns};

/// Returns the visible words below a node in order. Attributes, such as alternative texts, give none.
pub(crate) fn visible_words(top: NodeRef<'_>) -> Vec<String> {
    words(top, is_hidden, separates)
}

/// Returns them without the readings of ruby, which engines set in places of their own.
pub(crate) fn words_without_readings(top: NodeRef<'_>) -> Vec<String> {
    words(top, |node| is_hidden(node) || node.is_html("rt"), separates)
}

/// Returns these as a page laid out has them: every sign of a formula is a word, since others are set between them where
/// MathML is not drawn, and a drawing is painted and has none.
pub(crate) fn words_on_a_page(top: NodeRef<'_>) -> Vec<String> {
    let is_sign = |node: NodeRef<'_>| node.local_in(ns::MATHML).is_some();
    let is_painted = |node: NodeRef<'_>| node.local_in(ns::SVG) == Some("svg");
    words(
        top,
        |node| is_hidden(node) || node.is_html("rt") || is_painted(node),
        |node| separates(node) || is_sign(node),
    )
}

fn words(
    top: NodeRef<'_>,
    is_hidden: impl Fn(NodeRef<'_>) -> bool,
    separates: impl Fn(NodeRef<'_>) -> bool,
) -> Vec<String> {
    let mut text = String::new();
    let mut node = top.first_child();
    while let Some(here) = node {
        if here.is_text() {
            text.push_str(here.text());
        }
        if separates(here) {
            text.push(' ');
        }
        let below = here.first_child().filter(|_| !is_hidden(here));
        node = below.or_else(|| leave(here, top, &mut text, &separates));
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// Goes to what follows a node, ending words where the elements do that it leaves.
fn leave<'a>(
    mut node: NodeRef<'a>,
    top: NodeRef<'a>,
    text: &mut String,
    separates: impl Fn(NodeRef<'_>) -> bool,
) -> Option<NodeRef<'a>> {
    loop {
        if separates(node) {
            text.push(' ');
        }
        if let Some(next) = node.next() {
            return Some(next);
        }
        node = node.parent().filter(|parent| parent.id() != top.id())?;
    }
}

/// Tells whether a browser shows nothing of what is in an element, or a part that depends on the reader.
fn is_hidden(node: NodeRef<'_>) -> bool {
    const HIDDEN: &[&str] = &[
        "audio", "canvas", "datalist", "head", "iframe", "noembed", "noframes", "rp", "script", "select", "style",
        "template", "title", "video",
    ];
    let is_unseen =
        node.html().is_some_and(|name| HIDDEN.contains(&name) || name == "dialog" && node.attribute("open").is_none());
    let is_unseen_svg =
        node.local_in(ns::SVG).is_some_and(|name| matches!(name, "title" | "desc" | "metadata" | "script" | "style"));
    let is_annotation = node.local_in(ns::MATHML).is_some_and(|name| name.starts_with("annotation"));
    let is_styled_away = node.attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    let says_hidden = node.html().is_some() && (node.attribute("hidden").is_some() || is_styled_away);
    is_unseen || is_unseen_svg || is_annotation || says_hidden
}

/// Tells whether an element parts the words before, in and after it. Unknown elements are inline.
fn separates(node: NodeRef<'_>) -> bool {
    const PARTING: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "img",
        "input",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "xmp",
    ];
    node.html().is_some_and(|name| PARTING.contains(&name)) || node.local_in(ns::SVG).is_some()
}
