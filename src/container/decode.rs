//! The text of an XML entry, in whatever encoding it says it has. EPUB 3.3, section 3.9 allows UTF-8 and UTF-16.

use crate::xml::ParseFailure;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::ops::Range;

/// The text of a document, or why it has none, and the encoding that it is in or says that it is in.
pub(super) struct Decoded {
    pub(super) text: Result<String, ParseFailure>,
    pub(super) encoding: Cow<'static, str>,
}

/// Decodes the bytes of an XML document, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None => match bytes {
            [0, b'<', ..] => (UTF_16BE, 0),
            [b'<', 0, ..] => (UTF_16LE, 0),
            _ => return by_declaration(bytes),
        },
    };
    let text = decode_as(encoding, &bytes[mark..]).and_then(|text| match declared(text.as_bytes()) {
        // XML 1.0, section 4.3.3: it is fatal to say another encoding than one is in.
        Some(label) if encoding != UTF_8 && !names_utf_16(label) => Err(failure("it says that it is not UTF-16", 0)),
        _ => Ok(text),
    });
    Decoded { text, encoding: encoding.name().into() }
}

/// Decodes a document that only says itself what it is in.
fn by_declaration(bytes: &[u8]) -> Decoded {
    let Some(label) = declared(bytes) else {
        return Decoded { text: decode_as(UTF_8, bytes), encoding: UTF_8.name().into() };
    };
    let Some(encoding) = Encoding::for_label(label) else {
        let name = String::from_utf8_lossy(label).to_ascii_uppercase();
        return Decoded {
            text: Err(failure(&format!("the encoding `{name}` is not known"), 0)),
            encoding: name.into(),
        };
    };
    let text = if encoding.is_ascii_compatible() {
        decode_as(encoding, bytes)
    } else {
        // A document that could be read this far is not in UTF-16.
        Err(failure("it says that it is UTF-16, and is not", 0))
    };
    Decoded { text, encoding: encoding.name().into() }
}

fn names_utf_16(label: &[u8]) -> bool {
    Encoding::for_label(label).is_some_and(|known| known == UTF_16LE || known == UTF_16BE)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ParseFailure> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(failure("the text is not UTF-8", error.valid_up_to())),
        };
    }
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) => Ok(text.into_owned()),
        (_, true) => Err(failure(&format!("the text is not {}", encoding.name()), 0)),
    }
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

/// Returns where in a text its XML declaration names the encoding.
pub(super) fn declared_encoding(text: &str) -> Option<Range<usize>> {
    let label = declared(text.as_bytes())?;
    let key = text.find("encoding")?;
    let start = key + text.as_bytes()[key..].windows(label.len().max(1)).position(|window| window == label)?;
    Some(start..start + label.len())
}

fn failure(message: &str, offset: usize) -> ParseFailure {
    ParseFailure { message: message.to_owned(), offset }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_what_the_first_bytes_say() {
        let cases: [(&[u8], &str, &str); 5] = [
            (b"<a/>", "UTF-8", "<a/>"),
            (b"\xEF\xBB\xBF<a/>", "UTF-8", "<a/>"),
            (b"\xFF\xFE<\0a\0/\0>\0", "UTF-16LE", "<a/>"),
            (b"\0<\0a\0/\0>", "UTF-16BE", "<a/>"),
            (
                b"<?xml version='1.0' encoding='latin1'?>\xE9",
                "windows-1252",
                "<?xml version='1.0' encoding='latin1'?>é",
            ),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(bytes);
            assert_eq!((&*decoded.encoding, decoded.text.as_deref()), (encoding, Ok(text)));
        }
    }

    #[test]
    fn a_text_in_no_known_encoding_is_a_failure_at_its_place() {
        assert_eq!(decode(b"<a>\xFF").text.unwrap_err().offset, 3);
        let unknown = decode(b"<?xml encoding='klingon'?>");
        assert!(unknown.text.is_err() && unknown.encoding == "KLINGON");
        let lying = decode(b"<?xml encoding = \"UTF-16\" ?>");
        assert!(lying.text.is_err() && lying.encoding == "UTF-16LE");
        assert!(
            decode(b"\xFF\xFE<\0?\0x\0m\0l\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0l\0a\0t\0i\0n\x001\0'\0?\0>\0")
                .text
                .is_err()
        );
    }
}
