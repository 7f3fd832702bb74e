//! Drawing an SVG into pixels: covers, and pictures for readers that show no SVG.
//!
//! The same everywhere, with no font of the machine, and within bounds of time and memory.

mod draw;
pub(super) mod font;
mod inspect;

pub(super) use draw::{Canvas, Drawing, Refusal, draw, text};
