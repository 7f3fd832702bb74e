//! Letters in plain text: a greeting, what it says, words of parting and a name become a block of their own, with the
//! place and date above and a postscript below.
//!
//! Only sure signs count: a greeting without words of parting and a name below it stays a paragraph, and so does a
//! letter that somebody breaks off. What is no part of a letter in `docs/blocks.md` is not looked for.

mod foot;
mod head;
mod phrases;

use super::lines::{at_line_end, first_line, has_line_end, keep_lines, lines_of};
use crate::source::Span;
use crate::xml::{Name, NodeId, NodeRef, Tree};

use std::ops::Range;

/// A block of the text, or one in a quotation of the text.
#[derive(Clone, Copy, Debug)]
struct Block {
    id: NodeId,
    /// The quotation that it stands in.
    quotation: Option<NodeId>,
}

/// What was found: places in the list of blocks.
#[derive(Debug, PartialEq, Eq)]
struct Letter {
    head: Range<usize>,
    /// Where the words of parting begin, which its name ends.
    foot: Range<usize>,
    /// What follows its name: `P.S. …`.
    end: usize,
    /// Whether the greeting is a block.
    greets_alone: bool,
}

/// Puts every letter of a text into a block of its own; returns where the heading of the text stood, if that was the
/// date of a letter.
pub(super) fn gather(tree: &mut Tree) -> Option<Span> {
    cut_blocks(tree);
    let blocks = blocks(tree);
    let (mut at, mut from) = (0, 0);
    let mut found = Vec::new();
    while at < blocks.len() {
        let letter = find(tree, &blocks, at, from);
        at = letter.as_ref().map_or(at + 1, |letter| letter.end);
        from = if letter.is_some() { at } else { from };
        found.extend(letter);
    }
    let title = tree.root().elements().find(|block| block.is_html("h1")).map(NodeRef::id);
    for letter in found {
        put(tree, &blocks, &letter);
    }
    let title = title.map(|title| tree.get(title)).filter(|title| !title.is_html("h1"));
    title.and_then(NodeRef::span)
}

fn blocks(tree: &Tree) -> Vec<Block> {
    let mut blocks = Vec::new();
    for block in tree.root().elements() {
        if block.is_html("blockquote") {
            blocks.extend(block.elements().map(|inner| Block { id: inner.id(), quotation: Some(block.id()) }));
        } else {
            blocks.push(Block { id: block.id(), quotation: None });
        }
    }
    blocks
}

/// Parts a greeting from the words below it, and words of parting from those above them.
fn cut_blocks(tree: &mut Tree) {
    for Block { id, .. } in blocks(tree) {
        let block = tree.get(id);
        if !block.is_html("p") || !has_line_end(block) {
            continue;
        }
        let lines = lines_of(block);
        if lines.len() < 2 {
            continue;
        }
        let foot = foot::begins_within(&lines);
        if let Some(name) = foot::name_within(&lines, foot) {
            at_line_end(tree, id, name);
        }
        if let Some(at) = foot.filter(|at| *at > 0) {
            at_line_end(tree, id, at);
        }
        if phrases::is_greeting(&lines[0]) {
            at_line_end(tree, id, 1);
        } else if let Some(at) = lines.iter().take(head::MOST_LINES).position(|line| phrases::is_greeting(line))
            && lines[..at].iter().all(|line| head::is_line(line))
        {
            let greeting = at_line_end(tree, id, at);
            if let Some(greeting) = greeting.filter(|_| lines.len() > at + 1) {
                at_line_end(tree, greeting, 1);
            }
        }
    }
}

/// Finds the letter whose greeting stands at a place, and which begins no sooner than `from`.
fn find(tree: &Tree, blocks: &[Block], at: usize, from: usize) -> Option<Letter> {
    const LONGEST: usize = 80;
    let node = |at: usize| tree.get(blocks[at].id);
    let first = first_line(node(at));
    let greets_alone = phrases::is_greeting(&first) && lines_of(node(at)).len() == 1;
    if !(greets_alone || node(at).is_html("p") && phrases::opens_with_greeting(&first)) {
        return None;
    }
    let is_quoted = phrases::is_quoted(&first);
    let mut speeches = 0;
    for place in at + usize::from(greets_alone)..blocks.len().min(at + LONGEST) {
        let block = node(place);
        let lines = lines_of(block);
        if place > at && lines.first().is_some_and(|line| lines.len() == 1 && phrases::is_greeting(line)) {
            return None;
        }
        if let Some(foot) = foot::find(tree, blocks, place).filter(|_| speeches * 2 <= place - at) {
            let end = foot::end_of_postscripts(tree, blocks, foot.end);
            return Some(Letter { head: head::find(tree, blocks, at).max(from)..at, foot, end, greets_alone });
        }
        if matches!(block.html(), Some("h1" | "h2" | "h3")) {
            return None;
        }
        let begins_speech = lines.first().is_some_and(|line| phrases::is_quoted(line));
        // Each paragraph of a letter that is quoted begins with a mark of quotation.
        if is_quoted && block.is_html("p") && !block.has_token("class", "verse") && !begins_speech {
            return None;
        }
        speeches += usize::from(begins_speech && !is_quoted);
    }
    None
}

