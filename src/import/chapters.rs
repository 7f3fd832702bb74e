//! One text, many chapters: the title and the byline go to what is said of the whole, a list of contents leaves, and
//! the rest is cut at the headings of the level that chapters have.
//!
//! A text is cut where it is a book: it has a list of contents, is as long as one, or counts its chapters.

use super::clean::{is_block, label, lines};
use super::contents::{self, is_heading};
use super::{Body, Chapter, Removed, Work, author_notes};
use crate::manifest::{Facts, Person};
use crate::manuscript::{byline, is_chapter_heading, is_scene_of_film};
use crate::slug::key;
use crate::source::Located;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// A text of so many bytes is a book.
const LONG: usize = 60_000;

/// Chapters that are counted are so long, in bytes, where they are chapters of a book and not sections of a story.
const CHAPTER: usize = 4_000;

/// Divides a text whose blocks stand side by side, and of which `facts` are known.
pub(super) fn divide(tree: Tree, facts: Facts) -> Work {
    divide_where(tree, facts, false)
}

/// Divides a text whose headings are marked as such, so that it is known to have chapters where it has headings.
pub(super) fn divide_headed(tree: Tree, facts: Facts) -> Work {
    divide_where(tree, facts, true)
}

fn divide_where(mut tree: Tree, facts: Facts, is_headed: bool) -> Work {
    let mut work = Work { facts, ..Work::default() };
    let contents = contents::take(&mut tree);
    let has_contents = contents.is_some() || is_headed;
    work.removed.extend(contents);
    // The name of the list is no title of what follows it.
    work.facts.title = work.facts.title.take().filter(|title| !has_contents || !contents::is_name(&title.value));
    let has_pieces = part_pieces(&mut tree, &mut work.facts);
    let is_bare = lower_first_chapter(&mut tree, &mut work.facts);
    take_title(&mut tree, &mut work, has_pieces);
    // Where nothing but its chapters has a title, sections of a story are less likely.
    let shortest = if is_bare { CHAPTER / 2 } else { CHAPTER };
    let cuts = cuts(&tree, has_contents || has_pieces, shortest);
    divide_at(&cuts, tree, work)
}

/// Tells whether headings have bylines of their own, so that each begins a piece; the first is then no title of all.
fn part_pieces(tree: &mut Tree, facts: &mut Facts) -> bool {
    let has_byline = |block: NodeRef<'_>| {
        let byline = block.next_element().filter(|next| next.has_token("class", "byline"));
        // What a heading follows at once is the title of all.
        byline.and_then(NodeRef::next_element).is_some_and(|text| !is_heading(text))
    };
    let pieces: Vec<NodeRef<'_>> =
        tree.root().elements().filter(|block| is_heading(*block) && has_byline(*block)).collect();
    if pieces.len() < 2 {
        return false;
    }
    let first = pieces[0];
    if first.is_html("h1") {
        let id = first.id();
        if facts.title.as_ref().is_some_and(|title| key(&title.value) == key(&label(first))) {
            (facts.title, facts.authors) = (None, Vec::new());
        }
        tree.rename(id, &Name::html("h2"));
    }
    true
}

/// Makes a heading of a title that is but the first of several of its kind: `PROLOGUE` above `CHAPTER I`.
fn lower_first_chapter(tree: &mut Tree, facts: &mut Facts) -> bool {
    let word = |title: &str| title.split(|letter: char| !letter.is_alphabetic()).next().map(str::to_lowercase);
    let mut headings = tree.root().elements().filter(|block| is_heading(*block));
    let Some(first) = headings.next().filter(|first| first.is_html("h1")) else { return false };
    let title = label(first);
    let is_word = !title.trim().contains(char::is_whitespace) && title.chars().count() > 4;
    let is_like = |other: NodeRef<'_>| {
        // Where chapters are of the highest order, the first is no title.
        let is_below = other.is_html("h2");
        let other = label(other);
        is_below
            && is_chapter_heading(&other)
            && other.contains(char::is_whitespace)
            && (is_word || word(&other) == word(&title))
    };
    let (id, is_one_of_many) = (first.id(), is_chapter_heading(&title) && headings.any(is_like));
    drop(headings);
    if is_one_of_many {
        facts.title = facts.title.take().filter(|known| key(&known.value) != key(&title));
        tree.rename(id, &Name::html("h2"));
    }
    is_one_of_many
}

/// Divides a text at its headings of the highest order, which are known to begin chapters.
pub(super) fn divide_at_chapters(tree: Tree, facts: Facts) -> Work {
    let cuts = cuts(&tree, true, 0);
    divide_at(&cuts, tree, Work { facts, ..Work::default() })
}

