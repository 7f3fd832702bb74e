//! WebM: elements of EBML, read as far as the first of film or sound. RFC 8794, sections 4 to 6; RFC 9559, section 5.

use super::{AS_FILM, AS_SOUND, Fault, Kind, Recording};
use std::time::Duration;

const HEADER: u32 = 0x1A45_DFA3;
const DOCUMENT_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TICK: u32 = 0x2A_D7B1;
const LENGTH: u32 = 0x4489;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK: u32 = 0xAE;
const TRACK_TYPE: u32 = 0x83;
const CLUSTER: u32 = 0x1F43_B675;

pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(&HEADER.to_be_bytes())
}

pub(super) fn examine(bytes: &[u8]) -> Result<Recording, Fault> {
    let mut top = Elements { bytes };
    let header = top.next().ok_or(Fault::Broken("it is cut short"))?;
    let kind = Elements { bytes: header.content }.find(|element| element.id == DOCUMENT_TYPE);
    if kind.is_none_or(|kind| kind.content != b"webm") {
        return Err(Fault::Foreign("a Matroska film", AS_FILM));
    }
    let segment = top.find(|element| element.id == SEGMENT).ok_or(Fault::Broken("it is cut short"))?;
    let (mut length, mut tracks) = (None, None);
    for element in (Elements { bytes: segment.content }).take_while(|element| element.id != CLUSTER) {
        match element.id {
            INFO => length = read_length(element.content),
            TRACKS => tracks = Some(element.content),
            _ => {}
        }
    }
    let tracks = tracks.ok_or(Fault::Broken("it does not say what it holds"))?;
    let is_film = |track: Element<'_>| {
        track.id == TRACK && Elements { bytes: track.content }.any(|part| part.id == TRACK_TYPE && part.content == [1])
    };
    if !(Elements { bytes: tracks }).any(is_film) {
        return Err(Fault::Foreign("a WebM sound", AS_SOUND));
    }
    Ok(Recording { kind: Kind::Film, media_type: "video/webm", extension: "webm", length, rare: None })
}

struct Element<'a> {
    id: u32,
    content: &'a [u8],
}

/// The elements that stand one after the other in some bytes; of one cut short, what is there.
struct Elements<'a> {
    bytes: &'a [u8],
}

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let length = self.bytes.first()?.leading_zeros() as usize + 1;
        let id = self.bytes.get(..length).filter(|_| length <= 4)?;
        let id = id.iter().fold(0, |id, byte| id << 8 | u32::from(*byte));
        let rest = &self.bytes[length..];
        let length = rest.first()?.leading_zeros() as usize + 1;
        let mut size =
            rest.get(..length).filter(|_| length <= 8)?.iter().fold(0, |size, byte| size << 8 | u64::from(*byte));
        size &= (1 << (7 * length)) - 1;
        let rest = &rest[length..];
        // All ones say that the size is not known: the element goes to the end.
        let is_unknown = size == (1 << (7 * length)) - 1;
        let size = if is_unknown { rest.len() } else { usize::try_from(size).unwrap_or(usize::MAX).min(rest.len()) };
        let (content, after) = rest.split_at(size);
        self.bytes = after;
        Some(Element { id, content })
    }
}

fn read_length(info: &[u8]) -> Option<Duration> {
    let part = |id: u32| Elements { bytes: info }.find(|element| element.id == id).map(|element| element.content);
    // In nanoseconds; a thousandth of a second where nothing is said.
    let tick = part(TICK).map_or(1_000_000, |bytes| bytes.iter().fold(0, |tick, byte| tick << 8 | u64::from(*byte)));
    let ticks = match part(LENGTH)? {
        bytes @ [_, _, _, _] => f64::from(f32::from_be_bytes(bytes.try_into().ok()?)),
        bytes => f64::from_be_bytes(bytes.try_into().ok()?),
    };
    #[expect(clippy::cast_precision_loss, reason = "a tick is far shorter than 52 bits can count")]
    let seconds = ticks * tick as f64 / 1e9;
    Duration::try_from_secs_f64(seconds).ok().filter(|length| !length.is_zero())
}
