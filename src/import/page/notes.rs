//! Footnotes of a page: a mark that leads to a place below, which leads back.
//!
//! Both are taken up before the page is cleaned, which forgets ids, and the notes are put into the text after it.

use super::clutter::shown;
use super::marks::says;
use crate::import::Removed;
use crate::import::clean::{self, is_block};
use crate::manuscript::markdown::{NOTE, NOTE_LABEL};
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::{HashMap, HashSet};

/// The notes of a page, each a text of its own.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Tree>,
}

/// Takes the notes out of a page, and makes references of what leads to them.
pub(super) fn take(tree: &mut Tree) -> (Notes, Option<Removed>) {
    let mut notes = Notes::default();
    let mut marks: Vec<String> = Vec::new();
    let pairs = pairs(tree);
    let mut numbers: HashMap<NodeId, usize> = HashMap::new();
    let mut holders: Vec<NodeId> = Vec::new();
    for (mark, note) in pairs {
        let number = *numbers.entry(note).or_insert_with(|| {
            holders.extend(tree.get(note).parent().map(NodeRef::id));
            marks.extend(back_links(tree, note));
            let mut part = tree.for_part();
            let document = part.document();
            part.append_copy(document, tree.get(note));
            notes.notes.push(part);
            notes.notes.len()
        });
        marks.push(tree.get(mark).text_content());
        let reference = tree.create_element(&Name::html("a"), None);
        tree.set(reference, "role", "doc-noteref");
        tree.set(reference, "href", &format!("#{NOTE}{number}"));
        tree.append_text(reference, &number.to_string(), None);
        // Raised letters around a mark are its own.
        let raised = tree.get(mark).parent().filter(|above| above.is_html("sup")).map(NodeRef::id);
        let place =
            raised.filter(|raised| tree.get(*raised).text_content() == tree.get(mark).text_content()).unwrap_or(mark);
        tree.insert_before(place, reference);
        tree.detach(place);
    }
    let mut gone: Vec<NodeId> = numbers.into_keys().collect();
    gone.sort();
    for note in gone {
        tree.detach(note);
    }
    marks.extend(headings(tree, &holders));
    let what = "the marks of footnotes, which are notes now".to_owned();
    marks.retain(|mark| !mark.trim().is_empty());
    (notes, (!marks.is_empty()).then(|| Removed { what, text: marks.join("\n") }))
}

/// Returns each mark among the words with the block that it leads to, in the order of the text.
fn pairs(tree: &Tree) -> Vec<(NodeId, NodeId)> {
    let mut places: HashMap<&str, NodeRef<'_>> = HashMap::new();
    for node in tree.root().descendants().filter(|node| node.is_element()) {
        for place in [node.attribute("id"), node.attribute("name").filter(|_| node.is_html("a"))].into_iter().flatten()
        {
            places.entry(place).or_insert(node);
        }
    }
    let target = |link: NodeRef<'_>| link.attribute("href").and_then(|to| to.strip_prefix('#')).map(str::to_owned);
    let mut pairs: Vec<(NodeRef<'_>, NodeRef<'_>, bool)> = Vec::new();
    for link in tree.root().descendants().filter(|node| node.is_html("a")) {
        let Some(place) = target(link).and_then(|to| places.get(&*to).copied()) else { continue };
        let Some(note) = std::iter::once(place).chain(place.ancestors()).find(|node| is_block(*node)) else { continue };
        let is_above = link.id() < note.id() && !link.ancestors().any(|above| above.id() == note.id());
        if !is_above
            || !is_mark(&link.text_content())
            || !matches!(note.html(), Some("li" | "p" | "div" | "aside" | "dd" | "section"))
        {
            continue;
        }
        let own: Vec<&str> = [link, link.parent().unwrap_or(link)]
            .into_iter()
            .filter_map(|node| node.attribute("id").or_else(|| node.attribute("name")))
            .collect();
        let leads_back = note
            .descendants()
            .filter(|node| node.is_html("a"))
            .filter_map(target)
            .any(|to| own.contains(&&*to) || places.get(&*to).is_some_and(|back| is_near(*back, link)));
        let is_called_so = std::iter::once(note).chain(note.ancestors()).take(3).any(|above| {
            says(above, &["footnote", "footnotes", "endnote", "endnotes", "fn", "notes", "references"])
                || above.attribute("role").is_some_and(|role| role.starts_with("doc-"))
        });
        pairs.push((link, note, leads_back || is_called_so));
    }
    // What one mark shows to be a note is one to all others.
    let known: HashSet<NodeId> = pairs.iter().filter(|pair| pair.2).map(|(_, note, _)| note.id()).collect();
    pairs
        .into_iter()
        .filter(|(_, note, _)| known.contains(&note.id()))
        .map(|(link, note, _)| (link.id(), note.id()))
        .collect()
}