fn divide_at(cuts: &[NodeId], mut tree: Tree, mut work: Work) -> Work {
    let chunks = chunks(&tree, cuts);
    let is_whole = chunks.len() == 1;
    let is_divided = cuts.len() > 1;
    let known = work.facts.title.as_ref().filter(|_| !is_divided).map(|title| key(&title.value));
    let headless = chunks.iter().filter(|chunk| chunk.heading.is_some() && chunk.blocks.is_empty()).count();
    let mut part: Option<String> = None;
    // A part whose title is the last that was said, with no chapter yet.
    let mut is_empty = false;
    let over_nothing = |title: String| Removed { what: "a title without a text below it".to_owned(), text: title };
    for chunk in chunks {
        let title = chunk.heading.map(|heading| title_of(tree.get(heading)));
        match title {
            Some(title) if chunk.blocks.is_empty() && headless > 1 => {
                work.removed.extend(part.replace(title).filter(|_| is_empty).map(over_nothing));
                is_empty = true;
            }
            Some(title) if chunk.blocks.is_empty() => {
                let what = "a title over all that follows it";
                work.removed.push(Removed { what: what.to_owned(), text: title });
            }
            title => {
                let own = if is_whole { whole(std::mem::take(&mut tree), &chunk) } else { part_of(&tree, &chunk) };
                let (chapter, removed) = chapter(own, title, known.as_deref(), part.iter().cloned().collect());
                is_empty = false;
                work.chapters.push(chapter);
                work.removed.extend(removed);
            }
        }
    }
    work.removed.extend(part.filter(|_| is_empty).map(over_nothing));
    if !is_divided && let [only] = &mut *work.chapters {
        only.facts = std::mem::take(&mut only.facts).or(work.facts.clone());
        work.facts.title.clone_from(&only.facts.title);
    }
    work
}

/// Takes the title and the byline from the beginning.
fn take_title(tree: &mut Tree, work: &mut Work, has_pieces: bool) {
    let mut gone: Vec<NodeId> = Vec::new();
    let mut blocks = tree.root().elements().filter(|block| !block.is_html("hr")).peekable();
    let said = work.facts.title.as_ref().map(|title| key(&title.value));
    if let Some(first) = blocks.next_if(|block| is_heading(*block)) {
        let title = label(first);
        let own = key(&title);
        let is_said = said.as_ref().is_some_and(|said| said.contains(&own) || own.contains(said));
        let is_followed = blocks.peek().is_some_and(|next| byline(&label(*next)).is_some());
        if first.is_html("h1") || is_said || is_followed && !has_pieces {
            if work.facts.title.is_none() {
                work.facts.title = Some(Located { value: title, span: first.span() });
            }
            gone.push(first.id());
        }
    }
    // Where pieces have bylines, one below no title is that of the first piece.
    if let Some(next) = blocks.next().filter(|_| !has_pieces || !gone.is_empty()) {
        let authors = byline(&label(next));
        // A reader knows some by where they stand.
        if authors.is_some() || next.has_token("class", "byline") && !work.facts.authors.is_empty() {
            gone.push(next.id());
        }
        if work.facts.authors.is_empty() {
            work.facts.authors = authors.unwrap_or_default();
        }
    }
    drop(blocks);
    for block in gone {
        let what = "the title and who wrote it, which the book says by itself";
        work.removed.push(Removed { what: what.to_owned(), text: label(tree.get(block)) });
        tree.detach(block);
    }
}

/// Returns the level of a heading.
pub(super) fn level(block: NodeRef<'_>) -> Option<usize> {
    is_heading(block).then(|| block.html().and_then(|name| name[1..].parse().ok())).flatten()
}

/// Returns the headings that begin chapters or parts; none where the text is one piece.
///
/// Where nothing but their numbers says so, chapters are no shorter than `shortest` bytes.
fn cuts(tree: &Tree, has_contents: bool, shortest: usize) -> Vec<NodeId> {
    let blocks: Vec<NodeRef<'_>> = tree.root().elements().collect();
    let has_text = |at: usize| blocks.get(at + 1).is_some_and(|next| !is_heading(*next));
    let with_text = |wanted: usize| {
        blocks.iter().enumerate().filter(|(at, block)| level(**block) == Some(wanted) && has_text(*at)).count()
    };
    let Some(chapters) = (1..=6).find(|level| with_text(*level) > 1) else { return Vec::new() };
    let length: usize = tree.root().descendants().map(|node| if node.is_text() { node.text().len() } else { 0 }).sum();
    let headings = blocks.iter().filter(|block| level(**block).is_some_and(|level| level <= chapters));
    let headings: Vec<NodeRef<'_>> = headings.copied().collect();
    let counted = headings.iter().filter(|heading| is_chapter_heading(&label(**heading))).count();
    let is_long = || length / headings.len() >= shortest || author_notes::are_below_headings(&headings);
    let is_counted = counted > 1 && counted * 2 >= headings.len() && is_long();
    if has_contents || length >= LONG || is_counted {
        headings.into_iter().map(NodeRef::id).collect()
    } else {
        Vec::new()
    }
}

/// Returns what a chapter is called whose heading may have its number on a line of its own.
fn title_of(heading: NodeRef<'_>) -> String {
    let lines: Vec<String> = lines(heading).into_iter().filter(|line| !line.is_empty()).collect();
    match &lines[..] {
        [number, title] if number.ends_with(char::is_alphanumeric) && is_chapter_heading(number) => {
            format!("{number}: {title}")
        }
        _ => label(heading),
    }
}

