//! One colour of a JPEG while it is decoded: the blocks of a scan, in one pass or in many (ITU-T T.81, annexes F and G).
//!
//! Of a picture that comes in many passes, only the frequencies that are wanted are kept. The later passes have to know
//! of all the others whether there was anything: one bit for each.

use super::block::{Basis, draw};
use super::huffman::{Bits, Codes, senseless};
use crate::resource::image::Fault;

/// Where the frequencies stand in a block, in the order in which they are written.
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// What a colour is before anything is known of it.
const MIDDLE: u8 = 128;

/// The place of a frequency that is not kept.
const NOWHERE: u8 = u8::MAX;

/// What a scan holds of its blocks, and how it is written.
#[derive(Clone, Copy)]
pub(super) struct Band {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether it makes finer what another scan has brought.
    pub(super) is_finer: bool,
    /// How many bits later scans will bring.
    pub(super) shift: u32,
}

/// What is carried over from one block of a scan to the next.
#[derive(Clone, Copy, Default)]
pub(super) struct Carried {
    level: i32,
    /// How many blocks have nothing more.
    empty: i32,
}

/// One colour.
pub(super) struct Plane {
    /// How many blocks stand side by side, and one below the other.
    pub(super) blocks: (usize, usize),
    across: Basis,
    down: Basis,
    /// Pixels of a block, each way; none where it is not drawn.
    pub(super) side: (usize, usize),
    /// Whether a scan has brought levels.
    pub(super) is_begun: bool,
    /// For each frequency, in the order of writing, its place among those that are kept.
    places: [u8; 64],
    /// By how much the frequencies have been divided, in the order of writing.
    pub(super) divisors: [i32; 64],
    pub(super) pixels: Vec<u8>,
    kept: Vec<i16>,
    met: Vec<u64>,
}

impl Plane {
    pub(super) fn new(blocks: (usize, usize), side: (usize, usize), is_progressive: bool) -> Self {
        let count = blocks.0 * blocks.1;
        let places = ZIGZAG.map(|at| {
            let (x, y) = (usize::from(at % 8), usize::from(at / 8));
            let place = u8::try_from(y * side.0 + x).unwrap_or(NOWHERE);
            if x < side.0 && y < side.1 { place } else { NOWHERE }
        });
        let (held, drawn) = if is_progressive { (count, 0) } else { (0, count) };
        Self {
            blocks,
            across: Basis::new(side.0),
            down: Basis::new(side.1),
            side,
            is_begun: false,
            places,
            divisors: [1; 64],
            pixels: vec![MIDDLE; drawn * side.0 * side.1],
            kept: vec![0; held * side.0 * side.1],
            met: vec![0; held],
        }
    }

    /// Returns how many bytes it takes to hold what is kept of so many blocks until the last scan.
    pub(super) fn kept_memory(blocks: (usize, usize), side: (usize, usize)) -> u64 {
        (blocks.0 * blocks.1 * (side.0 * side.1 * 2 + 8)) as u64
    }

    /// Returns how many pixels a row has.
    pub(super) fn stride(&self) -> usize {
        self.blocks.0 * self.side.0
    }

    fn draw(&mut self, block: (usize, usize), frequencies: &[i32; 64]) {
        let stride = self.stride();
        let at = block.1 * self.side.1 * stride + block.0 * self.side.0;
        draw(frequencies, &self.across, &self.down, &mut self.pixels[at..], stride);
    }

    /// Reads a block that comes whole, and draws it.
    pub(super) fn whole(
        &mut self,
        bits: &mut Bits<'_>,
        codes: (&Codes, &Codes),
        carried: &mut Carried,
        block: (usize, usize),
    ) -> Result<(), Fault> {
        let mut frequencies = [0; 64];
        let length = size(codes.0.next(bits)?)?;
        carried.level = carried.level.wrapping_add(bits.take_signed(length));
        frequencies[0] = carried.level.saturating_mul(self.divisors[0]);
        let mut index = 1;
        while index < 64 {
            let code = codes.1.next(bits)?;
            match (usize::from(code >> 4), u32::from(code & 15)) {
                (15, 0) => index += 16,
                (_, 0) => break,
                (skipped, length) => {
                    index += skipped;
                    let value = bits.take_signed(length);
                    let place = *self.places.get(index).ok_or_else(|| senseless("a block has too much in it"))?;
                    if place != NOWHERE {
                        frequencies[usize::from(place)] = value.saturating_mul(self.divisors[index]);
                    }
                    index += 1;
                }
            }
        }
        self.draw(block, &frequencies);
        Ok(())
    }

    /// Reads what a scan of many brings of a block.
    pub(super) fn pass(
        &mut self,
        bits: &mut Bits<'_>,
        codes: (Option<&Codes>, Option<&Codes>),
        carried: &mut Carried,
        block: (usize, usize),
        band: Band,
    ) -> Result<(), Fault> {
        let index = block.1 * self.blocks.0 + block.0;
        let missing = || senseless("a table of codes is missing");
        match (band.first, band.is_finer) {
            (0, false) => {
                let length = size(codes.0.ok_or_else(missing)?.next(bits)?)?;
                carried.level = carried.level.wrapping_add(bits.take_signed(length));
                self.keep(index, 0, carried.level.wrapping_shl(band.shift));
                Ok(())
            }
            (0, true) => {
                if bits.take(1) == 1
                    && let Some(kept) = self.kept(index, 0)
                {
                    *kept |= 1_i16.wrapping_shl(band.shift);
                }
                Ok(())
            }
            (_, false) => self.coarse(bits, codes.1.ok_or_else(missing)?, carried, index, band),
            (_, true) => self.finer(bits, codes.1.ok_or_else(missing)?, carried, index, band),
        }
    }

