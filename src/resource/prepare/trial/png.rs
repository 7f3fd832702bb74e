//! The picture data of a PNG: a stream of zlib that holds each row with the number of its filter
//! (Portable Network Graphics, third edition, sections 7 to 10).
//!
//! As in the library that most readers use, a little more after the last row does not matter, nor does the sum at the end
//! of the stream: the chunks have sums of their own. But not every reader stops there, and so much more that it serves
//! only to fill its memory is refused. Of a picture that moves, the frames after the first are not looked at.

use super::super::beside::png_chunks;
use crate::resource::image::Fault;
use flate2::bufread::DeflateDecoder;
use std::io::{BufRead, Read, Result as IoResult};

/// How many bytes are inflated at a time.
const PART: usize = 1 << 16;

/// How many bytes may come after the last row.
const SLACK: u64 = 1 << 20;

/// The largest number of a filter.
const LAST_FILTER: u8 = 4;

/// The passes of an interlaced picture: the first column and row, and the steps to the next.
const PASSES: [[u32; 4]; 7] =
    [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

pub(super) fn run(bytes: &[u8]) -> Result<(), Fault> {
    let header = png_chunks(bytes).next().and_then(|chunk| chunk.data.try_into().ok());
    let mut rows = Rows::new(header.ok_or_else(|| senseless("its header is broken"))?);
    let chunks = png_chunks(bytes).skip_while(|chunk| chunk.kind != *b"IDAT");
    let mut data = Data { now: &[], rest: chunks.take_while(|chunk| chunk.kind == *b"IDAT").map(|chunk| chunk.data) };
    let mut head = [0; 2];
    data.read_exact(&mut head).map_err(|_| rows.unfinished())?;
    // The method of deflate, no dictionary, and a number that makes it a multiple of 31.
    if head[0] & 15 != 8 || head[1] & 0x20 != 0 || u16::from_be_bytes(head) % 31 != 0 {
        return Err(senseless("they are no stream of zlib"));
    }
    let mut inflated = DeflateDecoder::new(data);
    let mut part = vec![0; PART];
    while !rows.are_complete() {
        match inflated.read(&mut part) {
            Ok(0) => return Err(rows.unfinished()),
            Ok(length) => rows.add(&part[..length])?,
            Err(_) => return Err(senseless("they cannot be inflated")),
        }
    }
    let most = inflated.total_out() + SLACK;
    while inflated.total_out() <= most {
        if matches!(inflated.read(&mut part), Ok(0) | Err(_)) {
            return Ok(());
        }
    }
    Err(senseless("they go on without end after the last row"))
}

fn senseless(what: &str) -> Fault {
    Fault::Undecodable(what.to_owned())
}

/// The data of several chunks as one stream.
struct Data<'a, I> {
    now: &'a [u8],
    rest: I,
}

impl<'a, I: Iterator<Item = &'a [u8]>> Read for Data<'a, I> {
    fn read(&mut self, out: &mut [u8]) -> IoResult<usize> {
        let length = self.fill_buf()?.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

impl<'a, I: Iterator<Item = &'a [u8]>> BufRead for Data<'a, I> {
    fn fill_buf(&mut self) -> IoResult<&[u8]> {
        while self.now.is_empty()
            && let Some(next) = self.rest.next()
        {
            self.now = next;
        }
        Ok(self.now)
    }

    fn consume(&mut self, length: usize) {
        self.now = &self.now[length..];
    }
}

/// The rows while they come.
struct Rows {
    /// For each pass that is still to come, or has begun, how many bytes a row has, and how many rows are to come.
    passes: Vec<(u64, u32)>,
    /// How many bytes of a row are to come.
    left: u64,
    seen: u32,
    all: u32,
}

impl Rows {
    fn new(header: [u8; 13]) -> Self {
        let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, _, _, interlace] = header;
        let samples = match colour {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        let bits = u64::from(depth) * samples;
        let size = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
        let passes: &[[u32; 4]] = if interlace == 1 { &PASSES } else { &[[0, 0, 1, 1]] };
        let count = |size: u32, first: u32, step: u32| size.saturating_sub(first).div_ceil(step);
        let of_pass = |&[x, y, across, down]: &[u32; 4]| {
            ((u64::from(count(size.0, x, across)) * bits).div_ceil(8), count(size.1, y, down))
        };
        // A pass that has no column has no rows either.
        let passes: Vec<_> =
            passes.iter().map(of_pass).filter(|(length, rows)| *length > 0 && *rows > 0).rev().collect();
        Self { left: 0, seen: 0, all: passes.iter().map(|(_, rows)| rows).sum(), passes }
    }

    fn are_complete(&self) -> bool {
        self.left == 0 && self.passes.is_empty()
    }

    fn add(&mut self, mut data: &[u8]) -> Result<(), Fault> {
        while let Some((&filter, row)) = data.split_first() {
            if self.left > 0 {
                let taken = usize::try_from(self.left).map_or(data.len(), |left| left.min(data.len()));
                self.left -= taken as u64;
                data = &data[taken..];
                continue;
            }
            let Some((length, rows)) = self.passes.last_mut() else { return Ok(()) };
            if filter > LAST_FILTER {
                return Err(Fault::Undecodable(format!("row {} has a filter that there is not", self.seen + 1)));
            }
            self.left = *length;
            *rows -= 1;
            if *rows == 0 {
                self.passes.pop();
            }
            self.seen += 1;
            data = row;
        }
        Ok(())
    }

    fn unfinished(&self) -> Fault {
        let whole = self.seen - u32::from(self.left > 0);
        Fault::Unfinished(format!("its picture data end after {whole} of {} rows", self.all))
    }
}
