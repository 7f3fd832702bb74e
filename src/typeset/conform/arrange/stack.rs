//! The elements that are open while a tree is built again, and where among them the next node goes.
//!
//! Three kinds are on the stack. A *block* stands in the new tree once, from its start to its end. A *paragraph* may be
//! ended by a block, and begun anew after it. A *run* is an element among text: it is begun where text is, inside
//! whatever block or paragraph that is, as often as needed. The runs that stand in the new tree now are the *chain*.

use super::super::groups;
use super::super::log::Log;
use super::model::{Model, Need, Room, Separator, model_of};
use crate::source::Span;
use crate::vocabulary::{self, Element};
use crate::xml::{Name, NodeId, Tree};

/// How many runs are begun anew in one place: more than any author opens, few enough for any input.
const MOST_RUNS: usize = 16;

/// How an open element stands in the new tree.
#[derive(Clone, Debug)]
enum Part {
    Block {
        model: Model,
        outside: Option<Outside>,
    },
    /// `open` is where it stands now; `used` tells whether the node itself does, or did.
    Paragraph {
        open: Option<NodeId>,
        used: bool,
    },
    Run {
        used: bool,
        separator: Option<Separator>,
    },
    /// It does not stand anywhere.
    Gone {
        separator: Option<Separator>,
    },
}

/// The runs around a block that stands among text, to be gone on with after it.
#[derive(Clone, Debug)]
struct Outside {
    chain: Vec<Link>,
    floor: usize,
}

struct Entry {
    node: NodeId,
    element: Option<&'static Element>,
    part: Part,
    /// Whether it was put in to hold what needs it, and ends before anything else.
    implied: bool,
    /// Whether words stand in it, and what is due before the next ones.
    filled: bool,
    due: Option<Separator>,
}

/// A run that stands in the new tree: which of the runs, its node there, and whether anything is in it.
#[derive(Clone, Debug)]
struct Link {
    run: usize,
    node: NodeId,
    filled: bool,
}

/// The kinds of open elements that others may not stand in, and how many of each are open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context([u16; KINDS.len()]);

const KINDS: [&str; 8] = ["a", "dfn", "header", "footer", "address", "caption", "audio", "video"];

impl Context {
    pub(super) fn is_in(&self, local: &str) -> bool {
        KINDS.iter().position(|kind| *kind == local).is_some_and(|kind| self.0[kind] > 0)
    }

    fn count(&mut self, element: Option<&'static Element>, opened: bool) {
        let kind = element.and_then(|element| KINDS.iter().position(|kind| *kind == element.name));
        if let Some(kind) = kind {
            let count = &mut self.0[kind];
            *count = if opened { count.saturating_add(1) } else { count.saturating_sub(1) };
        }
    }
}

/// The step at work.
pub(super) struct Arranger<'a> {
    pub(super) tree: &'a mut Tree,
    pub(super) log: &'a mut Log,
    pub(super) context: Context,
    stack: Vec<Entry>,
    /// The indices of the runs on the stack.
    runs: Vec<usize>,
    chain: Vec<Link>,
    /// The first of the runs that may be begun here: those before it stand around a block among text.
    floor: usize,
    copies: usize,
    /// Where the node comes from that is being put in.
    pub(super) span: Option<Span>,
}

impl<'a> Arranger<'a> {
    pub(super) fn new(tree: &'a mut Tree, log: &'a mut Log, root: NodeId, inside_drawing: bool) -> Self {
        let context = if inside_drawing { Context([1; KINDS.len()]) } else { Context::default() };
        let mut arranger = Self {
            tree,
            log,
            context,
            stack: Vec::new(),
            runs: Vec::new(),
            chain: Vec::new(),
            floor: 0,
            copies: 0,
            span: None,
        };
        arranger.push(root, None, Part::Block { model: Model::Flow, outside: None }, false);
        arranger
    }

    /// Ends what is still open.
    pub(super) fn finish(mut self) {
        self.end_above(0);
        self.break_chain();
    }

    // Finding room.

    /// Tells whether the innermost open element is a block that takes in blocks, with no run begun in it.
    pub(super) fn top_is_open_flow(&self) -> bool {
        let top = self.stack.iter().rev().find(|entry| !matches!(entry.part, Part::Gone { .. }));
        let is_flow = top.is_some_and(|entry| matches!(entry.part, Part::Block { model, .. } if model.is_flow()));
        is_flow && self.runs.len() == self.floor
    }

