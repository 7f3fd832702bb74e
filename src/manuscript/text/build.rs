//! Blocks to the tree. Text stays a slice of the source wherever it stands there word for word.

use super::block::{Block, Kind};
use super::emphasis::{self, Mark};
use super::line::Line;
use super::table;
use crate::manuscript::east_asian::is_wide;
use crate::source::{SourceId, Span};
use crate::xml::{Name, NodeId, Tree};
use std::ops::Range;
use std::sync::Arc;

/// Builds the tree of a text from its blocks.
pub(super) fn tree(source: &Arc<str>, id: SourceId, lines: &[Line], blocks: &[Block]) -> Tree {
    let tree = Tree::new(source.clone());
    let mut builder =
        Builder { document: tree.document(), tree, source, id, lines, quotes: Vec::new(), lists: Vec::new() };
    for block in blocks {
        builder.block(block);
    }
    builder.close_quotes(0);
    builder.tree.shrink();
    builder.tree
}

struct Builder<'a> {
    tree: Tree,
    document: NodeId,
    source: &'a str,
    id: SourceId,
    lines: &'a [Line],
    /// The quotations that are open, the outermost first, with what they cover so far.
    quotes: Vec<(NodeId, Range<usize>)>,
    /// The lists that are open, the outermost first, each with its last item.
    lists: Vec<(NodeId, NodeId)>,
}

/// What becomes of the line ends of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnds {
    Joined,
    Kept,
    /// They are kept, and so is the room before each line.
    Verse,
}

