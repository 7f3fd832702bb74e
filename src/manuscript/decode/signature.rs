//! Files that are not text, told by their first bytes.

/// A kind of file: bytes at a place near its start, and what to call it in "the file is …".
struct Signature {
    offset: usize,
    bytes: &'static [u8],
    kind: &'static str,
}

/// The kinds that people put where a chapter belongs. None of these bytes can begin a text that is meant as one.
const SIGNATURES: &[Signature] = &[
    Signature { offset: 0, bytes: b"%PDF-", kind: "a PDF document" },
    Signature { offset: 0, bytes: b"{\\rtf", kind: "a rich text document (RTF)" },
    Signature { offset: 0, bytes: b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kind: "an old Word document (DOC)" },
    Signature { offset: 60, bytes: b"BOOKMOBI", kind: "a Kindle book (MOBI)" },
    Signature { offset: 0, bytes: b"\x89PNG\r\n\x1A\n", kind: "a PNG picture" },
    Signature { offset: 0, bytes: b"\xFF\xD8\xFF", kind: "a JPEG picture" },
    Signature { offset: 0, bytes: b"GIF87a", kind: "a GIF picture" },
    Signature { offset: 0, bytes: b"GIF89a", kind: "a GIF picture" },
    Signature { offset: 8, bytes: b"WEBPVP8", kind: "a WebP picture" },
    Signature { offset: 0, bytes: b"II*\0", kind: "a TIFF picture" },
    Signature { offset: 0, bytes: b"MM\0*", kind: "a TIFF picture" },
    Signature { offset: 4, bytes: b"ftyp", kind: "a film or a picture in an MP4 container" },
    Signature { offset: 0, bytes: b"OggS\0", kind: "a sound recording (Ogg)" },
    Signature { offset: 0, bytes: b"wOFF\0", kind: "a font (WOFF)" },
    Signature { offset: 0, bytes: b"wOF2\0", kind: "a font (WOFF2)" },
    Signature { offset: 0, bytes: b"OTTO\0", kind: "a font (OpenType)" },
    Signature { offset: 0, bytes: b"\x1F\x8B\x08", kind: "an archive (gzip)" },
    Signature { offset: 0, bytes: b"7z\xBC\xAF\x27\x1C", kind: "an archive (7-Zip)" },
    Signature { offset: 0, bytes: b"\xFD7zXZ\0", kind: "an archive (xz)" },
    Signature { offset: 0, bytes: b"Rar!\x1A\x07", kind: "an archive (RAR)" },
    Signature { offset: 0, bytes: b"\x7FELF", kind: "a program" },
    Signature { offset: 0, bytes: b"SQLite format 3\0", kind: "a database" },
];

/// What a zip holds, by names that stand near its start.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"application/epub+zip", "an EPUB"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (ODT)"),
    (b"word/", "a Word document (DOCX)"),
    (b"[Content_Types].xml", "an Office document"),
];

/// Returns what `bytes` are, where they are a known kind of file that is not text.
pub(super) fn recognise(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let head = &bytes[..bytes.len().min(4096)];
        let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
        return Some(ZIPPED.iter().find(|(name, _)| holds(name)).map_or("an archive (zip)", |(_, kind)| kind));
    }
    let is_at = |signature: &&Signature| {
        bytes.get(signature.offset..).is_some_and(|rest| rest.starts_with(signature.bytes))
            // `ftyp` is four letters that a text may hold too: the length before it must be one.
            && (signature.offset != 4 || bytes[0] == 0)
    };
    SIGNATURES.iter().find(is_at).map(|signature| signature.kind)
}
