//! Pictures of every kind, made on the spot, through the whole of what is done to them.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "pictures that are made"
)]

use super::super::image::tests::{GIF, JPEG, JPEG_SCAN, png as white};
use super::exif::tests::exif;
use super::*;
use crate::world::Memory;

/// Prepares a picture in a world that keeps nothing; returns what is packed.
fn prepared(bytes: &[u8], wanted: &Images) -> Result<(Prepared, Vec<u8>), Fault> {
    let prepared = prepare(bytes, wanted, &Memory::default(), &Budget::default())?;
    let out = match &prepared.made {
        Some(Content::Bytes(made)) => made.to_vec(),
        Some(content) => panic!("{content:?}"),
        None => bytes.to_vec(),
    };
    assert_eq!(examine(&out).unwrap().media_type, prepared.picture.media_type);
    Ok((prepared, out))
}

fn packed(bytes: &[u8], wanted: &Images) -> Vec<u8> {
    prepared(bytes, wanted).unwrap_or_else(|fault| panic!("it {fault}")).1
}

fn decoded(bytes: &[u8]) -> Pixels {
    pixels(bytes, &Images::default(), &Budget::default()).unwrap_or_else(|fault| panic!("it {fault}"))
}

/// Returns a level of light for a number from -1 to 1.
pub(super) fn level(wave: f32) -> u8 {
    (wave * 60.0 + 128.0) as u8
}

/// A picture whose colours change smoothly, as those of a photograph.
fn photograph(width: u32, height: u32) -> Pixels {
    let wave = |x: u32, y: u32, k: f64| {
        let turn = f64::from(x) * 0.05 * k + f64::from(y) * 0.031 / k;
        (turn.sin() * 60.0 + 128.0) as u8
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let data = places.flat_map(|(x, y)| [wave(x, y, 1.0), wave(x, y, 0.7), wave(y, x, 1.3)]).collect();
    Pixels { width, height, channels: 3, data }
}

fn as_jpeg(pixels: &Pixels) -> Vec<u8> {
    encode::encode(pixels.clone(), "image/jpeg", ImageFormat::Auto, 90).unwrap()
}

/// Puts a segment after the beginning of a JPEG.
fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, data, &jpeg[2..]].concat()
}

/// Finds two pictures equal but for what a JPEG loses.
fn assert_near(one: &Pixels, other: &Pixels) {
    assert_eq!((one.width, one.height, one.channels), (other.width, other.height, other.channels));
    let sum: u64 = one.data.iter().zip(&other.data).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    let mean = sum as f64 / one.data.len() as f64;
    assert!(mean < 3.0, "{mean} apart");
}

#[test]
fn what_needs_no_change_stays_as_it_is() {
    let photograph = as_jpeg(&photograph(30, 20));
    for bytes in [&white(7, 5)[..], JPEG, GIF, &photograph] {
        let (prepared, out) = prepared(bytes, &Images::default()).unwrap();
        assert!(prepared.made.is_none() && out == bytes);
    }
}

#[test]
fn a_jpeg_loses_what_is_private_without_being_drawn_anew() {
    let plain = as_jpeg(&photograph(30, 20));
    let private = with_segment(&with_segment(&plain, 0xFE, b"at home"), 0xE1, &[b"Exif\0\0", &exif(1)[..]].concat());
    assert_eq!(packed(&private, &Images::default()), plain);
    let kept = Images { metadata: true, ..Images::default() };
    assert_eq!(packed(&private, &kept), private);
}

#[test]
fn a_jpeg_is_turned_upright() {
    let upright = photograph(64, 32);
    let lying = upright.clone().turn(exif::Turn { is_mirrored: false, quarters: 3 });
    let jpeg = with_segment(&as_jpeg(&lying), 0xE1, &[b"Exif\0\0", &exif(6)[..]].concat());
    let out = packed(&jpeg, &Images::default());
    assert_near(&decoded(&out), &upright);
    assert_eq!(beside::look(&out, "image/jpeg").unwrap(), Beside::default());
    let kept = packed(&jpeg, &Images { metadata: true, ..Images::default() });
    assert!(beside::look(&kept, "image/jpeg").unwrap().is_private);
    assert_near(&decoded(&kept), &upright);
}

