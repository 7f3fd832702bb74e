//! JPEG: markers, the frame's size, and at least one scan (ITU-T T.81, annex B).

use super::{Bytes, Fault, Format, Size};

pub(super) const FORMAT: Format = Format {
    name: "JPEG",
    media_type: "image/jpeg",
    extension: "jpg",
    extensions: &["jpg", "jpeg", "jpe", "jfif"],
    recognises: |bytes| bytes.starts_with(b"\xFF\xD8\xFF"),
    walk,
};

fn walk(bytes: &[u8]) -> Result<Size, Fault> {
    let mut bytes = Bytes::new(bytes);
    bytes.take(2)?;
    let mut size = None;
    let mut scanned = false;
    loop {
        match marker(&mut bytes)? {
            // End of image.
            0xD9 if !scanned => return Err(bytes.broken("it holds no picture data")),
            0xD9 => return size.ok_or_else(|| bytes.broken("it has no size")),
            // Markers that stand alone: a lone restart, and TEM.
            0x01 | 0xD0..=0xD7 => {}
            0xD8 => return Err(bytes.broken("a second picture begins inside the first")),
            // Frames; C4, C8 and CC are tables and a reserved marker between them.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let frame = segment(&mut bytes)?;
                size = Some(frame_size(frame).ok_or_else(|| bytes.broken("its frame makes no sense"))?);
            }
            0xDA if size.is_none() => return Err(bytes.broken("picture data before the size of the picture")),
            0xDA => {
                segment(&mut bytes)?;
                skip_scan(&mut bytes)?;
                scanned = true;
            }
            _ => drop(segment(&mut bytes)?),
        }
    }
}

/// Reads a marker, with the fill bytes that may stand before it.
fn marker(bytes: &mut Bytes<'_>) -> Result<u8, Fault> {
    if bytes.byte()? != 0xFF {
        bytes.at -= 1;
        return Err(bytes.broken("a marker is missing"));
    }
    loop {
        match bytes.byte()? {
            0xFF => {}
            0 => return Err(bytes.broken("a marker is missing")),
            marker => return Ok(marker),
        }
    }
}

fn segment<'a>(bytes: &mut Bytes<'a>) -> Result<&'a [u8], Fault> {
    let length = usize::from(u16::from_be_bytes(bytes.array()?));
    let length = length.checked_sub(2).ok_or_else(|| bytes.broken("a segment has no length"))?;
    bytes.take(length)
}

fn frame_size(frame: &[u8]) -> Option<Size> {
    let &[_precision, h0, h1, w0, w1, components, ..] = frame else { return None };
    let fits = components > 0 && frame.len() >= 6 + 3 * usize::from(components);
    let (width, height) = (u16::from_be_bytes([w0, w1]), u16::from_be_bytes([h0, h1]));
    fits.then_some(Size { width: width.into(), height: height.into() })
}

/// Goes to the next marker that is neither a stuffed byte nor a restart.
fn skip_scan(bytes: &mut Bytes<'_>) -> Result<(), Fault> {
    loop {
        if bytes.byte()? != 0xFF {
            continue;
        }
        match bytes.byte()? {
            0 | 0xD0..=0xD7 => {}
            // A fill byte: the marker follows.
            0xFF => bytes.at -= 1,
            _ => {
                bytes.at -= 2;
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::JPEG;
    use super::*;

    #[test]
    fn a_jpeg_without_its_end_is_cut_short() {
        let end = JPEG.len() - 2;
        assert_eq!(walk(&JPEG[..end]), Err(Fault::Truncated(end)));
    }

    #[test]
    fn a_jpeg_without_a_scan_is_broken() {
        let bytes = [&JPEG[..33], b"\xFF\xD9"].concat();
        assert_eq!(walk(&bytes), Err(Fault::Broken("it holds no picture data".to_owned(), 35)));
    }

    #[test]
    fn what_follows_the_end_does_not_matter() {
        assert!(walk(&[JPEG, b"\0\0maker's notes"].concat()).is_ok());
    }
}
