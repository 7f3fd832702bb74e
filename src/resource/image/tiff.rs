//! TIFF: the first directory, which says how large the first picture is (TIFF revision 6.0, sections 2 and 8).
//!
//! No book may hold one: it is turned into PNG or JPEG.

use super::{Bytes, Fault, Format, Size};

pub(super) const FORMAT: Format = Format {
    name: "TIFF",
    media_type: "image/tiff",
    extension: "tiff",
    extensions: &["tif", "tiff"],
    recognises: |bytes| bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"),
    walk,
};

const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;

fn walk(bytes: &[u8]) -> Result<Size, Fault> {
    let is_little = bytes.starts_with(b"II");
    let two = |bytes: [u8; 2]| if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) };
    let four = |bytes: [u8; 4]| if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
    let mut bytes = Bytes::new(bytes);
    bytes.take(4)?;
    let directory = four(bytes.array()?) as usize;
    bytes.at = directory.min(bytes.bytes.len());
    let entries = two(bytes.array()?);
    let (mut width, mut height) = (None, None);
    for _ in 0..entries {
        let (tag, kind) = (two(bytes.array()?), two(bytes.array()?));
        bytes.take(4)?;
        let value: [u8; 4] = bytes.array()?;
        // A short number stands in the first two of the four bytes.
        let number = if kind == 3 { two([value[0], value[1]]).into() } else { four(value) };
        match tag {
            WIDTH => width = Some(number),
            HEIGHT => height = Some(number),
            _ => {}
        }
    }
    match (width, height) {
        (Some(width), Some(height)) => Ok(Size { width, height }),
        _ => Err(bytes.broken("it does not say how large it is")),
    }
}
