//! WebP: RIFF chunks around a VP8 or VP8L picture (RFC 9649, section 2).

use super::{Bytes, Fault, Format, Size};

pub(super) const FORMAT: Format = Format {
    name: "WebP",
    media_type: "image/webp",
    extension: "webp",
    extensions: &["webp"],
    recognises: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
    walk,
};

fn walk(bytes: &[u8]) -> Result<Size, Fault> {
    let whole = bytes.len();
    let mut bytes = Bytes::new(bytes);
    bytes.take(4)?;
    let end = (u32::from_le_bytes(bytes.array()?) as usize).saturating_add(8);
    if end > whole {
        return Err(Fault::Truncated(whole));
    }
    bytes.take(4)?;
    let (mut canvas, mut picture, mut animated) = (None, None, false);
    while bytes.at < end {
        let kind: [u8; 4] = bytes.array()?;
        let length = u32::from_le_bytes(bytes.array()?) as usize;
        let data = bytes.take(length)?;
        // Chunks are padded to even lengths; writers forget it at the very end.
        if length % 2 == 1 && bytes.at < whole {
            bytes.take(1)?;
        }
        let size = match &kind {
            b"VP8X" => &mut canvas,
            b"VP8 " | b"VP8L" => &mut picture,
            b"ANMF" => {
                animated = true;
                continue;
            }
            _ => continue,
        };
        let read = match &kind {
            b"VP8X" => extended(data),
            b"VP8 " => lossy(data),
            _ => lossless(data),
        };
        *size = Some(read.ok_or_else(|| bytes.broken("the header of the picture makes no sense"))?);
    }
    if picture.is_none() && !animated {
        return Err(bytes.broken("it holds no picture data"));
    }
    canvas.or(picture).ok_or_else(|| bytes.broken("it has no size"))
}

/// Reads the canvas: two 24-bit numbers, each one less than meant.
fn extended(data: &[u8]) -> Option<Size> {
    let &[_, _, _, _, w0, w1, w2, h0, h1, h2, ..] = data else { return None };
    let (width, height) = (u32::from_le_bytes([w0, w1, w2, 0]), u32::from_le_bytes([h0, h1, h2, 0]));
    Some(Size { width: width + 1, height: height + 1 })
}

/// Reads the header of a key frame (RFC 6386, section 9.1).
fn lossy(data: &[u8]) -> Option<Size> {
    let &[_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1, ..] = data else { return None };
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
    Some(Size { width: side(w0, w1), height: side(h0, h1) })
}

/// Reads two 14-bit numbers, each one less than meant.
fn lossless(data: &[u8]) -> Option<Size> {
    let &[0x2F, b0, b1, b2, b3, ..] = data else { return None };
    let bits = u32::from_le_bytes([b0, b1, b2, b3]);
    Some(Size { width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1 })
}

#[cfg(test)]
mod tests {
    use super::super::tests::WEBP;
    use super::*;

    #[test]
    fn a_canvas_without_a_picture_is_broken() {
        let bytes = b"RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x09\0\0\x09\0\0";
        assert_eq!(walk(bytes), Err(Fault::Broken("it holds no picture data".to_owned(), 30)));
    }

    #[test]
    fn a_canvas_gives_the_size() {
        let picture = &WEBP[12..];
        let mut bytes = b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x09\0\0\x13\0\0".to_vec();
        bytes.extend_from_slice(picture);
        bytes[4] = u8::try_from(bytes.len() - 8).unwrap();
        assert_eq!(walk(&bytes), Ok(Size { width: 10, height: 20 }));
    }
}
