//! Letters: where and when one was written, whom it greets, how it takes its leave, who signed it.
//!
//! In a block that its author calls a letter, the short paragraphs at its head and foot are told by their punctuation.
//! What the author has given a class of its own is left alone; nothing is moved, and no other text is looked at.

use super::{Context, classes};
use crate::diagnostic::Diagnostics;
use crate::manuscript::Piece;
use crate::xml::{NodeId, NodeRef};

/// A paragraph of a letter.
struct Paragraph {
    id: NodeId,
    text: String,
    is_marked: bool,
}

pub(super) fn run(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !classes::may_have(&piece.tree, &["letter"]) {
        return Diagnostics::new();
    }
    let is_letter = |node: &NodeRef<'_>| node.is_html("div") && classes::has(*node, "letter");
    let letters: Vec<NodeId> = piece.tree.root().descendants().filter(is_letter).map(NodeRef::id).collect();
    for letter in letters {
        let paragraphs: Vec<Paragraph> = piece.tree.get(letter).elements().filter_map(Paragraph::of).collect();
        for (id, class) in parts(&paragraphs) {
            classes::add(&mut piece.tree, id, class);
        }
    }
    Diagnostics::new()
}

impl Paragraph {
    fn of(node: NodeRef<'_>) -> Option<Self> {
        let text = node.text_content().trim().to_owned();
        let is_marked = node.attribute("class").is_some();
        (node.is_html("p") || is_marked).then(|| Self { id: node.id(), text, is_marked })
    }

    /// Tells whether it is no longer than the lines of an address.
    fn is_short(&self) -> bool {
        const LONGEST: usize = 160;
        const WIDEST: usize = 60;
        self.text.len() <= LONGEST && self.text.lines().all(|line| line.chars().nth(WIDEST).is_none())
    }

    fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '”', '’', '»']);
        // An initial and an abbreviation end in a full stop too.
        let last = text.trim_end_matches('.').rsplit([' ', '.', '\u{A0}']).next().unwrap_or_default();
        text.ends_with(['?', '…', '。']) || text.ends_with('.') && last.chars().count() > 3
    }

    /// Tells whether it greets or takes leave: it ends in what leaves the rest to come.
    fn is_open(&self) -> bool {
        self.is_short() && self.text.ends_with([',', '，', '、', ':', '：', '!', '！', '—', '–'])
    }
}

/// Returns the parts of a letter that are none of its body, each with its class.
fn parts(paragraphs: &[Paragraph]) -> Vec<(NodeId, &'static str)> {
    const HEAD: usize = 4;
    let mut parts = Vec::new();
    let greeting = paragraphs.iter().take(HEAD).position(|paragraph| paragraph.is_open() && !paragraph.is_marked);
    let head = greeting.unwrap_or(paragraphs.len().min(1));
    let is_head = |paragraph: &Paragraph| paragraph.is_short() && !paragraph.ends_sentence();
    let begins =
        paragraphs.len() > 1 && paragraphs[..head].iter().all(|paragraph| paragraph.is_marked || is_head(paragraph));
    if begins {
        parts.extend(paragraphs[..head].iter().map(|paragraph| (paragraph, "dateline")));
        parts.extend(greeting.map(|at| (&paragraphs[at], "salutation")));
    }
    let body = if begins { greeting.map_or(head, |at| at + 1) } else { 0 };
    if let [.., last] = &paragraphs[body..]
        && last.is_short()
        && !last.ends_sentence()
        && paragraphs.len() > 1
    {
        parts.push((last, "signature"));
        let before = paragraphs.len().checked_sub(2).filter(|at| *at >= body).map(|at| &paragraphs[at]);
        parts.extend(before.filter(|before| before.is_open()).map(|before| (before, "closing")));
    }
    parts
        .into_iter()
        .filter(|(paragraph, _)| !paragraph.is_marked)
        .map(|(paragraph, class)| (paragraph.id, class))
        .collect()
}

/// What an author may say of a paragraph by a span that is all there is in it: `[Ann]{.signature}`.
const PARTS: [&str; 5] = ["dateline", "salutation", "closing", "signature", "attribution"];

/// Gives their paragraphs the classes of spans that stand alone.
pub(super) fn adopt(piece: &mut Piece, _context: &Context<'_>) -> Diagnostics {
    if !classes::may_have(&piece.tree, &PARTS) {
        return Diagnostics::new();
    }
    let tree = &mut piece.tree;
    let paragraphs = tree.root().descendants().filter(|node| node.is_html("p"));
    let found: Vec<(NodeId, NodeId, &str)> = paragraphs.filter_map(lone_part).collect();
    for (paragraph, span, class) in found {
        tree.unset(span, "class");
        if tree.get(span).attributes().next().is_none() {
            tree.unwrap(span);
        }
        classes::add(tree, paragraph, class);
    }
    Diagnostics::new()
}

/// Returns a paragraph, the span that is all there is in it, and what that says it is.
fn lone_part(paragraph: NodeRef<'_>) -> Option<(NodeId, NodeId, &'static str)> {
    let mut inside = paragraph.children().filter(|node| !node.is_text() || !node.text().trim().is_empty());
    let only = inside.next().filter(|only| only.is_html("span"))?;
    let class = only.attribute("class")?;
    let part = PARTS.into_iter().find(|part| *part == class)?;
    inside.next().is_none().then(|| (paragraph.id(), only.id(), part))
}
