//! Media overlays: what a reader plays while it shows a page. EPUB 3.3, section 9.

use super::layout::Layout;
use super::markup::Markup;
use super::opf::Metadatum;
use crate::address::encode;
use crate::manuscript::{Narration, Piece, Read, Target};
use crate::xml::Tree;
use std::time::Duration;

/// The media type of overlays.
pub(super) const MEDIA_TYPE: &str = "application/smil+xml";

/// The class of what is being read: readers that know one by themselves know this.
const ACTIVE_CLASS: &str = "-epub-media-overlay-active";

const SMIL: &str = "http://www.w3.org/ns/SMIL";

/// Writes the overlay of a piece.
pub(super) fn write(index: usize, piece: &Piece, narration: &Narration, layout: &Layout) -> Tree {
    let page = layout.href(&Target::Piece { piece: index, anchor: None }, None).unwrap_or_default();
    let sound = layout.href(&Target::Resource(narration.recording), None).unwrap_or_default();
    let mut markup = Markup::new(SMIL);
    markup.open("smil", &[("xmlns:epub", super::ns::OPS), ("version", "3.0")]);
    markup.open("body", &[]);
    markup.open("seq", &[("id", "text"), ("epub:textref", &page), ("epub:type", piece.role.epub_type)]);
    for (clip, number) in narration.clips.iter().zip(1..) {
        let (Read::Element(id) | Read::Whole(id)) = &clip.read;
        markup.open("par", &[("id", &format!("clip-{number}"))]);
        markup.flat(|markup| {
            markup.empty("text", &[("src", &format!("{page}#{}", encode(id)))]);
            let times = [("clipBegin", &*clock(clip.begin)), ("clipEnd", &clock(clip.end))];
            markup.empty("audio", &[&[("src", &*sound)][..], &times].concat());
        });
        markup.close();
    }
    markup.close();
    markup.close();
    markup.close();
    markup.finish()
}

/// Returns how long a narration takes, as its clips are written.
pub(super) fn length(narration: &Narration) -> Duration {
    let milliseconds = |time: Duration| Duration::from_millis(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
    narration.clips.iter().map(|clip| milliseconds(clip.end).saturating_sub(milliseconds(clip.begin))).sum()
}

/// Says how long the overlays take, each under the id of its item, and all; and how what is being read is shown.
pub(super) fn describe<'a>(
    overlays: &[(String, Duration)],
    narrators: impl Iterator<Item = &'a str>,
    has_style: bool,
    metadata: &mut Vec<Metadatum>,
) {
    if overlays.is_empty() {
        return;
    }
    for (id, length) in overlays {
        metadata.push(Metadatum::meta("media:duration", &clock(*length)).refining(id));
    }
    let total: Duration = overlays.iter().map(|(_, length)| *length).sum();
    metadata.push(Metadatum::meta("media:duration", &clock(total)));
    metadata.extend(narrators.map(|narrator| Metadatum::meta("media:narrator", narrator)));
    // A page without any stylesheet cannot show the class.
    metadata.extend(has_style.then(|| Metadatum::meta("media:active-class", ACTIVE_CLASS)));
}

/// Writes a moment or a length: `0:01:02.500`.
fn clock(time: Duration) -> String {
    let (seconds, milliseconds) = (time.as_secs(), time.subsec_millis());
    format!("{}:{:02}:{:02}.{milliseconds:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::super::bind;
    use super::super::samples::{book, person, resource, text};
    use super::*;
    use crate::manuscript::Clip;

    fn clip(read: Read, begin: u64, end: u64) -> Clip {
        Clip { read, begin: Duration::from_millis(begin), end: Duration::from_millis(end) }
    }

    #[test]
    fn a_piece_that_is_read_aloud_has_an_overlay_and_the_book_tells_how_long_it_is() {
        let mut book = book(&[("one", "<p id='a b'>One.</p><p>Two.</p>"), ("two", "<p>Three.</p>"), ("three", "")]);
        book.resources = vec![resource("audio/a.mp3", "audio/mpeg", b""), resource("a.css", "text/css", b"")];
        book.stylesheets = vec![1];
        let clips = vec![
            clip(Read::Element("a b".into()), 1500, 3_725_250),
            clip(Read::Element("gone".into()), 3_725_250, 3_800_000),
        ];
        book.pieces[0].narration = Some(Narration { recording: 0, clips });
        book.pieces[1].narration =
            Some(Narration { recording: 0, clips: vec![clip(Read::Whole("read".into()), 0, 2000)] });
        book.pieces[1].facts.narrators = vec![person("Di & Co", "nrt")];
        let package = bind(book);
        let expected = r#"<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
  <body>
    <seq id="text" epub:textref="one.xhtml" epub:type="chapter">
      <par id="clip-1"><text src="one.xhtml#a%20b"/><audio src="audio/a.mp3" clipBegin="0:00:01.500" clipEnd="1:02:05.250"/></par>
    </seq>
  </body>
</smil>
"#;
        assert_eq!(text(&package, "OEBPS/one.smil"), expected);
        let page = text(&package, "OEBPS/two.xhtml");
        assert!(page.contains(r#"<section id="read" epub:type="chapter""#), "{page}");
        let opf = text(&package, "OEBPS/package.opf");
        for expected in [
            r##"<meta property="media:duration" refines="#overlay-one">1:02:03.750</meta>"##,
            r##"<meta property="media:duration" refines="#overlay-two">0:00:02.000</meta>"##,
            r#"<meta property="media:duration">1:02:05.750</meta>"#,
            r#"<meta property="media:narrator">Di &amp; Co</meta>"#,
            r#"<meta property="media:active-class">-epub-media-overlay-active</meta>"#,
            r#"<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>"#,
            r#"<dc:contributor id="contributor-1">Di &amp; Co</dc:contributor>"#,
            r#"<item id="piece-one" href="one.xhtml" media-type="application/xhtml+xml" media-overlay="overlay-one"/>"#,
            r#"<item id="overlay-one" href="one.smil" media-type="application/smil+xml"/>"#,
            r#"<item id="piece-three" href="three.xhtml" media-type="application/xhtml+xml"/>"#,
        ] {
            assert!(opf.contains(expected), "{expected} in {opf}");
        }
    }
}
