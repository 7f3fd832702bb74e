//! Notes, in whatever form: by what links and texts say they are, or where a short mark and the beginning of a block
//! lead to each other. Each goes behind the block that mentions it, as Markdown has it, wherever it stood before.

use super::page::{is_note, open};
use super::publication::Page;
use crate::import::clean::{is_block, paragraphs};
use crate::import::{Removed, places};
use crate::manuscript::markdown::{NOTE, NOTE_LABEL};
use crate::package::ns;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::HashMap;

/// What was found.
#[derive(Default)]
pub(super) struct Notes {
    pub removed: Option<Removed>,
    /// Whether they stood on other pages than their mentions.
    pub are_elsewhere: bool,
}

/// A node of a page.
type Spot = (usize, NodeId);

/// Gathers the notes of all pages.
pub(super) fn gather(pages: &mut [Page]) -> Notes {
    let mut gatherer = Gatherer { ids: ids(pages), copies: HashMap::new(), marks: Vec::new(), count: 0, elsewhere: 0 };
    let mentions = gatherer.mentions(pages);
    let mut claimed: Vec<Spot> = Vec::new();
    for mention in &mentions {
        gatherer.move_note(pages, mention);
        claimed.push(mention.note);
    }
    claimed.sort_unstable();
    claimed.dedup();
    for (page, note) in claimed {
        take_away(&mut pages[page].tree, note);
    }
    for page in pages.iter_mut() {
        open_others(&mut page.tree);
    }
    let are_elsewhere = gatherer.elsewhere * 2 > gatherer.count && gatherer.count > 0;
    Notes {
        removed: super::removed("the marks of notes, which the book numbers by itself", &gatherer.marks),
        are_elsewhere,
    }
}

/// Numbers the notes of a chapter from one on.
pub(in crate::import) fn renumber(tree: &mut Tree) {
    let ids: Vec<NodeId> = tree.root().descendant_ids();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for id in &ids {
        let node = tree.get(*id);
        let Some(of) = node.attribute("href").and_then(|to| to.strip_prefix('#')).filter(|to| to.starts_with(NOTE))
        else {
            continue;
        };
        let next = numbers.len() + 1;
        let number = *numbers.entry(of.to_owned()).or_insert(next);
        set_mention(tree, *id, number);
    }
    for id in &ids {
        let Some(number) = tree.get(*id).attribute("id").and_then(|id| numbers.get(id)).copied() else { continue };
        tree.set(*id, "id", &format!("{NOTE}{number}"));
        tree.set(*id, NOTE_LABEL, &number.to_string());
    }
}

/// A link that leads to a note.
struct Mention {
    place: Spot,
    note: Spot,
}

struct Gatherer {
    ids: HashMap<(usize, String), NodeId>,
    /// The number of each note on each page that mentions it.
    copies: HashMap<(usize, Spot), usize>,
    marks: Vec<String>,
    count: usize,
    elsewhere: usize,
}

fn ids(pages: &[Page]) -> HashMap<(usize, String), NodeId> {
    let mut ids = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        for node in page.tree.root().descendants() {
            if let Some(id) = node.attribute("id") {
                ids.entry((index, id.to_owned())).or_insert(node.id());
            }
        }
    }
    ids
}

