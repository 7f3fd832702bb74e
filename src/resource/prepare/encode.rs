//! From pixels to a file: JPEG, or the leanest PNG that holds them.

use super::pixels::Pixels;
use crate::manifest::ImageFormat;
use crate::resource::image::Fault;
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType as JpegColour, Encoder as JpegEncoder};
use std::collections::HashMap;

/// How much smaller a JPEG must be than the PNG of a picture that was neither: the pixels of a PNG are the true ones.
const MUCH_SMALLER: usize = 3;

/// The longest side of a JPEG.
const JPEG_SIDE: u32 = 65_535;

/// Writes a picture that was of `media_type` as the book wants it.
pub(crate) fn encode(pixels: Pixels, media_type: &str, format: ImageFormat, quality: u8) -> Result<Vec<u8>, Fault> {
    let pixels = pixels.simplify();
    let may_be_jpeg = !pixels.has_alpha() && pixels.width.max(pixels.height) <= JPEG_SIDE;
    match (format, media_type) {
        _ if !may_be_jpeg => png(&pixels),
        (ImageFormat::Png, _) | (ImageFormat::Auto, "image/png" | "image/gif") => png(&pixels),
        (ImageFormat::Jpeg, _) | (ImageFormat::Auto, "image/jpeg") => jpeg(&pixels, quality),
        (ImageFormat::Auto, _) => {
            let (png, jpeg) = (png(&pixels)?, jpeg(&pixels, quality)?);
            Ok(if jpeg.len() * MUCH_SMALLER < png.len() { jpeg } else { png })
        }
    }
}

/// Writes a picture as JPEG; there is no alpha in it.
fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Fault> {
    let colour = if pixels.channels == 1 { JpegColour::Luma } else { JpegColour::Rgb };
    let failed = |_| Fault::TooLarge(pixels.width, pixels.height);
    let width = u16::try_from(pixels.width).map_err(failed)?;
    let height = u16::try_from(pixels.height).map_err(failed)?;
    let mut out = Vec::with_capacity(pixels.data.len() / 8);
    let mut encoder = JpegEncoder::new(&mut out, quality);
    // Tables made for the picture would save a twentieth, and put its colours into scans of their own, which some
    // decoders get wrong.
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder.encode(&pixels.data, width, height, colour).map_err(|error| Fault::Undecodable(error.to_string()))?;
    Ok(out)
}

/// Writes a picture as PNG, with a palette where there are few colours.
pub(crate) fn png(pixels: &Pixels) -> Result<Vec<u8>, Fault> {
    write_png(pixels).map_err(|error| Fault::Undecodable(error.to_string()))
}

fn write_png(pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixels.width, pixels.height);
    let palette = Palette::of(pixels);
    if let Some(palette) = &palette {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(palette.depth());
        encoder.set_palette(palette.colours());
        let alphas = palette.alphas();
        if !alphas.is_empty() {
            encoder.set_trns(alphas);
        }
        // Neighbours in a palette have nothing to do with each other.
        encoder.set_filter(png::Filter::NoFilter);
    } else {
        encoder.set_color(match pixels.channels {
            1 => png::ColorType::Grayscale,
            2 => png::ColorType::GrayscaleAlpha,
            3 => png::ColorType::Rgb,
            _ => png::ColorType::Rgba,
        });
    }
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header()?;
    match &palette {
        Some(palette) => writer.write_image_data(&palette.rows(pixels))?,
        None => writer.write_image_data(&pixels.data)?,
    }
    writer.finish()?;
    Ok(out)
}

/// The colours of a picture that has few.
struct Palette {
    /// Each with its alpha, the darkest first, so that the same picture has the same palette.
    entries: Vec<[u8; 4]>,
    indices: HashMap<[u8; 4], u8>,
}

impl Palette {
    /// Returns the colours of a picture, if they are so few that a palette is smaller than they.
    fn of(pixels: &Pixels) -> Option<Self> {
        let most = if pixels.channels == 1 { 16 } else { 256 };
        let mut indices: HashMap<[u8; 4], u8> = HashMap::new();
        let mut last = None;
        for pixel in pixels.data.chunks_exact(pixels.channels) {
            if last != Some(pixel) {
                indices.insert(colour(pixel), 0);
                last = Some(pixel);
                if indices.len() > most {
                    return None;
                }
            }
        }
        let mut entries: Vec<[u8; 4]> = indices.keys().copied().collect();
        // What is transparent stands first, since alphas are given up to the last one that is not 255.
        entries.sort_unstable_by_key(|&[r, g, b, alpha]| (alpha, r, g, b));
        for (index, entry) in (0..=u8::MAX).zip(&entries) {
            indices.insert(*entry, index);
        }
        Some(Self { entries, indices })
    }

    fn depth(&self) -> png::BitDepth {
        match self.entries.len() {
            0..=2 => png::BitDepth::One,
            3..=4 => png::BitDepth::Two,
            5..=16 => png::BitDepth::Four,
            _ => png::BitDepth::Eight,
        }
    }

    fn colours(&self) -> Vec<u8> {
        self.entries.iter().flat_map(|entry| &entry[..3]).copied().collect()
    }

    fn alphas(&self) -> Vec<u8> {
        self.entries.iter().map(|entry| entry[3]).take_while(|alpha| *alpha < 255).collect()
    }

    /// Packs the rows.
    fn rows(&self, pixels: &Pixels) -> Vec<u8> {
        let bits: u32 = self.depth() as u32;
        let row_length = pixels.width as usize;
        let mut rows = Vec::with_capacity((row_length * bits as usize).div_ceil(8) * pixels.height as usize);
        // Neighbours are mostly alike, and a look into the table costs more than one at the last pixel.
        let (mut last, mut index): (&[u8], u8) = (&[], 0);
        for row in pixels.data.chunks_exact(row_length * pixels.channels) {
            let (mut byte, mut filled) = (0_u8, 0_u32);
            for pixel in row.chunks_exact(pixels.channels) {
                if pixel != last {
                    (last, index) = (pixel, self.indices[&colour(pixel)]);
                }
                byte = byte.unbounded_shl(bits) | index;
                filled += bits;
                if filled == 8 {
                    rows.push(byte);
                    (byte, filled) = (0, 0);
                }
            }
            if filled > 0 {
                rows.push(byte << (8 - filled));
            }
        }
        rows
    }
}

fn colour(pixel: &[u8]) -> [u8; 4] {
    match *pixel {
        [grey] => [grey, grey, grey, 255],
        [grey, alpha] => [grey, grey, grey, alpha],
        [r, g, b] => [r, g, b, 255],
        [r, g, b, alpha, ..] => [r, g, b, alpha],
        [] => [0; 4],
    }
}
