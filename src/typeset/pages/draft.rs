//! Writing a page element by element.

use super::super::classes::{set_epub_type, set_language};
use super::super::conform::web_address;
use super::super::fragment::Fragment;
use crate::address::encode;
use crate::diagnostic::Diagnostics;
use crate::manifest::Direction;
use crate::manuscript::{Piece, Target};
use crate::source::Located;
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// A page under construction. Each block stands on a line of its own.
#[derive(Default)]
pub(in super::super) struct Draft {
    tree: Tree,
    open: Vec<NodeId>,
    fragments: usize,
    diagnostics: Diagnostics,
}

impl Draft {
    /// Returns the page, and what is wrong with the texts on it.
    pub(super) fn finish(self) -> (Tree, Diagnostics) {
        (self.tree, self.diagnostics)
    }

    /// Begins a block.
    pub(super) fn open(&mut self, name: &str, class: &str) {
        let element = self.block(name, class);
        self.open.push(element);
    }

    /// Ends the block that was begun last.
    pub(super) fn close(&mut self) {
        if let Some(element) = self.open.pop().filter(|element| !self.tree.get(*element).is_html("p")) {
            self.tree.append_text(element, "\n", None);
        }
    }

    /// Writes the title of the page.
    pub(super) fn title(&mut self, text: &str) {
        let heading = self.block("h1", "title");
        self.tree.append_text(heading, text, None);
    }

    /// Writes a block that holds only text.
    pub(super) fn line(&mut self, name: &str, class: &str, text: &str) {
        let line = self.block(name, class);
        self.tree.append_text(line, text, None);
    }

    /// Writes the subtitle of the book.
    pub(super) fn subtitle(&mut self, text: &str) {
        let line = self.block("p", "subtitle");
        set_epub_type(&mut self.tree, line, "subtitle");
        self.tree.set(line, "role", "doc-subtitle");
        self.tree.append_text(line, text, None);
    }

    /// Says what the open block is.
    pub(super) fn typed(&mut self, kind: &str) {
        let block = self.parent();
        set_epub_type(&mut self.tree, block, kind);
    }

    /// Says what the last thing in the open block is.
    pub(super) fn type_last(&mut self, kind: &str) {
        if let Some(last) = self.tree.get(self.parent()).last_child().map(NodeRef::id) {
            set_epub_type(&mut self.tree, last, kind);
        }
    }

    /// Writes a word that something is said of into the open block, with its language where it has another.
    pub(super) fn term(&mut self, text: &str, language: Option<&str>, kind: &str) {
        let term = self.inline("span", "");
        set_epub_type(&mut self.tree, term, kind);
        if let Some(language) = language {
            set_language(&mut self.tree, term, language, Direction::of(language));
        }
        self.tree.append_text(term, text, None);
    }

    /// Writes text into the open block.
    pub(super) fn text(&mut self, text: &str) {
        let parent = self.parent();
        self.tree.append_text(parent, text, None);
    }

    /// Writes a span with text in it into the open block.
    pub(super) fn span(&mut self, class: &str, text: &str) {
        let span = self.inline("span", class);
        self.tree.append_text(span, text, None);
    }

    /// Writes a link to a place in the book into the open block.
    pub(super) fn link(&mut self, target: &Target, text: &str, language: Option<&Piece>) {
        let link = self.inline("a", "");
        self.tree.set(link, "href", &target.to_string());
        self.tree.append_text(link, text, None);
        if let Some(piece) = language {
            set_language(&mut self.tree, link, &piece.language, piece.direction);
        }
    }

    /// Writes a text into the open block; as a link where it is an address.
    pub(super) fn address(&mut self, text: &str) {
        let is_address = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
        match web_address(text).filter(|_| is_address && !text.contains(char::is_whitespace)) {
            None => self.text(text),
            Some(address) => {
                let link = self.inline("a", "");
                self.tree.set(link, "href", &address);
                self.tree.append_text(link, text, None);
            }
        }
    }

    /// Writes an e-mail address as a link into the open block.
    pub(super) fn mail(&mut self, address: &str) {
        let link = self.inline("a", "");
        self.tree.set(link, "href", &format!("mailto:{}", encode(address)));
        self.tree.append_text(link, address, None);
    }

    /// Writes Markdown into the open block.
    pub(super) fn markdown(&mut self, text: &Located<String>) {
        let parent = self.parent();
        self.fragments += 1;
        self.diagnostics.extend(Fragment::of(text).append_to(&mut self.tree, parent, self.fragments));
    }

    fn parent(&self) -> NodeId {
        self.open.last().copied().unwrap_or_else(|| self.tree.document())
    }

    fn block(&mut self, name: &str, class: &str) -> NodeId {
        let parent = self.parent();
        self.tree.append_text(parent, "\n", None);
        self.inline(name, class)
    }

    fn inline(&mut self, name: &str, class: &str) -> NodeId {
        let parent = self.parent();
        let element = self.tree.append_element(parent, &Name::html(name), None);
        if !class.is_empty() {
            self.tree.set(element, "class", class);
        }
        element
    }
}
