//! A TIFF of the usual kind, decoded without the second copy of its pixels that the general decoder makes: what leads
//! from many kinds to one takes as much memory again, and scans are large.

use super::pixels::Pixels;
use std::io::Cursor;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult};

/// A TIFF of eight bits, whose colours stand side by side.
pub(super) struct PlainTiff<'a> {
    decoder: Decoder<Cursor<&'a [u8]>>,
    channels: usize,
}

impl<'a> PlainTiff<'a> {
    /// Opens a TIFF; nothing where it is of another kind, or broken.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut decoder = Decoder::new(Cursor::new(bytes)).ok()?;
        let channels = match decoder.colortype().ok()? {
            ColorType::Gray(8) => 1,
            ColorType::RGB(8) => 3,
            ColorType::RGBA(8) => 4,
            _ => return None,
        };
        let is_plain = decoder.image_buffer_layout().ok()?.planes == 1;
        is_plain.then_some(Self { decoder, channels })
    }

    /// Decodes it; nothing where it is broken, which the general decoder can tell more of.
    pub(super) fn decode(mut self) -> Option<Pixels> {
        let (width, height) = self.decoder.dimensions().ok()?;
        let DecodingResult::U8(data) = self.decoder.read_image().ok()? else { return None };
        let is_whole = data.len() as u64 == u64::from(width) * u64::from(height) * self.channels as u64;
        is_whole.then_some(Pixels { width, height, channels: self.channels, data })
    }
}
