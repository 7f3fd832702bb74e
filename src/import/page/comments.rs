//! What readers of a page said below it. It leaves the page before the text is looked for: there may be more of it.

use super::clutter::shown;
use super::marks::says;
use super::select::Index;
use super::weight::Weights;
use crate::import::clean::{self, is_block};
use crate::slug::key;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// What readers said.
#[derive(Debug)]
pub(super) struct Comments {
    /// As it is shown, line by line.
    pub text: String,
    /// How many there are, as far as can be told.
    pub count: usize,
    tree: Tree,
}

/// Where sites put them.
const MARKS: &[&str] = &[
    "#comments",
    "#comment-section",
    "#commentlist",
    "#comment-list",
    "#disqus_thread",
    "#feedback",
    "#reviews",
    "#responses",
    "#b-tree",
    "#ljcmts",
    ".comments",
    ".comments-area",
    ".comments-section",
    ".comment-list",
    ".commentlist",
    ".comment-thread",
    ".comments-page",
    ".post-comments",
    ".b-tree",
    ".responses",
    "section[class*=comment]",
    "div[class*=comments]",
    "[itemprop=comment]",
    "[data-testid=comments]",
];

/// What marks one of them.
const ONE: &[&str] = &["comment", "comment-body", "review", "b-tree-twig", "comment-block", "comment-thread-item"];

/// Takes the comments out of a page.
pub(super) fn take(tree: &mut Tree) -> Option<Comments> {
    let sections = sections(tree);
    if sections.is_empty() {
        return None;
    }
    let mut part = tree.for_part();
    let document = part.document();
    let mut text: Vec<String> = Vec::new();
    let mut count = 0;
    for id in sections {
        let section = tree.get(id);
        text.extend(shown(section));
        let of = |one: &&str| section.descendants().filter(|node| node.has_token("class", one)).count();
        count += ONE.iter().map(of).find(|count| *count > 0).unwrap_or_default();
        part.append_copy(document, section);
        tree.detach(id);
    }
    Some(Comments { text: text.join("\n"), count, tree: part })
}

fn sections(tree: &Tree) -> Vec<NodeId> {
    let index = Index::new(tree);
    let weights = Weights::of(tree);
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    for node in index.all(MARKS) {
        let is_inner = found.last().is_some_and(|last| node.ancestors().any(|above| above.id() == last.id()));
        // What only tells how many there are, and leads to them, is no comment.
        let is_some = is_block(node) && weights.get(node).plain >= 20.0 && weights.get(node).link_share() < 0.8;
        if is_some && !is_inner && !holds_text(node) && has_answers(node) {
            found.push(node);
        }
    }
    found.into_iter().map(NodeRef::id).collect()
}

/// Tells whether a box is one of comments by its own name, or by what is in it: a chapter may be called “Responses”.
fn has_answers(node: NodeRef<'_>) -> bool {
    const ANSWERS: &[&str] =
        &["comment", "comments", "commentlist", "disqus", "review", "reply", "respond", "tree", "twig"];
    let is_form = |inner: NodeRef<'_>| matches!(inner.html(), Some("form" | "textarea"));
    let is_titled = node.attribute("id").is_some_and(|id| {
        let first = node.descendants().find(|inner| matches!(inner.html(), Some("h1" | "h2" | "h3" | "h4")));
        first.is_some_and(|first| key(&first.text_content()) == key(id))
    });
    let is_named = !is_titled && says(node, ANSWERS);
    is_named || node.descendants().any(|inner| inner.is_element() && (says(inner, ANSWERS) || is_form(inner)))
}

/// Tells whether the text itself stands in a box that is called after comments.
fn holds_text(node: NodeRef<'_>) -> bool {
    matches!(node.html(), Some("body" | "main" | "html"))
        || node.descendants().any(|inner| match inner.html() {
            Some("h1" | "main") => true,
            // Each comment may be an article, or have one in it.
            Some("article") => {
                let inside = inner.ancestors().take_while(|above| above.id() != node.id());
                !std::iter::once(inner).chain(inside).any(|above| says(above, &["comment", "review"]))
            }
            _ => inner.has_token("class", "entry-content") || inner.attribute("itemprop") == Some("articleBody"),
        })
}

impl Comments {
    /// Puts them behind a text, under a heading of their own.
    ///
    /// Returns what of them is none: forms, and buttons to answer.
    pub(super) fn append_to(mut self, tree: &mut Tree) -> Vec<String> {
        let is_form = |node: &NodeRef<'_>| {
            matches!(node.html(), Some("form" | "button" | "input" | "select" | "textarea" | "nav" | "iframe"))
                || says(*node, &["reply", "respond", "avatar"]) && shown(*node).join(" ").len() < 200
        };
        let mut gone = Vec::new();
        for id in self.tree.root().descendants().filter(is_form).map(NodeRef::id).collect::<Vec<_>>() {
            let node = self.tree.get(id);
            if node.ancestors().last().is_some_and(|top| top.id() == self.tree.document()) {
                gone.extend(shown(node));
                self.tree.detach(id);
            }
        }
        // They are no list of points.
        let lists = self.tree.root().descendants().filter(|node| matches!(node.html(), Some("ol" | "ul" | "li")));
        for id in lists.map(NodeRef::id).collect::<Vec<_>>() {
            self.tree.rename(id, &Name::html("div"));
        }
        clean::clean(&mut self.tree);
        let document = tree.document();
        let has_heading = self
            .tree
            .root()
            .elements()
            .next()
            .is_some_and(|first| matches!(first.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")));
        if !has_heading {
            let heading = tree.append_element(document, &Name::html("h2"), None);
            tree.append_text(heading, "Comments", None);
        }
        for block in self.tree.root().children() {
            tree.append_copy(document, block);
        }
        gone
    }
}
