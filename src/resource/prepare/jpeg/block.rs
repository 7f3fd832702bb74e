//! From the frequencies of a block to its pixels, of which there may be fewer than it was made of
//! (ITU-T T.81, annex A.3.3).
//!
//! A block of eight by eight that is wanted with four, two or one pixels a side is made of its lowest frequencies
//! alone, as if it had been that small from the beginning. All is done with whole numbers, so that every machine comes
//! to the same pixels.

/// The cosine of each quarter of a right angle's quarter, from none to a full turn, times 4,096: of n π / 16.
const COSINES: [i32; 9] = [4096, 4017, 3784, 3406, 2896, 2276, 1567, 799, 0];

/// Frequencies further out than this belong to no picture, and would be too large to reckon with.
const MOST: i32 = 32_767;

/// The weights of the frequencies for each pixel of a side, times 4,096.
pub(super) struct Basis {
    side: usize,
    weights: [[i32; 8]; 8],
}

impl Basis {
    /// Returns the weights for sides of one, two, four or eight pixels.
    pub(super) fn new(side: usize) -> Self {
        let mut weights = [[0; 8]; 8];
        for (x, row) in weights.iter_mut().enumerate().take(side) {
            for (frequency, weight) in row.iter_mut().enumerate().take(side) {
                *weight = match frequency {
                    // The root of a half, as it happens, is a cosine, too.
                    0 => COSINES[4] / 2,
                    _ => cosine((2 * x + 1) * frequency * (8 / side)) / 2,
                };
            }
        }
        Self { side, weights }
    }
}

/// Returns the cosine of so many sixteenths of π, times 4,096.
fn cosine(sixteenths: usize) -> i32 {
    match sixteenths % 32 {
        turn @ 0..=8 => COSINES[turn],
        turn @ 9..=16 => -COSINES[16 - turn],
        turn @ 17..=24 => -COSINES[turn - 16],
        turn => COSINES[32 - turn],
    }
}

/// Draws a block: `frequencies` in rows as long as it is wide, `out` from its first pixel on.
pub(super) fn draw(frequencies: &[i32], across: &Basis, down: &Basis, out: &mut [u8], stride: usize) {
    let (width, height) = (across.side, down.side);
    if frequencies[1..width * height].iter().all(|frequency| *frequency == 0) {
        let level = pixel((frequencies[0].clamp(-MOST, MOST) + 4) >> 3);
        (0..height).for_each(|y| out[y * stride..][..width].fill(level));
        return;
    }
    // Columns first; three bits more than a pixel has are kept for the rows.
    let mut columns = [0_i32; 64];
    for x in 0..width {
        for y in 0..height {
            let sum: i32 =
                (0..height).map(|v| down.weights[y][v] * frequencies[v * width + x].clamp(-MOST, MOST)).sum();
            columns[y * width + x] = ((sum + (1 << 8)) >> 9).clamp(-0xFFFF, 0xFFFF);
        }
    }
    for (y, row) in columns.chunks_exact(width).enumerate().take(height) {
        for (x, out) in out[y * stride..][..width].iter_mut().enumerate() {
            let sum: i32 = row.iter().zip(&across.weights[x]).map(|(value, weight)| value * weight).sum();
            *out = pixel((sum + (1 << 14)) >> 15);
        }
    }
}

/// Returns a level around the middle as a byte.
fn pixel(level: i32) -> u8 {
    u8::try_from((level + 128).clamp(0, 255)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_stays_a_slope_at_every_size() {
        let mut frequencies = vec![0; 64];
        // What is bright on the left and dark on the right.
        (frequencies[0], frequencies[1]) = (80, 300);
        for side in [1, 2, 4, 8] {
            let basis = Basis::new(side);
            let few: Vec<i32> = (0..side * side).map(|at| frequencies[at / side * 8 + at % side]).collect();
            let mut out = vec![0; side * side];
            draw(&few, &basis, &basis, &mut out, side);
            let mean = out.iter().map(|value| i32::from(*value)).sum::<i32>() / i32::try_from(out.len()).unwrap();
            assert!((137..=139).contains(&mean), "{side}: {out:?}");
            assert!(out[..side].is_sorted_by(|one, other| one > other), "{side}: {out:?}");
            assert_eq!(out[..side], out[side * (side - 1)..], "{side}: {out:?}");
        }
    }

    #[test]
    fn frequencies_of_any_size_may_be_given() {
        for value in [i32::MIN, i32::MAX] {
            let mut out = vec![0; 64];
            draw(&[value; 64], &Basis::new(8), &Basis::new(8), &mut out, 8);
        }
    }
}
