//! Drawing an SVG cover to a PNG: opaque, the same everywhere, and within bounds of time and memory.
//!
//! Text is drawn only where a font has every character of it: what has none is reported, and nothing is drawn.

use super::font;
use super::inspect::inspect;
use crate::resource::image::{examine, svg};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{self, Database};
use resvg::usvg::{FontFamily, FontResolver, ImageHrefResolver, Options, Tree};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// A drawn cover.
pub(super) struct Drawing {
    pub(super) png: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Families that no font here has, drawn with the serif.
    pub(super) unknown_families: BTreeSet<String>,
}

/// Why a cover is not drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No font has these characters.
    Characters(BTreeSet<String>),
    /// A picture inside it is broken.
    Picture(String),
    /// It would take more time or memory than a cover should.
    TooCostly,
    /// What the drawing library says.
    Failed(String),
}

const WIDTH: f32 = 1600.0;

/// What every store takes inside a book.
const MAX_PIXELS: f32 = 4_000_000.0;

/// Drawing a deep picture goes deep: more stack than a thread has by default.
const STACK: usize = 64 << 20;

/// Draws `text`, an SVG that has been found sound.
pub(super) fn draw(text: &str, fonts: Database) -> Result<Drawing, Refusal> {
    let failed = || Refusal::Failed("it cannot be drawn".to_owned());
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || draw_here(text, fonts));
        thread.map_err(|error| Refusal::Failed(error.to_string()))?.join().unwrap_or_else(|_| Err(failed()))
    })
}

fn draw_here(text: &str, fonts: Database) -> Result<Drawing, Refusal> {
    let unknown_families = Mutex::new(BTreeSet::new());
    let broken_picture = Mutex::new(None);
    let select = FontResolver::default_font_selector();
    let options = Options {
        font_family: font::SERIF.to_owned(),
        fontdb: Arc::new(fonts),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|media_type, data, options| {
                if let Err(fault) = examine(&data) {
                    *lock(&broken_picture) = Some(fault.to_string());
                    return None;
                }
                ImageHrefResolver::default_data_resolver()(media_type, data, options)
            }),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver {
            select_font: Box::new(|font, database| {
                if !font.families().iter().any(|family| is_known(family, database)) {
                    let names: Vec<String> = font.families().iter().map(ToString::to_string).collect();
                    lock(&unknown_families).insert(names.join(", ").replace('"', ""));
                }
                select(font, database)
            }),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(text, &options).map_err(|error| Refusal::Failed(error.to_string()))?;
    drop(options);
    if let Some(fault) = broken_picture.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(Refusal::Picture(fault));
    }
    let scale = scale(tree.size().width(), tree.size().height());
    inspect(&tree, scale)?;
    let (png, width, height) = render(&tree, scale)?;
    let unknown_families = unknown_families.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Drawing { png, width, height, unknown_families })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_known(family: &FontFamily, database: &Database) -> bool {
    let FontFamily::Named(name) = family else { return true };
    let query = fontdb::Query { families: &[fontdb::Family::Name(name)], ..fontdb::Query::default() };
    database.query(&query).is_some()
}

/// Returns how much larger than its own size a cover is drawn: 1600 pixels wide, or less where it is very tall.
fn scale(width: f32, height: f32) -> f32 {
    // A little less than the root, since both sides are rounded.
    (WIDTH / width).min((MAX_PIXELS / (width * height)).sqrt() * 0.9999)
}

/// Paints on white and writes the picture without its alpha channel.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a side is between 1 and 4,000,000")]
fn render(tree: &Tree, scale: f32) -> Result<(Vec<u8>, u32, u32), Refusal> {
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let failed = || Refusal::Failed("it has no size that can be drawn".to_owned());
    let mut pixmap = Pixmap::new(width, height).ok_or_else(failed)?;
    pixmap.fill(Color::WHITE);
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let mut pixels = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    for pixel in pixmap.data().chunks_exact(4) {
        pixels.extend_from_slice(&pixel[..3]);
    }
    let png = encode(&pixels, width, height).map_err(|error| Refusal::Failed(error.to_string()))?;
    Ok((png, width, height))
}

/// Writes RGB pixels as PNG.
fn encode(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(out)
}

/// Returns the text of an SVG file for the drawing library, which takes UTF-8 only.
pub(super) fn text(bytes: &[u8]) -> String {
    svg::decode(bytes).map(std::borrow::Cow::into_owned).unwrap_or_default()
}
