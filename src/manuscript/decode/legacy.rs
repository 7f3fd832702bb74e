//! Encodings from before Unicode: declared by a page, or guessed.

use super::{Decoded, INVALID_BYTES, LEGACY_ENCODING, Places};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{SourceId, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How an encoding is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Declared,
    Guess,
}

/// How much of a text the guess looks at, from its first letter that is not ASCII.
const SAMPLE: usize = 1 << 20;

/// Guesses an encoding: windows-1252 rather than Latin-1, as the Encoding Standard has it.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = Encoding::ascii_valid_up_to(bytes);
    let sample = &bytes[start.saturating_sub(64)..];
    let is_whole = sample.len() <= SAMPLE;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = &sample[..sample.len().min(SAMPLE)];
    detector.feed(sample, is_whole);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // Two closing quotation marks in a row look like Cyrillic to the detector.
    if OTHER_SCRIPTS.contains(&guess.name()) && is_latin_script(sample) { WINDOWS_1252 } else { guess }
}

/// Encodings of one byte a letter whose scripts are not Latin.
const OTHER_SCRIPTS: [&str; 13] = [
    "IBM866",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-8-I",
    "KOI8-R",
    "KOI8-U",
    "windows-1251",
    "windows-1253",
    "windows-1255",
    "windows-1256",
    "windows-874",
];

/// Tells whether the bytes that are not ASCII stand alone or in pairs, as quotation marks and letters with accents do.
fn is_latin_script(sample: &[u8]) -> bool {
    let runs = || sample.split(u8::is_ascii).map(<[u8]>::len);
    let in_words: usize = runs().filter(|length| *length > 2).sum();
    in_words * 10 < runs().sum()
}

/// Recognises ISO-2022-JP, whose bytes are all ASCII: old Japanese letters and mail.
pub(super) fn escaped_japanese(text: &str) -> Option<&'static Encoding> {
    // Far faster than looking for the escape itself, and most texts have none.
    if !text.as_bytes().contains(&0x1B) {
        return None;
    }
    let first = text.find('\x1B')?;
    let escape = &text.as_bytes()[first..];
    let is_escape = escape.starts_with(b"\x1B$B") || escape.starts_with(b"\x1B$@");
    let is_sound = || text.is_ascii() && !ISO_2022_JP.decode_without_bom_handling(text.as_bytes()).1;
    (is_escape && is_sound()).then_some(ISO_2022_JP)
}

/// Returns the encoding that a page names in `<meta charset>` or its XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const PRESCAN: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let mut rest = head.trim_start();
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let end = if rest.starts_with("<!--") { rest.find("-->") } else { rest.find('>') };
        let tag = &rest[..end.unwrap_or(rest.len())];
        let label = if tag.starts_with("<?xml ") {
            value_after(tag, "encoding")
        } else if tag.starts_with("<meta") {
            value_after(tag, "charset")
        } else {
            None
        };
        if let Some(encoding) = label.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes())) {
            // A page whose declaration can be read as ASCII is not in UTF-16, whatever it says.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
        }
        rest = &rest[tag.len()..];
    }
    None
}

/// Returns what stands after `key`, `=` and perhaps a quotation mark.
fn value_after<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let rest = &tag[tag.find(key)? + key.len()..];
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    value.split(|character: char| matches!(character, '"' | '\'' | ';' | '/') || character.is_whitespace()).next()
}

/// Decodes, with one warning that names the encoding and one for each fault.
pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding, origin: Origin, source: SourceId) -> Decoded {
    let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let first = text.char_indices().find(|(_, character)| !character.is_ascii());
    let place = match first {
        Some((start, character)) => Place::At(Span::new(source, start..start + character.len_utf8())),
        None => Place::File(source),
    };
    let mut named = match origin {
        Origin::Declared => {
            let message = format!("the text is read as `{}`, as it declares", encoding.name());
            Diagnostic::new(&LEGACY_ENCODING, message).help("save it as UTF-8 when it is next changed")
        }
        Origin::Guess => {
            let message = format!("the text is not UTF-8 and is read as `{}`, which is a guess", encoding.name());
            Diagnostic::new(&LEGACY_ENCODING, message).help("save the file as UTF-8")
        }
    };
    if origin == Origin::Declared {
        named.severity = Severity::Info;
    }
    let mut diagnostics = vec![named.at(place)];
    if is_broken {
        let mut places = Places::new(&INVALID_BYTES, "save the file as UTF-8, and put the right letter here", source);
        for (start, replaced) in text.match_indices('\u{FFFD}') {
            places
                .add(start..start + replaced.len(), || format!("bytes are no character of `{}` here", encoding.name()));
        }
        diagnostics.extend(places.finish());
    }
    Decoded { text, diagnostics }
}
