//! What a file says beside its pixels: which way up it is, what its colours mean, and what only its owner should know.
//!
//! Cutting the last out of a file leaves the pixels as they were to the byte. Files have been walked to their end
//! before, so whatever is missing here is as good as the end.

mod gif;
mod jpeg;
mod png;
mod tiff;
mod webp;

pub(super) use gif::frames as gif_frames;
pub(super) use jpeg::{Segment, segments as jpeg_segments};
pub(super) use png::chunks as png_chunks;

use super::exif::{Turn, set_upright};
use crate::resource::image::Fault;

/// What is said beside the pixels.
#[expect(clippy::struct_excessive_bools, reason = "each is another thing that a file says")]
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    pub(super) turn: Turn,
    /// An ICC profile.
    pub(super) profile: Option<Vec<u8>>,
    /// The exponent of the brightness of a PNG that names no profile, times 100,000.
    pub(super) gamma: Option<u32>,
    /// Whether there is anything for its owner alone: camera, place, comments, an older version of itself.
    pub(super) is_private: bool,
    /// Whether it shows more than one picture in turn.
    pub(super) is_moving: bool,
    /// Whether it may have parts that one can see through.
    pub(super) is_transparent: bool,
    /// Whether the colours are those of four inks.
    pub(super) is_cmyk: bool,
    /// Whether the colours of a JPEG stand in scans of their own and some are coarser than others: the decoder mistakes it.
    pub(super) is_apart: bool,
    /// How many bytes of memory a pixel takes until it is decoded, beside the pixel itself.
    pub(super) scratch: u64,
}

/// Looks through a picture; of a kind that no book holds, its decoder tells most.
///
/// # Errors
/// Where readers could not show it, sound as it is.
pub(super) fn look(bytes: &[u8], media_type: &str) -> Result<Beside, Fault> {
    match media_type {
        "image/jpeg" => jpeg::look(bytes),
        "image/png" => Ok(png::look(bytes)),
        "image/gif" => Ok(gif::look(bytes)),
        // The flag stands in the header of the longer form.
        "image/webp" => Ok(Beside {
            is_moving: bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0),
            ..Beside::default()
        }),
        _ => Ok(Beside::default()),
    }
}

/// Returns a file without what is for its owner alone.
pub(super) fn cut(bytes: &[u8], media_type: &str) -> Vec<u8> {
    match media_type {
        "image/jpeg" => jpeg::cut(bytes),
        "image/png" => png::cut(bytes),
        "image/gif" => gif::cut(bytes),
        _ => bytes.to_vec(),
    }
}

/// Puts what one file says of itself into another that was made of it and stands upright: all of it into one of the same
/// kind, into others its EXIF data. A JPEG has no room for more than 64 KB of them.
pub(super) fn carry(from: (&[u8], &str), to: (Vec<u8>, &str)) -> Vec<u8> {
    let ((bytes, kind), (to, to_kind)) = (from, to);
    let exif = match kind {
        // They are among all the rest.
        "image/jpeg" if to_kind == kind => return jpeg::carry(bytes, to),
        "image/jpeg" => jpeg::exif(bytes).map(<[u8]>::to_vec),
        "image/png" => png::exif(bytes).map(<[u8]>::to_vec),
        "image/webp" => webp::exif(bytes).map(<[u8]>::to_vec),
        "image/tiff" => tiff::exif(bytes),
        _ => None,
    };
    let to = if kind == to_kind && kind == "image/png" { png::carry(bytes, &to) } else { to };
    let Some(mut exif) = exif else { return to };
    set_upright(&mut exif);
    match to_kind {
        "image/jpeg" => jpeg::with_exif(to, &exif),
        "image/png" => png::with_exif(&to, &exif),
        _ => to,
    }
}
