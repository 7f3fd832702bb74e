//! What a file is that is no picture for a book: so that the author hears more than "unknown".

/// What a file of some other kind begins with.
struct Signature {
    offset: usize,
    bytes: &'static [u8],
    name: &'static str,
}

const SIGNATURES: &[Signature] = &[
    signature(0, b"II*\0", "a TIFF picture"),
    signature(0, b"MM\0*", "a TIFF picture"),
    signature(0, b"BM", "a BMP picture"),
    signature(4, b"ftypavi", "an AVIF picture"),
    signature(4, b"ftyphei", "a HEIC picture"),
    signature(4, b"ftyphev", "a HEIC picture"),
    signature(4, b"ftypmif1", "a HEIC picture"),
    signature(4, b"ftyp", "a film"),
    signature(0, b"\xFF\x0A", "a JPEG XL picture"),
    signature(4, b"JXL ", "a JPEG XL picture"),
    signature(4, b"jP  ", "a JPEG 2000 picture"),
    signature(0, b"\0\0\x01\0", "an icon"),
    signature(0, b"8BPS", "a Photoshop document"),
    signature(0, b"gimp xcf", "a GIMP document"),
    signature(0, b"%PDF", "a PDF document"),
    signature(0, b"%!PS", "a PostScript document"),
    signature(0, b"PK\x03\x04", "a ZIP archive or an office document"),
    signature(0, b"\x1F\x8B", "a compressed file"),
    signature(0, b"wOFF", "a font"),
    signature(0, b"wOF2", "a font"),
    signature(0, b"OTTO", "a font"),
    signature(0, b"ID3", "a sound recording"),
    signature(0, b"OggS", "a sound recording or a film"),
    signature(0, b"\x1A\x45\xDF\xA3", "a film"),
    signature(0, b"RIFF", "a sound recording or a film"),
    signature(0, b"version https://git-lfs", "a pointer left by Git LFS"),
];

const fn signature(offset: usize, bytes: &'static [u8], name: &'static str) -> Signature {
    Signature { offset, bytes, name }
}

/// Returns what the file seems to be, as it reads after "it seems to be".
pub(super) fn guess(bytes: &[u8]) -> &'static str {
    let begins = |known: &&Signature| bytes.get(known.offset..).is_some_and(|rest| rest.starts_with(known.bytes));
    if let Some(known) = SIGNATURES.iter().find(begins) {
        return known.name;
    }
    let head = &bytes[..bytes.len().min(1024)];
    if head.iter().any(|&byte| byte < b' ' && !byte.is_ascii_whitespace()) {
        return "a file of an unknown kind";
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    match text {
        _ if text.starts_with("<!doctype html") || text.contains("<html") => "a web page",
        _ if text.starts_with("<?xml") || text.starts_with('<') => "XML of another kind",
        _ => "text",
    }
}
