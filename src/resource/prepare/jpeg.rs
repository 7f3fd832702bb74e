//! From a JPEG to pixels in sRGB: by a library where the picture fits into memory as it is, else reduced as it is read.

mod block;
mod huffman;
mod plane;
mod reduced;

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
        return Ok((finish(library(bytes)?, beside), share));
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
mod tests {
    use super::super::beside::look;
    use super::*;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

    /// A picture of libjpeg's in many passes, each finer than the one before, with coarse colours.
    const PROGRESSIVE: &[u8] = include_bytes!("jpeg/progressive.jpg");

    fn jpeg(colour: ColorType, set: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
        let (width, height) = (61_u8, 45_u8);
        let wave = |x: u8, y: u8| {
            let level = |turn: f32| crate::resource::prepare::tests::level(turn.sin());
            let (x, y) = (f32::from(x), f32::from(y));
            [level(x * 0.11 + y * 0.06), level(x * 0.1 - y * 0.17), level(y * 0.2 + x * 0.02), level(x * 0.1)]
        };
        let channels = match colour {
            ColorType::Luma => 1,
            ColorType::Rgb => 3,
            _ => 4,
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let data: Vec<u8> = places.flat_map(|(x, y)| wave(x, y).into_iter().take(channels)).collect();
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, 92);
        set(&mut encoder);
        encoder.encode(&data, width.into(), height.into(), colour).unwrap();
        out
    }

    fn reduced(bytes: &[u8], side: usize) -> Pixels {
        let segments = jpeg_segments(bytes);
        let reduced = Reduced::new(bytes, &segments).unwrap();
        let (width, height) = reduced.size(side);
        let side_of = |length: usize| u32::try_from(length).unwrap();
        let (width, height, channels) = (side_of(width), side_of(height), reduced.channels());
        let mut pixels = Pixels { width, height, channels, data: reduced.decode(side).unwrap() };
        convert(&mut pixels, storage(&segments, channels));
        pixels
    }

    /// Returns by how much two pictures differ: on average, and at most.
    fn apart(one: &Pixels, other: &Pixels) -> (usize, u8) {
        assert_eq!((one.width, one.height, one.channels), (other.width, other.height, other.channels));
        let each = || one.data.iter().zip(&other.data).map(|(one, other)| one.abs_diff(*other));
        (each().map(usize::from).sum::<usize>() / one.data.len(), each().max().unwrap_or(0))
    }

    #[test]
    fn scans_without_end_are_refused() {
        let last = PROGRESSIVE.windows(2).rposition(|two| two == [0xFF, 0xDA]).unwrap();
        let head = &PROGRESSIVE[last..last + 2 + usize::from(PROGRESSIVE[last + 3])];
        let bytes = [&PROGRESSIVE[..last], &head.repeat(1000), &[0xFF, 0xD9]].concat();
        let segments = jpeg_segments(&bytes);
        let fault = Reduced::new(&bytes, &segments).unwrap().decode(1).unwrap_err();
        assert!(matches!(&fault, Fault::Undecodable(why) if why.contains("more scans")), "{fault}");
    }

    #[test]
    fn unreduced_it_is_what_the_library_makes_of_it() {
        let kinds = [
            jpeg(ColorType::Luma, |_| ()),
            jpeg(ColorType::Rgb, |encoder| encoder.set_sampling_factor(SamplingFactor::F_1_1)),
            jpeg(ColorType::Rgb, |encoder| {
                encoder.set_sampling_factor(SamplingFactor::F_1_1);
                encoder.set_restart_interval(3);
            }),
            jpeg(ColorType::Rgb, |encoder| {
                encoder.set_sampling_factor(SamplingFactor::F_1_1);
                encoder.set_progressive(true);
            }),
            jpeg(ColorType::Cmyk, |_| ()),
            jpeg(ColorType::CmykAsYcck, |_| ()),
        ];
        for (index, bytes) in kinds.iter().enumerate() {
            let (mean, most) = apart(&reduced(bytes, 8), &library(bytes).unwrap());
            assert!(mean == 0 && most <= 4, "{index}: {mean}, {most}");
        }
    }

    #[test]
    fn reduced_it_is_the_same_picture_made_smaller() {
        use SamplingFactor::{F_1_1, F_1_2, F_2_1, F_2_2, F_4_1};
        let mut kinds = vec![PROGRESSIVE.to_vec()];
        for sampling in [F_1_1, F_2_1, F_1_2, F_2_2, F_4_1] {
            for (is_progressive, is_apart) in [(false, false), (true, false), (false, true)] {
                kinds.push(jpeg(ColorType::Rgb, |encoder| {
                    encoder.set_sampling_factor(sampling);
                    encoder.set_progressive(is_progressive);
                    encoder.set_optimized_huffman_tables(is_apart);
                }));
            }
        }
        for (index, bytes) in kinds.iter().enumerate() {
            // The library mistakes some kinds: the picture itself, unreduced, stands for it.
            let whole = reduced(bytes, 8);
            if !look(bytes, "image/jpeg").unwrap().is_apart {
                let (mean, _) = apart(&whole, &library(bytes).unwrap());
                // It draws coarse colours softly, where here each stays in its square.
                assert!(mean <= 5, "{index}: {mean}");
            }
            for side in [4, 2, 1] {
                // Blocks go beyond the picture, which therefore is a little larger than half of it.
                let small = reduced(bytes, side);
                let expected = super::super::scale::scale(whole.clone(), small.width, small.height).unwrap();
                let (mean, _) = apart(&small, &expected);
                assert!(mean <= 24 / side, "{index} with {side}: {mean}");
            }
        }
    }

    #[test]
    fn a_file_with_any_byte_changed_does_no_harm() {
        let plain = jpeg(ColorType::Rgb, |encoder| encoder.set_restart_interval(2));
        for whole in [PROGRESSIVE, &plain] {
            for at in 0..whole.len() {
                for value in [0, 0x11, 0x7F, 0xFF] {
                    let mut changed = whole.to_vec();
                    changed[at] = value;
                    let segments = jpeg_segments(&changed);
                    let reduced = Reduced::new(&changed, &segments);
                    // A size that is changed may ask for much.
                    let _ = reduced.map(|reduced| (reduced.memory(2).0 < 1 << 20).then(|| reduced.decode(2)));
                }
            }
        }
    }
}
