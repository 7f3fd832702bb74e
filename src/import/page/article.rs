//! Cutting an article out of its page: it is found, what is said of it and what is clutter leaves, and so does the rest.

use super::asides;
use super::clutter;
use super::credits;
use super::facts::Said;
use super::root::{self, Article};
use super::select::Index;
use super::weight::Weights;
use crate::import::clean;
use crate::import::{Removed, Work};
use crate::manifest::{Direction, Facts};
use crate::source::Located;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// Where so much of what is in an article is written outside it, somebody should look.
const OUTSIDE: f32 = 0.2;

/// What was cut out of a page.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub facts: Facts,
    /// The title of each chapter and what is said of it; empty where the text is not divided.
    pub of_chapters: Vec<(String, Facts)>,
    /// The title of the story that it is a chapter of, where it is one.
    pub story: Option<String>,
    /// How many letters of links the page has, and how many others.
    pub linked: f32,
    pub plain: f32,
}

/// Leaves nothing but the article in a tree.
pub(super) fn cut(tree: &mut Tree, said: &Said, work: &mut Work) -> Cut {
    let index = Index::new(tree);
    let weights = Weights::of(tree);
    let article = root::find(tree, &index, &weights);
    let roots: Vec<NodeRef<'_>> = article.roots.iter().map(|id| tree.get(*id)).collect();
    let mut credits = credits::decide(&index, said, &article, &roots);
    credits.facts.direction = roots.iter().find_map(|root| direction(*root));
    let mut cut = Cut { facts: credits.facts, ..Cut::default() };
    for top in tree.root().elements() {
        let weight = weights.get(top);
        cut.linked += weight.linked;
        cut.plain += weight.plain;
    }
    let site = article.site;
    let total: f32 = tree.root().elements().map(|top| weights.get(top).prose).sum();
    let held: f32 = roots.iter().map(|root| weights.get(*root).prose).sum();
    if site.marks.is_empty() && article.roots != [tree.document()] && total - held > held * OUTSIDE {
        work.remarks
            .push("much is written outside what was taken for the article: look at what is taken out".to_owned());
    }
    let marked = Marked::find(&index, &article, &roots);
    let left_out = left_out(&index, &weights, &roots);
    drop(index);
    let own_name = marked.name.clone();
    marked.take(tree, &article.roots, &mut cut, work);
    if article.is_marked && !site.marks.is_empty() {
        work.remarks.push(format!("the text was found by the marks of {}", site.name));
    }
    let mut shown: Vec<String> = Vec::new();
    if let Some((id, name)) = own_name {
        let is_inside = tree.get(id).ancestors().any(|above| article.roots.contains(&above.id()));
        credits.shown.extend(Some(id).filter(|_| is_inside));
        let title = Located { value: name, span: None };
        cut.story = cut.facts.title.replace(title).map(|story| story.value);
    }
    for id in credits.shown {
        shown.extend(clutter::shown(tree.get(id)));
        tree.detach(id);
    }
    if !shown.is_empty() {
        let what = "the title, who wrote it and when, which the book says by itself".to_owned();
        work.removed.push(Removed { what, text: shown.join("\n") });
    }
    let pruned = clutter::prune(tree, &article.roots, &site, &weights);
    work.removed.extend(pruned.removed);
    work.omitted = [left_out, pruned.omitted].concat();
    let around = keep_only(tree, &article.roots);
    if !around.is_empty() {
        let what = "what stands around the article".to_owned();
        work.removed.push(Removed { what, text: around.join("\n") });
    }
    cut
}

/// What the marks of a site say of chapters.
struct Marked {
    /// What each begins with, where there are several.
    headings: Vec<NodeId>,
    /// The element that names the only one, and its name.
    name: Option<(NodeId, String)>,
    said: asides::Found,
}

impl Marked {
    fn find(index: &Index<'_>, article: &Article, roots: &[NodeRef<'_>]) -> Self {
        let site = &article.site;
        let mut headings: Vec<NodeId> = index.all(site.chapters).into_iter().map(NodeRef::id).collect();
        // Where a page has several texts, the title of each begins a chapter.
        if article.roots.len() > 1 && site.chapters.is_empty() {
            headings = titles(index, article, roots);
        }
        let name = index.first(site.chapter).map(|node| (node.id(), chapter_name(node)));
        let name = name.filter(|(_, name)| headings.len() < 2 && !name.is_empty());
        if headings.len() < 2 {
            headings.clear();
        }
        Self { headings, name, said: asides::find(index, site) }
    }

    /// Takes out of a page what its author says, and makes its chapters begin with headings.
    fn take(self, tree: &mut Tree, roots: &[NodeId], cut: &mut Cut, work: &mut Work) {
        let (of_chapters, labels) = asides::take(tree, self.said, &self.headings, roots, &mut cut.facts);
        work.removed.extend(labels);
        let titles: Vec<String> = self.headings.iter().map(|heading| clean::label(tree.get(*heading))).collect();
        if !self.headings.is_empty() && set_chapters(tree, &self.headings, roots) {
            cut.of_chapters = titles.into_iter().zip(of_chapters).collect();
        } else {
            // Without chapters, all is said of the whole.
            for said in of_chapters {
                asides::add(&mut cut.facts, said);
            }
        }
    }
}

