//! Where the article is on a page: by the marks of its site, else by where most is written.

use super::marks::{is_marked, is_of_others};
use super::select::Index;
use super::sites::{PROGRAMS, SITES, Site};
use super::weight::Weights;
use crate::xml::{NodeId, NodeRef, Tree};

/// What was found.
#[derive(Debug)]
pub(super) struct Article {
    /// The elements that hold it, in order: one, or as many as there are chapters or posts.
    pub roots: Vec<NodeId>,
    /// Whose marks they were.
    pub site: Site,
    /// Whether the marks say so, and not only what is written.
    pub is_marked: bool,
}

/// Of what is written on a page, the containers of a program hold so much where they hold the text.
const MOST: f32 = 0.5;

/// Boxes beside the one that holds nearly all may hold no more than the rest.
const NEARLY_ALL: f32 = 0.85;

/// Finds the article.
pub(super) fn find(tree: &Tree, index: &Index<'_>, weights: &Weights) -> Article {
    let total = weights.get(tree.root()).prose.max(tree.root().elements().map(|top| weights.get(top).prose).sum());
    let is_of = |site: &&Site| site.marks.is_empty() || site.marks.iter().any(|mark| !index.select(mark).is_empty());
    let known = SITES.iter().filter(is_of).find_map(|site| containers(index, weights, site, 0.0, 1.0));
    let found = known.or_else(|| PROGRAMS.iter().find_map(|site| containers(index, weights, site, MOST, total)));
    found.unwrap_or_else(|| by_weight(tree, weights))
}

/// Returns the containers of a site, where they hold enough of what is written.
fn containers(index: &Index<'_>, weights: &Weights, site: &Site, share: f32, total: f32) -> Option<Article> {
    site.articles.iter().find_map(|selector| {
        let found = outermost(index.select(selector));
        let prose = |node: &NodeRef<'_>| weights.get(*node).prose;
        let heaviest = found.iter().copied().max_by(|one, other| prose(one).total_cmp(&prose(other)))?;
        // Teasers of other texts have the same marks as the text: it outweighs them, where it does.
        let is_main = share > 0.0 && prose(&heaviest) >= share * total;
        let is_root = |node: &NodeRef<'_>| !is_main || node.id() == heaviest.id() || is_post(*node, weights);
        let roots: Vec<NodeRef<'_>> = found.into_iter().filter(is_root).collect();
        let held: f32 = roots.iter().map(prose).sum();
        let plain: f32 = roots.iter().map(|node| weights.get(*node).plain).sum();
        let is_enough = plain > 0.0 && held >= share * total;
        is_enough.then(|| Article { roots: roots.iter().map(|node| node.id()).collect(), site: *site, is_marked: true })
    })
}

/// Tells whether an element holds a whole text and not the first words of one that is elsewhere.
pub(super) fn is_post(node: NodeRef<'_>, weights: &Weights) -> bool {
    const SHORT: f32 = 200.0;
    const LONG: f32 = 1_500.0;
    let prose = weights.get(node).prose;
    let is_apart = || is_marked(node) || node.ancestors().any(|above| is_marked(above) || is_of_others(above));
    prose >= SHORT && (prose >= LONG || !is_cut_off(node)) && !is_apart()
}

/// Tells whether words end with a way to the rest of them.
fn is_cut_off(node: NodeRef<'_>) -> bool {
    let text = node.text_content();
    let end = text.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ']' | ')' | '→' | '»'));
    let is_more = |phrase: &&str| {
        let at = end.len().checked_sub(phrase.len());
        at.and_then(|at| end.get(at..)).is_some_and(|last| last.eq_ignore_ascii_case(phrase))
    };
    ["…", "...", "read more", "continue reading", "keep reading", "more"].iter().any(is_more)
}

/// Leaves out elements that stand in others of a list.
fn outermost(nodes: Vec<NodeRef<'_>>) -> Vec<NodeRef<'_>> {
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    for node in nodes {
        let is_inner = found.last().is_some_and(|last| node.ancestors().any(|above| above.id() == last.id()));
        if !is_inner {
            found.push(node);
        }
    }
    found
}

/// Goes down from the whole page as long as one box holds nearly all that is written.
fn by_weight(tree: &Tree, weights: &Weights) -> Article {
    let mut root = tree.root();
    let prose = |node: NodeRef<'_>| weights.get(node).prose;
    loop {
        let all: f32 = root.elements().map(prose).sum::<f32>().max(prose(root));
        let Some(heaviest) = root.elements().max_by(|one, other| prose(*one).total_cmp(&prose(*other))) else { break };
        let is_named =
            matches!(heaviest.html(), Some("main" | "article")) || heaviest.attribute("role") == Some("main");
        let wanted = if is_named && !has_double(heaviest) { MOST } else { NEARLY_ALL };
        let is_box = matches!(
            heaviest.html(),
            Some(
                "div"
                    | "section"
                    | "article"
                    | "main"
                    | "center"
                    | "form"
                    | "table"
                    | "tbody"
                    | "tr"
                    | "td"
                    | "font"
                    | "span"
            )
        );
        if !is_box || prose(heaviest) < wanted * all || prose(heaviest) == 0.0 || has_own_paragraphs(root, weights) {
            break;
        }
        root = heaviest;
    }
    Article { roots: vec![root.id()], site: *PROGRAMS.last().expect("it is not empty"), is_marked: false }
}

/// Tells whether there are more elements of a name beside one: articles of a list.
fn has_double(node: NodeRef<'_>) -> bool {
    node.parent().is_some_and(|above| above.elements().filter(|other| other.html() == node.html()).count() > 1)
}

/// Tells whether sentences stand right in an element, beside its boxes.
fn has_own_paragraphs(root: NodeRef<'_>, weights: &Weights) -> bool {
    let is_paragraph = |node: NodeRef<'_>| {
        let weight = weights.get(node);
        let is_such = matches!(node.html(), Some("p" | "blockquote" | "ul" | "ol" | "pre"));
        is_such && weight.prose > 40.0 && weight.link_share() < 0.3
    };
    // The head of an article has its title, and may have its first words.
    let is_head = |node: NodeRef<'_>| root.is_html("article") && node.is_html("header");
    root.elements().any(|child| is_paragraph(child) || is_head(child) && child.elements().any(is_paragraph))
}
