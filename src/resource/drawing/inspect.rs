//! Looking through a drawing before it is made: for characters without a glyph, and for what it would cost.
//!
//! The cost is a rough count of pixels painted, layers and filters included. A cover that a person drew stays far below
//! the bound; one made to keep the machine busy does not.

use super::draw::Refusal;
use resvg::usvg::filter::Kind;
use resvg::usvg::{Fill, Group, Node, Paint, Stroke, Text, Tree};
use std::collections::BTreeSet;

/// The most pixels that may be painted.
const MAX_COST: f64 = 6e9;

/// The most layers inside each other: each is a picture of its own in memory.
const MAX_LAYERS: usize = 24;

/// Refuses a drawing that lacks glyphs or costs too much where it is drawn `scale` times its own size.
pub(super) fn inspect(tree: &Tree, scale: f32) -> Result<(), Refusal> {
    let canvas = f64::from(tree.size().width() * scale) * f64::from(tree.size().height() * scale);
    let mut tally = Tally { canvas, scale: scale.into(), cost: 0.0, missing: BTreeSet::new() };
    tally.visit(tree.root(), 0);
    if tally.cost > MAX_COST {
        return Err(Refusal::TooCostly);
    }
    if tally.missing.len() > 1 {
        // A letter of two parts is named once, and its second part has no text of its own.
        tally.missing.remove("");
    }
    if tally.missing.is_empty() { Ok(()) } else { Err(Refusal::Characters(tally.missing)) }
}

struct Tally {
    canvas: f64,
    scale: f64,
    cost: f64,
    missing: BTreeSet<String>,
}

impl Tally {
    /// Counts a group and all in it. It calls itself for patterns, masks and their like only, [`MAX_LAYERS`] deep.
    fn visit(&mut self, root: &Group, layers: usize) {
        let mut waiting = vec![(root, layers)];
        while let Some((group, layers)) = waiting.pop() {
            let layers = layers + usize::from(group.should_isolate());
            if layers > MAX_LAYERS {
                self.cost = f64::INFINITY;
            }
            if self.cost > MAX_COST {
                return;
            }
            self.group(group);
            for node in group.children() {
                self.node(node);
                node.subroots(|root| self.visit(root, layers + 1));
                match node {
                    Node::Group(group) => waiting.push((group, layers)),
                    Node::Text(text) => waiting.push((text.flattened(), layers)),
                    Node::Path(_) | Node::Image(_) => {}
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        if group.should_isolate() {
            self.cost += 4.0 * self.canvas;
        }
        let primitives = group.filters().iter().flat_map(|filter| filter.primitives());
        self.cost += self.canvas * primitives.map(|primitive| weight(primitive.kind())).sum::<f64>();
    }

    fn node(&mut self, node: &Node) {
        let bounds = node.abs_bounding_box();
        let area = f64::from(bounds.width()) * f64::from(bounds.height()) * self.scale * self.scale;
        self.cost += 1000.0 + area.min(self.canvas);
        match node {
            Node::Text(text) => self.missing.extend(missing_glyphs(text)),
            Node::Path(path) => {
                let paints = [path.fill().map(Fill::paint), path.stroke().map(Stroke::paint)];
                let (x, y) = path.abs_transform().get_scale();
                let grown = f64::from(x) * f64::from(y) * self.scale * self.scale;
                for paint in paints.into_iter().flatten() {
                    self.cost += tile(paint) * grown;
                }
            }
            // It is decoded each time that it is drawn, however small.
            Node::Image(image) => self.cost += f64::from(image.size().width()) * f64::from(image.size().height()),
            Node::Group(_) => {}
        }
    }
}

/// Returns the area of a pattern's tile, which is drawn whole however little of it shows.
fn tile(paint: &Paint) -> f64 {
    let Paint::Pattern(pattern) = paint else { return 0.0 };
    let (x, y) = pattern.transform().get_scale();
    f64::from(pattern.rect().width()) * f64::from(pattern.rect().height()) * f64::from(x) * f64::from(y)
}

/// Returns what of a text no font has.
fn missing_glyphs(text: &Text) -> impl Iterator<Item = String> {
    let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
    glyphs.filter(|glyph| glyph.id.0 == 0).map(|glyph| glyph.text.clone())
}

/// Returns how often a filter looks at each pixel.
fn weight(kind: &Kind) -> f64 {
    match kind {
        Kind::Turbulence(turbulence) => 20.0 * f64::from(turbulence.num_octaves()),
        Kind::ConvolveMatrix(convolve) => f64::from(convolve.matrix().columns()) * f64::from(convolve.matrix().rows()),
        Kind::Morphology(morphology) => {
            4.0 * f64::from(morphology.radius_x().get().max(1.0)) * f64::from(morphology.radius_y().get().max(1.0))
        }
        _ => 10.0,
    }
}
