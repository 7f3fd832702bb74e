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
use super::scale;
use crate::resource::image::{Fault, Picture};
use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::{ColorType, ImageDecoder, ImageError, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

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
    let size = (picture.width, picture.height);
    // A decoder that gives up on a hostile file must not take the other pictures with it.
    let guarded = catch_unwind(AssertUnwindSafe(|| {
        if picture.media_type == "image/jpeg" {
            let more = |size| scale::cost(size, least, beside.turn);
            let (pixels, share) = jpeg::decode(bytes, picture, beside, least, more, budget)?;
            return Ok((pixels, beside.turn, share));
        }
        let mut decoder = decoder(bytes, picture.media_type)?;
        let scratch = if picture.media_type == "image/webp" { 4 } else { 0 };
        let each = u64::from(decoder.color_type().bytes_per_pixel()) + scratch;
        let more = |size| scale::cost(size, least, beside.turn);
        let whole = u64::from(size.0) * u64::from(size.1) * each + more(size) + bytes.len() as u64;
        let share = match budget.take(whole) {
            Some(share) => share,
            None if picture.media_type == "image/png" => {
                let by_rows::Decoded { pixels, profile, share } = by_rows::decode(bytes, picture, least, more, budget)?;
                return Ok((to_srgb(pixels, profile.as_deref(), beside), beside.turn, share));
            }
            None => return Err(Fault::TooCostly(size.0, size.1)),
        };
        let found = decoder.orientation().map_or(Turn::default(), |found| Turn::of(found.to_exif().into()));
        let turn = if picture.media_type == "image/png" { beside.turn } else { found };
        Ok((other(decoder, beside)?, turn, share))
    }));
    let (pixels, turn, share) =
        guarded.unwrap_or_else(|_| Err(Fault::Undecodable("the decoder gave up".to_owned())))?;
    Ok(Decoded { pixels, turn, share })
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

fn other(mut decoder: Box<dyn ImageDecoder + '_>, beside: &Beside) -> Result<Pixels, Fault> {
    let fault = |error| fault(&error, 0);
    let (width, height) = decoder.dimensions();
    let kind = decoder.color_type();
    let profile = decoder.icc_profile().ok().flatten();
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