#[test]
fn large_pictures_are_scaled() {
    let wanted = Images { max_width: Some(100), ..Images::default() };
    let jpeg = as_jpeg(&photograph(200, 120));
    let (prepared, out) = prepared(&jpeg, &wanted).unwrap();
    assert_eq!((prepared.picture.width, prepared.picture.height, prepared.picture.extension), (100, 60, "jpg"));
    let small = scale::scale(photograph(200, 120), 100, 60).unwrap();
    assert_near(&decoded(&out), &small);
    let png = packed(&png(&photograph(200, 120)).unwrap(), &wanted);
    assert_eq!(decoded(&png), small);
    let wish = Images { format: ImageFormat::Jpeg, ..wanted };
    assert_eq!(examine(&packed(&white(200, 10), &wish)).unwrap().extension, "jpg");
}

#[test]
fn a_jpeg_whose_colours_stand_one_after_the_other_is_scaled() {
    let mut apart = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut apart, 80);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.encode(&photograph(64, 64).data, 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    assert!(beside::look(&apart, "image/jpeg").unwrap().is_apart);
    assert_eq!(packed(&apart, &Images::default()), apart);
    let small = Images { max_width: Some(32), ..Images::default() };
    assert_near(&decoded(&packed(&apart, &small)), &scale::scale(photograph(64, 64), 32, 32).unwrap());
}

#[test]
fn colours_of_a_wide_profile_become_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let red = Pixels { width: 16, height: 16, channels: 3, data: [200, 60, 60].repeat(256) };
    let jpeg = with_segment(&as_jpeg(&red), 0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile[..]].concat());
    let out = decoded(&packed(&jpeg, &Images::default()));
    assert!(out.data[0] > 208 && out.data[1] < 55, "{:?}", &out.data[..3]);
    let usual = moxcms::ColorProfile::new_srgb().encode().unwrap();
    let jpeg = with_segment(&as_jpeg(&red), 0xE2, &[b"ICC_PROFILE\0\x01\x01", &usual[..]].concat());
    assert_eq!(packed(&jpeg, &Images::default()), jpeg);
}

#[test]
fn four_inks_become_three_colours() {
    let mut cmyk = Vec::new();
    let data = [0, 255, 255, 0].repeat(64);
    jpeg_encoder::Encoder::new(&mut cmyk, 95).encode(&data, 8, 8, jpeg_encoder::ColorType::Cmyk).unwrap();
    let out = decoded(&packed(&cmyk, &Images::default()));
    assert!(out.data[0] > 240 && out.data[1] < 15 && out.data[2] < 15, "{:?}", &out.data[..3]);
    let mut ycck = Vec::new();
    jpeg_encoder::Encoder::new(&mut ycck, 95).encode(&data, 8, 8, jpeg_encoder::ColorType::CmykAsYcck).unwrap();
    let out = decoded(&packed(&ycck, &Images::default()));
    assert!(out.data[0] > 240 && out.data[1] < 15 && out.data[2] < 15, "{:?}", &out.data[..3]);
}

/// Writes a picture with the encoders of `image`.
fn written(pixels: &Pixels, write: impl Fn(&[u8], &mut std::io::Cursor<Vec<u8>>)) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    write(&pixels.data, &mut out);
    out.into_inner()
}

#[test]
fn kinds_that_no_book_holds_become_what_suits_them() {
    use image::ExtendedColorType::{Rgb8, Rgba8};
    use image::ImageEncoder;
    let photograph = photograph(120, 80);
    let flat = Pixels { width: 120, height: 80, channels: 3, data: [10, 20, 30].repeat(120 * 80) };
    let tiff = |pixels: &Pixels| {
        written(pixels, |data, out| {
            image::codecs::tiff::TiffEncoder::new(out).write_image(data, 120, 80, Rgb8).unwrap();
        })
    };
    let bmp = |pixels: &Pixels| {
        written(pixels, |data, out| image::codecs::bmp::BmpEncoder::new(out).encode(data, 120, 80, Rgb8).unwrap())
    };
    let webp = |pixels: &Pixels| {
        let kind = if pixels.channels == 4 { Rgba8 } else { Rgb8 };
        let write = |data: &[u8], out: &mut std::io::Cursor<Vec<u8>>| {
            image::codecs::webp::WebPEncoder::new_lossless(out).encode(data, 120, 80, kind).unwrap();
        };
        written(pixels, write)
    };
    for file in [tiff(&photograph), bmp(&photograph), webp(&photograph)] {
        let out = packed(&file, &Images::default());
        assert_eq!(examine(&out).unwrap().extension, "jpg");
        assert_near(&decoded(&out), &photograph);
    }
    for file in [tiff(&flat), bmp(&flat), webp(&flat)] {
        let out = packed(&file, &Images::default());
        assert_eq!((examine(&out).unwrap().extension, decoded(&out)), ("png", flat.clone()));
    }
    let glass = Pixels { width: 120, height: 80, channels: 4, data: [10, 20, 30, 99].repeat(120 * 80) };
    assert_eq!(decoded(&packed(&webp(&glass), &Images::default())), glass);
}

