//! Text tracks of films: WebVTT, told by its first line, and SRT, which is made into it. EPUB 3.3,
//! section 3.4.
//!
//! SRT is known by habit alone: a number, a line of times, words, an empty line. What people write of it is read
//! generously, since every caption that is left out is something that somebody does not hear.

use super::Fault;
use super::times::clock;
use std::borrow::Cow;
use std::fmt::Write;
use std::time::Duration;

/// The media type of text tracks.
pub const MEDIA_TYPE: &str = "text/vtt";

const ARROW: &str = "-->";

/// The tags that both kinds have.
const TAGS: &[&str] = &["b", "/b", "i", "/i", "u", "/u"];

/// What a text track is.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Captions {
    /// The WebVTT that was made of it; nothing where it is that already.
    pub made: Option<String>,
    /// What was left out of it, each with the number of its line.
    pub left_out: Vec<(usize, &'static str)>,
}

/// Reads a text track.
///
/// # Errors
/// Why it is none.
pub fn read(bytes: &[u8]) -> Result<Captions, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    let text = decode(bytes).ok_or(Fault::NoCaptions)?;
    match text.strip_prefix("WEBVTT") {
        Some(rest) if rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']) => {
            // Where it was written in UTF-16, it is written anew.
            let made = matches!(text, Cow::Owned(_)).then(|| text.into_owned());
            Ok(Captions { made, left_out: Vec::new() })
        }
        _ => convert(&text).ok_or(Fault::NoCaptions),
    }
}

/// Returns the text of a file in UTF-8, or in what its first bytes say.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])
}

/// A caption of SRT.
struct Caption<'a> {
    begin: Duration,
    end: Duration,
    words: Vec<&'a str>,
}

/// Makes WebVTT of SRT; nothing where there is no caption.
fn convert(text: &str) -> Option<Captions> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut captions: Vec<Caption<'_>> = Vec::new();
    let mut left_out = Vec::new();
    let mut is_open = false;
    for (index, line) in lines.iter().enumerate() {
        let is_number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        if is_times(line) {
            let times = times(line).ok_or("the times of a caption are not understood");
            match times
                .and_then(|(begin, end)| if begin < end { Ok((begin, end)) } else { Err("a caption has no length") })
            {
                Ok((begin, end)) => captions.push(Caption { begin, end, words: Vec::new() }),
                Err(what) => left_out.push((index + 1, what)),
            }
            is_open = left_out.last().is_none_or(|(line, _)| *line != index + 1);
        } else if is_number && lines.get(index + 1).is_some_and(|next| is_times(next)) {
            is_open = false;
        } else if let Some(caption) = captions.last_mut().filter(|_| is_open) {
            // An empty line in between belongs to the words, as long as words follow it.
            caption.words.push(line);
        } else if !line.is_empty() && captions.is_empty() && left_out.is_empty() {
            left_out.push((index + 1, "a caption has no times"));
        }
    }
    if captions.is_empty() {
        return None;
    }
    // WebVTT wants them in their order.
    captions.sort_by_key(|caption| caption.begin);
    let mut made = "WEBVTT\n".to_owned();
    for Caption { begin, end, words } in &captions {
        let words: Vec<String> = words.iter().map(|line| escape(line)).filter(|line| !line.trim().is_empty()).collect();
        // Writing to a string cannot fail.
        let _ = write!(made, "\n{} {ARROW} {}\n{}\n", stamp(*begin), stamp(*end), words.join("\n"));
    }
    Some(Captions { made: Some(made), left_out })
}

/// Tells whether a line is meant to hold times, well written or not.
fn is_times(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_digit()) && line.contains(':') && line.contains("->")
}

/// Reads a line of times; what follows them is where on the screen it was shown.
fn times(line: &str) -> Option<(Duration, Duration)> {
    let (begin, rest) = line.split_once(ARROW)?;
    Some((clock(begin)?, clock(rest.split_whitespace().next()?)?))
}

/// Writes a moment as WebVTT does.
fn stamp(moment: Duration) -> String {
    let seconds = moment.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}.{:03}", moment.subsec_millis())
}

/// Writes a line of words as WebVTT does: tags that it has stay, those of fonts and places go, and all else is text.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '>', '&', '{']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let place = rest.strip_prefix("{\\").and_then(|rest| rest.split_once('}'));
        rest = match (tag, place) {
            (Some((name, after)), _) if TAGS.contains(&name.to_ascii_lowercase().as_str()) => {
                let _ = write!(out, "<{}>", name.to_ascii_lowercase());
                after
            }
            (Some((name, after)), _) if name.trim_start_matches('/').to_ascii_lowercase().starts_with("font") => after,
            (_, Some((_, after))) => after,
            _ => {
                out.push_str(match rest.as_bytes()[0] {
                    b'<' => "&lt;",
                    b'>' => "&gt;",
                    b'&' => "&amp;",
                    _ => "{",
                });
                &rest[1..]
            }
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> String {
        read(text.as_bytes()).unwrap().made.unwrap()
    }

    #[test]
    fn srt_becomes_webvtt() {
        let srt = "\u{FEFF}1\r\n00:00:01,500 --> 00:00:04,000 X1:10\r\n<i>Salt</i> & <font color=\"red\">sea</font>\r\n- So \
                   --> far\r\n\r\n2\r\n1:02:03,5 --> 1:02:05,000\r\n{\\an8}1 < 2\r\n";
        let expected = "WEBVTT\n\n00:00:01.500 --> 00:00:04.000\n<i>Salt</i> &amp; sea\n- So --&gt; far\n\
                        \n01:02:03.500 --> 01:02:05.000\n1 &lt; 2\n";
        assert_eq!(made(srt), expected);
    }

    #[test]
    fn no_word_is_lost_where_lines_are_missing_or_empty() {
        let srt = "00:01,000 --> 00:02,000\nfirst\n\nstill the first\n3\n00:00,500 --> 00:00,900\nearlier\n1984\n";
        let expected = "WEBVTT\n\n00:00:00.500 --> 00:00:00.900\nearlier\n1984\n\
                        \n00:00:01.000 --> 00:00:02.000\nfirst\nstill the first\n";
        assert_eq!(made(srt), expected);
    }

    #[test]
    fn what_is_left_out_is_told_with_its_line() {
        let srt =
            "Lost\n\n1\n00:01,000 -> soon\nwords\n\n2\n00:03,000 --> 00:02,000\nback\n\n3\n0:04,0 --> 0:05,0\nHe\n";
        let captions = read(srt.as_bytes()).unwrap();
        assert_eq!(captions.left_out.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 4, 8]);
        assert_eq!(captions.made.unwrap(), "WEBVTT\n\n00:00:04.000 --> 00:00:05.000\nHe\n");
    }

    #[test]
    fn what_is_webvtt_stays_and_what_is_neither_is_no_captions() {
        assert_eq!(read(b"\xEF\xBB\xBFWEBVTT\n").unwrap(), Captions::default());
        assert_eq!(read(b""), Err(Fault::Empty));
        for other in [&b"WEBVTTX"[..], b"a text", b"\xFF\xFE\xFF", b"1\n\xE9 --> 2\n", b"0:00:01.0,0:00:02.0\nHello"] {
            assert_eq!(read(other), Err(Fault::NoCaptions), "{other:?}");
        }
        let wide: Vec<u8> = "\u{FEFF}1\n0:01,0 --> 0:02,0\nHé\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).unwrap().made.unwrap(), "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHé\n");
    }
}
