//! Trees made block by block, as documents of word processors come: paragraphs of runs, items of lists that say only how
//! far in they stand, tables, and notes where they are mentioned.

use crate::manuscript::markdown::{FORMULA, NOTE, NOTE_LABEL};
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// How the words of a run look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each look is there or is not, whatever the others are")]
pub(super) struct Format {
    pub strong: bool,
    pub em: bool,
    pub del: bool,
    pub code: bool,
    pub small_caps: bool,
    pub sup: bool,
    pub sub: bool,
}

/// A part of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub format: Format,
    /// Where it leads.
    pub link: Option<String>,
    pub content: Content,
}

impl Run {
    /// Returns a run that looks like nothing in particular and leads nowhere.
    pub(super) fn plain(content: Content) -> Self {
        Self { format: Format::default(), link: None, content }
    }
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    Text(String),
    LineEnd,
    Picture {
        address: String,
        alternative: String,
    },
    /// A place that links lead to.
    Anchor(String),
    /// The mention of a note, by its number in this tree.
    Note(usize),
    /// A formula as TeX.
    Formula(String),
    /// Words with how they are read above them.
    Ruby {
        base: String,
        reading: String,
    },
}

impl Content {
    /// Tells whether a reader sees it.
    fn shows(&self) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty(),
            Self::Picture { .. } | Self::Note(_) | Self::Formula(_) | Self::Ruby { .. } => true,
            Self::LineEnd | Self::Anchor(_) => false,
        }
    }
}

/// Tells whether any of these runs shows anything.
pub(super) fn shows(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.content.shows())
}

/// Returns the words of runs.
pub(super) fn text_of(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        match &run.content {
            Content::Text(words) | Content::Formula(words) => text.push_str(words),
            Content::Ruby { base, reading } => text.extend([base.as_str(), reading]),
            Content::LineEnd => text.push('\n'),
            Content::Picture { .. } | Content::Anchor(_) | Content::Note(_) => {}
        }
    }
    text
}

/// Says where the texts of so many boxes stand.
pub(super) fn boxes(count: usize) -> Option<String> {
    let boxes = if count == 1 { "1 text box".to_owned() } else { format!("{count} text boxes") };
    let remark = format!("it has {boxes}: what such a box holds stands beside the paragraph that it belongs to");
    (count > 0).then_some(remark)
}

/// What runs look like, from the outside in, with the elements that say so.
type Wrap = (fn(&Format) -> bool, &'static str, Option<&'static str>);
const WRAPS: &[Wrap] = &[
    (|format| format.strong, "strong", None),
    (|format| format.em, "em", None),
    (|format| format.del, "del", None),
    (|format| format.small_caps, "span", Some("smallcaps")),
    (|format| format.sup, "sup", None),
    (|format| format.sub, "sub", None),
    (|format| format.code, "code", None),
];

/// A note that is being written, with what was at hand where it is mentioned.
#[derive(Debug)]
#[must_use]
pub(super) struct OpenNote {
    number: usize,
    lists: Vec<OpenList>,
    coming: Vec<NodeId>,
}

/// A list, its last item, and whether it is numbered.
type OpenList = (NodeId, NodeId, bool);

/// Makes a tree.
#[derive(Debug, Default)]
pub(super) struct Composer {
    pub tree: Tree,
    /// What blocks are put into; the document at first.
    open: Vec<NodeId>,
    /// The lists that are open in the innermost of them.
    lists: Vec<OpenList>,
    /// The notes that the last block mentions.
    waiting: Vec<NodeId>,
    /// Those that the next one mentions, since words are read before their block is made.
    coming: Vec<NodeId>,
    notes: usize,
}

impl Composer {
    fn parent(&self) -> NodeId {
        self.open.last().copied().unwrap_or_else(|| self.tree.document())
    }

    /// Opens a block that holds others.
    pub(super) fn open(&mut self, name: &str, class: Option<&str>) -> NodeId {
        self.end_lists();
        let block = self.tree.append_element(self.parent(), &Name::html(name), None);
        if let Some(class) = class {
            self.tree.set(block, "class", class);
        }
        self.open.push(block);
        block
    }

