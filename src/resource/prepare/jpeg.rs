//! From a JPEG to pixels in sRGB: by a library where the picture fits into memory as it is, else reduced as it is read.

mod block;
mod huffman;
mod plane;
mod reduced;
mod tables;

use super::beside::{Beside, Segment, jpeg_segments};
use super::budget::{Budget, Share};
use super::colour::{Source, mix_inks};
use super::pixels::Pixels;
use crate::resource::image::{Fault, Picture};
use reduced::Reduced;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// How many pixels a side a block of eight may be left with.
const SIDES: [usize; 4] = [8, 4, 2, 1];

/// The width of the widest unit, which is a multiple of all others that encoders make.
const WIDEST: usize = 32;

/// How three or four colours are stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Storage {
    Plain,
    /// By brightness and two differences.
    Ycc,
}

/// Decodes a JPEG in as many pixels as there is memory for, and no fewer than `least`; `more` is what has to be done
/// with them afterwards, in bytes.
pub(super) fn decode<'a>(
    bytes: &[u8],
    picture: &Picture,
    beside: &Beside,
    least: (u32, u32),
    more: impl Fn((u32, u32)) -> u64,
    budget: &'a Budget,
) -> Result<(Pixels, Share<'a>), Fault> {
    let size = (picture.width, picture.height);
    let each = beside.scratch + if beside.is_cmyk { 4 } else { 3 };
    let whole = u64::from(size.0) * u64::from(size.1) * each + more(size) + bytes.len() as u64;
    // The library mistakes colours that stand one after the other.
    if !beside.is_apart
        && let Some(share) = budget.take(whole)
    {
        let pixels = library(bytes)?;
        if ends_alike(&pixels) {
            // Of what the decoder took, enough is free again for this.
            let segments = jpeg_segments(bytes);
            Reduced::new(bytes, &segments)?.read(0)?;
        }
        return Ok((finish(pixels, beside), share));
    }
    let segments = jpeg_segments(bytes);
    let reduced = Reduced::new(bytes, &segments)?;
    for side in SIDES {
        let (width, height) = reduced.size(side);
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let size = (number(width), number(height));
        if size.0 < least.0 || size.1 < least.1 {
            break;
        }
        let (memory, drawn) = reduced.memory(side);
        if let Some(share) = budget.take(memory.max(drawn + more(size)) + bytes.len() as u64) {
            let channels = reduced.channels();
            let mut pixels = Pixels { width: size.0, height: size.1, channels, data: reduced.decode(side)? };
            convert(&mut pixels, storage(&segments, channels));
            return Ok((finish(pixels, beside), share));
        }
    }
    Err(Fault::TooCostly(picture.width, picture.height))
}

/// Reads all data of a JPEG for nothing but to see whether they make sense.
pub(super) fn run(bytes: &[u8], picture: &Picture, budget: &Budget) -> Result<(), Fault> {
    let segments = jpeg_segments(bytes);
    let reduced = Reduced::new(bytes, &segments)?;
    let share = budget.take(reduced.memory(0).0);
    let _share = share.ok_or(Fault::TooCostly(picture.width, picture.height))?;
    reduced.read(0).map(drop)
}

/// Tells whether a picture ends in a row of equal blocks, as the library makes them, without a word, of data that are
/// missing.
fn ends_alike(pixels: &Pixels) -> bool {
    let row = pixels.data.rchunks_exact(pixels.width as usize * pixels.channels).next().unwrap_or_default();
    row.get(WIDEST * pixels.channels..).is_none_or(|rest| row.starts_with(rest))
}

/// Makes sRGB of grey, of three colours, and of four inks.
fn finish(pixels: Pixels, beside: &Beside) -> Pixels {
    let source = beside.profile.as_ref().and_then(|profile| Source::of(profile, pixels.channels));
    match source {
        Some(source) => source.to_srgb(pixels),
        None if pixels.channels == 4 => mix_inks(pixels),
        None => pixels,
    }
}

/// Decodes a picture as it is.
fn library(bytes: &[u8]) -> Result<Pixels, Fault> {
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
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let mut pixels = Pixels { width: side(width), height: side(height), channels: wanted.num_components(), data };
    if pixels.channels == 4 {
        convert(&mut pixels, if own == Some(ColorSpace::YCCK) { Storage::Ycc } else { Storage::Plain });
    }
    Ok(pixels)
}

/// Tells how the colours are stored, by Adobe's marker or by their names.
fn storage(segments: &[Segment<'_>], channels: usize) -> Storage {
    let adobe = segments.iter().find(|segment| segment.marker == 0xEE && segment.data.starts_with(b"Adobe"));
    let is_jfif = segments.iter().any(|segment| segment.marker == 0xE0 && segment.data.starts_with(b"JFIF\0"));
    let frame = segments.iter().find(|segment| matches!(segment.marker, 0xC0..=0xC2));
    let is_named_rgb = || {
        let names: Option<Vec<u8>> = frame.map(|frame| frame.data.iter().skip(6).step_by(3).copied().collect());
        !is_jfif && names.as_deref() == Some(b"RGB")
    };
    let is_plain = match adobe.and_then(|segment| segment.data.get(11)) {
        Some(transform) => *transform == 0,
        None => channels == 4 || is_named_rgb(),
    };
    if is_plain { Storage::Plain } else { Storage::Ycc }
}

/// Makes colours of what is stored: RGB, or how much there is of each ink, which is stored the other way round.
fn convert(pixels: &mut Pixels, storage: Storage) {
    let channels = pixels.channels;
    if channels < 3 {
        return;
    }
    for pixel in pixels.data.chunks_exact_mut(channels) {
        let colour: &mut [u8; 3] = pixel.first_chunk_mut().expect("no fewer than three");
        match (storage, channels) {
            (Storage::Ycc, _) => *colour = rgb(*colour),
            (Storage::Plain, 4) => *colour = colour.map(|value| 255 - value),
            (Storage::Plain, _) => {}
        }
        if let Some(black) = pixel.get_mut(3) {
            *black = 255 - *black;
        }
    }
}

/// Makes colours of a brightness and two differences (ITU-T T.871, section 7); the numbers are times 65,536.
fn rgb([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    [y + 91_881 * cr, y - 22_554 * cb - 46_802 * cr, y + 116_130 * cb]
        .map(|colour| u8::try_from(((colour + 0x8000) >> 16).clamp(0, 255)).unwrap_or(0))
}

#[cfg(test)]
mod tests;
