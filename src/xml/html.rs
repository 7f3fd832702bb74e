//! Parsing HTML as browsers do, into the same tree.
//!
//! html5ever knows only lines, so its tokenizer is fed in chunks cut at tags, and every node takes the span of the
//! chunk that made it: exact for ordinary markup, and for odd markup still inside the construct it points at.

use super::name::Name;
use super::node::NodeRef;
use super::tree::{NodeId, Tree};
use crate::source::Span;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, Prefix, QualName, TokenizerResult};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::sync::Arc;

/// Parses a whole HTML document; `span` says where a range of the text is from.
///
/// # Errors
/// The range at which elements stand deeper in each other than [`MAX_DEPTH`].
pub fn parse_html(text: &Arc<str>, span: impl Fn(Range<usize>) -> Option<Span>) -> Result<Tree, Range<usize>> {
    let builder = HtmlBuilder::document(text.clone());
    match builder.feed_parts(text, span) {
        Some(range) => Err(range),
        None => Ok(builder.finish()),
    }
}

/// Returns the ends of the chunks: before each `<`, after each `>`.
fn cuts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let inner = (1..bytes.len()).filter(|&index| bytes[index] == b'<' || bytes[index - 1] == b'>');
    inner.chain(std::iter::once(text.len()))
}

/// How deep elements may stand in each other. Browsers stop at 512 levels too; no reader shows more.
pub const MAX_DEPTH: usize = 512;

/// An HTML parser fed piece by piece, each with its place in a source.
pub struct HtmlBuilder {
    tokenizer: Tokenizer<TreeBuilder<NodeId, Sink>>,
    input: BufferQueue,
    context: Option<NodeId>,
}

impl HtmlBuilder {
    /// Begins a whole document.
    pub fn document(source: Arc<str>) -> Self {
        let tree_builder = TreeBuilder::new(Sink::new(source), tree_options());
        Self::new(tree_builder, TokenizerOpts::default(), None)
    }

    /// Begins the content of a `<body>`; it will be the content of the tree's document node.
    pub fn body(source: Arc<str>) -> Self {
        let sink = Sink::new(source);
        let context = sink.tree.borrow_mut().create_element(&Name::html("body"), None);
        let tree_builder = TreeBuilder::new_for_fragment(sink, context, None, tree_options());
        Self::new(tree_builder, TokenizerOpts::default(), Some(context))
    }

    fn new(tree_builder: TreeBuilder<NodeId, Sink>, options: TokenizerOpts, context: Option<NodeId>) -> Self {
        Self { tokenizer: Tokenizer::new(tree_builder, options), input: BufferQueue::default(), context }
    }

    /// Reads on; the nodes that this text makes come from `span`. After [`Self::too_deep`], nothing is read.
    pub fn feed(&self, text: &str, span: Option<Span>) {
        self.tokenizer.sink.sink.span.set(span);
        let mut start = 0;
        for end in cuts(text) {
            // Also inside one text: what is too deep takes time that grows with the square of its depth.
            if self.too_deep() {
                return;
            }
            self.input.push_back(StrTendril::from_slice(&text[start..end]));
            while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
            start = end;
        }
    }

    /// Reads on, and asks of each part where it is from; returns the part in which elements stand too deep in each other.
    pub fn feed_parts(&self, text: &str, span: impl Fn(Range<usize>) -> Option<Span>) -> Option<Range<usize>> {
        let mut start = 0;
        for end in cuts(text) {
            self.feed(&text[start..end], span(start..end));
            if self.too_deep() {
                return Some(start..end);
            }
            start = end;
        }
        None
    }

    /// Tells whether elements stand deeper in each other than [`MAX_DEPTH`].
    pub fn too_deep(&self) -> bool {
        self.tokenizer.sink.sink.too_deep.get()
    }

    /// Ends the input and returns the tree.
    pub fn finish(self) -> Tree {
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        self.tokenizer.end();
        let mut tree = self.tokenizer.sink.sink.finish();
        if self.context.is_some() {
            // A fragment's nodes stand in an `<html>` that html5ever made for them.
            let root = tree.root().first_child().map(NodeRef::id);
            if let Some(root) = root {
                tree.unwrap(root);
            }
        }
        tree
    }
}

fn tree_options() -> TreeBuilderOpts {
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
}

struct Sink {
    tree: RefCell<Tree>,
    span: Cell<Option<Span>>,
    too_deep: Cell<bool>,
}

impl Sink {
    fn new(source: Arc<str>) -> Self {
        Self { tree: RefCell::new(Tree::new(source)), span: Cell::new(None), too_deep: Cell::new(false) }
    }

    fn insert(&self, child: NodeOrText<NodeId>, text: impl Fn(&mut Tree, &str), node: impl Fn(&mut Tree, NodeId)) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(child) => node(&mut tree, child),
            NodeOrText::AppendText(content) => text(&mut tree, &content),
        }
    }
}

