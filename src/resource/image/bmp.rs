//! BMP: the two headers, which say how large the picture is (Windows bitmap, versions 2 to 5).
//!
//! No book may hold one: it is turned into PNG or JPEG.

use super::{Bytes, Fault, Format, Size};

pub(super) const FORMAT: Format = Format {
    name: "BMP",
    media_type: "image/bmp",
    extension: "bmp",
    extensions: &["bmp", "dib"],
    // Two letters are few: the reserved bytes of the first header are nought as well.
    recognises: |bytes| bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]),
    walk,
};

fn walk(bytes: &[u8]) -> Result<Size, Fault> {
    let whole = bytes.len();
    let mut bytes = Bytes::new(bytes);
    bytes.take(10)?;
    let pixels_at = u32::from_le_bytes(bytes.array()?) as usize;
    let size = match u32::from_le_bytes(bytes.array()?) {
        12 => {
            let (width, height) = (u16::from_le_bytes(bytes.array()?), u16::from_le_bytes(bytes.array()?));
            Size { width: width.into(), height: height.into() }
        }
        40.. => {
            let (width, height) = (i32::from_le_bytes(bytes.array()?), i32::from_le_bytes(bytes.array()?));
            // A height below nought says that the rows stand from top to bottom.
            Size { width: width.unsigned_abs(), height: height.unsigned_abs() }
        }
        _ => return Err(bytes.broken("its header makes no sense")),
    };
    if pixels_at >= whole {
        return Err(Fault::Truncated(whole));
    }
    Ok(size)
}
