//! Labels as Audacity exports them: a line each, with begin and end in seconds and a text, between tabs.

use super::{Cue, Reader};
use crate::diagnostic::Diagnostics;
use crate::resource::recording::times::seconds;

pub(super) fn read(mut reader: Reader<'_>) -> (Vec<Cue>, Diagnostics) {
    while let Some((line, span)) = reader.lines.next() {
        // A backslash begins a line that tells of pitches.
        if line.trim().is_empty() || line.starts_with('\\') {
            continue;
        }
        let mut parts = line.splitn(3, '\t');
        let times = parts.next().and_then(seconds).zip(parts.next().and_then(seconds));
        let Some((begin, end)) = times else {
            reader.complain(
                "no label stands here",
                span,
                "write begin, end and words between tabs: `0.5\t2.25\tIt was late.`",
            );
            if reader.is_lost() {
                break;
            }
            continue;
        };
        let words = parts.next().unwrap_or_default().trim().to_owned();
        // A label at a point goes as far as the next.
        reader.cues.push(Cue { span, begin, end: (end != begin).then_some(end), name: None, words });
    }
    reader.finish()
}
