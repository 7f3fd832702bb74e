//! JPEGs of every kind, made on the spot, sound and broken, and what a library makes of them.

use super::super::beside::look;
use super::*;
use crate::resource::image::examine;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A picture of libjpeg's in many passes, each finer than the one before, with coarse colours.
const PROGRESSIVE: &[u8] = include_bytes!("progressive.jpg");

fn jpeg(colour: ColorType, set: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let (width, height) = (61_u8, 45_u8);
    let wave = |x: u8, y: u8| {
        let level = |turn: f32| crate::resource::prepare::tests::level(turn.sin());
        let (x, y) = (f32::from(x), f32::from(y));
        [level(x * 0.11 + y * 0.06), level(x * 0.1 - y * 0.17), level(y * 0.2 + x * 0.02), level(x * 0.1)]
    };
    let channels = match colour {
        ColorType::Luma => 1,
        ColorType::Rgb => 3,
        _ => 4,
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let data: Vec<u8> = places.flat_map(|(x, y)| wave(x, y).into_iter().take(channels)).collect();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 92);
    set(&mut encoder);
    encoder.encode(&data, width.into(), height.into(), colour).unwrap();
    out
}

fn reduced(bytes: &[u8], side: usize) -> Pixels {
    let segments = jpeg_segments(bytes);
    let reduced = Reduced::new(bytes, &segments).unwrap();
    let (width, height) = reduced.size(side);
    let side_of = |length: usize| u32::try_from(length).unwrap();
    let (width, height, channels) = (side_of(width), side_of(height), reduced.channels());
    let mut pixels = Pixels { width, height, channels, data: reduced.decode(side).unwrap() };
    convert(&mut pixels, storage(&segments, channels));
    pixels
}

/// Returns by how much two pictures differ: on average, and at most.
fn apart(one: &Pixels, other: &Pixels) -> (usize, u8) {
    assert_eq!((one.width, one.height, one.channels), (other.width, other.height, other.channels));
    let each = || one.data.iter().zip(&other.data).map(|(one, other)| one.abs_diff(*other));
    (each().map(usize::from).sum::<usize>() / one.data.len(), each().max().unwrap_or(0))
}

#[test]
fn scans_without_end_are_refused() {
    let last = PROGRESSIVE.windows(2).rposition(|two| two == [0xFF, 0xDA]).unwrap();
    let head = &PROGRESSIVE[last..last + 2 + usize::from(PROGRESSIVE[last + 3])];
    let bytes = [&PROGRESSIVE[..last], &head.repeat(1000), &[0xFF, 0xD9]].concat();
    let segments = jpeg_segments(&bytes);
    let fault = Reduced::new(&bytes, &segments).unwrap().decode(1).unwrap_err();
    assert!(matches!(&fault, Fault::Undecodable(why) if why.contains("more scans")), "{fault}");
}

#[test]
fn unreduced_it_is_what_the_library_makes_of_it() {
    let kinds = [
        jpeg(ColorType::Luma, |_| ()),
        jpeg(ColorType::Rgb, |encoder| encoder.set_sampling_factor(SamplingFactor::F_1_1)),
        jpeg(ColorType::Rgb, |encoder| {
            encoder.set_sampling_factor(SamplingFactor::F_1_1);
            encoder.set_restart_interval(3);
        }),
        jpeg(ColorType::Rgb, |encoder| {
            encoder.set_sampling_factor(SamplingFactor::F_1_1);
            encoder.set_progressive(true);
        }),
        jpeg(ColorType::Cmyk, |_| ()),
        jpeg(ColorType::CmykAsYcck, |_| ()),
    ];
    for (index, bytes) in kinds.iter().enumerate() {
        let (mean, most) = apart(&reduced(bytes, 8), &library(bytes).unwrap());
        assert!(mean == 0 && most <= 4, "{index}: {mean}, {most}");
    }
}

#[test]
fn reduced_it_is_the_same_picture_made_smaller() {
    use SamplingFactor::{F_1_1, F_1_2, F_2_1, F_2_2, F_4_1};
    let mut kinds = vec![PROGRESSIVE.to_vec()];
    for sampling in [F_1_1, F_2_1, F_1_2, F_2_2, F_4_1] {
        for (is_progressive, is_apart) in [(false, false), (true, false), (false, true)] {
            kinds.push(jpeg(ColorType::Rgb, |encoder| {
                encoder.set_sampling_factor(sampling);
                encoder.set_progressive(is_progressive);
                encoder.set_optimized_huffman_tables(is_apart);
            }));
        }
    }
    for (index, bytes) in kinds.iter().enumerate() {
        // The library mistakes some kinds: the picture itself, unreduced, stands for it.
        let whole = reduced(bytes, 8);
        if !look(bytes, "image/jpeg").unwrap().is_apart {
            let (mean, _) = apart(&whole, &library(bytes).unwrap());
            // It draws coarse colours softly, where here each stays in its square.
            assert!(mean <= 5, "{index}: {mean}");
        }
        for side in [4, 2, 1] {
            // Blocks go beyond the picture, which therefore is a little larger than half of it.
            let small = reduced(bytes, side);
            let expected = super::super::scale::scale(whole.clone(), small.width, small.height).unwrap();
            let (mean, _) = apart(&small, &expected);
            assert!(mean <= 24 / side, "{index} with {side}: {mean}");
        }
    }
}

