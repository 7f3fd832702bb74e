//! Drawing an SVG into pixels: covers, and pictures for readers that show no SVG.
//!
//! The same everywhere, with no font of the machine, and within bounds of time and memory.

mod direction;
mod draw;
mod families;
pub(super) mod font;
mod inside;
mod inspect;
mod measure;

pub(super) use draw::{Canvas, Drawing, Refusal, draw, draw_as_said};

use super::image::{Fault, svg};
use super::prepare::{Budget, png};
use resvg::usvg::fontdb::{Database, Source};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// How many pixels of a drawing there are to one of CSS: screens have more of them than pages were thought of with.
const FINE: f32 = 2.0;

/// What the text of drawings is set in.
#[derive(Clone, Debug)]
pub struct Fonts {
    database: Arc<Database>,
    /// Tells them from others.
    pub sum: u64,
}

impl Fonts {
    /// Returns the bundled fonts with those of a book; what is no TrueType or OpenType is passed over.
    pub fn new(own: impl Iterator<Item = Vec<u8>>) -> Self {
        let (mut database, mut hasher) = (font::bundled(), DefaultHasher::new());
        for bytes in own {
            bytes.hash(&mut hasher);
            database.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        Self { database: Arc::new(database), sum: hasher.finish() }
    }
}

/// Draws an SVG picture as PNG, on white or on nothing.
///
/// # Errors
/// Why it cannot be drawn.
pub fn draw_svg(bytes: &[u8], is_white: bool, fonts: &Fonts, budget: &Budget) -> Result<Vec<u8>, Fault> {
    let canvas = Canvas { width: None, scale: FINE, max_pixels: 4e6, is_white };
    let (text, tree) = svg::read(bytes)?;
    let mut database = Arc::clone(&fonts.database);
    font::add_inside(&mut database, &text, &tree);
    let drawing = draw(&text, tree, database, canvas, budget);
    png(&drawing.map_err(fault)?.pixels.simplify())
}

fn fault(refusal: Refusal) -> Fault {
    let (what, help) = match refusal {
        Refusal::Characters(characters) => {
            let shown: Vec<&str> = characters.iter().take(12).map(String::as_str).collect();
            let what = format!("has letters that no font here has: `{}`", shown.join("`, `"));
            (what, "name a TrueType or OpenType font that has them in `fonts` of `[style]`, or save the text as paths")
        }
        Refusal::Picture(fault) => (
            format!("holds a picture that {fault}"),
            "put the picture into the SVG anew, or save all as a PNG on white",
        ),
        Refusal::TooCostly => ("has too much in it to be drawn".to_owned(), "save it as a PNG on white"),
        Refusal::Failed(what) => (format!("cannot be drawn: {what}"), "save it as a PNG on white"),
    };
    Fault::Undrawable(what, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_speaks_of_fonts_where_letters_are_missing_and_nowhere_else() {
        let help = |content: &str| {
            let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{content}</svg>");
            let fonts = Fonts::new(std::iter::empty());
            match draw_svg(text.as_bytes(), true, &fonts, &Budget::default()) {
                Err(Fault::Undrawable(_, help)) => help,
                other => panic!("{other:?}"),
            }
        };
        assert!(help("<text y=\"9\">別</text>").contains("font"));
        let broken = "<image width=\"9\" height=\"9\" href=\"data:image/png;base64,iVBORw0KGgo=\"/>";
        assert!(!help(broken).contains("font"));
    }
}
