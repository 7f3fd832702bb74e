//! Making pictures smaller.

use super::exif::Turn;
use super::pixels::Pixels;
use crate::manifest::Images;
use crate::resource::image::Fault;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};

/// Returns the largest size, upright, that a book lets a picture have; its own where that is not too large.
pub(super) fn largest(width: u32, height: u32, wanted: &Images) -> (u32, u32) {
    let (own_width, own_height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let side = |most: Option<u32>, own: f64| most.map_or(1.0, |most| f64::from(most) / own);
    let area = (f64::from(wanted.max_pixels) / (own_width * own_height)).sqrt();
    let scale = side(wanted.max_width, own_width).min(side(wanted.max_height, own_height)).min(area);
    if scale >= 1.0 {
        return (width, height);
    }
    let scaled = |own: f64| floor(own * scale).max(1);
    (scaled(own_width), scaled(own_height))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "smaller than the size it comes from")]
fn floor(length: f64) -> u32 {
    // What is a whole number must not become the one below it.
    (length + 1e-6).floor() as u32
}

/// Returns what scaling a picture, and turning it then, takes in bytes, beside the picture.
pub(super) fn cost(picture: (u32, u32), (width, height): (u32, u32), turn: Turn) -> u64 {
    if (width, height) == picture {
        // To turn it takes a second one.
        return if turn == Turn::default() { 0 } else { 4 * u64::from(width) * u64::from(height) };
    }
    // The rows are scaled first, then the columns, and a turned copy is made of the result.
    4 * (u64::from(width) * u64::from(picture.1) + 2 * u64::from(width) * u64::from(height))
}

/// Scales a picture with the filter of Lanczos.
pub(super) fn scale(pixels: Pixels, width: u32, height: u32) -> Result<Pixels, Fault> {
    if (pixels.width, pixels.height) == (width, height) {
        return Ok(pixels);
    }
    let kind = match pixels.channels {
        1 => PixelType::U8,
        2 => PixelType::U8x2,
        3 => PixelType::U8x3,
        _ => PixelType::U8x4,
    };
    let failed = |error: &dyn std::fmt::Display| Fault::Undecodable(error.to_string());
    let from = ImageRef::new(pixels.width, pixels.height, &pixels.data, kind).map_err(|error| failed(&error))?;
    let mut to = Image::new(width, height, kind);
    let options = ResizeOptions::new();
    Resizer::new().resize(&from, &mut to, &options).map_err(|error| failed(&error))?;
    Ok(Pixels { width, height, channels: pixels.channels, data: to.into_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_as_large_as_a_book_lets_it_be() {
        let size = |max_width, max_height, picture: (u32, u32)| {
            largest(picture.0, picture.1, &Images { max_width, max_height, ..Images::default() })
        };
        assert_eq!(size(None, None, (2000, 2000)), (2000, 2000));
        assert_eq!(size(None, None, (4000, 3000)), (2309, 1732));
        assert_eq!(size(Some(800), None, (1600, 1200)), (800, 600));
        assert_eq!(size(Some(800), Some(300), (1600, 1200)), (400, 300));
        assert_eq!(size(Some(16), None, (60_000, 10)), (16, 1));
        assert_eq!(size(Some(1600), None, (800, 600)), (800, 600));
    }

    #[test]
    fn scaling_keeps_flat_colours_and_the_edges_of_what_is_transparent() {
        let pixel = [200, 100, 50, 255];
        let mut data = pixel.repeat(64 * 32);
        data.extend([0, 0, 0, 0].repeat(64 * 32));
        let picture = Pixels { width: 64, height: 64, channels: 4, data };
        let small = scale(picture, 16, 16).unwrap();
        assert_eq!((small.width, small.data.len()), (16, 16 * 16 * 4));
        for seen in small.data.chunks_exact(4).filter(|seen| seen[3] > 20) {
            assert!(seen[..3].iter().zip(pixel).all(|(seen, own)| seen.abs_diff(own) < 6), "{seen:?}");
        }
    }
}