/// Returns the titles of several texts, one for each: the nearest that stands by it alone.
fn titles(index: &Index<'_>, article: &Article, roots: &[NodeRef<'_>]) -> Vec<NodeId> {
    let is_in = |node: NodeRef<'_>, above: NodeRef<'_>| node.ancestors().any(|up| up.id() == above.id());
    for selector in article.site.title {
        let found = index.select(selector);
        let title = |root: &NodeRef<'_>| {
            let boxes = std::iter::once(*root).chain(root.ancestors());
            let mut own = boxes.take_while(|own| roots.iter().filter(|other| is_in(**other, *own)).count() < 2);
            own.find_map(|own| found.iter().find(|title| is_in(**title, own))).map(|title| title.id())
        };
        let titles: Vec<NodeId> = roots.iter().filter_map(title).collect();
        if titles.len() == roots.len() {
            return titles;
        }
    }
    Vec::new()
}

/// Returns what reads like paragraphs in whole articles that are not taken for the text.
fn left_out(index: &Index<'_>, weights: &Weights, roots: &[NodeRef<'_>]) -> Vec<String> {
    let is_in = |node: NodeRef<'_>, above: NodeRef<'_>| {
        node.id() == above.id() || node.ancestors().any(|up| up.id() == above.id())
    };
    let is_other = |node: &NodeRef<'_>| !roots.iter().any(|root| is_in(*node, *root) || is_in(*root, *node));
    let others = index.select("article").into_iter().filter(is_other).filter(|node| root::is_post(*node, weights));
    others.flat_map(clutter::paragraphs).collect()
}

/// Returns the name of a chapter, without the number that a list of chapters gives it: `2. Down`.
fn chapter_name(node: NodeRef<'_>) -> String {
    let name = clean::label(node);
    let numbered = name.split_once(". ").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    numbered.filter(|_| node.is_html("option")).map_or(name.as_str(), |(_, name)| name).trim().to_owned()
}

/// Returns which way an element is read.
fn direction(root: NodeRef<'_>) -> Option<Direction> {
    let said = std::iter::once(root).chain(root.ancestors()).find_map(|node| node.attribute("dir"))?;
    match said.to_ascii_lowercase().as_str() {
        "rtl" => Some(Direction::RightToLeft),
        "ltr" => Some(Direction::LeftToRight),
        _ => None,
    }
}

/// Leaves the content of some elements, one after the other; returns the words of all else.
fn keep_only(tree: &mut Tree, roots: &[NodeId]) -> Vec<String> {
    let document = tree.document();
    if roots == [document] {
        return Vec::new();
    }
    let kept = tree.create_element(&Name::html("div"), None);
    for root in roots {
        let mark = tree.create_element(&Name::html("div"), None);
        tree.move_children(*root, mark);
        tree.append(kept, mark);
    }
    let around = tree.root().children().flat_map(clutter::shown).collect();
    let others: Vec<NodeId> = tree.root().children().map(NodeRef::id).collect();
    for other in others {
        tree.detach(other);
    }
    tree.move_children(kept, document);
    around
}

/// Makes headings of the first order of what chapters begin with; tells whether each is at its place.
fn set_chapters(tree: &mut Tree, headings: &[NodeId], roots: &[NodeId]) -> bool {
    // No other heading begins a chapter.
    let firsts = roots.iter().flat_map(|root| tree.get(*root).descendants()).filter(|node| node.is_html("h1"));
    for first in firsts.map(NodeRef::id).collect::<Vec<_>>() {
        tree.rename(first, &Name::html("h2"));
    }
    for heading in headings {
        let node = tree.get(*heading);
        let is_in = |root: &&NodeId| node.ancestors().any(|above| above.id() == **root);
        if roots.iter().any(|root| is_in(&root)) {
            tree.rename(*heading, &Name::html("h1"));
            continue;
        }
        // It stands beside the box of its post: the nearest that holds both is the post.
        let post = node.ancestors().find_map(|above| {
            roots.iter().copied().find(|root| tree.get(*root).ancestors().any(|up| up.id() == above.id()))
        });
        let Some(post) = post else { return false };
        let copy = tree.create_element(&Name::html("h1"), None);
        let words = clean::label(tree.get(*heading));
        tree.append_text(copy, &words, None);
        tree.detach(*heading);
        tree.prepend(post, copy);
    }
    true
}
