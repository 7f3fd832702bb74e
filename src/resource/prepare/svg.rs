//! Pictures that an SVG shows from files beside it: a reader loads no file from within a picture, so they are put inside.

use super::{Budget, prepare};
use crate::address::split_path;
use crate::manifest::Images;
use crate::world::{BookPath, Roots, World};
use std::cell::Cell;

/// The most bytes of pictures that are put inside one SVG.
const MOST_BYTES: usize = 4 << 20;

/// Returns what finds the pictures beside `file`, each prepared as any other, as addresses that hold their data.
pub fn beside<'a>(
    world: &'a dyn World,
    file: &'a BookPath,
    wanted: &'a Images,
    budget: &'a Budget,
) -> impl Fn(&str) -> Option<String> + use<'a> {
    let left = Cell::new(MOST_BYTES);
    move |address| {
        let mut roots = Roots::default();
        roots.declare(file.root()).ok()?;
        let path = roots.resolve(file.folder(), &split_path(address).0).ok()?;
        let bytes = world.read(&path).ok()?;
        let prepared = prepare(&bytes, wanted, world, budget).ok()?;
        if prepared.picture.extension == "svg" {
            // It might want pictures of its own.
            return None;
        }
        let made = prepared.made.map(|content| content.read(world).map(std::borrow::Cow::into_owned));
        let bytes = made.unwrap_or(Ok(bytes)).ok()?;
        left.set(left.get().checked_sub(bytes.len())?);
        Some(format!("data:{};base64,{}", prepared.picture.media_type, base64(&bytes)))
    }
}

/// Writes bytes in the alphabet of RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let bits = part.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - part.len()));
        for index in 0..4 {
            text.push(if index <= part.len() { char::from(SIGNS[bits >> (18 - 6 * index) & 63]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::image::tests::png;
    use crate::world::Memory;

    #[test]
    fn bytes_are_written_in_signs() {
        let cases: [(&[u8], &str); 5] =
            [(b"", ""), (b"M", "TQ=="), (b"Ma", "TWE="), (b"Man", "TWFu"), (b"\xFB\xFF\xBF!", "+/+/IQ==")];
        for (bytes, text) in cases {
            assert_eq!(base64(bytes), text);
        }
    }

    #[test]
    fn a_picture_beside_an_svg_is_found_and_nothing_outside_the_book() {
        let world = Memory::new([("a/x.png", png(2, 2)), ("a/b.svg", b"<svg/>".to_vec())]);
        let (file, wanted, budget) = (BookPath::own("a/b.svg"), Images::default(), Budget::default());
        let find = beside(&world, &file, &wanted, &budget);
        assert!(find("x.png").is_some_and(|found| found.starts_with("data:image/png;base64,iVBORw0KGgo")));
        for address in ["../../x.png", "y.png", "https://example.org/x.png", "b.svg", "/a/x.png"] {
            assert_eq!(find(address), None, "{address}");
        }
    }
}
