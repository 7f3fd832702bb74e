//! What stays in memory of a source that findings point into: the lines that they begin and end in. All others are
//! empty, so that lines keep their numbers.

use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use std::ops::Range;

/// Returns what findings show of the text of a source; they point into that then.
pub(super) fn shorten(text: &str, source: SourceId, findings: &mut [Diagnostic]) -> String {
    let mut spans: Vec<&mut Span> =
        findings.iter_mut().flat_map(Diagnostic::spans_mut).filter(|span| span.source == source).collect();
    let mut lines: Vec<Range<usize>> =
        spans.iter().flat_map(|span| [span.start, span.end]).map(|at| line_around(text, at as usize)).collect();
    lines.sort_by_key(|line| line.start);
    lines.dedup();
    let mut out = String::new();
    let mut moved: Vec<(usize, usize)> = Vec::with_capacity(lines.len());
    let mut end = 0;
    for line in lines {
        let ends = text[end..line.start].bytes().filter(|byte| *byte == b'\n').count();
        out.extend(std::iter::repeat_n('\n', ends));
        moved.push((line.start, out.len()));
        out.push_str(&text[line.clone()]);
        end = line.end;
    }
    let new = |at: u32| {
        let line = moved.partition_point(|(start, _)| *start <= at as usize).saturating_sub(1);
        let (before, after) = moved[line];
        after + at as usize - before
    };
    for span in &mut spans {
        **span = Span::new(source, new(span.start)..new(span.end));
    }
    out
}

/// Returns the line that holds a byte, without its end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..text[at..].find('\n').map_or(text.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::import::rules::MOJIBAKE;
    use crate::source::{Source, Sources};

    #[test]
    fn findings_point_to_the_same_lines_and_columns_of_what_is_left() {
        let text = "one\ntwo é three\r\nfour\nfive\n\nsix";
        let id = Sources::default().upcoming(0);
        let find = |start: &str, end: &str| {
            let range = text.find(start).unwrap()..text.find(end).unwrap() + end.len();
            Diagnostic::new(&MOJIBAKE, "x").at(Span::new(id, range))
        };
        for (finding, left) in [
            (find("one", "one"), "one"),
            (find("é", "three"), "\ntwo é three\r"),
            (find("our", "fi"), "\n\nfour\nfive"),
            (find("one", "six"), "one\n\n\n\n\nsix"),
            (Diagnostic::new(&MOJIBAKE, "x").label(Span::new(id, 21..23), "y"), "\n\nfour\nfive"),
            (Diagnostic::new(&MOJIBAKE, "x"), ""),
        ] {
            let mut shortened = [finding.clone()];
            let short = shorten(text, id, &mut shortened);
            assert_eq!(short, left);
            let position = |text: &str, finding: &Diagnostic| match finding.place {
                Place::At(span) => {
                    Some([span.start, span.end].map(|at| Source::new("a", text).line_column(at as usize)))
                }
                _ => None,
            };
            assert_eq!(position(&short, &shortened[0]), position(text, &finding));
        }
    }
}
