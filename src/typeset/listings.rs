//! Blocks of code: their words set by what they are, their titles, their numbers, and lines too long for a page.
//!
//! A line that is too long hangs: it goes on further in, so that one sees that it is the same. That takes an element a
//! line, and only blocks that have such a line, or numbers, get them; a line end stays in each, for engines that know no
//! blocks among words. Numbers are text, since engines still in use count nothing.

use super::{Context, classes};
use crate::code::{self, Class, Part};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::manuscript::Piece;
use crate::manuscript::markdown::{CODE_TITLE, NUMBERED, START};
use crate::source::Span;
use crate::xml::{Name, NodeId, NodeRef, Tree};
use std::ops::Range;

/// How many columns a narrow page shows.
const LONG: usize = 34;

/// Where tabs lead to: the next column that is a multiple of this.
const TAB: usize = 4;

/// The largest number that a first line may have.
const LAST: usize = 9_999_999;

const LANGUAGE: &str = "language-";

pub(super) fn run(piece: &mut Piece, context: &Context<'_>) -> Diagnostics {
    let tree = &mut piece.tree;
    if !tree.has_name("pre") {
        return Diagnostics::new();
    }
    let blocks: Vec<NodeId> = tree.root().descendants().filter(|node| node.is_html("pre")).map(NodeRef::id).collect();
    let names = Names { span: Name::html("span"), class: Name::attribute("class") };
    let mut findings = Diagnostics::new();
    for block in blocks {
        let first = numbering(tree, block, &mut findings);
        title(tree, block);
        set(tree, block, first, context.manifest.code.highlight, &names);
    }
    findings
}

/// Tells whether code of a piece is set by what it is: whether the book needs the colours for it.
pub fn is_highlighted(tree: &Tree) -> bool {
    tree.has_name("pre") && tree.has_value("class", |value| value.starts_with("code-"))
}

/// What every block is made of.
struct Names {
    span: Name,
    class: Name,
}

/// Takes from a block which number its first line has, if its lines have numbers.
fn numbering(tree: &mut Tree, block: NodeId, findings: &mut Diagnostics) -> Option<usize> {
    let node = tree.get(block);
    let is_numbered = node.attribute(NUMBERED).is_some_and(|said| said != "false");
    let start = node.attribute(START).map(str::to_owned);
    let span = node.nearest_span();
    for name in [NUMBERED, START] {
        tree.unset(block, name);
    }
    let first = start.as_ref().and_then(|start| start.parse::<usize>().ok()).filter(|first| *first <= LAST);
    if let Some(start) = start.filter(|_| first.is_none()) {
        let help = "write the number of the first line: `start=10`";
        findings
            .push(Diagnostic::new(&BAD_LINE_NUMBER, format!("`{start}` is no number of a line")).at(span).help(help));
    }
    (is_numbered || first.is_some()).then(|| first.unwrap_or(1))
}

/// Puts the title of a block over it.
fn title(tree: &mut Tree, block: NodeId) {
    let node = tree.get(block);
    let span = node.span();
    let Some(title) = node.attribute(CODE_TITLE).map(str::to_owned) else { return };
    tree.unset(block, CODE_TITLE);
    let listing = tree.wrap(block, &Name::html("div"));
    tree.set(listing, "class", "listing");
    let line = tree.create_element(&Name::html("p"), span);
    tree.set(line, "class", "listing-title");
    // As code, it is left as it was typed: a name of a file may hold any sign.
    let words = tree.append_element(line, &Name::html("code"), span);
    tree.append_text(words, &title, span);
    tree.prepend(listing, line);
}

fn set(tree: &mut Tree, block: NodeId, first_number: Option<usize>, highlights: bool, names: &Names) {
    let Some(code) = tree.get(block).elements().next().filter(|code| code.is_html("code")) else { return };
    if code.children().any(|child| !child.is_text()) || code.next().is_some() || code.previous().is_some() {
        return;
    }
    let language = code.attribute("class").and_then(|class| {
        class.split_ascii_whitespace().find_map(|class| class.strip_prefix(LANGUAGE)).and_then(code::named)
    });
    let language = language.filter(|_| highlights);
    let code = code.id();
    expand_tabs(tree, code);
    let code = tree.get(code);
    let is_long = code.children().any(|text| text.text().lines().any(|line| line.len() > LONG));
    let has_lines = first_number.is_some() || is_long;
    if language.is_none() && !has_lines {
        return;
    }
    let code = code.id();
    let texts: Vec<NodeId> = tree.get(code).children().map(NodeRef::id).collect();
    // What a block holds is one text as a rule; a quotation or a list cuts it at its lines.
    let (text, places) = whole(tree, &texts);
    let parts = language.map(|language| language.parts(&text)).unwrap_or_default();
    if parts.is_empty() && !has_lines {
        return;
    }
    for text in texts {
        tree.detach(text);
    }
    let mut setter = Setter { tree, names, text: &text, places: &places, at: code };
    if has_lines {
        setter.lines(code, &parts, first_number);
    } else {
        setter.run(0..text.len(), &parts);
    }
    if has_lines {
        classes::add(tree, block, "lines");
    }
}