    /// Finds or makes the place for what needs `need`, ending what must be ended for it.
    pub(super) fn room_for(&mut self, need: Need, what: &str) -> Room {
        // Each turn puts in one element, and each model asks for one that is nearer to flow: three turns at most.
        loop {
            if let Some(index) = self.find(need) {
                self.end_above(index);
                return Room::At(index);
            }
            let Some((index, model)) = self.innermost_block() else { return Room::Nowhere(Need::Phrasing) };
            match model.wrapper(need) {
                Ok(wrapper) => self.imply(index, wrapper, what),
                Err(fallback) => return Room::Nowhere(fallback),
            }
        }
    }

    fn find(&self, need: Need) -> Option<usize> {
        for (index, entry) in self.stack.iter().enumerate().rev() {
            let passable = match &entry.part {
                Part::Run { .. } | Part::Gone { .. } => continue,
                Part::Paragraph { .. } if need == Need::Phrasing && self.may_begin(index) => return Some(index),
                Part::Paragraph { .. } => true,
                Part::Block { model, .. } if model.accepts(need) => return Some(index),
                Part::Block { model, .. } => entry.implied || *model == Model::Columns,
            };
            if !passable {
                return None;
            }
        }
        None
    }

    /// Tells whether the paragraph at `index` stands, or can begin anew: the block it was in may have ended.
    fn may_begin(&self, index: usize) -> bool {
        let holder = self.stack[..index].iter().rev().find_map(|entry| match entry.part {
            Part::Block { model, .. } => Some(model),
            _ => None,
        });
        holder.is_some_and(Model::is_flow)
    }

    fn innermost_block(&self) -> Option<(usize, Model)> {
        self.stack.iter().enumerate().rev().find_map(|(index, entry)| match entry.part {
            Part::Block { model, .. } if model != Model::Columns => Some((index, model)),
            _ => None,
        })
    }

    fn imply(&mut self, index: usize, wrapper: &'static str, what: &str) {
        let Some(element) = vocabulary::element(wrapper) else { return };
        self.end_above(index);
        self.end_paragraphs(index);
        let message = || format!("`{what}` stood where HTML asks for a `<{wrapper}>` around it");
        self.log.remark(&super::MISPLACED_ELEMENT, wrapper, self.span, message);
        let node = self.tree.create_element(&Name::html(wrapper), None);
        self.tree.append(self.stack[index].node, node);
        self.push(node, Some(element), Part::Block { model: model_of(element), outside: None }, true);
    }

    /// Ends the implied elements above `index`.
    fn end_above(&mut self, index: usize) {
        for above in (index + 1..self.stack.len()).rev() {
            if self.stack[above].implied {
                self.break_chain();
                let entry = self.take(above);
                groups::close(self.tree, entry.node);
            }
        }
    }

    /// Interrupts the runs and paragraphs above `index`, since a block comes.
    fn end_paragraphs(&mut self, index: usize) {
        self.break_chain();
        for above in index + 1..self.stack.len() {
            let entry = &mut self.stack[above];
            let Part::Paragraph { open, used } = &mut entry.part else { continue };
            if let Some(node) = open.take()
                && !entry.filled
            {
                // An empty one would stand before the block.
                *used &= node != entry.node;
                self.tree.detach(node);
            }
            entry.filled = false;
        }
    }

    /// Ends the runs that stand in the new tree; those in which nothing is leave it.
    fn break_chain(&mut self) {
        while let Some(link) = self.chain.pop() {
            if link.filled {
                continue;
            }
            let entry = &mut self.stack[self.runs[link.run]];
            if let Part::Run { used, .. } = &mut entry.part {
                *used &= entry.node != link.node;
            }
            self.tree.detach(link.node);
        }
    }

    // Putting nodes in.

    /// Puts in a node that stands among text.
    pub(super) fn place(&mut self, id: NodeId) {
        let Room::At(index) = self.room_for(Need::Phrasing, "text") else { return };
        let parent = self.begin_runs(index);
        self.put_separator(index, parent);
        self.tree.append(parent, id);
        self.fill(index);
    }

    /// Notes that something stands in the runs that are begun, and in the block or paragraph at `index`.
    fn fill(&mut self, index: usize) {
        self.stack[index].filled = true;
        for link in self.chain.iter_mut().rev().take_while(|link| !link.filled) {
            link.filled = true;
        }
    }

