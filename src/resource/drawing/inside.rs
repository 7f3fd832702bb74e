//! Pictures inside a drawing: none is decoded that is larger than the drawing can show.
//!
//! The drawing library decodes a picture whole, whatever its size; so a large one is made smaller before, within the
//! memory that pictures share.

use super::measure::is_bounded;
use crate::manifest::Images;
use crate::resource::image::{Fault, examine, svg};
use crate::resource::prepare::{Budget, encode, pixels};
use std::sync::Arc;

/// The bytes that the library needs for each pixel of a picture while it draws it: what was decoded, and a copy.
pub(super) const BYTES_A_PIXEL: u64 = 8;

/// The most pixels of a picture that is drawn as it is; no drawing has more.
pub(super) const MOST_PIXELS: u32 = 4_000_000;

/// How true a photograph stays that is made smaller.
const QUALITY: u8 = 92;

/// Returns a picture that the library may decode, and of what type it is where it was made anew.
///
/// # Errors
/// Why it cannot be drawn.
pub(super) fn fitting(data: Arc<Vec<u8>>, budget: &Budget) -> Result<(Arc<Vec<u8>>, Option<&'static str>), Fault> {
    let picture = examine(&data)?;
    if picture.extension == "svg" {
        return if is_bounded(&svg::parse(&data)?) {
            Ok((data, None))
        } else {
            Err(Fault::Undrawable("has too much in it to be drawn".to_owned(), "save it as a PNG on white"))
        };
    }
    let is_small = u64::from(picture.width) * u64::from(picture.height) <= u64::from(MOST_PIXELS);
    if is_small {
        return Ok((data, None));
    }
    let wanted = Images { max_pixels: MOST_PIXELS, ..Images::default() };
    let smaller = pixels(&data, &wanted, budget)?;
    drop(data);
    // A photograph stays one: as PNG it would be larger than it was.
    let smaller = encode(smaller, picture.media_type, wanted.format, QUALITY)?;
    let media_type = examine(&smaller)?.media_type;
    Ok((Arc::new(smaller), Some(media_type)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::image::tests;

    #[test]
    fn a_picture_larger_than_any_drawing_is_made_smaller() {
        let small = Arc::new(tests::png(10, 10));
        assert_eq!(fitting(small.clone(), &Budget::default()).unwrap(), (small, None));
        let (smaller, media_type) = fitting(Arc::new(tests::png(3000, 2000)), &Budget::default()).unwrap();
        let picture = examine(&smaller).unwrap();
        assert!(picture.width * picture.height <= MOST_PIXELS && media_type == Some("image/png"));
    }
}
