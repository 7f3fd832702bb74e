//! The drawing itself: on white, or on nothing.
//!
//! Text is drawn only where a font has every character of it: what has none is reported, and nothing is drawn.

use super::direction;
use super::inside::{BYTES_A_PIXEL, MOST_PIXELS, fitting};
use super::inspect::inspect;
use super::measure::is_bounded;
use super::{families, font};
use crate::resource::image::Fault;
use crate::resource::image::svg::Lean;
use crate::resource::prepare::{Budget, Pixels};
use crate::xml;
use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::FallbackSelectionFn;
use resvg::usvg::fontdb::{self, Database, ID};
use resvg::usvg::{FontFamily, FontResolver, ImageHrefResolver, ImageKind, Options, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A drawing.
pub(in super::super) struct Drawing {
    pub(in super::super) pixels: Pixels,
    /// Families that no font here has, drawn with the serif.
    pub(in super::super) unknown_families: BTreeSet<String>,
}

/// Why something is not drawn.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Refusal {
    /// No font has these characters.
    Characters(BTreeSet<String>),
    /// A picture inside it is broken.
    Picture(String),
    /// It would take more time or memory than it should.
    TooCostly,
    /// What the drawing library says.
    Failed(String),
}

/// What is drawn on.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Canvas {
    /// How many pixels wide the drawing is to be; where nothing is said, `scale` tells.
    pub(in super::super) width: Option<f32>,
    /// How much larger than it says itself.
    pub(in super::super) scale: f32,
    /// The most pixels in all.
    pub(in super::super) max_pixels: f32,
    /// Whether what is not drawn on is white.
    pub(in super::super) is_white: bool,
}

impl Canvas {
    /// Returns how much larger than its own size something is drawn.
    fn scale(self, width: f32, height: f32) -> f32 {
        // A little less than the root, since both sides are rounded.
        self.width.map_or(self.scale, |wanted| wanted / width).min((self.max_pixels / (width * height)).sqrt() * 0.9999)
    }
}

/// The size of text that says none, as browsers draw it.
const MEDIUM: f32 = 16.0;

/// Drawing a deep picture goes deep: more stack than a thread has by default.
const STACK: usize = 64 << 20;

/// Draws an SVG that has been read, in memory that it shares with others.
pub(in super::super) fn draw(
    text: &Lean<'_>,
    mut tree: xml::Tree,
    fonts: Arc<Database>,
    canvas: Canvas,
    budget: &Budget,
) -> Result<Drawing, Refusal> {
    if !is_bounded(&tree) {
        return Err(Refusal::TooCostly);
    }
    let turned = direction::written_out(&mut tree).map(|turned| text.saying(turned));
    drop(tree);
    let text = turned.as_ref().unwrap_or(text);
    let fallback = |letter, tried: &[ID], database: &mut Arc<Database>| font::fallback(letter, tried, database);
    draw_deep(text, fonts, canvas, Box::new(fallback), budget)
}

/// Draws an SVG that says of every letter which font it is drawn with.
pub(in super::super) fn draw_as_said(text: &str, fonts: Arc<Database>, canvas: Canvas) -> Result<Drawing, Refusal> {
    draw_deep(&Lean::own(text), fonts, canvas, font::as_said().select_fallback, &Budget::default())
}

fn draw_deep(
    text: &Lean<'_>,
    fonts: Arc<Database>,
    canvas: Canvas,
    fallback: FallbackSelectionFn<'_>,
    budget: &Budget,
) -> Result<Drawing, Refusal> {
    let failed = || Refusal::Failed("it cannot be drawn".to_owned());
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || draw_here(text, fonts, canvas, fallback, budget));
        thread.map_err(|error| Refusal::Failed(error.to_string()))?.join().unwrap_or_else(|_| Err(failed()))
    })
}