    /// Opens the last block again where it is of that name, or else a new one.
    pub(super) fn open_again(&mut self, name: &str) {
        let last =
            self.tree.get(self.parent()).last_child().filter(|last| last.is_html(name) && self.waiting.is_empty());
        match last.map(NodeRef::id) {
            Some(last) => self.open.push(last),
            None => drop(self.open(name, None)),
        }
    }

    /// Adds a line of code, to the code before it where that is the last block.
    pub(super) fn code(&mut self, line: &str) {
        let last = self.tree.get(self.parent()).last_child().filter(|last| last.is_html("pre"));
        let code = last.and_then(NodeRef::first_child).map(NodeRef::id);
        if let Some(code) = code {
            return self.tree.append_text(code, &format!("\n{line}"), None);
        }
        let pre = self.mark("pre");
        let code = self.tree.append_element(pre, &Name::html("code"), None);
        self.tree.append_text(code, line, None);
    }

    /// Parts two scenes, unless something parts them already.
    pub(super) fn scene_break(&mut self) {
        let last = self.tree.get(self.parent()).last_child();
        if last.is_some_and(|last| matches!(last.html(), Some("p" | "blockquote" | "ul" | "ol" | "table" | "pre"))) {
            self.mark("hr");
        }
    }

    /// Closes it.
    pub(super) fn close(&mut self) {
        self.end_lists();
        self.open.pop();
        if self.open.is_empty() {
            self.put_notes();
        }
    }

    fn end_lists(&mut self) {
        self.lists.clear();
        if self.open.is_empty() {
            self.put_notes();
        }
    }

    /// Puts the notes of the last block behind it.
    fn put_notes(&mut self) {
        let document = self.tree.document();
        for note in std::mem::take(&mut self.waiting) {
            self.tree.append(document, note);
        }
    }

    /// Adds a block of words.
    pub(super) fn block(&mut self, name: &str, runs: &[Run]) -> NodeId {
        self.end_lists();
        let block = self.tree.append_element(self.parent(), &Name::html(name), None);
        self.fill(block, runs);
        block
    }

    /// Adds a block that holds nothing.
    pub(super) fn mark(&mut self, name: &str) -> NodeId {
        self.block(name, &[])
    }

    /// Adds an item of a list so many levels in.
    pub(super) fn item(&mut self, level: usize, is_numbered: bool, runs: &[Run]) {
        self.lists.truncate(level + 1);
        if self.lists.len() == level + 1 && self.lists.last().is_some_and(|(_, _, numbered)| *numbered != is_numbered) {
            self.lists.pop();
        }
        while self.lists.len() <= level {
            if self.lists.is_empty() && self.open.is_empty() {
                self.put_notes();
            }
            let parent = self.lists.last().map_or_else(|| self.parent(), |(_, item, _)| *item);
            let list = self.tree.append_element(parent, &Name::html(if is_numbered { "ol" } else { "ul" }), None);
            let is_last = self.lists.len() == level;
            // A level without an item of its own still needs one to hold what is deeper.
            let item = if is_last { list } else { self.tree.append_element(list, &Name::html("li"), None) };
            self.lists.push((list, item, is_numbered));
        }
        if let Some((list, last, _)) = self.lists.last_mut() {
            let item = self.tree.append_element(*list, &Name::html("li"), None);
            *last = item;
            self.fill(item, runs);
        }
    }

    /// Adds another paragraph to the last item of the list at hand.
    pub(super) fn more_of_item(&mut self, runs: &[Run]) {
        let Some((_, item, _)) = self.lists.last().copied() else {
            self.block("p", runs);
            return;
        };
        let has_paragraphs = self.tree.get(item).elements().any(|child| child.is_html("p"));
        if !has_paragraphs {
            super::clean::paragraphs(&mut self.tree, item);
            let run: Vec<NodeId> = self.tree.get(item).children().map(NodeRef::id).collect();
            if !self.tree.get(item).elements().any(|child| child.is_html("p")) && !run.is_empty() {
                let first = self.tree.create_element(&Name::html("p"), None);
                self.tree.insert_before(run[0], first);
                for node in run {
                    self.tree.append(first, node);
                }
            }
        }
        let paragraph = self.tree.append_element(item, &Name::html("p"), None);
        self.fill(paragraph, runs);
    }

