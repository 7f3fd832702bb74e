//! A PNG decoded with fewer pixels than it has, row by row, so that one of any size fits into memory
//! (Portable Network Graphics, third edition, section 4.5).
//!
//! Each pixel that comes out is the mean of a square. A picture whose rows come in seven passes cannot be read so.

use super::budget::{Budget, Share};
use super::pixels::Pixels;
use crate::resource::image::{Fault, Picture};
use png::{Decoder, DecodingError, Transformations};
use std::io::Cursor;

/// How many pixels a side a square may have.
pub(super) const SIDES: [u32; 3] = [2, 4, 8];

/// A decoded picture, with the colour profile of its file and its share of the memory.
pub(super) struct Decoded<'a> {
    pub(super) pixels: Pixels,
    pub(super) profile: Option<Vec<u8>>,
    pub(super) share: Share<'a>,
}

/// Decodes a PNG in as many pixels as there is memory for, and no fewer than `least`; `more` is what has to be done with
/// them afterwards, in bytes.
pub(super) fn decode<'a>(
    bytes: &[u8],
    picture: &Picture,
    least: (u32, u32),
    more: impl Fn((u32, u32)) -> u64,
    budget: &'a Budget,
) -> Result<Decoded<'a>, Fault> {
    let costly = || Fault::TooCostly(picture.width, picture.height);
    let failed = |error: DecodingError| Fault::Undecodable(error.to_string());
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(failed)?;
    if reader.info().interlaced {
        return Err(costly());
    }
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    let channels = reader.output_color_type().0.samples();
    let shares = SIDES.iter().find_map(|side| {
        let (width, height) = (picture.width.div_ceil(*side), picture.height.div_ceil(*side));
        let is_enough = width >= least.0 && height >= least.1;
        let pixels = u64::from(width) * (u64::from(height) + 8) * channels as u64;
        let share = is_enough.then(|| budget.take(pixels + more((width, height)) + bytes.len() as u64))?;
        Some((*side, (width, height), share?))
    });
    let (side, (width, height), share) = shares.ok_or_else(costly)?;
    let mut squares = Squares::new(width, channels, side);
    let mut data = Vec::with_capacity(width as usize * height as usize * channels);
    for row in 1..=picture.height {
        let pixels = reader.next_row().map_err(failed)?;
        squares.add(pixels.ok_or(Fault::Truncated(bytes.len()))?.data());
        if row.is_multiple_of(side) || row == picture.height {
            squares.finish(&mut data);
        }
    }
    Ok(Decoded { pixels: Pixels { width, height, channels, data }, profile, share })
}

/// Makes a picture smaller in place: each pixel that comes out is the mean of a square.
pub(super) fn shrink(mut pixels: Pixels, side: u32) -> Pixels {
    let (width, height) = (pixels.width.div_ceil(side), pixels.height.div_ceil(side));
    let stride = pixels.width as usize * pixels.channels;
    let mut squares = Squares::new(width, pixels.channels, side);
    let (mut row, mut written) = (Vec::new(), 0);
    for y in 1..=pixels.height {
        squares.add(&pixels.data[(y as usize - 1) * stride..][..stride]);
        if y.is_multiple_of(side) || y == pixels.height {
            row.clear();
            squares.finish(&mut row);
            // Never past what has been read.
            pixels.data[written..written + row.len()].copy_from_slice(&row);
            written += row.len();
        }
    }
    pixels.data.truncate(written);
    pixels.data.shrink_to_fit();
    Pixels { width, height, ..pixels }
}

/// A row of squares while they are filled.
struct Squares {
    channels: usize,
    /// How many bytes of a row a square takes.
    length: usize,
    /// For each square the sums of its channels; of one that is seen through, each colour counts as much as is seen of it.
    sums: Vec<u32>,
    counts: Vec<u32>,
}

impl Squares {
    fn new(width: u32, channels: usize, side: u32) -> Self {
        let width = width as usize;
        Self { channels, length: side as usize * channels, sums: vec![0; width * channels], counts: vec![0; width] }
    }

    fn add(&mut self, row: &[u8]) {
        let channels = self.channels;
        let squares = self.sums.chunks_exact_mut(channels).zip(&mut self.counts);
        for ((sums, count), pixels) in squares.zip(row.chunks(self.length)) {
            for pixel in pixels.chunks_exact(channels) {
                *count += 1;
                match *pixel {
                    [grey, alpha] => add_seen(sums, &[grey], alpha),
                    [r, g, b, alpha] => add_seen(sums, &[r, g, b], alpha),
                    _ => sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u32::from(*value)),
                }
            }
        }
    }

    /// Writes the means, and begins anew.
    fn finish(&mut self, data: &mut Vec<u8>) {
        let mean = |sum: u32, count: u32| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(u8::MAX);
        for (sums, count) in self.sums.chunks_exact(self.channels).zip(&self.counts) {
            match *sums {
                [ref colours @ .., alpha] if self.channels.is_multiple_of(2) => {
                    data.extend(colours.iter().map(|sum| mean(*sum, alpha)));
                    data.push(mean(alpha, *count));
                }
                _ => data.extend(sums.iter().map(|sum| mean(*sum, *count))),
            }
        }
        self.sums.fill(0);
        self.counts.fill(0);
    }
}

/// Adds a colour as much as is seen of it.
fn add_seen(sums: &mut [u32], colours: &[u8], alpha: u8) {
    for (sum, colour) in sums.iter_mut().zip(colours) {
        *sum += u32::from(*colour) * u32::from(alpha);
    }
    if let Some(sum) = sums.last_mut() {
        *sum += u32::from(alpha);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_are_means_and_what_is_not_seen_has_no_colour() {
        let mut squares = Squares::new(2, 1, 2);
        squares.add(&[10, 20, 100]);
        squares.add(&[30, 40, 200]);
        let mut data = Vec::new();
        squares.finish(&mut data);
        assert_eq!(data, [25, 150]);
        let picture = Pixels { width: 3, height: 3, channels: 1, data: vec![10, 20, 100, 30, 40, 200, 5, 7, 9] };
        let small = shrink(picture, 2);
        assert_eq!((small.width, small.height, small.data), (2, 2, vec![25, 150, 6, 9]));
        let mut squares = Squares::new(1, 2, 2);
        squares.add(&[200, 255, 9, 0]);
        squares.finish(&mut data);
        assert_eq!(data[2..], [200, 128]);
    }
}
