//! Lists of contents, which the book makes by itself: found by their name, and by the headings that their lines repeat.

use super::Removed;
use super::clean::{is_block, label, lines};
use crate::slug::key;
use crate::xml::{NodeId, NodeRef, Tree};
use std::collections::HashSet;

/// What such a list is called, as letters alone.
const NAMES: &[&str] = &[
    "contents",
    "tableofcontents",
    "listofcontents",
    "inhalt",
    "inhaltsverzeichnis",
    "tabledesmatieres",
    "sommaire",
    "indice",
    "contenido",
    "inhoud",
    "inhoudsopgave",
    "sommario",
    "innehall",
    "indhold",
    "innhold",
];

/// No line of such a list is longer.
const LONGEST: usize = 160;

/// Takes the list of contents out of a text whose blocks stand side by side.
pub(super) fn take(tree: &mut Tree) -> Option<Removed> {
    let blocks: Vec<NodeRef<'_>> = tree.root().elements().collect();
    let start = blocks.iter().position(|block| {
        let first = || lines(*block).into_iter().find(|line| !line.is_empty());
        may_be_name(*block) && first().is_some_and(|line| is_name(&line))
    })?;
    let headings = blocks[start + 1..].iter().filter(|block| is_heading(**block));
    let headings: HashSet<String> = headings.flat_map(|block| names(&label(*block))).collect();
    let count =
        |lines: &[String]| lines.iter().filter(|line| names(line).iter().any(|name| repeats(name, &headings))).count();
    let hits_in = |block: Option<&NodeRef<'_>>| block.map_or(0, |block| count(&lines(*block)));
    // How many blocks there are up to the last that repeats a heading; how many lines, and how many of them do.
    let (mut end, mut total, mut repeated) = (start + 1, 0, 0);
    let (mut seen, mut known) = (0, 0);
    for (index, block) in blocks.iter().enumerate().skip(start) {
        let is_entry =
            || is_heading(*block) && is_again(*block, &blocks[index + 1..]) && hits_in(blocks.get(index + 1)) > 0;
        if index > start && (is_heading(*block) && !is_entry() || block.is_html("hr") && known > 0) {
            break;
        }
        let lines = lines(*block);
        if lines.iter().any(|line| line.chars().count() > LONGEST) {
            break;
        }
        let said: Vec<String> = lines.iter().map(|line| key(line)).filter(|key| !key.is_empty()).collect();
        let hits = count(&lines);
        seen += said.len() - usize::from(index == start);
        known += hits;
        if hits > 0 {
            (end, total, repeated) = (index + 1, seen, known);
        }
    }
    if repeated < 2 || repeated * 2 < total {
        return None;
    }
    let text: Vec<String> = blocks[start..end].iter().map(|block| lines(*block).join("\n")).collect();
    let gone: Vec<NodeId> = blocks[start..end].iter().map(|block| block.id()).collect();
    for block in gone {
        tree.detach(block);
    }
    Some(Removed { what: "the list of contents, which the book makes by itself".to_owned(), text: text.join("\n") })
}

/// Tells whether a heading is that of a block below as well: a line of the list may look like one.
fn is_again(heading: NodeRef<'_>, below: &[NodeRef<'_>]) -> bool {
    let own = key(&label(heading));
    below.iter().any(|block| is_heading(*block) && key(&label(*block)) == own)
}

/// Tells whether a block begins with few enough letters for such a name: of a paragraph, nothing more need be looked at.
fn may_be_name(block: NodeRef<'_>) -> bool {
    const LETTERS: usize = 24;
    let first = block.descendants().find(|node| node.is_text() && !node.text().trim_start().is_empty());
    let mut letters = first.map_or("", NodeRef::text).chars().filter(|letter| letter.is_alphanumeric());
    letters.nth(LETTERS).is_none()
}

/// Tells whether a line is what such a list is called.
pub(super) fn is_name(line: &str) -> bool {
    NAMES.contains(&&*key(line))
}

/// Returns what a heading may be called, as letters alone: with its number, and without, where a sign parts them.
fn names(heading: &str) -> Vec<String> {
    let title = heading.split_once([':', '.', '—', '–']).map(|(_, title)| key(title));
    [Some(key(heading)), title].into_iter().flatten().filter(|name| !name.is_empty()).collect()
}

/// Tells whether a line is a heading again, with or without the number of its page.
fn repeats(line: &str, headings: &HashSet<String>) -> bool {
    headings.contains(line) || headings.contains(line.trim_end_matches(|letter: char| letter.is_ascii_digit()))
}

/// Tells whether a block is a heading.
pub(super) fn is_heading(block: NodeRef<'_>) -> bool {
    is_block(block) && matches!(block.html(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}
