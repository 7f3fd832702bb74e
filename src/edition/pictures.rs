//! Pictures as the readers of one edition need them: on white, made of pixels, and still.
//!
//! What was made once is kept by the world; a picture that is as it is needed is not touched.

use super::drawings;
use super::rules::PICTURE_NOT_SUITED;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::manuscript::{Book, Target};
use crate::resource::image::Fault;
use crate::resource::image::svg::frame;
use crate::resource::prepare::{Budget, flatten, is_moving, is_transparent, laid_by, once};
use crate::resource::{Content, DrawingFonts, FileFacts, Resource, draw_svg};
use crate::world::World;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A drawing of so many bytes is full of photographs.
const LARGE: usize = 16 << 20;

/// What a reader needs pictures to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pictures {
    /// Nothing to see through: what is transparent comes out black on some.
    pub opaque: bool,
    /// No SVG: it is drawn, and its PNG stands in its place.
    pub drawn: bool,
    /// Nothing that moves: of a picture that does, the first frame is shown.
    pub still: bool,
}

impl Pictures {
    /// Whatever a book may hold.
    pub const AS_THEY_ARE: Self = Self { opaque: false, drawn: false, still: false };
}

/// Changes the pictures of a book.
pub(super) fn run(book: &mut Book, needs: Pictures, world: &dyn World) -> Diagnostics {
    if needs == Pictures::AS_THEY_ARE {
        return Diagnostics::new();
    }
    let mut diagnostics = if needs.drawn { drawings::take_out(book) } else { Diagnostics::new() };
    let Book { manifest, resources, .. } = book;
    // As their files are: those of the book are cut to the letters of its text.
    let own = manifest.style.fonts.iter().filter_map(|font| world.read(&font.value).ok());
    let own: Vec<Vec<u8>> = if needs.drawn { own.collect() } else { Vec::new() };
    let fonts = LazyLock::new(|| DrawingFonts::new(own.iter().cloned()));
    let workshop = Workshop { needs, world, budget: Budget::default(), fonts: &|| &fonts, alone: Mutex::default() };
    let change = |resource: &mut Resource| workshop.suit(resource).map_err(|fault| fault.at(resource.facts.place));
    let outcomes: Vec<Result<Option<u32>, Diagnostic>> = resources.par_iter_mut().map(change).collect();
    let mut widths = BTreeMap::new();
    for (index, outcome) in outcomes.into_iter().enumerate() {
        match outcome {
            Ok(width) => widths.extend(width.map(|width| (Target::Resource(index).to_string(), width))),
            Err(fault) => diagnostics.push(fault),
        }
    }
    drawings::say_widths(book, &widths);
    diagnostics
}

/// What pictures are changed with.
struct Workshop<'a> {
    needs: Pictures,
    world: &'a dyn World,
    budget: Budget,
    fonts: &'a (dyn Fn() -> &'a DrawingFonts + Sync),
    /// Held for the one large drawing that is in memory: two would take more than there may be.
    alone: Mutex<()>,
}

impl Workshop<'_> {
    /// Makes a resource what is needed; what is no picture stays as it is. Returns how wide it is to be shown, where its
    /// pixels tell otherwise.
    fn suit(&self, resource: &mut Resource) -> Result<Option<u32>, Diagnostic> {
        let Self { needs, world, budget, fonts, alone } = self;
        let is_svg = resource.media_type == "image/svg+xml";
        let is_picture = resource.media_type.starts_with("image/");
        if !(if is_svg { needs.drawn || needs.opaque } else { (needs.opaque || needs.still) && is_picture }) {
            return Ok(None);
        }
        let name = match &resource.content {
            Content::File(path) => path.to_string(),
            _ => resource.name.clone(),
        };
        let failed = |what: String, help| Diagnostic::new(&PICTURE_NOT_SUITED, format!("`{name}` {what}")).help(help);
        let is_large = is_svg && resource.facts.bytes > LARGE;
        let _alone = is_large.then(|| alone.lock().unwrap_or_else(PoisonError::into_inner));
        let bytes = resource.content.read(*world).map_err(|what| failed(what, AS_PIXELS))?;
        if needs.still && is_moving(&bytes) {
            return Err(failed("moves, and only its first frame is shown".to_owned(), AS_PIXELS));
        }
        if !is_svg && !is_transparent(&bytes) {
            return Ok(None);
        }
        if is_svg && !needs.drawn {
            let white = frame::on_white(&bytes).map_err(|fault| failed(fault.to_string(), AS_PIXELS))?;
            resource.facts.bytes = white.len();
            resource.content = laid_by(*world, white);
            return Ok(None);
        }
        let width = if is_svg { frame::own_width(&bytes) } else { None };
        let made = if is_svg {
            let fonts = fonts();
            once(*world, &bytes, &(needs, "edition", fonts.sum), || draw_svg(&bytes, needs.opaque, fonts, budget))
        } else {
            once(*world, &bytes, &(needs, "edition"), || flatten(&bytes, budget))
        };
        let (picture, content) = made.map_err(|fault| {
            let help = if let Fault::Undrawable(_, help) = fault { help } else { AS_PIXELS };
            failed(fault.to_string(), help)
        })?;
        if let Some(stem) = resource.name.strip_suffix(".svg").or_else(|| resource.name.strip_suffix(".gif")) {
            resource.name = format!("{stem}.{}", picture.extension);
        }
        (resource.media_type, resource.content) = (picture.media_type, content);
        resource.facts = FileFacts { place: resource.facts.place, ..picture.into() };
        Ok(width)
    }
}