/// Tells whether a place is right around a link, or right beside it.
fn is_near(place: NodeRef<'_>, link: NodeRef<'_>) -> bool {
    let around = std::iter::once(link).chain(link.ancestors().take(2));
    around.flat_map(|node| [Some(node), node.previous(), node.next()]).flatten().any(|node| node.id() == place.id())
}

/// Tells whether a few letters are the mark of a note: `1`, `[12]`, `*`, `†`.
fn is_mark(text: &str) -> bool {
    let inner = text.trim().trim_matches(['[', ']', '(', ')']);
    let is_number = !inner.is_empty() && inner.len() <= 4 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let is_sign = !inner.is_empty()
        && inner.chars().count() <= 3
        && inner.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    is_number || is_sign || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Takes the links that lead back out of a note, and its number; returns what they said.
fn back_links(tree: &mut Tree, note: NodeId) -> Vec<String> {
    let is_back = |node: &NodeRef<'_>| {
        let text = node.text_content();
        let is_arrow = !text.chars().any(char::is_alphanumeric) || is_mark(text.trim_end_matches('.'));
        node.is_html("a")
            && node.attribute("href").is_some_and(|to| to.starts_with('#'))
            && (is_arrow
                || matches!(text.trim().to_lowercase().as_str(), "back" | "return" | "jump up" | "back to text"))
    };
    let links: Vec<NodeId> = tree.get(note).descendants().filter(is_back).map(NodeRef::id).collect();
    let mut said = Vec::new();
    for link in links {
        said.push(tree.get(link).text_content());
        let mut gone = link;
        // `<sup>`, `<b>` and the like around nothing else go with it.
        while let Some(above) = tree.get(gone).parent().filter(|above| {
            above.id() != note && !is_block(*above) && above.text_content() == tree.get(link).text_content()
        }) {
            gone = above.id();
        }
        // So does the stop behind its number.
        let after =
            tree.get(gone).next().filter(|after| after.is_text()).map(|after| (after.id(), after.text().to_owned()));
        if let Some((after, text)) = after.filter(|(_, text)| text.starts_with(['.', ')', ':'])) {
            tree.set_text(after, text[1..].trim_start());
        }
        tree.detach(gone);
    }
    said
}

/// Takes out the headings of lists of notes that hold nothing any more; returns what they said.
fn headings(tree: &mut Tree, holders: &[NodeId]) -> Vec<String> {
    const NAMES: &[&str] = &["notes", "footnotes", "endnotes", "references", "anmerkungen", "fußnoten", "notas"];
    let mut said = Vec::new();
    for holder in holders {
        let node = tree.get(*holder);
        if node.parent().is_none() {
            continue;
        }
        let is_heading = |node: &NodeRef<'_>| {
            matches!(node.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p"))
                && NAMES.contains(&shown(*node).join(" ").trim_end_matches(':').to_lowercase().as_str())
        };
        let inner = node.elements().find(is_heading).filter(|heading| shown(node) == shown(*heading));
        let before = node.previous_element().filter(is_heading).filter(|_| shown(node).is_empty());
        let Some(heading) = inner.or(before).map(NodeRef::id) else { continue };
        said.extend(shown(tree.get(heading)));
        tree.detach(heading);
    }
    said
}

impl Notes {
    /// Puts each note behind the block that first refers to it.
    pub(super) fn put_into(self, tree: &mut Tree) {
        for (index, mut note) in self.notes.into_iter().enumerate() {
            let number = index + 1;
            let to = format!("#{NOTE}{number}");
            let reference = tree.root().descendants().find(|node| node.attribute("href") == Some(&*to));
            let document = tree.document();
            let block = reference.map(|reference| {
                reference.ancestors().take_while(|above| above.id() != document).last().unwrap_or(reference).id()
            });
            // An item of a list is one no more.
            let items: Vec<NodeId> =
                note.root().elements().filter(|item| !item.is_html("p")).map(NodeRef::id).collect();
            for item in items {
                note.rename(item, &Name::html("div"));
            }
            clean::clean(&mut note);
            let holder = tree.create_element(&Name::html("div"), None);
            tree.set(holder, "role", "doc-footnote");
            tree.set(holder, "id", &format!("{NOTE}{number}"));
            tree.set(holder, NOTE_LABEL, &number.to_string());
            match block {
                Some(block) => {
                    let is_note = |node: &NodeRef<'_>| node.attribute("role") == Some("doc-footnote") || node.is_text();
                    let others = std::iter::successors(tree.get(block).next(), |node| node.next()).take_while(is_note);
                    let after = others.filter(|node| !node.is_text()).last().map_or(block, NodeRef::id);
                    tree.insert_after(after, holder);
                }
                None => tree.append(document, holder),
            }
            for block in note.root().children() {
                tree.append_copy(holder, block);
            }
        }
    }
}
