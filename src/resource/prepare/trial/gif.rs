//! The picture data of a GIF: codes that stand for ever longer rows of pixels (`GIF89a` specification, appendix F).
//!
//! Only the lengths of what codes stand for are reckoned with, so that a frame costs no more than its codes, however many
//! pixels it claims.

use super::super::beside::gif_frames;
use crate::resource::image::Fault;

/// The longest codes, in bits.
const LONGEST: u32 = 12;

pub(super) fn run(bytes: &[u8]) -> Result<(), Fault> {
    let frames = gif_frames(bytes);
    for (number, frame) in (1..).zip(&frames) {
        check(frame).map_err(|fault| match fault {
            Fault::Unfinished(what) if frames.len() > 1 => Fault::Unfinished(format!("in frame {number}, {what}")),
            fault => fault,
        })?;
    }
    Ok(())
}

/// Reads a frame, from its separator on.
fn check(frame: &[u8]) -> Result<(), Fault> {
    let unfinished = || Fault::Unfinished("its picture data are missing".to_owned());
    let &[_, _, _, _, _, w0, w1, h0, h1, flags, ref rest @ ..] = frame else { return Err(unfinished()) };
    let colours = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let Some((&least, blocks)) = rest.get(colours..).and_then(<[u8]>::split_first) else { return Err(unfinished()) };
    let (width, height) = (u64::from(u16::from_le_bytes([w0, w1])), u64::from(u16::from_le_bytes([h0, h1])));
    let seen = pixels(least.into(), Codes::new(blocks), width * height)?;
    if seen < width * height {
        let rows = seen / width;
        return Err(Fault::Unfinished(format!("its picture data end after {rows} of {height} rows")));
    }
    Ok(())
}

/// Returns how many pixels codes stand for, of which the first have so many bits and one; they are read until there are
/// as many as `wanted`.
fn pixels(first: u32, mut codes: Codes<'_>, wanted: u64) -> Result<u64, Fault> {
    let bad = |what: &str| Fault::Undecodable(what.to_owned());
    if !(1..LONGEST).contains(&first) {
        return Err(bad("its codes have no length"));
    }
    let (clear, end) = (1_usize << first, (1_usize << first) + 1);
    let mut lengths = [1_u16; 1 << LONGEST];
    let (mut next, mut bits, mut last, mut seen) = (end + 1, first + 1, None, 0);
    while seen < wanted {
        let Some(code) = codes.next(bits) else { break };
        if code == clear {
            (next, bits, last) = (end + 1, first + 1, None);
            continue;
        }
        if code == end {
            break;
        }
        let length = match last {
            None if code < clear => 1,
            Some(_) if code < next => lengths[code],
            // What the last code stood for, and its first pixel once more.
            Some(last) if code == next => last + 1,
            _ => return Err(bad("a code stands for nothing")),
        };
        if let Some(last) = last
            && next < lengths.len()
        {
            lengths[next] = last + 1;
            next += 1;
            bits += u32::from(next.is_power_of_two() && bits < LONGEST);
        }
        last = Some(length);
        seen += u64::from(length);
    }
    Ok(seen)
}

/// Reads codes from sub-blocks.
struct Codes<'a> {
    blocks: &'a [u8],
    /// How many bytes of the sub-block are to come.
    left: u8,
    held: u32,
    count: u32,
}

impl<'a> Codes<'a> {
    fn new(blocks: &'a [u8]) -> Self {
        Self { blocks, left: 0, held: 0, count: 0 }
    }

    fn byte(&mut self) -> Option<u8> {
        if self.left == 0 {
            self.left = self.take().filter(|length| *length > 0)?;
        }
        self.left -= 1;
        self.take()
    }

    fn take(&mut self) -> Option<u8> {
        let (first, rest) = self.blocks.split_first()?;
        self.blocks = rest;
        Some(*first)
    }

    /// Takes a code of so many bits; nothing where there are no more.
    fn next(&mut self, bits: u32) -> Option<usize> {
        while self.count < bits {
            self.held |= u32::from(self.byte()?) << self.count;
            self.count += 8;
        }
        let code = self.held & ((1 << bits) - 1);
        self.held >>= bits;
        self.count -= bits;
        Some(code as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::image::tests::GIF;
    use image::codecs::gif::GifEncoder;

    /// Returns a film of two frames, of so many colours that codes come to their full length.
    fn film() -> Vec<u8> {
        let mut film = Vec::new();
        let mut encoder = GifEncoder::new(&mut film);
        for step in [7, 11] {
            let pixels: Vec<u8> = (0..90 * 70 * 3_u32).map(|at| (at * at / step % 241).to_le_bytes()[0]).collect();
            encoder.encode(&pixels, 90, 70, image::ExtendedColorType::Rgb8).unwrap();
        }
        drop(encoder);
        film
    }

    #[test]
    fn sound_frames_are_read_to_their_last_pixel() {
        for whole in [GIF, &film()] {
            assert_eq!(run(whole), Ok(()));
        }
    }

    #[test]
    fn a_frame_whose_codes_break_off_is_cut_short() {
        let film = film();
        let frame = gif_frames(&film)[1];
        for end in (11..frame.len() - 40).step_by(13) {
            assert!(check(&frame[..end]).is_err(), "{end}");
        }
        // The first block of the second frame, and no other.
        let colours = 3 << ((frame[9] & 7) + 1);
        let first = 10 + colours + 1..10 + colours + 2 + usize::from(frame[10 + colours + 1]);
        let half = [&film[..film.len() - 1 - frame.len()], &frame[..first.end], b"\0\x3B"].concat();
        let fault = run(&half);
        assert!(matches!(&fault, Err(Fault::Unfinished(what)) if what.starts_with("in frame 2, ")), "{fault:?}");
    }

    #[test]
    fn codes_that_stand_for_nothing_are_found() {
        let mut film = film();
        let frame = gif_frames(&film)[0];
        let start = film.windows(frame.len()).position(|window| window == frame).unwrap();
        let middle = start + frame.len() / 2;
        film[middle..middle + 200].fill(0xFF);
        assert!(run(&film).is_err());
        let frame = |least: u8| [&[0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0, least], &b"\x04\x4C\x12\x11\x05\0"[..]].concat();
        assert_eq!(check(&frame(2)), Ok(()));
        for least in [0, 12, 255] {
            assert!(check(&frame(least)).is_err(), "{least}");
        }
    }

    #[test]
    fn a_frame_of_any_size_costs_no_more_than_its_codes() {
        // One colour, over and over: 65,535 by 65,535 pixels would be 4 GB.
        let mut frame = vec![0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2];
        frame.extend([&[255_u8][..], &[0x24; 255]].concat().repeat(100));
        frame.push(0);
        assert!(check(&frame).is_err());
    }
}
