//! PNG: chunks with lengths and checksums (Portable Network Graphics, third edition, sections 5 and 11).

use super::{Bytes, Fault, Format, Size};

pub(super) const FORMAT: Format = Format {
    name: "PNG",
    media_type: "image/png",
    extension: "png",
    extensions: &["png", "apng"],
    recognises: |bytes| bytes.starts_with(SIGNATURE),
    walk,
};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// What has been met of the chunks that must be there.
#[derive(Default)]
struct Seen {
    size: Option<Size>,
    needs_palette: bool,
    data: bool,
}

fn walk(bytes: &[u8]) -> Result<Size, Fault> {
    let mut bytes = Bytes::new(bytes);
    bytes.take(SIGNATURE.len())?;
    let mut seen = Seen::default();
    loop {
        let start = bytes.at;
        let length = u32::from_be_bytes(bytes.array()?) as usize;
        let kind: [u8; 4] = bytes.array()?;
        if !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(Fault::Broken("a chunk without a name".to_owned(), start));
        }
        let data = bytes.take(length)?;
        let sum = u32::from_be_bytes(bytes.array()?);
        let name = String::from_utf8_lossy(&kind).into_owned();
        if checksum(kind, data) != sum {
            return Err(Fault::Broken(format!("the checksum of the chunk {name} is wrong"), start));
        }
        if seen.size.is_none() && kind != *b"IHDR" {
            return Err(Fault::Broken("it does not begin with the chunk IHDR".to_owned(), start));
        }
        match &kind {
            b"IHDR" => header(&mut seen, data).map_err(|what| Fault::Broken(what.to_owned(), start))?,
            b"PLTE" => seen.needs_palette = false,
            b"IDAT" if seen.needs_palette => {
                return Err(Fault::Broken("its palette is missing".to_owned(), start));
            }
            b"IDAT" => seen.data |= !data.is_empty(),
            b"IEND" if !seen.data => return Err(Fault::Broken("it holds no picture data".to_owned(), start)),
            b"IEND" => return seen.size.ok_or_else(|| bytes.broken("it has no header")),
            _ => {}
        }
    }
}

fn header(seen: &mut Seen, data: &[u8]) -> Result<(), &'static str> {
    if seen.size.is_some() {
        return Err("a second chunk IHDR");
    }
    let data: [u8; 13] = data.try_into().map_err(|_| "the chunk IHDR has a wrong length")?;
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] = data;
    let depths: &[u8] = match colour {
        0 => &[1, 2, 4, 8, 16],
        3 => &[1, 2, 4, 8],
        2 | 4 | 6 => &[8, 16],
        _ => return Err("it has an unknown colour type"),
    };
    if !depths.contains(&depth) || compression != 0 || filter != 0 || interlace > 1 {
        return Err("its header makes no sense");
    }
    seen.needs_palette = colour == 3;
    let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
    seen.size = Some(Size { width, height });
    Ok(())
}

fn checksum(kind: [u8; 4], data: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(&kind);
    sum.update(data);
    sum.sum()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::tests::png;
    use super::*;

    /// Makes the checksum of the first chunk right again.
    pub(crate) fn mend(bytes: &mut [u8]) {
        let sum = checksum(*b"IHDR", &bytes[16..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    }

    #[test]
    fn damage_is_found_by_the_checksum() {
        let mut bytes = png(2, 2);
        bytes[20] ^= 1;
        let what = "the checksum of the chunk IHDR is wrong".to_owned();
        assert_eq!(walk(&bytes), Err(Fault::Broken(what, 8)));
    }

    #[test]
    fn a_png_without_picture_data_is_broken() {
        let whole = png(2, 2);
        let without: Vec<u8> = [&whole[..33], &whole[whole.len() - 12..]].concat();
        assert_eq!(walk(&without), Err(Fault::Broken("it holds no picture data".to_owned(), 33)));
    }

    #[test]
    fn a_palette_picture_needs_its_palette() {
        let mut bytes = png(2, 2);
        bytes[25] = 3;
        mend(&mut bytes);
        assert_eq!(walk(&bytes), Err(Fault::Broken("its palette is missing".to_owned(), 33)));
    }
}
