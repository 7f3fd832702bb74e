//! Files that are no recordings for a book, by how they begin: so that the author hears what to do about each.

use super::{AS_FILM, AS_SOUND, Fault};

/// What a file of some other kind begins with.
struct Signature {
    offset: usize,
    bytes: &'static [u8],
    fault: Fault,
}

const SIGNATURES: &[Signature] = &[
    signature(8, b"WAVE", Fault::Foreign("a WAV sound", AS_SOUND)),
    signature(8, b"AVI ", Fault::Foreign("an AVI film", AS_FILM)),
    signature(8, b"AIF", Fault::Foreign("an AIFF sound", AS_SOUND)),
    signature(0, b"fLaC", Fault::Foreign("a FLAC sound", AS_SOUND)),
    signature(0, b"MThd", Fault::Foreign("a MIDI file", AS_SOUND)),
    signature(0, b"\x30\x26\xB2\x75", Fault::Foreign("a Windows Media recording", AS_SOUND)),
    signature(0, b"#!AMR", Fault::Foreign("an AMR sound", AS_SOUND)),
    signature(0, b"caff", Fault::Foreign("a CAF sound", AS_SOUND)),
    signature(0, b"\xFF\xF1", Fault::Foreign("AAC without its MP4", AS_SOUND)),
    signature(0, b"\xFF\xF9", Fault::Foreign("AAC without its MP4", AS_SOUND)),
    signature(0, b"FLV", Fault::Foreign("a Flash film", AS_FILM)),
    signature(0, b"\0\0\x01\xBA", Fault::Foreign("an MPEG film", AS_FILM)),
    signature(4, b"ftypqt", Fault::Foreign("a QuickTime film", AS_FILM)),
    signature(4, b"moov", Fault::Foreign("a QuickTime film", AS_FILM)),
    signature(4, b"ftypavi", Fault::Other("an AVIF picture")),
    signature(4, b"ftyphei", Fault::Other("a HEIC picture")),
    signature(4, b"ftypmif1", Fault::Other("a HEIC picture")),
    signature(0, b"\x89PNG", Fault::Other("a PNG picture")),
    signature(0, b"\xFF\xD8\xFF", Fault::Other("a JPEG picture")),
    signature(0, b"GIF8", Fault::Other("a GIF picture")),
    signature(0, b"%PDF", Fault::Other("a PDF document")),
    signature(0, b"PK\x03\x04", Fault::Other("a ZIP archive")),
    signature(0, b"version https://git-lfs", Fault::Other("a pointer left by Git LFS")),
    signature(0, b"<", Fault::Other("a page or another text")),
];

const fn signature(offset: usize, bytes: &'static [u8], fault: Fault) -> Signature {
    Signature { offset, bytes, fault }
}

/// Returns what is wrong with a file that is of a known kind, and of none for a book.
pub(super) fn recognise(bytes: &[u8]) -> Option<Fault> {
    let begins = |known: &&Signature| bytes.get(known.offset..).is_some_and(|rest| rest.starts_with(known.bytes));
    SIGNATURES.iter().find(begins).map(|known| known.fault)
}
