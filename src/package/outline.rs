//! The outline as navigation documents hold it: points in order, each with its level, so that nothing need recurse.

use super::layout::Layout;
use crate::manuscript::Outline;
use crate::xml::{NodeId, NodeRef};

/// A place that a navigation document leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// How deep it stands in the outline, from 1.
    pub level: usize,
    /// With white space joined.
    pub label: String,
    /// The language of the label, where the document says one.
    pub language: Option<String>,
    /// As written.
    pub href: Option<String>,
    /// What it is: the `epub:type` of a landmark.
    pub kind: Option<String>,
    /// The element that says so, where it was read from a document.
    pub node: Option<NodeId>,
}

/// Returns the points of an outline down to `depth` levels, but at least one level.
pub(super) fn flatten(outline: &[Outline], depth: usize, layout: &Layout) -> Vec<Point> {
    let mut points = Vec::new();
    let mut open = vec![outline.iter()];
    while let Some(innermost) = open.last_mut() {
        let Some(entry) = innermost.next() else {
            open.pop();
            continue;
        };
        points.push(Point {
            level: open.len(),
            label: match &entry.author {
                Some(author) => format!("{} \u{2013} {author}", entry.label),
                None => entry.label.clone(),
            },
            language: entry.language.clone(),
            href: layout.href(&entry.target, None),
            ..Point::default()
        });
        if open.len() < depth {
            open.push(entry.children.iter());
        }
    }
    points
}

/// Tells for each point how many levels end after it, or that one begins: what a writer of nested lists needs.
pub(super) fn nested(points: &[Point]) -> impl Iterator<Item = (&Point, Step)> {
    points.iter().enumerate().map(|(index, point)| {
        let next = points.get(index + 1).map_or(1, |next| next.level);
        (point, if next > point.level { Step::Down } else { Step::Up(point.level - next) })
    })
}

/// What follows a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Its first child.
    Down,
    /// A point that stands this many levels further up.
    Up(usize),
}

/// Visits all nodes below `top` when they begin (`true`) and when they end, however deep they are.
pub(super) fn walk<'a>(top: NodeRef<'a>, mut visit: impl FnMut(NodeRef<'a>, bool)) {
    let Some(mut node) = top.first_child() else { return };
    loop {
        visit(node, true);
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            visit(node, false);
            if let Some(next) = node.next() {
                node = next;
                break;
            }
            match node.parent().filter(|parent| parent.id() != top.id()) {
                Some(parent) => node = parent,
                None => return,
            }
        }
    }
}

/// Returns a label as readers show it: white space joined, ends trimmed.
pub(super) fn normalise(label: &str) -> String {
    let mut words = label.split_ascii_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    out
}
