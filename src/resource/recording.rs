//! Recordings: sounds and films, told by their bytes, with how long they take. EPUB 3.3, sections 3.2 and 3.4.
//!
//! Of sounds, every reader plays MP3, AAC in MP4 and Opus in Ogg; of films, readers play H.264 in MP4 and mostly WebM.
//! A file is walked from its beginning along the lengths that it states, and nothing in it is decoded. So a large file
//! costs little, and a broken one no more than its own size.

pub mod captions;
pub mod collect;
mod foreign;
mod mp3;
mod mp4;
mod ogg;
mod rules;
pub(crate) mod times;
mod webm;

pub use rules::RULES;

use std::fmt;
use std::time::Duration;

/// What a recording holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sound,
    Film,
}

/// A recording that a book may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recording {
    pub kind: Kind,
    pub media_type: &'static str,
    /// The extension that it is packed under.
    pub extension: &'static str,
    /// How long it takes, where the file tells.
    pub length: Option<Duration>,
    /// What its pictures are coded in, where only some of the readers that play films know it.
    pub rare: Option<&'static str>,
}

/// Why a file is no recording for a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// It begins as a recording, and goes on as none: what is wrong.
    Broken(&'static str),
    /// A recording of a kind that readers need not play: what it is, and what to make of it.
    Foreign(&'static str, &'static str),
    /// A file that should hold captions.
    NoCaptions,
    /// Something else.
    Other(&'static str),
}

/// The media type of Opus, which is a core type only with its parameter.
const OPUS: &str = "audio/ogg; codecs=opus";

/// What to make of a sound that readers need not play.
const AS_SOUND: &str = "convert it to MP3, to AAC in MP4 (`.m4a`) or to Opus in Ogg";

/// What to make of a film that readers need not play.
const AS_FILM: &str = "convert it to MP4 with H.264 and AAC";

/// One way in which recordings are kept.
struct Format {
    recognises: fn(&[u8]) -> bool,
    examine: fn(&[u8]) -> Result<Recording, Fault>,
}

const FORMATS: &[Format] = &[
    Format { recognises: mp4::recognises, examine: mp4::examine },
    Format { recognises: ogg::recognises, examine: ogg::examine },
    Format { recognises: webm::recognises, examine: webm::examine },
    Format { recognises: mp3::recognises, examine: mp3::examine },
];

/// The extensions of files that are players and no pictures where a picture is asked for.
const SOUNDS: &[&str] =
    &["mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "wav", "flac", "aif", "aiff", "wma", "amr", "caf", "mp2"];
const FILMS: &[&str] = &["mp4", "m4v", "webm", "mov", "mkv", "avi", "ogv", "mpg", "mpeg", "wmv", "flv", "3gp"];

/// Tells what a recording is.
///
/// # Errors
/// Why a book cannot hold it.
pub fn examine(bytes: &[u8]) -> Result<Recording, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(fault) = foreign::recognise(bytes) {
        return Err(fault);
    }
    let format = FORMATS.iter().find(|format| (format.recognises)(bytes));
    format.map_or(Err(Fault::Other("no sound or film that is known")), |format| (format.examine)(bytes))
}

/// Tells by the name of a file what kind of recording it says it is.
pub fn kind_by_name(address: &str) -> Option<Kind> {
    let extension = extension(address);
    let is_in = |known: &[&str]| known.contains(&extension.as_str());
    match () {
        () if is_in(SOUNDS) => Some(Kind::Sound),
        () if is_in(FILMS) => Some(Kind::Film),
        () => None,
    }
}

/// Returns the media type of a recording on the web, of which only the address is known: nothing where that does not
/// tell, or where readers need not play such a sound.
pub fn type_by_name(address: &str, element: Kind) -> Option<&'static str> {
    match (extension(address).as_str(), element) {
        ("mp3", _) => Some("audio/mpeg"),
        ("m4a" | "m4b", _) | ("mp4", Kind::Sound) => Some("audio/mp4"),
        ("opus", _) => Some(OPUS),
        ("webm", Kind::Film) => Some("video/webm"),
        ("mp4" | "m4v", Kind::Film) => Some("video/mp4"),
        _ => None,
    }
}

/// Tells whether every reader plays a sound of this type.
pub fn is_core_sound(media_type: &str) -> bool {
    let plain = media_type.replace([' ', '"'], "").to_ascii_lowercase();
    matches!(&*plain, "audio/mpeg" | "audio/mp4" | "audio/ogg;codecs=opus")
}

fn extension(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

impl Kind {
    /// Returns the element that plays it.
    pub fn element(self) -> &'static str {
        match self {
            Self::Sound => "audio",
            Self::Film => "video",
        }
    }

    /// Returns what people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Film => "film",
        }
    }
}

impl fmt::Display for Fault {
    /// Writes what follows the name of the file: "is empty".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("is empty"),
            Self::Broken(what) => write!(formatter, "is broken: {what}"),
            Self::Foreign(what, _) => write!(formatter, "is {what}, which readers need not play"),
            Self::NoCaptions => formatter.write_str("holds no captions, or not in UTF-8"),
            Self::Other(what) => write!(formatter, "is {what}"),
        }
    }
}

/// Returns a length of time that a file states as a number of parts of a second.
fn length(count: u64, per_second: u64) -> Option<Duration> {
    let seconds = count.checked_div(per_second)?;
    let rest = u128::from(count % per_second) * 1_000_000_000 / u128::from(per_second);
    Some(Duration::new(seconds, u32::try_from(rest).ok()?))
}

/// Returns the bytes of a big-endian number at a place.
fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.get(..N)?.try_into().ok()
}
