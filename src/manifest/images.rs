//! `[images]`: what is done to pictures before they are packed.

use super::fields::Fields;
use super::findings::Findings;
use super::rules::BAD_VALUE;
use crate::diagnostic::Diagnostic;

/// `[images]`, or what is said of one picture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Images {
    /// The most pixels from side to side.
    pub max_width: Option<u32>,
    /// The most pixels from top to bottom.
    pub max_height: Option<u32>,
    /// The most pixels in all.
    pub max_pixels: u32,
    /// How true a JPEG is that is made, from 1 to 100.
    pub quality: u8,
    /// Whether that was said of this very picture: then it is carried out even where the picture needs no change.
    pub is_own_quality: bool,
    pub format: ImageFormat,
    /// Whether that was said of this very picture.
    pub is_own_format: bool,
    /// Whether a picture keeps what it says beside its pixels: camera, place, comments.
    pub metadata: bool,
}

impl Default for Images {
    fn default() -> Self {
        Self {
            max_width: None,
            max_height: None,
            max_pixels: 4_000_000,
            quality: 85,
            is_own_quality: false,
            format: ImageFormat::Auto,
            is_own_format: false,
            metadata: false,
        }
    }
}

/// What a picture becomes that is drawn anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImageFormat {
    /// What it was, where readers can show that; else what suits it.
    Auto,
    /// Every picture that one cannot see through.
    Jpeg,
    Png,
}

/// The names of formats, as the manifest and attributes have them.
pub(super) const FORMATS: &[&str] = &["auto", "jpeg", "png"];

impl ImageFormat {
    /// Returns the format of a name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "jpeg" | "jpg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// What the numbers of pictures may be.
pub const SIDES: std::ops::RangeInclusive<u32> = 16..=20_000;
const PIXELS: std::ops::RangeInclusive<u32> = 10_000..=100_000_000;
/// How true a JPEG may be asked to be.
pub const QUALITIES: std::ops::RangeInclusive<u32> = 1..=100;

/// Reads `[images]`.
pub(super) fn images(fields: &Fields<'_>, findings: &mut Findings) -> Images {
    let usual = Images::default();
    let mut number = |key: &str, range: std::ops::RangeInclusive<u32>, why: &str| {
        let node = fields.get(key)?;
        let number = fields.integer(key).and_then(|number| u32::try_from(number).ok());
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let message = format!("`{key}` is a number from {} to {}", range.start(), range.end());
            findings.report(Diagnostic::new(&BAD_VALUE, message).at(node.span).help(why));
        }
        number
    };
    let max_width = number("max-width", SIDES, "1200 pixels are good for the width of a page");
    let max_height = number("max-height", SIDES, "1600 pixels are good for the height of a page");
    let max_pixels = number("max-pixels", PIXELS, "some stores take no picture of more than 4000000 pixels");
    let quality = number("quality", QUALITIES, "85 looks as the original does, and 60 is half as large");
    Images {
        max_width,
        max_height,
        max_pixels: max_pixels.unwrap_or(usual.max_pixels),
        quality: quality.and_then(|quality| u8::try_from(quality).ok()).unwrap_or(usual.quality),
        format: fields.choice("format", findings).and_then(ImageFormat::named).unwrap_or(usual.format),
        metadata: fields.boolean("keep-metadata").unwrap_or(usual.metadata),
        ..usual
    }
}
