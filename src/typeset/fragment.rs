//! Longer texts that the manifest or front matter holds, such as a summary: Markdown that becomes part of a page.

use super::conform;
use super::label::level;
use crate::diagnostic::Diagnostics;
use crate::manuscript::markdown::{self, NOTE};
use crate::manuscript::{Input, Reading};
use crate::source::{Located, SourceId, Span};
use crate::xml::{Name, NodeId, NodeRef, Tree};

/// A text as a tree, with the place of all of it.
pub(super) struct Fragment {
    tree: Tree,
    span: Option<Span>,
    diagnostics: Diagnostics,
}

impl Fragment {
    /// Reads a text.
    pub(super) fn of(text: &Located<String>) -> Self {
        // The places that the reader finds are in the text itself, and replaced by that of the text.
        let input = Input::new(text.value.as_str().into(), SourceId::new(0), 0);
        let Reading { mut tree, mut diagnostics, .. } = markdown::read(&input);
        diagnostics.extend(conform::conform(&mut tree));
        for finding in &mut diagnostics {
            finding.place = text.span.into();
            finding.label = None;
        }
        // A heading here is none of the piece.
        let headings: Vec<NodeId> =
            tree.root().descendants().filter(|node| level(*node).is_some()).map(NodeRef::id).collect();
        for heading in headings {
            tree.rename(heading, &Name::html("p"));
            tree.set(heading, "class", "note-title");
        }
        Self { tree, span: text.span, diagnostics }
    }

    /// Appends it to a node of another tree; returns what is wrong with it.
    ///
    /// `index` tells the fragments of one tree apart, whose footnotes would else be taken for each other's.
    pub(super) fn append_to(mut self, tree: &mut Tree, parent: NodeId, index: usize) -> Diagnostics {
        for id in self.tree.root().descendant_ids() {
            for name in ["id", "href"] {
                let Some(value) = self.tree.get(id).attribute(name) else { continue };
                let (mark, label) = value.split_at(value.find(NOTE).unwrap_or(value.len()));
                if let Ok(number) = label.trim_start_matches(NOTE).parse::<usize>() {
                    let renumbered = format!("{mark}{NOTE}{}", number + (index + 1) * 1_000_000);
                    self.tree.set(id, name, &renumbered);
                }
            }
        }
        let span = self.span;
        tree.append_copies(parent, self.tree.root(), |_| span);
        self.diagnostics
    }
}
