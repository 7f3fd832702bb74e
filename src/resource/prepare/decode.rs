//! From a file to pixels, within the memory that there is.
//!
//! Pictures have been examined before: their sizes are known, and what they will take is asked for before anything is
//! decoded.

use super::beside::Beside;
use super::budget::{Budget, Share};
use super::by_rows;
use super::colour::{Source, apply_gamma};
use super::exif::Turn;
use super::jpeg;
use super::pixels::Pixels;
use super::plain_tiff::PlainTiff;
use super::scale;
use crate::resource::image::{Fault, Picture};
use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::{ColorType, ImageDecoder, ImageError, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Where a PNG says whether its rows come in seven passes.
const INTERLACE: usize = 28;

/// A decoded picture with its share of the memory.
pub(super) struct Decoded<'a> {
    pub(super) pixels: Pixels,
    /// How it has still to be turned.
    pub(super) turn: Turn,
    pub(super) share: Share<'a>,
}

/// Decodes a picture, its colours in sRGB, in no fewer pixels than `least`, which is what it will be scaled to.
pub(super) fn decode<'a>(
    bytes: &[u8],
    picture: &Picture,
    beside: &Beside,
    least: (u32, u32),
    budget: &'a Budget,
) -> Result<Decoded<'a>, Fault> {
    // A decoder that gives up on a hostile file must not take the other pictures with it.
    let guarded = catch_unwind(AssertUnwindSafe(|| {
        if picture.media_type == "image/jpeg" {
            let more = |size| scale::cost(size, least, beside.turn);
            let (pixels, share) = jpeg::decode(bytes, picture, beside, least, more, budget)?;
            return Ok((pixels, beside.turn, share));
        }
        decode_other(bytes, picture, beside, least, budget)
    }));
    let (pixels, turn, share) =
        guarded.unwrap_or_else(|_| Err(Fault::Undecodable("the decoder gave up".to_owned())))?;
    Ok(Decoded { pixels, turn, share })
}

/// Decodes a picture of another kind than JPEG: at once, and made smaller then where scaling it would take too much; a PNG
/// row by row, where even that is too much.
fn decode_other<'a>(
    bytes: &[u8],
    picture: &Picture,
    beside: &Beside,
    least: (u32, u32),
    budget: &'a Budget,
) -> Result<(Pixels, Turn, Share<'a>), Fault> {
    let all = (picture.width, picture.height);
    let mut decoder = decoder(bytes, picture.media_type)?;
    let found = decoder.orientation().map_or(Turn::default(), |found| Turn::of(found.to_exif().into()));
    let turn = if picture.media_type == "image/png" { beside.turn } else { found };
    let kind = decoder.color_type();
    let each = u64::from(kind.bytes_per_pixel()) + scratch(bytes, picture.media_type, kind);
    let more = |size| scale::cost(size, least, turn);
    let comes_by_rows = picture.media_type == "image/png" && bytes.get(INTERLACE) == Some(&0);
    // What was not known to lie across may need more pixels than was thought.
    let is_least_known = turn.is_across() == beside.turn.is_across();
    let sides = if comes_by_rows || !is_least_known { &[][..] } else { &by_rows::SIDES };
    let room = [1].iter().chain(sides).find_map(|&side| {
        let small = (all.0.div_ceil(side), all.1.div_ceil(side));
        let is_enough = side == 1 || (small.0 >= least.0 && small.1 >= least.1);
        let area = |size: (u32, u32)| u64::from(size.0) * u64::from(size.1);
        let whole = (area(all) * each).max(area(small) * u64::from(kind.channel_count()) + more(small));
        let share = is_enough.then(|| budget.take(whole + bytes.len() as u64))?;
        Some((side, share?))
    });
    match room {
        Some((side, share)) => {
            let pixels = whole(decoder, bytes, picture.media_type, beside)?;
            Ok((if side > 1 { by_rows::shrink(pixels, side) } else { pixels }, turn, share))
        }
        None if comes_by_rows => {
            let by_rows::Decoded { pixels, profile, share } = by_rows::decode(bytes, picture, least, more, budget)?;
            Ok((to_srgb(pixels, profile.as_deref(), beside), turn, share))
        }
        None => Err(Fault::TooCostly(all.0, all.1)),
    }
}

