//! What the media types are: core, or of a kind that has rules of its own. EPUB 3.3, sections 3.2 and 3.4.

use super::publication::Version;
use crate::package::media_type;
use crate::resource::image::beginning;

/// Tells whether a resource of this type needs no fallback. `whole` is the type with its parameters.
///
/// Videos and fonts are of no core type, but exempt.
pub(super) fn is_core(whole: &str) -> bool {
    const CORE: &[&str] = &[
        media_type::XHTML,
        media_type::CSS,
        "application/smil+xml",
        "application/ecmascript",
        "audio/mpeg",
        "audio/mp4",
    ];
    let essence = essence(whole);
    CORE.contains(&essence)
        || is_core_image(essence)
        || is_script(essence)
        || is_video(essence)
        || is_font(essence)
        || is_opus(whole)
}

/// Returns a media type without parameters.
pub(super) fn essence(whole: &str) -> &str {
    whole.split(';').next().unwrap_or_default().trim_ascii()
}

fn is_opus(whole: &str) -> bool {
    let parameters = whole.split_once(';').map(|(_, parameters)| parameters.replace([' ', '"'], ""));
    essence(whole) == "audio/ogg" && parameters.as_deref() == Some("codecs=opus")
}

/// Tells whether it is an image of a core type.
pub(super) fn is_core_image(essence: &str) -> bool {
    matches!(essence, "image/gif" | "image/jpeg" | "image/png" | "image/webp") || essence == media_type::SVG
}

pub(super) fn is_audio(essence: &str) -> bool {
    essence.starts_with("audio/")
}

pub(super) fn is_video(essence: &str) -> bool {
    essence.starts_with("video/")
}

/// Tells whether it is a font, of a core type or not.
pub(super) fn is_font(essence: &str) -> bool {
    essence.starts_with("font/")
        || essence.starts_with("application/font-")
        || essence.starts_with("application/x-font-")
        || essence == "application/vnd.ms-opentype"
}

/// Tells whether it is a font of a core type.
pub(super) fn is_core_font(essence: &str) -> bool {
    const CORE: &[&str] = &[
        "font/ttf",
        "font/otf",
        "font/woff",
        "font/woff2",
        "application/font-sfnt",
        "application/font-woff",
        "application/vnd.ms-opentype",
    ];
    CORE.contains(&essence)
}

/// Returns the type of a file by its name, and where it is a picture by its bytes; nothing for what is no part of a page.
pub(super) fn of_file(path: &str, bytes: Option<&[u8]>) -> Option<&'static str> {
    if let Some(known) = bytes.and_then(of_picture) {
        return Some(known);
    }
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    Some(match extension.as_str() {
        "css" => media_type::CSS,
        "svg" => media_type::SVG,
        "webp" => "image/webp",
        "js" => "text/javascript",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "smil" => "application/smil+xml",
        "ncx" => media_type::NCX,
        _ => return None,
    })
}

/// Returns the type of a picture by its first bytes.
pub(super) fn of_picture(bytes: &[u8]) -> Option<&'static str> {
    match beginning(bytes)?.0 {
        "PNG" => Some("image/png"),
        "GIF" => Some("image/gif"),
        "JPEG" => Some("image/jpeg"),
        _ => None,
    }
}

/// Tells whether a `script` of this type is run.
pub(super) fn is_script(essence: &str) -> bool {
    const NAMES: &[&str] = &["javascript", "ecmascript", "jscript", "livescript", "x-javascript", "x-ecmascript"];
    let essence = essence.to_ascii_lowercase();
    let Some(name) = essence.strip_prefix("text/").or(essence.strip_prefix("application/")) else { return false };
    let version = name.strip_prefix("javascript1.").is_some_and(|minor| minor.len() == 1);
    NAMES.contains(&name) || version
}

/// Tells whether it is one of those that the spine may hold by themselves.
pub(super) fn is_content_document(essence: &str, version: Version) -> bool {
    match version {
        Version::Two => matches!(essence, "application/x-dtbook+xml") || essence == media_type::XHTML,
        Version::Three => essence == media_type::XHTML || essence == media_type::SVG,
    }
}

/// Tells whether old books have it in the place of XHTML.
pub(super) fn is_outdated_document(essence: &str) -> bool {
    matches!(essence, "text/x-oeb1-document" | "text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_count_for_opus_alone() {
        assert!(is_core("audio/ogg; codecs=opus") && is_core("audio/ogg;codecs=\"opus\""));
        assert!(!is_core("audio/ogg") && !is_core("audio/ogg; codecs=vorbis"));
        assert!(is_core("text/javascript;version=1.8") && is_core("text/javascript1.5"));
        assert!(!is_core("text/plain") && !is_core("image/tiff") && !is_core("application/pdf"));
    }
}
