//! How large a picture claims to be, read from its beginning alone: what a reader must have before it can lay out a page.

use super::Bytes;

/// The kinds of picture that begin so, whether EPUB allows them or not, with the extensions that readers know.
const KINDS: &[(&[u8], &str, &[&str])] = &[
    (b"\x89PNG", "PNG", &["png"]),
    (b"GIF8", "GIF", &["gif"]),
    (b"\xFF\xD8", "JPEG", &["jpg", "jpeg"]),
    (b"BM", "BMP", &["bmp"]),
    (b"II*\0", "TIFF", &["tif", "tiff"]),
    (b"MM\0*", "TIFF", &["tif", "tiff"]),
];

/// What a file begins as: the name of the kind, and the extensions that readers know it by.
pub fn beginning(bytes: &[u8]) -> Option<(&'static str, &'static [&'static str])> {
    let (_, name, extensions) = KINDS.iter().find(|(signature, _, _)| bytes.starts_with(signature))?;
    Some((name, extensions))
}

/// Tells whether a PNG, GIF or JPEG is there as far as its size, at least.
pub fn has_size(bytes: &[u8]) -> bool {
    let mut walked = Bytes::new(bytes);
    match beginning(bytes).map(|(name, _)| name) {
        // The signature, and the whole of the first chunk.
        Some("PNG") => bytes.get(12..16) == Some(b"IHDR") && bytes.len() >= 33,
        Some("GIF") => gif(&mut walked).is_some(),
        Some("JPEG") => jpeg(&mut walked).is_some(),
        _ => false,
    }
}

/// Goes as far as the first frame's size.
fn gif(bytes: &mut Bytes<'_>) -> Option<()> {
    let header: [u8; 13] = bytes.array().ok()?;
    if header[10] & 0x80 != 0 {
        bytes.take(3 << ((header[10] & 7) + 1)).ok()?;
    }
    loop {
        match bytes.byte().ok()? {
            0x2C => return bytes.take(9).ok().map(drop),
            0x21 => {
                bytes.byte().ok()?;
                while let length @ 1.. = bytes.byte().ok()? {
                    bytes.take(length.into()).ok()?;
                }
            }
            _ => return None,
        }
    }
}

/// Goes as far as the first frame.
fn jpeg(bytes: &mut Bytes<'_>) -> Option<()> {
    bytes.take(2).ok()?;
    loop {
        if bytes.byte().ok()? != 0xFF {
            return None;
        }
        let marker = loop {
            match bytes.byte().ok()? {
                0xFF => {}
                marker => break marker,
            }
        };
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.array().ok()?));
        bytes.take(length.checked_sub(2)?).ok()?;
        if matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) {
            return Some(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{GIF, JPEG, png};
    use super::*;

    #[test]
    fn a_picture_has_a_size_once_its_header_is_whole() {
        for (whole, least) in [(&png(7, 5)[..], 33), (GIF, 37), (JPEG, 33)] {
            assert!(
                (0..least).all(|end| !has_size(&whole[..end]))
                    && (least..whole.len()).all(|end| has_size(&whole[..end]))
            );
        }
    }
}