/// The name of an element of the tree under construction.
#[derive(Debug)]
struct OwnedName {
    namespace: Namespace,
    local: LocalName,
}

impl ElemName for OwnedName {
    fn ns(&self) -> &Namespace {
        &self.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = OwnedName;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.tree.borrow().document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> OwnedName {
        let tree = self.tree.borrow();
        let name = tree.get(*target).name().expect("the tree builder asks for the names of elements only");
        OwnedName { namespace: name.namespace.clone(), local: name.local.clone() }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> NodeId {
        let mut tree = self.tree.borrow_mut();
        let element = tree.create_element(&ours(&name), self.span.get());
        for attribute in attributes {
            tree.set_attribute(element, &ours(&attribute.name), &attribute.value, self.span.get());
        }
        element
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.tree.borrow_mut().create_comment(&text, self.span.get())
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.tree.borrow_mut().create_instruction(&format!("{target} {data}"), self.span.get())
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let text = |tree: &mut Tree, text: &str| tree.append_text(*parent, text, self.span.get());
        self.insert(child, text, |tree, child| tree.append(*parent, child));
        if self.tree.borrow().get(*parent).ancestors().nth(MAX_DEPTH).is_some() {
            self.too_deep.set(true);
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.tree.borrow().get(*element).parent().is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        let mut tree = self.tree.borrow_mut();
        let text = match (public_id.is_empty(), system_id.is_empty()) {
            (true, true) => name.to_string(),
            (true, false) => format!("{name} SYSTEM \"{system_id}\""),
            (false, _) => format!("{name} PUBLIC \"{public_id}\" \"{system_id}\""),
        };
        let doctype = tree.create_doctype(&text, self.span.get());
        let document = tree.document();
        tree.append(document, doctype);
    }

    /// A template's content stays in the template: it is inert for browsers, and so for readers of books.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, left: &NodeId, right: &NodeId) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let text = |tree: &mut Tree, text: &str| {
            let node = tree.create_text(text, self.span.get());
            tree.insert_before(*sibling, node);
        };
        self.insert(child, text, |tree, child| tree.insert_before(*sibling, child));
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        for attribute in attributes {
            let name = ours(&attribute.name);
            if tree.get(*target).attribute_entry(&name.namespace, &name.local).is_none() {
                tree.set_attribute(*target, &name, &attribute.value, self.span.get());
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.tree.borrow_mut().move_children(*node, *new_parent);
    }
}

fn ours(name: &QualName) -> Name {
    let prefix = name.prefix.clone().unwrap_or_else(|| Prefix::from(""));
    Name { prefix, namespace: name.ns.clone(), local: name.local.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::write_xml;
    use super::*;
    use crate::source::SourceId;

    fn parse(text: &str) -> Tree {
        parse_html(&text.into(), |range| Some(Span::new(SourceId::new(0), range))).unwrap()
    }

    #[test]
    fn elements_and_texts_know_their_bytes() {
        let text = "<!DOCTYPE html><p class=\"a\">one <em>two</em> three<p>four";
        let tree = parse(text);
        let spans: Vec<(String, &str)> = tree
            .root()
            .descendants()
            .filter_map(|node| {
                let what = node.html().map_or_else(|| node.text().to_owned(), str::to_owned);
                node.span().map(|span| (what, &text[span.range()]))
            })
            .filter(|(what, _)| !matches!(what.as_str(), "html" | "head" | "body"))
            .collect();
        let expected = [
            ("html", "<!DOCTYPE html>"),
            ("p", "<p class=\"a\">"),
            ("one ", "one "),
            ("em", "<em>"),
            ("two", "two"),
            (" three", " three"),
            ("p", "<p>"),
            ("four", "four"),
        ];
        let expected: Vec<_> = expected.map(|(what, text)| (what.to_owned(), text)).into_iter().skip(1).collect();
        assert_eq!(spans, expected);
    }

    #[test]
    fn misnested_markup_becomes_the_tree_a_browser_makes() {
        let builder = HtmlBuilder::body("".into());
        builder.feed("<b>1<i>2</b>3</i><p>x<di", None);
        builder.feed("v>y", None);
        let mut out = String::new();
        write_xml(builder.finish().root(), &mut out);
        let expected = "<b>1<i>2</i></b><i>3</i><p>x</p><div>y</div>";
        assert_eq!(out.replace(" xmlns=\"http://www.w3.org/1999/xhtml\"", "").replace('\n', ""), expected);
    }

    #[test]
    fn elements_too_deep_in_each_other_end_the_reading_where_they_are() {
        let text = "<div><span>".repeat(100_000);
        let end = parse_html(&text.into(), |_| None).unwrap_err();
        assert!(end.start > 500 * "<div>".len() && end.end < 600 * "<span>".len(), "{end:?}");
        let builder = HtmlBuilder::body("".into());
        builder.feed(&"<div>".repeat(100_000), None);
        assert!(builder.too_deep());
        assert!(builder.finish().root().descendants().count() < 600);
    }
}
