//! What a picture is, told by its content and never by its name.
//!
//! A file is walked from end to end by its own structure, without decoding a pixel, so that what is cut short, damaged
//! or hostile is found before a reader finds it. The formats are the core media types of EPUB 3.3, section 3.2.
//! Saying so to the author is the work of `collect` and `cover`.

mod bmp;
mod gif;
mod guess;
mod header;
mod jpeg;
mod png;
pub mod svg;
mod tiff;
mod webp;

pub use header::{beginning, has_size};

use std::fmt;

/// A kind of picture that EPUB allows.
#[derive(Debug)]
pub struct Format {
    pub name: &'static str,
    pub media_type: &'static str,
    /// The extension it gets in the package.
    pub extension: &'static str,
    /// The extensions that name it truly, in lower case.
    pub extensions: &'static [&'static str],
    /// Tells whether a file begins as one of this kind.
    recognises: fn(&[u8]) -> bool,
    /// Walks the whole file and returns its size.
    walk: fn(&[u8]) -> Result<Size, Fault>,
}

/// The kinds, the surest signatures first.
pub const FORMATS: &[Format] = &[png::FORMAT, jpeg::FORMAT, gif::FORMAT, webp::FORMAT, svg::FORMAT];

/// The kinds that EPUB does not allow and that are turned into one that it does.
pub const OTHERS: &[Format] = &[tiff::FORMAT, bmp::FORMAT];

/// A sound picture.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    pub format: &'static Format,
    pub media_type: &'static str,
    pub extension: &'static str,
    /// In CSS pixels.
    pub width: u32,
    pub height: u32,
    /// How many bytes the file has.
    pub bytes: usize,
}

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    width: u32,
    height: u32,
}

/// Why a file is no picture that a book can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// The file ends, at this byte, before the picture does.
    Truncated(usize),
    /// Damaged: what is wrong, and at which byte.
    Broken(String, usize),
    /// The file goes on to its end, and its picture data do not: how far they go, as it goes on after "is cut short".
    Unfinished(String),
    /// Whole, and its picture data make no sense: what the decoder says.
    Undecodable(String),
    /// Sound, and cannot be drawn: why not, as it goes on after the name of the file, and what to do.
    Undrawable(String, &'static str),
    /// Not a picture of a kind that EPUB allows, and what it seems to be instead.
    Unknown(&'static str),
    /// More pixels than any reader could show.
    TooLarge(u32, u32),
    /// A picture of a known kind in a form that is not: what it is.
    Unsupported(String),
    /// A picture that could be shown, and that would take more memory to change than there may be.
    TooCostly(u32, u32),
    /// A drawing with more in it than can be drawn: so much.
    TooMuch(String),
}

/// The longest side that a picture may have.
const MAX_SIDE: u32 = 65_535;

/// The most pixels that a picture may have: the largest cameras and scanners make fewer.
const MAX_PIXELS: u64 = 250_000_000;

/// Tells what picture `bytes` are.
///
/// # Errors
/// Why they are none.
pub fn examine(bytes: &[u8]) -> Result<Picture, Fault> {
    examine_as(bytes, FORMATS.iter())
}

/// Tells what picture `bytes` are, also of a kind that a book may not hold.
///
/// # Errors
/// Why they are none.
pub fn examine_any(bytes: &[u8]) -> Result<Picture, Fault> {
    examine_as(bytes, FORMATS.iter().chain(OTHERS))
}

fn examine_as(bytes: &[u8], mut formats: impl Iterator<Item = &'static Format>) -> Result<Picture, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    let format = formats.find(|format| (format.recognises)(bytes));
    let format = format.ok_or_else(|| Fault::Unknown(guess::guess(bytes)))?;
    let Size { width, height } = (format.walk)(bytes)?;
    if width == 0 || height == 0 {
        return Err(Fault::Broken("it has no width or no height".to_owned(), 0));
    }
    if width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Fault::TooLarge(width, height));
    }
    let Format { media_type, extension, .. } = *format;
    Ok(Picture { format, media_type, extension, width, height, bytes: bytes.len() })
}

impl Picture {
    /// Tells whether a file with this extension (in lower case, without the dot) is named as what it is.
    pub fn is_named_by(&self, extension: &str) -> bool {
        self.format.extensions.contains(&extension)
    }
}

impl fmt::Display for Fault {
    /// Writes what follows the name of the file: "is empty".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("is empty"),
            Self::Truncated(at) => write!(formatter, "is cut short: it ends at byte {at}, before the picture does"),
            Self::Broken(what, at) => write!(formatter, "is broken: {what}, at byte {at}"),
            Self::Unfinished(what) => write!(formatter, "is cut short: {what}"),
            Self::Undecodable(what) => write!(formatter, "is broken: its picture data make no sense ({what})"),
            Self::Undrawable(what, _) => formatter.write_str(what),
            Self::Unknown(what) => write!(formatter, "is no picture of a kind that EPUB allows: it seems to be {what}"),
            Self::TooLarge(width, height) => {
                write!(formatter, "claims {width} × {height} pixels, more than a reader can show")
            }
            Self::Unsupported(what) => write!(formatter, "is {what}"),
            Self::TooCostly(width, height) => {
                write!(formatter, "has {width} × {height} pixels, more than can be scaled here")
            }
            Self::TooMuch(what) => write!(formatter, "is a drawing of {what}, more than can be drawn"),
        }
    }
}

