//! Every kind of PNG there is, made on the spot: colour types, depths, interlacing, filters, transparency, and broken ones.

use super::super::image::{examine, tests::png as white};
use super::*;
use crate::world::Memory;

const SIDE: u32 = 19;

/// A kind of PNG.
#[derive(Clone, Copy, Debug)]
struct Kind {
    colour: u8,
    depth: u8,
    is_interlaced: bool,
    /// Whether it has a chunk that says what one sees through.
    is_keyed: bool,
    filter: u8,
}

impl Kind {
    fn samples(self) -> usize {
        match self.colour {
            0 | 3 => 1,
            4 => 2,
            2 => 3,
            _ => 4,
        }
    }

    /// Returns the samples of a place, at the picture's own depth.
    fn place(self, x: u32, y: u32) -> Vec<u32> {
        let most = (1_u32 << self.depth) - 1;
        let sample = |index: usize| (x * 7 + y * 13 + u32::try_from(index).unwrap() * 29) * most / 300 % (most + 1);
        (0..self.samples()).map(sample).collect()
    }

    /// Returns what a place looks like: red, green, blue and alpha of eight bits.
    fn seen(self, x: u32, y: u32) -> [u8; 4] {
        let most = (1_u32 << self.depth) - 1;
        let place = self.place(x, y);
        let byte = |sample: u32| u8::try_from((sample * 255 * 2 + most) / (most * 2)).unwrap();
        let key = |of: &[u32]| if self.is_keyed && of == self.key() { 0 } else { 255 };
        match *place.as_slice() {
            [index] if self.colour == 3 => {
                let [red, green, blue] = colour(index);
                [red, green, blue, if self.is_keyed { alpha(index) } else { 255 }]
            }
            [grey] => [byte(grey), byte(grey), byte(grey), key(&place)],
            [grey, alpha] => [byte(grey), byte(grey), byte(grey), byte(alpha)],
            [red, green, blue] => [byte(red), byte(green), byte(blue), key(&place)],
            [red, green, blue, alpha] => [byte(red), byte(green), byte(blue), byte(alpha)],
            _ => panic!("{self:?}"),
        }
    }

    /// Returns the colour that one sees through.
    fn key(self) -> Vec<u32> {
        self.place(3, 2)
    }

    fn file(self) -> Vec<u8> {
        self.packed(&zlib(&self.rows()))
    }