    /// Puts in white space, for which nothing is begun.
    pub(super) fn place_space(&mut self, id: NodeId) {
        let parent = self.chain.last().map(|link| link.node).or_else(|| {
            self.stack.iter().rev().find_map(|entry| match entry.part {
                Part::Paragraph { open, .. } => open,
                Part::Block { .. } => Some(entry.node),
                _ => None,
            })
        });
        if let Some(parent) = parent {
            self.tree.append(parent, id);
        }
    }

    /// Begins the runs that are open but do not stand in the block or paragraph at `index`; returns the innermost.
    fn begin_runs(&mut self, index: usize) -> NodeId {
        let (mut parent, first) = match self.chain.last() {
            Some(link) => (link.node, link.run + 1),
            None => (self.begin_paragraph(index), self.runs.len().saturating_sub(MOST_RUNS).max(self.floor)),
        };
        for run in first..self.runs.len() {
            let entry = &mut self.stack[self.runs[run]];
            let original = entry.node;
            let fresh = match &mut entry.part {
                Part::Run { used, .. } => !std::mem::replace(used, true),
                _ => false,
            };
            let node = if fresh { original } else { self.copy(original) };
            self.tree.append(parent, node);
            self.chain.push(Link { run, node, filled: false });
            parent = node;
        }
        parent
    }

    /// Returns the node in which things stand that stand at `index`.
    fn begin_paragraph(&mut self, index: usize) -> NodeId {
        let entry = &self.stack[index];
        let (original, used) = match entry.part {
            Part::Paragraph { open: None, used } => (entry.node, used),
            Part::Paragraph { open: Some(open), .. } => return open,
            _ => return entry.node,
        };
        let node = if used { self.copy(original) } else { original };
        let holder = self.stack[..index].iter().rev().find(|entry| matches!(entry.part, Part::Block { .. }));
        if let Some(holder) = holder {
            self.tree.append(holder.node, node);
        }
        self.stack[index].part = Part::Paragraph { open: Some(node), used: true };
        node
    }

    /// Returns an element like another, without its id.
    fn copy(&mut self, original: NodeId) -> NodeId {
        let node = self.tree.get(original);
        let Some(name) = node.name().cloned() else { return original };
        let attributes: Vec<_> = node
            .attributes()
            .filter(|attribute| !(attribute.name.namespace.is_empty() && &*attribute.name.local == "id"))
            .map(|attribute| (attribute.name.clone(), attribute.value.to_owned(), attribute.span))
            .collect();
        let copy = self.tree.create_element(&name, node.span());
        self.copies += 1;
        for (name, value, span) in attributes {
            // The names of maps are unique.
            let value = if &*name.local == "name" { format!("{value}.{}", self.copies) } else { value };
            self.tree.set_attribute(copy, &name, &value, span);
        }
        copy
    }

    /// Says that words that come are to be kept apart from those that are there, where blocks became text.
    pub(super) fn separate(&mut self, separator: Option<Separator>) {
        let block = self.stack.iter_mut().rev().find(|entry| matches!(entry.part, Part::Block { .. }));
        if let Some(block) = block
            && let Some(separator) = separator
            && block.filled
            && block.due != Some(Separator::Line)
        {
            block.due = Some(separator);
        }
    }

    fn put_separator(&mut self, index: usize, parent: NodeId) {
        let Some(separator) = self.stack[index].due.take() else { return };
        let node = match (separator, self.stack[index].element.map(|element| element.name)) {
            (Separator::Line, Some("pre")) => self.tree.create_text("\n", None),
            (Separator::Space, _) | (_, Some("rt" | "ruby" | "summary")) => self.tree.create_text(" ", None),
            (Separator::Line, _) => self.tree.create_element(&Name::html("br"), None),
        };
        self.tree.append(parent, node);
    }

    // Opening and closing.

    /// Opens a run, and begins it at once where it may stand.
    pub(super) fn open_inline(&mut self, id: NodeId, element: &'static Element, separator: Option<Separator>) {
        let place = self.find(Need::Phrasing);
        self.push(id, Some(element), Part::Run { used: false, separator }, false);
        self.runs.push(self.stack.len() - 1);
        if let Some(index) = place {
            self.end_above(index);
            self.begin_runs(index);
        }
    }

