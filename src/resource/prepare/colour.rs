//! Colours: what a profile means by its numbers, in sRGB, which is what readers take all pictures for.

use super::pixels::Pixels;
use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// The most that a colour may come out different for the profile to count as sRGB.
const NEAR: u8 = 3;

/// Where colours come from, if that is not sRGB.
pub(super) struct Source {
    transform: Arc<Transform8BitExecutor>,
    /// How many channels a colour has there: one of grey, three, or four inks.
    channels: usize,
}

impl Source {
    /// Returns the meaning of a profile for pictures of so many channels, alpha aside; nothing where it means sRGB, or
    /// makes no sense for them.
    pub(super) fn of(profile: &[u8], channels: usize) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        let (expected, layout) = match profile.color_space {
            DataColorSpace::Gray => (1, Layout::Gray),
            DataColorSpace::Rgb => (3, Layout::Rgb),
            // The four inks stand where alpha would.
            DataColorSpace::Cmyk => (4, Layout::Rgba),
            _ => return None,
        };
        if channels != expected {
            return None;
        }
        let options =
            TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..Default::default() };
        let transform = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options).ok()?;
        let source = Self { transform, channels };
        (channels == 4 || !source.is_near()).then_some(source)
    }

    /// Tells whether colours come out as they go in, as far as one can see.
    fn is_near(&self) -> bool {
        const LEVELS: [u8; 4] = [0, 64, 144, 255];
        let samples: Vec<[u8; 3]> = match self.channels {
            1 => (0..=255).step_by(15).map(|level| [level; 3]).collect(),
            _ => LEVELS.iter().flat_map(|&r| LEVELS.iter().flat_map(move |&g| LEVELS.map(|b| [r, g, b]))).collect(),
        };
        let given: Vec<u8> = samples.iter().flat_map(|sample| &sample[..self.channels]).copied().collect();
        let mut seen = vec![0; samples.len() * 3];
        if self.transform.transform(&given, &mut seen).is_err() {
            return true;
        }
        seen.iter().zip(samples.iter().flatten()).all(|(seen, sample)| seen.abs_diff(*sample) <= NEAR)
    }

    /// Turns the colours of a picture into sRGB; one of four inks is RGB afterwards.
    pub(super) fn to_srgb(&self, pixels: Pixels) -> Pixels {
        let (own, step) = (self.channels, pixels.channels);
        let channels = if own == 4 { 3 } else { step };
        let row_length = pixels.width as usize;
        let (mut given, mut seen) = (Vec::new(), vec![0; row_length * 3]);
        let mut data = pixels.data;
        let rows = data.len() / (row_length * step).max(1);
        for row in 0..rows {
            let from = row * row_length * step;
            given.clear();
            given.extend(data[from..][..row_length * step].chunks_exact(step).flat_map(|pixel| &pixel[..own]));
            if self.transform.transform(&given, &mut seen).is_err() {
                continue;
            }
            for (column, colour) in seen.chunks_exact(3).enumerate() {
                // Never past what has been read: a pixel grows no larger.
                let at = row * row_length * channels + column * channels;
                let kept = own.min(3);
                data[at..at + kept].copy_from_slice(&colour[..kept]);
            }
        }
        data.truncate(rows * row_length * channels);
        Pixels { channels, data, ..pixels }
    }
}

/// Makes the brightness of a PNG with an exponent of its own that of sRGB, which is near 1 / 2.2.
pub(super) fn apply_gamma(pixels: &mut Pixels, gamma: u32) {
    const USUAL: f64 = 45_455.0;
    let exponent = USUAL / f64::from(gamma.max(1));
    if gamma == 0 || (exponent - 1.0).abs() < 0.05 {
        return;
    }
    let table: Vec<u8> = (0..=u8::MAX).map(|value| bend(value, exponent)).collect();
    let colours = pixels.channels - usize::from(pixels.has_alpha());
    for pixel in pixels.data.chunks_exact_mut(pixels.channels) {
        for value in &mut pixel[..colours] {
            *value = table[usize::from(*value)];
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 255")]
fn bend(value: u8, exponent: f64) -> u8 {
    ((f64::from(value) / 255.0).powf(exponent) * 255.0).round() as u8
}

/// Mixes the four inks of a picture without a profile, as browsers do.
pub(super) fn mix_inks(pixels: Pixels) -> Pixels {
    let mix = |ink: u8, black: u8| {
        let product = u16::from(255 - ink) * u16::from(255 - black);
        u8::try_from((product + 127) / 255).unwrap_or(u8::MAX)
    };
    pixels.keep(3, |pixel| {
        let black = pixel[3];
        [mix(pixel[0], black), mix(pixel[1], black), mix(pixel[2], black), 0]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(channels: usize, data: &[u8]) -> Pixels {
        Pixels { width: 1, height: u32::try_from(data.len() / channels).unwrap(), channels, data: data.to_vec() }
    }

    #[test]
    fn srgb_is_left_alone_and_other_colours_are_turned_into_it() {
        let encode = |profile: ColorProfile| profile.encode().unwrap();
        assert!(Source::of(&encode(ColorProfile::new_srgb()), 3).is_none());
        let wide = encode(ColorProfile::new_display_p3());
        let source = Source::of(&wide, 3).unwrap();
        let turned = source.to_srgb(picture(4, &[200, 50, 50, 9, 128, 128, 128, 255]));
        assert_eq!(turned.data[3..], [9, 128, 128, 128, 255]);
        assert!(turned.data[0] > 210 && turned.data[1] < 40, "{turned:?}");
        // A profile for colours says nothing of a grey picture.
        assert!(Source::of(&wide, 1).is_none());
        let dark = Source::of(&encode(ColorProfile::new_gray_with_gamma(1.0)), 1).unwrap();
        assert!(dark.to_srgb(picture(1, &[55])).data[0] > 120);
        assert!(Source::of(b"no profile", 3).is_none());
    }

    #[test]
    fn every_machine_comes_to_the_same_colours() {
        let levels = || (0..=255_u8).step_by(17);
        let cube = levels().flat_map(|r| levels().flat_map(move |g| levels().flat_map(move |b| [r, g, b])));
        let cube = picture(3, &cube.collect::<Vec<_>>());
        let source = Source::of(&ColorProfile::new_display_p3().encode().unwrap(), 3).unwrap();
        let mut sum = flate2::Crc::new();
        sum.update(&source.to_srgb(cube).data);
        assert_eq!(sum.sum(), 2_894_250_361);
    }

    #[test]
    fn the_exponent_of_a_png_is_made_the_usual_one() {
        for (gamma, expected) in [(45_455, 128), (0, 128), (100_000, 186), (20_000, 53)] {
            let mut pixels = picture(2, &[128, 77]);
            apply_gamma(&mut pixels, gamma);
            assert!(pixels.data[0].abs_diff(expected) < 4 && pixels.data[1] == 77, "{gamma}: {pixels:?}");
        }
    }

    #[test]
    fn inks_are_mixed() {
        let mixed = mix_inks(picture(4, &[0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 0, 128, 255, 0]));
        assert_eq!(mixed.data, [255, 255, 255, 0, 255, 255, 0, 0, 0, 255, 127, 0]);
    }
}
