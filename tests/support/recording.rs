//! Recordings made on the spot, silent and a few hundred bytes long, so that no binary file need be kept.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tests ask for a few seconds")]

/// Makes a recording of a kind and a length in seconds: `mp3`, `2.5`.
pub(crate) fn make(kind: &str, seconds: &str) -> Option<Vec<u8>> {
    let seconds: f64 = seconds.parse().ok()?;
    match kind {
        "mp3" => Some(mp3(seconds)),
        "m4a" => Some(mp4(seconds, &[("soun", "mp4a")])),
        "mp4" => Some(mp4(seconds, &[("vide", "avc1"), ("soun", "mp4a")])),
        "hevc" => Some(mp4(seconds, &[("vide", "hvc1"), ("soun", "mp4a")])),
        "alac" => Some(mp4(seconds, &[("soun", "alac")])),
        "opus" => Some(opus(seconds)),
        "vorbis" => Some(ogg(b"\x01vorbis", seconds)),
        "webm" => Some(webm(seconds, 1)),
        "weba" => Some(webm(seconds, 2)),
        "wav" => Some([b"RIFF\x24\0\0\0WAVEfmt ", &[0; 32][..]].concat()),
        "flac" => Some([b"fLaC", &[0; 38][..]].concat()),
        _ => None,
    }
}

/// Makes silent frames of MPEG-2.5 layer III: 8 kbit/s at 8,000 Hz, mono, 72 ms and 72 bytes each.
pub(crate) fn mp3(seconds: f64) -> Vec<u8> {
    let mut frame = vec![0xFF, 0xE3, 0x18, 0xC4];
    frame.resize(72, 0);
    frame.repeat(((seconds / 0.072).round() as usize).max(1))
}

fn part(kind: &str, content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    let size = u32::try_from(content.len() + 8).unwrap();
    [&size.to_be_bytes(), kind.as_bytes(), &content].concat()
}

/// Makes the boxes of an MP4 with tracks of these handlers and codings, and no sample in them.
pub(crate) fn mp4(seconds: f64, tracks: &[(&str, &str)]) -> Vec<u8> {
    let count = (seconds * 1000.0).round() as u32;
    let header = [&[0; 12][..], &1000_u32.to_be_bytes(), &count.to_be_bytes(), &[0; 80]].concat();
    let tracks = tracks.iter().map(|(handler, coding)| {
        let handler = part("hdlr", &[&[0; 8], handler.as_bytes(), &[0; 13]]);
        let entry = part(coding, &[&[0; 28]]);
        let list = part("stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], &entry]);
        let table = part("stbl", &[&list]);
        part("trak", &[&part("mdia", &[&handler, &part("minf", &[&table])])])
    });
    let tracks: Vec<u8> = tracks.flatten().collect();
    let movie = part("moov", &[&part("mvhd", &[&header]), &tracks]);
    [part("ftyp", &[b"isom\0\0\0\0isommp42"]), movie, part("mdat", &[&[0; 16]])].concat()
}

fn page(flags: u8, position: u64, content: &[u8]) -> Vec<u8> {
    let size = u8::try_from(content.len()).unwrap();
    [b"OggS\0", &[flags][..], &position.to_le_bytes(), b"bndr", &[0; 8], &[1, size], content].concat()
}

/// Makes three pages of Opus: its head, its tags, and a packet of silence.
pub(crate) fn opus(seconds: f64) -> Vec<u8> {
    ogg(b"OpusHead\x01\x01\x38\x01\x80\xBB\0\0\0\0\0", seconds)
}

fn ogg(head: &[u8], seconds: f64) -> Vec<u8> {
    let position = (seconds * 48_000.0).round() as u64 + 312;
    let tags = b"OpusTags\x06\0\0\0silent\0\0\0\0";
    [page(2, 0, head), page(0, 0, tags), page(4, position, &[0xFC, 0xFF, 0xFE])].concat()
}

fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    [id, &[0x80 | u8::try_from(content.len()).unwrap()], content].concat()
}

/// Makes the head of a WebM with one track of a type: 1 is film, 2 is sound.
pub(crate) fn webm(seconds: f64, kind: u8) -> Vec<u8> {
    let header = element(b"\x1A\x45\xDF\xA3", &element(b"\x42\x82", b"webm"));
    let info = element(b"\x15\x49\xA9\x66", &element(b"\x44\x89", &(seconds * 1000.0).to_be_bytes()));
    let tracks = element(b"\x16\x54\xAE\x6B", &element(b"\xAE", &element(b"\x83", &[kind])));
    let cluster = element(b"\x1F\x43\xB6\x75", &[0; 8]);
    [header, element(b"\x18\x53\x80\x67", &[info, tracks, cluster].concat())].concat()
}