    /// Opens a block or paragraph in the block at `index`.
    pub(super) fn push_block(&mut self, id: NodeId, element: &'static Element, index: usize) {
        self.end_paragraphs(index);
        let parent = &self.stack[index];
        let in_definitions = matches!(parent.part, Part::Block { model: Model::Definitions, .. });
        let in_ordered_list = parent.element.is_some_and(|parent| parent.name == "ol");
        let part = match element.name {
            "p" => Part::Paragraph { open: Some(id), used: true },
            "div" if in_definitions => Part::Block { model: Model::Group, outside: None },
            _ => Part::Block { model: model_of(element), outside: None },
        };
        self.tree.append(self.stack[index].node, id);
        if element.name == "li" && !in_ordered_list {
            self.tree.unset(id, "value");
        }
        self.push(id, Some(element), part, false);
    }

    /// Opens a player or ruby: it stands among text, and what stands in it is a world of its own.
    pub(super) fn open_embedded(&mut self, id: NodeId, element: &'static Element) {
        let in_flow = self.top_is_open_flow();
        self.place(id);
        let model = match model_of(element) {
            Model::Ruby => Model::Ruby,
            _ => Model::Media { flow: in_flow },
        };
        let outside = Outside { chain: std::mem::take(&mut self.chain), floor: self.floor };
        self.push(id, Some(element), Part::Block { model, outside: Some(outside) }, false);
        self.floor = self.runs.len();
    }

    /// Opens an element that will stand nowhere.
    pub(super) fn push_gone(&mut self, id: NodeId, separator: Option<Separator>) {
        self.push(id, None, Part::Gone { separator }, false);
    }

    fn push(&mut self, node: NodeId, element: Option<&'static Element>, part: Part, implied: bool) {
        self.context.count(element, true);
        self.stack.push(Entry { node, element, part, implied, filled: false, due: None });
    }

    /// Takes an entry from the stack, wherever it is.
    fn take(&mut self, index: usize) -> Entry {
        let entry = self.stack.remove(index);
        for run in self.runs.iter_mut().rev().take_while(|run| **run > index) {
            *run -= 1;
        }
        self.context.count(entry.element, false);
        entry
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        let Some(index) = self.stack.iter().rposition(|entry| !entry.implied).filter(|index| *index > 0) else {
            return;
        };
        match self.stack[index].part {
            Part::Block { .. } => self.close_block(index),
            Part::Paragraph { .. } => self.close_paragraph(index),
            Part::Run { separator, .. } => self.close_run(separator),
            Part::Gone { separator } => {
                self.take(index);
                self.separate(separator);
            }
        }
    }

    fn close_block(&mut self, index: usize) {
        self.end_above(index);
        self.break_chain();
        let entry = self.take(index);
        if let Part::Block { outside: Some(outside), .. } = entry.part {
            (self.chain, self.floor) = (outside.chain, outside.floor);
        }
        groups::close(self.tree, entry.node);
    }

    fn close_paragraph(&mut self, index: usize) {
        self.break_chain();
        let entry = &self.stack[index];
        match entry.part {
            Part::Paragraph { used: false, .. } if self.has_id(entry.node) => {
                self.begin_paragraph(index);
            }
            Part::Paragraph { open: Some(open), .. } if open != entry.node && !entry.filled => self.tree.detach(open),
            _ => {}
        }
        self.take(index);
    }

    fn close_run(&mut self, separator: Option<Separator>) {
        let Some(&index) = self.runs.last() else { return };
        let node = self.stack[index].node;
        let unused = matches!(self.stack[index].part, Part::Run { used: false, .. });
        let is_anchor = self.has_id(node);
        if unused
            && is_anchor
            && let Room::At(room) = self.room_for(Need::Phrasing, "text")
        {
            self.begin_runs(room);
        }
        if let Some(link) = self.chain.pop_if(|link| link.run + 1 == self.runs.len()) {
            if link.node != node && !link.filled {
                self.tree.detach(link.node);
            } else if is_anchor
                && !link.filled
                && let Some(room) = self.find(Need::Phrasing)
            {
                // Nothing is in it, but links lead to it.
                self.fill(room);
            }
        }
        if let Some(index) = self.runs.pop() {
            self.take(index);
        }
        self.separate(separator);
    }

    fn has_id(&self, id: NodeId) -> bool {
        self.tree.get(id).attribute("id").is_some()
    }
}