impl Gatherer {
    fn mentions(&self, pages: &[Page]) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            for node in page.tree.root().descendants().filter(|node| node.is_html("a")) {
                let Some((page, target)) = self.target(node) else { continue };
                let Some(note) = note_of(pages[page].tree.get(target)) else { continue };
                let is_inside = page == index && node.ancestors().any(|above| above.id() == note.id());
                if !is_inside
                    && !says(node, "backlink")
                    && (says(node, "noteref") || self.is_pair(pages, (index, node), note))
                {
                    mentions.push(Mention { place: (index, node.id()), note: (page, note.id()) });
                }
            }
        }
        mentions
    }

    /// Returns where a link leads.
    fn target(&self, link: NodeRef<'_>) -> Option<Spot> {
        let (page, id) = link.attribute("href").and_then(places::as_chapter)?;
        Some((page, *self.ids.get(&(page, id?.to_owned()))?))
    }

    /// Tells whether a short mark within a block leads to a block that begins with a link back.
    fn is_pair(&self, pages: &[Page], (page, link): (usize, NodeRef<'_>), note: NodeRef<'_>) -> bool {
        if !is_mark(&link.text_content()) || !has_words_before(link) {
            return false;
        }
        let Some(back) = note.descendants().find(|node| node.is_html("a")).filter(|back| !has_words_before(*back))
        else {
            return false;
        };
        self.target(back).is_some_and(|(to, place)| to == page && block_of(pages[to].tree.get(place)) == block_of(link))
    }

    fn move_note(&mut self, pages: &mut [Page], mention: &Mention) {
        let ((page, link), (from, note)) = (mention.place, mention.note);
        let mark = pages[page].tree.get(link).text_content();
        self.marks.push(mark.trim().to_owned());
        let known = self.copies.get(&(page, mention.note)).copied();
        let number = known.unwrap_or(self.count + 1);
        if known.is_none() {
            self.count += 1;
            self.elsewhere += usize::from(from != page);
            self.copies.insert((page, mention.note), number);
            let mut alone = Tree::default();
            let document = alone.document();
            alone.append_copy(document, pages[from].tree.get(note));
            if let Some(from) = alone.root().first_child() {
                self.copy(&mut pages[page].tree, link, from, number, mark.trim());
            }
        }
        set_mention(&mut pages[page].tree, link, number);
    }

    /// Puts a copy of a note behind the block that mentions it.
    fn copy(&mut self, tree: &mut Tree, link: NodeId, from: NodeRef<'_>, number: usize, mark: &str) {
        let note = tree.create_element(&Name::html("div"), None);
        if from.is_html("p") {
            let paragraph = tree.append_copy(note, from);
            if let Some(paragraph) = paragraph {
                for name in tree.get(paragraph).attributes().map(|said| said.name.clone()).collect::<Vec<_>>() {
                    tree.unset_attribute(paragraph, &name);
                }
            }
        } else {
            tree.append_copies(note, from, |span| span);
        }
        let links: Vec<NodeId> =
            tree.get(note).descendants().filter(|node| node.is_html("a")).map(NodeRef::id).collect();
        let mut begins_with_link = false;
        for inner in links {
            let target = tree.get(inner);
            let is_back = says(target, "backlink")
                || is_back(&target.text_content())
                    && target.attribute("href").is_some_and(|to| places::as_chapter(to).is_some());
            if is_back {
                begins_with_link |= !has_words_before(target);
                self.marks.push(target.text_content());
                detach_with_empty(tree, inner, note);
            }
        }
        // The link back was the mark: a number after it is a word of the note.
        self.take_mark(tree, note, if begins_with_link { "" } else { mark });
        paragraphs(tree, note);
        tree.set(note, "role", "doc-footnote");
        tree.set(note, "id", &format!("{NOTE}{number}"));
        tree.set(note, NOTE_LABEL, &number.to_string());
        let document = tree.document();
        let referring = tree.get(link);
        let block = referring.ancestors().take_while(|above| above.id() != document).last().unwrap_or(referring).id();
        let is_note = |node: &NodeRef<'_>| node.attribute(NOTE_LABEL).is_some() || node.is_text();
        let last = std::iter::successors(tree.get(block).next(), |node| node.next()).take_while(is_note);
        let after = last.filter(|node| !node.is_text()).last().map_or(block, NodeRef::id);
        tree.insert_after(after, note);
    }

    /// Takes the mark that a note begins with, and the space after it.
    fn take_mark(&mut self, tree: &mut Tree, note: NodeId, mark: &str) {
        let is_text = |node: &NodeRef<'_>| node.is_text() && !node.text().trim().is_empty();
        let Some(first) = tree.get(note).descendants().find(is_text) else { return };
        let (id, text) = (first.id(), first.text().trim_start().to_owned());
        let plain = mark.trim_matches(|letter: char| "[]().: ".contains(letter));
        let rest = text.trim_start_matches(['[', '(']).strip_prefix(plain);
        let ends = [']', ')', '.', ':', ' ', '\u{A0}'];
        let rest = rest.filter(|rest| !plain.is_empty() && (rest.starts_with(ends) || rest.is_empty()));
        match rest {
            Some(rest) => {
                self.marks.push(plain.to_owned());
                tree.set_text(id, rest.trim_start_matches(ends));
            }
            None => tree.set_text(id, text.trim_start_matches(['.', ':', ' ', '\u{A0}'])),
        }
    }
}

