//! What stands in an article and is none of it: menus, buttons, counters, forms, what else there is to read.
//!
//! A box is clutter by its element, its role, or a word of its class or id. A paragraph never is by its marks alone:
//! it must be links for the most part, or say one of a few phrases; so short lines of a dialogue stay.
//! All that leaves is listed, and what reads like a paragraph is counted: see [`Pruned::omitted`].

use super::marks::{is_marked, kind};
use super::select::matches;
use super::sites::Site;
use super::weight::{Weight, Weights};
use crate::import::Removed;
use crate::import::clean::is_block;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::{BTreeMap, HashSet};

/// What left an article.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    pub removed: Vec<Removed>,
    /// What of it reads like paragraphs.
    pub omitted: Vec<String>,
}

/// What the table of sites says is none of the text.
const BY_SITE: &str = "what the site adds to it";

/// What a line says that is no text, whole or up to a colon, in lower case.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "share this", "share this post", "share this article", "share this story", "share on", "like this", "loading",
    "skip to content", "skip to main content", "skip to navigation", "jump to navigation", "back to top",
    "leave a comment", "leave a reply", "post a comment", "add a comment", "read more", "continue reading",
    "related posts", "related articles", "related stories", "you may also like", "you might also like", "more from",
    "recommended for you", "subscribe", "subscribe now", "sign up", "advertisement", "previous chapter",
    "next chapter", "previous post", "next post", "newer post", "older post", "print this", "email this",
    "email this post", "table of contents", "report this", "filed under", "posted in", "posted by", "tagged", "tags",
    "labels", "categories", "blogthis!", "about the author", "share", "edit", "print", "reply", "permalink", "home",
    "comments", "no comments", "thanks for reading", "this entry was posted in", "see also",
];

/// What no story says in a paragraph of its own, in lower case.
#[rustfmt::skip]
const UNMISTAKABLE: &[&str] = &[
    "advertisement", "skip advertisement", "advertisement - continue reading below", "continue reading the main story",
    "story continues below advertisement", "article continues after advertisement", "article continues below advertisement",
    "article continues after sponsored message", "sponsored content", "scroll to continue with content",
    "click here to subscribe", "sign up for our newsletter", "share this article", "share this post", "share this story",
];

/// Removes what is clutter from an article.
pub(super) fn prune(tree: &mut Tree, roots: &[NodeId], site: &Site, weights: &Weights) -> Pruned {
    let mut gone: BTreeMap<&'static str, Vec<NodeId>> = BTreeMap::new();
    for root in roots {
        let top = tree.get(*root);
        let most = weights.get(top).prose / 2.0;
        let mut next = top.first_child();
        while let Some(node) = next {
            let found = clutter(node, site).or_else(|| list_of_links(node, weights.get(node)));
            match found.filter(|_| weights.get(node).plain < most.max(40.0)) {
                Some(kind) => {
                    gone.entry(kind).or_default().push(node.id());
                    next = node.following_beyond(*root);
                }
                None => next = node.following_within(*root),
            }
        }
        let known: Vec<NodeId> = gone.values().flatten().copied().collect();
        gone.entry("links and labels at its ends").or_default().extend(edges(tree.get(*root), &known));
    }
    let all: HashSet<NodeId> = gone.values().flatten().copied().collect();
    let last = roots.last().and_then(|root| last_words(tree.get(*root), &all));
    let mut pruned = Pruned::default();
    for (kind, nodes) in gone {
        let mut text: Vec<String> = Vec::new();
        for id in nodes {
            let node = tree.get(id);
            text.extend(shown(node));
            // What a known site adds is known, and no text; nor is a box that leads to something else.
            let is_behind = last.is_some_and(|last| last < id) && has_link(node);
            if kind != BY_SITE && !is_behind && !leads_away(node, weights.get(node)) {
                pruned.omitted.extend(paragraphs(node));
            }
            tree.detach(id);
        }
        pruned.removed.push(Removed { what: format!("inside the article: {kind}"), text: text.join("\n") });
    }
    pruned.removed.retain(|removed| !removed.text.is_empty());
    pruned
}

/// Returns the last words of an article that stay.
fn last_words(root: NodeRef<'_>, gone: &HashSet<NodeId>) -> Option<NodeId> {
    let texts = root.descendants().filter(|node| node.is_text() && !node.text().trim().is_empty());
    let kept = texts.filter(|text| !text.ancestors().any(|above| gone.contains(&above.id())));
    kept.last().map(NodeRef::id)
}