/// Reads a file front to back.
struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Takes the next `count` bytes.
    fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(Fault::Truncated(self.bytes.len()))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        Ok(self.take(N)?.try_into().expect("as many bytes as were asked for"))
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        Ok(self.array::<1>()?[0])
    }

    /// Returns the fault that `what` is wrong here.
    fn broken(&self, what: impl Into<String>) -> Fault {
        Fault::Broken(what.into(), self.at)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) use super::png::tests::mend;

    /// Returns a white PNG of this size, sound to the last byte.
    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut out, width, height);
        encoder.set_color(::png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&vec![255; width as usize * height as usize]).unwrap();
        writer.finish().unwrap();
        out
    }

    /// A grey JPEG of eight blocks: tables of two codes and of one, a restart in the middle, a byte that is stuffed.
    pub(crate) const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
        \xFF\xC0\x00\x0B\x08\x00\x20\x00\x10\x01\x01\x11\x00\
        \xFF\xDB\x00\x43\x00\
        \x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\
        \x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\
        \x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\
        \x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\
        \xFF\xC4\x00\x15\x00\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x00\x08\
        \xFF\xC4\x00\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x00\
        \xFF\xDD\x00\x04\x00\x04\
        \xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\
        \x02\xFF\x00\x7F\xFF\xD0\x00\xFF\xD9";

    /// Where the scan of [`JPEG`] stands.
    pub(crate) const JPEG_SCAN: std::ops::Range<usize> = JPEG.len() - 19..JPEG.len() - 2;

    pub(crate) const GIF: &[u8] = b"GIF89a\x03\0\x02\0\x80\0\0\0\0\0\xFF\xFF\xFF\x21\xF9\x04\0\0\0\0\0\
        \x2C\0\0\0\0\x03\0\x02\0\0\x02\x04\x4C\x12\x11\x05\0\x3B";

    pub(crate) const WEBP: &[u8] = b"RIFF\x16\0\0\0WEBPVP8L\x09\0\0\0\x2F\x04\xC0\0\x00\x01\x02\x03\x04\0";

    pub(crate) const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2in\" height=\"96\"/>";

    #[test]
    fn a_picture_is_told_by_its_content() {
        let cases: [(&[u8], &str, u32, u32); 5] = [
            (&png(7, 5), "image/png", 7, 5),
            (JPEG, "image/jpeg", 16, 32),
            (GIF, "image/gif", 3, 2),
            (WEBP, "image/webp", 5, 4),
            (SVG, "image/svg+xml", 192, 96),
        ];
        for (bytes, media_type, width, height) in cases {
            let picture = examine(bytes).unwrap_or_else(|fault| panic!("{media_type} {fault}"));
            assert_eq!((picture.media_type, picture.width, picture.height), (media_type, width, height));
        }
    }

    #[test]
    fn a_picture_cut_short_anywhere_is_never_sound() {
        for whole in [&png(7, 5), JPEG, GIF, WEBP, SVG] {
            for end in 0..whole.len() {
                assert!(examine(&whole[..end]).is_err(), "{end} bytes of {:?}", String::from_utf8_lossy(whole));
            }
        }
    }

    #[test]
    fn a_picture_with_any_byte_changed_does_no_harm() {
        for whole in [&png(7, 5), JPEG, GIF, WEBP, SVG] {
            for at in 0..whole.len() {
                for value in [0, 1, 127, 128, 255] {
                    let mut changed = whole.to_vec();
                    changed[at] = value;
                    let _ = examine(&changed);
                }
            }
        }
    }

    #[test]
    fn a_file_of_another_kind_is_named_as_what_it_seems_to_be() {
        let cases: [(&[u8], &str); 8] = [
            (b"II*\0....", "a TIFF picture"),
            (b"BM......", "a BMP picture"),
            (b"\0\0\0\x1Cftypavif....", "an AVIF picture"),
            (b"\0\0\0\x18ftypheic....", "a HEIC picture"),
            (b"%PDF-1.7", "a PDF document"),
            (b"<!DOCTYPE html><title>404</title>", "a web page"),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "a pointer left by Git LFS"),
            (b"see the picture", "text"),
        ];
        for (bytes, what) in cases {
            assert_eq!(examine(bytes).unwrap_err(), Fault::Unknown(what));
        }
        assert_eq!(examine(b"").unwrap_err(), Fault::Empty);
    }

    #[test]
    fn a_picture_that_claims_hostile_dimensions_is_refused() {
        let mut hostile = png(1, 1);
        hostile[16..24].copy_from_slice(&[0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]);
        mend(&mut hostile);
        assert_eq!(examine(&hostile).unwrap_err(), Fault::TooLarge(2_147_483_647, 2_147_483_647));
    }
}