fn kinds() -> Vec<Vec<u8>> {
    let mut kinds = vec![PROGRESSIVE.to_vec(), crate::resource::image::tests::JPEG.to_vec()];
    for (is_progressive, is_apart, restart) in
        [(false, false, 0), (false, false, 2), (true, false, 0), (true, false, 2), (false, true, 0)]
    {
        kinds.push(jpeg(ColorType::Rgb, |encoder| {
            encoder.set_sampling_factor(SamplingFactor::F_2_2);
            encoder.set_progressive(is_progressive);
            encoder.set_optimized_huffman_tables(is_apart);
            encoder.set_restart_interval(restart);
        }));
    }
    kinds
}

fn tried(bytes: &[u8]) -> Result<(), Fault> {
    run(bytes, &examine(bytes).unwrap(), &Budget::default())
}

#[test]
fn a_file_whose_data_end_before_it_does_is_cut_short() {
    for (index, whole) in kinds().iter().enumerate() {
        assert_eq!(tried(whole), Ok(()), "{index}");
        for scan in jpeg_segments(whole).iter().filter(|segment| segment.marker == 0xDA) {
            let data = scan.range.start + 4 + scan.data.len()..scan.range.end;
            if data.len() < 30 {
                continue;
            }
            let cut = |end: usize| [&whole[..end], &whole[data.end..]].concat();
            let fault = tried(&cut(data.start + data.len() / 3));
            assert!(matches!(fault, Err(Fault::Unfinished(_))), "{index}: {fault:?}");
        }
    }
}

#[test]
fn what_readers_show_whole_is_sound() {
    for (index, whole) in kinds().iter().enumerate() {
        let padded: Vec<u8> = [&whole[..whole.len() - 2], &[0, 0, 0, 0xFF, 0xFF, 0xFF, 0xD9], b"a film"].concat();
        assert_eq!(tried(&padded), Ok(()), "{index}");
    }
    let whole = jpeg(ColorType::Rgb, |_| ());
    let without_last_byte = [&whole[..whole.len() - 3], &whole[whole.len() - 2..]].concat();
    assert_eq!(tried(&without_last_byte), Ok(()));
    let bare: Vec<u8> = {
        let shown = jpeg_segments(&whole).into_iter().filter(|segment| segment.marker != 0xC4);
        shown.flat_map(|segment| whole[segment.range].to_vec()).collect()
    };
    assert_eq!(tried(&bare), Ok(()), "a picture out of a film");
}

#[test]
fn data_that_make_no_sense_are_found() {
    let whole = jpeg(ColorType::Rgb, |_| ());
    let segments = jpeg_segments(&whole);
    let scan = segments.iter().find(|segment| segment.marker == 0xDA).unwrap();
    let mut spoilt = whole.clone();
    let middle = usize::midpoint(scan.range.start, scan.range.end);
    spoilt[middle..middle + 40].fill(0xA5);
    assert!(tried(&spoilt).is_err());
    for missing in [0xDB, 0xDA] {
        let rest = segments.iter().filter(|segment| segment.marker != missing);
        let bytes: Vec<u8> = rest.flat_map(|segment| &whole[segment.range.clone()]).copied().collect();
        let picture = examine(&whole).unwrap();
        assert!(run(&bytes, &picture, &Budget::default()).is_err(), "{missing:X}");
    }
}

#[test]
fn what_the_library_fills_up_without_a_word_is_found() {
    let (width, height) = (80, 64);
    let data: Vec<u8> = (0..width * height * 3).map(|at| u8::try_from(at * at / 7 % 251).unwrap()).collect();
    let mut whole = Vec::new();
    let side = |side: usize| u16::try_from(side).unwrap();
    Encoder::new(&mut whole, 90).encode(&data, side(width), side(height), ColorType::Rgb).unwrap();
    let half = [&whole[..whole.len() / 2], &[0xFF, 0xD9]].concat();
    let decoded = |bytes: &[u8]| {
        let (picture, beside) = (examine(bytes).unwrap(), look(bytes, "image/jpeg").unwrap());
        let least = (picture.width, picture.height);
        decode(bytes, &picture, &beside, least, |_| 0, &Budget::default()).map(|(pixels, _)| pixels)
    };
    assert!(decoded(&whole).is_ok());
    assert!(matches!(decoded(&half), Err(Fault::Unfinished(_))));
}

#[test]
fn a_file_with_any_byte_changed_does_no_harm() {
    let plain = jpeg(ColorType::Rgb, |encoder| encoder.set_restart_interval(2));
    for whole in [PROGRESSIVE, &plain] {
        for at in 0..whole.len() {
            for value in [0, 0x11, 0x7F, 0xFF] {
                let mut changed = whole.to_vec();
                changed[at] = value;
                let segments = jpeg_segments(&changed);
                let reduced = Reduced::new(&changed, &segments);
                let _ = reduced.as_ref().map(|reduced| (reduced.memory(0).0 < 1 << 20).then(|| reduced.read(0)));
                // A size that is changed may ask for much.
                let _ = reduced.map(|reduced| (reduced.memory(2).0 < 1 << 20).then(|| reduced.decode(2)));
            }
        }
    }
}
