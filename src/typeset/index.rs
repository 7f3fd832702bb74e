//! The index: a page of all that index marks name, with links to where they stand.
//!
//! `[ferry]{.index}` lists the word itself, `{.index key="ferry!bells"}` an entry under another. A page of a book that
//! flows has no number, so that an entry gives the titles of the pieces. The page comes last.

use super::Context;
use super::classes;
use super::label::label;
use crate::manifest::Facts;
use crate::manuscript::markdown::KEY;
use crate::manuscript::{Manuscript, Piece, Section, Target};
use crate::role::Role;
use crate::slug::{Unique, key};
use crate::vocabulary::OPS;
use crate::words::Word;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::collections::BTreeMap;

/// The class of an index mark.
const MARK: &str = "index";

/// Parts an entry from one under it.
const UNDER: char = '!';

/// How many entries may stand under each other.
const LEVELS: usize = 3;

/// What an entry is sorted by: its letters, and itself.
type Sorting = (String, String);

#[derive(Default)]
struct Entry {
    /// The language of its words, where it is not the book's.
    language: Option<String>,
    /// The places by piece, in order.
    places: Vec<(usize, String)>,
    under: BTreeMap<Sorting, Entry>,
}

/// Adds an index to a manuscript that has index marks.
pub(super) fn run(manuscript: &mut Manuscript, context: &Context<'_>) {
    let mut entries = BTreeMap::new();
    for (index, piece) in manuscript.pieces.iter_mut().enumerate() {
        if classes::may_have(&piece.tree, &[MARK]) {
            gather(index, piece, context, &mut entries);
        }
    }
    if entries.is_empty() {
        return;
    }
    let titles: Vec<&str> = manuscript.pieces.iter().map(|piece| piece.title.as_str()).collect();
    let language = &context.manifest.metadata.language.value;
    let title = context.word(Word::Index, language);
    let mut tree = Tree::default();
    let document = tree.document();
    let heading = tree.append_element(document, &Name::html("h1"), None);
    tree.set(heading, "class", "title");
    tree.set(heading, "id", "index");
    tree.append_text(heading, title, None);
    write(&mut tree, document, &entries, &titles);
    let mut names: Unique = manuscript.pieces.iter().map(|piece| piece.name.as_str()).collect();
    let mut page = Piece::new(names.fresh("index"), Facts::default(), tree, context.manifest);
    title.clone_into(&mut page.title);
    page.role = Role::named("index").expect("the table holds it");
    manuscript.sections.push(Section::Piece(manuscript.pieces.len()));
    manuscript.pieces.push(page);
}

/// Takes the marks of a piece into the entries.
fn gather(index: usize, piece: &mut Piece, context: &Context<'_>, entries: &mut BTreeMap<Sorting, Entry>) {
    let tree = &mut piece.tree;
    let is_mark = |node: &NodeRef<'_>| node.is_html("span") && classes::has(*node, MARK);
    let marks: Vec<NodeId> = tree.root().descendants().filter(is_mark).map(NodeRef::id).collect();
    let mut unique: Unique = tree.root().descendants().filter_map(|node| node.attribute("id")).collect();
    for mark in marks {
        let node = tree.get(mark);
        let words = node.attribute(KEY).map_or_else(|| label(node), str::to_owned);
        let said = node.attribute("lang").or_else(|| node.ancestors().find_map(|above| above.attribute("lang")));
        let language = said.unwrap_or(&piece.language);
        let language = (language != context.manifest.metadata.language.value).then(|| language.to_owned());
        let given = node.attribute("id").map(str::to_owned);
        tree.unset(mark, KEY);
        let path: Vec<&str> = words.splitn(LEVELS, UNDER).map(str::trim).filter(|part| !part.is_empty()).collect();
        let Some((last, above)) = path.split_last() else { continue };
        let id = given.unwrap_or_else(|| unique.fresh("mark"));
        tree.set(mark, "id", &id);
        let mut here = &mut *entries;
        for part in above {
            here = &mut here.entry(sorting(part)).or_default().under;
        }
        let entry = here.entry(sorting(last)).or_default();
        entry.language = language;
        entry.places.push((index, id));
    }
}

fn sorting(words: &str) -> Sorting {
    (key(words), words.to_owned())
}

/// Writes entries; those under others are [`LEVELS`] deep at the most.
fn write(tree: &mut Tree, parent: NodeId, entries: &BTreeMap<Sorting, Entry>, titles: &[&str]) {
    let list = tree.append_element(parent, &Name::html("ul"), None);
    tree.set(list, "class", "index-list");
    set_type(tree, list, "index-entry-list");
    for ((_, words), entry) in entries {
        tree.append_text(list, "\n", None);
        let item = tree.append_element(list, &Name::html("li"), None);
        set_type(tree, item, "index-entry");
        let term = tree.append_element(item, &Name::html("span"), None);
        set_type(tree, term, "index-term");
        if let Some(language) = &entry.language {
            tree.set(term, "lang", language);
            tree.set_attribute(term, &Name::xml("lang"), language, None);
        }
        tree.append_text(term, words, None);
        locators(tree, item, entry, titles);
        if !entry.under.is_empty() {
            write(tree, item, &entry.under, titles);
        }
    }
    tree.append_text(list, "\n", None);
}

fn locators(tree: &mut Tree, item: NodeId, entry: &Entry, titles: &[&str]) {
    let mut last = None;
    let mut count = 0;
    for (piece, id) in &entry.places {
        count = if last == Some(piece) { count + 1 } else { 1 };
        tree.append_text(item, if last.is_none() { ": " } else { ", " }, None);
        last = Some(piece);
        let link = tree.append_element(item, &Name::html("a"), None);
        let target = Target::Piece { piece: *piece, anchor: Some(id.clone()) };
        tree.set(link, "href", &target.to_string());
        set_type(tree, link, "index-locator");
        let number = count.to_string();
        // Further places in one piece are told apart by number.
        tree.append_text(link, if count == 1 { titles[*piece] } else { &number }, None);
    }
}

fn set_type(tree: &mut Tree, node: NodeId, value: &str) {
    tree.set_attribute(node, &Name::prefixed("epub", OPS, "type"), value, None);
}
