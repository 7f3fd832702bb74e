//! The cover as a file of its own, which stores ask for beside the book: 1600 × 2560 pixels, where it is drawn.

use super::draw_given;
use super::drawn::{self, CoverText, OUTSIDE};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::file_findings::unreadable;
use crate::manifest::{DrawnCover, ImageFormat, Images};
use crate::resource::collect::faulty;
use crate::resource::drawing::Canvas;
use crate::resource::image::{Fault, examine_any};
use crate::resource::prepare::{Budget, Pixels, encode, pixels};
use crate::resource::rules::COVER_NOT_DRAWN;
use crate::source::Located;
use crate::world::{BookPath, World};

/// Where the cover of a book comes from.
#[derive(Clone, Debug)]
pub enum Front {
    Given(Located<BookPath>),
    Drawn(Box<CoverText>, DrawnCover),
}

/// How true a JPEG is that a store gets: it makes its own of it.
const QUALITY: u8 = 92;

/// Returns the cover as a JPEG or PNG: one that is drawn is 1600 × 2560, and a given one as large as it is up to that.
///
/// # Errors
/// Why there is none.
pub fn export(world: &dyn World, front: &Front, format: ImageFormat) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (name, pixels) = match front {
        Front::Drawn(text, settings) => (text.title.as_str(), drawn::pixels(world, text, settings, OUTSIDE)?),
        Front::Given(path) => (path.value.as_str(), given(world, path)?),
    };
    let failed = |fault: Fault| {
        let finding = Diagnostic::new(&COVER_NOT_DRAWN, format!("the cover of `{name}` {fault}"));
        Box::new(finding.help("bring a cover that is a JPEG or PNG"))
    };
    encode(pixels.flatten(), "image/jpeg", format, QUALITY).map_err(failed)
}

fn given(world: &dyn World, path: &Located<BookPath>) -> Result<Pixels, Box<Diagnostic>> {
    let Located { value: path, span: place } = path;
    let (width, height) = OUTSIDE;
    let bytes = world.read(path).map_err(|error| Box::new(unreadable(path.as_str(), &error).at(*place)))?;
    let broken = |fault| Box::new(faulty(path, &fault).at(*place));
    if examine_any(&bytes).map_err(broken)?.extension == "svg" {
        let canvas = Canvas { width: Some(width), scale: 1.0, max_pixels: width * height, is_white: true };
        // What is to be said of it was said when the book was made.
        let drawing = draw_given(world, path, *place, bytes, canvas, &mut Diagnostics::new())?;
        return Ok(drawing.pixels);
    }
    let wanted = Images { max_width: Some(1600), max_height: Some(2560), max_pixels: 1600 * 2560, ..Images::default() };
    pixels(&bytes, &wanted, &Budget::default()).map_err(broken)
}
