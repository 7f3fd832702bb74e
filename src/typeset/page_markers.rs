//! Marks of the pages of a printed edition: `<span epub:type="pagebreak">`, `[p. 12]{.page}`, `<a id="page_12">`,
//! `<span class="pagenum">[Pg 12]</span>`. All become the one form that reading systems know.
//!
//! The number leaves the text, where it would stand in the middle of a sentence, and stays as the label of the mark;
//! the list of pages is made from these labels. A list must name its edition (EPUB Accessibility 1.1, section 2.4), so
//! that the marks of one that the manifest does not name stay as places to link to, and no more.

use super::classes::set_epub_type;
use super::{Context, classes, label};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::Piece;
use crate::slug::Unique;
use crate::vocabulary::OPS;
use crate::xml::{Name, NodeId, NodeRef, Tree};

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    if !may_have_pages(&piece.tree) {
        return Diagnostics::new();
    }
    let found: Vec<(NodeId, String)> =
        piece.tree.root().descendants().filter_map(|node| Some((node.id(), page(node)?))).collect();
    let Some((first, _)) = found.first() else { return Diagnostics::new() };
    let first = piece.tree.get(*first).nearest_span();
    let is_named = context.manifest.accessibility.page_source.is_some();
    let mut unique: Unique = piece.tree.values("id").collect();
    let mut count = 0;
    for (node, page) in &found {
        // One inside another is gone with it.
        if piece.tree.get(*node).ancestors().last().is_some_and(|top| top.id() == piece.tree.document()) {
            set(piece, *node, page, is_named, &mut unique);
            count += 1;
        }
    }
    if is_named {
        return Diagnostics::new();
    }
    let pages = if count == 1 {
        "1 page of a printed edition is".into()
    } else {
        format!("{count} pages of a printed edition are")
    };
    let help =
        "say `page-source = \"isbn:…\"` in `[accessibility]`, or the name of the edition, to have a list of pages";
    let message = format!("{pages} marked, and the edition is not named");
    vec![Diagnostic::new(&UNNAMED_PAGE_SOURCE, message).at(first).help(help)]
}

/// Makes a mark of a node: one that reading systems know, where the edition is named, or else a place to link to.
fn set(piece: &mut Piece, node: NodeId, page: &str, is_named: bool, unique: &mut Unique) {
    let tree = &mut piece.tree;
    let marked = tree.get(node);
    let own = [marked].into_iter().chain(marked.descendants()).find_map(|node| node.attribute("id")).map(str::to_owned);
    let names: Vec<Name> = marked.attributes().map(|attribute| attribute.name.clone()).collect();
    for name in names {
        tree.unset_attribute(node, &name);
    }
    while let Some(child) = tree.get(node).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    tree.rename(node, &Name::html("span"));
    tree.set(node, "id", &own.unwrap_or_else(|| unique.fresh(&format!("page-{page}"))));
    if is_named {
        set_epub_type(tree, node, "pagebreak");
        tree.set(node, "role", "doc-pagebreak");
        tree.set(node, "aria-label", page);
    } else {
        tree.set(node, "data-page", page);
    }
}

/// Tells whether any element can be the mark of a page.
fn may_have_pages(tree: &Tree) -> bool {
    tree.may_hold("pagebreak")
        || classes::may_have(tree, CLASSES)
        || tree.values("id").any(|id| number_of_id(id).is_some())
}

