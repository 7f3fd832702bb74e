//! Timing files: what tells when each sentence of a piece is read aloud. WebVTT, SRT and the labels of Audacity, told by
//! their content.
//!
//! A cue names an element by its id (`#opening`), or has the words that are read. What it names is found later, and its
//! times are taken here as they stand.

mod cues;
mod labels;
mod rules;

pub(super) use rules::RULES;

use super::decode::{Declaration, decode};
use super::{Decoded, Piece};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::file_findings::{Search, outside, unreadable};
use crate::source::{Located, SourceId, Sources, Span};
use crate::world::{BookPath, ReadError, Roots, World};
use rules::TIMING_SYNTAX;
use std::collections::BTreeMap;
use std::time::Duration;

/// What one file tells.
#[derive(Debug)]
pub struct Timing {
    pub source: SourceId,
    pub cues: Vec<Cue>,
}

/// When something is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The line that says so.
    pub span: Span,
    pub begin: Duration,
    /// Nothing where the next one tells.
    pub end: Option<Duration>,
    /// What the cue is called: an id of the text, if the text has it.
    pub name: Option<String>,
    /// What is read, or `#` with the id of it.
    pub words: String,
}

/// Reads the timing files of all pieces, each once.
pub(super) fn read(
    world: &dyn World,
    pieces: &[Piece],
    roots: &Roots,
    sources: &mut Sources,
) -> (BTreeMap<BookPath, Timing>, Diagnostics) {
    let mut timings = BTreeMap::new();
    let mut diagnostics = Diagnostics::new();
    let mut search = Search::new(world);
    for piece in pieces {
        let Some(said) = &piece.facts.timing else { continue };
        let path = match piece.locate(said, roots) {
            Ok(path) if timings.contains_key(&path) => continue,
            Ok(path) => path,
            Err(error) => {
                diagnostics.push(weigh(outside(&said.value, error), said, piece));
                continue;
            }
        };
        let bytes = match world.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let found = unreadable(path.as_str(), &error);
                let meant = search.suggest(&path, piece.folder_of(said)).filter(|_| error == ReadError::Missing);
                let found = meant.into_iter().fold(found, Diagnostic::help);
                diagnostics.push(weigh(found, said, piece));
                continue;
            }
        };
        let (timing, findings) = parse(&path, bytes, sources);
        diagnostics.extend(findings);
        timings.insert(path, timing);
    }
    (timings, diagnostics)
}

/// Puts a finding about a file at the fact that names it: in front matter, whose keys anybody may have meant, a warning.
pub(crate) fn weigh(finding: Diagnostic, said: &Located<String>, piece: &Piece) -> Diagnostic {
    let is_own = said.span.is_some_and(|span| Some(span.source) == piece.source);
    let severity = if is_own { Severity::Warning } else { finding.severity };
    Diagnostic { severity, ..finding }.at(said.span)
}

fn parse(path: &BookPath, bytes: Vec<u8>, sources: &mut Sources) -> (Timing, Diagnostics) {
    let source = sources.upcoming(0);
    let Decoded { text, mut diagnostics } = decode(bytes, Declaration::None, source);
    sources.add(path.as_str(), text.as_str());
    let lines = Lines { text: &text, source, at: 0 };
    let reader = Reader { lines, cues: Vec::new(), findings: Diagnostics::new() };
    let first = text.trim_start_matches('\u{FEFF}');
    let (cues, findings) =
        if first.starts_with("WEBVTT") || text.contains("-->") { cues::read(reader) } else { labels::read(reader) };
    if cues.is_empty() && findings.is_empty() && diagnostics.is_empty() {
        let found = Diagnostic::new(&TIMING_SYNTAX, format!("`{path}` has no cues")).at(Span::new(source, 0..0));
        diagnostics.push(found.help("export it anew as WebVTT, SRT or Audacity labels"));
    }
    diagnostics.extend(findings);
    (Timing { source, cues }, diagnostics)
}

/// The lines of a timing file, one after the other.
struct Lines<'a> {
    text: &'a str,
    source: SourceId,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a str, Span);

    fn next(&mut self) -> Option<(&'a str, Span)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest[..end].trim_end_matches(['\n', '\r']);
        let span = Span::new(self.source, self.at..self.at + line.len());
        self.at += end;
        Some((line, span))
    }
}

