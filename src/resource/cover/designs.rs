//! How covers are drawn that the book does not bring: flat colours and type, one file a design.
//!
//! A design is a line in [`DESIGNS`], and its name one in the manifest's table of keys.

mod banner;
mod frame;
mod grid;
mod horizon;
mod poster;

use super::super::drawing::font::SERIF;
use super::drawn::CoverText;
use super::setting::{Block, CAPITAL, Face, Room, Ruler};
use crate::manifest::Direction;
use std::fmt::Write;

/// A way of drawing a cover.
#[derive(Debug)]
pub(super) struct Design {
    pub(super) name: &'static str,
    pub(super) draw: fn(&mut Sheet<'_>),
    /// The colours that it can have; the title decides.
    pub(super) palettes: &'static [Palette],
}

pub(super) const DESIGNS: &[Design] = &[banner::DESIGN, frame::DESIGN, grid::DESIGN, horizon::DESIGN, poster::DESIGN];

/// The colours of a cover. Text in `ink` stands on `ground`, text in `light` on `field`, and both are easily read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    pub(super) ground: &'static str,
    pub(super) ink: &'static str,
    pub(super) field: &'static str,
    pub(super) light: &'static str,
    /// Shapes, and no text.
    pub(super) accents: [&'static str; 3],
}

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// At the side where the book's lines begin.
    Start,
    Middle,
}

/// The sheet that a cover is drawn on.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) text: &'a CoverText,
    pub(super) colours: Palette,
    /// A number of its own for every title.
    pub(super) seed: u64,
    pub(super) ruler: Ruler,
    /// What text is drawn with that has no font of the book's own.
    pub(super) own_family: Option<String>,
    pub(super) svg: String,
}

/// How far text stays from the edges.
pub(super) const MARGIN: f32 = 150.0;

impl Sheet<'_> {
    /// Returns a face of the book's own font, or else of `family`.
    pub(super) fn face(&self, family: &str, weight: u16) -> Face {
        let face = |family: &str| Face { family: family.to_owned(), weight, is_italic: false, spacing: 0.0 };
        let wanted = face(self.own_family.as_deref().unwrap_or(family));
        // Of the bundled fonts the serif has most letters, and a cover is best in one.
        let is_apt = || self.text.all().all(|text| self.ruler.has_all(text, &wanted));
        if self.own_family.is_some() || is_apt() { wanted } else { face(SERIF) }
    }

    /// Returns the italic of a face, for scripts that have one.
    pub(super) fn italic(&self, family: &str) -> Face {
        Face { is_italic: self.text.is_european(), ..self.face(family, 400) }
    }

    /// Returns a face whose letters stand apart, for scripts whose letters may.
    pub(super) fn spaced(&self, family: &str, weight: u16, spacing: f32) -> Face {
        Face { spacing: if self.text.is_european() { spacing } else { 0.0 }, ..self.face(family, weight) }
    }

    pub(super) fn fit(&self, text: &str, face: &Face, room: Room) -> Block {
        self.ruler.fit(text, face, room)
    }

    /// Paints everything.
    pub(super) fn fill(&mut self, colour: &str) {
        self.rectangle(0.0, 0.0, self.width, self.height, colour);
    }

    pub(super) fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, colour: &str) {
        let _ = write!(self.svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>");
    }

    /// Draws the outline of a rectangle that lies `inset` inside the edges.
    pub(super) fn outline(&mut self, inset: f32, line: f32, colour: &str) {
        let (width, height) = (self.width - 2.0 * inset, self.height - 2.0 * inset);
        let _ = write!(
            self.svg,
            "<rect x=\"{inset}\" y=\"{inset}\" width=\"{width}\" height=\"{height}\" fill=\"none\" \
             stroke=\"{colour}\" stroke-width=\"{line}\"/>"
        );
    }

    pub(super) fn circle(&mut self, x: f32, y: f32, radius: f32, colour: &str) {
        let _ = write!(self.svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\"/>");
    }

    pub(super) fn path(&mut self, data: &str, colour: &str) {
        let _ = write!(self.svg, "<path d=\"{data}\" fill=\"{colour}\"/>");
    }

    /// Draws a block whose letters begin at `top`; returns where its last line ends.
    pub(super) fn block(&mut self, block: &Block, face: &Face, top: f32, align: Align, colour: &str) -> f32 {
        let is_rtl = self.text.direction == Direction::RightToLeft;
        let (x, anchor) = match align {
            Align::Middle => (self.width / 2.0, "middle"),
            Align::Start if is_rtl => (self.width - MARGIN, "end"),
            Align::Start => (MARGIN, "start"),
        };
        let mut foot = top;
        let attributes = face.attributes(block.size);
        for (index, line) in block.lines.iter().enumerate() {
            foot = if index == 0 {
                top + (block.excess.above + CAPITAL) * block.size
            } else {
                foot + block.leading * block.size
            };
            // The marks make the line one of the other direction, with its stops and numbers where they belong.
            let (open, close) = if is_rtl { ("\u{202B}", "\u{202C}") } else { ("", "") };
            let _ = write!(
                self.svg,
                "<text x=\"{x}\" y=\"{foot}\" text-anchor=\"{anchor}\" fill=\"{colour}\" {attributes}>{open}{}{close}</text>",
                self.ruler.marked(line, face)
            );
        }
        foot + block.excess.below * block.size
    }

    /// Returns the next number that looks like chance, below `below`.
    pub(super) fn chance(&mut self, below: u32) -> u32 {
        // A linear congruence: the same picture for the same title everywhere.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = u32::try_from(self.seed >> 33).unwrap_or_default();
        high % below.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::{Kind, keys};

    /// Returns how bright a colour is, as WCAG counts it.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn text_is_easily_read_in_every_palette() {
        for design in DESIGNS {
            for palette in design.palettes {
                for (text, ground) in [(palette.ink, palette.ground), (palette.light, palette.field)] {
                    let (one, other) = (luminance(text), luminance(ground));
                    let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
                    assert!(contrast >= 4.5, "{}: {text} on {ground}: {contrast}", design.name);
                }
            }
        }
    }

    #[test]
    fn the_manifest_knows_every_design() {
        let row = keys().find(|row| row.table.name == "[cover]" && row.key.name == "design").unwrap();
        let Kind::Choice(names) = row.key.kind else { panic!() };
        let mut expected: Vec<&str> = DESIGNS.iter().map(|design| design.name).collect();
        expected.push("none");
        assert_eq!(names, expected);
    }
}