const AS_PIXELS: &str = "save it as a JPEG or as a PNG on white";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::Content;
    use crate::resource::image::examine;
    use crate::world::Memory;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\">\
        <rect width=\"9\" height=\"9\" fill=\"red\"/><text y=\"15\">a</text></svg>";

    fn resource(name: &str, media_type: &'static str, bytes: &[u8]) -> Resource {
        Resource::in_memory(name.to_owned(), media_type, bytes.to_vec())
    }

    /// Returns a PNG of one pixel that one can half see through.
    fn glass() -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 1, 1);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header().unwrap().write_image_data(&[255, 0, 0, 128]).unwrap();
        out
    }

    fn suited(resource: &Resource, needs: Pictures) -> (Resource, usize) {
        let fonts = DrawingFonts::new(std::iter::empty());
        let world = Memory::default();
        let workshop =
            Workshop { needs, world: &world, budget: Budget::default(), fonts: &|| &fonts, alone: Mutex::default() };
        let mut resource = resource.clone();
        let findings = usize::from(workshop.suit(&mut resource).is_err());
        (resource, findings)
    }

    #[test]
    fn an_svg_is_drawn_where_an_edition_has_none() {
        let svg = resource("images/a.svg", "image/svg+xml", SVG.as_bytes());
        assert_eq!(suited(&svg, Pictures { opaque: false, drawn: false, still: true }), (svg.clone(), 0));
        for opaque in [false, true] {
            let (drawn, findings) = suited(&svg, Pictures { opaque, drawn: true, still: true });
            assert_eq!((&*drawn.name, drawn.media_type, findings), ("images/a.png", "image/png", 0));
            let Content::Bytes(bytes) = &drawn.content else { panic!() };
            let picture = examine(bytes).unwrap();
            assert_eq!((picture.width, picture.height), (60, 40));
            assert_eq!(is_transparent(bytes), !opaque);
        }
        let boxes = SVG.replace('a', "別");
        let svg = resource("images/b.svg", "image/svg+xml", boxes.as_bytes());
        assert_eq!(suited(&svg, Pictures { opaque: true, drawn: true, still: true }), (svg.clone(), 1));
    }

    #[test]
    fn an_svg_that_stays_gets_a_white_ground_where_pictures_are_to_have_one() {
        let svg = resource("images/a.svg", "image/svg+xml", SVG.as_bytes());
        let (white, findings) = suited(&svg, Pictures { opaque: true, drawn: false, still: false });
        let Content::Bytes(bytes) = &white.content else { panic!() };
        let text = str::from_utf8(bytes).unwrap();
        assert!(
            findings == 0 && text.contains("fill=\"#fff\"") && text.trim_end().ends_with(&SVG[SVG.len() - 30..]),
            "{text}"
        );
        assert_eq!((&*white.name, white.facts.bytes), ("images/a.svg", bytes.len()));
    }

    #[test]
    fn what_moves_is_reported_where_it_would_stand_still() {
        let frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 0x01, 0];
        let head = *b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
        let moving = [&head[..], &frame, &frame, b";"].concat();
        let moving = resource("images/a.gif", "image/gif", &moving);
        assert_eq!(suited(&moving, Pictures { opaque: true, drawn: true, still: true }), (moving.clone(), 1));
        assert_eq!(suited(&moving, Pictures { opaque: true, drawn: true, still: false }), (moving.clone(), 0));
    }

    #[test]
    fn what_is_transparent_is_put_on_white() {
        let glass = resource("images/a.png", "image/png", &glass());
        let (flat, findings) = suited(&glass, Pictures { opaque: true, drawn: false, still: false });
        assert!(findings == 0 && flat.content != glass.content);
        // Once is enough.
        assert_eq!(suited(&flat, Pictures { opaque: true, drawn: false, still: false }), (flat.clone(), 0));
        assert_eq!(suited(&glass, Pictures::AS_THEY_ARE), (glass.clone(), 0));
    }
}