fn draw_here(
    text: &Lean<'_>,
    fonts: Arc<Database>,
    canvas: Canvas,
    select_fallback: FallbackSelectionFn<'_>,
    budget: &Budget,
) -> Result<Drawing, Refusal> {
    let unknown_families = Mutex::new(BTreeSet::new());
    let broken_picture = Mutex::new(None);
    let pictures = Pictures { text, budget, known: Mutex::default() };
    let select = FontResolver::default_font_selector();
    let options = Options {
        font_family: font::SERIF.to_owned(),
        font_size: MEDIUM,
        fontdb: fonts,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|media_type, data, options| {
                let found = pictures.find(media_type, data, options);
                found.map_err(|fault| *lock(&broken_picture) = Some(fault.to_string())).ok().flatten()
            }),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver {
            select_font: Box::new(|font, database| {
                if !font.families().iter().any(|family| is_known(family, database)) {
                    let names: Vec<String> = font.families().iter().map(ToString::to_string).collect();
                    lock(&unknown_families).insert(names.join(", ").replace('"', ""));
                }
                let like = families::like(font, database, |family| is_known(family, database));
                like.or_else(|| select(font, database))
            }),
            select_fallback,
        },
        ..Options::default()
    };
    let tree = Tree::from_str(&text.text, &options).map_err(|error| Refusal::Failed(error.to_string()))?;
    drop(options);
    if let Some(fault) = broken_picture.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(Refusal::Picture(fault));
    }
    let scale = canvas.scale(tree.size().width(), tree.size().height());
    inspect(&tree, scale)?;
    // Its canvas, the copy that is taken of it, one picture inside it after the other, and its own text.
    let canvases = 2 * BYTES_A_PIXEL * u64::from(MOST_PIXELS);
    let _share = budget.take(canvases + text.whole_length() as u64).ok_or(Refusal::TooCostly)?;
    let pixels = render(&tree, scale, canvas.is_white)?;
    let unknown_families = unknown_families.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Drawing { pixels, unknown_families })
}

/// The pictures inside a drawing.
struct Pictures<'a> {
    text: &'a Lean<'a>,
    budget: &'a Budget,
    /// Those that were set aside and have been asked for, by their marks: a drawing may show one many times.
    known: Mutex<BTreeMap<Arc<Vec<u8>>, Option<ImageKind>>>,
}

impl Pictures<'_> {
    /// Returns a picture as the library draws it; nothing where it knows none of the kind.
    fn find(&self, media_type: &str, data: Arc<Vec<u8>>, options: &Options<'_>) -> Result<Option<ImageKind>, Fault> {
        let found = |data| {
            let (data, made) = fitting(data, self.budget)?;
            Ok(ImageHrefResolver::default_data_resolver()(made.unwrap_or(media_type), data, options))
        };
        if let Some(known) = lock(&self.known).get(&data) {
            return Ok(known.clone());
        }
        let Some(aside) = self.text.aside(&data) else { return found(data) };
        let picture = found(Arc::new(aside));
        lock(&self.known).insert(data, picture.as_ref().ok().cloned().flatten());
        picture
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_known(family: &FontFamily, database: &Database) -> bool {
    let FontFamily::Named(name) = family else { return true };
    let query = fontdb::Query { families: &[fontdb::Family::Name(name)], ..fontdb::Query::default() };
    database.query(&query).is_some()
}

/// Paints the picture.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a side is between 1 and 4,000,000")]
fn render(tree: &Tree, scale: f32, is_white: bool) -> Result<Pixels, Refusal> {
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let failed = || Refusal::Failed("it has no size that can be drawn".to_owned());
    let mut pixmap = Pixmap::new(width, height).ok_or_else(failed)?;
    if is_white {
        pixmap.fill(Color::WHITE);
    }
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let channels = if is_white { 3 } else { 4 };
    let mut data = Vec::with_capacity(pixmap.pixels().len() * channels);
    if is_white {
        for pixel in pixmap.data().chunks_exact(4) {
            data.extend_from_slice(&pixel[..3]);
        }
    } else {
        for pixel in pixmap.pixels().iter().map(PremultipliedColorU8::demultiply) {
            data.extend_from_slice(&[pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]);
        }
    }
    Ok(Pixels { width, height, channels, data })
}