    /// Returns the filtered rows of all passes.
    fn rows(self) -> Vec<u8> {
        let passes: &[(u32, u32, u32, u32)] = if self.is_interlaced {
            &[(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        } else {
            &[(0, 0, 1, 1)]
        };
        let mut data = Vec::new();
        for &(x0, y0, dx, dy) in passes {
            let mut above: Vec<u8> = Vec::new();
            for y in (y0..SIDE).step_by(dy as usize) {
                let row = self.row((x0..SIDE).step_by(dx as usize).map(|x| self.place(x, y)));
                above.resize(row.len(), 0);
                data.push(self.filter);
                data.extend(self.filtered(&row, &above));
                above = row;
            }
        }
        data
    }

    /// Puts picture data into a file.
    fn packed(self, data: &[u8]) -> Vec<u8> {
        let header = [
            &SIDE.to_be_bytes()[..],
            &SIDE.to_be_bytes(),
            &[self.depth, self.colour, 0, 0, u8::from(self.is_interlaced)],
        ];
        let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
        file.extend(chunk(*b"IHDR", &header.concat()));
        if self.colour == 3 {
            let colours = (0..1 << self.depth).flat_map(colour).collect::<Vec<_>>();
            file.extend(chunk(*b"PLTE", &colours));
        }
        if self.is_keyed {
            let key = match self.colour {
                3 => (0..1 << self.depth).map(alpha).collect(),
                _ => self
                    .key()
                    .iter()
                    .flat_map(|sample| u16::try_from(*sample).unwrap().to_be_bytes())
                    .collect::<Vec<_>>(),
            };
            file.extend(chunk(*b"tRNS", &key));
        }
        // Some writers give each byte a chunk of its own.
        data.chunks(if self.filter == 1 { 1 } else { data.len() }).for_each(|part| file.extend(chunk(*b"IDAT", part)));
        file.extend(chunk(*b"IEND", b""));
        file
    }

    /// Packs the samples of a row.
    fn row(self, places: impl Iterator<Item = Vec<u32>>) -> Vec<u8> {
        let (mut bits, mut filled, mut row) = (0_u32, 0, Vec::new());
        for sample in places.flatten() {
            bits = bits << self.depth | sample;
            filled += self.depth;
            while filled >= 8 {
                filled -= 8;
                row.push(u8::try_from(bits >> filled & 255).unwrap());
                bits &= (1 << filled) - 1;
            }
        }
        if filled > 0 {
            row.push(u8::try_from(bits << (8 - filled)).unwrap());
        }
        row
    }

    fn filtered(self, row: &[u8], above: &[u8]) -> Vec<u8> {
        let step = (self.samples() * usize::from(self.depth)).div_ceil(8);
        let before = |bytes: &[u8], at: usize| if at < step { 0 } else { bytes[at - step] };
        let predicted = |at: usize| {
            let (left, up, corner) = (before(row, at), above[at], before(above, at));
            match self.filter {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::try_from(u16::midpoint(left.into(), up.into())).unwrap(),
                _ => {
                    let [a, b, c] = [left, up, corner].map(i32::from);
                    let [pa, pb, pc] = [a, b, c].map(|one| (a + b - c - one).abs());
                    if pa <= pb && pa <= pc {
                        left
                    } else if pb <= pc {
                        up
                    } else {
                        corner
                    }
                }
            }
        };
        (0..row.len()).map(|at| row[at].wrapping_sub(predicted(at))).collect()
    }
}

fn colour(index: u32) -> [u8; 3] {
    [17, 91, 203].map(|step: u32| u8::try_from(index * step % 256).unwrap())
}

fn alpha(index: u32) -> u8 {
    u8::try_from(index * 37 % 256).unwrap()
}

fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, data).unwrap();
    encoder.finish().unwrap()
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&kind);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length, &kind[..], data, &sum.sum().to_be_bytes()].concat()
}

fn kinds() -> Vec<Kind> {
    let depths: [(u8, &[u8]); 5] =
        [(0, &[1, 2, 4, 8, 16]), (2, &[8, 16]), (3, &[1, 2, 4, 8]), (4, &[8, 16]), (6, &[8, 16])];
    let mut kinds = Vec::new();
    for (colour, depths) in depths {
        for &depth in depths {
            for is_interlaced in [false, true] {
                for is_keyed in [false, true].into_iter().filter(|is_keyed| !is_keyed || colour < 4) {
                    for filter in 0..5 {
                        kinds.push(Kind { colour, depth, is_interlaced, is_keyed, filter });
                    }
                }
            }
        }
    }
    kinds
}

fn rgba(pixels: &Pixels) -> Vec<[u8; 4]> {
    let rgba = |pixel: &[u8]| match *pixel {
        [grey] => [grey, grey, grey, 255],
        [grey, alpha] => [grey, grey, grey, alpha],
        [r, g, b] => [r, g, b, 255],
        [r, g, b, alpha] => [r, g, b, alpha],
        _ => panic!(),
    };
    pixels.data.chunks(pixels.channels).map(rgba).collect()
}

fn prepared(bytes: &[u8], wanted: &Images) -> Result<Prepared, Fault> {
    prepare(bytes, wanted, &Memory::default(), &Budget::default())
}