/// After so many lines that are not understood, the file is another one.
const MOST_FINDINGS: usize = 10;

/// What is being read, what was found in it, and what is wrong with it.
struct Reader<'a> {
    lines: Lines<'a>,
    cues: Vec<Cue>,
    findings: Diagnostics,
}

impl Reader<'_> {
    fn complain(&mut self, message: &str, span: Span, help: &str) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Diagnostic::new(&TIMING_SYNTAX, message).at(span).help(help));
        }
    }

    /// Tells whether there is any use in reading on.
    fn is_lost(&self) -> bool {
        self.findings.len() >= MOST_FINDINGS && self.cues.is_empty()
    }

    fn finish(self) -> (Vec<Cue>, Diagnostics) {
        (self.cues, self.findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Vec<String>, Vec<String>) {
        let mut sources = Sources::default();
        let (timing, diagnostics) = parse(&BookPath::own("a.vtt"), text.as_bytes().to_vec(), &mut sources);
        let seconds = |time: Duration| time.as_secs_f64().to_string();
        let cue = |cue: &Cue| {
            let (begin, end) = (seconds(cue.begin), cue.end.map(seconds).unwrap_or_default());
            format!("{begin}-{end} {}|{}", cue.name.as_deref().unwrap_or_default(), cue.words)
        };
        let place = |found: &Diagnostic| match found.place {
            crate::diagnostic::Place::At(span) => sources.get(span.source).line_column(span.start as usize).0,
            _ => 0,
        };
        let said = |found: &Diagnostic| format!("{}: {}", place(found), found.message);
        (timing.cues.iter().map(cue).collect(), diagnostics.iter().map(said).collect())
    }

    #[test]
    fn webvtt_has_names_notes_settings_and_tags() {
        let text = "\u{FEFF}WEBVTT - read\nKind: captions\n\nNOTE\nnot read\n\nSTYLE\n::cue { }\n\nopening\n\
                    00:01.000 --> 01:00:02.500 align:start\n<v Ann>It <i>was</i> late &amp; cold.\nVery.\n\n\
                    00:03.000 --> 00:04.000\r\n#two\r\n";
        assert_eq!(
            parsed(text),
            (vec!["1-3602.5 opening|It was late & cold. Very.".into(), "3-4 |#two".into()], vec![])
        );
    }

    #[test]
    fn srt_has_numbers_and_commas() {
        let text = "1\n00:00:00,000 --> 00:00:01,250\n{\\an8}One.\n\n2\n00:00:01,250 --> 00:00:02,000\nTwo.";
        assert_eq!(parsed(text).0, ["0-1.25 1|One.", "1.25-2 2|Two."]);
    }

    #[test]
    fn labels_have_tabs_and_may_be_points() {
        let text = "0.000000\t1.500000\tOne.\n\\\t100\t200\n1,5\t1,5\t#two\n";
        assert_eq!(parsed(text), (vec!["0-1.5 |One.".into(), "1.5- |#two".into()], vec![]));
    }

    #[test]
    fn what_is_not_understood_is_told_of_at_its_line() {
        for (text, line) in [
            ("WEBVTT\n\n00:01.000 -> 00:02.000\nOne.\n", 3),
            ("WEBVTT\n\n00:61.000 --> 00:02.000\nOne.\n", 3),
            ("WEBVTT\n\n00:01.000 -->\nOne.\n", 3),
            ("1.0\t2.0\tOne.\nTwo.\n", 2),
            ("a text\n", 1),
            ("-1\t2\tx\n", 1),
            ("nan\tinf\tx\n", 1),
            ("", 1),
        ] {
            let said = parsed(text).1;
            assert!(said.len() == 1 && said[0].starts_with(&format!("{line}: ")), "{text}: {said:?}");
        }
    }

    #[test]
    fn another_file_is_given_up_soon() {
        assert_eq!(parsed(&"text\n".repeat(100_000)).1.len(), MOST_FINDINGS);
        assert!(parsed(&"-->\n\n".repeat(100_000)).1.len() <= MOST_FINDINGS);
    }
}
