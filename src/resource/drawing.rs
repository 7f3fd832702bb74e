//! Drawing an SVG into pixels: covers, and pictures for readers that show no SVG.
//!
//! The same everywhere, with no font of the machine, and within bounds of time and memory.

mod draw;
pub(super) mod font;
mod inspect;

pub(super) use draw::{Canvas, Drawing, Refusal, draw, draw_as_said, text};

use super::prepare::png;
use std::sync::Arc;

/// How many pixels of a drawing there are to one of CSS: screens have more of them than pages were thought of with.
const FINE: f32 = 2.0;

/// Draws an SVG picture as PNG, on white or on nothing.
///
/// # Errors
/// What goes on after the name of the file.
pub fn draw_svg(bytes: &[u8], is_white: bool) -> Result<Vec<u8>, String> {
    let canvas = Canvas { width: None, scale: FINE, max_pixels: 4e6, is_white };
    let drawing = draw(&text(bytes), Arc::new(font::bundled()), canvas).map_err(|refusal| match refusal {
        Refusal::Characters(characters) => {
            let shown: Vec<&str> = characters.iter().take(12).map(String::as_str).collect();
            format!("has letters that no font here has: `{}`", shown.join("`, `"))
        }
        Refusal::Picture(fault) => format!("holds a picture that {fault}"),
        Refusal::TooCostly => "has too much in it to be drawn".to_owned(),
        Refusal::Failed(what) => format!("cannot be drawn: {what}"),
    })?;
    png(&drawing.pixels.simplify()).map_err(|fault| fault.to_string())
}
