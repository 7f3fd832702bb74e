//! The chunks of a WebP (RFC 9649, section 2).

/// Returns its EXIF data.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 12;
    loop {
        let kind = bytes.get(at..at + 4)?;
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let data = bytes.get(at + 8..at + 8 + length)?;
        if kind == b"EXIF" {
            // Some writers begin it as a JPEG does.
            return Some(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
        }
        at += 8 + length.next_multiple_of(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exif_data_are_found_with_and_without_a_beginning() {
        let chunk = |kind: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_le_bytes();
            [kind, &length, data, &[0][..data.len() % 2]].concat()
        };
        let file = |data: &[u8]| [&b"RIFF____WEBP"[..], &chunk(b"VP8L", b"odd"), &chunk(b"EXIF", data)].concat();
        assert_eq!(exif(&file(b"II*\0.")), Some(&b"II*\0."[..]));
        assert_eq!(exif(&file(b"Exif\0\0MM\0*")), Some(&b"MM\0*"[..]));
        let whole = file(b"II*\0");
        for end in 0..whole.len() {
            assert_eq!(exif(&whole[..end]), None, "{end}");
        }
    }
}