impl Builder<'_> {
    fn block(&mut self, block: &Block) {
        let range = self.range(&block.lines);
        self.close_quotes(block.depth.into());
        self.open_quotes(block.depth.into(), range.start);
        for (_, covered) in &mut self.quotes {
            covered.end = range.end;
        }
        // Blank lines are no place: a break made of them has none.
        let span = (!block.lines.is_empty()).then(|| Span::new(self.id, range));
        let lines = &self.lines[block.lines.clone()];
        let (name, class) = match block.kind {
            Kind::Item { level, number, begins, is_apart } => {
                let item = self.item(level.into(), number, begins, span);
                let holder = if is_apart { self.tree.append_element(item, &Name::html("p"), span) } else { item };
                return self.inline(holder, lines, LineEnds::Joined);
            }
            Kind::More { level } => return self.more(level.into(), lines, span),
            Kind::Table => return self.table(lines, span),
            Kind::Columns => return self.columns(lines, span),
            Kind::Title => ("h1", None),
            Kind::Heading => ("h2", None),
            Kind::Byline => ("p", Some("byline")),
            Kind::Paragraph => ("p", None),
            Kind::Verse => ("p", Some("verse")),
            Kind::Break => ("hr", Some("scene-break")),
        };
        let parent = self.parent();
        let element = self.tree.append_element(parent, &Name::html(name), span);
        if let Some(class) = class {
            self.tree.set(element, "class", class);
        }
        if block.kind != Kind::Break {
            let ends = match block.kind {
                Kind::Verse => LineEnds::Verse,
                Kind::Title | Kind::Heading => LineEnds::Kept,
                _ => LineEnds::Joined,
            };
            self.inline(element, lines, ends);
        }
        self.newline(parent);
    }

    fn range(&self, lines: &Range<usize>) -> Range<usize> {
        match self.lines.get(lines.clone()) {
            Some([first, .., last]) => first.start as usize..last.end as usize,
            Some([only]) => only.start as usize..only.end as usize,
            _ => {
                let here = self.lines.get(lines.start).map_or(self.source.len(), |line| line.start as usize);
                here..here
            }
        }
    }

    fn parent(&self) -> NodeId {
        self.quotes.last().map_or(self.document, |(quote, _)| *quote)
    }

    fn open_quotes(&mut self, depth: usize, start: usize) {
        while self.quotes.len() < depth {
            let parent = self.parent();
            let quote = self.tree.append_element(parent, &Name::html("blockquote"), None);
            self.newline(quote);
            self.quotes.push((quote, start..start));
        }
    }

    fn close_quotes(&mut self, depth: usize) {
        while self.quotes.len() > depth {
            if let Some((quote, covered)) = self.quotes.pop() {
                self.tree.set_span(quote, Some(Span::new(self.id, covered)));
                let parent = self.parent();
                self.newline(parent);
            }
        }
    }

    fn newline(&mut self, parent: NodeId) {
        let newline = self.tree.create_text("\n", None);
        self.tree.append(parent, newline);
    }

    /// Adds an item, and the list that begins with it.
    fn item(&mut self, level: usize, number: Option<u32>, begins: bool, span: Option<Span>) -> NodeId {
        self.lists.truncate(level + usize::from(!begins));
        if begins {
            let parent = self.lists.last().map_or(self.parent(), |(_, item)| *item);
            let name = if number.is_some() { "ol" } else { "ul" };
            let list = self.tree.append_element(parent, &Name::html(name), None);
            if let Some(number) = number.filter(|number| *number != 1) {
                self.tree.set(list, "start", &number.to_string());
            }
            if level == 0 {
                self.newline(parent);
            }
            self.lists.push((list, list));
        }
        let list = self.lists.last().map_or(self.document, |(list, _)| *list);
        let item = self.tree.append_element(list, &Name::html("li"), span);
        if let Some((_, last)) = self.lists.last_mut() {
            *last = item;
        }
        item
    }

    /// Adds a paragraph to the last item of a list.
    fn more(&mut self, level: usize, lines: &[Line], span: Option<Span>) {
        self.lists.truncate(level + 1);
        let item = self.lists.last().map_or(self.document, |(_, item)| *item);
        if let (Some(whole), Some(span)) = (self.tree.get(item).span(), span) {
            let covered = whole.range().start..span.range().end;
            self.tree.set_span(item, Some(Span::new(self.id, covered)));
        }
        let paragraph = self.tree.append_element(item, &Name::html("p"), span);
        self.inline(paragraph, lines, LineEnds::Joined);
    }

    /// Writes the rows of a table, the first as a head where a rule stands below it.
    fn table(&mut self, lines: &[Line], span: Option<Span>) {
        let parent = self.parent();
        let table = self.tree.append_element(parent, &Name::html("table"), span);
        let mut group = None;
        for row in table::rows(self.source, lines).unwrap_or_default() {
            let (group_name, cell_name) = if row.is_head { ("thead", "th") } else { ("tbody", "td") };
            let holder = match group {
                Some((name, holder)) if name == group_name => holder,
                _ => self.tree.append_element(table, &Name::html(group_name), None),
            };
            group = Some((group_name, holder));
            let element = self.tree.append_element(holder, &Name::html("tr"), None);
            for cell in row.cells {
                let place = Span::new(self.id, cell.start as usize..cell.end as usize);
                let element = self.tree.append_element(element, &Name::html(cell_name), Some(place));
                self.inline(element, &[cell], LineEnds::Joined);
            }
        }
        self.newline(parent);
    }

    /// Writes lines as they stand, with their spaces.
    fn columns(&mut self, lines: &[Line], span: Option<Span>) {
        let parent = self.parent();
        let frame = self.tree.append_element(parent, &Name::html("pre"), span);
        let frame = self.tree.append_element(frame, &Name::html("code"), None);
        let least = lines.iter().map(|line| line.indent).min().unwrap_or(0);
        for line in lines {
            let spaces = " ".repeat((line.indent - least).into());
            self.tree.append_text(frame, &spaces, None);
            self.text(frame, line.start as usize..line.end as usize);
            self.newline(frame);
        }
        self.newline(parent);
    }

    /// Writes the lines of a block with the emphasis in them.
    fn inline(&mut self, block: NodeId, lines: &[Line], ends: LineEnds) {
        let ranges = lines.iter().map(|line| line.start as usize..line.end as usize);
        let marks = emphasis::find(self.source, ranges);
        let mut marks = marks.into_iter().peekable();
        let least = lines.iter().map(|line| line.indent).min().unwrap_or(0);
        let mut open = vec![block];
        for (at, line) in lines.iter().enumerate() {
            let inner = open.last().copied().unwrap_or(block);
            if at > 0 {
                self.join(inner, lines[at - 1], *line, ends);
            }
            if ends == LineEnds::Verse && lines.len() > 1 {
                self.indent(inner, line.indent - least);
            }
            let mut offset = line.start as usize;
            while let Some(mark) = marks.next_if(|mark| mark.start < line.end as usize) {
                let inner = open.last().copied().unwrap_or(block);
                self.text(inner, offset..mark.start);
                self.mark(&mut open, mark);
                offset = mark.start + mark.length;
            }
            let inner = open.last().copied().unwrap_or(block);
            self.text(inner, offset..line.end as usize);
        }
    }

    /// Opens or closes the elements of a mark.
    fn mark(&mut self, open: &mut Vec<NodeId>, mark: Mark) {
        let elements: &[&str] = match mark.length {
            1 => &["em"],
            2 => &["strong"],
            _ => &["em", "strong"],
        };
        if !mark.opens {
            open.truncate(open.len().saturating_sub(elements.len()));
            return;
        }
        let span = Span::new(self.id, mark.start..mark.partner + mark.length);
        for element in elements {
            if let Some(&parent) = open.last() {
                open.push(self.tree.append_element(parent, &Name::html(element), Some(span)));
            }
        }
    }

    /// Writes what stands between two lines of a block.
    fn join(&mut self, parent: NodeId, before: Line, line: Line, ends: LineEnds) {
        if ends != LineEnds::Joined {
            self.tree.append_element(parent, &Name::html("br"), None);
            return self.newline(parent);
        }
        let last = before.text(self.source).chars().next_back();
        let first = line.text(self.source).chars().next();
        if last.is_some_and(is_wide) && first.is_some_and(is_wide) {
            // Such scripts have no spaces, and a line end would become one.
            return;
        }
        let start = line.start as usize;
        if self.source[..start].ends_with('\n') {
            self.text(parent, start - 1..start);
        } else {
            self.newline(parent);
        }
    }

    /// Writes how far a line of verse stands in.
    fn indent(&mut self, parent: NodeId, columns: u16) {
        const DEEPEST: u16 = 24;
        if columns > 0 {
            let spaces = "\u{A0}".repeat(columns.min(DEEPEST).into());
            self.tree.append_text(parent, &spaces, None);
        }
    }

    fn text(&mut self, parent: NodeId, range: Range<usize>) {
        self.tree.append_text(parent, &self.source[range.clone()], Some(Span::new(self.id, range)));
    }
}
