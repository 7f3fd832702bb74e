//! The text of an XML entry, in whatever encoding it says it has. EPUB 3.3, section 3.9 allows UTF-8 and UTF-16.

use crate::xml::ParseFailure;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text and the encoding it was in.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
}

/// Decodes the bytes of an XML document, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ParseFailure> {
    let (encoding, mark) = encoding_of(bytes)?;
    let bytes = &bytes[mark..];
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Decoded { text: text.to_owned(), encoding }),
            Err(error) => Err(failure("the text is not UTF-8", error.valid_up_to())),
        };
    }
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) => Ok(Decoded { text: text.into_owned(), encoding }),
        (_, true) => Err(failure(&format!("the text is not {}", encoding.name()), 0)),
    }
}

/// Returns the encoding of a document, and the length of the byte order mark that says so.
fn encoding_of(bytes: &[u8]) -> Result<(&'static Encoding, usize), ParseFailure> {
    if let Some(marked) = Encoding::for_bom(bytes) {
        return Ok(marked);
    }
    match bytes {
        [0, b'<', ..] => return Ok((UTF_16BE, 0)),
        [b'<', 0, ..] => return Ok((UTF_16LE, 0)),
        _ => {}
    }
    let Some(label) = declared(bytes) else { return Ok((UTF_8, 0)) };
    // A document that could be read this far is not in UTF-16, whatever it declares.
    let known = Encoding::for_label(label).map(|known| if known.is_ascii_compatible() { known } else { UTF_8 });
    let unknown = || failure(&format!("the encoding `{}` is not known", String::from_utf8_lossy(label)), 0);
    Ok((known.ok_or_else(unknown)?, 0))
}

/// Returns the encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&[u8]> {
    const LONGEST: usize = 256;
    const KEY: &[u8] = b"encoding";
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..declaration.len().min(LONGEST)];
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = &declaration[..end];
    let key = declaration.windows(KEY.len()).position(|window| window == KEY)?;
    let value = declaration[key + KEY.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    value.split(|byte| byte == quote).next()
}

fn failure(message: &str, offset: usize) -> ParseFailure {
    ParseFailure { message: message.to_owned(), offset }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_what_the_first_bytes_say() {
        let cases: [(&[u8], &str, &str); 6] = [
            (b"<a/>", "UTF-8", "<a/>"),
            (b"\xEF\xBB\xBF<a/>", "UTF-8", "<a/>"),
            (b"\xFF\xFE<\0a\0/\0>\0", "UTF-16LE", "<a/>"),
            (b"\0<\0a\0/\0>", "UTF-16BE", "<a/>"),
            (
                b"<?xml version='1.0' encoding='latin1'?>\xE9",
                "windows-1252",
                "<?xml version='1.0' encoding='latin1'?>é",
            ),
            (b"<?xml encoding = \"UTF-16\" ?>", "UTF-8", "<?xml encoding = \"UTF-16\" ?>"),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.encoding.name(), decoded.text.as_str()), (encoding, text));
        }
    }

    #[test]
    fn a_text_in_no_known_encoding_is_a_failure_at_its_place() {
        assert_eq!(decode(b"<a>\xFF").err().unwrap().offset, 3);
        assert!(decode(b"<?xml encoding='klingon'?>").is_err());
    }
}
