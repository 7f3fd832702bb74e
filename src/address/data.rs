//! Addresses that hold what they lead to: `data:image/png;base64,…` (RFC 2397).

use super::decode;

/// Returns the bytes that an address holds; none where it is no such address.
pub(crate) fn data(address: &str) -> Option<Vec<u8>> {
    const SCHEME: &str = "data:";
    let (scheme, rest) = address.split_at_checked(SCHEME.len())?;
    let (head, data) = rest.split_once(',').filter(|_| scheme.eq_ignore_ascii_case(SCHEME))?;
    let is_base64 = head.trim_end().to_ascii_lowercase().ends_with(";base64");
    let data = decode(data);
    Some(if is_base64 { base64(&data) } else { data.into_bytes() })
}

/// Decodes base64 (RFC 4648, section 4), passing over what is none of it.
pub(crate) fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xFF).unwrap_or_default());
        }
    }
    out
}

/// Writes bytes in the alphabet of RFC 4648, section 4.
pub(crate) fn write_base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let bits = part.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - part.len()));
        for index in 0..4 {
            text.push(if index <= part.len() { char::from(SIGNS[bits >> (18 - 6 * index) & 63]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_bytes_in_base64_or_as_letters() {
        assert_eq!(data("data:image/png;base64,TWFu").as_deref(), Some(&b"Man"[..]));
        assert_eq!(data("DATA:image/png;x=y;BASE64,TW%46u").as_deref(), Some(&b"Man"[..]));
        assert_eq!(data("data:image/svg+xml,%3Csvg/%3E").as_deref(), Some(&b"<svg/>"[..]));
        assert_eq!((data("data:x"), data("é"), data("date.png,x")), (None, None, None));
        assert_eq!(base64("TW F\nu!TQ=="), b"ManM");
    }

    #[test]
    fn bytes_are_written_in_signs_that_read_back() {
        let cases: [(&[u8], &str); 5] =
            [(b"", ""), (b"M", "TQ=="), (b"Ma", "TWE="), (b"Man", "TWFu"), (b"\xFB\xFF\xBF!", "+/+/IQ==")];
        for (bytes, text) in cases {
            assert_eq!(write_base64(bytes), text);
            assert_eq!(base64(text), bytes);
        }
    }
}