#[test]
fn a_png_of_every_kind_is_packed_as_it_is_and_drawn_right() {
    let small = Images { max_width: Some(16), ..Images::default() };
    for kind in kinds() {
        let file = kind.file();
        assert!(prepared(&file, &Images::default()).unwrap().made.is_none(), "{kind:?}");
        let pixels =
            pixels(&file, &Images::default(), &Budget::default()).unwrap_or_else(|fault| panic!("{kind:?} {fault}"));
        let seen = rgba(&pixels);
        // What is written again is what was read.
        let again =
            super::pixels(&png(&pixels.clone().simplify()).unwrap(), &Images::default(), &Budget::default()).unwrap();
        assert_eq!(rgba(&again), seen, "{kind:?}");
        for (at, (y, x)) in (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (y, x))).enumerate() {
            let (seen, expected) = (seen[at], kind.seen(x, y));
            let is_near = seen.iter().zip(expected).all(|(seen, expected)| seen.abs_diff(expected) <= 1);
            assert!(is_near, "{kind:?} at {x}, {y}: {seen:?} and not {expected:?}");
        }
        assert_eq!(prepared(&file, &small).unwrap().picture.width, 16, "{kind:?}");
    }
}

#[test]
fn a_png_whose_rows_are_not_all_there_is_cut_short() {
    for kind in kinds() {
        let rows = kind.rows();
        let fault = prepared(&kind.packed(&zlib(&rows[..rows.len() - 1])), &Images::default()).unwrap_err();
        assert!(matches!(fault, Fault::Unfinished(_)), "{kind:?} {fault}");
        let stream = zlib(&rows);
        let fault = prepared(&kind.packed(&stream[..stream.len() / 2]), &Images::default()).unwrap_err();
        assert!(matches!(fault, Fault::Unfinished(_) | Fault::Undecodable(_)), "{kind:?} {fault}");
        // What readers pass over: a little more than there should be, and a wrong sum at the end.
        let more = [&rows[..], b"more"].concat();
        let mut wrong = zlib(&rows);
        *wrong.last_mut().unwrap() ^= 1;
        for data in [&zlib(&more)[..], &wrong, &[&stream[..], b"more"].concat()] {
            assert!(prepared(&kind.packed(data), &Images::default()).is_ok(), "{kind:?}");
        }
    }
}

#[test]
fn a_broken_png_of_every_kind_is_an_error() {
    let kind = Kind { colour: 2, depth: 8, is_interlaced: false, is_keyed: false, filter: 0 };
    let (good, rows) = (kind.file(), kind.rows());
    let header = |depth: u8, colour: u8, width: u32| {
        let data = [&width.to_be_bytes()[..], &SIDE.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
        [&good[..8], &chunk(*b"IHDR", &data), &good[33..]].concat()
    };
    let with_data = |data: &[u8]| [&good[..33], &chunk(*b"IDAT", data), &chunk(*b"IEND", b"")].concat();
    let mut wrong_sum = good.clone();
    wrong_sum[40] ^= 1;
    let cases: [(&str, Vec<u8>); 14] = [
        ("a signature of text", [b"\x89PNG\n\x1A\n", &good[8..]].concat()),
        ("a lost first bit", [&[0x09], &good[1..]].concat()),
        ("a colour type of one", header(8, 1, SIDE)),
        ("a colour type of nine", header(8, 9, SIDE)),
        ("a depth of nought", header(0, 2, SIDE)),
        ("a depth of three", header(3, 0, SIDE)),
        ("a depth of ninety-nine", header(99, 2, SIDE)),
        ("no width", header(8, 2, 0)),
        ("no data", [&good[..33], &chunk(*b"IEND", b"")].concat()),
        ("data cut short", with_data(&zlib(&[0; 20]))),
        ("data that are no stream", with_data(b"no stream")),
        ("a stream with a dictionary", with_data(&[&[0x78, 0x20], &zlib(&rows)[2..]].concat())),
        ("a filter of nine", with_data(&zlib(&[&[9], &rows[1..]].concat()))),
        ("a wrong checksum", wrong_sum),
    ];
    // As it is, and so small that it is drawn anew.
    let small = Images { max_width: Some(16), ..Images::default() };
    for (what, bytes) in cases {
        assert!(prepared(&bytes, &small).is_err(), "{what}");
        assert!(prepared(&bytes, &Images::default()).is_err(), "{what}, as it is");
    }
    let endless = with_data(&zlib(&[rows, vec![0; 3 << 20]].concat()));
    assert!(prepared(&endless, &Images::default()).is_err(), "data without end");
    assert!(examine(&white(1, 1)).is_ok());
}