/// Tells whether a box has a form, or has links for a good part of it: text has neither.
fn leads_away(node: NodeRef<'_>, weight: Weight) -> bool {
    weight.link_share() > 0.3
        || node.descendants().any(|inner| matches!(inner.html(), Some("form" | "button" | "input")))
}

/// Says of a box that it holds links to other pages, and hardly anything else.
fn list_of_links(node: NodeRef<'_>, weight: Weight) -> Option<&'static str> {
    const FEW: f32 = 40.0;
    let is_box = matches!(node.html(), Some("div" | "section" | "center" | "table" | "header"));
    let is_list =
        is_box && weight.linked > FEW && weight.link_share() > 0.7 && weight.prose < FEW && !holds_picture(node);
    (is_list && !holds_article(node) && is_mostly_links(node)).then_some("links to other pages")
}

/// Returns the lines that a reader sees of an element.
pub(super) fn shown(node: NodeRef<'_>) -> Vec<String> {
    let mut text = String::new();
    let mut next = Some(node);
    while let Some(node_here) = next {
        if node_here.is_text() {
            // Words of two elements are two, though nothing but a border may part them on the page.
            let first = node_here.text().chars().next();
            if text.ends_with(char::is_alphanumeric) && first.is_some_and(char::is_alphanumeric) {
                text.push(' ');
            }
            text.extend(node_here.text().chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }));
        } else if node_here.is_html("br") || is_block(node_here) {
            text.push('\n');
        }
        next = node_here.following_within(node.id());
        let leaves_block = node_here.first_child().is_none()
            && next.is_some_and(|next| next.parent().map(NodeRef::id) != node_here.parent().map(NodeRef::id));
        if leaves_block && node_here.ancestors().take_while(|above| above.id() != node.id()).any(is_block) {
            text.push('\n');
        }
    }
    let lines = text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Says what an element in an article is that is none of the text.
fn clutter(node: NodeRef<'_>, site: &Site) -> Option<&'static str> {
    if !node.is_element() {
        return None;
    }
    if site.clutter.iter().any(|selector| matches(node, selector)) {
        return Some(BY_SITE);
    }
    let is_paragraph =
        matches!(node.html(), Some("p" | "blockquote" | "li" | "span" | "h2" | "h3" | "h4" | "dd" | "dt"));
    let is_line = is_paragraph || node.is_html("div") && !node.elements().any(is_block);
    if is_line && UNMISTAKABLE.contains(&&*line(node)) {
        return Some("labels of the site");
    }
    if is_paragraph {
        let is_heading = matches!(node.html(), Some("h2" | "h3" | "h4"));
        let is_said = if is_heading {
            is_phrase(node) && !is_single_word(node)
        } else {
            is_marked(node) && is_mostly_links(node)
        };
        return (is_said && !holds_picture(node)).then_some("links and labels");
    }
    kind(node).filter(|_| !holds_article(node))
}

fn is_single_word(node: NodeRef<'_>) -> bool {
    node.text_content().split_whitespace().count() < 2
}

fn holds_picture(node: NodeRef<'_>) -> bool {
    node.descendants().any(|inner| inner.is_html("img"))
}

/// Tells whether the whole of an article stands in a box that seems to be clutter.
fn holds_article(node: NodeRef<'_>) -> bool {
    node.descendants().any(|inner| matches!(inner.html(), Some("h1" | "main")) || inner.is_html("article"))
}

/// Returns the blocks at the beginning and the end of an article that are links or labels.
fn edges(root: NodeRef<'_>, gone: &[NodeId]) -> Vec<NodeId> {
    let is_gone =
        |node: &NodeRef<'_>| gone.contains(&node.id()) || node.ancestors().any(|above| gone.contains(&above.id()));
    let blocks: Vec<NodeRef<'_>> = root
        .descendants()
        .filter(|node| is_block(*node) && !node.elements().any(is_block) && !is_gone(node))
        .filter(|node| node.descendants().any(|inner| inner.is_text() && !inner.text().trim().is_empty()))
        .collect();
    let is_edge = |node: &&NodeRef<'_>| {
        let node = **node;
        let is_heading = is_heading(node);
        !is_heading && is_mostly_links(node) && !is_sentence(node) && !holds_picture(node)
            || is_phrase(node) && (is_heading || has_link(node))
    };
    let first: Vec<NodeId> = blocks.iter().take_while(is_edge).map(|node| node.id()).collect();
    let mut last: Vec<NodeId> = blocks.iter().rev().take_while(is_edge).map(|node| node.id()).collect();
    // What headed links heads nothing without them.
    let heading = blocks.len().checked_sub(last.len() + 1).map(|at| blocks[at]);
    last.extend(heading.filter(|node| !last.is_empty() && is_heading(*node) && !ends_text(*node)).map(NodeRef::id));
    // Ends that are most of a text are no ends of it.
    let letters = |node: NodeRef<'_>| node.text_content().chars().filter(|letter| letter.is_alphanumeric()).count();
    let all: usize = blocks.iter().map(|block| letters(*block)).sum();
    let ends: HashSet<NodeId> = first.into_iter().chain(last).collect();
    let gone: usize = blocks.iter().filter(|block| ends.contains(&block.id())).map(|block| letters(*block)).sum();
    if gone * 2 > all {
        return Vec::new();
    }
    blocks.iter().map(|block| block.id()).filter(|id| ends.contains(id)).collect()
}

