//! What is done to a picture before it is packed: turned upright, made smaller, put into colours and kinds that every
//! reader shows, and relieved of what is for its owner alone.
//!
//! A picture that needs none of this stays as it is, byte for byte. What is made is kept by the world under a key of
//! all that it was made of, so that a later build decodes nothing. SVG is the work of `image::svg`.

mod beside;
mod budget;
mod by_rows;
mod colour;
mod decode;
mod encode;
mod exif;
mod jpeg;
mod pixels;
mod plain_tiff;
mod scale;
mod svg;
mod trial;

pub use budget::Budget;
pub(crate) use encode::{encode, png};
pub(crate) use pixels::Pixels;
pub use svg::Beside as FilesBeside;

use super::Content;
use super::image::{Fault, Picture, examine, examine_any};
use crate::manifest::{ImageFormat, Images};
use crate::world::World;
use beside::Beside;
use budget::Share;
use decode::{Decoded, decode};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Changed with whatever changes what comes out: what was kept before is then not found.
const VERSION: u32 = 3;

/// What is to be packed of a picture.
#[derive(Debug)]
pub struct Prepared {
    /// What its file is.
    pub source: Picture,
    /// What is packed.
    pub picture: Picture,
    /// What was made of it; nothing where it stays as it is.
    pub made: Option<Content>,
    pub loss: Option<Loss>,
}

/// What its author should know of a picture that comes out otherwise than it went in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It moved, and is still now.
    Stilled,
    /// It moves, and is larger than the book wants it.
    NotScaled,
    /// It moves, and its author wants it as another kind.
    NotConverted,
}

/// What is to be done to a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Keep,
    Cut,
    Draw,
}

/// Prepares the picture in `bytes`.
///
/// # Errors
/// Why it cannot be shown, or not changed.
pub fn prepare(bytes: &[u8], wanted: &Images, world: &dyn World, budget: &Budget) -> Result<Prepared, Fault> {
    let source = examine_any(bytes)?;
    let beside = beside::look(bytes, source.media_type)?;
    let (task, loss) = task(&source, &beside, wanted);
    if task != Task::Draw {
        trial::run(bytes, &source, world, budget)?;
    }
    if task == Task::Keep {
        return Ok(Prepared { source, picture: source, made: None, loss });
    }
    let work = || match task {
        Task::Draw => {
            let (pixels, share) = drawn(bytes, &source, &beside, wanted, budget)?;
            let drawn = encode(pixels, source.media_type, wanted.format, wanted.quality)?;
            drop(share);
            if !wanted.metadata {
                return Ok(drawn);
            }
            let kind = examine(&drawn)?.media_type;
            Ok(beside::carry((bytes, source.media_type), (drawn, kind)))
        }
        _ => Ok(beside::cut(bytes, source.media_type)),
    };
    let (picture, made) = once(world, bytes, wanted, work)?;
    Ok(Prepared { source, picture, made: Some(made), loss })
}

/// Makes a picture of another, unless that was done before; `how` is all that decides what comes out, beside the bytes.
///
/// # Errors
/// Why it cannot be made.
pub fn once(
    world: &dyn World,
    bytes: &[u8],
    how: &impl Hash,
    work: impl FnOnce() -> Result<Vec<u8>, Fault>,
) -> Result<(Picture, Content), Fault> {
    let key = key(bytes, how);
    if let Some(kept) = world.recall(&key)
        && let Ok(picture) = examine(&kept)
    {
        return Ok((picture, Content::Kept(key)));
    }
    let made = work()?;
    let picture = examine(&made)?;
    let content = if world.keep(&key, &made) { Content::Kept(key) } else { Content::Bytes(made.into()) };
    Ok((picture, content))
}

/// The most bytes of what was made that are held in memory, where the world could keep them.
const MOST_HELD: usize = 1 << 20;

/// Lays by what was made of a picture without much work.
pub fn laid_by(world: &dyn World, made: Vec<u8>) -> Content {
    if made.len() > MOST_HELD {
        let key = key(&made, &"as it is");
        if world.keep(&key, &made) {
            return Content::Kept(key);
        }
    }
    Content::Bytes(made.into())
}

/// Tells whether one can see through a picture that stands still.
pub fn is_transparent(bytes: &[u8]) -> bool {
    let look = |picture: Picture| beside::look(bytes, picture.media_type).ok();
    examine(bytes).ok().and_then(look).is_some_and(|beside| beside.is_transparent && !beside.is_moving)
}

/// Tells whether a picture shows several in turn.
pub fn is_moving(bytes: &[u8]) -> bool {
    let look = |picture: Picture| beside::look(bytes, picture.media_type).ok();
    examine(bytes).ok().and_then(look).is_some_and(|beside| beside.is_moving)
}