/// Makes spaces of tabs, which engines set as one space, or count from where the number of the line begins.
fn expand_tabs(tree: &mut Tree, code: NodeId) {
    let has_tabs = |node: &NodeRef<'_>| node.text().contains('\t');
    let texts: Vec<NodeId> = tree.get(code).children().filter(has_tabs).map(NodeRef::id).collect();
    for text in texts {
        let mut expanded = String::new();
        let mut column = 0;
        for letter in tree.get(text).text().chars() {
            // A tab leads to the next stop.
            let width = if letter == '\t' { TAB - column % TAB } else { 1 };
            expanded.extend(std::iter::repeat_n(if letter == '\t' { ' ' } else { letter }, width));
            column = if letter == '\n' { 0 } else { column + width };
        }
        tree.set_text(text, &expanded);
    }
}

/// Returns the text of a block, and where its parts are from.
fn whole(tree: &Tree, texts: &[NodeId]) -> (String, Vec<(usize, Option<Span>)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for id in texts {
        let node = tree.get(*id);
        let place = node.span().filter(|span| span.range().len() == node.text().len());
        places.push((text.len(), place));
        text.push_str(node.text());
    }
    (text, places)
}

/// Puts text and what it is into a block.
struct Setter<'a> {
    tree: &'a mut Tree,
    names: &'a Names,
    text: &'a str,
    places: &'a [(usize, Option<Span>)],
    /// What is written into.
    at: NodeId,
}

impl Setter<'_> {
    /// Writes the parts of a range, and what is between them.
    fn run(&mut self, range: Range<usize>, parts: &[Part]) {
        let mut at = range.start;
        for part in parts {
            let start = part.range.start.max(at);
            let end = part.range.end.min(range.end);
            self.plain(at..start);
            if start < end {
                self.part(start..end, part.class);
            }
            at = at.max(end);
        }
        self.plain(at..range.end);
    }

    fn part(&mut self, range: Range<usize>, class: Class) {
        let span = self.tree.append_element(self.at, &self.names.span, None);
        self.tree.set_attribute(span, &self.names.class, class.name(), None);
        let block = std::mem::replace(&mut self.at, span);
        self.plain(range);
        self.at = block;
    }

    fn plain(&mut self, mut range: Range<usize>) {
        while !range.is_empty() {
            let index = self.places.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
            let end = self.places.get(index + 1).map_or(range.end, |(next, _)| range.end.min(*next));
            let place = self.places.get(index).and_then(|(start, place)| {
                let place = (*place)?;
                let first = place.range().start;
                Some(Span::new(place.source, first + range.start - start..first + end - start))
            });
            self.tree.append_text(self.at, &self.text[range.start..end], place);
            range.start = end;
        }
    }

    /// Writes each line as an element.
    fn lines(&mut self, code: NodeId, parts: &[Part], first_number: Option<usize>) {
        let count = self.text.lines().count();
        let width = first_number.map_or(0, |first| (first + count).saturating_sub(1).to_string().len());
        let mut start = 0;
        for (index, line) in self.text.split_inclusive('\n').enumerate() {
            let range = start..start + line.len();
            start = range.end;
            let element = self.tree.append_element(code, &self.names.span, None);
            self.tree.set_attribute(element, &self.names.class, "listing-line", None);
            self.at = element;
            if let Some(first) = first_number {
                let label = self.tree.append_element(element, &self.names.span, None);
                self.tree.set_attribute(label, &self.names.class, "listing-number", None);
                self.tree.append_text(label, &format!("{:>width$} ", first + index), None);
            }
            let from = parts.partition_point(|part| part.range.end <= range.start);
            let to = parts.partition_point(|part| part.range.start < range.end);
            self.run(range, &parts[from..to.max(from)]);
        }
    }
}

pub(super) const RULES: &[&Rule] = &[&BAD_LINE_NUMBER];

const BAD_LINE_NUMBER: Rule = Rule {
    name: "bad-line-number",
    severity: Severity::Warning,
    summary: "the lines of a block of code cannot begin with that number",
    explanation: "
`start` says which number the first line of a block of code has; its lines are numbered from there.

Wrong:

    ```rust {numbered start=ten}
    fn main() {}
    ```

Right:

    ```rust {numbered start=10}
    fn main() {}
    ```
",
    epubcheck: &[],
};