/// Returns the number of the page that begins at a node, if it is a mark.
fn page(node: NodeRef<'_>) -> Option<String> {
    let element = node.html().filter(|element| matches!(*element, "span" | "a" | "div" | "hr"))?;
    let mut attributes = node.attributes().peekable();
    attributes.peek()?;
    let is_break = node.attribute_in(OPS, "type").is_some_and(|kinds| kinds.split(' ').any(|kind| kind == "pagebreak"))
        || node.attribute("role") == Some("doc-pagebreak");
    if is_break {
        let said = ["aria-label", "title"].iter().find_map(|name| node.attribute(name)).map(str::to_owned);
        let text = said.unwrap_or_else(|| label::label(node));
        return number(&text).or_else(|| node.attribute("id").and_then(number_of_id));
    }
    let is_numbered =
        || node.attribute("class").is_some_and(|classes| classes.split(' ').any(|class| CLASSES.contains(&class)));
    if element == "span" && is_numbered() {
        let text = label::label(node);
        let id = || node.descendants().chain([node]).find_map(|inner| number_of_id(inner.attribute("id")?));
        return if text.is_empty() { id() } else { number(&text) };
    }
    let is_anchor = matches!(element, "a" | "span") && node.attribute("href").is_none();
    let page = node.attribute("id").filter(|_| is_anchor).and_then(number_of_id)?;
    let text = label::label(node);
    (text.is_empty() || number(&text).as_deref() == Some(&page)).then_some(page)
}

const CLASSES: &[&str] = &["page", "pagenum", "pageno", "page-number", "pagenumber", "pagebreak"];

/// Returns the number in `[Pg 12]`, `p. xii`, `{12}` or `12`; nothing of anything else.
fn number(text: &str) -> Option<String> {
    const WORDS: [&str; 8] = ["page", "pg.", "pg", "pag.", "p.", "p", "seite", "s."];
    let text = text.trim().trim_matches(['[', ']', '{', '}', '(', ')', '|', ' ']);
    let lower = text.to_lowercase();
    let number =
        WORDS.iter().find_map(|word| lower.strip_prefix(word)).map_or(text, |rest| &text[text.len() - rest.len()..]);
    let number = number.trim();
    let is_arabic = number.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = number.bytes().all(|byte| b"ivxlcdm".contains(&byte.to_ascii_lowercase()));
    ((1..=8).contains(&number.len()) && (is_arabic || is_roman)).then(|| number.to_owned())
}

/// Returns the number in an id such as `page_12`, `Page12` or `pg-xii`.
fn number_of_id(id: &str) -> Option<String> {
    let lower = id.to_ascii_lowercase();
    let rest = ["page", "pg"].iter().find_map(|word| lower.strip_prefix(word))?;
    let is_parted = rest.starts_with(['_', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    number(rest.trim_start_matches(['_', '-', '.'])).filter(|_| is_parted)
}

pub(super) const RULES: &[&Rule] = &[&UNNAMED_PAGE_SOURCE];

const UNNAMED_PAGE_SOURCE: Rule = Rule {
    name: "unnamed-page-source",
    severity: Severity::Info,
    summary: "pages of a printed edition are marked, and the manifest does not name the edition",
    explanation: "
A list of pages is of use to those who read along with a printed copy, and they must know which.
Without it the marks are places to link to; their numbers are not shown, since they would interrupt the sentence.

Wrong:

    The ferry was <span epub:type=\"pagebreak\" title=\"12\"></span>late.

Right:

    [accessibility]
    page-source = \"isbn:978-0-306-40615-7\"
",
    epubcheck: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_known_in_their_many_forms() {
        for (text, expected) in [
            ("[Pg 12]", Some("12")),
            ("p. xii", Some("xii")),
            ("{7}", Some("7")),
            ("Page 100", Some("100")),
            ("S. 3", Some("3")),
            ("12", Some("12")),
            ("", None),
            ("pages", None),
            ("[see p. 4 below]", None),
            ("İ12", None),
        ] {
            assert_eq!(number(text).as_deref(), expected, "{text}");
        }
        for (id, expected) in [
            ("page_12", Some("12")),
            ("Page12", Some("12")),
            ("pg-iv", Some("iv")),
            ("pageant", None),
            ("pages", None),
            ("pagelist", None),
            ("p12", None),
        ] {
            assert_eq!(number_of_id(id).as_deref(), expected, "{id}");
        }
    }
}