/// Blocks of one chapter.
struct Chunk {
    heading: Option<NodeId>,
    blocks: Vec<NodeId>,
}

fn chunks(tree: &Tree, cuts: &[NodeId]) -> Vec<Chunk> {
    let mut chunks = vec![Chunk { heading: None, blocks: Vec::new() }];
    let cuts: std::collections::HashSet<NodeId> = cuts.iter().copied().collect();
    for block in tree.root().children() {
        if cuts.contains(&block.id()) {
            chunks.push(Chunk { heading: Some(block.id()), blocks: Vec::new() });
        } else if let Some(chunk) = chunks.last_mut() {
            let is_rule = block.is_html("hr");
            let is_blank = block.is_text() && block.text().trim().is_empty();
            // What parts nothing is no scene break.
            if !(is_blank || is_rule && chunk.blocks.is_empty()) {
                chunk.blocks.push(block.id());
            }
        }
    }
    for chunk in &mut chunks {
        while chunk.blocks.pop_if(|last| tree.get(*last).is_html("hr")).is_some() {}
    }
    chunks.retain(|chunk| chunk.heading.is_some() || !chunk.blocks.is_empty());
    chunks
}

/// Returns a copy of the blocks of a chunk.
fn part_of(tree: &Tree, chunk: &Chunk) -> Tree {
    let mut own = tree.for_part();
    for block in &chunk.blocks {
        let document = own.document();
        own.append_copy(document, tree.get(*block));
    }
    own
}

/// Returns a tree that has but one chunk, with nothing else in it.
fn whole(mut tree: Tree, chunk: &Chunk) -> Tree {
    let mut blocks = chunk.blocks.iter().peekable();
    let is_gone = |block: &NodeId| blocks.next_if_eq(&block).is_none();
    let gone: Vec<NodeId> = tree.root().children().map(NodeRef::id).filter(is_gone).collect();
    for block in gone {
        tree.detach(block);
    }
    tree
}

/// Makes a chapter of what it is to hold; `known` is what the title of all is known to be.
fn chapter(mut own: Tree, title: Option<String>, known: Option<&str>, parts: Vec<String>) -> (Chapter, Vec<Removed>) {
    let title = title.or_else(|| take_first_line(&mut own, known));
    lift(&mut own);
    let title = title.map(|value| Located { value, span: None });
    let (authors, byline) = take_byline(&mut own).unzip();
    let mut facts = Facts { title, authors: authors.unwrap_or_default(), ..Facts::default() };
    let mut removed: Vec<Removed> = byline.into_iter().collect();
    removed.extend(author_notes::take(&mut own, &mut facts));
    own.shrink();
    (Chapter { facts, parts, is_part: false, body: Body::Tree(own) }, removed)
}

/// Takes who wrote a piece from below its title.
fn take_byline(tree: &mut Tree) -> Option<(Vec<Person>, Removed)> {
    let first = tree.root().elements().next().filter(|first| first.has_token("class", "byline"))?;
    let (id, text) = (first.id(), label(first));
    let authors = byline(&text)?;
    tree.detach(id);
    Some((authors, Removed { what: "who wrote a piece, which is front matter now".to_owned(), text }))
}

/// Takes the first line of a text for its title where it is in capitals and stands alone, and no other is known.
fn take_first_line(tree: &mut Tree, known: Option<&str>) -> Option<String> {
    // What is all there is heads nothing.
    tree.root().elements().find(|block| !block.is_html("hr")).and_then(NodeRef::next_element)?;
    let first = tree.root().elements().next().filter(|first| first.is_html("p") || is_heading(*first))?;
    let title = label(first);
    let is_one = lines(first).iter().filter(|line| !line.is_empty()).count() == 1;
    let is_title = is_one
        && !(is_heading(first) && is_chapter_heading(&title))
        && title.chars().count() <= 60
        && title.chars().any(char::is_uppercase)
        && !title.chars().any(char::is_lowercase)
        && !title.ends_with(['.', ',', ';', '!', '?'])
        && !is_scene_of_film(&title)
        && known.is_none_or(|known| known == key(&title));
    let id = first.id();
    is_title.then(|| {
        tree.detach(id);
        title
    })
}

/// Makes the highest headings of a chapter second to its title.
pub(super) fn lift(tree: &mut Tree) {
    let Some(highest) = tree.root().descendants().filter_map(level).min() else { return };
    for id in tree.root().descendant_ids() {
        let Some(level) = level(tree.get(id)) else { continue };
        let level = (level - highest + 2).min(6);
        tree.rename(id, &Name::html(&format!("h{level}")));
        let words = label(tree.get(id));
        // A heading is a line of Markdown.
        if tree.get(id).elements().any(|inner| inner.is_html("br") || is_block(inner)) {
            let inner: Vec<NodeId> = tree.get(id).children().map(NodeRef::id).collect();
            for inner in inner {
                tree.detach(inner);
            }
            tree.append_text(id, &words, None);
        }
    }
}
