//! A picture that is packed as it stands, decoded once all the same, so that one whose data make no sense is found before
//! a reader finds it.
//!
//! No pixel is kept: what it costs is time, which is bounded by what the header of the file claims, and a bit for each
//! frequency of a JPEG that comes in many passes. What was found is kept by the world, so that a later build decodes
//! nothing.

mod gif;
mod png;

use super::budget::Budget;
use super::{jpeg, key};
use crate::resource::image::{Fault, Picture};
use crate::world::World;

/// Tries whether a picture can be decoded.
///
/// # Errors
/// Why it cannot.
pub(super) fn run(bytes: &[u8], picture: &Picture, world: &dyn World, budget: &Budget) -> Result<(), Fault> {
    if !matches!(picture.media_type, "image/png" | "image/jpeg" | "image/gif") {
        return Ok(());
    }
    let key = key(bytes, &"trial");
    if let Some(found) = world.recall(&key).and_then(|kept| read(&kept)) {
        return found;
    }
    let found = match picture.media_type {
        "image/png" => png::run(bytes),
        "image/jpeg" => jpeg::run(bytes, picture, budget),
        _ => gif::run(bytes),
    };
    if let Some(kept) = written(&found) {
        world.keep(&key, kept.as_bytes());
    }
    found
}

/// What is kept of a sound picture.
const SOUND: char = 'w';

/// The first letter of what is kept of a picture that is cut short.
const UNFINISHED: char = 'u';

/// The first letter of what is kept of one whose data make no sense.
const SENSELESS: char = 's';

/// Returns what is kept of what was found.
fn written(found: &Result<(), Fault>) -> Option<String> {
    match found {
        Ok(()) => Some(SOUND.to_string()),
        Err(Fault::Unfinished(what)) => Some(format!("{UNFINISHED}{what}")),
        Err(Fault::Undecodable(what)) => Some(format!("{SENSELESS}{what}")),
        Err(_) => None,
    }
}

fn read(kept: &[u8]) -> Option<Result<(), Fault>> {
    let kept = std::str::from_utf8(kept).ok()?;
    let what = || kept[1..].to_owned();
    match kept.chars().next()? {
        SOUND => Some(Ok(())),
        UNFINISHED => Some(Err(Fault::Unfinished(what()))),
        SENSELESS => Some(Err(Fault::Undecodable(what()))),
        _ => None,
    }
}