    /// Reads frequencies for the first time.
    fn coarse(
        &mut self,
        bits: &mut Bits<'_>,
        codes: &Codes,
        carried: &mut Carried,
        block: usize,
        band: Band,
    ) -> Result<(), Fault> {
        if carried.empty > 0 {
            carried.empty -= 1;
            return Ok(());
        }
        let mut at = band.first;
        while at <= band.last {
            let code = codes.next(bits)?;
            match (usize::from(code >> 4), u32::from(code & 15)) {
                (15, 0) => at += 16,
                (run, 0) => {
                    carried.empty = blocks_without(bits, run) - 1;
                    break;
                }
                (skipped, length) => {
                    at += skipped;
                    let value = bits.take_signed(length);
                    if at > band.last {
                        return Err(senseless("a block has too much in it"));
                    }
                    self.keep(block, at, value.wrapping_shl(band.shift));
                    at += 1;
                }
            }
        }
        Ok(())
    }

    /// Reads one bit more of frequencies that are known, and those that are new.
    fn finer(
        &mut self,
        bits: &mut Bits<'_>,
        codes: &Codes,
        carried: &mut Carried,
        block: usize,
        band: Band,
    ) -> Result<(), Fault> {
        let bit = 1_i32.wrapping_shl(band.shift);
        let mut at = band.first;
        while carried.empty == 0 && at <= band.last {
            let code = codes.next(bits)?;
            let (mut skipped, mut value) = (i32::from(code >> 4), 0);
            match code & 15 {
                0 if skipped < 15 => {
                    carried.empty = blocks_without(bits, usize::from(code >> 4));
                    break;
                }
                0 => {}
                _ => value = if bits.take(1) == 1 { bit } else { -bit },
            }
            // Those that are known do not count among the skipped.
            while at <= band.last {
                if self.is_met(block, at) {
                    self.refine(bits, block, at, bit);
                } else {
                    if skipped == 0 {
                        break;
                    }
                    skipped -= 1;
                }
                at += 1;
            }
            if value != 0 {
                if at > band.last {
                    return Err(senseless("a block has too much in it"));
                }
                self.keep(block, at, value);
            }
            at += 1;
        }
        if carried.empty > 0 {
            // Of most blocks nothing is known: they cost no more than this look.
            let is_any_met = self.met[block] & (u64::MAX << band.first) & (u64::MAX >> (63 - band.last)) != 0;
            let rest = if is_any_met { at..band.last + 1 } else { 0..0 };
            for at in rest {
                if self.is_met(block, at) {
                    self.refine(bits, block, at, bit);
                }
            }
            carried.empty -= 1;
        }
        Ok(())
    }

    fn is_met(&self, block: usize, at: usize) -> bool {
        self.met[block] & (1 << at) != 0
    }

    fn refine(&mut self, bits: &mut Bits<'_>, block: usize, at: usize, bit: i32) {
        let is_more = bits.take(1) == 1;
        if is_more && let Some(kept) = self.kept(block, at) {
            let bit = i16::try_from(bit).unwrap_or(0);
            *kept = kept.wrapping_add(if *kept < 0 { -bit } else { bit });
        }
    }

    /// Notes a frequency.
    fn keep(&mut self, block: usize, at: usize, value: i32) {
        self.met[block] |= 1 << at;
        if let Some(kept) = self.kept(block, at) {
            *kept = i16::try_from(value).unwrap_or(0);
        }
    }

    fn kept(&mut self, block: usize, at: usize) -> Option<&mut i16> {
        let place = usize::from(Some(self.places[at]).filter(|place| *place != NOWHERE)?);
        self.kept.get_mut(block * self.side.0 * self.side.1 + place)
    }

    /// Draws what many scans have brought.
    pub(super) fn finish(&mut self) {
        let each = self.side.0 * self.side.1;
        let kept = std::mem::take(&mut self.kept);
        self.met = Vec::new();
        self.pixels = vec![MIDDLE; kept.len()];
        for (index, kept) in kept.chunks_exact(each).enumerate() {
            let mut frequencies = [0; 64];
            for (place, divisor) in self.places.iter().zip(self.divisors) {
                if let Some(value) = kept.get(usize::from(*place)) {
                    frequencies[usize::from(*place)] = i32::from(*value).saturating_mul(divisor);
                }
            }
            self.draw((index % self.blocks.0, index / self.blocks.0), &frequencies);
        }
    }
}

/// Passes over a block that comes whole, for nothing but to see whether it makes sense.
pub(super) fn skim(bits: &mut Bits<'_>, codes: (&Codes, &Codes)) -> Result<(), Fault> {
    let length = size(codes.0.next(bits)?)?;
    bits.skip(length);
    let mut index = 1;
    while index < 64 {
        let code = codes.1.next(bits)?;
        match (u32::from(code >> 4), u32::from(code & 15)) {
            (15, 0) => index += 16,
            (_, 0) => break,
            (skipped, length) => {
                index += skipped;
                if index > 63 {
                    return Err(senseless("a block has too much in it"));
                }
                bits.skip(length);
                index += 1;
            }
        }
    }
    Ok(())
}

/// Returns how long a number is that a code announces.
fn size(code: u8) -> Result<u32, Fault> {
    if code <= 15 { Ok(code.into()) } else { Err(senseless("a number is too long")) }
}

/// Reads how many blocks have nothing more, this one among them.
fn blocks_without(bits: &mut Bits<'_>, run: usize) -> i32 {
    let run = u32::try_from(run).unwrap_or(0);
    (1 << run) + bits.take(run)
}