#[test]
fn a_moving_gif_is_kept_whatever_its_size() {
    let frame = &GIF[27..GIF.len() - 1];
    let film = [&GIF[..19], frame, frame, b"\x3B"].concat();
    let small = Images { max_width: Some(2), ..Images::default() };
    let (prepared, out) = prepared(&film, &small).unwrap();
    assert_eq!((prepared.loss, out), (Some(Loss::NotScaled), film));
    assert_eq!(examine(&packed(GIF, &small)).unwrap().extension, "png");
}

#[test]
fn hostile_pictures_are_refused_before_they_are_decoded() {
    // 15,000 × 15,000 pixels of sixteen bits that are four are nearly 2 GB, and the file has a few bytes.
    let mut bomb = white(1, 1);
    bomb[16..25].copy_from_slice(&[0, 0, 0x3A, 0x98, 0, 0, 0x3A, 0x98, 16]);
    bomb[25] = 6;
    super::super::image::tests::mend(&mut bomb);
    assert!(matches!(prepared(&bomb, &Images::default()), Err(Fault::Undecodable(_))));
    let scans = [&JPEG[..JPEG_SCAN.start], &JPEG[JPEG_SCAN].repeat(300), &JPEG[JPEG_SCAN.end..]].concat();
    assert!(prepared(&scans, &Images::default()).is_err());
    let small = Images { max_width: Some(16), ..Images::default() };
    for whole in [as_jpeg(&photograph(40, 40)), white(40, 40), png(&photograph(40, 40)).unwrap()] {
        for at in (0..whole.len()).step_by(7) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            let _ = prepared(&changed, &small);
            let _ = prepared(&whole[..at], &small);
        }
    }
}

/// A world that keeps what it is given.
#[derive(Debug, Default)]
struct Keeping(std::sync::Mutex<std::collections::HashMap<String, Vec<u8>>>);

impl World for Keeping {
    fn read(&self, _: &crate::world::BookPath) -> Result<Vec<u8>, crate::world::ReadError> {
        Err(crate::world::ReadError::Missing)
    }

    fn list(&self, _: &crate::world::BookPath) -> Vec<String> {
        Vec::new()
    }

    fn modified(&self, _: &crate::world::BookPath) -> Option<crate::world::Timestamp> {
        None
    }

    fn epoch(&self) -> Option<crate::world::Timestamp> {
        None
    }

    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn keep(&self, key: &str, bytes: &[u8]) -> bool {
        self.0.lock().unwrap().insert(key.to_owned(), bytes.to_vec());
        true
    }
}

#[test]
fn what_was_made_once_is_not_made_again() {
    let (world, budget) = (Keeping::default(), Budget::default());
    let wanted = Images { max_width: Some(100), ..Images::default() };
    let jpeg = as_jpeg(&photograph(200, 120));
    let Some(Content::Kept(key)) = prepare(&jpeg, &wanted, &world, &budget).unwrap().made else { panic!() };
    // Another picture under the key shows that nothing was decoded.
    world.keep(&key, &white(3, 3));
    let again = prepare(&jpeg, &wanted, &world, &budget).unwrap();
    assert_eq!((again.made, again.picture.width), (Some(Content::Kept(key)), 3));
    let other = Images { quality: 50, ..wanted };
    assert_eq!(prepare(&jpeg, &other, &world, &budget).unwrap().picture.width, 100);
}