fn decoder<'a>(bytes: &'a [u8], media_type: &str) -> Result<Box<dyn ImageDecoder + 'a>, Fault> {
    let reader = Cursor::new(bytes);
    let fault = |error| fault(&error, bytes.len());
    Ok(match media_type {
        "image/png" => Box::new(PngDecoder::with_limits(reader, Limits::no_limits()).map_err(fault)?),
        "image/gif" => Box::new(GifDecoder::new(reader).map_err(fault)?),
        "image/webp" => Box::new(WebPDecoder::new(reader).map_err(fault)?),
        "image/bmp" => Box::new(BmpDecoder::new(reader).map_err(fault)?),
        _ => Box::new(TiffDecoder::new(reader).map_err(fault)?),
    })
}

/// Returns how many bytes a pixel takes while it is decoded, beside those that it comes out with.
fn scratch(bytes: &[u8], media_type: &str, kind: ColorType) -> u64 {
    match media_type {
        // Brightness, and two differences for every four pixels; where there is no loss, all four channels.
        "image/webp" if bytes.get(12..16) == Some(b"VP8 ") => 2,
        "image/webp" => 4,
        "image/tiff" if PlainTiff::open(bytes).is_none() => u64::from(kind.bytes_per_pixel()),
        _ => 0,
    }
}

/// Decodes a picture at once.
fn whole(
    mut decoder: Box<dyn ImageDecoder + '_>,
    bytes: &[u8],
    media_type: &str,
    beside: &Beside,
) -> Result<Pixels, Fault> {
    let fault = |error| fault(&error, 0);
    let (width, height) = decoder.dimensions();
    let kind = decoder.color_type();
    let profile = decoder.icc_profile().ok().flatten();
    if media_type == "image/tiff"
        && let Some(pixels) = PlainTiff::open(bytes).and_then(PlainTiff::decode)
    {
        return Ok(to_srgb(pixels, profile.as_deref(), beside));
    }
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| Fault::TooLarge(width, height))?;
    let mut data = vec![0; length];
    decoder.read_image_boxed(&mut data).map_err(fault)?;
    let (channels, data) = match kind {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => (kind.channel_count(), data),
        ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16 => (kind.channel_count(), halve(data)),
        _ => {
            return Err(Fault::Unsupported("a picture of a rare kind that cannot be turned into one for books".into()));
        }
    };
    Ok(to_srgb(Pixels { width, height, channels: channels.into(), data }, profile.as_deref(), beside))
}

/// Turns colours into sRGB by the profile of their file, else by what it says of their brightness.
fn to_srgb(mut pixels: Pixels, profile: Option<&[u8]>, beside: &Beside) -> Pixels {
    let colours = pixels.channels - usize::from(pixels.has_alpha());
    match profile.and_then(|profile| Source::of(profile, colours)) {
        Some(source) => pixels = source.to_srgb(pixels),
        None => beside.gamma.iter().for_each(|gamma| apply_gamma(&mut pixels, *gamma)),
    }
    pixels
}

/// Makes eight bits of sixteen, in place.
fn halve(mut data: Vec<u8>) -> Vec<u8> {
    for index in 0..data.len() / 2 {
        let value = u32::from(u16::from_ne_bytes([data[index * 2], data[index * 2 + 1]]));
        data[index] = u8::try_from((value * 255 + 32_895) >> 16).unwrap_or(u8::MAX);
    }
    data.truncate(data.len() / 2);
    data.shrink_to_fit();
    data
}

fn fault(error: &ImageError, length: usize) -> Fault {
    match error {
        ImageError::Unsupported(error) => {
            Fault::Unsupported(format!("a picture of a kind that cannot be turned into one for books ({error})"))
        }
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof && length > 0 => {
            Fault::Truncated(length)
        }
        _ => Fault::Undecodable(error.to_string()),
    }
}
