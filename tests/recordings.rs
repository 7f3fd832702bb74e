//! Recordings are told by their bytes, with how long they take; whatever is wrong with one is said in bounded time.

#![allow(clippy::disallowed_methods, reason = "tests measure how long it takes")]

mod support;

use bindery::resource::recording::{Fault, Kind, examine};
use std::time::Duration;
use support::recording::make;

const KINDS: &[&str] = &["mp3", "m4a", "mp4", "opus", "webm"];

fn made(kind: &str, seconds: &str) -> Vec<u8> {
    make(kind, seconds).unwrap()
}

#[test]
fn a_recording_is_told_by_its_bytes() {
    let expected = [
        ("mp3", Kind::Sound, "audio/mpeg", "mp3"),
        ("m4a", Kind::Sound, "audio/mp4", "m4a"),
        ("opus", Kind::Sound, "audio/ogg; codecs=opus", "opus"),
        ("mp4", Kind::Film, "video/mp4", "mp4"),
        ("webm", Kind::Film, "video/webm", "webm"),
    ];
    for (kind, holds, media_type, extension) in expected {
        let found = examine(&made(kind, "7.2")).unwrap_or_else(|fault| panic!("{kind} {fault}"));
        assert_eq!((found.kind, found.media_type, found.extension), (holds, media_type, extension));
        assert_eq!(found.length, Some(Duration::from_millis(7200)), "{kind}");
    }
}

#[test]
fn tags_and_what_a_coder_says_of_the_whole_take_no_time() {
    let sound = made("mp3", "0.72");
    let tag = [b"ID3\x04\0\0\0\0\x01\x05", &[0xFF; 133][..]].concat();
    let mut info = sound[..72].to_vec();
    info[13..17].copy_from_slice(b"Info");
    let end = [b"TAG", &[b' '; 125][..]].concat();
    let whole = [&tag[..], &tag, &info, &sound, &end].concat();
    assert_eq!(examine(&whole).unwrap().length, Some(Duration::from_millis(720)));
}

#[test]
fn a_recording_that_readers_need_not_play_is_called_by_its_name() {
    for (kind, name) in [
        ("wav", "a WAV sound"),
        ("flac", "a FLAC sound"),
        ("vorbis", "an Ogg Vorbis sound"),
        ("alac", "an Apple Lossless sound"),
        ("weba", "a WebM sound"),
    ] {
        assert!(matches!(examine(&made(kind, "1")), Err(Fault::Foreign(found, _)) if found == name), "{kind}");
    }
    assert_eq!(examine(b""), Err(Fault::Empty));
    assert!(matches!(examine(b"<!DOCTYPE html>"), Err(Fault::Other(_))));
    assert!(matches!(examine(b"a text"), Err(Fault::Other(_))));
    assert!(matches!(examine(b"ID3\x04\0\0\0\0\0\0text"), Err(Fault::Broken(_))));
}

#[test]
fn a_recording_cut_short_anywhere_or_with_any_byte_changed_does_no_harm() {
    for kind in KINDS {
        let whole = made(kind, "1");
        for end in 0..whole.len() {
            let _ = examine(&whole[..end]);
        }
        for at in 0..whole.len() {
            for value in [0, 1, 127, 128, 255] {
                let mut changed = whole.clone();
                changed[at] = value;
                let _ = examine(&changed);
            }
        }
    }
    let film = made("mp4", "1");
    assert!(matches!(examine(&film[..film.len() - 1]), Err(Fault::Broken(_))));
    let sound = made("opus", "1");
    assert!(matches!(examine(&sound[..sound.len() - 1]), Err(Fault::Broken(_))));
}

#[test]
fn large_files_of_one_byte_take_no_long_time() {
    for byte in [0x00, 0x4F, 0xFF] {
        for head in
            [&b"ID3\x04\0\0\0\0\0\0"[..], b"OggS", b"\0\0\0\x08ftyp", b"\x1A\x45\xDF\xA3", b"\xFF\xFB\x90\x00", b""]
        {
            let mut bytes = head.to_vec();
            bytes.resize(4_000_000, byte);
            let begun = std::time::Instant::now();
            let _ = examine(&bytes);
            assert!(begun.elapsed() < Duration::from_secs(5), "{byte} after {head:?}");
        }
    }
}