/// Makes a link the mention of a note, and nothing else.
fn set_mention(tree: &mut Tree, link: NodeId, number: usize) {
    let names: Vec<Name> = tree.get(link).attributes().map(|attribute| attribute.name.clone()).collect();
    for name in &names {
        tree.unset_attribute(link, name);
    }
    while let Some(child) = tree.get(link).first_child().map(NodeRef::id) {
        tree.detach(child);
    }
    tree.rename(link, &Name::html("a"));
    tree.append_text(link, &number.to_string(), None);
    tree.set(link, "role", "doc-noteref");
    tree.set(link, "href", &format!("#{NOTE}{number}"));
    let around = tree.get(link).parent().filter(|above| above.is_html("sup"));
    if let Some(around) = around.filter(|above| {
        above.children().filter(|child| child.is_element() || !child.text().trim().is_empty()).count() == 1
    }) {
        let around = around.id();
        tree.unwrap(around);
    }
}

fn says(link: NodeRef<'_>, what: &str) -> bool {
    let of = |said: Option<&str>| {
        said.is_some_and(|said| said.split_ascii_whitespace().any(|kind| kind.trim_start_matches("doc-") == what))
    };
    of(link.attribute_in(ns::OPS, "type")) || of(link.attribute("role"))
}

/// Tells whether the words of a link are no more than the mark of a note.
fn is_mark(text: &str) -> bool {
    let plain = text.trim().trim_matches(|letter: char| "[](){}.:".contains(letter));
    let is_number = !plain.is_empty() && plain.len() <= 4 && plain.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = !plain.is_empty() && plain.len() <= 6 && plain.bytes().all(|byte| b"ivxlcIVXLC".contains(&byte));
    let is_sign =
        !plain.is_empty() && plain.chars().count() <= 3 && plain.chars().all(|letter| "*†‡§¶#‖".contains(letter));
    is_number || is_roman || is_sign || plain.len() == 1 && plain.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Tells whether the words of a link are such as lead back from a note.
fn is_back(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['\u{FE0E}', '\u{FE0F}']);
    is_mark(text) || text.is_empty() || !text.chars().any(char::is_alphanumeric) || text.eq_ignore_ascii_case("back")
}

fn block_of(node: NodeRef<'_>) -> Option<NodeId> {
    std::iter::once(node).chain(node.ancestors()).find(|above| is_block(*above)).map(NodeRef::id)
}

/// Tells whether words stand before a link in its block.
fn has_words_before(link: NodeRef<'_>) -> bool {
    let Some(block) = block_of(link) else { return false };
    let Some(tree_block) = link.ancestors().find(|above| above.id() == block) else { return false };
    let before = tree_block.descendants().take_while(|node| node.id() != link.id());
    before.into_iter().any(|node| node.is_text() && node.text().chars().any(char::is_alphanumeric))
}

/// Returns the block that a note is.
fn note_of(target: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let around = || std::iter::once(target).chain(target.ancestors());
    let is_item = |node: &NodeRef<'_>| matches!(node.html(), Some("li" | "dd" | "td"));
    let is_box = |node: &NodeRef<'_>| node.is_html("div") && node.attribute("class").is_none();
    around()
        .find(|node| is_note(*node))
        .or_else(|| Some(target).filter(is_box))
        .or_else(|| around().find(is_item))
        .or_else(|| around().find(|node| node.is_html("p")))
}

/// Takes a node away, and what around it holds nothing then, up to `top`.
fn detach_with_empty(tree: &mut Tree, id: NodeId, top: NodeId) {
    let mut gone = id;
    loop {
        let above = tree.get(gone).parent().map(NodeRef::id);
        tree.detach(gone);
        let Some(above) = above.filter(|above| *above != top) else { return };
        let holds = tree.get(above).children().any(|child| child.is_element() || !child.text().trim().is_empty());
        if holds || tree.get(above).parent().is_none() {
            return;
        }
        gone = above;
    }
}

fn take_away(tree: &mut Tree, note: NodeId) {
    if tree.get(note).parent().is_some() {
        let document = tree.document();
        detach_with_empty(tree, note, document);
    }
}

/// Opens the notes that nothing mentions: they stay where they are.
fn open_others(tree: &mut Tree) {
    for id in tree.root().descendant_ids().into_iter().rev() {
        let node = tree.get(id);
        if node.attribute(NOTE_LABEL).is_some() || !node.is_element() {
            continue;
        }
        let was_note = is_note(node);
        if node.attribute("role") != Some("figure") && node.attribute("role") != Some("doc-noteref") {
            tree.unset(id, "role");
        }
        tree.unset_attribute(id, &Name::prefixed("epub", ns::OPS, "type"));
        let node = tree.get(id);
        let only_id = node.is_html("div") && node.attribute("id").is_some() && node.attributes().count() == 1;
        if only_id || was_note && matches!(node.html(), Some("div" | "aside" | "section")) {
            open(tree, id);
        }
    }
}
