//! MP4: boxes, and boxes in boxes. ISO 14496-12, sections 4.2 and 8.

use super::{AS_FILM, AS_SOUND, Fault, Kind, Recording, length, number};

pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
}

pub(super) fn examine(bytes: &[u8]) -> Result<Recording, Fault> {
    let mut boxes = Boxes { bytes };
    let movie = boxes.find(|part| part.kind == b"moov");
    if boxes.is_cut_short() {
        return Err(Fault::Broken("it is cut short"));
    }
    let Some(movie) = movie else { return Err(Fault::Broken("it does not say what it holds")) };
    let mut tracks = Tracks::default();
    for track in inside(movie.content).filter(|part| part.kind == b"trak") {
        tracks.add(track.content)?;
    }
    let length =
        inside(movie.content).find(|part| part.kind == b"mvhd").and_then(|header| header_length(header.content));
    let recording = |kind, media_type, extension| {
        let rare = tracks.rare.filter(|_| kind == Kind::Film);
        Recording { kind, media_type, extension, length, rare }
    };
    match (tracks.has_film, tracks.has_sound) {
        (true, _) => Ok(recording(Kind::Film, "video/mp4", "mp4")),
        (false, true) => Ok(recording(Kind::Sound, "audio/mp4", "m4a")),
        (false, false) => Err(Fault::Broken("it holds neither sound nor film")),
    }
}

/// A box: its kind, and what is in it.
struct Part<'a> {
    kind: &'a [u8],
    content: &'a [u8],
}

/// The boxes that stand one after the other in some bytes.
struct Boxes<'a> {
    bytes: &'a [u8],
}

fn inside(bytes: &[u8]) -> Boxes<'_> {
    Boxes { bytes }
}

impl Boxes<'_> {
    /// Tells whether a box states more bytes than there are.
    fn is_cut_short(&mut self) -> bool {
        while self.next().is_some() {}
        self.bytes.len() >= 8
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        let bytes = self.bytes;
        let kind = bytes.get(4..8)?;
        let (head, size) = match u32::from_be_bytes(number(bytes, 0)?) {
            0 => (8, bytes.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(number(bytes, 8)?)).ok()?),
            size => (8, size as usize),
        };
        let content = bytes.get(head..size)?;
        self.bytes = &bytes[size..];
        Some(Part { kind, content })
    }
}

fn descend<'a>(content: &'a [u8], path: &[&[u8]]) -> Option<&'a [u8]> {
    path.iter().try_fold(content, |content, kind| Some(inside(content).find(|part| part.kind == *kind)?.content))
}

#[derive(Default)]
struct Tracks {
    has_film: bool,
    has_sound: bool,
    /// What the pictures of a film are coded in, where that is none that is played widely.
    rare: Option<&'static str>,
}

/// The codings of films that only some readers know, by the names of their samples (as registered for MP4).
const RARE: &[(&[u8], &str)] = &[
    (b"hvc1", "HEVC"),
    (b"hev1", "HEVC"),
    (b"dvh1", "Dolby Vision"),
    (b"dvhe", "Dolby Vision"),
    (b"av01", "AV1"),
    (b"vp09", "VP9"),
    (b"vvc1", "VVC"),
];

impl Tracks {
    fn add(&mut self, track: &[u8]) -> Result<(), Fault> {
        let handler = descend(track, &[b"mdia", b"hdlr"]).and_then(|handler| handler.get(8..12));
        // The first entry of a list that begins after its flags and its count.
        let entries = descend(track, &[b"mdia", b"minf", b"stbl", b"stsd"]).and_then(|list| list.get(8..));
        let coding = entries.and_then(|entries| entries.get(4..8)).unwrap_or_default();
        match (handler, coding) {
            (Some(b"soun" | b"vide"), b"enca" | b"encv" | b"drms" | b"drmi") => {
                return Err(Fault::Foreign("a locked recording", "get it without a lock"));
            }
            // Pictures of chapters and covers are no film.
            (Some(b"vide"), b"jpeg" | b"png " | b"mjpa") => {}
            (Some(b"vide"), b"mp4v" | b"s263" | b"H263") => {
                return Err(Fault::Foreign("a film in an old coding", AS_FILM));
            }
            (Some(b"vide"), _) => {
                self.has_film = true;
                let rare = RARE.iter().find(|(name, _)| *name == coding).map(|(_, coding)| *coding);
                self.rare = self.rare.or(rare);
            }
            (Some(b"soun"), b"mp4a") => self.has_sound = true,
            (Some(b"soun"), b"alac") => return Err(Fault::Foreign("an Apple Lossless sound", AS_SOUND)),
            (Some(b"soun"), _) => return Err(Fault::Foreign("a sound in MP4 that is no AAC", AS_SOUND)),
            _ => {}
        }
        Ok(())
    }
}

/// Returns the length that the header of a movie states.
fn header_length(header: &[u8]) -> Option<std::time::Duration> {
    let (scale, count) = if header.first() == Some(&1) {
        (number(header, 20)?, u64::from_be_bytes(number(header, 24)?))
    } else {
        (number(header, 12)?, u64::from(u32::from_be_bytes(number(header, 16)?)))
    };
    // A film that was written as it was shot does not know yet.
    length(count, u32::from_be_bytes(scale).into()).filter(|length| !length.is_zero() && count != u64::MAX)
}