/// Makes the block of a letter.
fn put(tree: &mut Tree, blocks: &[Block], found: &Letter) {
    let whole = &blocks[found.head.start..found.end];
    drop_space_around(tree, blocks, found);
    let letter = tree.create_element(&Name::html("div"), None);
    tree.set(letter, "class", "letter");
    let place = before(tree, whole[0]);
    tree.insert_before(place, letter);
    let own = blocks[found.head.end].quotation;
    let mut quotation: Option<(NodeId, NodeId)> = None;
    let mut after = letter;
    let names = Names::of(tree, blocks, found);
    for (at, block) in (found.head.start..).zip(whole) {
        let is_body = at > found.head.end && at < found.foot.start;
        if tree.get(block.id).attribute("role") == Some("doc-footnote") {
            tree.detach(block.id);
            tree.insert_after(after, block.id);
            after = block.id;
            continue;
        }
        let is_lost = !is_body && is_space(tree.get(block.id));
        tree.detach(block.id);
        if is_lost {
            continue;
        }
        let holder = match block.quotation.filter(|quotation| is_body && Some(*quotation) != own) {
            Some(source) => match quotation {
                Some((known, holder)) if known == source => holder,
                _ => {
                    let holder = tree.append_element(letter, &Name::html("blockquote"), None);
                    quotation = Some((source, holder));
                    holder
                }
            },
            None => letter,
        };
        tree.append(holder, block.id);
        names.write(tree, block.id, at);
    }
    let emptied: Vec<NodeId> = whole.iter().filter_map(|block| block.quotation).collect();
    for quotation in emptied {
        if tree.get(quotation).elements().next().is_none() {
            tree.detach(quotation);
        }
    }
}

/// Takes the scene breaks before and behind a letter, which are the room that sets it off from the text.
fn drop_space_around(tree: &mut Tree, blocks: &[Block], found: &Letter) {
    let beside = [found.head.start.checked_sub(1), Some(found.end)];
    let space = beside.map(|at| blocks.get(at?).filter(|block| is_space(tree.get(block.id))));
    if let [Some(before), Some(after)] = space {
        tree.detach(before.id);
        tree.detach(after.id);
    }
}

/// Tells whether a block is a scene break made of empty lines.
fn is_space(block: NodeRef<'_>) -> bool {
    block.is_html("hr") && block.span().is_none()
}

/// Returns the block before which a letter is put; a quotation that it stands in the middle of is divided.
fn before(tree: &mut Tree, first: Block) -> NodeId {
    let Some(quotation) = first.quotation else { return first.id };
    if tree.get(first.id).previous_element().is_none() {
        return quotation;
    }
    let rest = tree.create_element(&Name::html("blockquote"), None);
    tree.insert_after(quotation, rest);
    let moved = std::iter::successors(Some(tree.get(first.id)), |node| node.next());
    let moved: Vec<NodeId> = moved.map(NodeRef::id).collect();
    for node in moved {
        tree.detach(node);
        tree.append(rest, node);
    }
    rest
}

/// What the parts of a letter are called where the pass that looks at letters would not tell them.
#[derive(Debug)]
struct Names {
    head: Range<usize>,
    foot: Range<usize>,
    head_is_said: bool,
    foot_is_said: bool,
    greets_alone: bool,
}

impl Names {
    fn of(tree: &Tree, blocks: &[Block], found: &Letter) -> Self {
        let text = |at: usize| lines_of(tree.get(blocks[at].id)).join("\n");
        let is_dated = found.head.len() < 4 && found.head.clone().all(|at| head::tells_itself(&text(at)));
        let head_is_said = !(found.head.is_empty() || is_dated && found.greets_alone);
        let last = found.foot.end - 1;
        let foot_is_said = found.end > found.foot.end || found.foot.len() > 2 || !foot::tells_itself(&text(last));
        let (head, foot) = (found.head.clone(), found.foot.clone());
        Self { head, foot, head_is_said, foot_is_said, greets_alone: found.greets_alone }
    }

    /// Makes paragraphs of the lines of the head and the foot, and says what each is.
    fn write(&self, tree: &mut Tree, id: NodeId, at: usize) {
        let is_greeting = at == self.head.end && self.greets_alone;
        let (name, is_said) = match at {
            _ if is_greeting => ("salutation", self.head_is_said),
            _ if self.head.contains(&at) => ("dateline", self.head_is_said),
            _ if self.foot.contains(&at) => match foot::part(&lines_of(tree.get(id))) {
                // Which is the last, and would be told to be the name.
                "closing" if at + 1 == self.foot.end => ("closing", true),
                part => (part, self.foot_is_said),
            },
            _ => return,
        };
        tree.rename(id, &Name::html("p"));
        tree.unset(id, "class");
        keep_lines(tree, id);
        if is_said && lines_of(tree.get(id)).len() == 1 {
            let words: Vec<NodeId> = tree.get(id).children().map(NodeRef::id).collect();
            let span = tree.append_element(id, &Name::html("span"), None);
            tree.set(span, "class", name);
            for word in words {
                tree.detach(word);
                tree.append(span, word);
            }
        } else if is_said {
            let holder = tree.create_element(&Name::html("div"), None);
            tree.set(holder, "class", name);
            tree.insert_before(id, holder);
            tree.detach(id);
            tree.append(holder, id);
        }
    }
}

#[cfg(test)]
mod tests;
