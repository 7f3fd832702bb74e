//! Text tracks of films: WebVTT, told by its first line. EPUB 3.3, section 3.4.

use super::Fault;

/// The media type of text tracks.
pub const MEDIA_TYPE: &str = "text/vtt";

/// Tells whether a file is a text track.
///
/// # Errors
/// Why it is none.
pub fn examine(bytes: &[u8]) -> Result<(), Fault> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match text.strip_prefix(b"WEBVTT") {
        _ if bytes.is_empty() => Err(Fault::Empty),
        Some([] | [b' ' | b'\t' | b'\n' | b'\r', ..]) if std::str::from_utf8(text).is_ok() => Ok(()),
        _ => Err(Fault::NoCaptions),
    }
}