fn is_heading(node: NodeRef<'_>) -> bool {
    matches!(node.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Tells whether words say that a text ends.
fn ends_text(node: NodeRef<'_>) -> bool {
    let text = node.text_content().to_lowercase();
    text.split(|letter: char| !letter.is_alphabetic())
        .any(|word| matches!(word, "end" | "ende" | "fin" | "fine" | "finis"))
}

/// Takes links and labels from the beginning and the end of a text that is clean; returns what they said.
pub(super) fn trim(tree: &mut Tree) -> Vec<String> {
    let gone = edges(tree.root(), &[]);
    let said = gone.iter().flat_map(|id| shown(tree.get(*id))).collect();
    for id in gone {
        tree.detach(id);
    }
    said
}

/// Tells whether a block ends as a sentence of a text does: what leads to another page is no sentence, or one of the
/// known phrases.
fn is_sentence(node: NodeRef<'_>) -> bool {
    let text = node.text_content();
    let text = text.trim();
    let is_ended = text.trim_end_matches(['”', '"', '’', '»', '“']).ends_with(['.', '!', '?', '…']);
    is_ended && text.contains(' ') && !is_phrase(node)
}

fn has_link(node: NodeRef<'_>) -> bool {
    node.descendants().any(|inner| inner.is_html("a") && inner.attribute("href").is_some())
}

/// Tells whether most letters of a block are those of links that lead to other pages.
fn is_mostly_links(node: NodeRef<'_>) -> bool {
    let (mut plain, mut linked) = (0, 0);
    for text in node.descendants().filter(|inner| inner.is_text()) {
        let letters = text.text().chars().filter(|letter| letter.is_alphanumeric()).count();
        let link = text.ancestors().find(|above| matches!(above.html(), Some("a" | "button")));
        // What leads nowhere, or to another place of the page, are words like others.
        let leads =
            |link: NodeRef<'_>| link.is_html("button") || link.attribute("href").is_some_and(|to| !to.starts_with('#'));
        if link.is_some_and(leads) { linked += letters } else { plain += letters }
    }
    linked > 0 && linked * 5 > (plain + linked) * 3
}

/// Returns what a block says in one line, in lower case, without signs at its ends.
fn line(node: NodeRef<'_>) -> String {
    const LONG: usize = 200;
    let text = node.text_content();
    if text.len() > LONG {
        return String::new();
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    line.trim_matches(|letter: char| !letter.is_alphanumeric() && !"!“”\"'‘’«»„".contains(letter)).to_owned()
}

/// Tells whether a block says one of the phrases, alone or with more behind it that is a link.
fn is_phrase(node: NodeRef<'_>) -> bool {
    let line = line(node);
    PHRASES.iter().any(|phrase| {
        line == *phrase
            || line
                .strip_prefix(phrase)
                .is_some_and(|rest| rest.starts_with([':', ' ']) && rest.len() < 80 && has_link(node))
    })
}

/// Returns what reads like paragraphs in an element: sentences, and no links, labels or forms.
pub(super) fn paragraphs(node: NodeRef<'_>) -> Vec<String> {
    let is_prose = |block: &NodeRef<'_>| {
        let inside = std::iter::once(*block).chain(block.ancestors());
        let is_form = inside.take_while(|above| above.parent().is_some()).any(|above| {
            matches!(
                above.html(),
                Some("form" | "button" | "select" | "label" | "nav" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
            )
        });
        !is_form && !block.elements().any(is_block) && !is_mostly_links(*block) && !is_phrase(*block)
    };
    let blocks = std::iter::once(node).chain(node.descendants()).filter(|inner| inner.is_element());
    let texts = blocks.filter(|block| is_block(*block)).filter(is_prose).map(|block| shown(block).join(" "));
    texts.filter(|text| text.split_whitespace().count() > 3 || text.ends_with(['.', '!', '?', '”', '"'])).collect()
}