    /// Opens a note, which the next run mentions; what is written until it is closed is in it.
    pub(super) fn open_note(&mut self) -> OpenNote {
        self.notes += 1;
        let note = self.tree.create_element(&Name::html("div"), None);
        self.tree.set(note, "role", "doc-footnote");
        self.tree.set(note, "id", &format!("{NOTE}{}", self.notes));
        self.tree.set(note, NOTE_LABEL, &self.notes.to_string());
        self.coming.push(note);
        self.open.push(note);
        let (lists, coming) = (std::mem::take(&mut self.lists), std::mem::take(&mut self.coming));
        OpenNote { number: self.notes, lists, coming }
    }

    /// Closes a note; returns its number.
    pub(super) fn close_note(&mut self, note: OpenNote) -> usize {
        self.open.pop();
        self.lists = note.lists;
        self.coming.splice(0..0, note.coming);
        note.number
    }

    /// Writes runs into a block.
    pub(super) fn fill(&mut self, block: NodeId, runs: &[Run]) {
        self.links(block, runs);
        self.waiting.append(&mut self.coming);
    }

    /// Ends the tree.
    pub(super) fn finish(mut self) -> Tree {
        self.open.clear();
        self.waiting.append(&mut self.coming);
        self.end_lists();
        for id in self.tree.root().descendant_ids().into_iter().rev() {
            super::clean::tidy(&mut self.tree, id);
        }
        self.tree
    }

    fn links(&mut self, parent: NodeId, runs: &[Run]) {
        for same in runs.chunk_by(|one, other| one.link == other.link) {
            match &same[0].link {
                Some(link) => {
                    let element = self.tree.append_element(parent, &Name::html("a"), None);
                    self.tree.set(element, "href", link);
                    self.looks(element, same, WRAPS);
                }
                None => self.looks(parent, same, WRAPS),
            }
        }
    }

    /// Nests elements for what runs look like, so that runs that look alike stand in one. Recurses over [`WRAPS`].
    fn looks(&mut self, parent: NodeId, runs: &[Run], wraps: &[Wrap]) {
        let Some(((has, name, class), rest)) = wraps.split_first() else {
            return runs.iter().for_each(|run| self.content(parent, &run.content));
        };
        for same in runs.chunk_by(|one, other| has(&one.format) == has(&other.format)) {
            if !has(&same[0].format) || !shows(same) {
                self.looks(parent, same, rest);
                continue;
            }
            let element = self.tree.append_element(parent, &Name::html(name), None);
            if let Some(class) = class {
                self.tree.set(element, "class", class);
            }
            self.looks(element, same, rest);
        }
    }

    fn content(&mut self, parent: NodeId, content: &Content) {
        let tree = &mut self.tree;
        match content {
            Content::Text(text) => tree.append_text(parent, text, None),
            Content::LineEnd => {
                tree.append_element(parent, &Name::html("br"), None);
            }
            Content::Picture { address, alternative } => {
                let picture = tree.append_element(parent, &Name::html("img"), None);
                tree.set(picture, "src", address);
                tree.set(picture, "alt", alternative);
            }
            Content::Anchor(id) => {
                let anchor = tree.append_element(parent, &Name::html("span"), None);
                tree.set(anchor, "id", id);
            }
            Content::Note(number) => {
                let mention = tree.append_element(parent, &Name::html("a"), None);
                tree.set(mention, "role", "doc-noteref");
                tree.set(mention, "href", &format!("#{NOTE}{number}"));
                tree.append_text(mention, &number.to_string(), None);
            }
            Content::Formula(tex) => {
                let formula = tree.append_element(parent, &Name::html("code"), None);
                tree.set(formula, FORMULA, "inline");
                tree.append_text(formula, tex, None);
            }
            Content::Ruby { base, reading } => {
                let ruby = tree.append_element(parent, &Name::html("ruby"), None);
                tree.append_text(ruby, base, None);
                let over = tree.append_element(ruby, &Name::html("rt"), None);
                tree.append_text(over, reading, None);
            }
        }
    }
}