#[test]
fn what_was_tried_once_is_not_tried_again() {
    let (world, budget) = (Keeping::default(), Budget::default());
    let prepare = |bytes: &[u8]| prepare(bytes, &Images::default(), &world, &budget);
    let [half, senseless] = [&b"\0\xFF\xD9"[..], b"\x01\xFF\xD9"].map(|end| [&JPEG[..JPEG.len() - 9], end].concat());
    for (bytes, letter) in [(half, "u"), (senseless, "s")] {
        let fault = prepare(&bytes).unwrap_err();
        assert_eq!(prepare(&bytes).unwrap_err(), fault);
        let mut kept = world.0.lock().unwrap();
        // Another answer under the key shows that nothing was decoded.
        let own = kept.values_mut().find(|kept| kept.starts_with(letter.as_bytes())).unwrap();
        *own = b"w".to_vec();
        drop(kept);
        assert!(prepare(&bytes).is_ok());
    }
    assert!(prepare(JPEG).is_ok() && prepare(JPEG).is_ok());
}

#[test]
fn what_is_said_of_one_picture_is_carried_out() {
    let jpeg = as_jpeg(&photograph(60, 40));
    let coarse = Images { quality: 20, ..Images::default() };
    assert_eq!(packed(&jpeg, &coarse), jpeg);
    let smaller = packed(&jpeg, &Images { is_own_quality: true, ..coarse });
    assert!(smaller.len() < jpeg.len() && examine(&smaller).unwrap().extension == "jpg");
    let as_asked = |file: &[u8], format: ImageFormat| {
        let (prepared, _) = prepared(file, &Images { format, is_own_format: true, ..Images::default() }).unwrap();
        (prepared.picture.extension, prepared.made.is_some(), prepared.loss)
    };
    assert_eq!(as_asked(&jpeg, ImageFormat::Jpeg), ("jpg", false, None));
    // One can see through neither, and only one says so.
    let opaque = Pixels { width: 9, height: 9, channels: 4, data: [9, 99, 199, 255].repeat(81) };
    let mut with_alpha = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut with_alpha, 9, 9);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&opaque.data).unwrap();
    for file in [&with_alpha, &white(9, 9)] {
        assert_eq!(as_asked(file, ImageFormat::Jpeg), ("jpg", true, None));
    }
    let glass = png(&Pixels { data: [9, 99, 199, 70].repeat(81), ..opaque }).unwrap();
    assert_eq!(as_asked(&glass, ImageFormat::Jpeg).0, "png");
    let frame = &GIF[27..GIF.len() - 1];
    let film = [&GIF[..19], frame, frame, b"\x3B"].concat();
    assert_eq!(as_asked(&film, ImageFormat::Png), ("gif", false, Some(Loss::NotConverted)));
    assert_eq!(as_asked(&film, ImageFormat::Auto), ("gif", false, None));
}

#[test]
fn what_a_picture_says_is_carried_into_one_of_another_kind() {
    let said = [&exif(6)[..], b"at home"].concat();
    let upright = photograph(40, 20);
    let lying = upright.clone().turn(exif::Turn { is_mirrored: false, quarters: 3 });
    let jpeg = with_segment(&as_jpeg(&lying), 0xE1, &[b"Exif\0\0", &said[..]].concat());
    let png = beside::carry((&jpeg, "image/jpeg"), (png(&lying).unwrap(), "image/png"));
    let mut webp = written(&upright, |data, out| {
        image::codecs::webp::WebPEncoder::new_lossless(out)
            .encode(data, 40, 20, image::ExtendedColorType::Rgb8)
            .unwrap();
    });
    webp.extend(
        [b"EXIF", &u32::try_from(said.len()).unwrap().to_le_bytes()[..], &said, &[0][..said.len() % 2]].concat(),
    );
    let length = u32::try_from(webp.len() - 8).unwrap().to_le_bytes();
    webp[4..8].copy_from_slice(&length);
    let mut now_upright = said.clone();
    exif::set_upright(&mut now_upright);
    for (from, format) in [(&jpeg, ImageFormat::Png), (&webp, ImageFormat::Png), (&webp, ImageFormat::Jpeg)] {
        let kept = Images { format, metadata: true, ..Images::default() };
        let out = packed(from, &kept);
        assert!(out.windows(said.len()).any(|window| window == now_upright), "{format:?}");
        let bare = packed(from, &Images { metadata: false, ..kept });
        assert!(!bare.windows(7).any(|window| window == b"at home"), "{format:?}");
    }
    let mut turned = beside::look(&png, "image/png").unwrap();
    assert_eq!((turned.is_private, std::mem::take(&mut turned.turn)), (true, exif::Turn::default()));
    let large = Images { metadata: true, max_width: Some(16), ..Images::default() };
    let out = packed(&png, &large);
    assert!(out.windows(said.len()).any(|window| window == now_upright));
}
