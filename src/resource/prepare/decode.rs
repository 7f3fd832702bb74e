//! From a file to pixels, within the memory that there is.
//!
//! Pictures have been examined before: their sizes are known, and what they will take is asked for before anything is
//! decoded.

use super::beside::Beside;
use super::budget::{Budget, Share};
use super::colour::{Source, apply_gamma, mix_inks};
use super::exif::Turn;
use super::pixels::Pixels;
use crate::resource::image::{Fault, Picture};
use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::{ColorType, ImageDecoder, ImageError, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// A decoded picture with its share of the memory.
pub(super) struct Decoded<'a> {
    pub(super) pixels: Pixels,
    /// How it has still to be turned.
    pub(super) turn: Turn,
    pub(super) share: Share<'a>,
}

/// Decodes a picture, its colours in sRGB. `more` is what the caller will need beside, in bytes.
pub(super) fn decode<'a>(
    bytes: &[u8],
    picture: &Picture,
    beside: &Beside,
    more: u64,
    budget: &'a Budget,
) -> Result<Decoded<'a>, Fault> {
    let count = u64::from(picture.width) * u64::from(picture.height);
    let costly = || Fault::TooCostly(picture.width, picture.height);
    let take = |each: u64| budget.take(count * each + more + bytes.len() as u64).ok_or_else(costly);
    // A decoder that gives up on a hostile file must not take the other pictures with it.
    let guarded = catch_unwind(AssertUnwindSafe(|| {
        if picture.media_type == "image/jpeg" {
            let share = take(beside.scratch + if beside.is_cmyk { 4 } else { 3 })?;
            return Ok((jpeg(bytes, beside)?, beside.turn, share));
        }
        let mut decoder = decoder(bytes, picture.media_type)?;
        let scratch = if picture.media_type == "image/webp" { 4 } else { 0 };
        let share = take(u64::from(decoder.color_type().bytes_per_pixel()) + scratch)?;
        let found = decoder.orientation().map_or(Turn::default(), |found| Turn::of(found.to_exif().into()));
        let turn = if picture.media_type == "image/png" { beside.turn } else { found };
        Ok((other(decoder, beside)?, turn, share))
    }));
    let (pixels, turn, share) =
        guarded.unwrap_or_else(|_| Err(Fault::Undecodable("the decoder gave up".to_owned())))?;
    Ok(Decoded { pixels, turn, share })
}

fn jpeg(bytes: &[u8], beside: &Beside) -> Result<Pixels, Fault> {
    if beside.is_apart {
        let what = "a JPEG whose colours stand one after the other, which has to be changed and cannot be";
        return Err(Fault::Unsupported(what.to_owned()));
    }
    let failed = |error: zune_jpeg::errors::DecodeErrors| Fault::Undecodable(format!("{error:?}"));
    let options = DecoderOptions::default().set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(failed)?;
    let own = decoder.input_colorspace();
    let wanted = match own {
        Some(ColorSpace::Luma) => ColorSpace::Luma,
        // As they are: only here is it known what a profile makes of them.
        Some(inks @ (ColorSpace::CMYK | ColorSpace::YCCK)) => inks,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let data = decoder.decode().map_err(failed)?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    let channels = wanted.num_components();
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let mut pixels = Pixels { width: side(width), height: side(height), channels, data };
    if channels == 4 {
        inks(&mut pixels.data, own == Some(ColorSpace::YCCK));
    }
    let source = beside.profile.as_ref().and_then(|profile| Source::of(profile, channels));
    Ok(match source {
        Some(source) => source.to_srgb(pixels),
        None if channels == 4 => mix_inks(pixels),
        None => pixels,
    })
}

/// Makes of the four numbers of a JPEG how much there is of each ink: they are stored the other way round.
fn inks(data: &mut [u8], is_ycck: bool) {
    for pixel in data.chunks_exact_mut(4) {
        if is_ycck {
            let [y, cb, cr] = [0, 1, 2].map(|index| f32::from(pixel[index]));
            let (cb, cr) = (cb - 128.0, cr - 128.0);
            let rgb = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
            for (value, ink) in pixel.iter_mut().zip(rgb) {
                *value = clamp(ink);
            }
        } else {
            for value in &mut pixel[..3] {
                *value = 255 - *value;
            }
        }
        pixel[3] = 255 - pixel[3];
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn clamp(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
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
    let mut pixels = Pixels { width, height, channels: channels.into(), data };
    let colours = pixels.channels - usize::from(pixels.has_alpha());
    match profile.and_then(|profile| Source::of(&profile, colours)) {
        Some(source) => pixels = source.to_srgb(pixels),
        None => beside.gamma.iter().for_each(|gamma| apply_gamma(&mut pixels, *gamma)),
    }
    Ok(pixels)
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