/// Puts a picture on white, as PNG.
///
/// # Errors
/// Why that cannot be done.
pub fn flatten(bytes: &[u8], budget: &Budget) -> Result<Vec<u8>, Fault> {
    let picture = examine(bytes)?;
    let beside = beside::look(bytes, picture.media_type)?;
    let as_it_is = Images { max_pixels: u32::MAX, ..Images::default() };
    let (pixels, _share) = drawn(bytes, &picture, &beside, &as_it_is, budget)?;
    png(&pixels.flatten().simplify())
}

/// Decides what is to be done.
fn task(picture: &Picture, beside: &Beside, wanted: &Images) -> (Task, Option<Loss>) {
    let is_large = scaled(picture, beside.turn, wanted) != (picture.width, picture.height);
    let cut = if beside.is_private && !wanted.metadata { Task::Cut } else { Task::Keep };
    let is_other_kind = |kind: &str| match (kind, wanted.format) {
        // Whether one really sees through it is known when it is decoded.
        ("image/png", ImageFormat::Jpeg) => !beside.is_transparent || wanted.is_own_format,
        ("image/jpeg", ImageFormat::Png) => true,
        _ => false,
    };
    match picture.media_type {
        "image/svg+xml" => (Task::Keep, None),
        // Frames are drawn on each other, and few programs can say afterwards which was which.
        "image/gif" if beside.is_moving && wanted.is_own_format && wanted.format != ImageFormat::Auto => {
            (cut, Some(Loss::NotConverted))
        }
        "image/gif" if beside.is_moving => (cut, is_large.then_some(Loss::NotScaled)),
        "image/gif" if !is_large && wanted.format == ImageFormat::Auto => (cut, None),
        "image/jpeg" | "image/png" => {
            let is_foreign = || {
                let channels = if beside.is_cmyk { 4 } else { 3 };
                let profile = beside.profile.as_ref();
                profile.is_some_and(|profile| {
                    [channels, 1].into_iter().any(|channels| colour::Source::of(profile, channels).is_some())
                })
            };
            let draws = is_large
                || beside.is_cmyk
                || beside.turn != exif::Turn::default()
                || is_other_kind(picture.media_type)
                || (wanted.is_own_quality && picture.media_type == "image/jpeg")
                || is_foreign();
            // A PNG that moves is a still one for those that know no better, and is kept.
            match (draws, beside.is_moving) {
                (true, true) => (Task::Draw, Some(Loss::Stilled)),
                (true, false) => (Task::Draw, None),
                (false, _) => (cut, None),
            }
        }
        _ => (Task::Draw, beside.is_moving.then_some(Loss::Stilled)),
    }
}

/// Returns the size that a picture is scaled to before it is turned.
fn scaled(picture: &Picture, turn: exif::Turn, wanted: &Images) -> (u32, u32) {
    let (width, height) = (picture.width, picture.height);
    if !turn.is_across() {
        return scale::largest(width, height, wanted);
    }
    let (height, width) = scale::largest(height, width, wanted);
    (width, height)
}

/// Draws a picture anew; the share of the memory is held until it is written.
fn drawn<'a>(
    bytes: &[u8],
    picture: &Picture,
    beside: &Beside,
    wanted: &Images,
    budget: &'a Budget,
) -> Result<(Pixels, Share<'a>), Fault> {
    let Decoded { pixels, turn, share } = decode(bytes, picture, beside, scaled(picture, beside.turn, wanted), budget)?;
    // Some decoders tell only now which way up the picture is.
    let (width, height) = scaled(picture, turn, wanted);
    Ok((scale::scale(pixels, width, height)?.turn(turn), share))
}

/// Decodes a picture, upright, in sRGB, and no larger than wanted.
///
/// # Errors
/// Why that cannot be done.
pub(crate) fn pixels(bytes: &[u8], wanted: &Images, budget: &Budget) -> Result<Pixels, Fault> {
    let picture = examine_any(bytes)?;
    let beside = beside::look(bytes, picture.media_type)?;
    drawn(bytes, &picture, &beside, wanted, budget).map(|(pixels, _)| pixels)
}

/// Returns the name under which what is made of these bytes is kept: two sums and the length, which no accident makes
/// equal for other bytes.
fn key(bytes: &[u8], how: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    VERSION.hash(&mut hasher);
    how.hash(&mut hasher);
    bytes.hash(&mut hasher);
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    format!("{:016x}{:08x}{:x}", hasher.finish(), sum.sum(), bytes.len())
}

#[cfg(test)]
mod suite;
#[cfg(test)]
mod tests;
